@testable import App
import Domain
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

/// Invited is not present: every number says which people it counts.
struct PresenceTests {
    /// Adds people who are invited and have not come.
    private static func invite(_ count: Int, to world: World, country: String = "SI") async throws -> [TestSeat] {
        let maker = WorldMaker(environment: world.site.environment)
        return try await world.site.database.write { tx in
            try (0..<count).map {
                try maker.addSeat(
                    tx, world.event, "Late \($0)", country: country, sector: "health", state: "invited")
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `wall, console and API count who came, and who is invited is a number of its own`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .collect)
            _ = try await Self.invite(4, to: world)
            let lead = await world.browser(world.facilitator)
            let console = try await lead.get("/events/\(world.event)/console")
            #expect(console.contains("11 invited, 7 here"))
            #expect(console.contains("of 7 here have answered"))
            #expect(console.contains("Nobody is here yet from SI."))
            #expect(!console.contains("title=\"Slovenia\""))
            try await site.database.write { tx in try tx.execute("UPDATE workshop SET stage = NULL") }
            let wall = try await site.browser().get(
                try #require(try await lead.get("/events/\(world.event)/projector").location))
            #expect(wall.contains("11 invited, 7 here"))
            let welcome = try await lead.get("/events/\(world.event)/console")
            #expect(welcome.contains("of 11 invited are here"))
            let people = try await lead.get("/events/\(world.event)/people")
            #expect(people.contains("13 with a seat, 9 here"), "with those who run the room and look on")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `groups are made of who came; before anybody has, of who is invited`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .groups)
            let late = try await Self.invite(5, to: world)
            let visit = try await world.visit(world.facilitator)
            let plan = try await GroupOperations.propose(visit, world.event, GroupWish(2))
            let members = try await site.database.read { try GroupStore($0).groups(of: plan).flatMap(\.members) }
            #expect(members.count == 7 && !members.contains { person in late.contains { $0.id == person.id } })
            let console = try await world.browser(world.facilitator).get("/events/\(world.event)/console")
            #expect(console.contains("of 7 here in the proposal"))
            #expect(console.contains("5 people are invited and missing."))
            // Who comes later has no group yet.
            try await site.database.write { tx in try Presence.arrive(late[0].id, now: site.clock.now, tx) }
            #expect(try await GroupOperations.placeLatecomers(visit, world.event, plan) == 1)
            try await site.database.write { tx in try tx.execute("UPDATE participant SET state = 'invited'") }
            let early = try await GroupOperations.propose(
                try await world.visit(world.organiser), world.event, GroupWish(2))
            #expect(
                try await site.database.read { try GroupStore($0).groups(of: early).flatMap(\.members).count } == 12)
        }
    }

    @Test
    func `both sides of a fraction come from one set, frozen at the opening`() async throws {
        try await inEveryRoom(people: 6) { room in
            func figures(_ round: Round.ID) async throws -> (answered: Int, could: Int) {
                let voters = try await room.database.read {
                    try RoundVoters(RoundStore($0).round(round, in: room.event), $0)
                }
                return (voters.answered, voters.count)
            }
            func set(_ state: String, _ people: ArraySlice<Visitor>) async throws {
                let ids = people.compactMap { $0.seat?.id }
                try await room.database.write { tx in
                    try tx.execute("UPDATE participant SET state = \(state) WHERE id IN \(in: ids)")
                }
            }
            try await set("invited", room.voters[4...])
            let round = try await room.open(RoundSettings(method: .approval))
            #expect(try await figures(round) == (0, 4))
            for voter in 0..<4 { try await room.cast(voter, round, [0: 1]) }
            // One comes in while it is open: who can answer grows by one.
            let late = try #require(room.voters[4].seat?.id)
            try await room.database.write { tx in try Presence.arrive(late, now: room.clock.now, tx) }
            #expect(try await figures(round) == (4, 5))
            // Who is taken out of the event has answered all the same: never more answers than people.
            try await set("removed", room.voters[0..<2])
            #expect(try await figures(round) == (4, 5))
            try await room.close(round)
            #expect(try await room.record(round).present == 5)
            // After the close it is fixed.
            let last = try #require(room.voters[5].seat?.id)
            try await room.database.write { tx in try Presence.arrive(last, now: room.clock.now, tx) }
            #expect(try await figures(round) == (4, 5))
        }
    }

    @Test
    func `whose sheet is counted has come, and is in both sides`() async throws {
        try await inEveryRoom(people: 4) { room in
            let absent = try #require(room.voters[3].seat?.id)
            try await room.database.write { tx in
                try tx.execute("UPDATE participant SET state = 'invited' WHERE id = \(absent)")
            }
            let round = try await room.open(RoundSettings(method: .approval))
            let paper = try await PaperOperations.enter(
                room.visit(room.facilitator), in: room.event, round, of: absent, room.choices([0: 1]))
            try await PaperOperations.confirm(
                room.visit(room.second), in: room.event, round, paper, preference: nil)
            let (person, voters) = try await room.database.read { reading in
                (
                    try EventStore(reading).participant(absent),
                    try RoundVoters(RoundStore(reading).round(round, in: room.event), reading)
                )
            }
            #expect(person.hasCome)
            #expect(voters.answered == 1 && voters.count == 4)
        }
    }

    @Test
    func `two seats of one person are one voter in an open round`() async throws {
        try await inEveryRoom(people: 3) { room in
            let round = try await room.open(RoundSettings(method: .approval))
            let (kept, gone) = (try #require(room.voters[0].seat?.id), try #require(room.voters[1].seat?.id))
            try await room.database.write { tx in try Presence.join(gone, into: kept, tx) }
            let voters = try await room.database.read {
                try RoundVoters(RoundStore($0).round(round, in: room.event), $0)
            }
            #expect(voters.count == 2 && !voters.all.contains { $0.id == gone })
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the report's headline says who took part, and it names who agreed`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .collect)
            _ = try await Self.invite(4, to: world)
            func report() async throws -> String {
                try await site.database.read { reading in
                    let record = try ReportStore(reading).record(of: world.event)
                    return DocumentMarkdown(
                        WorkshopReport(record: record, options: .init(namesPeople: true, madeOn: "2026-11-30")).document
                    ).text
                }
            }
            var text = try await report()
            #expect(text.contains("7 people took part; 11 were invited."))
            #expect(text.contains("0 of the 7 who took part agreed to be named"))
            #expect(!text.contains("Person 1") && !text.contains("Late 0"))
            let phone = await world.browser(world.member)
            try await phone.post("/events/\(world.event)/naming", ["agrees": "1"])
            text = try await report()
            #expect(text.contains("1 of the 7 who took part agreed") && text.contains("Person 1"))
            #expect(!text.contains("Person 2"))
            #expect(try await phone.get("/e/ZGRB").contains("Reports may name you."))
            try await phone.post("/events/\(world.event)/naming", [:])
            #expect(try await !report().contains("Person 1"))
        }
    }
}
