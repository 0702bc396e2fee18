@testable import App
import Domain
import Foundation
import Logging
import Storage
import StorageTestSupport
import Synchronization
import Web

/// A room of invented people before a vote: three sectors, several countries, six issues in one topic.
public struct VotingRoom: Sendable {
    public let app: RoundtableApp
    public let clock: TestClock
    public let event: Event.ID
    public let topic: Topic.ID
    public let issues: [Issue.ID]
    public let facilitator: Visitor
    public let second: Visitor
    public let stranger: Visitor
    public let voters: [Visitor]
    public let observer: Visitor

    public var database: Database { app.services.database }
    public static let code = "7KQ4"

    public final class TestClock: Sendable {
        private let time = Mutex<Int64>(1_764_000_000_000)
        public var now: Int64 { time.withLock { $0 } }
        public func advance(seconds: Double) { time.withLock { $0 += Int64(seconds * 1000) } }
    }

    public static let sectors: [String] = ["health", "security", "civil-protection"]
    public static let countries: [String] = ["HR", "AT", "FR"]

    /// - Parameters:
    ///   - people: voters; sectors and countries go round.
    ///   - sector: of each voter, in place of that.
    public static func make(
        _ database: Database, code: String = VotingRoom.code, people: Int = 15, titles: [String] = VotingRoom.titles,
        sector: @Sendable (Int) -> String = { VotingRoom.sectors[$0 % 3] }
    ) async throws -> VotingRoom {
        let clock = TestClock()
        let environment = Web.Environment(now: { clock.now }, random: Sodium.random)
        let app = try await RoundtableApp(
            database: database, environment: environment, settings: Settings(baseURL: "https://roundtable.test"),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let programme = environment.id(Programme.ID.self), event = environment.id(Event.ID.self),
            topic = environment.id(Topic.ID.self)
        let accounts = (0..<3).map { _ in environment.id(Account.ID.self) }
        let people = (0..<people).map { (environment.id(Participant.ID.self), sector($0), countries[$0 / 3 % 3]) }
        let observer = environment.id(Participant.ID.self)
        let issues = titles.map { _ in environment.id(Issue.ID.self) }
        let now = clock.now
        try await database.write { tx in
            for (index, account) in accounts.enumerated() {
                try tx.execute(
                    "INSERT INTO account (id, email, name, is_administrator, created_at) VALUES (\(account), \("a\(index).\(account)@example.org"), \("Account \(index)"), \(false), \(now))"
                )
            }
            try tx.execute(
                "INSERT INTO programme (id, title, summary, created_at) VALUES (\(programme), 'P', '', \(now))")
            for account in accounts.prefix(2) {
                try tx.execute(
                    "INSERT INTO programme_organiser (programme_id, account_id) VALUES (\(programme), \(account))")
            }
            try tx.execute(
                """
                INSERT INTO event (id, programme_id, kind, title, starts_on, ends_on, time_zone, place, link, code, marking, door,
                    projector_generation, created_at, changed_at)
                VALUES (\(event), \(programme), 'workshop', 'Cross-sector workshop', '2026-11-29', '2026-11-30', 'Europe/Zagreb', 'Zagreb', '',
                    \(code), 'GREEN', 'closed', 1, \(now), \(now))
                """)
            let workshop: EventPart.ID = environment.id()
            try EventPartStore.insert(workshop, in: event, kind: EventWorkshop.kind, now: now, tx)
            try EventPartStore.insertWorkshop(workshop, in: event, namesShown: true, issuesVisible: true, tx)
            try tx.execute("UPDATE workshop SET stage = 'vote', topic_id = \(topic) WHERE id = \(workshop)")
            try tx.execute(
                "INSERT INTO topic (id, event_id, position, title, question) VALUES (\(topic), \(event), 3, 'Cross-sectoral information sharing', '')"
            )
            for (index, person) in people.enumerated() {
                try insert(person.0, event, "Voter \(index)", person.1, person.2, "participant", now, tx)
            }
            try insert(observer, event, "Observer", "health", "HR", "observer", now, tx)
            for (index, issue) in issues.enumerated() {
                try tx.execute(
                    """
                    INSERT INTO issue (id, event_id, topic_id, participant_id, kind, language, title, explanation, country, sector, created_at, changed_at)
                    VALUES (\(issue), \(event), \(topic), \(people[index % people.count].0), 'contributed', 'en', \(titles[index]), '', 'HR', 'health',
                        \(now + Int64(index)), \(now))
                    """)
            }
        }
        func seat(_ id: Participant.ID, _ sector: String, _ country: String, _ role: Role) -> Visitor {
            Visitor(
                account: nil,
                seat: Visitor.Seat(
                    id: id, event: event, name: "", country: country, sector: sector, language: nil, role: role,
                    isApproved: true, isPresent: true))
        }
        func account(_ index: Int) -> Visitor {
            Visitor(
                account: Visitor.AccountSession(
                    id: accounts[index], name: "Account \(index)", email: "", language: nil, isAdministrator: false,
                    organisesProgrammes: index < 2),
                seat: nil)
        }
        return VotingRoom(
            app: app, clock: clock, event: event, topic: topic, issues: issues, facilitator: account(0),
            second: account(1), stranger: account(2),
            voters: people.map { seat($0.0, $0.1, $0.2, .participant) },
            observer: seat(observer, "health", "HR", .observer))
    }

    private static func insert(
        _ id: Participant.ID, _ event: Event.ID, _ name: String, _ sector: String, _ country: String, _ role: String,
        _ now: Int64, _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO participant (id, event_id, name, organisation, country, sector, role, state, created_at)
            VALUES (\(id), \(event), \(name), '', \(country), \(sector), \(role), 'present', \(now))
            """)
    }

    public static let titles: [String] = [
        "No agreed lead before an incident is called deliberate", "Duty contact lists are out of date within months",
        "Health and police read the data-sharing law differently", "Different words for the same alert level",
        "No shared secure channel in the first two hours", "Liaison officers are named but never exercise together",
    ]

    // MARK: What a visitor does

    public func visit(_ visitor: Visitor) -> Visit {
        Visit(
            inbound: Inbound(method: .get, path: "/"), visitor: visitor, services: app.services, language: .english)
    }

    public func prepare(_ settings: RoundSettings, issues: [Issue.ID]? = nil) async throws -> Round.ID {
        var settings = settings
        settings.seats = min(settings.seats, (issues ?? self.issues).count)
        return try await RoundOperations.create(
            visit(facilitator), in: event,
            RoundDraft(title: "Which issues matter most?", settings: settings, issues: issues ?? self.issues))
    }

    public func open(_ settings: RoundSettings, issues: [Issue.ID]? = nil) async throws -> Round.ID {
        let round = try await prepare(settings, issues: issues)
        try await RoundOperations.open(visit(facilitator), round, in: event)
        return round
    }

    @discardableResult
    public func cast(_ voter: Int, _ round: Round.ID, _ values: [Int: Int], feasibility: [Int: Int] = [:]) async throws
        -> BallotReceipt
    {
        try await BallotOperations.cast(
            visit(voters[voter]), in: event, round, choices(values, feasibility), BallotSending(isConfirmed: true))
    }

    /// Choices by the number of the issue, from 0.
    public func choices(_ values: [Int: Int], _ feasibility: [Int: Int] = [:]) -> BallotChoices {
        func named(_ values: [Int: Int]) -> [Issue.ID: Int] {
            Dictionary(uniqueKeysWithValues: values.map { (issues[$0.key], $0.value) })
        }
        return BallotChoices(values: named(values), feasibility: named(feasibility))
    }

    public func close(_ round: Round.ID) async throws {
        try await RoundOperations.close(visit(facilitator), round, in: event)
    }

    public func reveal(_ round: Round.ID) async throws {
        try await RoundOperations.reveal(visit(facilitator), round, in: event)
    }

    public func record(_ round: Round.ID) async throws -> RoundRecord {
        try await database.read { try RoundStore($0).round(round, in: event) }
    }

    public func result(_ round: Round.ID) async throws -> RoundResult {
        let result = try await database.read { reading in
            try ResultCache.shared.result(of: try RoundStore(reading).round(round, in: event), reading)
        }
        guard let result else { throw Refusal.resultSealed }
        return result
    }

    public func count(_ table: SQL, _ round: Round.ID) async throws -> Int {
        try await database.read {
            try $0.value("SELECT COUNT(*) FROM \(table) WHERE round_id = \(round)", as: Int.self) ?? 0
        }
    }
}

/// Runs a room's test on every engine.
public func inEveryRoom(
    people: Int = 15, titles: [String] = VotingRoom.titles,
    sector: @Sendable @escaping (Int) -> String = { VotingRoom.sectors[$0 % 3] },
    _ body: (VotingRoom) async throws -> Void
) async throws {
    try await forEachEngine(Migrations.all) { database in
        try await body(try await VotingRoom.make(database, people: people, titles: titles, sector: sector))
    }
}

/// The code of the refusal that the body ends with; nothing where it succeeds.
public func refusal(_ body: () async throws -> Void) async -> Refusal? {
    do {
        try await body()
        return nil
    } catch let refusal as Refusal {
        return refusal
    } catch {
        return Refusal(.internalServerError, "unexpected", "\(String(describing: error))")
    }
}
