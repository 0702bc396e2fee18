@testable import App
import Testing
import Web

/// Text files as the spreadsheet programs of several countries save them.
struct TextEncodingTests {
    private func bytes(_ text: String, _ encoding: TextEncoding) -> [UInt8] {
        let page = WindowsPage.scalars(encoding)
        return text.unicodeScalars.map { scalar in
            scalar.isASCII ? UInt8(scalar.value) : page.firstIndex(of: scalar).map { UInt8($0 + 128) } ?? 63
        }
    }

    @Test(arguments: [
        (TextEncoding.windows1251, "ФИО;Страна;Сектор\nОльга Иванова;Украина;защита населения\n"),
        (.windows1251, "Name;Country\nБојана Јовић;Србија\n"),
        (.windows1252, "Nom;Pays\nJosé Müller;Österreich\nFrançoise Lévêque;Côte d'Ivoire\n"),
        (.windows1250, "Ime;Država\nŽeljka Marić;Hrvatska\nŁukasz Wiśniewski;Polska\n"),
        (.windows1250, "Név;Ország\nSzűcs Gergő;Magyarország\n"),
        (.windows1253, "Όνομα;Χώρα\nΕλένη Παπαδοπούλου;Ελλάδα\n"),
        (.windows1256, "الاسم;البلد\nمحمد علي;المغرب\n"),
    ])
    func `the code page is told by the letters, and the reader is told which`(encoding: TextEncoding, text: String)
        throws
    {
        let sheet = try SheetFile.read(bytes(text, encoding), name: "a.csv")
        #expect(sheet.encoding == encoding)
        #expect(sheet.lines.map { $0.cells.joined(separator: ";") } == text.split(separator: "\n").map(String.init))
        #expect(sheet.note?.string(in: .english).contains(encoding.label.string(in: .english)) == true)
    }

    @Test func `another encoding can be chosen`() throws {
        let file = bytes("Name\nМир\n", .windows1251)
        let sheet = try SheetFile.read(file, name: "a.csv", choice: .init(encoding: .windows1252))
        #expect(sheet.lines[1].cells == ["Ìèð"] && sheet.notes.isEmpty)
    }

    @Test func `a damaged letter stays visible in its row`() throws {
        let good = Array("Name,City\nŽeljka,Zagreb\nИван,Київ\nAna,S".utf8)
        let sheet = try SheetFile.read(good + [0xE3] + Array("o Paulo\n".utf8), name: "a.csv")
        #expect(sheet.encoding == .utf8 && sheet.lines[3].cells == ["Ana", "S\u{FFFD}o Paulo"])
    }

    @Test func `UTF-16 without a mark is recognised`() throws {
        let text = "Name;City\nÉva;Győr\n".utf16.flatMap { unit -> [UInt8] in [UInt8(unit & 255), UInt8(unit >> 8)] }
        #expect(try SheetFile.read(text, name: "a.csv").lines.map(\.cells) == [["Name", "City"], ["Éva", "Győr"]])
    }

    @Test func `a title with other marks does not decide what separates the columns`() throws {
        let text = "Participants, Zagreb, 30 November 2026\n\nName;E-mail\nAna;ana@example.org\nBo;bo@example.org\n"
        let sheet = try SheetFile.read(Array(text.utf8), name: "a.csv")
        #expect(sheet.lines.last?.cells == ["Bo", "bo@example.org"])
    }

    @Test func `commas at the end of each line are no columns`() throws {
        let text =
            "Name,E-mail" + String(repeating: ",", count: 400) + "\nAna,a@example.org"
            + String(repeating: ",", count: 400)
        #expect(try SheetFile.read(Array(text.utf8), name: "a.csv").lines.map(\.cells.count) == [2, 2])
    }
}
