import Domain
import Foundation
import Storage
import Web

/// The demo workshop, put into an empty database: five topics, 45 invented experts of 13 delegations with what they have
/// contributed, and the links of the three screens. Tests and the browser journeys use the same world.
public enum DemoWorld {
    /// How far the workshop has come.
    public enum Point: String, CaseIterable, Sendable {
        /// Collecting is open on all topics.
        case collect
        /// Topics 2 and 3 are merged, and a multivote round on topic 3 is ready to be opened.
        case vote
    }

    /// Whole addresses, which are as good as a password.
    public struct Links: Sendable {
        public let facilitator: String
        public let projector: String
        public let participant: String
    }

    /// Why the demo was not made.
    public struct NotEmpty: Error, CustomStringConvertible {
        public var description: String {
            "This database already holds an account or an event, so nothing was added: the demo needs an empty one."
        }
    }

    /// Makes the world in one transaction.
    /// - Throws: ``NotEmpty``, where nothing is changed.
    public static func fill(_ services: Services, until point: Point) async throws -> Links {
        let maker = DemoMaker(services)
        let links = try await services.database.write { tx in
            guard try DemoStore(tx).isEmpty() else { throw NotEmpty() }
            return try maker.make(point, tx)
        }
        return links
    }

    /// Whether this database was filled by ``fill(_:until:)``.
    public static func isDemo(_ database: Database) async throws -> Bool { try await links(database) != nil }

    /// The links as they were printed, for the first page of a demo that only this machine can reach.
    static func links(_ database: Database) async throws -> Links? {
        try await database.read { reading in
            let settings = try DemoStore.settings(reading)
            guard let facilitator = settings["demo-facilitator"], let projector = settings["demo-projector"],
                let participant = settings["demo-participant"]
            else { return nil }
            return Links(facilitator: facilitator, projector: projector, participant: participant)
        }
    }
}

/// The people of the demo, by `DemoPerson.key`.
struct DemoSeat: Sendable {
    let participant: Participant.ID
    let person: DemoPerson
}

/// Makes the world step by step; every moment lies a little before now, in the order in which it would have happened.
struct DemoMaker: Sendable {
    private let services: Services
    /// All of the demo happened since this moment: two hours before now.
    private let start: Int64

    init(_ services: Services) {
        self.services = services
        start = services.environment.now() - 2 * 3_600_000
    }

    private var environment: Web.Environment { services.environment }

    func make(_ point: DemoWorld.Point, _ tx: Transaction) throws -> DemoWorld.Links {
        let store = DemoStore(tx)
        let organiser = try account(DemoPeople.organiser, store)
        let facilitator = try account(DemoPeople.facilitator, store)
        let event = try self.event(organiser: organiser, store)
        let topics = try DemoTopics.all.map { topic in
            let id: Topic.ID = environment.id()
            try store.insert(topic: id, event: event, position: topic.number, title: topic.title, question: topic.question)
            return id
        }
        let seats = try people(event, facilitator: facilitator, store)
        let issues = try self.issues(event, topics, seats, store)
        if point == .vote { try vote(event, topics, issues, store) }
        return try links(event, facilitator: facilitator, newcomer: seats[DemoMaker.newcomer], store)
    }

    /// The expert whose phone the newcomer holds.
    static let newcomer = "ie-sample"

    private func account(_ officer: DemoOfficer, _ store: DemoStore) throws -> Account.ID {
        let id: Account.ID = environment.id()
        let name = "\(officer.person.givenName) \(officer.person.familyName)"
        try store.insert(account: id, email: officer.email, name: name, at: start)
        return id
    }

    private func event(organiser: Account.ID, _ store: DemoStore) throws -> Event.ID {
        let programme: Programme.ID = environment.id()
        try store.insert(
            programme: programme, title: "Demo cooperation on preparedness across sectors",
            summary: "An invented cooperation of 13 real countries. Everybody in it, and everything they say, is made up.",
            organiser: organiser, at: start)
        let event: Event.ID = environment.id()
        let today = Date(timeIntervalSince1970: Double(environment.now()) / 1000)
        try store.insert(
            event: event, programme: programme, title: "Demo workshop: preparedness across sectors",
            from: today.isoDay, to: today.addingTimeInterval(86_400).isoDay, code: Secret.code(6, random: environment.random), at: start)
        try store.record(
            at: start, actor: "account:\(organiser)", event: event, subject: "event:\(event)", kind: "event.creation")
        return event
    }

    private func people(_ event: Event.ID, facilitator: Account.ID, _ store: DemoStore) throws -> [String: DemoSeat] {
        var organisations: [String: Organisation.ID] = [:]
        var seats: [String: DemoSeat] = [:]
        let voters = DemoPeople.experts.map { ($0, "participant", Account.ID?.none) }
        let officers = DemoPeople.officers.filter { $0.role != "organiser" }.map { officer in
            (officer.person, officer.role, officer.role == "facilitator" ? facilitator : nil)
        }
        for (index, (person, role, account)) in (voters + officers).enumerated() {
            let organisation = try organisations[person.organisation] ?? organisation(of: person, store)
            organisations[person.organisation] = organisation
            let id: Person.ID = environment.id()
            try store.insert(person: id, person, organisation: organisation, at: start)
            let participant: Participant.ID = environment.id()
            // Personal links of the others are made when they are wanted: nobody holds these.
            let link = Secret.digest(Secret.token(random: environment.random))
            try store.insert(
                participant: participant, event: event, account: account, person: id, person, role: role, linkDigest: link,
                at: start + Int64(index) * 20_000)
            seats[person.key] = DemoSeat(participant: participant, person: person)
        }
        return seats
    }

    private func organisation(of person: DemoPerson, _ store: DemoStore) throws -> Organisation.ID {
        let id: Organisation.ID = environment.id()
        try store.insert(
            organisation: id, name: person.organisation, country: person.country, sector: person.sector, at: start)
        return id
    }

    /// - Returns: by title.
    private func issues(
        _ event: Event.ID, _ topics: [Topic.ID], _ seats: [String: DemoSeat], _ store: DemoStore
    ) throws -> [String: Issue.ID] {
        var ids: [String: Issue.ID] = [:]
        for (index, issue) in DemoIssues.all.enumerated() {
            guard let seat = seats[issue.author], topics.indices.contains(issue.topic - 1) else { continue }
            let id: Issue.ID = environment.id()
            let time = start + 1_800_000 + Int64(index) * 40_000
            try store.insert(issue: id, event: event, topic: topics[issue.topic - 1], issue, by: seat, at: time)
            try store.record(
                at: time, actor: "participant:\(seat.participant)", event: event, subject: "issue:\(id)", kind: "issue.contribution")
            ids[issue.title] = id
        }
        return ids
    }

    private func vote(
        _ event: Event.ID, _ topics: [Topic.ID], _ issues: [String: Issue.ID], _ store: DemoStore
    ) throws {
        fatalError("TODO merges and round \(topics.count) \(issues.count) \(event)")
    }

    private func links(
        _ event: Event.ID, facilitator: Account.ID, newcomer: DemoSeat?, _ store: DemoStore
    ) throws -> DemoWorld.Links {
        guard let newcomer else { throw Refusal.notFound }
        let link = Secret.token(random: environment.random)
        try store.setLink(of: newcomer.participant, digest: Secret.digest(link))
        let links = DemoWorld.Links(
            facilitator: "TODO", projector: "TODO", participant: "\(services.settings.baseURL)/i/\(link)")
        try store.set("demo", "1")
        try store.set("demo-facilitator", links.facilitator)
        try store.set("demo-projector", links.projector)
        try store.set("demo-participant", links.participant)
        return links
    }
}

extension Date {
    /// `2026-11-20`, in UTC.
    fileprivate var isoDay: String { String(ISO8601DateFormatter().string(from: self).prefix(10)) }
}
