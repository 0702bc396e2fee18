import Domain
import Storage
import Web

/// One note that somebody was there.
struct AttendanceRecord: Sendable {
    /// How it came to be noted.
    enum Way: String, Sendable, Codable, SQLBindable, SQLDecodable, CaseIterable {
        case desk, scan, link
        case own = "self"
        case list = "import"
    }

    let id: Attendance.ID
    let participant: Participant.ID
    /// ISO 8601, in the event's zone.
    let day: String
    /// Epoch milliseconds, by the server's clock.
    let at: Int64
    let via: Way
    /// Which device; empty for who runs the event.
    let device: String
    /// Where they were counted.
    let minutes: Int?
    /// Whether the person had not come before it.
    let brought: Bool
    /// The part of the agenda that it is of; nothing is the day.
    let block: AgendaBlock.ID?

    fileprivate init(_ row: Row) throws {
        id = try row.get("id")
        participant = try row.get("participant_id")
        day = try row.get("day")
        at = try row.moment("at") ?? 0
        via = try row.get("via")
        device = try row.get("device")
        minutes = try row.get("minutes")
        brought = try row.get("brought")
        block = try row.get("block_id")
    }
}

/// Somebody as the desk knows them.
struct DeskPerson: Sendable {
    let person: ParticipantRecord
    let cardCode: String?
    let linkDigest: String?
    let linkGeneration: Int

    var id: Participant.ID { person.id }
}

/// The SQL of who was there.
struct AttendanceStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// Who may be checked in, by name.
    func people(of event: Event.ID) throws -> [DeskPerson] {
        try reading.all(
            """
            SELECT * FROM participant WHERE event_id = \(event) AND state IN ('invited', 'present') ORDER BY name, id
            """
        ).map {
            DeskPerson(
                person: try ParticipantRecord($0), cardCode: try $0.get("card_code"),
                linkDigest: try $0.get("link_digest"), linkGeneration: try $0.get("link_generation"))
        }
    }

    /// The family names that the directory or a registration knows.
    func familyNames(of event: Event.ID) throws -> [Participant.ID: String] {
        let rows = try reading.all(
            """
            SELECT p.id, COALESCE(d.family_name, r.family_name) AS family_name FROM participant p
            LEFT JOIN person d ON d.id = p.person_id LEFT JOIN registration r ON r.participant_id = p.id
            WHERE p.event_id = \(event) AND p.state IN ('invited', 'present')
            """)
        var names: [Participant.ID: String] = [:]
        for row in rows {
            let id: Participant.ID = try row.get("id")
            names[id] = try row.get("family_name", as: String?.self)
        }
        return names
    }

    /// Whose card or personal link it is, and of which event.
    func person(card code: String) throws -> (id: Participant.ID, event: Event.ID)? {
        try reading.first("SELECT id, event_id FROM participant WHERE card_code = \(code)").map {
            (try $0.get("id"), try $0.get("event_id"))
        }
    }

    /// The seat that somebody has now: theirs, or the one into which it was merged.
    func present(_ participant: Participant.ID) throws -> Participant.ID {
        var (seat, seen): (Participant.ID, Set<Participant.ID>) = (participant, [])
        while seen.insert(seat).inserted,
            let next = try reading.value(
                "SELECT joined_into FROM participant WHERE id = \(seat) AND joined_into IS NOT NULL",
                as: Participant.ID.self)
        {
            seat = next
        }
        return seat
    }

    /// All of an event that were not taken back, in the order in which they happened.
    /// - Parameter day: nothing for all days.
    func notes(of event: Event.ID, day: String? = nil) throws -> [AttendanceRecord] {
        let only: SQL = if let day { "AND day = \(day)" } else { "" }
        return try reading.all(
            "SELECT * FROM attendance WHERE event_id = \(event) AND undone_at IS NULL \(only) ORDER BY day, at, id"
        ).map(AttendanceRecord.init)
    }

    func note(_ id: Attendance.ID, of event: Event.ID) throws -> AttendanceRecord? {
        try reading.first(
            "SELECT * FROM attendance WHERE id = \(id) AND event_id = \(event) AND undone_at IS NULL"
        ).map(AttendanceRecord.init)
    }

    /// What a device called so before.
    func note(nonce: String) throws -> (event: Event.ID, participant: Participant.ID, isUndone: Bool)? {
        try reading.first("SELECT event_id, participant_id, undone_at FROM attendance WHERE nonce = \(nonce)").map {
            (
                try $0.get("event_id"), try $0.get("participant_id"),
                try $0.get("undone_at", as: Int64?.self) != nil
            )
        }
    }

    func note(nonce: String, of event: Event.ID) throws -> AttendanceRecord? {
        try reading.first(
            "SELECT * FROM attendance WHERE nonce = \(nonce) AND event_id = \(event) AND undone_at IS NULL"
        ).map(AttendanceRecord.init)
    }

    /// Of one person of the event.
    func notes(of participant: Participant.ID, in event: Event.ID, day: String? = nil) throws -> [AttendanceRecord] {
        let only: SQL = if let day { "AND day = \(day)" } else { "" }
        return try reading.all(
            """
            SELECT * FROM attendance WHERE participant_id = \(participant) AND event_id = \(event) AND undone_at IS NULL \(only)
            ORDER BY at, id
            """
        ).map(AttendanceRecord.init)
    }

    /// How many notes there are of one person and place, those taken back too, and how many stand.
    func count(of participant: Participant.ID, in event: Event.ID, day: String, block: AgendaBlock.ID?) throws -> (
        all: Int, standing: Int
    ) {
        let place: SQL = if let block { "block_id = \(block)" } else { "block_id IS NULL" }
        let row = try reading.first(
            """
            SELECT COUNT(*) AS n, COUNT(CASE WHEN undone_at IS NULL THEN 1 END) AS standing FROM attendance
            WHERE participant_id = \(participant) AND event_id = \(event) AND day = \(day) AND \(place)
            """)
        return (all: try row?.get("n") ?? 0, standing: try row?.get("standing") ?? 0)
    }

    struct Draft {
        let participant: Participant.ID
        let day: String
        let at: Int64
        let via: AttendanceRecord.Way
        let device: String
        let nonce: String
        var minutes: Int?
        var brought = false
        var block: AgendaBlock.ID?
    }

    static func insert(_ note: Draft, in event: Event.ID, _ work: Work) throws -> Attendance.ID {
        let id: Attendance.ID = work.environment.id()
        try work.tx.execute(
            """
            INSERT INTO attendance (id, event_id, participant_id, day, block_id, at, via, noted_by, device, nonce, minutes, brought,
                created_at)
            VALUES (\(id), \(event), \(note.participant), \(note.day), \(note.block), \(note.at), \(note.via), \(work.actor), \(note.device),
                \(note.nonce), \(note.minutes), \(note.brought), \(work.now))
            """)
        return id
    }

    static func undo(_ id: Attendance.ID, now: Int64, _ tx: Transaction) throws {
        try tx.execute("UPDATE attendance SET undone_at = \(now) WHERE id = \(id)")
    }

    // MARK: By e-mail, for lists of other services

    /// The addresses by which people of an event are known: their account's, their entry's in the directory, their registration's.
    func addresses(of event: Event.ID) throws -> [(address: String, participant: Participant.ID)] {
        try reading.all(
            """
            SELECT a.email AS address, p.id FROM participant p JOIN account a ON a.id = p.account_id
            WHERE p.event_id = \(event) AND p.state IN ('invited', 'present')
            UNION SELECT d.email, p.id FROM participant p JOIN person d ON d.id = p.person_id
            WHERE p.event_id = \(event) AND p.state IN ('invited', 'present') AND d.email IS NOT NULL
            UNION SELECT r.email, p.id FROM participant p JOIN registration r ON r.participant_id = p.id
            WHERE p.event_id = \(event) AND p.state IN ('invited', 'present') AND r.email IS NOT NULL
            """
        ).map { (try $0.get("address"), try $0.get("id")) }
    }
}
