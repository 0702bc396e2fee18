import Domain
import Storage
import Web

/// The rows of the demo. It writes them itself where the features' own operations would need a person who asks.
struct DemoStore {
    private let tx: Transaction

    init(_ tx: Transaction) { self.tx = tx }

    /// Whether nobody and nothing is here yet.
    func isEmpty() throws -> Bool {
        let rows = try tx.value(
            "SELECT (SELECT COUNT(*) FROM account) + (SELECT COUNT(*) FROM programme) + (SELECT COUNT(*) FROM person)", as: Int.self)
        return rows == 0
    }

    static func settings(_ reading: any Reading) throws -> [String: String] {
        let rows = try reading.all("SELECT name, value FROM setting WHERE name LIKE 'demo%'")
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0.get("name"), try $0.get("value")) })
    }

    func set(_ name: String, _ value: String) throws {
        try tx.execute("INSERT INTO setting (name, value) VALUES (\(name), \(value))")
    }

    func insert(account: Account.ID, email: String, name: String, at time: Int64) throws {
        try tx.execute(
            """
            INSERT INTO account (id, email, name, is_administrator, created_at)
            VALUES (\(account), \(email), \(name), \(false), \(time))
            """)
    }

    func insert(programme: Programme.ID, title: String, summary: String, organiser: Account.ID, at time: Int64) throws {
        try tx.execute(
            "INSERT INTO programme (id, title, summary, created_at) VALUES (\(programme), \(title), \(summary), \(time))")
        try tx.execute("INSERT INTO programme_organiser (programme_id, account_id) VALUES (\(programme), \(organiser))")
    }

    func insert(
        event: Event.ID, programme: Programme.ID, title: String, from: String, to: String, code: String, at time: Int64
    ) throws {
        try tx.execute(
            """
            INSERT INTO event (
                id, programme_id, kind, title, starts_on, ends_on, time_zone, place, link, code, marking, door,
                projector_generation, stage, names_shown, issues_visible, created_at, changed_at)
            VALUES (
                \(event), \(programme), 'workshop', \(title), \(from), \(to), 'Europe/Zagreb', 'Zagreb', '', \(code), 'TLP:GREEN',
                \(Door.approval), 1, \(WorkshopStage.collect), \(true), \(true), \(time), \(time))
            """)
    }

    func insert(topic: Topic.ID, event: Event.ID, position: Int, title: String, question: String) throws {
        try tx.execute(
            """
            INSERT INTO topic (id, event_id, position, title, question)
            VALUES (\(topic), \(event), \(position), \(title), \(question))
            """)
    }

    func insert(organisation: Organisation.ID, name: String, country: String, sector: String, at time: Int64) throws {
        try tx.execute(
            """
            INSERT INTO organisation (id, name, country, sector, created_at)
            VALUES (\(organisation), \(name), \(country), \(sector), \(time))
            """)
    }

    func insert(person: Person.ID, _ demo: DemoPerson, organisation: Organisation.ID, at time: Int64) throws {
        // At example.org, which RFC 2606 keeps free of real mailboxes.
        let email = "\(demo.key)@example.org"
        try tx.execute(
            """
            INSERT INTO person (
                id, given_name, family_name, email, country, sector, organisation_id, languages, expertise, created_at, changed_at)
            VALUES (
                \(person), \(demo.givenName), \(demo.familyName), \(email), \(demo.country), \(demo.sector), \(organisation),
                \(try JSONText.encode(demo.languages)), \(try JSONText.encode(demo.expertise)), \(time), \(time))
            """)
    }

    func insert(
        participant: Participant.ID, event: Event.ID, account: Account.ID?, person: Person.ID, _ demo: DemoPerson, role: String,
        linkDigest: String, at time: Int64
    ) throws {
        try tx.execute(
            """
            INSERT INTO participant (
                id, event_id, account_id, person_id, name, organisation, country, sector, role, state, link_digest, created_at,
                arrived_at)
            VALUES (
                \(participant), \(event), \(account), \(person), \("\(demo.givenName) \(demo.familyName)"), \(demo.organisation),
                \(demo.country), \(demo.sector), \(role), \(ParticipantRecord.State.present), \(linkDigest), \(time), \(time))
            """)
    }

    func setLink(of participant: Participant.ID, digest: String) throws {
        try tx.execute("UPDATE participant SET link_digest = \(digest) WHERE id = \(participant)")
    }

    func insert(issue: Issue.ID, event: Event.ID, topic: Topic.ID, _ demo: DemoIssue, by seat: DemoSeat, at time: Int64) throws {
        try tx.execute(
            """
            INSERT INTO issue (
                id, event_id, topic_id, participant_id, kind, language, title, explanation, country, sector, draft_key, created_at,
                changed_at)
            VALUES (
                \(issue), \(event), \(topic), \(seat.participant), 'contributed', \(demo.language), \(demo.title),
                \(demo.explanation ?? ""), \(seat.person.country), \(seat.person.sector), \(issue), \(time), \(time))
            """)
    }

    func record(
        at time: Int64, actor: String, event: Event.ID, subject: String, kind: String, facts: [String: FactValue] = [:]
    ) throws {
        try tx.append(
            JournalEntry(
                time: time, actor: actor, scope: Scope.event(event).description, subject: subject, kind: kind,
                facts: FactValue.object(facts).json))
    }
}
