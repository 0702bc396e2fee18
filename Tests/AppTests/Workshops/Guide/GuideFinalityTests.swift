@testable import App
import Domain
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

/// A guide becomes final by an organiser's act, and what stands against it is said first.
struct GuideFinalityTests {
    /// A guide whose second section is empty, under review.
    private static func reviewed(_ world: World) async throws -> GuideVersion.ID {
        let environment = world.site.environment
        let guide: Guide.ID = environment.id()
        try await world.site.database.write { tx in
            try tx.execute(
                """
                INSERT INTO guide (id, event_id, title, marking, language, state, created_at, changed_at)
                VALUES (\(guide), \(world.event), 'Working together', 'GREEN', 'en', 'writing', 1, 1)
                """)
            for (number, text) in ["Keep a shared list.", ""].enumerated() {
                let section: GuideSection.ID = environment.id()
                let card = try CardOperations.createIn(Work(tx, environment), world.event, .guide, text: text)
                try tx.execute(
                    """
                    INSERT INTO guide_section (id, guide_id, position, kind, created_at)
                    VALUES (\(section), \(guide), \(number + 1), 'text', 1)
                    """)
                try tx.execute(
                    """
                    INSERT INTO section_text (section_id, language, title, card_id, changed_at)
                    VALUES (\(section), 'en', \("Section \(number + 1)"), \(card), 1)
                    """)
            }
        }
        let version = try await GuideVersionOperations.keep(
            try await world.visit(world.facilitator), world.event, title: "", note: "")
        try await GuideVersionOperations.openReview(try await world.visit(world.facilitator), world.event, version.id)
        return version.id
    }

    private static func obstacles(_ world: World, _ version: GuideVersion.ID) async throws -> [String] {
        try await world.site.database.read { reading in
            let guide = try GuideReviewStore(reading).guide(of: world.event)
            return try GuideObstacles(guide, version, reading).all.map(\.kind)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an empty section, a missing sector and a missing signature are said first`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .guide)
            // Civil protection is invited, and nobody of it has come.
            try await site.database.write { tx in
                try tx.execute("UPDATE participant SET state = 'invited' WHERE sector = 'civil-protection'")
            }
            let version = try await Self.reviewed(world)
            #expect(
                try await Self.obstacles(world, version)
                    == ["empty-section", "missing-sector", "no-signer", "no-signer"])
            let organiser = await world.browser(world.organiser)
            let page = try await organiser.get("/events/\(world.event)/guide/review")
            #expect(!page.contains("&lt;span"), "No markup is shown as text.")
            #expect(page.contains("The section “Section 2” is empty."))
            #expect(page.contains("Civil protection was invited, and nobody from it is here."))
            #expect(page.contains("Nobody is named to sign for Health."))
            let visit = try await world.visit(world.organiser)
            for seat in world.seats[0...1] { try await SpeakerOperations.nameSigner(visit, world.event, seat.id) }
            // A second one for health: the sector has signed when both have.
            try await SpeakerOperations.nameSigner(visit, world.event, world.seats[3].id)
            for seat in world.seats[0...1] {
                try await GuideVersionOperations.signOff(
                    try await world.visit(seat), world.event, version, sector: nil, .signed, note: "")
            }
            #expect(
                try await Self.obstacles(world, version) == ["empty-section", "missing-sector", "unsigned"])
            try await GuideVersionOperations.signOff(
                try await world.visit(world.seats[3]), world.event, version, sector: nil, .signed, note: "")
            #expect(try await Self.obstacles(world, version) == ["empty-section", "missing-sector"])
            // Not without a reason, which stays with the version.
            let path = "/events/\(world.event)/guide/versions/\(version)/finalisation"
            #expect(try await organiser.post(path, ["note": ""]).status == 422)
            #expect(try await organiser.post(path, ["note": "The annex follows in May"]).status == 303)
            let final = try await world.browser(world.member).get("/events/\(world.event)/guide/review")
            #expect(final.contains("The annex follows in May") && final.contains("Oskar Plan"))
            func guide() async throws -> String {
                try await site.database.read {
                    DocumentMarkdown(try GuideReport.of(world.event, in: nil, madeOn: "", $0).document).text
                }
            }
            // In what leaves the room nobody is named who has not agreed to it.
            let unnamed = try await guide()
            #expect(unnamed.contains("Health; Security and law enforcement"))
            #expect(!unnamed.contains("Person ") && unnamed.contains("Oskar Plan"))
            for seat in [world.seats[0], world.seats[1]] {
                try await SpeakerOperations.agreeToNaming(try await world.visit(seat), world.event, true)
            }
            let named = try await guide()
            for words in ["Person 1 for Health; Health;", "Person 2 for Security and law enforcement"] {
                #expect(named.contains(words))
            }
            #expect(!named.contains("Person 4"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who is named to sign is told so on the page of the event, first of all`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .guide)
            let version = try await Self.reviewed(world)
            let (signer, other) = (await world.browser(world.seats[0]), await world.browser(world.seats[1]))
            let told = "You are named to sign the guide for your sector."
            var page = try await signer.get("/e/ZGRB", fragment: true)
            #expect(page.status == 200 && !page.contains(told))
            func state() async throws -> String {
                try await site.database.read { try GuideScreen.state(try Room(world.event, $0), $0) }
            }
            let before = try await state()
            try await SpeakerOperations.nameSigner(
                try await world.visit(world.organiser), world.event, world.seats[0].id)
            // An open page notices.
            let named = try await state()
            #expect(named != before)
            page = try await signer.get("/e/ZGRB", fragment: true)
            #expect(page.contains(told) && page.contains("/guide/review#signing\">"))
            #expect(page.text.components(separatedBy: "primary").count == 2)
            #expect(try await signer.get("/events/\(world.event)/guide/review").contains("id=\"signing\""))
            #expect(try await !other.get("/e/ZGRB").contains(told))
            try await GuideVersionOperations.signOff(
                try await world.visit(world.seats[0]), world.event, version, sector: nil, .signed, note: "")
            #expect(try await state() != named)
            page = try await signer.get("/e/ZGRB")
            #expect(!page.contains(told) && page.contains("You have signed for your sector."))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `nobody signs who is not named or not known`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .guide)
            let version = try await Self.reviewed(world)
            func sign(_ seat: TestSeat) async -> String? {
                await refusedBy {
                    try await GuideVersionOperations.signOff(
                        try await world.visit(seat), world.event, version, sector: nil, .signed, note: "")
                }?.code
            }
            #expect(await sign(world.member) == "not-a-signer")
            try await SpeakerOperations.nameSigner(
                try await world.visit(world.organiser), world.event, world.member.id)
            try await site.database.write { tx in
                try tx.execute("UPDATE participant SET unverified_at = 1 WHERE id = \(world.member.id)")
            }
            #expect(await sign(world.member) == "unverified")
            try await SpeakerOperations.verify(try await world.visit(world.facilitator), world.event, world.member.id)
            #expect(await sign(world.member) == nil)
            #expect(await sign(world.seats[3]) == "not-a-signer")
        }
    }
}
