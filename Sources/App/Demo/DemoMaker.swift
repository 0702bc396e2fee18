import Domain
import Foundation
import Storage
import Synchronization
import Web

/// Makes the demo step by step, in the order in which a real workshop would have come to the same point. Its clock begins two
/// hours ago (for the whole workshop, two days), so that everything lies a little in the past.
struct DemoMaker: Sendable {
    /// The expert whose phone the newcomer holds.
    static let newcomer = "ie-sample"
    /// Whose wording reads best on the screen of a room that works in English.
    private static let language = Language.english

    private let services: Services
    private let clock: DemoClock

    init(_ present: Services, until point: DemoWorld.Point) {
        let hours: Int64 = point.reaches(.guide) ? 52 : 2
        let clock = DemoClock(present.environment.now() - hours * 3_600_000)
        self.clock = clock
        services = present.at(clock)
    }

    /// - Returns: paths.
    func make(until point: DemoWorld.Point) async throws -> DemoWorld.Links {
        let start = try await services.database.write { tx in
            guard try DemoStore(tx).isEmpty() else { throw DemoWorld.NotEmpty() }
            return try begin(tx)
        }
        let facilitator = visit(account: start.facilitator, named: DemoPeople.facilitator)
        try await StageOperations.open(facilitator, start.event, stage: .collect, topic: nil)
        let issues = try await contribute(start)
        if point.reaches(.vote) {
            try await merge(facilitator, start, issues)
            try await prepareRound(facilitator, start)
        }
        if point.reaches(.result) { try await vote(facilitator, start) }
        if point.reaches(.guide) { try await carryOn(facilitator, start) }
        return try await links(start)
    }

    /// Who and what is there before anybody says a word.
    struct Start: Sendable {
        let facilitator: Account.ID
        let programme: Programme.ID
        let event: Event.ID
        let code: String
        let topics: [TopicRecord]
        /// By `DemoPerson.key`.
        let seats: [String: Visitor.Seat]
    }

    private func begin(_ tx: Transaction) throws -> Start {
        let store = DemoStore(tx)
        let organiser = try account(DemoPeople.organiser, store)
        let facilitator = try account(DemoPeople.facilitator, store)
        let work = Work(tx, services.environment, actor: "account:\(organiser)")
        let programme = try ProgrammeOperations.createIn(
            work,
            ProgrammeFields(
                title: "Demo cooperation on preparedness across sectors",
                summary:
                    "An invented cooperation of 13 real countries. Everybody in it, and everything they say, is made up."
            ).cleaned,
            organiser: organiser)
        // Whoever tries the demo may also look behind the stage: name cards, people, topics.
        try ProgrammeStore(tx).insertOrganiser(facilitator, of: programme, tx)
        let event = try EventOperations.createIn(work, in: programme, event().cleaned)
        let record = try EventStore(tx).event(event)
        // 45 voices: the rapporteur is one of the experts, so that the officers add none.
        let people = DemoPeople.experts.enumerated().map { number, person in
            (person, number == 3 ? Role.rapporteur : .participant, Account.ID?.none, String?.none)
        }
        let officers = DemoPeople.officers.filter { $0.role == "facilitator" || $0.role == "observer" }.map { officer in
            let role = Role(rawValue: officer.role) ?? .observer
            return (officer.person, role, role == .facilitator ? facilitator : nil, Optional(officer.email))
        }
        var seats: [String: Visitor.Seat] = [:]
        for (person, role, account, email) in people + officers {
            seats[person.key] = try seat(person, role, account, email, event, work)
        }
        return Start(
            facilitator: facilitator, programme: programme, event: event, code: record.code,
            topics: try EventStore(tx).topics(of: event),
            seats: seats)
    }

    private func account(_ officer: DemoOfficer, _ store: DemoStore) throws -> Account.ID {
        let id: Account.ID = services.environment.id()
        try store.insert(account: id, email: officer.email, name: officer.person.name, at: clock.tick())
        return id
    }

    private func event() -> EventFields {
        let today = Date(timeIntervalSince1970: Double(services.environment.now()) / 1000)
        return EventFields(
            title: "Demo workshop: preparedness across sectors", startsOn: today.isoDay,
            endsOn: today.addingTimeInterval(86_400).isoDay, timeZone: "Europe/Zagreb", place: "Zagreb",
            marking: "GREEN", door: .approval,
            topics: DemoTopics.all.map { TopicFields($0.title, question: $0.question) })
    }

    private func seat(
        _ person: DemoPerson, _ role: Role, _ account: Account.ID?, _ email: String?, _ event: Event.ID, _ work: Work
    ) throws -> Visitor.Seat {
        clock.tick()
        let id = try DirectoryOperations.createPersonIn(
            work,
            PersonFields(
                givenName: person.givenName, familyName: person.familyName, email: email ?? "\(person.key)@example.org",
                country: person.country, sector: person.sector, organisation: person.organisation,
                languages: person.languages,
                expertise: person.expertise),
            knownTo: [try EventStore(work.tx).event(event).programme])
        var fields = ParticipantFields(try PersonStore(work.tx).person(id), role: role)
        fields.account = account
        fields.state = .present
        let participant = try EventOperations.addParticipantIn(work, event, fields)
        // Links are given out when they are wanted: nobody holds this one.
        _ = try JoiningOperations.issueLinkIn(work, event, participant)
        try DemoStore(work.tx).arrive(participant, at: work.now)
        return Visitor.Seat(
            id: participant, event: event, name: person.name, country: person.country, sector: person.sector,
            language: nil,
            role: role, isApproved: true, isPresent: true)
    }

    /// - Returns: the issues by title.
    private func contribute(_ start: Start) async throws -> [String: Issue.ID] {
        var issues: [String: Issue.ID] = [:]
        for issue in DemoIssues.all {
            guard let seat = start.seats[issue.author] else { continue }
            clock.tick()
            let contribution = Contribution(
                topic: start.topics.first { $0.position == issue.topic }?.id, title: issue.title,
                explanation: issue.explanation ?? "", language: issue.language,
                key: services.environment.id(Issue.ID.self).description)
            issues[issue.title] = try await IssueOperations.contribute(visit(seat: seat), start.event, contribution).id
        }
        return issues
    }

    private func merge(_ visit: Visit, _ start: Start, _ issues: [String: Issue.ID]) async throws {
        for (position, merges) in [(2, DemoMerges.topic2), (3, DemoMerges.topic3)] {
            let topic = start.topics.first { $0.position == position }?.id
            try await StageOperations.open(visit, start.event, stage: .merge, topic: topic)
            for merge in merges {
                clock.tick()
                let order = MergeOrder(merge.titles.compactMap { issues[$0] }, title: merge.wording, language: "en")
                _ = try await MergeOperations.join(visit, start.event, order)
            }
        }
    }

    private func prepareRound(_ visit: Visit, _ start: Start) async throws {
        let settings = RoundSettings(method: .multivote, seats: 3, duration: 240)
        _ = try await round(visit, start, topic: 3, "Which of these should we work on first?", settings)
    }

    private func round(_ visit: Visit, _ start: Start, topic position: Int, _ title: String, _ settings: RoundSettings)
        async throws -> Round.ID
    {
        let topic = start.topics.first { $0.position == position }?.id
        try await StageOperations.open(visit, start.event, stage: .vote, topic: topic)
        let items = try await services.database.read { reading in
            try IssueStore(reading).issues(of: start.event).filter { $0.topic == topic }.map(\.id)
        }
        return try await RoundOperations.create(
            visit, in: start.event, RoundDraft(title: title, settings: settings, issues: items))
    }

    /// The prepared round on topic 3, and a rating of topic 2, as the invented experts vote; both are revealed.
    private func vote(_ visit: Visit, _ start: Start) async throws {
        let first = try await services.database.read { try RoundStore($0).rounds(of: start.event).first?.id }
        if let first { try await hold(first, visit, start) }
        let settings = RoundSettings(method: .rating, criteria: [.importance, .feasibility], seats: 3, duration: 480)
        let second = try await round(
            visit, start, topic: 2, "How important is each issue, and could it be done?", settings)
        try await hold(second, visit, start)
    }

    private func hold(_ id: Round.ID, _ visit: Visit, _ start: Start) async throws {
        try await RoundOperations.open(visit, id, in: start.event)
        let (round, items) = try await services.database.read { reading in
            (try RoundStore(reading).round(id, in: start.event), try RoundStore(reading).items(of: id))
        }
        for (key, seat) in start.seats.sorted(by: { $0.key < $1.key }) where seat.role.contributes {
            let choices = DemoBallots.choices(
                of: key, sector: seat.sector ?? "", items: items, settings: round.settings)
            _ = try await BallotOperations.cast(
                self.visit(seat: seat), in: start.event, id, choices, BallotSending(isConfirmed: true))
        }
        clock.tick()
        try await RoundOperations.close(visit, id, in: start.event)
        try await RoundOperations.reveal(visit, id, in: start.event)
    }

    /// From the result to the guide, stage by stage.
    private func carryOn(_ visit: Visit, _ start: Start) async throws {
        let workshop = DemoWorkshop(
            event: start.event, programme: start.programme, seats: start.seats, facilitator: start.facilitator,
            environment: services.environment, tick: { [clock] in clock.tick(seconds: 2) })
        let stages: [(WorkshopStage, @Sendable (Transaction) throws -> Void)] = [
            (.groups, workshop.makeGroups), (.analyse, workshop.analyse), (.envision, workshop.envision),
            (.exchange, workshop.exchange), (.outline, workshop.outline),
            (.guide, { try DemoGuideMaker(workshop: workshop, tx: $0).write() }),
        ]
        for (stage, act) in stages {
            clock.tick(seconds: 3 * 3600)
            try await StageOperations.open(visit, start.event, stage: stage, topic: nil)
            try await services.database.write { tx in try act(tx) }
        }
    }

    private func links(_ start: Start) async throws -> DemoWorld.Links {
        guard let newcomer = start.seats[Self.newcomer] else { throw Refusal.notFound }
        let present = Web.Environment(now: Web.Environment.live.now, random: services.environment.random)
        let signIn = try await AccountOperations.signInLink(
            services.database, environment: present, account: start.facilitator, back: Paths.console(start.event),
            hours: 24)
        return try await services.database.write { [services] tx in
            let store = DemoStore(tx)
            let token = try JoiningOperations.issueLinkIn(Work(tx, services.environment), start.event, newcomer.id)
            let links = DemoWorld.Links(
                facilitator: signIn,
                projector: ProjectorLink.address(of: try EventStore(tx).event(start.event), key: services.key),
                participant: JoiningPaths.link(token))
            try store.set("demo", start.event.description)
            try store.set("demo-facilitator", links.facilitator)
            try store.set("demo-projector", links.projector)
            try store.set("demo-participant", links.participant)
            return links
        }
    }

    private func visit(account: Account.ID, named officer: DemoOfficer) -> Visit {
        let session = Visitor.AccountSession(
            id: account, name: officer.person.name, email: officer.email, language: nil, isAdministrator: false,
            organisesProgrammes: true)
        return visit(Visitor(account: session, seat: nil))
    }

    private func visit(seat: Visitor.Seat) -> Visit { visit(Visitor(account: nil, seat: seat)) }

    private func visit(_ visitor: Visitor) -> Visit {
        Visit(
            inbound: Inbound(method: .post, path: "/"), visitor: visitor, services: services, language: Self.language)
    }
}

/// A clock that goes on only when it is told to, from a moment in the past.
final class DemoClock: Sendable {
    private let time: Mutex<Int64>

    init(_ start: Int64) { time = Mutex(start) }

    var now: @Sendable () -> Int64 { { self.time.withLock { $0 } } }

    /// On to a moment; never back.
    func go(to moment: Int64) { time.withLock { $0 = max($0 + 1000, moment) } }

    /// Half a minute later.
    @discardableResult
    func tick(seconds: Int64 = 30) -> Int64 {
        time.withLock { time in
            time += 1000 * seconds
            return time
        }
    }
}

extension DemoPerson {
    var name: String { "\(givenName) \(familyName)" }
}

extension Date {
    /// `2026-11-20`, in UTC.
    fileprivate var isoDay: String { String(ISO8601DateFormatter().string(from: self).prefix(10)) }
}
