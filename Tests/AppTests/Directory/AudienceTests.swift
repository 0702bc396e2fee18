import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// For whom records are, as it is stored.
struct AudienceTests {
    @Test(arguments: TestEngine.allCases)
    func `an audience is found as it was chosen, and none is the programme's`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(seats: 1)
            let (one, other) = (RecordSubject(.notice, "one"), RecordSubject(.notice, "other"))
            let members: Set<MemberRef> = [.country("KZ"), .country("LV")]
            let found = try await site.database.write { tx in
                let store = AudienceStore(tx)
                var found: [RecordAudience] = [try store.audience(of: one)]
                try AudienceStore.set(.members(members), of: one, tx)
                try AudienceStore.set(.accounts([world.stranger.id]), of: other, tx)
                try AudienceStore.set(.members([]), of: RecordSubject(.need, "one"), tx)
                found.append(try store.audience(of: one))
                let both = try store.audiences(of: .notice, ["one", "other", "third"])
                #expect(both.count == 2 && both["other"] == .accounts([world.stranger.id]))
                try AudienceStore.set(.programme, of: one, tx)
                found.append(try store.audience(of: one))
                return found
            }
            #expect(found == [.programme, .members(members), .programme])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who had a record is known once, and what was taken back says why`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(seats: 1)
            let subject = RecordSubject(.publication, "one")
            let found = try await site.database.write { tx in
                try AudienceStore.noteFetch(subject, by: world.stranger.id, "page", now: 5, tx)
                try AudienceStore.noteFetch(subject, by: world.stranger.id, "page", now: 9, tx)
                try AudienceStore.noteFetch(subject, by: world.stranger.id, "file", now: 7, tx)
                try AudienceStore.noteFetch(subject, by: world.organiser.id, "page", now: 6, tx)
                try AudienceStore.withdraw(subject, "A number was wrong", by: nil, now: 10, tx)
                try AudienceStore.withdraw(subject, "Two numbers were wrong", by: nil, now: 11, tx)
                return (try AudienceStore(tx).fetches(of: subject), try AudienceStore(tx).withdrawal(of: subject))
            }
            #expect(found.0.map(\.name) == ["Stan Ger", "Oskar Plan"] && found.0.map(\.fetchedAt) == [5, 6])
            #expect(found.1?.note == "Two numbers were wrong" && found.1?.at == 11)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who will read it is asked of everybody in the programme`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(seats: 1)
            let readers = try await site.database.read { try ReaderStore($0).readers(of: world.programme, now: 0) }
            #expect(readers.map(\.account.name) == ["Fatima Lead", "Oskar Plan"])
            let green = Readable(marking: "GREEN", programme: world.programme)
            var amber = green
            amber.marking = "AMBER"
            let seen = try await site.database.read { [amber] reading in
                let community = try Community(world.programme, reading, now: 0)
                return [green, amber].map { Readership(of: $0, in: community, now: 0) }
            }
            #expect(seen.map(\.people) == [2, 1] && seen.map(\.without) == [0, 1])
            #expect(seen[0].named == ["Oskar Plan"] && seen[0].others == 1)
        }
    }

    /// Counts the statements that are read through it.
    private final class Counted: Reading {
        private let reading: any Reading
        private(set) var statements = 0

        init(_ reading: any Reading) { self.reading = reading }

        var engine: Engine { reading.engine }

        func all(_ sql: SQL) throws -> [Row] {
            statements += 1
            return try reading.all(sql)
        }

        func first(_ sql: SQL) throws -> Row? {
            statements += 1
            return try reading.first(sql)
        }

        func remember<Value: Sendable>(_ key: String, _ make: () throws -> Value) throws -> Value { try make() }
        func commitNumber() throws -> Int64 { try reading.commitNumber() }
    }

    @Test(arguments: TestEngine.allCases)
    func `who will read it is asked in as many statements of two as of many, and answered as each is told`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let (programme, now) = (network.programme, site.clock.now)
            let accounts = [
                network.croatia, network.latvia, network.austria, network.belgium, network.world.organiser,
                network.world.facilitator, network.world.stranger, network.world.administrator,
            ]
            var expected: [Account.ID: NetworkRoster] = [:]
            for account in accounts {
                let visitor = try await network.visit(account).visitor
                let roster = try await site.database.read { try NetworkRoster.read(visitor, $0, now: now) }
                if roster.isOf(programme) { expected[account.id] = roster }
            }
            let (statements, readers) = try await site.database.read { reading in
                let counted = Counted(reading)
                let readers = try ReaderStore(counted).readers(of: programme, now: now)
                return (counted.statements, readers)
            }
            #expect(statements == 3)
            #expect(readers.map(\.account.name) == readers.map(\.account.name).sorted())
            let found = Dictionary(uniqueKeysWithValues: readers.map { ($0.account.id, $0.roster) })
            #expect(found == expected && found.count == 5)
            let few = try await site.database.read { reading in
                try ReaderStore(reading).readers(
                    of: programme, only: [network.latvia.id, network.world.stranger.id], now: now)
            }
            #expect(few.map(\.account.id) == [network.latvia.id])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an audience is held against those alone whom it names`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let (programme, now) = (network.programme, site.clock.now)
            func fails(_ choice: AudienceChoice) async throws -> Bool {
                try await site.database.read { reading in
                    var check = FieldCheck()
                    try choice.check(SharedMarkings.all, of: programme, reading, now: now, &check)
                    do { try check.finish() } catch { return true }
                    return false
                }
            }
            let good: [RecordAudience] = [
                .programme, .members([.country("HR")]), .accounts([network.latvia.id, network.world.organiser.id]),
            ]
            for audience in good {
                #expect(try await !fails(AudienceChoice(marking: "AMBER", audience: audience)), "\(audience)")
            }
            let bad: [RecordAudience] = [
                .members([]), .members([.country("BE")]), .accounts([]), .accounts([network.belgium.id]),
                .accounts([network.latvia.id, network.world.stranger.id]),
                .accounts(Set((0..<501).map { _ in site.environment.id(Account.ID.self) })),
            ]
            for audience in bad {
                #expect(try await fails(AudienceChoice(marking: "AMBER", audience: audience)))
            }
        }
    }
}
