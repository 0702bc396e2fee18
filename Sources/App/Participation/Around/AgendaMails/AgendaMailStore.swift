import Domain
import Storage
import Web

/// The SQL of mails about agendas.
struct AgendaMailStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// Events with a release that was not told, and since when the first of these is out.
    func untold() throws -> [(event: Event.ID, told: Int?, since: Int64)] {
        try reading.all(
            """
            SELECT r.event_id, MIN(r.released_at) AS since, MAX(t.number) AS told FROM agenda_release r
            LEFT JOIN agenda_told t ON t.event_id = r.event_id
            WHERE r.number > COALESCE(t.number, 0) GROUP BY r.event_id ORDER BY r.event_id
            """
        ).map { (try $0.get("event_id"), try $0.get("told"), try $0.get("since")) }
    }

    func release(_ number: Int, of event: Event.ID) throws -> AgendaReleaseRecord? {
        try reading.first("SELECT * FROM agenda_release WHERE event_id = \(event) AND number = \(number)").map(
            AgendaReleaseRecord.init)
    }

    /// Who has a seat and can be written to, by the seat.
    func readers(of event: EventRecord) throws -> [String: PostReader] {
        try readers(of: event, "p.state IN ('invited', 'present')")
    }

    /// Whose seat is gone.
    func leaver(_ seat: Participant.ID, of event: EventRecord) throws -> PostReader? {
        try readers(of: event, "p.id = \(seat) AND p.state = 'removed'")[seat.description]
    }

    /// Whether mails about a registration tell how a seat stands: it has ended, or waits again.
    func isToldByRegistration(_ seat: Participant.ID) throws -> Bool {
        try reading.first(
            "SELECT 1 AS found FROM registration WHERE participant_id = \(seat) AND state <> 'complete'") != nil
    }

    private func readers(of event: EventRecord, _ condition: SQL) throws -> [String: PostReader] {
        let usual = try PostStore(reading).mailLanguage(of: event)
        let rows = try reading.all(
            """
            SELECT p.id, p.name, COALESCE(a.email, r.email, d.email) AS address, COALESCE(p.language, a.language) AS language, d.languages,
                a.time_zone
            FROM participant p LEFT JOIN account a ON a.id = p.account_id LEFT JOIN person d ON d.id = p.person_id
                LEFT JOIN registration r ON r.participant_id = p.id AND r.state = 'complete'
            WHERE p.event_id = \(event.id) AND \(condition) AND COALESCE(a.email, r.email, d.email) IS NOT NULL
            """)
        var readers: [String: PostReader] = [:]
        for row in rows {
            let known: [String] = try row.get("languages", as: String?.self).map { try JSONCoding.value($0) } ?? []
            let language =
                try row.get("language", as: Language?.self) ?? known.lazy.compactMap(Language.init(rawValue:)).first
                ?? usual
            readers[try row.get("id", as: String.self)] = PostReader(
                name: try row.get("name"), address: try row.get("address"), language: language,
                zone: try row.get("time_zone"))
        }
        return readers
    }

    /// Seats that came of a registration, whose mail has put the event into a calendar.
    func seated(in event: Event.ID) throws -> Set<String> {
        Set(
            try reading.all(
                """
                SELECT participant_id FROM registration
                WHERE event_id = \(event) AND state = 'complete' AND participant_id IS NOT NULL
                """
            ).map { try $0.get("participant_id", as: String.self) })
    }

    /// By seat, the blocks that it has chosen.
    func choices(of event: Event.ID) throws -> [String: Set<String>] {
        var chosen: [String: Set<String>] = [:]
        let rows = try reading.all(
            """
            SELECT c.participant_id, c.block_id FROM agenda_choice c JOIN agenda_block b ON b.id = c.block_id
            WHERE b.event_id = \(event)
            """)
        for row in rows {
            chosen[try row.get("participant_id", as: String.self), default: []].insert(try row.get("block_id"))
        }
        return chosen
    }

    /// - Returns: false where another node was first.
    static func setTold(_ number: Int, after last: Int?, of event: Event.ID, now: Int64, _ tx: Transaction) throws
        -> Bool
    {
        try tx.first(
            """
            INSERT INTO agenda_told (event_id, number, told_at) VALUES (\(event), \(number), \(now))
            ON CONFLICT (event_id) DO UPDATE SET number = excluded.number, told_at = excluded.told_at
            WHERE agenda_told.number = \(last ?? 0) RETURNING number
            """) != nil
    }
}
