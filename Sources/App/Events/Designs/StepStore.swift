import Domain
import Storage
import Web

/// One step of an event.
struct EventStepRecord: Sendable, Hashable {
    let id: EventStep.ID
    let event: Event.ID
    /// From 1.
    let position: Int
    let stage: WorkshopStage
    /// Nothing: all topics, or whichever is on the table.
    let topic: Topic.ID?
    /// Empty: the stage's own name.
    let title: String
    let minutes: Int?
    let settings: StepSettings
    /// Epoch milliseconds; for a stage that is open for days.
    let opensAt: Int64?
    let closesAt: Int64?
    /// When it was opened last.
    let openedAt: Int64?

    init(_ row: Row) throws {
        id = try row.get("id")
        event = try row.get("event_id")
        position = try row.get("position")
        stage = try row.get("stage")
        topic = try row.get("topic_id")
        title = try row.get("title")
        minutes = try row.get("minutes", as: Int?.self).map { min(max($0, 1), 1_440) }
        settings = try JSONCoding.value(try row.get("settings"))
        opensAt = try row.moment("opens_at")
        closesAt = try row.moment("closes_at")
        openedAt = try row.moment("opened_at")
    }

    /// Its title, or the stage's name; the topic is not in it.
    var label: Message { title.isEmpty ? stage.eventLabel : .verbatim(title) }

    /// Its time is over, and nobody has opened it again since.
    func isOver(at now: Int64) -> Bool { closesAt.map { $0 <= now && (openedAt ?? 0) < $0 } ?? false }
}

/// The SQL of the steps of events.
struct StepStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// 30 days: a server that stood still for so long still opens what was due.
    private static let latest: Int64 = 30 * EpochTime.day

    /// In their order; empty for an event that follows no design.
    func steps(of event: Event.ID) throws -> [EventStepRecord] {
        try reading.all("SELECT * FROM event_step WHERE event_id = \(event) ORDER BY position").map(
            EventStepRecord.init)
    }

    func step(_ id: EventStep.ID, in event: Event.ID) throws -> EventStepRecord {
        guard
            let row = try reading.first("SELECT * FROM event_step WHERE id = \(id) AND event_id = \(event)")
        else { throw Refusal.notFound }
        return try EventStepRecord(row)
    }

    /// The step that the room is in.
    func present(of event: Event.ID) throws -> EventStepRecord? {
        try reading.first(
            "SELECT s.* FROM workshop w JOIN event_step s ON s.id = w.step_id WHERE w.id = \(EventPartStore.workshop(of: event))"
        ).map(EventStepRecord.init)
    }

    /// The step to which a stage and a topic belong: the present one where it fits, else the first that does.
    func match(_ stage: WorkshopStage, _ topic: Topic.ID?, in event: Event.ID) throws -> EventStepRecord? {
        func fits(_ step: EventStepRecord) -> Bool { step.stage == stage && (step.topic == nil || step.topic == topic) }
        if let present = try present(of: event), fits(present) { return present }
        let steps = try steps(of: event).filter(fits)
        return steps.first { $0.topic != nil } ?? steps.first
    }

    /// Steps whose time to open has come and that nobody has opened, the earliest first. What should have opened months ago is a
    /// mistake or history: nothing opens by itself then.
    func due(at now: Int64) throws -> [EventStepRecord] {
        try reading.all(
            """
            SELECT * FROM event_step WHERE opens_at IS NOT NULL AND opens_at <= \(now) AND opened_at IS NULL
            AND opens_at > \(max(now, .min + Self.latest) - Self.latest)
            AND (closes_at IS NULL OR closes_at > \(now)) ORDER BY event_id, opens_at, position
            """
        ).map(EventStepRecord.init)
    }

    /// Steps in which a room still is although their time is over, and of which that has not been noted.
    func ended(at now: Int64) throws -> [EventStepRecord] {
        try reading.all(
            """
            SELECT s.* FROM event_step s JOIN workshop w ON w.step_id = s.id
            WHERE s.closes_at IS NOT NULL AND s.closes_at <= \(now) AND s.ended_at IS NULL
                AND (s.opened_at IS NULL OR s.opened_at < s.closes_at)
            """
        ).map(EventStepRecord.init)
    }

    /// Whether the step that a room is in has ended, as the clock noted it (``StepWatch``, twice a second): nothing more is taken from
    /// participants until the facilitator goes on, gives it more time, or opens it again.
    func isOver(in event: Event.ID) throws -> Bool {
        try reading.first(
            """
            SELECT s.id FROM workshop w JOIN event_step s ON s.id = w.step_id
            WHERE w.id = \(EventPartStore.workshop(of: event)) AND s.ended_at IS NOT NULL AND (s.opened_at IS NULL OR s.opened_at < s.closes_at)
            """) != nil
    }

    /// - Throws: ``Refusal/stepOver``.
    func requireTime(in event: Event.ID) throws {
        guard try !isOver(in: event) else { throw Refusal.stepOver }
    }

    // MARK: Writing

    static func insert(
        _ id: EventStep.ID, in event: Event.ID, _ fields: StepFields, position: Int, _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO event_step (id, event_id, position, stage, topic_id, title, minutes, settings, opens_at, closes_at)
            VALUES (\(id), \(event), \(position), \(fields.stage), \(fields.topic), \(fields.title), \(fields.minutes),
                \(try JSONCoding.text(fields.settings)), \(fields.opensAt), \(fields.closesAt))
            """)
        try StepClockTimes.keep(id, fields.opensAt, fields.closesAt, tx)
    }

    /// A step whose times were moved into the future waits for them again.
    static func update(_ id: EventStep.ID, _ fields: StepFields, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE event_step SET stage = \(fields.stage), topic_id = \(fields.topic), title = \(fields.title),
                minutes = \(fields.minutes), settings = \(try JSONCoding.text(fields.settings)), opens_at = \(fields.opensAt),
                closes_at = \(fields.closesAt),
                opened_at = CASE WHEN \(fields.opensAt ?? 0) > \(now) THEN NULL ELSE opened_at END,
                ended_at = CASE WHEN \(fields.closesAt ?? 0) > \(now) THEN NULL ELSE ended_at END WHERE id = \(id)
            """)
        try StepClockTimes.keep(id, fields.opensAt, fields.closesAt, tx)
    }

    static func setOrder(_ steps: [EventStep.ID], _ tx: Transaction) throws {
        for (index, step) in steps.enumerated() {
            try tx.execute("UPDATE event_step SET position = \(index + 1) WHERE id = \(step)")
        }
    }

    static func delete(_ id: EventStep.ID, _ tx: Transaction) throws {
        try tx.execute("UPDATE workshop SET step_id = NULL WHERE step_id = \(id)")
        try tx.execute("DELETE FROM event_step WHERE id = \(id)")
    }

    static func deleteSteps(of topic: Topic.ID, _ tx: Transaction) throws {
        for row in try tx.all("SELECT id FROM event_step WHERE topic_id = \(topic)") {
            try delete(try row.get("id", as: EventStep.ID.self), tx)
        }
    }

    static func deleteAll(of event: Event.ID, _ tx: Transaction) throws {
        try tx.execute("UPDATE workshop SET step_id = NULL WHERE event_id = \(event)")
        try tx.execute("DELETE FROM event_step WHERE event_id = \(event)")
    }

    /// The room is in this step now; in none where a stage is open that no step has.
    static func enter(_ step: EventStep.ID?, in event: Event.ID, now: Int64, _ tx: Transaction) throws {
        try tx.execute("UPDATE workshop SET step_id = \(step) WHERE id = \(EventPartStore.workshop(of: event))")
        if let step { try tx.execute("UPDATE event_step SET opened_at = \(now) WHERE id = \(step)") }
    }

    /// - Returns: false where another node was first.
    static func claimEnd(_ step: EventStep.ID, now: Int64, _ tx: Transaction) throws -> Bool {
        try tx.first("UPDATE event_step SET ended_at = \(now) WHERE id = \(step) AND ended_at IS NULL RETURNING id")
            != nil
    }

    /// - Returns: false where another node was first.
    static func claimOpening(_ step: EventStep.ID, now: Int64, _ tx: Transaction) throws -> Bool {
        try tx.first("UPDATE event_step SET opened_at = \(now) WHERE id = \(step) AND opened_at IS NULL RETURNING id")
            != nil
    }
}
