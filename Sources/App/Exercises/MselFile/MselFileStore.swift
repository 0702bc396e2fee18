import Domain
import Storage
import Web

public enum MselDraft { public typealias ID = Identifier<MselDraft> }

/// A file between its preview and its confirmation.
struct MselDraftRecord: Sendable {
    let id: MselDraft.ID
    let fileName: String
    let answers: MselAnswers
    let createdAt: Int64
    let confirmedAt: Int64?
    /// Of what was done.
    let counts: MselIntake.Counts
}

/// The SQL of planners' files: drafts, and what a confirmed file writes of a plan.
struct MselFileStore {
    static let mostOfAccount = 5
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    // MARK: Drafts

    /// Only to whom it belongs, and for a day. - Throws: ``Refusal/notFound``.
    func draft(_ id: MselDraft.ID, of account: Account.ID, in event: Event.ID, now: Int64) throws -> MselDraftRecord {
        let row = try reading.first(
            """
            SELECT file_name, answers, created_at, confirmed_at, counts FROM msel_draft
            WHERE id = \(id) AND account_id = \(account) AND event_id = \(event) AND created_at > \(now - EpochTime.day)
            """)
        guard let row else { throw Refusal.notFound }
        return MselDraftRecord(
            id: id, fileName: try row.get("file_name"), answers: try JSONCoding.value(try row.get("answers")),
            createdAt: try row.get("created_at"), confirmedAt: try row.get("confirmed_at"),
            counts: try JSONCoding.value(try row.get("counts")))
    }

    func file(of id: MselDraft.ID) throws -> [UInt8] {
        try reading.first("SELECT file FROM msel_draft WHERE id = \(id)")?.get("file", as: [UInt8]?.self) ?? []
    }

    static func insert(
        _ id: MselDraft.ID, _ event: Event.ID, _ account: Account.ID, name: String, file: [UInt8],
        _ answers: MselAnswers,
        now: Int64, _ tx: Transaction
    ) throws {
        try tx.execute("DELETE FROM msel_draft WHERE created_at < \(now - EpochTime.day)")
        try tx.execute(
            """
            DELETE FROM msel_draft WHERE account_id = \(account) AND id NOT IN
                (SELECT id FROM msel_draft WHERE account_id = \(account) ORDER BY created_at DESC, id DESC
                    LIMIT \(mostOfAccount - 1))
            """)
        try tx.execute(
            """
            INSERT INTO msel_draft (id, event_id, account_id, file_name, file, answers, created_at, confirmed_at, counts)
            VALUES (\(id), \(event), \(account), \(name), \(file), \(try JSONCoding.text(answers)), \(now), NULL,
                \(try JSONCoding.text(MselIntake.Counts())))
            """)
    }

    static func answer(_ id: MselDraft.ID, _ answers: MselAnswers, _ tx: Transaction) throws {
        try tx.execute(
            "UPDATE msel_draft SET answers = \(try JSONCoding.text(answers)) WHERE id = \(id) AND confirmed_at IS NULL")
    }

    static func confirm(_ id: MselDraft.ID, _ counts: MselIntake.Counts, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            "UPDATE msel_draft SET confirmed_at = \(now), counts = \(try JSONCoding.text(counts)) WHERE id = \(id)")
    }

    static func delete(_ id: MselDraft.ID, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM msel_draft WHERE id = \(id)")
    }

    /// Ids that are no injects of this plan, but of another, or of none where all are.
    func foreign(_ ids: Set<String>, to msel: Msel.ID) throws -> Set<String> {
        guard !ids.isEmpty else { return [] }
        var own = 0
        var foreign: Set<String> = []
        let sorted = ids.sorted()
        for start in stride(from: 0, to: sorted.count, by: 500) {
            let some = Array(sorted[start..<min(start + 500, sorted.count)])
            for row in try reading.all("SELECT id, msel_id FROM inject WHERE id IN \(in: some)") {
                if try row.get("msel_id", as: Msel.ID.self) == msel {
                    own += 1
                } else {
                    foreign.insert(try row.get("id"))
                }
            }
        }
        return own == 0 ? ids : foreign
    }

    // MARK: What a file writes

    static func insert(_ inject: MselWritten, _ id: Inject.ID, of msel: Msel.ID, position: Int, _ work: Work) throws {
        try work.tx.execute(
            """
            INSERT INTO inject (id, msel_id, position, label, title, type, channel, storyline_id, incident, actor_id, move_id, anchor,
                offset_ms, wall_at, release, expected, note, controller_id, shows_observers, status, held_at, reason, revision,
                written_by, submitted_by, approved_by, approved_at, approved_revision, cleared, extra, due_elapsed,
                released_elapsed, released_wall, copied_from, created_at, changed_at)
            VALUES (\(id), \(msel), \(position), \(inject.label), \(inject.title), \(inject.type), \(inject.channel),
                \(inject.storyline), '', \(inject.actor), \(inject.move), \(inject.anchor), \(inject.offset), NULL,
                \(inject.release), \(inject.expected), \(inject.note), NULL, \(false), \(inject.status), NULL, '', 1,
                \(work.actor), NULL, NULL, NULL, NULL, '[]', \(try JSONCoding.text(inject.extra)), NULL, NULL, NULL, NULL,
                \(work.now), \(work.now))
            """)
    }

    static func update(_ id: Inject.ID, _ inject: MselWritten, _ work: Work) throws {
        try work.tx.execute(
            """
            UPDATE inject SET label = \(inject.label), title = \(inject.title), type = \(inject.type),
                channel = \(inject.channel), storyline_id = \(inject.storyline), actor_id = \(inject.actor),
                move_id = \(inject.move), anchor = \(inject.anchor), offset_ms = \(inject.offset), wall_at = \(inject.wallAt),
                expected = \(inject.expected), note = \(inject.note),
                extra = \(try JSONCoding.text(inject.extra)), changed_at = \(work.now)
            WHERE id = \(id)
            """)
    }

    static func setNote(_ id: Inject.ID, _ note: String, _ work: Work) throws {
        try work.tx.execute("UPDATE inject SET note = \(note), changed_at = \(work.now) WHERE id = \(id)")
    }

    static func setRecipients(_ id: Inject.ID, _ recipients: [InjectRecord.Recipient], _ tx: Transaction) throws {
        try tx.execute("DELETE FROM inject_recipient WHERE inject_id = \(id)")
        for one in Set(recipients).sorted(by: { ($0.kind.rawValue, $0.target) < ($1.kind.rawValue, $1.target) }) {
            try tx.execute(
                "INSERT INTO inject_recipient (inject_id, kind, target_id) VALUES (\(id), \(one.kind), \(one.target))")
        }
    }

    static func setText(
        _ id: Inject.ID, language: String, subject: String, body: String, revision: Int, _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO inject_text (inject_id, language, subject, body, source_revision, state)
            VALUES (\(id), \(language), \(subject), \(body), \(revision), 'draft')
            ON CONFLICT (inject_id, language) DO UPDATE SET subject = excluded.subject, body = excluded.body,
                source_revision = excluded.source_revision, state = excluded.state
            """)
    }

    static func setTasks(_ id: Inject.ID, _ tasks: [CriticalTask.ID], _ tx: Transaction) throws {
        try tx.execute("DELETE FROM inject_task WHERE inject_id = \(id)")
        for task in Set(tasks) {
            try tx.execute("INSERT INTO inject_task (inject_id, task_id) VALUES (\(id), \(task))")
        }
    }

    static func insertActor(_ id: Actor.ID, _ name: String, of msel: Msel.ID, _ tx: Transaction) throws {
        try tx.execute(
            "INSERT INTO exercise_actor (id, msel_id, name, kind, address) VALUES (\(id), \(msel), \(name), \(ActorKind.authority), '')"
        )
    }

    static func insertStoryline(_ id: Storyline.ID, _ title: String, position: Int, of msel: Msel.ID, _ tx: Transaction)
        throws
    {
        try tx.execute(
            "INSERT INTO storyline (id, msel_id, position, title) VALUES (\(id), \(msel), \(position), \(title))")
    }

    static func insertMove(
        _ id: ExerciseMove.ID, number: Int, title: String, start: Int64, length: Int64, of msel: Msel.ID,
        _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO exercise_move (id, msel_id, number, title, planned_start, planned_length, story_at, rate_num, rate_den,
                briefing, state, opened_elapsed, closed_elapsed)
            VALUES (\(id), \(msel), \(number), \(title), \(start), \(length), NULL, 1, 1, '', \(MoveState.planned), NULL, NULL)
            """)
    }

    static func insertCell(
        _ id: ExerciseCell.ID, number: Int, code: String, name: String, zone: String, language: String,
        of msel: Msel.ID,
        _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO exercise_cell (id, msel_id, number, code, name, country, plays, zone, language, kind, publication, copied_from)
            VALUES (\(id), \(msel), \(number), \(code), \(name), NULL, '', \(zone), \(language), \(CellKind.players),
                \(Comparison.private), NULL)
            """)
    }

    static func setExtraColumns(_ columns: [String], of msel: Msel.ID, _ work: Work) throws {
        try work.tx.execute(
            "UPDATE msel SET extra_columns = \(try JSONCoding.text(columns)), changed_at = \(work.now) WHERE id = \(msel)"
        )
    }
}

/// What a row writes of an inject.
struct MselWritten: Sendable {
    var label = ""
    var title = ""
    var type = InjectKind.standard
    var channel = ExerciseChannel.document
    var storyline: Storyline.ID?
    var actor: Actor.ID?
    var move: ExerciseMove.ID?
    var anchor = InjectAnchor.hand
    var offset: Int64 = 0
    var wallAt: Int64?
    var release = ReleaseWay.hand
    var expected = ""
    var note = ""
    var status = InjectStatus.draft
    var extra: [String: String] = [:]
}
