import Domain
import Storage
import Web

/// The SQL of what follows an exercise: findings, lessons, the report, retests.
struct AfterStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    // MARK: Findings

    func findings(of event: Event.ID) throws -> [FindingRecord] {
        try reading.all("SELECT * FROM finding WHERE event_id = \(event) ORDER BY created_at, id").map(
            FindingRecord.init)
    }

    func finding(_ id: ExerciseFinding.ID) throws -> FindingRecord? {
        try reading.first("SELECT * FROM finding WHERE id = \(id)").map(FindingRecord.init)
    }

    /// - Throws: ``Refusal/notFound``.
    func finding(_ id: ExerciseFinding.ID, of event: Event.ID) throws -> FindingRecord {
        guard let found = try finding(id), found.event == event else { throw Refusal.notFound }
        return found
    }

    func observations(of findings: [ExerciseFinding.ID]) throws -> [ExerciseFinding.ID: [ExerciseObservation.ID]] {
        var found: [ExerciseFinding.ID: [ExerciseObservation.ID]] = [:]
        for row in try reading.all(
            "SELECT finding_id, observation_id FROM finding_observation WHERE finding_id IN \(in: findings) ORDER BY observation_id"
        ) {
            found[try row.get("finding_id"), default: []].append(try row.get("observation_id"))
        }
        return found
    }

    static func insert(
        _ id: ExerciseFinding.ID, _ fields: FindingFields, _ place: FindingPlace, in event: Event.ID, _ work: Work
    )
        throws
    {
        try work.tx.execute(
            """
            INSERT INTO finding (id, event_id, \(FindingFields.columns), objective_id, cell_id, is_shared, created_by, created_at,
                changed_at)
            VALUES (\(id), \(event), \(fields.columnValues), \(place.objective), \(place.cell), \(place.isShared), \(work.actor),
                \(work.now), \(work.now))
            """)
        try setObservations(place.observations, of: id, work.tx)
    }

    static func update(_ id: ExerciseFinding.ID, _ fields: FindingFields, _ place: FindingPlace, _ work: Work) throws {
        try work.tx.execute(
            """
            UPDATE finding SET \(fields.assignments), objective_id = \(place.objective), cell_id = \(place.cell),
                is_shared = \(place.isShared), changed_at = \(work.now) WHERE id = \(id)
            """)
        try setObservations(place.observations, of: id, work.tx)
    }

    private static func setObservations(
        _ observations: Set<ExerciseObservation.ID>, of id: ExerciseFinding.ID, _ tx: Transaction
    ) throws {
        try tx.execute("DELETE FROM finding_observation WHERE finding_id = \(id)")
        for observation in observations.sorted() {
            try tx.execute(
                "INSERT INTO finding_observation (finding_id, observation_id) VALUES (\(id), \(observation))")
        }
    }

    // MARK: Lessons

    func lessons(of event: Event.ID) throws -> [LessonRecord] { try lessons("l.event_id = \(event)") }

    /// Of all exercises of a programme, as far as they are no rehearsals.
    func lessons(of programme: Programme.ID) throws -> [LessonRecord] {
        try lessons(
            """
            l.event_id IN (SELECT e.id FROM event e JOIN exercise x ON x.event_id = e.id
                WHERE e.programme_id = \(programme) AND x.rehearses IS NULL)
            """)
    }

    private func lessons(_ condition: SQL) throws -> [LessonRecord] {
        var found = try reading.all("SELECT l.* FROM lesson l WHERE \(condition) ORDER BY l.created_at, l.id").map(
            LessonRecord.init)
        var findings: [Lesson.ID: [ExerciseFinding.ID]] = [:]
        for row in try reading.all(
            "SELECT lesson_id, finding_id FROM lesson_finding WHERE lesson_id IN \(in: found.map(\.id)) ORDER BY finding_id"
        ) {
            findings[try row.get("lesson_id"), default: []].append(try row.get("finding_id"))
        }
        for index in found.indices { found[index].findings = findings[found[index].id] ?? [] }
        return found
    }

    static func insert(
        _ id: Lesson.ID, _ text: String, language: String, of findings: [ExerciseFinding.ID], in event: Event.ID,
        _ work: Work
    ) throws {
        try work.tx.execute(
            """
            INSERT INTO lesson (id, event_id, text, language, created_by, created_at)
            VALUES (\(id), \(event), \(text), \(language), \(work.actor), \(work.now))
            """)
        for finding in findings {
            try work.tx.execute("INSERT INTO lesson_finding (lesson_id, finding_id) VALUES (\(id), \(finding))")
        }
    }

    static func confirm(_ id: Lesson.ID, by event: Case.ID?, _ tx: Transaction) throws {
        try tx.execute("UPDATE lesson SET case_id = \(event) WHERE id = \(id)")
    }

    // MARK: Retests

    struct Citing: Sendable {
        let action: Action.ID
        let objective: ExerciseObjective.ID
        let event: Event.ID
        let msel: Msel.ID
    }

    /// Objectives of exercises that are over and no rehearsals, by the actions that they retest.
    func citing(_ actions: [Action.ID]) throws -> [Citing] {
        try reading.all(
            """
            SELECT s.source_id, s.objective_id, x.event_id, x.msel_id FROM objective_source s
            JOIN exercise_objective o ON o.id = s.objective_id JOIN exercise x ON x.msel_id = o.msel_id
            WHERE s.kind = 'action' AND s.source_id IN \(in: actions.map(\.description)) AND x.rehearses IS NULL
                AND x.state IN ('ended', 'reviewed', 'closed')
            ORDER BY x.event_id, s.objective_id
            """
        ).map {
            Citing(
                action: try $0.get("source_id"), objective: try $0.get("objective_id"), event: try $0.get("event_id"),
                msel: try $0.get("msel_id"))
        }
    }

    /// The cell in which somebody plays by their account.
    func cell(of account: Account.ID, in event: Event.ID) throws -> ExerciseCell.ID? {
        try reading.first(
            """
            SELECT s.cell_id FROM exercise_seat s JOIN participant p ON p.id = s.participant_id
            WHERE s.event_id = \(event) AND p.account_id = \(account) AND s.cell_id IS NOT NULL ORDER BY s.id
            """)?.get("cell_id")
    }

    // MARK: The thread

    struct Followed: Sendable {
        let action: Action.ID
        /// Where the finding was made.
        let event: Event.ID
        /// What the finding's objective comes from; nothing where it comes from nowhere.
        let source: String?
        let sourceEvent: Event.ID?
    }

    /// Actions that follow from exercises among the events, or from testing what comes from them.
    func followed(in events: [Event.ID]) throws -> [Followed] {
        try reading.all(
            """
            SELECT a.id, f.event_id, s.source_id, s.event_id AS source_event FROM action a
            JOIN finding f ON f.id = a.origin_id JOIN exercise x ON x.event_id = f.event_id
            LEFT JOIN objective_source s ON s.objective_id = f.objective_id
            WHERE a.origin_kind = 'finding' AND x.rehearses IS NULL
                AND (f.event_id IN \(in: events) OR s.event_id IN \(in: events))
            ORDER BY a.created_at, a.id, s.source_id
            """
        ).map {
            Followed(
                action: try $0.get("id"), event: try $0.get("event_id"), source: try $0.get("source_id"),
                sourceEvent: try $0.get("source_event"))
        }
    }

    static func threadHome(of id: String) -> SQL {
        """
        SELECT 'action' AS kind, f.event_id AS home FROM action a JOIN finding f ON f.id = a.origin_id
        WHERE a.origin_kind = 'finding' AND a.id = \(id)
        UNION ALL SELECT 'finding', event_id FROM finding WHERE id = \(id)
        UNION ALL SELECT 'observation', event_id FROM exercise_observation WHERE id = \(id)
        UNION ALL SELECT 'lesson', event_id FROM lesson WHERE id = \(id)
        """
    }

    // MARK: Cases

    /// Lessons that a case confirms, and the exercise that became one.
    func citations(of id: Case.ID) throws -> [CaseCitation] {
        let lessons = try reading.all(
            """
            SELECT l.event_id, l.text, l.language, e.title FROM lesson l JOIN event e ON e.id = l.event_id
            WHERE l.case_id = \(id) ORDER BY l.created_at, l.id
            """
        ).map { row -> CaseCitation in
            let (event, title): (Event.ID, String) = (try row.get("event_id"), try row.get("title"))
            return CaseCitation(
                event: event, eventTitle: title, title: .verbatim(try row.get("text")),
                language: try row.get("language"), page: "\(AfterPaths.findings(event))#lessons",
                words: L("a lesson of “\(title)”"))
        }
        let reports = try reading.all(
            """
            SELECT r.event_id, e.title FROM exercise_report r JOIN event e ON e.id = r.event_id WHERE r.case_id = \(id)
            """
        ).map { row -> CaseCitation in
            let (event, title): (Event.ID, String) = (try row.get("event_id"), try row.get("title"))
            return CaseCitation(
                event: event, eventTitle: title, title: L("After-action report"), page: AfterPaths.report(event),
                words: L("the after-action report of “\(title)”"))
        }
        return lessons + reports
    }

    static func cited(in events: [Event.ID]) -> SQL {
        """
        SELECT case_id FROM lesson WHERE case_id IS NOT NULL AND event_id IN \(in: events)
        UNION SELECT case_id FROM exercise_report WHERE case_id IS NOT NULL AND event_id IN \(in: events)
        """
    }

    // MARK: The report

    struct Written: Sendable {
        let text: String
        let language: String
        let revision: Int
    }

    func texts(of event: Event.ID) throws -> [ReportSection: Written] {
        var texts: [ReportSection: Written] = [:]
        for row in try reading.all("SELECT * FROM exercise_report_text WHERE event_id = \(event)") {
            guard let section = ReportSection(rawValue: try row.get("section")) else { continue }
            texts[section] = Written(
                text: try row.get("text"), language: try row.get("language"), revision: try row.get("revision"))
        }
        return texts
    }

    func report(of event: Event.ID) throws -> (template: ReportTemplate, agreedAt: Int64?, made: Case.ID?) {
        guard let row = try reading.first("SELECT * FROM exercise_report WHERE event_id = \(event)") else {
            return (.hseep, nil, nil)
        }
        return (
            ReportTemplate(rawValue: try row.get("template")) ?? .hseep, try row.get("agreed_at"),
            try row.get("case_id")
        )
    }

    static func write(
        _ section: ReportSection, _ text: String, language: String, revision: Int, in event: Event.ID, _ work: Work
    )
        throws
    {
        try work.tx.execute(
            """
            INSERT INTO exercise_report_text (event_id, section, text, language, revision, changed_by, changed_at)
            VALUES (\(event), \(section.rawValue), \(text), \(language), \(revision), \(work.actor), \(work.now))
            ON CONFLICT (event_id, section) DO UPDATE SET text = excluded.text, language = excluded.language,
                revision = excluded.revision, changed_by = excluded.changed_by, changed_at = excluded.changed_at
            """)
    }

    static func choose(_ template: ReportTemplate, of event: Event.ID, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO exercise_report (event_id, template) VALUES (\(event), \(template.rawValue))
            ON CONFLICT (event_id) DO UPDATE SET template = excluded.template
            """)
    }

    static func agree(_ event: Event.ID, _ template: ReportTemplate, _ work: Work) throws {
        try work.tx.execute(
            """
            INSERT INTO exercise_report (event_id, template, agreed_at, agreed_by)
            VALUES (\(event), \(template.rawValue), \(work.now), \(work.actor))
            ON CONFLICT (event_id) DO UPDATE SET agreed_at = excluded.agreed_at, agreed_by = excluded.agreed_by
            """)
        try work.tx.execute(
            "UPDATE exercise SET state = 'reviewed', reviewed_at = \(work.now), changed_at = \(work.now) WHERE event_id = \(event)"
        )
    }

    static func close(_ event: Event.ID, as made: Case.ID?, _ work: Work) throws {
        try work.tx.execute("UPDATE exercise_report SET case_id = \(made) WHERE event_id = \(event)")
        try work.tx.execute(
            "UPDATE exercise SET state = 'closed', changed_at = \(work.now) WHERE event_id = \(event)")
    }
}
