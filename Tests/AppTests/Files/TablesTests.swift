@testable import App
import TestSupport
import Foundation
import Testing
import Web

/// Reading and writing tables: what people upload, and what they open.
struct TablesTests {
    private func words(_ body: () throws -> Void) -> String {
        do {
            try body()
            return ""
        } catch let refusal as Refusal {
            return refusal.fields["file"]?.string(in: .english) ?? "\(refusal.code)"
        } catch {
            return "\(error)"
        }
    }

    private func csv(_ text: String) throws -> [[String]] {
        try SheetFile.read(Array(text.utf8), name: "a.csv").lines.map(\.cells)
    }

    @Test(arguments: [1e308, -1, .nan, .infinity])
    func `a day number outside the calendar is no date`(serial: Double) {
        #expect(SheetParser.date(serial, is1904: false) == nil)
    }

    @Test func `a CSV file is read with its separator, its quotes and its line breaks`() throws {
        #expect(try csv("a;b\r\n\"1;2\";\"x\ny\"\r\n") == [["a", "b"], ["1;2", "x\ny"]])
        #expect(try csv("\u{FEFF}a,b\n1,2\n") == [["a", "b"], ["1", "2"]])
        #expect(try csv("sep=;\na;b,c\n") == [["a", "b,c"]])
    }

    @Test func `blank rows are skipped and row numbers are those of the file`() throws {
        let sheet = try SheetFile.read(Array("a,b\n\n,\n1,2\n".utf8), name: "a.csv")
        #expect(sheet.lines.map(\.number) == [1, 4])
    }

    @Test func `a file in Windows-1252 is read with a note`() throws {
        let sheet = try SheetFile.read(
            Array("name\nJos\u{00e9}".unicodeScalars.map { UInt8($0.value) }) + [0x80], name: "a.csv")
        #expect(sheet.lines[1].cells == ["José€"])
        #expect(sheet.note?.string(in: .english).contains("Windows-1252") == true)
    }

    @Test func `UTF-16 with a byte order mark is read`() throws {
        var bytes: [UInt8] = [0xFF, 0xFE]
        for unit in "имя\nОльга".utf16 { bytes += [UInt8(unit & 255), UInt8(unit >> 8)] }
        #expect(try SheetFile.read(bytes, name: "a.csv").lines.map(\.cells) == [["имя"], ["Ольга"]])
    }

    @Test func `what is no table is refused in words`() throws {
        #expect(words { _ = try SheetFile.read([], name: "a.csv") }.contains("empty"))
        #expect(words { _ = try SheetFile.read([0, 1, 2], name: "a.csv") }.contains("not a text file"))
        #expect(words { _ = try SheetFile.read(Array("a".utf8), name: "a.txt") }.contains("ends in"))
        #expect(words { _ = try SheetFile.read(Array("a".utf8), name: "a.xlsx") }.contains("not an Excel workbook"))
        #expect(words { _ = try SheetFile.read(Array("PK\u{3}\u{4}".utf8), name: "a.csv") }.contains("not plain text"))
        #expect(words { _ = try SheetFile.read(Array("PK\u{3}\u{4}".utf8), name: "a.xlsx") }.contains("damaged"))
        #expect(words { _ = try SheetFile.read([0xD0, 0xCF, 0x11, 0xE0, 1], name: "a.xlsx") }.contains("password"))
        #expect(words { _ = try csv("a\n\"b") }.contains("line 2"))
    }

    @Test func `too many columns and rows are refused`() throws {
        let wide = String(repeating: "a,", count: 200) + "b"
        #expect(words { _ = try csv(wide) }.contains("200 columns"))
        let long = "a\n" + String(repeating: "b\n", count: 50_000)
        #expect(words { _ = try csv(long) }.contains("rows"))
    }

    @Test func `cells that a spreadsheet would run are made harmless in CSV`() throws {
        let bytes = CSVTable.write(
            header: ["x"], rows: [["=1+1"], ["+3"], ["-3"], ["@a"], ["\tb"], ["\rc"], ["plain = 1"]])
        let lines = try SheetFile.read(bytes, name: "a.csv").lines.map { $0.cells[0] }
        #expect(lines == ["x", "'=1+1", "'+3", "'-3", "'@a", "'\tb", "'\rc", "plain = 1"])
    }

    @Test func `a workbook is read back as it was written, and holds no formula`() throws {
        let rows = [["Ana", "=1+1", "žćč 漢字"], ["", "-5", "a\nb"]]
        let bytes = try XLSXWriter.write(sheet: "People: all/most", header: ["A", "B", "C"], rows: rows)
        let sheet = try SheetFile.read(bytes, name: "people.XLSX")
        #expect(sheet.lines.map(\.cells) == [["A", "B", "C"]] + rows)
        let content = try ZipArchive(bytes).part("xl/worksheets/sheet1.xml") ?? []
        #expect(!String(decoding: content, as: UTF8.self).contains("<f>"))
    }

    @Test func `dates are numbers in a workbook and become ISO dates`() {
        #expect(SheetParser.date(45259, is1904: false) == "2023-11-29")
        #expect(SheetParser.date(45259.5, is1904: false) == "2023-11-29 12:00")
        #expect(SheetParser.date(1, is1904: false) == "1900-01-01")
        #expect(SheetParser.date(43797, is1904: true) == "2023-11-29")
        #expect(SheetParser.plain(1.0) == "1")
        #expect(SheetParser.plain(0.1) == "0.1")
        #expect(SheetParser.column("BC7") == 54)
        #expect(SheetParser.unescape("a_x000D_b_x_c") == "a\rb_x_c")
    }

    // MARK: Workbooks made by hand

    private let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"
    private let root = relations([("r1", "officeDocument", "xl/workbook.xml")])
    private let book =
        "<workbook xmlns:r=\"r\"><sheets><sheet name=\"One\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"

    private static func relations(_ list: [(String, String, String)]) -> String {
        "<Relationships>"
            + list.map { "<Relationship Id=\"\($0.0)\" Type=\"http://x/\($0.1)\" Target=\"\($0.2)\"/>" }.joined()
            + "</Relationships>"
    }

    private func workbook(_ parts: [(String, String)]) -> [UInt8] {
        StoredZip.make(parts.map { ($0.0, Array($0.1.utf8)) })
    }

    @Test func `shared strings, inline strings, numbers, dates, booleans and gaps are read`() throws {
        let sheet = """
            <worksheet><sheetData><row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" t="inlineStr"><is><r><t>in</t></r><r><t>line</t></r></is></c>\
            <c r="D2"><v>3</v></c><c r="E2" s="1"><v>45259</v></c><c r="F2" t="b"><v>1</v></c><c r="G2" t="str"><f>A1</f><v>sum</v></c></row>\
            </sheetData></worksheet>
            """
        let bytes = workbook([
            ("[Content_Types].xml", types), ("_rels/.rels", root), ("xl/workbook.xml", book),
            (
                "xl/_rels/workbook.xml.rels",
                Self.relations([
                    ("r1", "worksheet", "worksheets/a.xml"), ("r2", "sharedStrings", "/xl/s.xml"),
                    ("r3", "styles", "styles.xml"),
                ])
            ),
            ("xl/worksheets/a.xml", sheet),
            ("xl/s.xml", "<sst><si><t>sha</t><rPh><t>no</t></rPh><t>red</t></si></sst>"),
            ("xl/styles.xml", "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"),
        ])
        let read = try SheetFile.read(bytes, name: "a.xlsx")
        #expect(
            read.lines.map(\.cells) == [["shared", "", "inline", "3", "2023-11-29", "TRUE", "sum"]])
        #expect(read.lines.map(\.number) == [2])
    }

    /// Foundation's XML parser traps on such names: found by ParserMutationTests.
    @Test(arguments: ["_rels/.rels", "xl/workbook.xml"])
    func `a workbook with a part that is no UTF-8 is refused, and stops nothing`(part: String) {
        let name: [UInt8] = Array("<sty".utf8) + [0xD0] + Array("x a=\"1\"/>".utf8)
        let attribute: [UInt8] = Array("<a ".utf8) + [0xD0] + Array("x=\"1\"/>".utf8)
        let declaration = "<?xml version=\"1.0\" encoding=\"latin1\"?><a x=\""
        let latin: [UInt8] = Array(declaration.utf8) + [0xE9] + Array("\"/>".utf8)
        for wrong in [name, attribute, latin] {
            var parts: [(name: String, bytes: [UInt8])] = [
                ("[Content_Types].xml", Array(types.utf8)), ("_rels/.rels", Array(root.utf8)),
                ("xl/workbook.xml", Array(book.utf8)),
            ]
            for index in parts.indices where parts[index].name == part { parts[index].bytes = wrong }
            let archive = StoredZip.make(parts)
            #expect(words { _ = try SheetFile.read(archive, name: "a.xlsx") }.contains("damaged"))
        }
    }

    @Test func `a workbook with missing parts, entities or a bomb is refused`() throws {
        #expect(
            words { _ = try SheetFile.read(workbook([("a.txt", "x")]), name: "a.xlsx") }.contains(
                "not an Excel workbook"))
        let noSheet = workbook([
            ("[Content_Types].xml", types), ("_rels/.rels", root), ("xl/workbook.xml", book),
            ("xl/_rels/workbook.xml.rels", Self.relations([])),
        ])
        #expect(words { _ = try SheetFile.read(noSheet, name: "a.xlsx") }.contains("no worksheet"))
        let entity = "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><Types>&a;</Types>"
        let withEntity = workbook([("[Content_Types].xml", types), ("_rels/.rels", entity)])
        #expect(words { _ = try SheetFile.read(withEntity, name: "a.xlsx") }.contains("damaged"))
        let bomb = StoredZip.make([
            ("[Content_Types].xml", Array(types.utf8)), ("_rels/.rels", [UInt8](repeating: 32, count: 21 << 20)),
        ])
        #expect(words { _ = try SheetFile.read(bomb, name: "a.xlsx") }.contains("too large"))
    }
}
