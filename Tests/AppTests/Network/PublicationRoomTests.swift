import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// By which somebody of Latvia has no part in a text any more.
private let placeEndings = [
    "UPDATE mandate SET until = '2023-11-01' WHERE holder = 'LV'",
    "UPDATE mandate SET state = 'suspended' WHERE holder = 'LV'",
    "UPDATE member SET until = '2023-11-01' WHERE ref = 'LV'",
]

/// Who is in a writing room, for how long, and what it opens to them.
struct PublicationRoomTests {
    /// A RED text that somebody of Latvia has written on, and pages on which it can be met.
    private func red(_ world: PublicationWorld) async throws -> (id: Publication.ID, paths: [String]) {
        let id = try await world.plan(.red, title: "Weak locks at Ljubljana")
        let event = try await PublicationRoom.open(try await world.visit(world.sara), id)
        try await world.write(event, "The northern gate is open at night.")
        return (
            id,
            [
                "/publications/\(id)", "/events/\(event)/guide", "/events/\(event)/guide/edit", "/events/\(event)",
                "/search?q=northern", "/today", "/calendar",
            ]
        )
    }

    private func expectClosed(_ account: TestAccount, _ paths: [String], _ world: PublicationWorld) async throws {
        let browser = await world.world.browser(account)
        for path in paths {
            let page = try await browser.get(path)
            #expect(!page.contains("Weak locks") && !page.contains("northern gate"), "\(account.name) at \(path)")
        }
        for path in paths.prefix(3) { #expect(try await browser.get(path).status == 404, "\(path)") }
    }

    @Test(arguments: TestEngine.allCases, placeEndings)
    func `whose mandate or membership has ended finds the writing room closed, and what it knew`(
        engine: TestEngine, ending: String
    ) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PublicationWorld(site)
            let (id, paths) = try await red(world)
            let event = try #require(try await world.record(id).event)
            let lars = await world.world.browser(world.lars)
            for path in paths.prefix(3) { #expect(try await lars.get(path).status == 200, "\(path)") }
            try await site.database.write { try $0.execute(SQL(verbatim: ending)) }
            try await expectClosed(world.lars, paths, world)
            let tree = try #require(try await site.database.read { try GuideStore($0).tree(of: event) })
            let section = try #require(tree.places.first?.id)
            await #expect(throws: Refusal.self) {
                try await SectionOperations.setText(
                    try await world.visit(world.lars), event, section, language: "en", "Written after the end.")
            }
            await #expect(throws: Refusal.self) {
                _ = try await PublicationRoom.enter(try await world.visit(world.lars), id)
            }
            let sara = await world.world.browser(world.sara)
            let page = try await sara.get("/publications/\(id)")
            #expect(page.contains("Sara Speaks") && !page.contains("Lars Speaks"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `with a member that is taken from the leads its people leave the room`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PublicationWorld(site)
            let (id, paths) = try await red(world)
            try await PublicationOperations.removeLead(try await world.visit(world.sara), id, PublicationWorld.latvia)
            try await expectClosed(world.lars, paths, world)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `where another person is named for a member the one before leaves the room`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PublicationWorld(site)
            let (id, paths) = try await red(world)
            try await site.database.write {
                try $0.execute("UPDATE mandate SET until = '2023-11-01' WHERE holder = 'LV'")
            }
            let liga = try await world.speaker("Liga", "LV", since: "2023-11-02")
            try await PublicationOperations.setLead(
                try await world.visit(world.sara), id,
                PublicationLead(member: PublicationWorld.latvia, account: liga.id)
            )
            try await expectClosed(world.lars, paths, world)
            let browser = await world.world.browser(liga)
            for path in paths.prefix(3) { #expect(try await browser.get(path).status == 200, "\(path)") }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `whoever is let in by name stays until somebody lets them out, and is let in to the text alone`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PublicationWorld(site)
            let (id, paths) = try await red(world)
            let (sara, stranger) = (try await world.visit(world.sara), world.world.stranger)
            try await PublicationRoom.addWriter(sara, id, email: stranger.email, writes: true)
            let browser = await world.world.browser(stranger)
            for path in paths.prefix(3) { #expect(try await browser.get(path).status == 200, "\(path)") }
            let programme = "/programmes/\(world.programme)"
            for path in [programme, "\(programme)/members", "\(programme)/publications", "\(programme)/people"] {
                #expect(try await browser.get(path).status == 404, "\(path)")
            }
            let room = try #require(try await world.record(id).event)
            #expect(try await browser.get("/search?q=locks").contains("/publications/\(id)"))
            let desk = try await world.world.browser(world.sara).get("/publications/\(id)")
            #expect(desk.contains("In any case, since they write it") && desk.contains(stranger.name))
            for path in ["/events/\(room)/practices", "/events/\(room)/cases"] {
                #expect(try await browser.get(path).status == 404, "\(path)")
            }
            let other = try await world.plan(.green, title: "For everybody in the programme")
            #expect(try await browser.get("/publications/\(other)").status == 404)
            let visit = try await world.visit(stranger)
            let roster = try await site.database.read { try NetworkRoster.read(visit.visitor, $0, now: visit.now) }
            #expect(!roster.isOf(world.programme))
            let seat = try await site.database.read { reading in
                try EventStore(reading).participants(of: room).first { $0.account == stranger.id }?.id
            }
            try await PublicationRoom.removeWriter(sara, id, try #require(seat))
            try await expectClosed(stranger, paths, world)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `nobody who has left speaks for a member when the room is opened`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PublicationWorld(site)
            let id = try await world.plan()
            try await site.database.write {
                try $0.execute("UPDATE member SET until = '2023-11-01' WHERE ref = 'LV'")
            }
            let event = try await PublicationRoom.open(try await world.visit(world.sara), id)
            let seated = try await site.database.read { try EventStore($0).participants(of: event).map(\.account) }
            #expect(seated == [world.sara.id])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who tries addresses to learn which are known here is stopped, and who lets people in is not`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PublicationWorld(site)
            let id = try await world.plan()
            let sara = try await world.visit(world.sara)
            _ = try await PublicationRoom.open(sara, id)
            for _ in 0..<30 {
                try await PublicationRoom.addWriter(sara, id, email: world.elena.email, writes: false)
            }
            for number in 0..<20 {
                await expectRefusal(.invalid([:])) {
                    try await PublicationRoom.addWriter(sara, id, email: "nobody\(number)@example.org", writes: true)
                }
            }
            await expectRefusal(.tooManyRequests(seconds: 1)) {
                try await PublicationRoom.addWriter(sara, id, email: world.elena.email, writes: false)
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the organiser of a programme lets nobody into a writing room by way of an event's people`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PublicationWorld(site)
            let id = try await world.plan()
            let event = try await PublicationRoom.open(try await world.visit(world.sara), id)
            let organiser = try await world.visit(world.world.organiser)
            let stranger = world.world.stranger
            await expectRefusal(.notAMeeting) {
                _ = try await EventOperations.invite(organiser, event, email: stranger.email, role: .rapporteur)
            }
            await expectRefusal(.notAMeeting) {
                _ = try await EventOperations.addParticipant(
                    organiser, event, ParticipantFields(name: "Somebody", role: .rapporteur, account: stranger.id))
            }
            let browser = await world.world.browser(stranger)
            #expect(try await browser.get("/events/\(event)/guide").status == 404)
        }
    }
}
