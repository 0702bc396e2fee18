@testable import App
import Domain
import Foundation
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

struct GuideTests {
    typealias Desk = GuideDesk

    @Test(arguments: TestEngine.allCases)
    func `a guide begins with the usual structure, or with the agreed outline`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let desk = try await Desk(site)
            let tree = try await desk.tree()
            #expect(tree.places.prefix(3).map(\.number) == ["", "", ""])
            #expect(tree.places.contains { tree.sections[$0.id]?.kind == .recommendation })
            #expect(tree.name(try await desk.section("1"), in: "en") == "1 Introduction")
            // Beginning again changes nothing.
            let again = try await GuideOperations.create(
                desk.visit, desk.event, GuideStart(title: "Another", marking: .clear, language: "fr"))
            #expect(again.title == "A guide")
        }
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .guide)
            let visit = try await world.visit(world.facilitator)
            try await site.database.write { tx in
                let work = Work(tx, visit)
                for (index, (part, text)) in [
                    ("scope", "Cities."), ("structure", "First hours"), ("structure", "Recommendations"),
                    ("scope", "Not floods."),
                ].enumerated() {
                    let card = try CardOperations.createIn(work, world.event, .outline, text: text)
                    let id = work.environment.id(OutlineStatement.ID.self)
                    try tx.execute(
                        """
                        INSERT INTO outline_statement (id, event_id, part, card_id, state, position, created_at)
                        VALUES (\(id), \(world.event), \(part), \(card), 'agreed', \(index + 1), 1)
                        """)
                }
            }
            _ = try await GuideOperations.create(
                visit, world.event, GuideStart(title: "G", marking: .green, language: "en"))
            let tree = try #require(try await site.database.read { try GuideStore($0).tree(of: world.event) })
            #expect(
                tree.places.map { tree.name($0.id, in: "en") } == [
                    "Scope", "Target audience", "Purpose", "1 First hours", "2 Recommendations",
                ])
            #expect(tree.main(tree.places[0].id)?.card.text == "- Cities.\n- Not floods.")
            let guide = tree.guide.id
            let made = try await site.database.read { try GuideStore($0).statements(of: guide) }
            #expect(tree.places.map { made[$0.id]?.count ?? 0 } == [2, 0, 0, 1, 1], "No statement loses its section.")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `sections move, a section under itself is refused, and what is taken out comes back`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let desk = try await Desk(site)
            let browser = await desk.world.browser(desk.world.facilitator)
            let (first, second) = (try await desk.section("1"), try await desk.section("2"))
            let path = "/events/\(desk.event)/guide/sections/\(second)"
            try await browser.post("\(path)/move", ["to": "up"])
            #expect(try await desk.section("1") == second)
            try await browser.post("/events/\(desk.event)/guide/sections/\(first)/move", ["to": "indent"])
            #expect(try await desk.section("1.1") == first)
            let refused = try await browser.post("\(path)/move", ["to": "under", "parent": "\(first)"])
            #expect(refused.status == 409 && refused.contains("cannot be moved inside itself"))
            #expect(try await browser.post("\(path)/move", ["to": "under", "parent": "\(second)"]).status == 409)
            // As the outline sends it when a section is dragged there.
            let dragged = try await browser.post(
                "\(path)/move", ["to": "after", "target": "\(first)"], fragment: true)
            #expect(dragged.status == 409 && dragged.contains("id=\"trouble\""))
            #expect(dragged.contains("cannot be moved inside itself") && dragged.contains("Nothing was changed."))
            #expect(try await browser.post("\(path)/move", ["to": "after", "target": "x"]).status == 400)
            let third = try await desk.section("2")
            let outline = try await browser.post(
                "/events/\(desk.event)/guide/sections/\(third)/move", ["to": "before", "target": "\(first)"],
                fragment: true)
            #expect(outline.status == 200 && outline.contains("id=\"guide-outline\"") && !outline.contains("<html"))
            #expect(try await desk.section("1.1") == third)
            try await browser.post(
                "/events/\(desk.event)/guide/sections/\(third)/move", ["to": "after", "target": "\(second)"])
            #expect(try await desk.section("2") == third)
            let gone = try await browser.follow(try await browser.post("\(path)/removal"))
            #expect(gone.contains("was removed, with everything under it"))
            #expect(try await desk.tree().place(first) == nil)
            try await browser.post("\(path)/restoration")
            #expect(try await desk.section("1.1") == first)
            let wrong = try await browser.post("\(path)/title", ["language": "en", "title": "🙂🙂", "kind": "text"])
            #expect(wrong.status == 422 && wrong.contains("symbols and emoji alone") && wrong.contains("🙂🙂"))
            try await browser.post(
                "\(path)/title", ["language": "en", "title": "A better title", "kind": "recommendation"])
            #expect(try await desk.tree().sections[second]?.kind == .recommendation)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `evidence is numbered once, cited by marker, and counted for readers in order`(engine: TestEngine) async throws
    {
        try await TestSite.with(engine) { site in
            let desk = try await Desk(site)
            let past = try await desk.addCase("GREEN")
            let issue = EvidenceReference(kind: .issue, target: desk.issue.id.description)
            let exercise = EvidenceReference(kind: .case, target: past.description)
            #expect(try await EvidenceOperations.number(desk.visit, desk.event, issue).number == 1)
            #expect(try await EvidenceOperations.number(desk.visit, desk.event, exercise).number == 2)
            #expect(try await EvidenceOperations.number(desk.visit, desk.event, issue).number == 1)
            try await desk.write("1", "As in [@2], and [@1]; again [@2], and [@77].")
            let document = try await desk.document()
            #expect(document.sources.map(\.key) == [2, 1] && document.sources.map(\.number) == [1, 2])
            #expect(document.sources[0].item.title == "An exercise in autumn")
            #expect(document.unknownMarkers.map(\.key) == [77])
            #expect(try await site.count("SELECT COUNT(*) FROM citation") == 2)
            try await desk.write("1", "Only [@1].")
            #expect(try await site.count("SELECT COUNT(*) FROM citation") == 1)
            let page = try await desk.world.browser(desk.world.member).get("/events/\(desk.event)/guide")
            #expect(
                page.status == 200 && page.contains("href=\"#evidence-1\"")
                    && page.contains("Nobody leads the first hour"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a recommendation's annex holds what stands behind what it cites`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let desk = try await Desk(site)
            let quote = EvidenceReference(
                kind: .quote, target: desk.issue.id.description, quote: "Each waited  for the others.")
            let record = try await EvidenceOperations.number(desk.visit, desk.event, quote)
            #expect(record.quote == "Each waited for the others.")
            await #expect(throws: Refusal.self) {
                try await EvidenceOperations.number(
                    desk.visit, desk.event,
                    EvidenceReference(kind: .quote, target: desk.issue.id.description, quote: "They were lazy"))
            }
            let tree = try await desk.tree()
            let section = try #require(tree.places.first { tree.sections[$0.id]?.kind == .recommendation })
            try await SectionOperations.setText(desk.visit, desk.event, section.id, language: "en", "Name a lead [@1].")
            let recommendation = try #require(
                try await desk.document().recommendations.first { $0.section == section.id })
            #expect(recommendation.issues.map(\.title) == ["Nobody leads the first hour"])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a guide marked GREEN refuses AMBER evidence by name`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let desk = try await Desk(site)
            let past = try await desk.addCase("AMBER", title: "A closer case")
            let browser = await desk.world.browser(desk.world.facilitator)
            let (event, section) = (desk.event, try await desk.section("1"))
            let item = ["item": "case:\(past)", "section": "\(section)", "language": "en"] as KeyValuePairs
            let refused = try await browser.post("/events/\(event)/guide/evidence", item)
            #expect(refused.status == 409 && refused.contains("“A closer case” is marked TLP:AMBER"))
            #expect(try await site.count("SELECT COUNT(*) FROM evidence") == 0)
            let builder = try await browser.get("/events/\(event)/guide/edit?section=\(section)")
            #expect(builder.contains("marked more restrictively than this guide"))
            // With the right marking it is cited; then the marking cannot go back.
            try await browser.post("/events/\(event)/guide/settings", ["title": "A guide", "marking": "AMBER"])
            #expect(try await browser.post("/events/\(event)/guide/evidence", item).status == 303)
            #expect(try await desk.tree().main(section)?.card.text == "[@1]")
            let back = try await browser.post(
                "/events/\(event)/guide/settings", ["title": "A guide", "marking": "GREEN"])
            #expect(back.status == 409 && back.contains("A closer case"))
            try GuideRelease.check(try await desk.document())
            // Marked closer afterwards, at its own place.
            try await site.database.write { try $0.execute("UPDATE past_case SET marking = 'RED'") }
            let document = try await desk.document()
            let error = #expect(throws: Refusal.self) { try GuideRelease.check(document) }
            #expect(error?.code == "evidence-marking" && error?.fields.count == 1)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a country's unpublished intervention is neither offered nor named`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let desk = try await Desk(site)
            let (event, issue, environment) = (desk.event, desk.issue.id, site.environment)
            let (sheet, id) = (environment.id(EnvisionSheet.ID.self), environment.id(Intervention.ID.self))
            try await site.database.write { tx in
                let work = Work(tx, environment)
                try tx.execute(
                    "INSERT INTO sheet (id, event_id, country, publication, created_at) VALUES (\(sheet), \(event), 'HR', 'private', 1)"
                )
                let card = try CardOperations.createIn(work, event, .sheet(sheet), text: "A secret plan")
                let needs = try CardOperations.createIn(work, event, .sheet(sheet), text: "")
                try tx.execute(
                    """
                    INSERT INTO intervention (id, event_id, sheet_id, issue_id, card_id, needs_card_id, lead, element, horizon, created_at,
                        changed_at)
                    VALUES (\(id), \(event), \(sheet), \(issue), \(card), \(needs), '', 'planning', 'short', 1, 1)
                    """)
            }
            let browser = await desk.world.browser(desk.world.facilitator)
            #expect(try await !browser.get("/events/\(event)/guide/edit").contains("A secret plan"))
            let reference = EvidenceReference(kind: .intervention, target: id.description)
            await #expect(throws: Refusal.self) { try await EvidenceOperations.number(desk.visit, event, reference) }
            try await site.database.write { try $0.execute("UPDATE sheet SET publication = 'anonymous'") }
            let builder = try await browser.get("/events/\(event)/guide/edit")
            #expect(
                builder.contains("A secret plan") && builder.contains("a delegation") && !builder.contains("Croatia"))
            #expect(try await EvidenceOperations.number(desk.visit, event, reference).number == 1)
            try await desk.write("1", "Do it [@1].")
            try await site.database.write { try $0.execute("UPDATE sheet SET publication = 'private'") }
            let document = try await desk.document()
            #expect(document.sources[0].item.title == "Not published by its delegation")
            #expect(throws: Refusal.self) { try GuideRelease.check(document) }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a translation knows when it follows an older text`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let desk = try await Desk(site)
            try await desk.write("1", "First.")
            try await GuideOperations.addLanguage(desk.visit, desk.event, "fr")
            let section = try await desk.section("1")
            #expect(try await desk.tree().missing(in: "fr") == [section])
            try await desk.write("1", "Premier.", language: "fr")
            #expect(try await desk.tree().outOfDate(in: "fr") == [])
            try await desk.write("1", "First, and more.")
            #expect(try await desk.tree().outOfDate(in: "fr") == [section])
            let browser = await desk.world.browser(desk.world.rapporteur)
            let page = try await browser.get("/events/\(desk.event)/guide/edit?section=\(section)&language=fr")
            #expect(
                page.contains("1 section in Français follows an older text in English")
                    && page.contains("Mark as up to date"))
            // Somebody writes on while the translator reads: what they have not seen is not confirmed.
            let path = "/events/\(desk.event)/guide/sections/\(section)/translation"
            let seen = try #require(page.text.firstMatch(of: /name="revision" value="(\d+)"/)).1
            try await desk.write("1", "First, and more, and again more.")
            let late = try await browser.post(path, ["language": "fr", "revision": String(seen)])
            #expect(late.status == 409 && late.contains("has changed since you opened the page"))
            #expect(try await browser.post(path, ["language": "fr"]).status == 400)
            #expect(try await desk.tree().outOfDate(in: "fr") == [section])
            let now = try #require(try await desk.tree().main(section)).card.revision
            try await browser.post(path, ["language": "fr", "revision": String(now)])
            #expect(try await desk.tree().outOfDate(in: "fr") == [])
            let french = try await desk.document("fr")
            #expect(french.language == "fr" && french.sections.first { $0.id == section }?.markdown == "Premier.")
            // A section that comes later is in every language.
            let later = try await SectionOperations.add(desk.visit, desk.event, title: "Later", kind: .text, under: nil)
            #expect(try await desk.tree().texts[later]?.keys.sorted() == ["en", "fr"])
        }
    }

    /// Within half a minute one person's savings become one revision, so that numbers in between are gone.
    @Test(arguments: TestEngine.allCases)
    func `a program that writes on from a revision that is gone gets the present text, and nothing is overwritten`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let desk = try await Desk(site)
            try await desk.write("1", "Calls go out.")
            let section = try await desk.section("1")
            let gone = try #require(try await desk.tree().main(section)).card.revision
            try await desk.write("1", "Calls go out. Each call is answered.")
            func put(_ text: String, base: Int) async throws {
                try await SectionOperations.setText(
                    desk.visit, desk.event, section, language: "en", text, base: base)
            }
            let refusal = await #expect(throws: Refusal.self) { try await put("Calls go out at once.", base: gone) }
            #expect(refusal?.code == "revision-gone" && refusal?.status == .conflict)
            #expect(refusal?.fields["text"]?.string() == "Calls go out. Each call is answered.")
            #expect(try await desk.tree().main(section)?.card.text == "Calls go out. Each call is answered.")
            let present = try #require(Int(refusal?.fields["revision"]?.string() ?? ""))
            try await put("Calls go out at once. Each call is answered.", base: present)
            #expect(try await desk.tree().main(section)?.card.text == "Calls go out at once. Each call is answered.")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the builder previews what is typed, and refuses ten megabytes`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let desk = try await Desk(site)
            let browser = await desk.world.browser(desk.world.facilitator)
            let section = try await desk.section("1")
            _ = try await EvidenceOperations.number(
                desk.visit, desk.event, EvidenceReference(kind: .issue, target: desk.issue.id.description))
            let path = "/events/\(desk.event)/guide/sections/\(section)/preview"
            let page = try await browser.post(
                path, ["language": "en", "text": "# Head\n\n**now** [@1] [@5]"], fragment: true)
            #expect(
                page.status == 200 && page.contains("<strong>now</strong>") && page.contains("href=\"#evidence-1\""))
            #expect(page.contains("There is no evidence with the number 5."))
            let large = String(repeating: "x", count: 10 * 1024 * 1024)
            #expect(try await browser.post(path, ["language": "en", "text": large], fragment: true).status == 413)
            #expect(
                try await browser.post(path, ["language": "en", "text": String(large.prefix(90_000))], fragment: true)
                    .status == 413)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the builder shows how the review stands, and what is said of the text beside it`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let desk = try await Desk(site)
            try await desk.write("1", "Somebody must lead.")
            let section = try await desk.section("1")
            let member = try await desk.world.visit(desk.world.member)
            _ = try await GuideCommentOperations.add(
                member, desk.event,
                CommentDraft(
                    section: section, language: "en", kind: .suggestion, quote: "Somebody", text: "Say who",
                    proposed: "The fire service"))
            let browser = await desk.world.browser(desk.world.facilitator)
            let page = try await browser.get("/events/\(desk.event)/guide/edit?section=\(section)")
            #expect(page.contains("id=\"review-summary\"") && page.contains("id=\"comments-\(section)-en\""))
            #expect(page.contains("Say who") && page.contains("Accept the change") && page.contains("1 open comment"))
            #expect(page.contains("id=\"words-\(section)-en\""), "The marked words are taken from the text.")
            let reading = try await desk.world.browser(desk.world.member).get("/events/\(desk.event)/guide")
            #expect(reading.status == 200 && reading.contains("id=\"review-summary\""))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what a section cites follows its text, also where a suggestion or an earlier text changed it`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let desk = try await Desk(site)
            let section = try await desk.section("1")
            let issue = EvidenceReference(kind: .issue, target: desk.issue.id.description)
            let record = try await EvidenceOperations.number(desk.visit, desk.event, issue)
            func cited() async throws -> Bool {
                let guide = try await desk.tree().guide.id
                return try await site.database.read { try EvidenceStore($0).citations(of: guide) }
                    .contains { $0.section == section && $0.evidence == record.id }
            }
            try await desk.write("1", "Somebody must lead.")
            #expect(try await !cited())
            let suggestion = try await GuideCommentOperations.add(
                try await desk.world.visit(desk.world.member), desk.event,
                CommentDraft(
                    section: section, language: "en", kind: .suggestion, quote: "lead.", proposed: "lead [@1]."))
            try await GuideCommentOperations.accept(desk.visit, desk.event, suggestion.id)
            #expect(try await cited())
            let version = try await GuideVersionOperations.keep(desk.visit, desk.event, title: "", note: "")
            try await desk.write("1", "Nobody leads.")
            #expect(try await !cited())
            try await GuideVersionOperations.restore(desk.visit, desk.event, version.id, section, language: "en")
            #expect(try await cited())
            // Later: what one person writes within half a minute is one text of the history.
            site.clock.advance(seconds: 60)
            try await desk.write("1", "Nobody leads.")
            #expect(try await !cited())
            let card = try #require(try await desk.tree().main(section)?.card.id)
            let revisions = try await site.database.read { try CardStore($0).revisions(of: card) }
            let old = try #require(revisions.first { $0.text.contains("[@1]") })
            try await CardOperations.restore(desk.visit, desk.event, card, revision: old.number)
            #expect(try await cited())
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the three screens and the API show how far the guide is`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let desk = try await Desk(site)
            try await desk.write("1", "Written **now**.")
            let member = await desk.world.browser(desk.world.member)
            let room = try await member.get("/e/\(desk.world.code)")
            #expect(room.contains("Read the guide") && room.contains("Sections with a text:"))
            let console = try await desk.world.browser(desk.world.facilitator).get("/events/\(desk.event)/console")
            #expect(
                console.contains("Write the guide") && console.contains("Not used yet")
                    && console.contains("Written now."))
            let section = try await desk.section("1")
            #expect(
                try await member.get("/events/\(desk.event)/guide/sections/\(section)").contains("<strong>now</strong>")
            )
            #expect(try await member.get("/events/\(desk.event)/guide/edit").status == 403)
            let body = try await desk.visit.read { reading in try GuideStore(reading).document(of: desk.event)?.title }
            #expect(body == "A guide")
        }
    }
}
