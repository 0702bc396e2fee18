@testable import App
import TestSupport
import Foundation
import Testing
import Web

/// Workbooks as other programs write them: each shape that was read wrong once.
struct WorkbookReaderTests {
    private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    private static let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    /// A workbook whose only table holds `rows`.
    private func book(
        _ rows: String, strings: [String] = [], formats: [String] = [], namespace: String = main,
        bookExtra: String = "",
        after: String = "", kinds: [String] = ["worksheet"], rename: (String) -> String = { $0 }
    ) throws -> [UInt8] {
        var links = ""
        var sheets = ""
        var parts: [ZipWriter.Part] = []
        for (index, kind) in kinds.enumerated() {
            links +=
                "<Relationship Id=\"s\(index)\" Type=\"\(Self.relations)/\(kind)\" Target=\"\(kind)s/sheet\(index).xml\"/>"
            sheets += "<sheet name=\"Sheet \(index)\" sheetId=\"\(index + 1)\" r:id=\"s\(index)\"/>"
            let content =
                kind == "worksheet"
                ? "<worksheet xmlns=\"\(namespace)\"><sheetData>\(index == kinds.count - 1 ? rows : "")</sheetData>\(after)</worksheet>"
                : "<\(kind) xmlns=\"\(namespace)\"/>"
            parts.append(.init(rename("xl/\(kind)s/sheet\(index).xml"), content))
        }
        if !strings.isEmpty {
            links += "<Relationship Id=\"x1\" Type=\"\(Self.relations)/sharedStrings\" Target=\"sharedStrings.xml\"/>"
            let list = strings.map { "<si><t>\($0)</t></si>" }.joined()
            parts.append(.init(rename("xl/sharedStrings.xml"), "<sst xmlns=\"\(namespace)\">\(list)</sst>"))
        }
        if !formats.isEmpty {
            links += "<Relationship Id=\"x2\" Type=\"\(Self.relations)/styles\" Target=\"styles.xml\"/>"
            let codes = formats.enumerated().map {
                "<numFmt numFmtId=\"\(170 + $0.offset)\" formatCode=\"\($0.element)\"/>"
            }
            let cells = formats.indices.map { "<xf numFmtId=\"\(170 + $0)\"/>" }.joined()
            parts.append(
                .init(
                    rename("xl/styles.xml"),
                    "<styleSheet xmlns=\"\(namespace)\"><numFmts>\(codes.joined())</numFmts><cellXfs><xf numFmtId=\"0\"/>\(cells)</cellXfs></styleSheet>"
                ))
        }
        let package = "http://schemas.openxmlformats.org/package/2006/relationships"
        parts += [
            .init("[Content_Types].xml", "<Types/>"),
            .init(
                "_rels/.rels",
                "<Relationships xmlns=\"\(package)\"><Relationship Id=\"r\" Type=\"\(Self.relations)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
            .init(
                rename("xl/workbook.xml"),
                "<workbook xmlns=\"\(namespace)\" xmlns:r=\"\(Self.relations)\">\(bookExtra)<sheets>\(sheets)</sheets></workbook>"
            ),
            .init(rename("xl/_rels/workbook.xml.rels"), "<Relationships xmlns=\"\(package)\">\(links)</Relationships>"),
        ]
        return try ZipWriter.write(parts)
    }

    private func read(_ bytes: [UInt8], name: String = "a.xlsx") throws -> FileTable {
        try SheetFile.read(bytes, name: name)
    }

    private func words(_ bytes: [UInt8], name: String = "a.xlsx") -> String {
        do {
            _ = try SheetFile.read(bytes, name: name)
            return ""
        } catch let refusal as Refusal {
            return refusal.fields["file"]?.string(in: .english) ?? refusal.code
        } catch {
            return "\(error)"
        }
    }

    private func text(_ text: String) -> String { "<is><t>\(text)</t></is>" }

    @Test func `a cell without its place follows the one before, also past an empty one`() throws {
        let sheet = try read(
            book(
                """
                <row><c t="inlineStr">\(text("Ana"))</c><c/><c s="1"/><c t="inlineStr">\(text("ana@example.org"))</c></row>\
                <row r="5"><c r="C5"><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>
                """))
        #expect(sheet.lines.map(\.cells) == [["Ana", "", "", "ana@example.org"], ["", "", "1", "2"], ["3"]])
        #expect(sheet.lines.map(\.number) == [1, 5, 6])
        #expect(sheet.notes.isEmpty)
    }

    @Test func `places that contradict each other are said`() throws {
        let twice = try read(book("<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"A2\"><v>2</v></c></row>"))
        #expect(twice.notes.first?.string(in: .english).hasSuffix("these rows: 2.") == true)
        let other = try read(book("<row r=\"2\"><c r=\"B9\"><v>1</v></c></row>"))
        #expect(other.lines.map(\.cells) == [["", "1"]])
        #expect(!other.notes.isEmpty)
    }

    @Test func `times, durations and dates keep their kind`() throws {
        let sheet = try read(
            book(
                """
                <row r="1"><c r="A1" s="1"><v>0.395833333333333</v></c><c r="B1" s="2"><v>1.04861111111111</v></c>\
                <c r="C1" s="3"><v>0.395833333333333</v></c><c r="D1" s="4"><v>46356.3958333333</v></c><c r="E1" s="5"><v>5</v></c>\
                <c r="F1" t="e"><v>#N/A</v></c><c r="G1" t="d"><v>2026-11-30T09:30:00</v></c><c r="H1" s="6"><v>42</v></c></row>
                """, formats: ["h:mm", "[h]:mm", "d/m/yyyy h:mm", "d/m/yyyy h:mm", "0 &quot;days&quot;", "00000"]))
        let values = sheet.lines[0].values
        #expect(
            values.map(\.text) == [
                "09:30", "25:10", "09:30", "2026-11-30 09:30", "5", "#N/A", "2026-11-30 09:30", "00042",
            ])
        #expect(values.map(\.kind) == [.time, .duration, .time, .dateTime, .number, .error, .dateTime, .number])
        #expect(values[1].format == "[h]:mm" && values[1].number == 1.04861111111111)
    }

    @Test func `the calendar of 1904 is kept when an extension says something else`() throws {
        let extra = """
            <workbookPr date1904="1"/><extLst><ext xmlns:x15="http://schemas.microsoft.com/office/spreadsheetml/2010/11/main">\
            <x15:workbookPr chartTrackingRefBase="1" date1904="0"/></ext></extLst>
            """
        let sheet = try read(
            book("<row r=\"1\"><c r=\"A1\" s=\"1\"><v>43797</v></c></row>", formats: ["yyyy-mm-dd"], bookExtra: extra))
        #expect(sheet.lines[0].cells == ["2023-11-29"])
    }

    @Test(arguments: [0, 1, 2])
    func `names of parts in other letters and with other slashes are found`(way: Int) throws {
        let row = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>"
        let sheet = try read(
            book(row, strings: ["shared"]) { name in
                way == 0 ? name.replacing("/", with: "\\") : way == 1 ? name.uppercased() : "/" + name
            })
        #expect(sheet.lines.map(\.cells) == [["shared"]])
    }

    @Test(arguments: ["chartsheet", "dialogsheet"])
    func `a chart first is passed over`(kind: String) throws {
        let sheet = try read(
            book("<row r=\"1\"><c r=\"A1\"><v>4</v></c></row>", kinds: [kind, "worksheet", "worksheet"]))
        #expect(
            sheet.lines.map(\.cells) == [["4"]] && sheet.name == "Sheet 2" && sheet.sheets == ["Sheet 1", "Sheet 2"])
        #expect(words(try book("", kinds: [kind])).contains("charts only"))
    }

    @Test func `a strict workbook of 9,999 rows with texts in its cells is read`() throws {
        let rows = (1...9_999).map {
            "<row r=\"\($0)\"><c r=\"B\($0)\" t=\"inlineStr\">\(text("Person \($0)"))</c></row>"
        }.joined()
        let sheet = try read(book(rows, namespace: Self.strict))
        #expect(sheet.lines.count == 9_999 && sheet.lines.last?.cells == ["", "Person 9999"])
    }

    @Test func `a chosen sheet is read`() throws {
        let bytes = try XLSXWriter.write([
            WorkbookSheet(name: "Read me", header: ["About"], rows: []),
            WorkbookSheet(name: "List", header: ["Name"], rows: [["Ana"]]),
        ])
        #expect(try SheetFile.read(bytes, name: "a.xlsx").name == "Read me")
        let sheet = try SheetFile.read(bytes, name: "a.xlsx", choice: .init(sheet: "List"))
        #expect(sheet.lines.map(\.cells) == [["Name"], ["Ana"]])
    }

    @Test func `five million empty cells cost nothing or are refused at once`() throws {
        #expect(words(try book("<row>" + String(repeating: "<c/>", count: 5_000_000) + "</row>")).contains("too large"))
        let many = String(repeating: "<row><c s=\"1\"/><c s=\"2\"/><c/></row>", count: 20_000)
        let sheet = try read(book(many + "<row><c><v>1</v></c></row>", formats: ["0"]))
        #expect(sheet.lines.map(\.number) == [20_001])
    }

    @Test func `a text that many cells refer to counts each time`() throws {
        let row = "<row>" + String(repeating: "<c t=\"s\"><v>0</v></c>", count: 100) + "</row>"
        let rows = String(repeating: row, count: 100)
        #expect(words(try book(rows, strings: [String(repeating: "a", count: 100_000)])).contains("32,767 characters"))
        #expect(
            words(try book(rows, strings: [String(repeating: "a", count: 32_000)])).contains(
                "more text than can be read"))
        // Combining marks are no way around it.
        #expect(words(try book(row, strings: ["a" + String(repeating: "\u{301}", count: 40_000)])).contains("32,767"))
    }

    @Test func `a table is as wide as the columns that it uses`() throws {
        let sheet = try read(book("<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"XFD1\"><v>2</v></c></row>"))
        #expect(sheet.lines.map(\.cells) == [["1", "2"]])
        #expect(sheet.columns == [0, 16_383])
    }

    @Test func `merged cells are told`() throws {
        let sheet = try read(
            book(
                "<row r=\"2\"><c r=\"A2\"><v>1</v></c></row>",
                after: "<mergeCells><mergeCell ref=\"A2:A5\"/></mergeCells>"))
        #expect(sheet.merges == [MergedCells(rows: 2...5, columns: 0...0)])
    }

    /// 3 kB that name the whole sheet 20,000 times took a minute.
    @Test func `merged cells of the whole sheet are placed in the columns that there are`() throws {
        let merges = String(repeating: "<mergeCell ref=\"A1:XFD1048576\"/>", count: 20_000)
        let sheet = try read(
            book(
                "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"C1\"><v>2</v></c></row>",
                after: "<mergeCells>\(merges)<mergeCell ref=\"B2:B3\"/></mergeCells>"))
        #expect(Set(sheet.merges) == [MergedCells(rows: 1...1_048_576, columns: 0...2)])
    }

    @Test func `what is no workbook of today is refused with the way out`() throws {
        func wide(_ text: String) -> [UInt8] {
            text.utf16.flatMap { unit -> [UInt8] in [UInt8(unit & 255), UInt8(unit >> 8)] }
        }
        let ole: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] + [UInt8](repeating: 0, count: 500)
        #expect(words([]).contains("0 bytes"))
        #expect(words(ole + wide("Workbook"), name: "a.xls").contains("old Excel file (.xls). Open it"))
        #expect(words(ole + wide("EncryptedPackage")).contains("remove the password"))
        #expect(words([0x09, 0x08, 0x06, 0x00, 0, 0], name: "a.xls").contains("old Excel file"))
        #expect(words(Array("\u{FEFF} <html><table>".utf8), name: "a.xls").contains("web page"))
        #expect(
            words(Array("<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>".utf8), name: "a.xls")
                .contains("2003"))
        let table = try ZipWriter.write([.init("mimetype", "application/vnd.oasis.opendocument.spreadsheet")])
        #expect(words(table, name: "a.ods").contains("OpenDocument"))
        #expect(words(try ZipWriter.write([.init("Index/Document.iwa", "x")]), name: "a.numbers").contains("Numbers"))
        #expect(words(try ZipWriter.write([.init("xl/workbook.bin", "x")]), name: "a.xlsb").contains(".xlsb"))
        #expect(words(Array("%PDF-1.7".utf8), name: "a.csv").contains("PDF"))
    }

    @Test(arguments: [
        "<a", "<a>", "<a></b>", "<a x=\"1></a>", "<a>&x;</a>", "<a>&#0;</a>", "<!DOCTYPE a><a/>", "<a/><b/>", "x",
        "<a><![CDATA[</a>",
        "<a b=\"<\"/>",
    ])
    func `what is no XML is refused`(text: String) {
        #expect(throws: Refusal.self) { try XMLScanner.read(Array(text.utf8), namespaces: [], into: Collector()) }
    }

    private final class Collector: PartReader {
        override func begin(_ tag: XMLScanner.Tag) throws { collect() }
    }
}
