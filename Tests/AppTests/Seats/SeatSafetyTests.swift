@testable import App
import Domain
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

/// What joining two seats must not give away: rights, links that were ended, sessions of somebody else.
struct SeatSafetyTests {
    private func join(_ world: World, _ account: TestAccount, kept: Participant.ID, joined: Participant.ID) async throws
        -> SeatJoining.ID
    {
        try await SeatJoiningOperations.join(
            try await world.visit(account), world.event, kept: kept, joined: joined)
    }

    @Test(arguments: TestEngine.allCases)
    func `a seat that is joined into an organiser's has no rights of theirs`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .collect)
            let (event, organiser, maker) = (world.event, world.organiser, WorldMaker(environment: site.environment))
            let kept = try await site.database.write { tx in
                try maker.addAccountSeat(tx, event, organiser, .organiser)
                try tx.execute(
                    "UPDATE participant SET state = 'invited' WHERE event_id = \(event) AND account_id = \(organiser.id)"
                )
                let row = try tx.first(
                    "SELECT id FROM participant WHERE event_id = \(event) AND account_id = \(organiser.id)")
                return try #require(row).get("id", as: Participant.ID.self)
            }
            let own = world.seats[1]
            _ = try await join(world, world.facilitator, kept: kept, joined: own.id)
            #expect(try await world.browser(own).get("/events/\(event)/settings").status != 200)
            #expect(try await world.api(own).send(.get, "/api/v1/me").status == 401)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who is known to be of one country is not known of another that was chosen at the door`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .collect)
            let (event, maker) = (world.event, WorldMaker(environment: site.environment))
            for (chosen, isKnown) in [("BE", false), ("HR", true)] {
                let (kept, joined) = try await site.database.write { tx in
                    let kept = try maker.addSeat(tx, event, "Walk In", country: chosen, sector: "health")
                    try tx.execute("UPDATE participant SET unverified_at = 1 WHERE id = \(kept.id)")
                    return (kept, try maker.addSeat(tx, event, "Walk Inn", country: "HR", sector: "health"))
                }
                _ = try await join(world, world.organiser, kept: kept.id, joined: joined.id)
                let seat = try await site.database.read { try EventStore($0).participant(kept.id) }
                #expect((seat.unverifiedAt == nil) == isKnown, "\(chosen)")
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `ending a link ends those of the seats that were joined`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .collect)
            let (kept, joined) = (world.seats[0], world.seats[1])
            let id = try await join(world, world.organiser, kept: kept.id, joined: joined.id)
            #expect(try await site.browser().open("/i/\(joined.link)").location == "/e/ZGRB")
            try await JoiningOperations.revokeLink(try await world.visit(world.organiser), world.event, kept.id)
            #expect(try await site.browser().open("/i/\(joined.link)").status == 410)
            // Nor does it come back with the seat.
            try await SeatJoiningOperations.part(try await world.visit(world.organiser), world.event, id)
            #expect(try await site.browser().open("/i/\(joined.link)").status == 410)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who came by the joined seat's link is not in the kept one after parting`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .collect)
            let (kept, joined) = (world.seats[0], world.seats[1])
            let id = try await join(world, world.organiser, kept: kept.id, joined: joined.id)
            site.clock.advance(seconds: 5)
            let browser = site.browser()
            try await browser.open("/i/\(joined.link)")
            #expect(try await browser.get("/e/ZGRB").contains(kept.name))
            try await SeatJoiningOperations.part(try await world.visit(world.organiser), world.event, id)
            #expect(try await !browser.get("/e/ZGRB").contains(kept.name))
        }
    }

    @Test func `a merged cell counts for each row that it fills`() throws {
        let text = String(repeating: "a", count: 30_000)
        var sheet = FileTable(
            lines: [FileTable.Line(number: 1, cells: ["Name", "Organisation"])]
                + (2...300).map { FileTable.Line(number: $0, cells: ["Ana Primjer", $0 == 2 ? text : ""]) })
        sheet.columns = [0, 1]
        sheet.merges = [MergedCells(rows: 2...300, columns: 1...1)]
        let reader = ImportReader(
            shape: ImportColumn.shape(isForEvent: false), vocabulary: NoWords())
        #expect(throws: Refusal.self) { try reader.read(sheet, ImportAnswers()) }
    }

    private struct NoWords: ImportVocabulary {
        func code(_ field: String, _ spelling: String) -> String? { nil }
        func options(_ field: String) -> [(value: String, label: Message)] { [] }
    }
}
