import Domain
import Storage
import Web

/// The SQL of injects as they are planned; ``PlanStore`` reads them.
struct InjectStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    func count(in msel: Msel.ID) throws -> Int {
        try reading.value("SELECT COUNT(*) FROM inject WHERE msel_id = \(msel)", as: Int.self) ?? 0
    }

    func ids(in msel: Msel.ID) throws -> Set<String> {
        Set(try reading.all("SELECT id FROM inject WHERE msel_id = \(msel)").map { try $0.get("id") })
    }

    func lastPosition(in msel: Msel.ID) throws -> Int {
        try reading.value("SELECT MAX(position) FROM inject WHERE msel_id = \(msel)", as: Int?.self).flatMap { $0 } ?? 0
    }

    /// - Throws: ``Refusal/notFound``.
    func inject(_ id: Inject.ID, of msel: Msel.ID) throws -> InjectRecord {
        try PlanStore(reading).inject(id, of: msel)
    }

    /// Everybody who wrote on it, as the journal names people.
    func authors(of id: Inject.ID) throws -> Set<String> {
        Set(try reading.all("SELECT actor FROM inject_author WHERE inject_id = \(id)").map { try $0.get("actor") })
    }

    /// Everybody who wrote, by inject.
    func authors(in msel: Msel.ID) throws -> [Inject.ID: Set<String>] {
        var authors: [Inject.ID: Set<String>] = [:]
        for row in try reading.all(
            "SELECT a.* FROM inject_author a JOIN inject i ON i.id = a.inject_id WHERE i.msel_id = \(msel)")
        {
            authors[try row.get("inject_id"), default: []].insert(try row.get("actor"))
        }
        return authors
    }

    /// How many wait for approval by somebody who wrote nothing of them.
    func submitted(in msel: Msel.ID, notBy actor: String) throws -> Int {
        try reading.value(
            """
            SELECT COUNT(*) FROM inject i WHERE i.msel_id = \(msel) AND i.status = \(InjectStatus.submitted)
                AND NOT EXISTS (SELECT 1 FROM inject_author a WHERE a.inject_id = i.id AND a.actor = \(actor))
            """, as: Int.self) ?? 0
    }

    /// The question of an inject, and its options.
    func pointTexts(of id: Inject.ID) throws -> [LocalTexts] {
        let question = try reading.all("SELECT question FROM decision_point WHERE inject_id = \(id)").map {
            try JSONCoding.value(try $0.get("question"), as: LocalTexts.self)
        }
        let options = try reading.all(
            """
            SELECT o.text FROM decision_option o JOIN decision_point p ON p.id = o.point_id WHERE p.inject_id = \(id)
            ORDER BY o.position
            """
        ).map { try JSONCoding.value(try $0.get("text"), as: LocalTexts.self) }
        return question + options
    }

    func hasPapers(_ id: Inject.ID) throws -> Bool {
        try reading.first("SELECT id FROM paper WHERE inject_id = \(id) LIMIT 1") != nil
    }

    /// One more than the highest number among the labels.
    func nextLabel(in msel: Msel.ID) throws -> String {
        let labels = try reading.all("SELECT label FROM inject WHERE msel_id = \(msel)").compactMap { row in
            let label: String = try row.get("label")
            return label.utf8.count <= 6 ? Int(label) : nil
        }
        return "\((labels.max() ?? 0) + 1)"
    }

    /// Labels of the injects whose rules look at one of these.
    func watching(_ subjects: [String], of msel: Msel.ID) throws -> [String] {
        guard !subjects.isEmpty else { return [] }
        return try reading.all(
            """
            SELECT DISTINCT i.label FROM rule_condition c JOIN inject_rule r ON r.id = c.rule_id
            JOIN inject i ON i.id = r.inject_id WHERE i.msel_id = \(msel) AND c.subject_id IN \(in: subjects) ORDER BY i.label
            """
        ).map { try $0.get("label") }
    }

    /// By inject: which others must have gone out, or be answered, before its rule holds.
    func looks(of msel: Msel.ID) throws -> [Inject.ID: Set<String>] {
        var looks: [Inject.ID: Set<String>] = [:]
        for row in try reading.all(
            """
            SELECT r.inject_id, COALESCE(p.inject_id, c.subject_id) AS looked FROM rule_condition c
            JOIN inject_rule r ON r.id = c.rule_id JOIN inject i ON i.id = r.inject_id
            LEFT JOIN decision_point p ON p.id = c.subject_id WHERE i.msel_id = \(msel)
            """)
        {
            looks[try row.get("inject_id"), default: []].insert(try row.get("looked"))
        }
        return looks
    }

    // MARK: Writing

    static func insert(
        _ id: Inject.ID, in msel: Msel.ID, at position: Int, _ plan: InjectPlan, extra: [String: String],
        copiedFrom: Inject.ID? = nil, status: InjectStatus, _ work: Work
    ) throws {
        let (fields, now) = (plan.fields, work.now)
        try work.tx.execute(
            """
            INSERT INTO inject (id, msel_id, position, \(InjectFields.columns), storyline_id, actor_id, move_id, anchor, offset_ms,
                wall_at, controller_id, shows_observers, status, reason, revision, written_by, cleared, extra, copied_from,
                created_at, changed_at)
            VALUES (\(id), \(msel), \(position), \(fields.columnValues), \(plan.storyline), \(plan.actor), \(plan.move),
                \(plan.anchor), \(plan.offset), \(plan.wallAt), \(plan.controller), \(plan.showsObservers), \(status), '', 1,
                \(work.actor), '[]', \(try JSONCoding.text(extra)), \(copiedFrom), \(now), \(now))
            """)
        try setRecipients(id, plan.recipients, work.tx)
        try setTasks(id, plan.tasks, work.tx)
    }

    static func update(_ id: Inject.ID, _ plan: InjectPlan, _ work: Work) throws {
        try work.tx.execute(
            """
            UPDATE inject SET \(plan.fields.assignments), storyline_id = \(plan.storyline), actor_id = \(plan.actor),
                move_id = \(plan.move), anchor = \(plan.anchor), offset_ms = \(plan.offset), wall_at = \(plan.wallAt),
                controller_id = \(plan.controller), shows_observers = \(plan.showsObservers), changed_at = \(work.now)
            WHERE id = \(id)
            """)
        try setRecipients(id, plan.recipients, work.tx)
        try setTasks(id, plan.tasks, work.tx)
    }

    /// What may change of one that is out: what its controllers see only.
    static func updateNote(_ id: Inject.ID, _ note: String, _ controller: ExerciseSeat.ID?, _ work: Work) throws {
        try work.tx.execute(
            "UPDATE inject SET note = \(note), controller_id = \(controller), changed_at = \(work.now) WHERE id = \(id)"
        )
    }

    static func setAnchor(_ id: Inject.ID, _ anchor: InjectAnchor, _ work: Work) throws {
        try work.tx.execute(
            "UPDATE inject SET anchor = \(anchor), offset_ms = 0, wall_at = NULL, changed_at = \(work.now) WHERE id = \(id)"
        )
    }

    /// Only where nobody was quicker. - Returns: whether it was so.
    static func setOffset(_ inject: InjectRecord, _ move: ExerciseMove.ID?, _ offset: Int64, _ work: Work) throws
        -> Bool
    {
        try work.tx.first(
            """
            UPDATE inject SET move_id = \(move), offset_ms = \(offset), changed_at = \(work.now)
            WHERE id = \(inject.id) AND anchor = \(InjectAnchor.elapsed) AND offset_ms = \(inject.offset)
                AND status = \(inject.status) RETURNING id
            """) != nil
    }

    private static func setRecipients(_ id: Inject.ID, _ recipients: [InjectRecord.Recipient], _ tx: Transaction) throws
    {
        try InjectAttachmentStore.remove(of: id, tx)
        try tx.execute("DELETE FROM inject_recipient WHERE inject_id = \(id)")
        for recipient in recipients {
            try tx.execute(
                "INSERT INTO inject_recipient (inject_id, kind, target_id) VALUES (\(id), \(recipient.kind), \(recipient.target))"
            )
        }
    }

    private static func setTasks(_ id: Inject.ID, _ tasks: [CriticalTask.ID], _ tx: Transaction) throws {
        try tx.execute("DELETE FROM inject_task WHERE inject_id = \(id)")
        for task in tasks {
            try tx.execute("INSERT INTO inject_task (inject_id, task_id) VALUES (\(id), \(task))")
        }
    }

    static func setStatus(
        _ id: Inject.ID, _ status: InjectStatus, reason: String = "", submittedBy: String? = nil, _ work: Work
    ) throws {
        try work.tx.execute(
            """
            UPDATE inject SET status = \(status), reason = \(reason), submitted_by = COALESCE(\(submittedBy), submitted_by),
                changed_at = \(work.now) WHERE id = \(id)
            """)
    }

    static func approve(_ id: Inject.ID, revision: Int, _ work: Work) throws {
        try work.tx.execute(
            """
            UPDATE inject SET status = \(InjectStatus.approved), reason = '', approved_by = \(work.actor),
                approved_at = \(work.now), approved_revision = \(revision), changed_at = \(work.now) WHERE id = \(id)
            """)
    }

    static func note(author actor: String, of id: Inject.ID, _ tx: Transaction) throws {
        try tx.execute(
            "INSERT INTO inject_author (inject_id, actor) VALUES (\(id), \(actor)) ON CONFLICT (inject_id, actor) DO NOTHING"
        )
    }

    /// Its content is another one: the revision grows, and the texts that were written to the one before go along, but for those that
    /// have to be looked at again.
    /// - Parameter kept: languages that stay up to date; nothing: all.
    static func grow(_ inject: InjectRecord, kept: Set<String>? = nil, _ work: Work) throws {
        let revision = inject.revision + 1
        try work.tx.execute(
            "UPDATE inject SET revision = \(revision), changed_at = \(work.now) WHERE id = \(inject.id)")
        for text in inject.texts where text.revision == inject.revision && kept?.contains(text.language) ?? true {
            try work.tx.execute(
                """
                UPDATE inject_text SET source_revision = \(revision) WHERE inject_id = \(inject.id)
                    AND language = \(text.language)
                """)
        }
    }

    // MARK: Texts

    static func store(
        _ id: Inject.ID, _ language: String, _ text: InjectTextFields, revision: Int, _ state: InjectRecord.Text.State,
        _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO inject_text (inject_id, language, \(InjectTextFields.columns), source_revision, state)
            VALUES (\(id), \(language), \(text.columnValues), \(revision), \(state))
            ON CONFLICT (inject_id, language) DO UPDATE SET \(text.assignments), source_revision = excluded.source_revision,
                state = excluded.state
            """)
    }

    static func removeText(_ id: Inject.ID, _ language: String, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM inject_text WHERE inject_id = \(id) AND language = \(language)")
    }

    // MARK: Order

    static func setPosition(_ id: Inject.ID, _ position: Int, in msel: Msel.ID, _ work: Work) throws {
        try work.tx.execute(
            "UPDATE inject SET position = position + 1 WHERE msel_id = \(msel) AND position >= \(position) AND id <> \(id)"
        )
        try work.tx.execute(
            "UPDATE inject SET position = \(position), changed_at = \(work.now) WHERE id = \(id)")
    }

    // MARK: Away

    static func remove(_ id: Inject.ID, _ tx: Transaction) throws {
        try InjectPointStore.remove(of: id, tx)
        try InjectRuleStore.remove(of: id, tx)
        try tx.execute("DELETE FROM inject_recipient WHERE inject_id = \(id)")
        try tx.execute("DELETE FROM inject_text WHERE inject_id = \(id)")
        try tx.execute("DELETE FROM inject_task WHERE inject_id = \(id)")
        try tx.execute("DELETE FROM inject_author WHERE inject_id = \(id)")
        try tx.execute("DELETE FROM inject_clearing WHERE inject_id = \(id)")
        // A run that was copied from it goes on without it.
        try tx.execute("UPDATE inject SET copied_from = NULL WHERE copied_from = \(id)")
        try tx.execute("DELETE FROM inject WHERE id = \(id)")
    }
}

/// What a person has cleared of what could be taken for real.
struct InjectClearing: Sendable {
    let finding: InjectSafety.Finding
    /// As the journal names people.
    let actor: String?
    let at: Int64
}

extension InjectStore {
    func clearings(of id: Inject.ID) throws -> [InjectClearing] {
        try reading.all("SELECT * FROM inject_clearing WHERE inject_id = \(id) ORDER BY cleared_at, kind, found")
            .compactMap {
                guard let kind = InjectSafety.Kind(rawValue: try $0.get("kind")) else { return nil }
                return InjectClearing(
                    finding: InjectSafety.Finding(kind, try $0.get("found", as: String.self)),
                    actor: try $0.get("actor"),
                    at: try $0.get("cleared_at"))
            }
    }

    static func clear(_ finding: InjectSafety.Finding, of id: Inject.ID, _ work: Work) throws {
        try work.tx.execute(
            """
            INSERT INTO inject_clearing (inject_id, kind, found, actor, cleared_at)
            VALUES (\(id), \(finding.kind.rawValue), \(finding.text), \(work.actor), \(work.now))
            ON CONFLICT (inject_id, kind, found) DO NOTHING
            """)
    }
}
