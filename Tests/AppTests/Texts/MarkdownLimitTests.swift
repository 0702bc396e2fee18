@testable import App
import Domain
import Foundation
import Storage
import StorageTestSupport
import Synchronization
import Testing
import TestSupport
import Web

/// Texts of a guide that would cost much: refused when stored, shown as typed where they are stored already, rendered beside the
/// threads that everything else needs.
struct MarkdownLimitTests {
    private final class Counts: Sendable {
        let state = Mutex((running: 0, most: 0))
    }

    private static let table =
        "|" + String(repeating: "x|", count: 3_300) + "\n|" + String(repeating: "-|", count: 3_300) + "\n"
        + String(repeating: "a\n", count: 13_000)
    private static let pipes = String(repeating: "|", count: 70_000) + "\n|-|-|"

    @Test
    func `the largest text of each kind that may be stored stays small`() {
        let cells = "|" + String(repeating: "\"|", count: 50) + "\n|" + String(repeating: "-|", count: 50) + "\n"
        let texts = [
            cells + String(repeating: "a\n", count: 150), String(repeating: "a\n", count: 5_900),
            String(repeating: "![[]()", count: 1_300), String(repeating: "*a_", count: 9_900),
            String(repeating: "\"", count: 80_000), String(repeating: "> a\n", count: 5_000),
            "[a]: " + String(repeating: "\"", count: 2_400) + "\n\n" + String(repeating: "[a]", count: 1_000),
            String(repeating: "http://a.b/ ", count: 3_900), String(repeating: "- - - - - a\n", count: 3_000),
        ]
        for text in texts {
            #expect(MarkdownBounds.exceeded(by: text) == nil, "\(text.prefix(20))")
            let html = MarkdownText.html(text, language: "en").text
            #expect(html.utf8.count < 20_000_000 && html.contains("class=\"prose\""), "\(text.prefix(20))")
        }
    }

    @Test(arguments: [table, pipes])
    func `a text that is too much is shown as typed, with a sentence, numbers and no markup`(
        text: String
    ) {
        let html = MarkdownText.html(text + "\n\n[@1] <b>bold</b>", language: "en") { key in
            CitedSource(number: key + 6, title: "A case", href: "#evidence-7")
        }.text
        #expect(html.contains("shown here as it was typed") && html.contains("[7]") && !html.contains("<b>"))
        #expect(!html.contains("<table") && html.utf8.count < 2 * text.utf8.count + 2_000)
    }

    @Test(arguments: TestEngine.allCases)
    func `it is refused where it would be stored, with the limit at the field`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let desk = try await GuideDesk(site)
            let section = try await desk.section("1")
            let small = String(Self.table.prefix(7_000)) + "\n|" + String(repeating: "-|", count: 3_300) + "\na\n"
            do {
                try await SectionOperations.setText(desk.visit, desk.event, section, language: "en", small)
                Issue.record("stored")
            } catch let refusal as Refusal {
                #expect(refusal.code == "text-beyond-limit" && refusal.status == .unprocessableContent)
                #expect(refusal.fields["text"]?.string().contains("60 columns") == true)
            }
            let card = try #require(try await desk.tree().main(section)?.card)
            let browser = await desk.world.browser(desk.world.facilitator)
            let page = try await browser.post(
                "/events/\(desk.event)/cards/\(card.id)/text", ["base": "", "text": small])
            #expect(page.status == 422 && page.contains("60 columns"))
            #expect(try await desk.tree().main(section)?.card.text == "")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an older text that is too much is not put back`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let desk = try await GuideDesk(site)
            let section = try await desk.section("1")
            try await SectionOperations.setText(desk.visit, desk.event, section, language: "en", "Short.")
            let card = try #require(try await desk.tree().main(section)?.card)
            // Stored before there were limits.
            try await site.database.write { tx in
                try tx.execute(
                    "INSERT INTO card_revision (card_id, number, text, begun_at, changed_at) VALUES (\(card.id), 900, \(Self.table), 1, 1)"
                )
            }
            let refused = await refusal {
                try await CardOperations.restore(desk.visit, desk.event, card.id, revision: 900)
            }
            #expect(refused?.code == "text-beyond-limit")
            #expect(try await desk.tree().main(section)?.card.text == "Short.")
            // A version that was signed stands as it was signed.
            let (visit, id) = (desk.visit, card.id)
            let stood = try await site.database.write { tx in
                let card = try CardStore(tx).card(id)
                return try CardOperations.putBackIn(Work(tx, visit), card, Self.table, isSigned: true).text
            }
            #expect(stood == Self.table)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `it never comes in by a workshop's file`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let desk = try await GuideDesk(site)
            try await desk.write("1", "MARKER")
            let event = desk.event
            let file = try await site.database.read { try WorkshopFile.export(event, $0) }
            let bad = "|\(String(repeating: "x|", count: 99))\\n|\(String(repeating: "-|", count: 99))"
            #expect(throws: Refusal.self) {
                _ = try WorkshopFileReader(Array(file.replacing("MARKER", with: bad).utf8))
            }
            #expect(throws: Never.self) { _ = try WorkshopFileReader(Array(file.utf8)) }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `stored before there were limits, it stops neither the guide nor its pages, versions and files`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let desk = try await GuideDesk(site)
            let section = try await desk.section("1")
            let card = try #require(try await desk.tree().main(section)?.card.id)
            try await site.database.write { tx in
                try tx.execute("UPDATE card SET text = \(Self.table) WHERE id = \(card)")
            }
            let browser = await desk.world.browser(desk.world.facilitator)
            let guide = "/events/\(desk.event)/guide"
            for path in [
                guide, "\(guide)/sections/\(section)", "\(guide)/edit?section=\(section)",
                "\(guide)/sections/\(section)/comments",
            ] {
                let page = try await browser.get(path)
                #expect(page.status == 200 && page.contains("shown here as it was typed"), "\(path)")
                #expect(page.text.utf8.count < 400_000, "\(path)")
            }
            let event = desk.event
            let file = try await ReportExport.make(
                .init(.guide, format: "html"), of: event.description, site.database, now: site.clock.now)
            #expect(file.count < 400_000)
        }
    }

    @Test
    func `a cell of a workbook holds what Excel can hold, also where a character is many units`() throws {
        let pictures = String(repeating: "😀", count: 30_000)
        let marks = "a" + String(repeating: "\u{0301}", count: 40_000)
        for text in [pictures, marks] {
            let cell = XLSXWriter.cell(text)
            #expect(
                (31_000...32_767).contains(cell.utf16.count) && text.unicodeScalars.starts(with: cell.unicodeScalars))
        }
        #expect(XLSXWriter.cell("short") == "short")
        #expect(!(try XLSXWriter.write(sheet: "😀" + marks, header: [marks], rows: [[pictures, marks]])).isEmpty)
    }

    @Test
    func `eight previews at once are refused or answered, and readiness never waits for them`() async throws {
        try await TestSite.with(.sqlite) { site in
            let desk = try await GuideDesk(site)
            let section = try await desk.section("1")
            let path = "/events/\(desk.event)/guide/sections/\(section)/preview"
            let text = String(Self.pipes.prefix(70_000)) + "\n|-|"
            let answers = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        let browser = await desk.world.browser(desk.world.facilitator)
                        return try await browser.post(path, ["language": "en", "text": text], fragment: true).status
                    }
                }
                group.addTask { try await site.browser().get("/readyz").status }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(answers.count == 9 && answers.allSatisfy { $0 == 200 })
        }
    }

    @Test
    func `two texts at a time are rendered, and a page that takes too long shows the rest as typed`()
        async throws
    {
        let counts = Counts()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    try await RenderingRoom.run(in: .french) {
                        #expect(Language.current == .french)
                        counts.state.withLock {
                            $0.running += 1
                            $0.most = max($0.most, $0.running)
                        }
                        _ = MarkdownText.html("# a", language: "en")
                        counts.state.withLock { $0.running -= 1 }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect((1...RenderingRoom.places).contains(counts.state.withLock { $0.most }))
        let late = MarkdownText.$deadline.withValue(.now - .seconds(1)) {
            MarkdownText.html("**late**", language: "en").text
        }
        #expect(late.contains("**late**") && !late.contains("<strong>"))
    }
}
