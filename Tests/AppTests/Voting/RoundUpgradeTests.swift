@testable import App
import TestSupport
import Domain
import Foundation
import Storage
import StorageTestSupport
import Testing
import Web

/// Rounds that an earlier version closed, and its files, come into the form of decision 18.
@Suite struct RoundUpgradeTests {
    private static let id = (1...20).map { "00000000-0000-7000-8000-0000000000\($0 + 10)" }

    /// Twelve ballots with sector and country, some of which say more than the round asked.
    private static func oldRound(_ tx: Transaction) throws {
        try tx.execute("INSERT INTO programme (id, title, summary, created_at) VALUES (\(id[0]), 'P', '', 1)")
        try tx.execute(
            """
            INSERT INTO event (id, programme_id, kind, title, starts_on, ends_on, time_zone, place, link, code, marking, door, projector_generation,
                names_shown, issues_visible, created_at, changed_at)
            VALUES (\(id[1]), \(id[0]), 'workshop', 'E', '2026-11-29', '2026-11-30', 'Europe/Zagreb', '', '', 'ABCD', 'GREEN', 'closed', 1, \(true),
                \(true), 1, 1)
            """)
        try tx.execute(
            "INSERT INTO topic (id, event_id, position, title, question) VALUES (\(id[2]), \(id[1]), 1, 'T', '')")
        for issue in [id[3], id[4]] {
            try tx.execute(
                """
                INSERT INTO issue (id, event_id, topic_id, kind, language, title, explanation, created_at, changed_at)
                VALUES (\(issue), \(id[1]), \(id[2]), 'contributed', 'en', 'I', '', 1, 1)
                """)
        }
        let settings = try RoundSettingsText.encode(RoundSettings(method: .multivote, dots: 3, seats: 1))
        for (number, round) in [id[5], id[6]].enumerated() {
            try tx.execute(
                """
                INSERT INTO round (id, event_id, number, title, method, settings, state, created_at, revealed_at)
                VALUES (\(round), \(id[1]), \(number + 1), 'Which?', 'multivote', \(settings), 'revealed', 1, \(number + 2))
                """)
            for (place, issue) in [id[3], id[4]].enumerated() {
                try tx.execute(
                    """
                    INSERT INTO round_item (round_id, issue_id, position, title, language)
                    VALUES (\(round), \(issue), \(place + 1), \("Issue \(place)"), 'en')
                    """)
            }
            for voter in 0..<12 {
                let sector = voter < 6 ? "health" : "security"
                let choices =
                    voter == 0
                    ? "{\"feasibility\":{\"\(id[3])\":4242424242},\"values\":{\"\(id[3])\":2}}"
                    : "{\"feasibility\":{},\"values\":{\"\(voter < 6 ? id[3] : id[4])\":2}}"
                try tx.execute(
                    """
                    INSERT INTO ballot (id, round_id, voter, sector, country, choices)
                    VALUES (\("\(number)-\(voter)"), \(round), NULL, \(sector), 'HR', \(choices))
                    """)
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `closed rounds of an older database lose sector and country, and keep their readings`(engine: TestEngine)
        async throws
    {
        try await engine.withLocation { location in
            let place = try #require(Migrations.all.firstIndex { $0.id == "0015-counts" })
            let before = try await Database.open(location, migrations: Array(Migrations.all.prefix(place)))
            try await before.write { try Self.oldRound($0) }
            await before.close()
            let database = try await Database.open(location, migrations: Migrations.all)
            try await database.read { reading in
                let columns = try reading.first("SELECT * FROM ballot LIMIT 1")?.columns
                #expect(Set(columns ?? []) == ["id", "round_id", "voter", "choices"])
                let texts = try reading.all("SELECT choices FROM ballot").map { try $0.get("choices", as: String.self) }
                #expect(texts.count == 24 && !texts.contains { $0.contains("4242424242") })
                let event = try #require(Event.ID(Self.id[1]))
                let rounds = try RoundStore(reading).rounds(of: event)
                // The second is on the same issues.
                #expect(rounds.map(\.showsBallots) == [false, true])
                let result = try RoundResult(try #require(rounds.last), reading)
                #expect(result.main.readings.map(\.reading) == [.people, .sectors])
                #expect(result.main.sectorTallies.map(\.scores) == [[Rational(2), .zero], [.zero, Rational(2)]])
            }
            await database.close()
        }
    }

    @Test func `a file of the first version is taken in without sector and country`() async throws {
        try await inEveryRoom { room in
            let round = try await room.open(RoundSettings(method: .approval, seats: 1))
            for voter in 0..<15 { try await room.cast(voter, round, [voter % 3: 1]) }
            try await room.close(round)
            try await room.reveal(round)
            let text = try await room.database.read { try WorkshopFile.export(room.event, $0) }
            var top = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
            var tables = try #require(top["tables"] as? [String: Any])
            let groups = try #require(tables["tally_group"] as? [[String: Any]])
            #expect(groups.count == 4)
            tables["tally_group"] = nil
            tables["tally_count"] = nil
            tables["round"] = (tables["round"] as? [[String: Any]])?.map { $0.filter { $0.key != "shows_ballots" } }
            tables["ballot"] = (tables["ballot"] as? [[String: Any]])?.enumerated().map { index, ballot in
                ballot.merging(["sector": VotingRoom.sectors[index % 3], "country": NSNull()]) { $1 }
            }
            top["tables"] = tables
            top["version"] = 1
            let file = try WorkshopFileReader([UInt8](try JSONSerialization.data(withJSONObject: top)))
            #expect(file.rows["ballot"].count == 15)
            #expect(EventTable.named("ballot")?.columns.map(\.name) == ["id", "round_id", "choices"])
            // Three sectors of five, and countries of nobody.
            #expect(file.rows["tally_group"].count == 4 && !file.rows["tally_count"].isEmpty)
        }
    }
}
