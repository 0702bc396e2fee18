import Domain
import Storage
import Web

/// Something that waits for one person in one event.
struct PendingTask: Sendable {
    let event: Event.ID
    /// What is wanted.
    let request: Message
    /// Until when, epoch milliseconds; nil if the facilitator ends it.
    let closesAt: Int64?
}

/// Who can be reached by mail, and what waits for them.
struct ReminderStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    struct Reader: Sendable, Hashable {
        let participant: Participant.ID
        let name: String
        let address: String
        let language: Language
        let sector: String?
        /// Of the account; nil if none is known.
        let timeZone: String?
        /// Whose address it is in the directory; nil if it is an account's.
        let person: Person.ID?
        /// When it was changed last in the directory; nil if the first one stands, or it is an account's.
        let addressChangedAt: Int64?
    }

    /// Every address of an event's people, also of those who were taken out, and whose of the directory it is.
    func addresses(of event: Event.ID) throws -> [(address: String, person: Person.ID?)] {
        try reading.all(
            """
            SELECT COALESCE(a.email, d.email) AS address, CASE WHEN a.email IS NULL THEN d.id END AS person_id
            FROM participant p LEFT JOIN account a ON a.id = p.account_id LEFT JOIN person d ON d.id = p.person_id
            WHERE p.event_id = \(event) AND COALESCE(a.email, d.email) IS NOT NULL
            """
        ).map { (try $0.get("address"), try $0.get("person_id")) }
    }

    /// Everybody of an event who contributes and has an address, by account or in the directory. Each in their own language: the seat's, the
    /// account's, the directory's; where none is known the event's, the programme's, the guide's.
    func readers(of event: Event.ID) throws -> [Reader] {
        let rows = try reading.all(
            """
            SELECT p.id, p.name, p.role, p.sector, COALESCE(a.email, d.email) AS address,
                COALESCE(p.language, a.language) AS language, d.languages, a.time_zone,
                COALESCE(e.language, m.language) AS event, g.language AS guide,
                CASE WHEN a.email IS NULL THEN d.id END AS person_id,
                CASE WHEN a.email IS NULL THEN d.email_changed_at END AS changed_at
            FROM participant p JOIN event e ON e.id = p.event_id JOIN programme m ON m.id = e.programme_id
                LEFT JOIN account a ON a.id = p.account_id LEFT JOIN person d ON d.id = p.person_id
                LEFT JOIN guide g ON g.event_id = p.event_id
            WHERE p.event_id = \(event) AND p.state IN ('invited', 'present') AND COALESCE(a.email, d.email) IS NOT NULL
            ORDER BY p.id
            """)
        return try rows.compactMap { row in
            guard try row.get("role", as: Role.self).contributes else { return nil }
            let known: [String] = try row.get("languages", as: String?.self).map { try JSONCoding.value($0) } ?? []
            let language =
                try row.get("language", as: Language?.self) ?? known.lazy.compactMap(Language.init(rawValue:)).first
                ?? row.get("event", as: Language?.self)
                ?? row.get("guide", as: String?.self).flatMap(Language.init(rawValue:)) ?? .english
            return Reader(
                participant: try row.get("id"), name: try row.get("name"), address: try row.get("address"),
                language: language, sector: try row.get("sector"), timeZone: try row.get("time_zone"),
                person: try row.get("person_id"), addressChangedAt: try row.get("changed_at"))
        }
    }

    /// What waits now, by person, as the feature of the stage tells it. Nothing for whom everything is done.
    func pending(in event: EventRecord, at now: Int64) throws -> [Participant.ID: PendingTask] {
        guard let feature = WaitingFeatures.of(event.stage) else { return [:] }
        let people = Set(try readers(of: event.id).map(\.participant))
        guard let waiting = try feature.waiting(for: people, in: event, at: now, reading) else { return [:] }
        let end = try waiting.closesAt ?? openStepEnd(of: event.id)
        let task = PendingTask(event: event.id, request: feature.request, closesAt: end)
        return Dictionary(uniqueKeysWithValues: waiting.people.map { ($0, task) })
    }

    /// When the present step closes, where it is open for days.
    private func openStepEnd(of event: Event.ID) throws -> Int64? {
        try reading.first(
            """
            SELECT s.closes_at FROM workshop w JOIN event_step s ON s.id = w.step_id
            WHERE w.id = \(EventPartStore.workshop(of: event)) AND s.closes_at IS NOT NULL
            """)?.get("closes_at")
    }

    /// Events whose present step is open for days, and on whose first or last day it is.
    func eventsToRemind(at now: Int64) throws -> [Event.ID] {
        let day: Int64 = EpochTime.day
        return try reading.all(
            """
            SELECT DISTINCT w.event_id FROM workshop w JOIN event_step s ON s.id = w.step_id
            WHERE s.closes_at > \(now) AND (s.closes_at <= \(now + day)
                OR (s.opens_at IS NOT NULL AND s.opens_at <= \(now) AND s.opens_at > \(now - day)))
            ORDER BY w.event_id
            """
        ).map { try $0.get("event_id") }
    }
}
