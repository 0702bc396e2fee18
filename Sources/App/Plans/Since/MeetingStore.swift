import Domain
import Storage
import Web

/// The SQL of what a meeting decides, and of its papers.
struct MeetingStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// As they were taken, with what delegations say.
    func decisions(of event: Event.ID) throws -> [MeetingDecisionRecord] { try read("event_id = \(event)") }

    /// - Throws: ``Refusal/notFound``.
    func decision(_ id: MeetingDecision.ID, of event: Event.ID) throws -> MeetingDecisionRecord {
        guard let found = try read("id = \(id)").first, found.event == event else { throw Refusal.notFound }
        return found
    }

    func sent(_ event: Event.ID, key: String) throws -> MeetingDecisionRecord? {
        try read("event_id = \(event) AND key = \(key)").first
    }

    private func read(_ condition: SQL) throws -> [MeetingDecisionRecord] {
        var found = try reading.all("SELECT * FROM meeting_decision WHERE \(condition) ORDER BY created_at, id").map(
            MeetingDecisionRecord.init)
        let rows = try reading.all(
            "SELECT * FROM meeting_stand WHERE decision_id IN \(in: found.map(\.id)) ORDER BY decision_id, country")
        let stands = try Dictionary(grouping: rows) { try $0.get("decision_id", as: MeetingDecision.ID.self) }
        for place in found.indices {
            found[place].stands = try (stands[found[place].id] ?? []).map(MeetingStandRecord.init)
        }
        return found
    }

    static func insert(
        _ id: MeetingDecision.ID, _ fields: MeetingDecisionFields, of event: Event.ID, at block: AgendaBlock.ID,
        key: String?, _ work: Work
    ) throws {
        try work.tx.execute(
            """
            INSERT INTO meeting_decision (id, event_id, block_id, \(MeetingDecisionFields.columns), created_by, created_at, key)
            VALUES (\(id), \(event), \(block), \(fields.columnValues), \(work.actor), \(work.now), \(key))
            """)
    }

    static func update(_ id: MeetingDecision.ID, _ fields: MeetingDecisionFields, _ tx: Transaction) throws {
        try tx.execute("UPDATE meeting_decision SET \(fields.assignments) WHERE id = \(id)")
        // Other words are agreed anew.
        try tx.execute("DELETE FROM meeting_stand WHERE decision_id = \(id)")
    }

    static func state(
        _ id: MeetingDecision.ID, _ country: String, _ stance: MeetingStand.Stance, _ words: String,
        _ state: MeetingStand.State, _ work: Work
    ) throws {
        try work.tx.execute(
            """
            INSERT INTO meeting_stand (decision_id, country, stance, words, state, stated_by, stated_at)
            VALUES (\(id), \(country), \(stance), \(words), \(state), \(work.actor), \(work.now))
            ON CONFLICT (decision_id, country) DO UPDATE SET stance = excluded.stance, words = excluded.words,
                state = excluded.state, stated_by = excluded.stated_by, stated_at = excluded.stated_at, settled_by = NULL,
                settled_at = NULL
            """)
    }

    static func settle(_ id: MeetingDecision.ID, _ country: String, _ state: MeetingStand.State, _ work: Work) throws {
        try work.tx.execute(
            """
            UPDATE meeting_stand SET state = \(state), settled_by = \(work.actor), settled_at = \(work.now)
            WHERE decision_id = \(id) AND country = \(country)
            """)
    }

    // MARK: Papers

    /// By the item of the agenda.
    func papers(of blocks: [String]) throws -> [String: [Material.ID]] {
        let rows = try reading.all(
            "SELECT block_id, material_id FROM meeting_paper WHERE block_id IN \(in: blocks) ORDER BY linked_at, material_id"
        )
        return try Dictionary(grouping: rows) { try $0.get("block_id", as: String.self) }.mapValues {
            try $0.map { try $0.get("material_id") }
        }
    }

    static func link(_ material: Material.ID, to block: AgendaBlock.ID, _ isLinked: Bool, _ work: Work) throws {
        guard isLinked else {
            try work.tx.execute(
                "DELETE FROM meeting_paper WHERE block_id = \(block) AND material_id = \(material)")
            return
        }
        try work.tx.execute(
            """
            INSERT INTO meeting_paper (block_id, material_id, linked_at) VALUES (\(block), \(material), \(work.now))
            ON CONFLICT (block_id, material_id) DO NOTHING
            """)
    }
}

/// The SQL of the list of speakers.
struct MeetingFloorStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    func floor(of event: Event.ID) throws -> MeetingFloor {
        try reading.first("SELECT * FROM meeting_floor WHERE event_id = \(event)").map {
            MeetingFloor(isOpen: try $0.get("is_open"), each: try $0.get("minutes"))
        } ?? MeetingFloor()
    }

    static func set(_ floor: MeetingFloor, of event: Event.ID, _ work: Work) throws {
        try work.tx.execute(
            """
            INSERT INTO meeting_floor (event_id, is_open, minutes, changed_at)
            VALUES (\(event), \(floor.isOpen), \(floor.each), \(work.now))
            ON CONFLICT (event_id) DO UPDATE SET is_open = excluded.is_open, minutes = excluded.minutes,
                changed_at = excluded.changed_at
            """)
    }

    /// By their turn; also those who have spoken.
    func speakers(of event: Event.ID) throws -> [MeetingSpeakerRecord] {
        try reading.all(
            """
            SELECT s.*, p.name, p.country FROM meeting_speaker s JOIN participant p ON p.id = s.participant_id
            WHERE s.event_id = \(event) AND s.state <> 'taken_back' ORDER BY s.position, s.asked_at, s.id
            """
        ).map(MeetingSpeakerRecord.init)
    }

    static func insert(
        _ id: MeetingSpeaker.ID, _ participant: Participant.ID, of event: Event.ID, at position: Int, _ work: Work
    ) throws {
        try work.tx.execute(
            """
            INSERT INTO meeting_speaker (id, event_id, participant_id, state, position, asked_at)
            VALUES (\(id), \(event), \(participant), \(MeetingSpeaker.State.waiting), \(position), \(work.now))
            """)
    }

    func last(of event: Event.ID) throws -> Int {
        try reading.value("SELECT COALESCE(MAX(position), 0) FROM meeting_speaker WHERE event_id = \(event)") ?? 0
    }

    func first(of event: Event.ID) throws -> Int {
        try reading.value("SELECT COALESCE(MIN(position), 1) FROM meeting_speaker WHERE event_id = \(event)") ?? 1
    }

    static func begin(_ id: MeetingSpeaker.ID, minutes: Int?, _ work: Work) throws {
        try work.tx.execute(
            """
            UPDATE meeting_speaker SET state = 'speaking', began_at = \(work.now), minutes = \(minutes) WHERE id = \(id)
            """)
    }

    static func end(_ ids: [MeetingSpeaker.ID], _ state: MeetingSpeaker.State, _ work: Work) throws {
        try work.tx.execute(
            "UPDATE meeting_speaker SET state = \(state), ended_at = \(work.now) WHERE id IN \(in: ids)")
    }

    static func place(_ id: MeetingSpeaker.ID, at position: Int, _ tx: Transaction) throws {
        try tx.execute("UPDATE meeting_speaker SET position = \(position) WHERE id = \(id)")
    }
}

/// The SQL of where an item of an agenda belongs.
struct MeetingTiesStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// Nothing for one that is gone.
    func event(of block: AgendaBlock.ID) throws -> Event.ID? {
        try reading.value("SELECT event_id FROM agenda_block WHERE id = \(block) AND removed_at IS NULL")
    }
}
