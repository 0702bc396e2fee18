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
}
