import Domain
import Storage
import Web

/// The SQL that writes events, topics and participants; ``EventStore`` reads them.
struct EventWriting {
    private let tx: Transaction

    init(_ tx: Transaction) { self.tx = tx }

    // MARK: The event

    func insert(
        _ id: Event.ID, in programme: Programme.ID, _ fields: EventFields, kind: String, code: String, now: Int64
    ) throws {
        try tx.execute(
            """
            INSERT INTO event (id, programme_id, kind, \(EventFields.columns), code, door, projector_generation, created_at, changed_at)
            VALUES (\(id), \(programme), \(kind), \(fields.columnValues), \(code), \(fields.door), 1, \(now), \(now))
            """)
    }

    /// The calendar's number is raised where time or place are other ones.
    func update(_ id: Event.ID, _ fields: EventFields, now: Int64) throws {
        try tx.execute(
            """
            UPDATE event SET \(fields.assignments), door = \(fields.door), changed_at = \(now),
                sequence = sequence + CASE WHEN starts_on = \(fields.startsOn) AND ends_on = \(fields.endsOn)
                    AND time_zone = \(fields.timeZone) AND place = \(fields.place) AND link = \(fields.link) THEN 0 ELSE 1 END
            WHERE id = \(id)
            """)
        try EventPartStore.setShown(id, names: fields.namesShown, issues: fields.issuesVisible, tx)
    }

    /// What becomes of the event as a whole; every time programs that keep calendars are told (RFC 5546, 2.1.4).
    func set(_ plan: EventPlan, note: String, of id: Event.ID, now: Int64) throws {
        try tx.execute(
            """
            UPDATE event SET starts_on = \(plan.startsOn), ends_on = \(plan.endsOn), time_zone = \(plan.timeZone),
                place = \(plan.place), link = \(plan.link), standing = \(plan.standing), standing_at = \(now),
                standing_note = \(note), sequence = sequence + 1, changed_at = \(now) WHERE id = \(id)
            """)
    }

    /// From when until when its agenda lasts, epoch milliseconds; nothing where no time is told.
    /// - Parameter raises: the calendar's number, which another change may have raised already.
    func setMoments(_ span: (start: Int64, end: Int64)?, of id: Event.ID, raises: Bool, now: Int64) throws {
        try tx.execute(
            """
            UPDATE event SET begins_at = \(span?.start), finishes_at = \(span?.end), sequence = sequence + \(raises ? 1 : 0),
                changed_at = \(now)
            WHERE id = \(id) AND (COALESCE(begins_at, 0) <> \(span?.start ?? 0) OR COALESCE(finishes_at, 0) <> \(span?.end ?? 0))
            """)
    }

    func setCode(_ code: String, of id: Event.ID, now: Int64) throws {
        try tx.execute("UPDATE event SET code = \(code), changed_at = \(now) WHERE id = \(id)")
    }

    func raiseProjectorGeneration(of id: Event.ID, now: Int64) throws {
        try tx.execute(
            "UPDATE event SET projector_generation = projector_generation + 1, changed_at = \(now) WHERE id = \(id)")
    }

    // MARK: Topics

    func insert(_ id: Topic.ID, in event: Event.ID, _ fields: TopicFields, position: Int) throws {
        try tx.execute(
            """
            INSERT INTO topic (id, event_id, position, \(TopicFields.columns))
            VALUES (\(id), \(event), \(position), \(fields.columnValues))
            """)
    }

    func update(_ id: Topic.ID, _ fields: TopicFields) throws {
        try tx.execute("UPDATE topic SET \(fields.assignments) WHERE id = \(id)")
    }

    func setOrder(_ topics: [Topic.ID]) throws {
        for (index, topic) in topics.enumerated() {
            try tx.execute("UPDATE topic SET position = \(index + 1) WHERE id = \(topic)")
        }
    }

    /// Whether something stands on it, or it is on the table now.
    func isUsed(_ id: Topic.ID) throws -> Bool {
        try tx.first("SELECT 1 AS used FROM workshop WHERE topic_id = \(id) LIMIT 1") != nil
            || RestingStore(tx).isUsed("topic", id)
    }

    func delete(_ id: Topic.ID) throws { try tx.execute("DELETE FROM topic WHERE id = \(id)") }

    // MARK: People

    func insert(_ id: Participant.ID, in event: Event.ID, _ fields: ParticipantFields, now: Int64) throws {
        try tx.execute(
            """
            INSERT INTO participant (id, event_id, account_id, person_id, name, organisation, country, sector, language, role, state,
                link_digest, created_at, arrived_at)
            VALUES (\(id), \(event), \(fields.account), \(fields.person), \(fields.name), \(fields.organisation), \(fields.country),
                \(fields.sector), \(fields.language), \(fields.role), \(fields.state), NULL, \(now),
                \(fields.state == .present ? now : nil))
            """)
        try Presence.admit(id, tx)
    }

    func update(_ id: Participant.ID, _ fields: ParticipantFields) throws {
        try tx.execute(
            """
            UPDATE participant SET name = \(fields.name), organisation = \(fields.organisation), country = \(fields.country),
                sector = \(fields.sector), language = \(fields.language), role = \(fields.role) WHERE id = \(id)
            """)
        try Presence.admit(id, tx)
    }

    func setRole(_ role: Role, of id: Participant.ID) throws {
        try tx.execute("UPDATE participant SET role = \(role) WHERE id = \(id)")
        try Presence.admit(id, tx)
    }

    /// The seat is gone; calendars hear of it with a higher number (``SeatTurnStore``).
    func remove(_ id: Participant.ID, now: Int64) throws {
        try tx.execute(
            """
            UPDATE participant SET state = 'removed', left_at = \(now), calendar_turns = calendar_turns + 1 WHERE id = \(id)
            """)
    }

    /// What a removed participant goes back to: present once they had come in, else invited.
    /// Votes that are open take them in again.
    func restore(_ id: Participant.ID) throws {
        try tx.execute(
            """
            UPDATE participant SET state = CASE WHEN arrived_at IS NULL THEN 'invited' ELSE 'present' END,
                calendar_turns = calendar_turns + CASE WHEN left_at IS NULL THEN 0 ELSE 1 END, left_at = NULL
            WHERE id = \(id) AND state = 'removed' AND joined_into IS NULL
            """)
        try Presence.admit(id, tx)
    }

    /// The seat of a person or an account in an event, removed or not.
    func seat(of person: Person.ID?, _ account: Account.ID?, in event: Event.ID) throws -> ParticipantRecord? {
        guard person != nil || account != nil else { return nil }
        return try tx.first(
            """
            SELECT * FROM participant WHERE event_id = \(event) AND (person_id = \(person) OR account_id = \(account))
            ORDER BY CASE WHEN state = 'removed' THEN 1 ELSE 0 END LIMIT 1
            """
        ).map(ParticipantRecord.init)
    }
}
