@testable import App
import Domain
import Foundation
import Markup
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

/// Documents that leave the room: what is in them, what is not, and what each format does with hostile text.
@Suite struct DocumentTests {
    private static let hostile = "<script>alert(1)</script> & \"quotes\" *stars* [link](javascript:x) =1+1 \u{7}"

    private func sample() -> Document {
        var document = Document(
            title: "A <b>title</b> & more", kind: "Report", marking: "AMBER+STRICT", language: "en", interface: .english
        )
        document.facts = [.init(L("Place"), "Zagreb \"<")]
        var table = Document.Table(caption: "Numbers", columns: [.init(L("Issue")), .init(L("Dots"), isNumber: true)])
        table.rows = [[[.text(Self.hostile)], [.text("3")]]]
        let figure = Document.Figure(
            svg:
                "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 50\"><rect width=\"100\" height=\"50\"/></svg>",
            alternative: "A rectangle", caption: "A picture", table: table)
        document.blocks =
            [.heading(1, id: "one", [.text("First")])]
            + MarkdownReader.blocks(
                "Text with [@7] and [@9].\n\n# Deeper\n\n" + Self.hostile, level: 1, prefix: "s1", citations: [7: 1])
            + [
                .table(table), .figure(figure), .heading(2, id: "two", [.text("Second")]),
                .sources([
                    Document.Source(
                        number: 1, kind: "Issue", text: [.foreign([.text("Жалоба")], language: "ru")], details: [],
                        marking: "GREEN")
                ]),
            ]
        return document
    }

    // MARK: Text

    @Test func `Markdown becomes a tree in which raw HTML is text and only safe links lead somewhere`() {
        let blocks = MarkdownReader.blocks(
            "a <img src=x onerror=y> [b](javascript:c) [d](https://example.org) ![alt](http://x/y.png)")
        guard case .paragraph(let parts)? = blocks.first else { return #expect(Bool(false), "no paragraph") }
        #expect(parts.plain == "a <img src=x onerror=y> b d alt")
        #expect(parts.contains(.link([.text("d")], address: "https://example.org")))
        #expect(!"\(parts)".contains("javascript"))
    }

    @Test func `a column has room for its longest word, and the rest goes by weight`() {
        var table = Document.Table(
            caption: "", columns: [.init(L("Issue"), weight: 9), .init(L("Difficulty"), isNumber: true, weight: 0.1)])
        table.rows = [[[.text("Short")], [.text("12 of 13")]]]
        #expect(abs(table.shares.reduce(0, +) - 1) < 0.001)
        #expect(table.shares[1] > 0.13 && table.shares[1] < 0.2)
        let crowded = Document.Table(
            caption: "", columns: (0..<12).map { _ in .init(.verbatim("Interoperability")) })
        #expect(crowded.shares.allSatisfy { abs($0 - 1.0 / 12) < 0.001 })
    }

    @Test func `citations get the numbers that readers see, and an unknown one stays as typed`() {
        #expect(
            MarkdownReader.blocks("x [@12; @3] y [@99]", citations: [12: 1, 3: 2]) == [
                .paragraph([.text("x "), .citation(1), .citation(2), .text(" y "), .uncited(99)])
            ])
        #expect(
            MarkdownReader.blocks("z [@3; @99]", citations: [3: 2]) == [
                .paragraph([.text("z "), .citation(2), .uncited(99)])
            ])
        #expect(
            MarkdownReader.blocks("z [@98; @99]", citations: [:]) == [
                .paragraph([.text("z "), .uncited(98), .uncited(99)])
            ])
    }

    @Test func `a marker before a colon is a citation, and on paper an unknown one stays as typed`() {
        var document = sample()
        document.blocks = MarkdownReader.blocks("[@7]: shown\n\nand [@99]", citations: [7: 1])
        let html = DocumentPage(document).html.text
        #expect(html.contains(">[1]</a>: shown</p>") && html.contains("<p>and [@99]</p>"))
        #expect(DocumentMarkdown(document).text.contains("and \\[\\@99\\]"))
    }

    @Test func `a list begins with the number that was typed, and columns stand as they were typed`() {
        var document = sample()
        document.blocks = MarkdownReader.blocks(
            "3. three\n4. four\n\n| a **b** | c | d |\n|:--|:-:|--:|\n| 1 | 2 | 3 |")
        let html = DocumentPage(document).html.text
        #expect(html.contains("<ol start=\"3\"><li>three</li>"))
        #expect(html.contains(" align=\"left\">a <strong>b</strong></th>") && html.contains(" align=\"center\">c</th>"))
        #expect(html.contains(" align=\"right\">3</td>"))
        let text = DocumentMarkdown(document).text
        #expect(text.contains("3. three\n4. four") && text.contains("| a **b** | c | d |"))
        #expect(text.firstMatch(of: /\|:-+\|:-+:\|-+:\|/) != nil)
    }

    @Test func `a place of this server is a link on its pages only`() {
        let text =
            "[a](/events) [b](#one) [c](/\\elsewhere) [d](//elsewhere) <https://example.org/\u{9}> www.example.org"
        let page = MarkdownText.html(text, language: "en").text
        #expect(page.contains("<a href=\"/events\">a</a>") && page.contains("<a href=\"#one\">b</a>"))
        #expect(
            !page.contains("elsewhere\"") && page.contains("<a href=\"http://www.example.org\">www.example.org</a>"))
        var document = sample()
        document.blocks = MarkdownReader.blocks(text)
        let paper = DocumentPage(document).html.text
        #expect(paper.contains("<p>a b c d ") && paper.contains("<a href=\"http://www.example.org\">"))
    }

    @Test func `an address holds nothing that a browser would leave out`() {
        let page = MarkdownText.html("[a](/&#9;/elsewhere) [b](https://example.org/&#10;x&quot;)", language: "en").text
        #expect(page.contains("href=\"/%09/elsewhere\"") && page.contains("href=\"https://example.org/%0Ax%22\""))
    }

    @Test func `blocks of a feature are a part of a page too`() {
        var table = Document.Table(caption: "Who", columns: [.init(L("Name")), .init(L("Days"), isNumber: true)])
        table.rows = [[[.text("Ana <Kovač>")], [.text("3")]]]
        let writer = DocumentBlocks(place: .page([:]), direction: "ltr", words: DocumentWords(.english))
        let html = writer.html([
            .heading(1, id: "who", L("Who came")), .list([[.text("one")], [.text("two")]], isOrdered: true),
            .table(table), .pageBreak,
        ]).text
        #expect(html.hasPrefix("<h2 id=\"who\">Who came</h2><ol><li><p>one</p></li>"))
        #expect(html.contains("<div class=\"scroll\" tabindex=\"0\"><table><caption>Who</caption>"))
        #expect(html.contains("<td>Ana &lt;Kovač&gt;</td>") && html.hasSuffix("</div>"))
    }

    @Test func `text that is nested without end is written flat`() {
        let deep = String(repeating: "> ", count: 5000) + "end"
        #expect("\(MarkdownReader.blocks(deep))".contains("end"))
        let emphasis = String(repeating: "*a ", count: 3000)
        #expect(!MarkdownReader.blocks(emphasis).isEmpty)
    }

    @Test func `markup of a message is read back as what it marks`() {
        let title: HTML = "<b lang=\"fr\" dir=\"auto\">\("A & <i>")</b>"
        #expect(
            [Document.Inline](L("\(title) leads.")) == [
                .foreign([.strong([.text("A & <i>")])], language: "fr"), .text(" leads."),
            ])
    }

    // MARK: HTML and Markdown

    @Test func `the HTML file holds everything, asks for nothing, and escapes what people wrote`() {
        let html = DocumentPage(sample()).html.text
        #expect(!html.contains("<script"))
        #expect(html.contains("&lt;script&gt;alert(1)"))
        #expect(!html.contains("javascript:x\""))
        #expect(
            !html.contains("<link") && !html.contains("src=") && !html.contains("@import") && !html.contains("url("))
        #expect(html.contains("default-src 'none'"))
        #expect(html.contains("TLP:AMBER+STRICT"))
        #expect(html.contains("href=\"#e1\"") && html.contains("id=\"e1\""))
        #expect(html.contains("<span lang=\"ru\" dir=\"auto\">Жалоба</span>"))
        #expect(html.contains("<b>Figure 1</b>") && html.contains("<b>Table 1</b>"))
    }

    @Test func `a right-to-left document carries its marking at the other side`() {
        var document = sample()
        document.language = "ar"
        document.interface = .arabic
        let html = DocumentPage(document).html.text
        #expect(html.contains("dir=\"rtl\"") && html.contains("@top-left { content: \"TLP:AMBER+STRICT\""))
    }

    @Test func `Markdown says the same with tables in place of pictures, and nothing in it is taken for markup`() {
        let text = DocumentMarkdown(sample()).text
        #expect(text.hasPrefix("---\ntitle: "))
        #expect(text.contains("**TLP:AMBER+STRICT**"))
        #expect(text.contains("\\<script\\>alert(1)"))
        #expect(text.contains("**Figure 1 A picture**"))
        #expect(text.contains("{#one}"))
        #expect(DocumentMarkdown.escaped("# no heading") == "\\# no heading")
        #expect(DocumentMarkdown.escaped("1. no list") == "1\\. no list")
        #expect(DocumentMarkdown.escaped("- no list") == "\\- no list")
    }

    // MARK: Programs

    @Test(.enabled(if: Program.pandoc.find() != nil))
    func `DOCX has the marking on every page, contents, heads of tables and the picture`()
        async throws
    {
        let archive = try ZipArchive(try await sample().file(.docx))
        func part(_ name: String) throws -> String {
            String(decoding: try #require(try archive.part(name)), as: UTF8.self)
        }
        let main = try part("word/document.xml")
        for name in ["word/header1.xml", "word/footer1.xml"] {
            let text = try part(name)
            #expect(text.contains("TLP:AMBER+STRICT") && text.contains("FFC000") && text.contains("w:fill=\"000000\""))
        }
        #expect(try part("word/footer1.xml").contains("NUMPAGES"))
        #expect(main.contains("TOC \\o") && main.contains("w:tblHeader"))
        #expect(main.contains("&lt;script&gt;"))
        #expect(main.contains("headerReference") && main.contains("w:w=\"11906\""))
        #expect(try part("word/styles.xml").contains("0B5C7A"))
        let core = try part("docProps/core.xml")
        #expect(core.contains("A &lt;b&gt;title"))
        if Program.rasteriser.find() != nil { #expect(main.contains("pic:pic")) }
    }

    @Test(.enabled(if: Program.pandoc.find() != nil))
    func `ODT has the marking on every page, contents and heads of tables`() async throws {
        let archive = try ZipArchive(try await sample().file(.odt))
        let styles = String(decoding: try #require(try archive.part("styles.xml")), as: UTF8.self)
        let content = String(decoding: try #require(try archive.part("content.xml")), as: UTF8.self)
        #expect(styles.components(separatedBy: "TLP:AMBER+STRICT").count == 3)
        #expect(styles.contains("29.7cm"))
        #expect(content.contains("text:table-of-content") && content.contains("table:table-header-rows"))
        #expect(content.contains("&lt;script&gt;"))
    }

    @Test(.enabled(if: Program.weasyPrint.find() != nil)) func `PDF is tagged, in its language, with bookmarks`()
        async throws
    {
        let bytes = try await sample().file(.pdf)
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(bytes.starts(with: Array("%PDF-".utf8)))
        #expect(text.contains("/StructTreeRoot") && text.contains("/Lang") && text.contains("/Outlines"))
    }

    @Test func `a program that is missing is named with its package`() async throws {
        let program = Program(name: "no-such-program-here", package: "no-such-package")
        let folder = try WorkFolder()
        do {
            _ = try await program.run([], in: folder)
            #expect(Bool(false), "it ran")
        } catch let refusal as Refusal {
            #expect(refusal.status == .notImplemented)
            #expect(refusal.title.string(in: .english).contains("no-such-package"))
        }
    }

    @Test func `a program that does not end is stopped, and one that fails says why`() async throws {
        let folder = try WorkFolder()
        let sleep = Program(name: "sleep", package: "coreutils")
        do {
            _ = try await sleep.run(["30"], in: folder, limits: .init(seconds: 0, bytes: 1000))
            #expect(Bool(false), "it ended")
        } catch let refusal as Refusal {
            #expect(refusal.code == "conversion-stopped")
        }
        do {
            let busy = Program(name: "sha256sum", package: "coreutils")
            _ = try await busy.run(["/dev/zero"], in: folder, limits: .init(work: 0, bytes: 1000))
            #expect(Bool(false), "it ended")
        } catch let refusal as Refusal {
            #expect(refusal.title.string(in: .english) == "sha256sum was stopped after 0 seconds of work.")
        }
        await #expect(throws: Program.Failed.self) { try await sleep.run(["--nonsense"], in: folder) }
        let output = try await Program(name: "echo", package: "coreutils").run(["hello"], in: folder)
        #expect(output == Array("hello\n".utf8))
    }

    @Test func `who comes when all places are taken is told so`() async throws {
        let turnstile = Turnstile(places: 1)
        let refused = try await turnstile.pass(busy: .conversionsBusy) {
            do {
                try await turnstile.pass(busy: .conversionsBusy) {}
                return false
            } catch { return true }
        }
        #expect(refused)
        try await turnstile.pass(busy: .conversionsBusy) {}
    }

    // MARK: Tables

    @Test func `an archive is changed part by part and read back`() throws {
        let first = try ZipWriter.write([.init("a.txt", "one"), .init("b/c.txt", "two")])
        let second = try ZipWriter.replacing([.init("a.txt", "three"), .init("d.txt", "")], in: first)
        let archive = try ZipArchive(second)
        #expect(try archive.part("a.txt") == Array("three".utf8))
        #expect(try archive.part("b/c.txt") == Array("two".utf8))
        #expect(try archive.part("d.txt") == [])
    }

    @Test func `several sheets make one workbook, with names that Excel takes`() throws {
        let long = String(repeating: "x", count: 40)
        let bytes = try XLSXWriter.write([
            WorkbookSheet(name: long, header: ["A", "B"], rows: [["=1+1", 2], [.empty, .number(.nan)]]),
            WorkbookSheet(name: long, header: ["A"], rows: []),
        ])
        let archive = try ZipArchive(bytes)
        let book = String(decoding: try #require(try archive.part("xl/workbook.xml")), as: UTF8.self)
        #expect(book.components(separatedBy: "<sheet ").count == 3)
        let sheet = String(decoding: try #require(try archive.part("xl/worksheets/sheet1.xml")), as: UTF8.self)
        #expect(!sheet.contains("<f>") && sheet.contains("<v>2</v>") && sheet.contains("state=\"frozen\""))
    }
}
