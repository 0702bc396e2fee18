import Foundation
import Web

/// Reads a sheet of an Office Open XML workbook (ECMA-376 part 1, transitional and strict): what its cells hold, with their kinds.
enum XLSXReader {
    /// The namespaces of SpreadsheetML.
    static let main: Set<String> = [
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main",
    ]
    private static let relationships: Set<String> = [
        "http://schemas.openxmlformats.org/package/2006/relationships"
    ]

    /// - Parameter wanted: the name of the sheet; nothing for the first that is shown and holds something.
    static func read(_ bytes: [UInt8], sheet wanted: String? = nil) throws -> FileTable {
        let archive = try ZipArchive(bytes)
        if let refusal = try ForeignFile.refusal(ofArchive: archive) { throw refusal }
        let (book, parts) = try book(archive)
        let sheets = book.sheets.filter { !$0.isHidden && parts.kind($0.relation) == "worksheet" }
        guard !sheets.isEmpty else { throw noSheet(book, parts) }
        if let wanted, !sheets.contains(where: { $0.name == wanted }) {
            throw Refusal.invalid(["sheet": L("The workbook has no worksheet with this name.")])
        }
        let content = try Content(archive, parts, is1904: book.is1904)
        var read = FileTable(lines: [])
        for sheet in sheets where wanted == nil || sheet.name == wanted {
            read = try content.sheet(at: parts.target(sheet.relation))
            read.name = sheet.name
            if !read.lines.isEmpty { break }
        }
        read.sheets = sheets.map(\.name)
        if wanted == nil, sheets.count > 1 {
            read.notes.insert(L("The workbook has \(sheets.count) worksheets; “\(read.name)” was read."), at: 0)
        }
        return read
    }

    /// As many sheets as are read of one workbook.
    private static let mostSheets = 50

    /// All sheets that hold a table, hidden ones too: each with its cells and what it does not show.
    static func readAll(_ bytes: [UInt8]) throws -> [FileTable] {
        let archive = try ZipArchive(bytes)
        if let refusal = try ForeignFile.refusal(ofArchive: archive) { throw refusal }
        let (book, parts) = try book(archive)
        let sheets = book.sheets.filter { parts.kind($0.relation) == "worksheet" }
        guard !sheets.isEmpty else { throw noSheet(book, parts) }
        let content = try Content(archive, parts, is1904: book.is1904)
        return try sheets.prefix(mostSheets).map { sheet in
            var read = try content.sheet(at: parts.target(sheet.relation))
            read.name = sheet.name
            read.isHidden = sheet.isHidden
            return read
        }
    }

    private static let notAWorkbook = SheetFile.refusal(
        L("This is a zip file, but not an Excel workbook. Save the table as .xlsx or .csv."))

    private static func noSheet(_ book: WorkbookReader, _ parts: Relations) -> Refusal {
        let kinds = book.sheets.map { parts.kind($0.relation) }
        if !kinds.isEmpty, kinds.allSatisfy({ $0 == "chartsheet" || $0 == "dialogsheet" }) {
            return SheetFile.refusal(L("The workbook holds charts only, and no worksheet with a table."))
        }
        return SheetFile.refusal(L("The workbook has no worksheet that can be read."))
    }

    // MARK: The way to the sheet

    private static func book(_ archive: ZipArchive) throws -> (WorkbookReader, Relations) {
        var path = "xl/workbook.xml"
        if let content = try archive.part("_rels/.rels") {
            let root = try relations(content, base: "")
            guard let target = root.first("officeDocument") else { throw notAWorkbook }
            path = target
        }
        guard let bytes = try archive.part(path) else { throw notAWorkbook }
        let book = WorkbookReader()
        try XMLScanner.read(bytes, namespaces: main, into: book)
        let slash = path.lastIndex(of: "/")
        let folder = slash.map { String(path[..<$0]) } ?? ""
        let name = slash.map { String(path[path.index(after: $0)...]) } ?? path
        guard let content = try archive.part("\(folder.isEmpty ? "" : folder + "/")_rels/\(name).rels") else {
            throw notAWorkbook
        }
        return (book, try relations(content, base: folder))
    }

    private static func relations(_ content: [UInt8], base: String) throws -> Relations {
        let reader = RelationsReader()
        try XMLScanner.read(content, namespaces: relationships, into: reader)
        var all = Relations()
        for (id, type, target) in reader.found {
            let target = target.replacing("\\", with: "/")
            let full = target.hasPrefix("/") ? String(target.dropFirst()) : base.isEmpty ? target : "\(base)/\(target)"
            var pieces: [Substring] = []
            for piece in full.split(separator: "/") {
                if piece == ".." { _ = pieces.popLast() } else if piece != "." { pieces.append(piece) }
            }
            let path = pieces.joined(separator: "/")
            all.list.append((id, type.split(separator: "/").last.map(String.init) ?? "", path))
        }
        return all
    }

    /// The relations of a part, with their targets as paths of the archive.
    private struct Relations {
        var list: [(id: String, kind: String, target: String)] = []

        func kind(_ id: String) -> String { list.first { $0.id == id }?.kind ?? "" }
        func target(_ id: String) -> String { list.first { $0.id == id }?.target ?? "" }
        func first(_ kind: String) -> String? { list.first { $0.kind == kind }?.target }
    }

    /// What all sheets share.
    private struct Content {
        let archive: ZipArchive
        let strings: [String]
        let formats: [NumberFormat]
        let struck: Set<Int>
        let is1904: Bool

        init(_ archive: ZipArchive, _ parts: Relations, is1904: Bool) throws {
            self.archive = archive
            self.is1904 = is1904
            let strings = SharedStringsReader()
            if let target = parts.first("sharedStrings") {
                guard let content = try Self.part(target, archive) else { throw ZipArchive.damaged }
                try XMLScanner.read(content, namespaces: XLSXReader.main, into: strings)
            }
            self.strings = strings.strings
            let styles = StylesReader()
            if let target = parts.first("styles"), let content = try Self.part(target, archive) {
                try XMLScanner.read(content, namespaces: XLSXReader.main, into: styles)
            }
            formats = styles.formats
            struck = styles.struck
        }

        func sheet(at path: String) throws -> FileTable {
            guard let content = try Self.part(path, archive) else {
                throw SheetFile.refusal(L("The workbook has no worksheet that can be read."))
            }
            let parser = SheetParser(strings: strings, formats: formats, is1904: is1904, struck: struck)
            try XMLScanner.read(content, namespaces: XLSXReader.main, into: parser)
            return try parser.sheet()
        }

        /// Targets are addresses, so that some programs write them with `%20`.
        private static func part(_ path: String, _ archive: ZipArchive) throws -> [UInt8]? {
            if let content = try archive.part(path) { return content }
            guard let plain = path.removingPercentEncoding, plain != path else { return nil }
            return try archive.part(plain)
        }
    }
}

private final class RelationsReader: PartReader {
    private(set) var found: [(id: String, type: String, target: String)] = []

    override func begin(_ tag: XMLScanner.Tag) throws {
        guard tag.named("Relationship"), tag["TargetMode"] != "External", found.count < 10_000 else { return }
        found.append((tag["Id"] ?? "", tag["Type"] ?? "", tag["Target"] ?? ""))
    }
}

private final class WorkbookReader: PartReader {
    private(set) var sheets: [(name: String, relation: String, isHidden: Bool)] = []
    private(set) var is1904 = false

    override func begin(_ tag: XMLScanner.Tag) throws {
        // Another workbookPr, of an extension's namespace, often follows: it says nothing of the dates.
        if tag.named("workbookPr"), let flag = tag["date1904"] { is1904 = flag == "1" || flag == "true" }
        guard tag.named("sheet"), sheets.count < 1_000 else { return }
        sheets.append((tag["name"] ?? "", tag.prefixed("id") ?? "", (tag["state"] ?? "visible") != "visible"))
    }
}

/// The texts that cells refer to by number. Phonetic guides (`rPh`) are left out.
private final class SharedStringsReader: PartReader {
    private(set) var strings: [String] = []
    private var string = ""
    private var isPhonetic = false

    override func begin(_ tag: XMLScanner.Tag) throws {
        if tag.named("si") {
            string = ""
        } else if tag.named("rPh") {
            isPhonetic = true
        } else if tag.named("t") {
            collect()
        }
    }

    override func end(_ tag: XMLScanner.Tag) throws {
        if tag.named("t") {
            let text = gathered()
            if !isPhonetic { string += text }
        } else if tag.named("rPh") {
            isPhonetic = false
        } else if tag.named("si") {
            strings.append(SheetParser.unescape(string))
        }
    }
}

/// Which number format each cell style has, and which styles strike their letters through.
private final class StylesReader: PartReader {
    private(set) var formats: [NumberFormat] = []
    private(set) var struck: Set<Int> = []
    private var codes: [Int: String] = [:]
    private var struckFonts: Set<Int> = []
    private var font = -1
    private var isInFonts = false
    private var isInCellFormats = false

    override func begin(_ tag: XMLScanner.Tag) throws {
        if tag.named("numFmt"), let id = tag["numFmtId"].flatMap({ Int($0) }) {
            codes[id] = tag["formatCode"] ?? ""
        } else if tag.named("fonts") {
            isInFonts = true
        } else if isInFonts, tag.named("font") {
            font += 1
        } else if isInFonts, tag.named("strike"), tag["val"] != "0", tag["val"] != "false", font < 100_000 {
            struckFonts.insert(font)
        } else if tag.named("cellXfs") {
            isInCellFormats = true
        } else if isInCellFormats, tag.named("xf") {
            guard formats.count < 100_000 else { throw ZipArchive.damaged }
            if let font = tag["fontId"].flatMap({ Int($0) }), struckFonts.contains(font) {
                struck.insert(formats.count)
            }
            let id = tag["numFmtId"].flatMap { Int($0) } ?? 0
            formats.append(codes[id].map { NumberFormat($0) } ?? NumberFormat(builtIn: id))
        }
    }

    override func end(_ tag: XMLScanner.Tag) throws {
        if tag.named("cellXfs") { isInCellFormats = false } else if tag.named("fonts") { isInFonts = false }
    }
}
