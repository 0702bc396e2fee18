@testable import App
import Domain
import Foundation
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

/// What earlier releases left behind opens with this one, on both engines, and nothing is lost.
@Suite struct UpgradeTests {
    /// A database of that release, upgraded, with how many rows each of its tables had.
    private static func upgraded(
        _ release: OldRelease, _ engine: TestEngine, _ body: (Database, [String: Int]) async throws -> Void
    ) async throws {
        try await engine.withLocation { location in
            let steps = try await release.place(at: location, Migrations.all)
            let before = try await OldRelease.rows(location, Array(Migrations.all.prefix(steps)))
            let start = ContinuousClock.now
            let database = try await Database.open(location, migrations: Migrations.all)
            print(
                "Upgrade of \(release), \(engine), \(before.values.reduce(0, +)) rows: \(ContinuousClock.now - start)")
            do {
                #expect(database.schemaChange?.from == Migrations.all[steps - 1].id)
                #expect(database.schemaChange?.to == Migrations.all.last?.id)
                try await body(database, before)
            } catch {
                await database.close()
                throw error
            }
            await database.close()
        }
    }

    @Test func `a release has left its data here`() {
        #expect(!OldRelease.all.isEmpty)
    }

    @Test(arguments: OldRelease.all, TestEngine.allCases)
    func `an upgrade keeps every row and the journal, and takes sector and country from ballots`(
        release: OldRelease, engine: TestEngine
    ) async throws {
        try await Self.upgraded(release, engine) { database, before in
            for (table, rows) in before.sorted(by: { $0.key < $1.key }) {
                let now = try await database.read {
                    try $0.value(SQL(verbatim: "SELECT COUNT(*) FROM \"\(table)\""), as: Int.self)
                }
                #expect(now == rows, "\(table)")
            }
            for table in ["account", "programme", "issue", "round", "ballot", "guide_comment", "journal"] {
                #expect(before[table, default: 0] > 0, "\(table) of the fixture is empty")
            }
            let journal = try await Journal.verify(database)
            #expect(journal.isSound)
            #expect(Int(journal.checked) == before["journal"])
            try await database.read { reading in
                let columns = try #require(try reading.first("SELECT * FROM ballot LIMIT 1")?.columns)
                #expect(Set(columns) == ["id", "round_id", "voter", "choices"])
                #expect(try reading.value("SELECT COUNT(*) FROM ballot WHERE voter IS NOT NULL", as: Int.self) == 12)
                #expect(try reading.value("SELECT COUNT(*) FROM tally_group", as: Int.self) ?? 0 > 0)
            }
        }
    }

    @Test(arguments: OldRelease.all, TestEngine.allCases)
    func `after an upgrade every page of the workshop answers, and the round that was open is closed and counted`(
        release: OldRelease, engine: TestEngine
    ) async throws {
        try await Self.upgraded(release, engine) { database, _ in
            try await TestSite.on(database) { site in
                let newest = try await site.count("SELECT MAX(time) FROM journal")
                site.clock.advance(seconds: (Int64(newest) - site.clock.now) / 1000 + 60)
                let maker = WorldMaker(environment: site.environment)
                let (event, cookie) = try await database.write { tx in
                    let event = try #require(
                        try tx.value("SELECT id FROM event", as: Event.ID.self).map { try EventStore(tx).event($0) })
                    let account: Account.ID = try #require(
                        try tx.value("SELECT account_id FROM programme_organiser", as: Account.ID.self))
                    return (event, try maker.signIn(tx, account))
                }
                let organiser = site.browser()
                await organiser.setCookie("roundtable_account", cookie)

                let open = try #require(try await database.read { try RoundStore($0).rounds(of: event.id) }.first)
                #expect(open.state == .open)
                let address = "/events/\(event.id)/rounds/\(open.id)"
                #expect(try await organiser.post("\(address)/closure").status == 303)
                #expect(try await organiser.post("\(address)/revelation").status == 303)
                try await database.read { reading in
                    let round = try #require(try RoundStore(reading).rounds(of: event.id).first { $0.id == open.id })
                    let result = try RoundResult(round, reading)
                    #expect(result.main.readings.map(\.reading).contains(.people))
                    let ballots = try reading.value(
                        "SELECT COUNT(*) FROM ballot WHERE round_id = \(open.id) AND voter IS NULL", as: Int.self)
                    #expect(ballots == 12)
                }

                let pages = ["", "/guide", "/guide/review", "/reports", "/console", "/people"].map {
                    "/events/\(event.id)\($0)"
                }
                let crawl = try await Crawl(organiser, from: pages + [address], limit: 150) { link in
                    link.hasPrefix("/events/\(event.id)/")
                        && ![".pdf", ".docx", ".odt", ".png", ".xlsx", "/export", "/projector"].contains {
                            link.contains($0)
                        }
                }
                for stop in crawl.stops {
                    #expect([200, 303].contains(stop.page.status), "\(stop.path), linked at \(stop.from)")
                }
                #expect(crawl.stops.count > 60)
            }
        }
    }

    @Test(arguments: OldRelease.all, TestEngine.allCases)
    func `a workshop file of an earlier release is taken in`(release: OldRelease, engine: TestEngine) async throws {
        let bytes = [UInt8](try release.workshop())
        try await TestSite.with(engine) { site in
            let taken = try await WorkshopFileOperations.take(bytes, site.database, site.environment)
            let counts = Dictionary(uniqueKeysWithValues: taken.counts.map { ($0.table, $0.rows) })
            for table in ["issue", "round", "ballot", "guide_comment"] {
                #expect(counts[table, default: 0] > 0, "\(table)")
            }
            #expect(try await site.count("SELECT COUNT(*) FROM tally_group") > 0)
            #expect(try await Journal.verify(site.database).isSound)
        }
    }
}
