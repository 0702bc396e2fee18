import Domain
import Storage
import Web

/// A previewed file.
struct ImportDraftRecord: Sendable {
    let id: ImportDraft.ID
    let account: Account.ID
    /// Nothing for the directory itself.
    let event: Event.ID?
    let fileName: String
    var answers: ImportAnswers
    var content: ImportContent
    var plan: [PlannedRow]
    /// What the directory and the event were when the plan was made.
    var basis: String
    let confirmedAt: Int64?
}

/// What is large of a preview, as JSON: made before the transaction that stores it.
struct ImportDraftText: Sendable {
    let answers: String
    let content: String
    let plan: String

    init(_ draft: ImportDraftRecord) throws {
        answers = try JSONCoding.text(draft.answers)
        content = try JSONCoding.text(draft.content)
        plan = try JSONCoding.text(draft.plan)
    }
}

/// The SQL of previewed files.
struct ImportStore {
    static let lifetime: Int64 = EpochTime.day
    /// Previews that an account keeps; the oldest go.
    static let mostOfAccount = 5
    /// Headings whose answers are kept for a programme or an account.
    static let mostRemembered = 50
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// Only to whom it belongs, and only while it is kept.
    func draft(_ id: ImportDraft.ID, of account: Account.ID, event: Event.ID?, now: Int64) throws -> ImportDraftRecord {
        let row = try reading.first(
            """
            SELECT event_id, file_name, answers, content, plan, basis, confirmed_at FROM import_draft WHERE id = \(id) AND account_id = \(account) AND created_at > \(now - Self.lifetime)
            """)
        guard let row, try row.get("event_id", as: Event.ID?.self) == event else { throw Refusal.notFound }
        return ImportDraftRecord(
            id: id, account: account, event: event, fileName: try row.get("file_name"),
            answers: try JSONCoding.value(try row.get("answers")),
            content: try JSONCoding.value(try row.get("content")),
            plan: try JSONCoding.value(try row.get("plan")), basis: try row.get("basis"),
            confirmedAt: try row.get("confirmed_at"))
    }

    /// What an account has not taken over yet, nor the same file read later, as long as it is kept.
    func unfinished(of account: Account.ID, now: Int64) throws
        -> [(id: ImportDraft.ID, event: Event.ID?, fileName: String, createdAt: Int64)]
    {
        try reading.all(
            """
            SELECT id, event_id, file_name, created_at FROM import_draft d
            WHERE account_id = \(account) AND confirmed_at IS NULL AND created_at > \(now - Self.lifetime)
                AND NOT EXISTS (SELECT 1 FROM import_draft o WHERE o.account_id = d.account_id AND o.file_name = d.file_name
                    AND COALESCE(o.event_id, '') = COALESCE(d.event_id, '') AND o.confirmed_at > d.created_at)
            ORDER BY created_at, id
            """
        ).map { (try $0.get("id"), try $0.get("event_id"), try $0.get("file_name"), try $0.get("created_at")) }
    }

    /// The file itself, to be read again with other answers.
    func file(of id: ImportDraft.ID) throws -> [UInt8] {
        try reading.first("SELECT file FROM import_draft WHERE id = \(id)")?.get("file", as: [UInt8]?.self) ?? []
    }

    /// Changes with everything that a plan depends on: people, organisations, sectors, and the seats of the event.
    func basis(of event: Event.ID?) throws -> String {
        let directory =
            try reading.value(
                "SELECT MAX(sequence) FROM journal WHERE scope = 'directory'", as: Int64?.self) ?? nil
        let people = try reading.first("SELECT COUNT(*) AS n, MAX(changed_at) AS last FROM person")
        let count = try people?.get("n", as: Int.self) ?? 0
        let last = try people?.get("last", as: Int64?.self) ?? 0
        var basis = "\(directory ?? 0) \(count) \(last)"
        if let event {
            let seats = try seats(of: event).map { seat in
                [
                    seat.id.description, seat.person?.description ?? "", seat.name, seat.organisation,
                    seat.country ?? "",
                    seat.sector ?? "", seat.role.rawValue, seat.state.rawValue,
                ].joined(separator: "\u{1F}")
            }
            basis += " " + Secret.hex(Sodium.hash(seats.joined(separator: "\u{1E}").utf8))
        }
        return basis
    }

    /// Every seat of an event, removed or not.
    func seats(of event: Event.ID) throws -> [ParticipantRecord] {
        try reading.all("SELECT * FROM participant WHERE event_id = \(event) ORDER BY id").map(ParticipantRecord.init)
    }

    /// Into which seat each seat was joined that is none of its own any more.
    func joinedSeats(of event: Event.ID) throws -> [Participant.ID: Participant.ID] {
        let rows = try reading.all(
            "SELECT id, joined_into FROM participant WHERE event_id = \(event) AND joined_into IS NOT NULL")
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0.get("id"), try $0.get("joined_into")) })
    }

    func insert(_ draft: ImportDraftRecord, _ text: ImportDraftText, file: [UInt8], now: Int64, _ tx: Transaction)
        throws
    {
        try tx.execute("DELETE FROM import_draft WHERE created_at < \(now - Self.lifetime)")
        try tx.execute(
            """
            DELETE FROM import_draft WHERE account_id = \(draft.account) AND id NOT IN
                (SELECT id FROM import_draft WHERE account_id = \(draft.account) ORDER BY created_at DESC, id DESC
                    LIMIT \(Self.mostOfAccount - 1))
            """)
        try tx.execute(
            """
            INSERT INTO import_draft (id, account_id, event_id, file_name, file, answers, content, plan, basis, created_at, confirmed_at)
            VALUES (\(draft.id), \(draft.account), \(draft.event), \(draft.fileName), \(file), \(text.answers),
                \(text.content), \(text.plan), \(draft.basis), \(now), NULL)
            """)
    }

    /// Only while it is not confirmed.
    func update(_ id: ImportDraft.ID, _ text: ImportDraftText, basis: String, _ tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE import_draft SET answers = \(text.answers), content = \(text.content), plan = \(text.plan), basis = \(basis)
            WHERE id = \(id) AND confirmed_at IS NULL
            """)
    }

    /// Whether a draft that was read before can be applied now.
    enum Standing: Sendable { case holds, changed, confirmed }

    func standing(_ draft: ImportDraftRecord) throws -> Standing {
        let row = try reading.first("SELECT confirmed_at, basis, answers FROM import_draft WHERE id = \(draft.id)")
        guard let row else { throw Refusal.notFound }
        if try row.get("confirmed_at", as: Int64?.self) != nil { return .confirmed }
        let isSame =
            try row.get("basis", as: String.self) == draft.basis
            && row.get("answers", as: String.self) == JSONCoding.text(draft.answers)
        return try isSame && basis(of: draft.event) == draft.basis ? .holds : .changed
    }

    /// The file is not needed any more. - Parameter plan: as JSON.
    func setConfirmed(_ id: ImportDraft.ID, plan: String, now: Int64, _ tx: Transaction) throws {
        try tx.execute("UPDATE import_draft SET confirmed_at = \(now), plan = \(plan), file = NULL WHERE id = \(id)")
    }

    func delete(_ id: ImportDraft.ID, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM import_draft WHERE id = \(id)")
    }

    // MARK: What is remembered for the next file

    /// By the fingerprint of the heading.
    func memory(_ scope: String, kind: String) throws -> [String: ImportAnswers] {
        let rows = try reading.all(
            "SELECT fingerprint, answers FROM import_memory WHERE scope = \(scope) AND kind = \(kind)")
        return Dictionary(
            uniqueKeysWithValues: try rows.map {
                (try $0.get("fingerprint"), try JSONCoding.value(try $0.get("answers", as: String.self)))
            })
    }

    func remember(
        _ answers: ImportAnswers, _ fingerprint: String, scope: String, kind: String, now: Int64, _ tx: Transaction
    )
        throws
    {
        try tx.execute(
            """
            INSERT INTO import_memory (scope, kind, fingerprint, answers, used_at)
            VALUES (\(scope), \(kind), \(fingerprint), \(try JSONCoding.text(answers)), \(now))
            ON CONFLICT (scope, kind, fingerprint) DO UPDATE SET answers = excluded.answers, used_at = excluded.used_at
            """)
        try tx.execute(
            """
            DELETE FROM import_memory WHERE scope = \(scope) AND kind = \(kind) AND fingerprint NOT IN
                (SELECT fingerprint FROM import_memory WHERE scope = \(scope) AND kind = \(kind)
                    ORDER BY used_at DESC, fingerprint LIMIT \(Self.mostRemembered))
            """)
    }
}
