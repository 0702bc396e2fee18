@testable import App
import Domain
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

/// Names go when their day is over; what the room decided stays.
struct RetentionTests {
    @Test(arguments: TestEngine.allCases)
    func `two years after an event its people are named no more, and what they decided stays`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .collect)
            let (database, environment) = (site.database, site.environment)
            let before = try await site.count("SELECT COUNT(*) FROM participant WHERE sector IS NOT NULL")
            // The clock of the tests stands at 29 November 2023.
            try await database.write { tx in
                try tx.execute("UPDATE event SET ends_on = '2021-11-29', names_until = NULL WHERE id = \(world.event)")
            }
            try await Retention.run(database, environment)
            #expect(try await site.count("SELECT COUNT(*) FROM participant WHERE name = '—'") == 0)

            site.clock.advance(days: 1)
            try await Retention.run(database, environment)
            let named = try await site.count(
                """
                SELECT COUNT(*) FROM participant WHERE event_id = \(world.event)
                AND (name <> '—' OR organisation <> '' OR link_digest IS NOT NULL OR person_id IS NOT NULL OR account_id IS NOT NULL)
                """)
            #expect(named == 0)
            #expect(try await site.count("SELECT COUNT(*) FROM participant WHERE sector IS NOT NULL") == before)
            #expect(try await site.journal().count { $0 == "event.names-erasure" } >= 1)

            let entries = try await site.journal().count
            try await Retention.run(database, environment)
            #expect(try await site.journal().count == entries)
        }
    }

    @Test
    func `the day is the organiser's choice, from the end of the event to ten years later`() throws {
        func checked(_ until: String) throws -> String {
            var fields = EventFields(
                title: "Workshop", startsOn: "2027-02-27", endsOn: "2028-02-29", timeZone: "UTC", place: "Zagreb")
            fields.namesUntil = until
            return try fields.cleaned.checked().namesUntil
        }
        #expect(try checked("") == "2030-02-28")
        #expect(try checked("2028-02-29") == "2028-02-29")
        for wrong in ["2028-02-28", "2038-03-01", "soon"] {
            let refusal = #expect(throws: Refusal.self) { try checked(wrong) }
            #expect(refusal?.fields["names-until"] != nil, "\(wrong)")
        }
    }
}
