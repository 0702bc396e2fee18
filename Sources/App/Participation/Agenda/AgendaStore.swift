import Domain
import Storage
import Web

/// A release of an event's agenda.
struct AgendaReleaseRecord: Sendable {
    /// In its event, from 1.
    let number: Int
    let releasedAt: Int64
    /// As the journal names people; nothing for the program itself.
    let releasedBy: String?
    let note: String
    fileprivate(set) var content: AgendaContent
    /// Taken away with the names of the event's people.
    let isForgotten: Bool

    init(_ row: Row) throws {
        number = try row.get("number")
        releasedAt = try row.moment("released_at") ?? 0
        releasedBy = try row.get("released_by")
        note = try row.get("note")
        let text = try row.get("content", as: String.self)
        isForgotten = text.isEmpty
        content = text.isEmpty ? AgendaContent(blocks: []) : try JSONCoding.value(text)
    }
}

/// The SQL of agendas: the draft, and what was released.
struct AgendaStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    // MARK: The draft

    private var select: SQL {
        """
        SELECT b.*, s.title, s.kind, s.summary, s.marking FROM agenda_block b JOIN agenda_session s ON s.id = b.session_id
        """
    }

    /// - Returns: nothing where there never was such a block.
    func isRemoved(_ id: AgendaBlock.ID) throws -> Bool? {
        try reading.first("SELECT removed_at FROM agenda_block WHERE id = \(id)").map {
            try $0.get("removed_at", as: Int64?.self) != nil
        }
    }

    /// In the order of their starts.
    func draft(of event: Event.ID) throws -> [AgendaContent.Block] {
        let people = try people(of: event)
        let blocks = try reading.all("\(select) WHERE b.event_id = \(event) AND b.removed_at IS NULL").map {
            try Self.block($0, people)
        }
        return AgendaContent(blocks: blocks).blocks
    }

    /// - Throws: ``Refusal/notFound``, also for one that was removed.
    func block(_ id: AgendaBlock.ID, of event: Event.ID) throws -> AgendaContent.Block {
        guard
            let row = try reading.first(
                "\(select) WHERE b.id = \(id) AND b.event_id = \(event) AND b.removed_at IS NULL")
        else { throw Refusal.notFound }
        return try Self.block(row, try people(of: event))
    }

    func count(of event: Event.ID) throws -> Int {
        try reading.first("SELECT COUNT(*) AS n FROM agenda_block WHERE event_id = \(event) AND removed_at IS NULL")?
            .get("n") ?? 0
    }

    /// By block.
    private func people(of event: Event.ID) throws -> [String: [AgendaContent.Person]] {
        let rows = try reading.all(
            """
            SELECT p.* FROM agenda_person p JOIN agenda_block b ON b.id = p.block_id
            WHERE b.event_id = \(event) AND b.removed_at IS NULL ORDER BY p.block_id, p.position
            """)
        var result: [String: [AgendaContent.Person]] = [:]
        for row in rows {
            let part = try AgendaContent.Part(rawValue: row.get("part", as: String.self)) ?? .speaker
            result[try row.get("block_id", as: String.self), default: []].append(
                AgendaContent.Person(
                    participant: try row.get("participant_id"), name: try row.get("name"), part: part))
        }
        return result
    }

    private static func block(_ row: Row, _ people: [String: [AgendaContent.Person]]) throws -> AgendaContent.Block {
        let id = try row.get("id", as: String.self)
        return AgendaContent.Block(
            id: id, session: try row.get("session_id"), title: try row.get("title"),
            kind: try AgendaContent.Kind(rawValue: row.get("kind", as: String.self)) ?? .plenary,
            summary: try row.get("summary"), startsAt: try row.moment("starts_at") ?? 0,
            endsAt: try row.moment("ends_at") ?? 0, startsLocal: try row.get("starts_local"),
            endsLocal: try row.get("ends_local"), place: try row.get("place"), link: try row.get("link"),
            step: try row.get("step_id"), seats: try row.get("seats"), people: people[id] ?? [],
            marking: try row.get("marking"))
    }

    /// The session of an event by its title, without case and diacritics.
    func session(titled title: String, of event: Event.ID) throws -> AgendaSession.ID? {
        let wanted = Folded.text(title)
        return try reading.all("SELECT id, title FROM agenda_session WHERE event_id = \(event) ORDER BY id").first {
            Folded.text(try $0.get("title", as: String.self)) == wanted
        }?.get("id")
    }

    func countBlocks(of session: AgendaSession.ID) throws -> Int {
        try reading.first(
            "SELECT COUNT(*) AS n FROM agenda_block WHERE session_id = \(session) AND removed_at IS NULL")?.get("n")
            ?? 0
    }

    /// The name of everybody with a seat, by its id; of removed ones too.
    func names(of event: Event.ID) throws -> [String: String] {
        let rows = try reading.all("SELECT id, name FROM participant WHERE event_id = \(event)")
        return try Dictionary(rows.map { (try $0.get("id", as: String.self), try $0.get("name", as: String.self)) }) {
            $1
        }
    }

    // MARK: Releases

    /// The latest one first.
    func releases(of event: Event.ID) throws -> [AgendaReleaseRecord] {
        try reading.all("SELECT * FROM agenda_release WHERE event_id = \(event) ORDER BY number DESC").map(
            AgendaReleaseRecord.init)
    }

    /// Where it was taken away with the names: the blocks as they stand, which name nobody.
    func last(of event: Event.ID) throws -> AgendaReleaseRecord? {
        let row = try reading.first(
            "SELECT * FROM agenda_release WHERE event_id = \(event) ORDER BY number DESC LIMIT 1")
        guard var release = try row.map(AgendaReleaseRecord.init) else { return nil }
        if release.isForgotten { release.content = AgendaContent(blocks: try draft(of: event)) }
        return release
    }

    /// The ids of blocks with minutes.
    func minuted(of event: Event.ID) throws -> Set<String> {
        let begin = "minutes:"
        let places = try reading.all("SELECT place FROM card WHERE event_id = \(event) AND place LIKE \(begin + "%")")
        return Set(try places.map { String(try $0.get("place", as: String.self).dropFirst(begin.count)) })
    }

    func isReleased(_ event: Event.ID) throws -> Bool {
        try reading.first("SELECT 1 AS found FROM agenda_release WHERE event_id = \(event) LIMIT 1") != nil
    }

    /// Events with a released agenda of which something is to come.
    func eventsToCome(at now: Int64) throws -> [Event.ID] {
        try reading.all(
            "SELECT DISTINCT event_id FROM agenda_block WHERE ends_at > \(now) AND removed_at IS NULL ORDER BY event_id"
        ).map { try $0.get("event_id") }
    }

    // MARK: Choices

    /// How many have chosen each block.
    func choices(of event: Event.ID) throws -> [String: Int] {
        let rows = try reading.all(
            """
            SELECT c.block_id, COUNT(*) AS n FROM agenda_choice c JOIN agenda_block b ON b.id = c.block_id
            WHERE b.event_id = \(event) GROUP BY c.block_id
            """)
        return try Dictionary(rows.map { (try $0.get("block_id", as: String.self), try $0.get("n", as: Int.self)) }) {
            $1
        }
    }

    /// What a person in one of these seats has chosen.
    func chosen(by seats: Set<Participant.ID>) throws -> Set<String> {
        guard !seats.isEmpty else { return [] }
        return Set(
            try reading.all(
                "SELECT block_id FROM agenda_choice WHERE participant_id IN \(in: seats.sorted())"
            ).map { try $0.get("block_id") })
    }

    func choosers(of blocks: [String]) throws -> [String] {
        guard !blocks.isEmpty else { return [] }
        return try reading.all(
            "SELECT DISTINCT participant_id FROM agenda_choice WHERE block_id IN \(in: blocks) ORDER BY participant_id"
        ).map { try $0.get("participant_id") }
    }
}

/// The SQL that writes agendas.
enum AgendaWriting {
    static func insertSession(
        _ id: AgendaSession.ID, in event: Event.ID, _ fields: AgendaBlockFields, now: Int64, _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO agenda_session (id, event_id, title, kind, summary, marking, created_at, changed_at)
            VALUES (\(id), \(event), \(fields.title), \(fields.kind), \(fields.summary), \(fields.marking.nilIfEmpty), \(now), \(now))
            """)
    }

    static func updateSession(_ id: AgendaSession.ID, _ fields: AgendaBlockFields, now: Int64, _ tx: Transaction)
        throws
    {
        try tx.execute(
            """
            UPDATE agenda_session SET title = \(fields.title), kind = \(fields.kind), summary = \(fields.summary),
                marking = \(fields.marking.nilIfEmpty), changed_at = \(now) WHERE id = \(id)
            """)
    }

    static func insert(
        _ id: AgendaBlock.ID, in event: EventRecord, _ session: AgendaSession.ID, _ draft: AgendaDraft,
        _ times: AgendaTimes, now: Int64, _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO agenda_block (id, event_id, session_id, starts_local, ends_local, local_zone, starts_at, ends_at, place, link,
                step_id, seats, created_at, changed_at)
            VALUES (\(id), \(event.id), \(session), \(times.startsLocal), \(times.endsLocal), \(event.timeZone), \(times.startsAt),
                \(times.endsAt), \(draft.fields.place), \(draft.fields.link), \(draft.step), \(draft.fields.seats), \(now), \(now))
            """)
    }

    static func update(
        _ id: AgendaBlock.ID, in event: EventRecord, _ session: AgendaSession.ID, _ draft: AgendaDraft,
        _ times: AgendaTimes, now: Int64, _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE agenda_block SET session_id = \(session), starts_local = \(times.startsLocal), ends_local = \(times.endsLocal),
                local_zone = \(event.timeZone), starts_at = \(times.startsAt), ends_at = \(times.endsAt),
                place = \(draft.fields.place), link = \(draft.fields.link), step_id = \(draft.step),
                seats = \(draft.fields.seats), changed_at = \(now) WHERE id = \(id)
            """)
    }

    /// Only when it is, on the clock of a zone.
    static func setTimes(
        _ block: AgendaContent.Block, zone: String, now: Int64, _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE agenda_block SET starts_local = \(block.startsLocal), ends_local = \(block.endsLocal), local_zone = \(zone),
                starts_at = \(block.startsAt), ends_at = \(block.endsAt), changed_at = \(now) WHERE id = \(block.id)
            """)
    }

    static func setPlace(_ block: String, place: String, link: String, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            "UPDATE agenda_block SET place = \(place), link = \(link), changed_at = \(now) WHERE id = \(block)")
    }

    /// Holds it for the transaction.
    /// - Throws: ``Refusal/notFound``
    static func touch(_ id: AgendaBlock.ID, of event: Event.ID, _ tx: Transaction) throws {
        let found = try tx.first(
            """
            UPDATE agenda_block SET changed_at = changed_at WHERE id = \(id) AND event_id = \(event) AND removed_at IS NULL
            RETURNING id
            """)
        guard found != nil else { throw Refusal.notFound }
    }

    static func remove(_ id: AgendaBlock.ID, now: Int64, _ tx: Transaction) throws {
        try tx.execute("UPDATE agenda_block SET removed_at = \(now), changed_at = \(now) WHERE id = \(id)")
    }

    /// - Parameter ids: as many as there are people.
    static func setPeople(
        _ people: [AgendaPersonFields], of block: AgendaBlock.ID, ids: [Identifier<AgendaPersonFields>],
        _ tx: Transaction
    ) throws {
        try tx.execute("DELETE FROM agenda_person WHERE block_id = \(block)")
        for (index, (person, id)) in zip(people, ids).enumerated() {
            try tx.execute(
                """
                INSERT INTO agenda_person (id, block_id, participant_id, name, part, position)
                VALUES (\(id), \(block), \(person.participant), \(person.participant == nil ? person.name : ""),
                    \(person.part.rawValue), \(index + 1))
                """)
        }
    }

    static func insertRelease(
        _ number: Int, of event: Event.ID, by actor: String?, note: String, _ content: AgendaContent, now: Int64,
        _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO agenda_release (event_id, number, released_at, released_by, note, content)
            VALUES (\(event), \(number), \(now), \(actor), \(note), \(try JSONCoding.text(content)))
            """)
    }

    static func choose(_ block: AgendaBlock.ID, _ seat: Participant.ID, at now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO agenda_choice (block_id, participant_id, chosen_at) VALUES (\(block), \(seat), \(now))
            ON CONFLICT (block_id, participant_id) DO NOTHING
            """)
    }

    static func unchoose(_ block: AgendaBlock.ID, _ seat: Participant.ID, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM agenda_choice WHERE block_id = \(block) AND participant_id = \(seat)")
    }
}
