import Foundation
import Web

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// Reads the first visible sheet of an Office Open XML workbook (ECMA-376, part 1) as text: what its cells hold, not how they look, but
/// for dates, which are numbers in the file and become ISO 8601.
enum XLSXReader {
    static func read(_ bytes: [UInt8]) throws -> Sheet {
        let archive = try ZipArchive(bytes)
        guard try archive.part("[Content_Types].xml") != nil else { throw notAWorkbook }
        let root = try relations(archive, "_rels/.rels", base: "")
        guard let bookPath = root.first(where: { $0.kind == "officeDocument" })?.target,
            let bookBytes = try archive.part(bookPath)
        else { throw notAWorkbook }
        let book = WorkbookParser()
        try book.parse(bookBytes)
        let folder = bookPath.split(separator: "/").dropLast().joined(separator: "/")
        let name = bookPath.split(separator: "/").last ?? ""
        let parts = try relations(archive, "\(folder.isEmpty ? "" : folder + "/")_rels/\(name).rels", base: folder)
        guard let sheet = book.sheets.first(where: { !$0.isHidden }),
            let path = parts.first(where: { $0.id == sheet.relation })?.target, let sheetBytes = try archive.part(path)
        else { throw SheetFile.refusal(L("The workbook has no sheet that can be read.")) }
        let strings = SharedStringsParser()
        if let target = parts.first(where: { $0.kind == "sharedStrings" })?.target {
            guard let content = try archive.part(target) else { throw ZipArchive.damaged }
            try strings.parse(content)
        }
        let styles = StylesParser()
        if let target = parts.first(where: { $0.kind == "styles" })?.target, let content = try archive.part(target) {
            try styles.parse(content)
        }
        let parser = SheetParser(strings: strings.strings, dateStyles: styles.dateStyles, is1904: book.is1904)
        try parser.parse(sheetBytes)
        let visible = book.sheets.filter { !$0.isHidden }.count
        return Sheet(
            lines: parser.lines,
            note: visible > 1 ? L("The workbook has \(visible) sheets; the first, “\(sheet.name)”, was read.") : nil)
    }

    private static let notAWorkbook = SheetFile.refusal(
        L("This is a zip file, but no Excel workbook. Save the table as .xlsx or .csv."))

    private struct Relation {
        let id: String
        /// The last part of the type's address.
        let kind: String
        let target: String
    }

    private static func relations(_ archive: ZipArchive, _ path: String, base: String) throws -> [Relation] {
        guard let content = try archive.part(path) else { throw notAWorkbook }
        let parser = RelationsParser()
        try parser.parse(content)
        return parser.found.map { id, type, target in
            let full = target.hasPrefix("/") ? String(target.dropFirst()) : base.isEmpty ? target : "\(base)/\(target)"
            var pieces: [Substring] = []
            for piece in full.split(separator: "/") {
                if piece == ".." { _ = pieces.popLast() } else if piece != "." { pieces.append(piece) }
            }
            return Relation(
                id: id, kind: type.split(separator: "/").last.map(String.init) ?? "",
                target: pieces.joined(separator: "/"))
        }
    }
}

/// What the parsers of a workbook's parts share. No document type is accepted, so there are no entities to expand or to fetch.
class PartParser: NSObject, XMLParserDelegate {
    /// What stopped the parser from inside.
    var refusal: (any Error)?
    private var text = ""
    private var isCollecting = false

    func parse(_ bytes: [UInt8]) throws {
        let head = bytes.prefix(4096)
        guard !head.contains(0), head.firstRange(of: Array("<!DOCTYPE".utf8)) == nil, Self.isUTF8(bytes) else {
            throw ZipArchive.damaged
        }
        let parser = XMLParser(data: Data(bytes))
        parser.shouldResolveExternalEntities = false
        parser.delegate = self
        let isWhole = parser.parse()
        if let refusal { throw refusal }
        guard isWhole else { throw ZipArchive.damaged }
    }

    /// Foundation's parser traps where a name or an attribute is not UTF-8, so nothing else may reach it. Workbooks are written in
    /// UTF-8; UTF-16, which the standard also allows (ECMA-376 part 2, 8.1.4), is not read.
    private static func isUTF8(_ bytes: [UInt8]) -> Bool {
        guard String(validating: bytes, as: UTF8.self) != nil else { return false }
        let declaration = String(decoding: bytes.prefix(200), as: UTF8.self).lowercased().prefix { $0 != ">" }
        return !declaration.contains("encoding") || declaration.contains("utf-8")
    }

    func begin(_ name: String, _ attributes: [String: String], _ parser: XMLParser) {}
    func end(_ name: String, text: String, _ parser: XMLParser) {}
    /// Whether the text of this element is wanted.
    func collects(_ name: String) -> Bool { false }

    func stop(_ parser: XMLParser, _ error: any Error) {
        if refusal == nil { refusal = error }
        parser.abortParsing()
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        let local = Self.local(name)
        if collects(local) {
            text = ""
            isCollecting = true
        }
        begin(local, attributes, parser)
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        let local = Self.local(name)
        end(local, text: text, parser)
        if collects(local) {
            text = ""
            isCollecting = false
        }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { if isCollecting { text += string } }

    /// A document type behind the first 4 kB.
    func parser(_ parser: XMLParser, foundInternalEntityDeclarationWithName name: String, value: String?) {
        stop(parser, ZipArchive.damaged)
    }

    private static func local(_ name: String) -> String {
        name.firstIndex(of: ":").map { String(name[name.index(after: $0)...]) } ?? name
    }
}

private final class RelationsParser: PartParser {
    private(set) var found: [(id: String, type: String, target: String)] = []

    override func begin(_ name: String, _ attributes: [String: String], _ parser: XMLParser) {
        guard name == "Relationship", attributes["TargetMode"] != "External" else { return }
        found.append((attributes["Id"] ?? "", attributes["Type"] ?? "", attributes["Target"] ?? ""))
    }
}

private final class WorkbookParser: PartParser {
    private(set) var sheets: [(name: String, relation: String, isHidden: Bool)] = []
    private(set) var is1904 = false

    override func begin(_ name: String, _ attributes: [String: String], _ parser: XMLParser) {
        if name == "workbookPr" { is1904 = ["1", "true"].contains(attributes["date1904"] ?? "") }
        guard name == "sheet" else { return }
        let relation = attributes.first { $0.key.hasSuffix(":id") }?.value ?? ""
        sheets.append((attributes["name"] ?? "", relation, (attributes["state"] ?? "visible") != "visible"))
    }
}

/// The texts that cells refer to by number. Phonetic guides (`rPh`) are left out.
private final class SharedStringsParser: PartParser {
    private(set) var strings: [String] = []
    private var string = ""
    private var isPhonetic = false

    override func collects(_ name: String) -> Bool { name == "t" }

    override func begin(_ name: String, _ attributes: [String: String], _ parser: XMLParser) {
        if name == "si" { string = "" }
        if name == "rPh" { isPhonetic = true }
    }

    override func end(_ name: String, text: String, _ parser: XMLParser) {
        switch name {
        case "t": if !isPhonetic { string += text }
        case "rPh": isPhonetic = false
        case "si": strings.append(SheetParser.unescape(string))
        default: break
        }
    }
}

/// Which cell styles show a number as a date.
private final class StylesParser: PartParser {
    private(set) var dateStyles: Set<Int> = []
    private var formats: [Int: String] = [:]
    private var isInCellFormats = false
    private var count = 0

    override func begin(_ name: String, _ attributes: [String: String], _ parser: XMLParser) {
        switch name {
        case "numFmt":
            if let id = attributes["numFmtId"].flatMap(Int.init) { formats[id] = attributes["formatCode"] ?? "" }
        case "cellXfs": isInCellFormats = true
        case "xf" where isInCellFormats:
            let id = attributes["numFmtId"].flatMap(Int.init) ?? 0
            if (14...22).contains(id) || (45...47).contains(id) || formats[id].map(Self.isDate) ?? false {
                dateStyles.insert(count)
            }
            count += 1
        default: break
        }
    }

    override func end(_ name: String, text: String, _ parser: XMLParser) {
        if name == "cellXfs" { isInCellFormats = false }
    }

    /// A format code with a year or a day outside quotes and brackets.
    private static func isDate(_ code: String) -> Bool {
        var isQuoted = false
        var isBracketed = false
        for character in code.lowercased() {
            if character == "\"" { isQuoted.toggle() }
            if character == "[" { isBracketed = true }
            if character == "]" { isBracketed = false }
            if !isQuoted && !isBracketed && (character == "y" || character == "d") { return true }
        }
        return false
    }
}
