import Domain
import Storage
import Web

/// Who was asked to an event, as stored: a country, a city, an organisation, a group or one person.
struct InvitationRecord: Sendable, Hashable {
    enum State: String, Sendable, CaseIterable, Codable, SQLBindable, SQLDecodable {
        case pending, accepted, declined
    }

    let id: Invitation.ID
    let event: Event.ID
    let target: Behalf
    let channel: RegistrationChannel
    /// In which region a country counts.
    let region: App.Region.ID?
    let language: Language?
    /// To whom it goes.
    let note: String
    let state: State
    /// What was answered, in words.
    let answer: String
    /// Nothing before it went out.
    let sentAt: Int64?
    let answerBy: TypedTime?
    let answeredAt: Int64?
    let createdAt: Int64

    init(_ row: Row) throws {
        id = try row.get("id")
        event = try row.get("event_id")
        target = Behalf(kind: try row.get("target_kind"), code: try row.get("target"))
        channel = try row.get("channel")
        region = try row.get("region_id")
        language = try row.get("language")
        note = try row.get("note")
        state = try row.get("state")
        answer = try row.get("answer")
        sentAt = try row.get("sent_at")
        answeredAt = try row.get("answered_at")
        createdAt = try row.get("created_at")
        let at = try row.get("answer_by_at", as: Int64?.self)
        let local = try row.get("answer_by_local", as: String?.self)
        answerBy = if let at, let local { TypedTime(local: local, at: at) } else { nil }
    }
}

/// The SQL of invitations.
struct InvitationStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    func invitations(of event: Event.ID) throws -> [InvitationRecord] {
        try reading.all(
            "SELECT * FROM invitation WHERE event_id = \(event) ORDER BY target_kind, target"
        ).map(InvitationRecord.init)
    }

    /// Those of one country, city, organisation or person, of all events, the newest first.
    func invitations(to target: Behalf) throws -> [InvitationRecord] {
        try reading.all(
            """
            SELECT * FROM invitation WHERE target_kind = \(target.kind) AND target = \(target.code) ORDER BY created_at DESC, id
            """
        ).map(InvitationRecord.init)
    }

    func invitation(to target: Behalf, in event: Event.ID) throws -> InvitationRecord? {
        try reading.first(
            "SELECT * FROM invitation WHERE event_id = \(event) AND target_kind = \(target.kind) AND target = \(target.code)"
        ).map(InvitationRecord.init)
    }

    /// - Throws: ``Refusal/notFound``, also for one of another event.
    func invitation(_ id: Invitation.ID, in event: Event.ID) throws -> InvitationRecord {
        guard let row = try reading.first("SELECT * FROM invitation WHERE id = \(id) AND event_id = \(event)") else {
            throw Refusal.notFound
        }
        return try InvitationRecord(row)
    }

    // MARK: Writing

    /// - Returns: false where they were asked before.
    static func insert(
        _ id: Invitation.ID, in event: Event.ID, _ fields: InvitationFields, now: Int64, _ tx: Transaction
    ) throws -> Bool {
        try tx.first(
            """
            INSERT INTO invitation (id, event_id, target_kind, target, channel, region_id, language, note, state, answer, sent_at,
                answer_by_local, answer_by_at, answered_at, answered_by, created_at)
            VALUES (\(id), \(event), \(fields.target.kind), \(fields.target.code), \(fields.channel), \(fields.region), \(fields.language),
                \(fields.note), 'pending', '', NULL, \(fields.answerBy?.local), \(fields.answerBy?.at), NULL, NULL, \(now))
            ON CONFLICT (event_id, target_kind, target) DO NOTHING RETURNING id
            """) != nil
    }

    static func update(_ id: Invitation.ID, _ fields: InvitationFields, _ tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE invitation SET channel = \(fields.channel), region_id = \(fields.region), language = \(fields.language),
                note = \(fields.note), answer_by_local = \(fields.answerBy?.local), answer_by_at = \(fields.answerBy?.at)
            WHERE id = \(id)
            """)
    }

    static func setSent(_ id: Invitation.ID, now: Int64, _ tx: Transaction) throws {
        try tx.execute("UPDATE invitation SET sent_at = \(now) WHERE id = \(id)")
    }

    static func setAnswer(
        _ id: Invitation.ID, _ state: InvitationRecord.State, _ words: String, by actor: String?, now: Int64,
        _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE invitation SET state = \(state), answer = \(words), answered_at = \(now), answered_by = \(actor) WHERE id = \(id)
            """)
    }

    static func setAnswerBy(_ time: TypedTime, of id: Invitation.ID, _ tx: Transaction) throws {
        try tx.execute(
            "UPDATE invitation SET answer_by_local = \(time.local), answer_by_at = \(time.at) WHERE id = \(id)")
    }

    static func delete(_ id: Invitation.ID, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM invitation WHERE id = \(id)")
    }
}

/// What is told of an invitation.
struct InvitationFields: Sendable, Hashable {
    var target: Behalf
    var channel = RegistrationChannel.nomination
    var region: App.Region.ID?
    var language: Language?
    var note = ""
    var answerBy: TypedTime?

    var cleaned: Cleaned<InvitationFields> {
        Cleaned(self) { fields, check in
            fields.note = check.lines("note", fields.note, limit: 1_000)
            let code = check.line("target", fields.target.code, limit: 200, isRequired: true)
            fields.target = Behalf(
                kind: fields.target.kind, code: fields.target.kind == .country ? code.uppercased() : code)
        }
    }
}
