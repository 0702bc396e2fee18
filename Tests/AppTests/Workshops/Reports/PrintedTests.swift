@testable import App
import TestSupport
import Foundation
import Testing
import Web

/// What stands on paper, and what a copy or a search finds in it.
struct PrintedTests {
    private static func document(_ blocks: [Document.Block], title: String = "A report") -> Document {
        var document = Document(title: title, kind: "Report", marking: "GREEN", language: "en")
        document.blocks = blocks
        return document
    }

    private static let latin = GlyphCoverage(listing: "20-7e a0-17f 2010-2030\n20-7e 400-45f 192\n")

    @Test
    func `what fontconfig prints is read as one set of characters`() {
        #expect(
            "aé–Жя".allSatisfy { Self.latin.draws($0 as Character) } && !Self.latin.draws("ა" as Character)
                && !Self.latin.draws("中" as Character))
        // Spaces, joiners and marks of direction have no shape of their own.
        #expect("\u{200B}\u{200D}\u{2067}\u{00A0}\n\u{FE0F}".allSatisfy { Self.latin.draws($0 as Character) })
        #expect(GlyphCoverage(listing: "nothing - here zz-1\n").isEmpty)
    }

    @Test
    func `what would be blank is named by section, script and an example, once each`() {
        let blocks: [Document.Block] = [
            .paragraph([.text("Zagreb 2026")]), .heading(1, id: "a", [.text("What we found")]),
            .paragraph([.text("Дом и ალი, ბანი")]),
            .list([[.strong([.text("ტექსტი 中文")])]]),
            .heading(2, id: "b", [.text("Who said it")]),
            .table(Document.Table(caption: "", columns: [.init(.verbatim("Name"))], rows: [[[.text("ليلى")]]])),
        ]
        let found = DocumentBlanks(Self.document(blocks, title: "A ⚑ flag"), Self.latin)
        #expect(
            found.blanks == [
                .init(place: "", script: .other, example: "⚑"),
                .init(place: "What we found", script: .georgian, example: "ა"),
                .init(place: "What we found", script: .chinese, example: "中"),
                .init(place: "Who said it", script: .arabic, example: "ل"),
            ])
        let words = found.words.map { $0.string(in: .english) }
        #expect(words.contains("In “What we found”: Georgian, for instance ა") && words.count == 6)
        #expect(words.last?.contains("fonts-noto-core") == true)
        #expect(DocumentBlanks(Self.document([.paragraph([.text("Zagreb – Жя")])]), Self.latin).words.isEmpty)
    }

    @Test
    func `every script of the partner countries has a name`() {
        #expect(DocumentFonts.samples.allSatisfy { Script.of($0) != .other && Script.of($0) != .latin })
        #expect(Set(DocumentFonts.samples.map(Script.of)).count == DocumentFonts.samples.count)
    }

    private static let pdfToText = Program(name: "pdftotext", package: "poppler-utils")
    private static var canPrint: Bool { Program.weasyPrint.find() != nil && pdfToText.find() != nil }

    private static func printed(_ document: Document) async throws -> String {
        let folder = try WorkFolder()
        try folder.write(try await document.file(.pdf), to: "a.pdf")
        return String(decoding: try await pdfToText.run(["-layout", "a.pdf", "-"], in: folder), as: UTF8.self)
    }

    @Test(.enabled(if: canPrint))
    func `an Arabic name in a sentence and in a table is read from a PDF in its order`() async throws {
        let name = "ليلى الأحمد"
        let said: [Document.Inline] = [.text("Led by "), .foreign([.text(name)], language: "ar"), .text(" of Amman.")]
        let text = try await Self.printed(
            Self.document([
                .paragraph(said),
                .table(
                    Document.Table(
                        caption: "", columns: [.init(.verbatim("Name")), .init(.verbatim("Place"))],
                        rows: [[[.text(name)], [.text("Amman")]], [[.text("דנה לוי")], [.text("Haifa")]]])),
            ]))
        // Without the marks of direction that the reader puts around it.
        let plain = String(text.unicodeScalars.filter { !(0x202A...0x202E).contains($0.value) }.map(Character.init))
            .replacing(#/ +/#, with: " ")
        #expect(plain.firstMatch(of: /Led by ليلى الأحمد ?of Amman\./) != nil, "\(plain)")
        #expect(plain.firstMatch(of: /ليلى الأحمد Amman/) != nil && plain.contains("דנה לוי"), "\(plain)")
        #expect(plain.components(separatedBy: "حمد").count == 3, "\(plain)")
    }

    @Test(.enabled(if: canPrint))
    func `a whole Arabic document is read in its order`() async throws {
        var document = Document(title: "تقرير الورشة", kind: "تقرير", marking: "GREEN", language: "ar")
        document.blocks = [.paragraph([.text("تعمل القطاعات الثلاثة معًا في مدينة Zagreb منذ 2023.")])]
        let text = try await Self.printed(document)
        #expect(text.contains("القطاعات الثلاثة") && text.contains("Zagreb"), "\(text)")
    }

    @Test(.enabled(if: Program.weasyPrint.interpreter != nil))
    func `a program that takes too much memory is stopped`() async throws {
        let python = try #require(Program.weasyPrint.interpreter)
        let folder = try WorkFolder()
        try folder.write("a = []\nwhile True: a.append(bytearray(8 << 20))\n", to: "eat.py")
        do {
            _ = try await python.run(["-I", "eat.py"], in: folder, limits: .init(memory: 300 << 20))
            Issue.record("ran on")
        } catch let refusal as Refusal {
            #expect(refusal.code == "conversion-stopped" && refusal.title.string(in: .english).contains("300 MB"))
        }
    }
}
