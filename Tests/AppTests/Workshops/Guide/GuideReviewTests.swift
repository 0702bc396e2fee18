@testable import App
import Domain
import HTTPTypes
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

/// A guide of two sections in a room.
private struct ReviewWorld {
    let world: World
    let guide: Guide.ID
    let sections: [GuideSection.ID]

    static let text = "Keep a **shared** list.\n\nIt is checked once a year."

    init(_ site: TestSite) async throws {
        let world = try await site.world(stage: .guide)
        let environment = site.environment
        self.world = world
        (guide, sections) = try await site.database.write { tx in
            let (guide, now) = (environment.id(Guide.ID.self), environment.now())
            try tx.execute(
                """
                INSERT INTO guide (id, event_id, title, marking, language, state, created_at, changed_at)
                VALUES (\(guide), \(world.event), 'Working together', 'GREEN', 'en', 'writing', \(now), \(now))
                """)
            let sections = try (1...2).map { number in
                let section = environment.id(GuideSection.ID.self)
                let card = try CardOperations.createIn(
                    Work(tx, environment), world.event, .guide, text: number == 1 ? Self.text : "Second text")
                try tx.execute(
                    """
                    INSERT INTO guide_section (id, guide_id, position, kind, created_at)
                    VALUES (\(section), \(guide), \(number), 'text', \(now))
                    """)
                try tx.execute(
                    """
                    INSERT INTO section_text (section_id, language, title, card_id, changed_at)
                    VALUES (\(section), 'en', \("Section \(number)"), \(card), \(now))
                    """)
                return section
            }
            return (guide, sections)
        }
    }

    var site: TestSite { world.site }

    /// One of each sector.
    func nameSigners() async throws {
        let organiser = try await world.visit(world.organiser)
        for seat in world.seats[0...2] { try await SpeakerOperations.nameSigner(organiser, world.event, seat.id) }
    }

    func text(_ section: Int = 0) async throws -> String {
        let (id, guide) = (sections[section], guide)
        return try await site.database.read { try GuideReviewStore($0).card(of: id, in: "en", guide: guide).text }
    }

    func comment(
        _ seat: TestSeat, _ kind: GuideCommentRecord.Kind, quote: String = "", text: String = "", proposed: String = ""
    )
        async throws -> GuideCommentRecord
    {
        try await GuideCommentOperations.add(
            try await world.visit(seat), world.event,
            CommentDraft(section: sections[0], language: "en", kind: kind, quote: quote, text: text, proposed: proposed)
        )
    }

    func keep() async throws -> GuideVersion.ID {
        try await GuideVersionOperations.keep(
            try await world.visit(world.facilitator), world.event, title: "First", note: ""
        ).id
    }
}

struct GuideCommentTests {
    @Test(arguments: TestEngine.allCases)
    func `a comment or a reply that comes again counts once, and other words under its key are refused`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let review = try await ReviewWorld(site)
            let (visit, event) = (try await review.world.visit(review.world.member), review.world.event)
            func add(_ text: String) async throws -> GuideCommentRecord {
                var draft = CommentDraft(section: review.sections[0], language: "en", kind: .comment, text: text)
                draft.key = "c1"
                return try await GuideCommentOperations.add(visit, event, draft)
            }
            let first = try await add("Say how often")
            #expect(try await add("Say how often").id == first.id)
            #expect(await refusal { _ = try await add("Say how often, and who") }?.code == "key-used")
            func reply(_ text: String) async throws -> GuideCommentRecord {
                try await GuideCommentOperations.reply(visit, event, first.id, text: text, key: "r1")
            }
            let answer = try await reply("Twice")
            #expect(try await reply("Twice").id == answer.id)
            #expect(await refusal { _ = try await reply("Three times") }?.code == "key-used")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `anybody in the room comments, answers and settles their own`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let review = try await ReviewWorld(site)
            let (world, section) = (review.world, review.sections[0])
            let observer = await world.browser(world.observer)
            let path = "/events/\(world.event)/guide/sections/\(section)/comments"
            let form: KeyValuePairs = [
                "kind": "comment", "language": "en", "text": "Who checks it?", "quote": "once a year",
                "idempotency": "k",
            ]
            #expect(try await observer.post(path, form).location?.hasPrefix(path) == true)
            let page = try await observer.post(path, form, fragment: true)
            #expect(
                page.status == 200 && page.contains("Who checks it?") && page.contains("id=\"comments-\(section)-en\""))
            #expect(try await site.count("SELECT COUNT(*) FROM guide_comment") == 1)
            let id = try #require(page.text(after: "id=\"comment-", before: "\""))
            let member = await world.browser(world.member)
            let replied = try await member.post(
                "/events/\(world.event)/guide/comments/\(id)/replies", ["text": "The duty officer"], fragment: true)
            #expect(replied.contains("The duty officer"))
            #expect(try await member.post("/events/\(world.event)/guide/comments/\(id)/resolution").status == 403)
            #expect(try await observer.post("/events/\(world.event)/guide/comments/\(id)/resolution").status == 303)
            #expect(try await site.database.read { try GuideReviewStore($0).openComments(of: review.guide) }.isEmpty)
            #expect(try await member.get("/events/\(world.event)/guide/review").contains("0 open comments"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what was typed comes back with what is wrong`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let review = try await ReviewWorld(site)
            let browser = await review.world.browser(review.world.member)
            let path = "/events/\(review.world.event)/guide/sections/\(review.sections[0])/comments"
            var page = try await browser.post(path, ["kind": "comment", "language": "en", "text": "😀"], fragment: true)
            #expect(page.status == 422 && page.contains("symbols and emoji alone") && page.contains("😀"))
            page = try await browser.post(
                path, ["kind": "suggestion", "language": "en", "quote": "not there", "proposed": "kept words"],
                fragment: true)
            #expect(page.status == 422 && page.contains("not in the text as it is now") && page.contains("kept words"))
            page = try await browser.post(
                path, ["kind": "suggestion", "language": "en", "quote": "e", "proposed": "x"])
            #expect(page.status == 422 && page.contains("<html") && page.contains("more than once"))
            page = try await browser.post(
                path, ["kind": "comment", "language": "en", "text": String(repeating: "word ", count: 1_000)],
                fragment: true)
            #expect(page.status == 422 && page.contains("At most 2000 characters"))
            #expect(try await browser.post(path, ["kind": "comment", "language": "fr", "text": "Oui"]).status == 404)
            #expect(try await browser.post(path, ["kind": "praise", "language": "en", "text": "Oui"]).status == 400)
            try await site.database.write {
                try $0.execute("UPDATE guide_section SET removed_at = 5 WHERE id = \(review.sections[0])")
            }
            page = try await browser.post(path, ["kind": "comment", "language": "en", "text": "Late words"])
            #expect(page.status == 409 && page.contains("removed from the guide"))
            #expect(try await site.count("SELECT COUNT(*) FROM guide_comment") == 0)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an accepted suggestion changes the text once, and keeps what others wrote`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let review = try await ReviewWorld(site)
            let world = review.world
            let first = try await review.comment(
                world.member, .suggestion, quote: "shared list", proposed: "tested list")
            let second = try await review.comment(
                world.seats[1], .suggestion, quote: "once a year", proposed: "twice a year")
            let third = try await review.comment(world.seats[2], .suggestion, quote: "It is checked once", proposed: "")
            let member = await world.browser(world.member)
            #expect(try await member.post("/events/\(world.event)/guide/comments/\(first.id)/acceptance").status == 403)
            let writer = await world.browser(world.rapporteur)
            for id in [first.id, first.id, second.id] {
                #expect(try await writer.post("/events/\(world.event)/guide/comments/\(id)/acceptance").status == 303)
            }
            #expect(try await review.text() == "Keep a tested list.\n\nIt is checked twice a year.")
            let gone = try await writer.post("/events/\(world.event)/guide/comments/\(third.id)/acceptance")
            #expect(gone.status == 409 && gone.contains("the suggestion is still open"))
            #expect(
                try await site.database.read { try GuideReviewStore($0).openComments(of: review.guide).map(\.id) } == [
                    third.id
                ])
            let empty = try await writer.post(
                "/events/\(world.event)/guide/comments/\(third.id)/declining", ["text": ""], fragment: true)
            #expect(empty.status == 422)
            _ = try await writer.post(
                "/events/\(world.event)/guide/comments/\(third.id)/declining", ["text": "Said elsewhere"])
            #expect(
                try await writer.post("/events/\(world.event)/guide/comments/\(first.id)/declining", ["text": "No"])
                    .status == 409)
            let page = try await member.get("/events/\(world.event)/guide/sections/\(review.sections[0])/comments")
            #expect(page.contains("Said elsewhere") && page.contains("Declined") && page.contains("Accepted"))
            #expect(try await site.count("SELECT COUNT(*) FROM journal WHERE kind = 'suggestion.acceptance'") == 2)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `names are shown as the event says, and the way back stays in the event`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let review = try await ReviewWorld(site)
            let world = review.world
            _ = try await review.comment(world.member, .comment, text: "A thought")
            try await RoomOperations.changeSettings(
                try await world.visit(world.facilitator), world.event, namesShown: false)
            let browser = await world.browser(world.seats[1])
            let path = "/events/\(world.event)/guide/sections/\(review.sections[0])/comments"
            let page = try await browser.get(path)
            #expect(page.contains("A thought") && !page.contains("Person 1"))
            let away = try await browser.post(
                path, ["kind": "comment", "language": "en", "text": "Away", "back": "//elsewhere.example/"])
            #expect(away.location?.hasPrefix(path) == true)
            let back = try await browser.post(
                path, ["kind": "comment", "language": "en", "text": "Back", "back": "/events/\(world.event)/guide"])
            #expect(back.location?.hasPrefix("/events/\(world.event)/guide#comments-") == true)
        }
    }
}

struct GuideVersionTests {
    @Test(arguments: TestEngine.allCases)
    func `a version keeps the whole guide, is compared and put back`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let review = try await ReviewWorld(site)
            let world = review.world
            let writer = await world.browser(world.rapporteur)
            #expect(try await writer.post("/events/\(world.event)/guide/versions", ["title": "Day one"]).status == 303)
            let version = try #require(
                try await site.database.read { try GuideReviewStore($0).versions(of: review.guide).first })
            let suggestion = try await review.comment(
                world.member, .suggestion, quote: "once a year", proposed: "twice a year")
            try await GuideCommentOperations.accept(try await world.visit(world.rapporteur), world.event, suggestion.id)
            try await site.database.write {
                try $0.execute("UPDATE guide_section SET removed_at = 5 WHERE id = \(review.sections[1])")
            }
            let comparison = try await world.browser(world.observer).get(
                "/events/\(world.event)/guide/comparison?from=\(version.id)&to=now")
            #expect(comparison.contains("<del><span class=\"sr\">removed: </span>once</del><ins>"))
            #expect(
                comparison.contains("1 section reworded · 1 section removed")
                    && comparison.contains("Section removed"))
            #expect(try await writer.get("/events/\(world.event)/guide/comparison?from=x").status == 400)
            let page = try await writer.get("/events/\(world.event)/guide/versions/\(version.id)")
            #expect(
                page.contains("once a year") && page.contains("Put this text back")
                    && page.contains("not in the guide any more"))
            #expect(
                try await !world.browser(world.member).get("/events/\(world.event)/guide/versions/\(version.id)")
                    .contains("Put this text back"))
            let path = "/events/\(world.event)/guide/versions/\(version.id)/restoration"
            #expect(try await writer.post(path, ["section": "\(review.sections[0])", "language": "en"]).status == 303)
            #expect(try await review.text() == ReviewWorld.text)
            #expect(try await writer.post(path, ["section": "\(review.sections[1])", "language": "en"]).status == 409)
            #expect(try await writer.post(path, ["section": "\(review.sections[0])", "language": "fr"]).status == 404)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who is named signs for a sector, and an organiser makes it final`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let review = try await ReviewWorld(site)
            let (world, version) = (review.world, try await review.keep())
            let path = "/events/\(world.event)/guide/versions/\(version)"
            let member = await world.browser(world.member)
            #expect(try await member.post("\(path)/sign-off", ["decision": "signed"]).status == 409)
            #expect(try await member.post("\(path)/review").status == 403)
            let lead = await world.browser(world.facilitator)
            #expect(try await lead.post("\(path)/review").status == 303)
            // Nobody signs who is not named to.
            #expect(try await member.post("\(path)/sign-off", ["decision": "signed"]).status == 403)
            try await review.nameSigners()
            #expect(
                try await world.browser(world.observer).post("\(path)/sign-off", ["decision": "signed"]).status == 403)
            #expect(try await lead.post("\(path)/sign-off", ["decision": "signed"]).status == 403)
            #expect(
                try await member.post("\(path)/sign-off", ["decision": "signed", "sector": "security"]).status == 403)
            let silent = try await member.post(
                "\(path)/sign-off", ["decision": "objection", "note": ""], fragment: true)
            #expect(silent.status == 422 && silent.contains("This field is required."))
            _ = try await member.post("\(path)/sign-off", ["decision": "objection", "note": "The annex is missing"])
            #expect(try await lead.get("/events/\(world.event)/guide/review").contains("The annex is missing"))
            for seat in world.seats[1...2] {
                _ = try await world.browser(seat).post("\(path)/sign-off", ["decision": "signed"])
            }
            #expect(try await site.database.read { try GuideReviewStore($0).guide(of: world.event).state } == .review)
            _ = try await member.post("\(path)/sign-off", ["decision": "signed", "sector": "health"])
            // Signatures alone make nothing final.
            #expect(try await site.database.read { try GuideReviewStore($0).guide(of: world.event).state } == .review)
            #expect(try await lead.post("\(path)/finalisation", ["note": ""]).status == 403)
            let organiser = await world.browser(world.organiser)
            let before = try await organiser.get("/events/\(world.event)/guide/review")
            #expect(before.contains("Everybody who is named has signed") && !before.contains("id=\"obstacles\""))
            #expect(try await organiser.post("\(path)/finalisation", ["note": ""]).status == 303)
            #expect(try await site.database.read { try GuideReviewStore($0).guide(of: world.event).state } == .final)
            let page = try await member.get("/events/\(world.event)/guide/review")
            #expect(
                page.contains("Every sector has signed this version, and an organiser has made it final.")
                    && page.contains("Person 1"))
            #expect(try await member.post("\(path)/sign-off", ["decision": "objection", "note": "Late"]).status == 409)
            _ = try await lead.post("/events/\(world.event)/guide/reopening")
            #expect(try await site.database.read { try GuideReviewStore($0).guide(of: world.event).state } == .writing)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a final guide says what was signed, and nobody changes it`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let review = try await ReviewWorld(site)
            let (world, section) = (review.world, review.sections[0])
            let lead = try await world.visit(world.facilitator)
            let suggestion = try await review.comment(
                world.member, .suggestion, quote: "once a year", proposed: "twice a year")
            let version = try await review.keep()
            try await GuideVersionOperations.openReview(lead, world.event, version)
            try await review.nameSigners()
            // Somebody writes on while the sectors read.
            try await SectionOperations.setText(lead, world.event, section, language: "en", "Something else.")
            let added = try await SectionOperations.add(
                lead, world.event, title: "Afterthought", kind: .text, under: nil)
            try await SectionOperations.remove(lead, world.event, review.sections[1])
            for seat in world.seats[0...2] {
                try await GuideVersionOperations.signOff(
                    try await world.visit(seat), world.event, version, sector: nil, .signed, note: "")
            }
            try await GuideVersionOperations.close(
                try await world.visit(world.organiser), world.event, version, note: "One comment stays for later")
            #expect(try await review.text() == ReviewWorld.text, "The text is the one that was signed.")
            let tree = try #require(try await site.database.read { try GuideStore($0).tree(of: world.event) })
            #expect(tree.guide.state == .final && tree.places.map(\.id) == review.sections)
            let versions = try await site.database.read { try GuideReviewStore($0).versions(of: review.guide) }
            #expect(versions.count == 2 && versions[0].note.contains("not part of"))
            let besides = try await site.database.read { try GuideReviewStore($0).content(of: versions[0].id) }
            #expect(besides.section(added) != nil && besides.section(section)?.texts["en"]?.text == "Something else.")

            let card = try #require(tree.main(section)?.card)
            let acts: [(String, () async throws -> Void)] = [
                ("text", { try await SectionOperations.setText(lead, world.event, section, language: "en", "x") }),
                (
                    "title",
                    {
                        try await SectionOperations.rename(lead, world.event, section, language: "en", title: "Other")
                    }
                ),
                ("move", { try await SectionOperations.move(lead, world.event, section, .down) }),
                ("removal", { try await SectionOperations.remove(lead, world.event, section) }),
                (
                    "settings",
                    {
                        try await GuideOperations.change(lead, world.event, title: "Other", marking: .green)
                    }
                ),
                ("language", { try await GuideOperations.addLanguage(lead, world.event, "fr") }),
                (
                    "card",
                    {
                        _ = try await CardOperations.write(
                            lead, world.event, card.id, CardWriting(base: card.text, text: "x"))
                    }
                ),
                ("history", { try await CardOperations.restore(lead, world.event, card.id, revision: 1) }),
                ("suggestion", { try await GuideCommentOperations.accept(lead, world.event, suggestion.id) }),
                (
                    "version",
                    {
                        try await GuideVersionOperations.restore(
                            lead, world.event, versions[0].id, section, language: "en")
                    }
                ),
            ]
            for (name, act) in acts {
                let refusal = await refusedBy { try await act() }
                #expect(refusal?.code == "guide-final", "\(name)")
            }
            #expect(try await review.text() == ReviewWorld.text)
            let browser = await world.browser(world.facilitator)
            let builder = try await browser.get("/events/\(world.event)/guide/edit?section=\(section)")
            #expect(builder.contains("This guide is final.") && builder.contains("Back to writing"))
            #expect(!builder.contains("<textarea id=\"card-") && !builder.contains("id=\"add\""))
            // Comments are still taken, and writing begins again from the signed text.
            _ = try await review.comment(world.member, .comment, text: "For the next edition")
            try await GuideVersionOperations.reopen(lead, world.event)
            try await SectionOperations.setText(lead, world.event, section, language: "en", "A new draft.")
            #expect(try await review.text() == "A new draft.")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the organiser closes with the objections named`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let review = try await ReviewWorld(site)
            let (world, version) = (review.world, try await review.keep())
            let path = "/events/\(world.event)/guide/versions/\(version)"
            try await GuideVersionOperations.openReview(try await world.visit(world.facilitator), world.event, version)
            try await review.nameSigners()
            _ = try await world.browser(world.seats[1]).post(
                "\(path)/sign-off", ["decision": "objection", "note": "Too long"])
            #expect(
                try await world.browser(world.facilitator).post("\(path)/finalisation", ["note": "Done"]).status == 403)
            let organiser = await world.browser(world.organiser)
            #expect(try await organiser.post("\(path)/finalisation", ["note": ""]).status == 422)
            #expect(try await organiser.post("\(path)/finalisation", ["note": "Taken up next year"]).status == 303)
            let page = try await world.browser(world.member).get("/events/\(world.event)/guide/review")
            #expect(page.contains("Too long") && page.contains("Taken up next year") && page.contains("Oskar Plan"))
            let facts = try await site.database.read {
                try Journal.records($0, scope: "event:\(world.event)", limit: 99).last?.entry
            }
            #expect(facts?.kind == "guide.finalisation" && facts?.facts.contains("security") == true)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the API comments, keeps, reviews and signs; without a guide there is nothing`(engine: TestEngine) async throws
    {
        try await TestSite.with(engine) { site in
            let review = try await ReviewWorld(site)
            let world = review.world
            let token = try await AccountOperations.createToken(try await world.visit(world.facilitator), name: "Test")
            func send(_ method: HTTPRequest.Method, _ path: String, _ body: String, _ bearer: String) async throws
                -> Page
            {
                try await site.browser().send(
                    method, "/api/v1/events/\(world.event)/guide/\(path)",
                    [.authorization: "Bearer \(bearer)", .contentType: "application/json"], Array(body.utf8))
            }
            let made = try await send(
                .post, "comments",
                "{\"section\":\"\(review.sections[0])\",\"kind\":\"suggestion\",\"quote\":\"shared\",\"proposed\":\"tested\"}",
                world.member.link)
            #expect(made.status == 201)
            let id = try #require(made.text(after: "\"id\":\"", before: "\""))
            #expect(
                try await send(.put, "comments/\(id)/state", #"{"state":"accepted"}"#, world.member.link).status == 403)
            #expect(try await send(.put, "comments/\(id)/state", #"{"state":"accepted"}"#, token).contains("accepted"))
            let version = try await send(.post, "versions", "{}", token)
            let kept = try #require(version.text(after: "\"id\":\"", before: "\""))
            #expect(
                try await send(.get, "versions/\(kept)", "", world.observer.link).contains("Keep a **tested** list."))
            #expect(try await send(.post, "versions/\(kept)/review", "", token).contains("\"state\":\"review\""))
            try await review.nameSigners()
            let signed = try await send(.put, "versions/\(kept)/sign-off", #"{"decision":"signed"}"#, world.member.link)
            #expect(signed.status == 200 && signed.contains("\"sector\":\"health\""))
            let other = try await site.database.write { tx in
                try WorldMaker(environment: site.environment).addEvent(tx, world.programme, code: "NONE", stage: .guide)
            }
            let empty = try await world.browser(world.organiser).get("/events/\(other)/guide/review")
            #expect(empty.status == 200 && empty.contains("There is no guide yet"))
        }
    }
}
