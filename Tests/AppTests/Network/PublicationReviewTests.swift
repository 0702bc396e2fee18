import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// By which somebody of Latvia no longer speaks for it.
private let wordEndings = [
    "UPDATE mandate SET until = '2023-11-01' WHERE holder = 'LV'",
    "UPDATE mandate SET state = 'suspended' WHERE holder = 'LV'",
    "UPDATE account SET disabled_at = 1 WHERE email = 'lars@example.org'",
    "UPDATE member SET until = '2023-11-01' WHERE ref = 'LV'",
    "UPDATE publication_lead SET account_id = (SELECT id FROM account WHERE email = 'sara@example.org') WHERE member = 'LV'",
]

/// What leads let go is what they have read, for the readers to whom they let it go, and said by who speaks for them.
struct PublicationReviewTests {
    @Test(arguments: TestEngine.allCases)
    func `a language that came after the version is not released with it, in no document`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await PublicationWorld(site)
            let id = try await world.plan(.clear)
            let version = try await world.review(id)
            let event = try #require(try await world.record(id).event)
            let sara = try await world.visit(world.sara)
            try await GuideOperations.addLanguage(sara, event, "ru")
            let tree = try #require(try await site.database.read { try GuideStore($0).tree(of: event) })
            for (number, text) in [("1", "Никто этого не читал."), ("2", "И этого тоже.")] {
                let section = try #require(tree.places.first { $0.number == number }?.id)
                try await SectionOperations.setText(sara, event, section, language: "ru", text)
            }
            try await world.release(id, version)
            #expect(try await world.record(id).languages == ["en"])
            let (languages, document) = try await site.database.read { reading in
                let store = PublicationStore(reading)
                return (
                    try store.languages(of: id, number: 1), try store.document(of: id, number: 1, in: "en")
                )
            }
            #expect(languages == ["en"])
            // Section 2 has no text in English: a later one in another language does not stand in its place.
            #expect(document?.sections.map(\.title) == ["Why this report"])
            #expect(document?.languages == ["en"])
            let guest = site.browser()
            for path in ["/publications/\(id)?language=ru", "/publications/\(id)/files/publication.md?language=ru"] {
                let page = try await guest.get(path)
                #expect(page.contains("springs") && !page.contains("Никто") && !page.contains("И этого"), "\(path)")
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a language of the version is released as it stood, whatever was written in it since`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await PublicationWorld(site)
            let id = try await world.plan()
            let sara = try await world.visit(world.sara)
            let event = try await PublicationRoom.open(sara, id)
            try await GuideOperations.addLanguage(sara, event, "fr")
            let tree = try #require(try await site.database.read { try GuideStore($0).tree(of: event) })
            let section = try #require(tree.places.first { $0.number == "1" }?.id)
            try await SectionOperations.setText(sara, event, section, language: "fr", "Deux services.")
            let version = try await world.review(id)
            try await SectionOperations.setText(sara, event, section, language: "fr", "Trois services.")
            try await world.release(id, version)
            let document = try await site.database.read {
                try PublicationStore($0).document(of: id, number: 1, in: "fr")
            }
            #expect(document?.sections.map(\.markdown) == ["Deux services."])
        }
    }

    // MARK: For whom

    private func plan(_ record: PublicationRecord, _ change: (inout PublicationPlan) -> Void) -> PublicationPlan {
        var plan = PublicationPlan()
        (plan.title, plan.marking, plan.languages) = (record.title, record.marking, record.languages)
        change(&plan)
        return plan
    }

    @Test(arguments: TestEngine.allCases)
    func `with other readers a version in review goes back to writing, and what a lead has said of it counts no more`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PublicationWorld(site)
            let changes: [(String, @Sendable (Publication.ID, PublicationRecord, Visit) async throws -> Void)] = [
                (
                    "audience",
                    { id, record, visit in
                        let plan = plan(record) { $0.audience = .members([PublicationWorld.spain]) }
                        try await PublicationOperations.change(visit, id, plan)
                    }
                ),
                (
                    "marking",
                    { id, record, visit in
                        try await PublicationOperations.change(visit, id, plan(record) { $0.marking = "GREEN" })
                    }
                ),
                (
                    "lead",
                    { id, _, visit in
                        try await PublicationOperations.setLead(
                            visit, id, PublicationLead(member: PublicationWorld.spain, account: nil))
                    }
                ),
            ]
            for (name, change) in changes {
                let id = try await world.plan(.amberStrict, title: "Of two, by \(name)")
                let version = try await world.review(id)
                try await PublicationReleasing.release(
                    try await world.visit(world.lars), id, for: PublicationWorld.latvia, version)
                let sara = try await world.visit(world.sara)
                try await change(id, try await world.record(id), sara)
                #expect(try await world.record(id).state == .drafting, "\(name)")
                await expectRefusal(.reviewMovedOn) {
                    try await PublicationReleasing.release(sara, id, for: PublicationWorld.slovenia, version)
                }
                let next = try await world.review(id, saying: "Read again, \(name).")
                let isReleased = try await PublicationReleasing.release(
                    sara, id, for: PublicationWorld.slovenia, next)
                #expect(!isReleased, "\(name): Latvia has not said it of these readers")
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who changes nothing of whom it is for leaves the words of the leads`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PublicationWorld(site)
            let id = try await world.plan(.amberStrict)
            let version = try await world.review(id)
            try await PublicationReleasing.release(
                try await world.visit(world.lars), id, for: PublicationWorld.latvia, version)
            let sara = try await world.visit(world.sara)
            let record = try await world.record(id)
            try await PublicationOperations.change(sara, id, plan(record) { $0.due = "2024-02-01" })
            #expect(try await PublicationReleasing.release(sara, id, for: PublicationWorld.slovenia, version))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what is released is called as its leads have read it, and no lead alone calls it otherwise`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PublicationWorld(site)
            let id = try await world.plan(.clear)
            let sara = try await world.visit(world.sara)
            let event = try await PublicationRoom.open(sara, id)
            let drafted = plan(try await world.record(id)) { $0.title = "Springs of two countries" }
            try await PublicationOperations.change(sara, id, drafted)
            let guide = try await site.database.read { try GuideStore($0).guide(of: event) }
            #expect(guide?.title == "Springs of two countries", "its text is called as it is planned")
            let version = try await world.review(id)
            let renamed = plan(try await world.record(id)) { $0.title = "Nobody guards anything" }
            try await PublicationOperations.change(sara, id, renamed)
            try await world.release(id, version)
            #expect(try await world.record(id).title == "Springs of two countries")
            await expectRefusal(.releasedCloser) { try await PublicationOperations.change(sara, id, renamed) }
            try await PublicationOperations.change(sara, id, drafted)
            let board = try await world.world.browser(world.elena).get("/programmes/\(world.programme)/publications")
            #expect(board.contains("Springs of two countries") && !board.contains("Nobody guards"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what is released gets no further reader by one lead, as a member or by name`(engine: TestEngine) async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await PublicationWorld(site)
            let id = try await world.plan(.amberStrict)
            try await world.release(id, try await world.review(id))
            let sara = try await world.visit(world.sara)
            await expectRefusal(.releasedCloser) {
                try await PublicationOperations.setLead(
                    sara, id, PublicationLead(member: PublicationWorld.spain, account: nil))
            }
            await expectRefusal(.releasedCloser) {
                try await PublicationRoom.addWriter(sara, id, email: "elena@example.org", writes: false)
            }
            #expect(try await world.world.browser(world.elena).get("/publications/\(id)").status == 404)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an organiser who acts for none of its members marks it closer, and opens it to nobody`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await PublicationWorld(site)
            let id = try await world.plan(.amberStrict)
            let organiser = try await world.visit(world.world.organiser)
            let (wider, named) = (
                plan(try await world.record(id)) { $0.marking = "GREEN" },
                plan(try await world.record(id)) { $0.audience = .members([PublicationWorld.spain]) }
            )
            for plan in [wider, named] {
                await expectRefusal(.leadsSayForWhom) {
                    try await PublicationOperations.change(organiser, id, plan)
                }
            }
            let dated = plan(try await world.record(id)) { $0.due = "2024-02-01" }
            try await PublicationOperations.change(organiser, id, dated)
            #expect(try await world.record(id).marking == "AMBER+STRICT")
        }
    }

    // MARK: Who says it

    @Test(arguments: TestEngine.allCases, wordEndings)
    func `a word counts as long as whoever said it speaks for the member`(engine: TestEngine, ending: String)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await PublicationWorld(site)
            let id = try await world.plan()
            let version = try await world.review(id)
            try await PublicationReleasing.release(
                try await world.visit(world.lars), id, for: PublicationWorld.latvia, version)
            let sara = await world.world.browser(world.sara)
            #expect(try await sara.get("/publications/\(id)").contains("released by Lars"))
            try await site.database.write { try $0.execute(SQL(verbatim: ending)) }
            #expect(!(try await sara.get("/publications/\(id)")).contains("released by Lars"))
            let isReleased = try await PublicationReleasing.release(
                try await world.visit(world.sara), id, for: PublicationWorld.slovenia, version)
            #expect(!isReleased)
            #expect(try await world.record(id).state == .review)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `whoever speaks for a member after somebody else says its word anew`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PublicationWorld(site)
            let id = try await world.plan()
            let version = try await world.review(id)
            try await PublicationReleasing.release(
                try await world.visit(world.lars), id, for: PublicationWorld.latvia, version)
            try await site.database.write {
                try $0.execute("UPDATE mandate SET until = '2023-11-01' WHERE holder = 'LV'")
            }
            let liga = try await world.speaker("Liga", "LV", since: "2023-11-02")
            try await PublicationReleasing.release(
                try await world.visit(world.sara), id, for: PublicationWorld.slovenia, version)
            let isReleased = try await PublicationReleasing.release(
                try await world.visit(liga), id, for: PublicationWorld.latvia, version)
            let words = try await site.database.read { try PublicationStore($0).words(of: id, number: 1) }
            #expect(isReleased && Set(words.map(\.account)) == [world.sara.id, liga.id])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a word that was set aside while a mandate was suspended counts again after it`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await PublicationWorld(site)
            let id = try await world.plan()
            let version = try await world.review(id)
            func set(_ state: String) async throws {
                try await site.database.write {
                    try $0.execute("UPDATE mandate SET state = \(state) WHERE holder = 'LV'")
                }
            }
            try await PublicationReleasing.release(
                try await world.visit(world.lars), id, for: PublicationWorld.latvia, version)
            try await set("suspended")
            try await PublicationReleasing.release(
                try await world.visit(world.sara), id, for: PublicationWorld.slovenia, version)
            #expect(try await world.record(id).state == .review)
            try await set("active")
            let page = try await world.world.browser(world.sara).get("/publications/\(id)")
            #expect(page.contains("action=\"/publications/\(id)/release\""), "somebody can still release it")
            #expect(
                try await PublicationReleasing.release(
                    try await world.visit(world.sara), id, for: PublicationWorld.slovenia, version))
        }
    }
}
