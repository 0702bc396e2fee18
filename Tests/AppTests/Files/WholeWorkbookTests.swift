import Domain
import TestSupport
import Testing
import Web

@testable import App

/// A workbook with all of its sheets, and what it does not show.
struct WholeWorkbookTests {
    private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let package = "http://schemas.openxmlformats.org/package/2006/relationships"

    private func book() throws -> [UInt8] {
        let rows = """
            <cols><col min="2" max="2" hidden="1"/><col min="9" max="16384"/></cols><sheetData>\
            <row r="1"><c r="A1" s="1"><v>0.395833333</v></c><c r="B1" s="2"><v>1.375</v></c><c r="C1" s="3"><v>45089</v></c></row>\
            <row r="2" hidden="1"><c r="A2" s="4" t="inlineStr"><is><t>given up</t></is></c></row></sheetData>
            """
        let styles = """
            <styleSheet xmlns="\(Self.main)"><fonts><font/><font><strike/></font><font><strike val="0"/></font></fonts>\
            <cellXfs><xf numFmtId="0"/><xf numFmtId="20"/><xf numFmtId="46"/><xf numFmtId="14" fontId="2"/><xf numFmtId="0" fontId="1"/></cellXfs>\
            <dxfs><dxf><font><strike/></font></dxf></dxfs></styleSheet>
            """
        let sheet = "<worksheet xmlns=\"\(Self.main)\">\(rows)</worksheet>"
        return try ZipWriter.write([
            .init("xl/worksheets/one.xml", sheet), .init("xl/worksheets/two.xml", sheet),
            .init("xl/styles.xml", styles),
            .init("[Content_Types].xml", "<Types/>"),
            .init(
                "_rels/.rels",
                "<Relationships xmlns=\"\(Self.package)\"><Relationship Id=\"r\" Type=\"\(Self.relations)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
            .init(
                "xl/workbook.xml",
                """
                <workbook xmlns="\(Self.main)" xmlns:r="\(Self.relations)"><workbookPr date1904="1"/><sheets>\
                <sheet name="One" sheetId="1" r:id="a"/><sheet name="Two" sheetId="2" state="hidden" r:id="b"/></sheets></workbook>
                """),
            .init(
                "xl/_rels/workbook.xml.rels",
                """
                <Relationships xmlns="\(Self.package)"><Relationship Id="a" Type="\(Self.relations)/worksheet" Target="worksheets/one.xml"/>\
                <Relationship Id="b" Type="\(Self.relations)/worksheet" Target="worksheets/two.xml"/>\
                <Relationship Id="c" Type="\(Self.relations)/styles" Target="styles.xml"/></Relationships>
                """),
        ])
    }

    @Test func `all sheets are read, with what is hidden and struck out, and the kinds of their cells`() throws {
        let sheets = try XLSXReader.readAll(try book())
        #expect(sheets.map(\.name) == ["One", "Two"])
        #expect(sheets.map(\.isHidden) == [false, true])
        let sheet = sheets[0]
        #expect(sheet.is1904)
        #expect(sheet.hiddenRows == [2])
        #expect(sheet.hiddenColumns == [1])
        #expect(sheet.columns == [0, 1, 2])
        #expect(sheet.lines[0].values.map(\.kind) == [.time, .duration, .date])
        #expect(sheet.lines[0].values.map(\.isStruck) == [false, false, false])
        #expect(sheet.lines[1].values.map(\.isStruck) == [true])
    }

    @Test func `times of a workbook are read from its numbers`() throws {
        let sheets = try MselFileReader.sheets(try book(), name: "a.xlsx")
        let cells = sheets[0].rows[0].cells
        var context = MselTimeContext()
        context.is1904 = sheets[0].is1904
        let values = cells.map { MselTimeParser(context).read($0).value }
        #expect(values == ["09:30:00", "33:00:00", "2027-06-13T00:00:00"])
    }
}
