import Domain
import Storage
import Web

/// Reads what is planned of an exercise. Each list is one statement.
struct PlanStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// - Throws: ``Refusal/notFound``.
    func msel(_ id: Msel.ID) throws -> MselRecord {
        guard let row = try reading.first("SELECT * FROM msel WHERE id = \(id)") else { throw Refusal.notFound }
        return try MselRecord(row)
    }

    /// The scenarios of a programme, by title.
    func scenarios(of programme: Programme.ID) throws -> [MselRecord] {
        try reading.all(
            "SELECT * FROM msel WHERE programme_id = \(programme) AND kind = 'scenario' ORDER BY title, id"
        ).map(MselRecord.init)
    }

    func breaks(of msel: Msel.ID) throws -> [BreakRecord] {
        try reading.all("SELECT * FROM planned_break WHERE msel_id = \(msel) ORDER BY elapsed, id").map(
            BreakRecord.init)
    }

    func moves(of msel: Msel.ID) throws -> [MoveRecord] {
        try reading.all("SELECT * FROM exercise_move WHERE msel_id = \(msel) ORDER BY number").map(MoveRecord.init)
    }

    func cells(of msel: Msel.ID) throws -> [CellRecord] {
        try reading.all("SELECT * FROM exercise_cell WHERE msel_id = \(msel) ORDER BY number, id").map(CellRecord.init)
    }

    /// Pairs of neighbours, each once.
    func borders(of msel: Msel.ID) throws -> [(ExerciseCell.ID, ExerciseCell.ID)] {
        try reading.all(
            """
            SELECT b.* FROM cell_border b JOIN exercise_cell c ON c.id = b.cell_id WHERE c.msel_id = \(msel)
            ORDER BY b.cell_id, b.neighbour_id
            """
        ).map { (try $0.get("cell_id"), try $0.get("neighbour_id")) }
    }

    func functions(of msel: Msel.ID) throws -> [FunctionRecord] {
        try reading.all("SELECT * FROM exercise_function WHERE msel_id = \(msel) ORDER BY position, id").map(
            FunctionRecord.init)
    }

    func actors(of msel: Msel.ID) throws -> [ActorRecord] {
        try reading.all("SELECT * FROM exercise_actor WHERE msel_id = \(msel) ORDER BY name, id").map(ActorRecord.init)
    }

    func storylines(of msel: Msel.ID) throws -> [StorylineRecord] {
        try reading.all("SELECT * FROM storyline WHERE msel_id = \(msel) ORDER BY position, id").map(
            StorylineRecord.init)
    }

    func objectives(of msel: Msel.ID) throws -> [ExerciseObjectiveRecord] {
        try reading.all("SELECT * FROM exercise_objective WHERE msel_id = \(msel) ORDER BY number, id").map(
            ExerciseObjectiveRecord.init)
    }

    func sources(of msel: Msel.ID) throws -> [ObjectiveSource] {
        try reading.all(
            """
            SELECT s.* FROM objective_source s JOIN exercise_objective o ON o.id = s.objective_id WHERE o.msel_id = \(msel)
            ORDER BY o.number, s.kind, s.source_id
            """
        ).map(ObjectiveSource.init)
    }

    func tasks(of msel: Msel.ID) throws -> [TaskRecord] {
        try reading.all("SELECT * FROM critical_task WHERE msel_id = \(msel) ORDER BY number, id").map(TaskRecord.init)
    }

    // MARK: Injects

    /// As they stand in the list, with recipients, texts and tasks.
    func injects(of msel: Msel.ID) throws -> [InjectRecord] {
        try injects("i.msel_id = \(msel)")
    }

    /// - Throws: ``Refusal/notFound``.
    func inject(_ id: Inject.ID, of msel: Msel.ID) throws -> InjectRecord {
        guard let inject = try injects("i.id = \(id) AND i.msel_id = \(msel)").first else { throw Refusal.notFound }
        return inject
    }

    private func injects(_ condition: SQL) throws -> [InjectRecord] {
        var injects = try reading.all("SELECT i.* FROM inject i WHERE \(condition) ORDER BY i.position, i.id").map(
            InjectRecord.init)
        let recipients = try grouped(
            "SELECT r.* FROM inject_recipient r JOIN inject i ON i.id = r.inject_id WHERE \(condition) ORDER BY r.kind, r.target_id"
        ) { InjectRecord.Recipient(kind: try $0.get("kind"), target: try $0.get("target_id")) }
        let texts = try grouped(
            "SELECT t.* FROM inject_text t JOIN inject i ON i.id = t.inject_id WHERE \(condition) ORDER BY t.language"
        ) {
            InjectRecord.Text(
                language: try $0.get("language"), subject: try $0.get("subject"), body: try $0.get("body"),
                revision: try $0.get("source_revision"), state: try $0.get("state"))
        }
        let tasks = try grouped(
            """
            SELECT k.inject_id, k.task_id FROM inject_task k JOIN inject i ON i.id = k.inject_id
            JOIN critical_task c ON c.id = k.task_id WHERE \(condition) ORDER BY c.number
            """
        ) { try $0.get("task_id", as: CriticalTask.ID.self) }
        for index in injects.indices {
            injects[index].recipients = recipients[injects[index].id] ?? []
            injects[index].texts = texts[injects[index].id] ?? []
            injects[index].tasks = tasks[injects[index].id] ?? []
        }
        return injects
    }

    private func grouped<Value>(_ sql: SQL, _ value: (Row) throws -> Value) throws -> [Inject.ID: [Value]] {
        var values: [Inject.ID: [Value]] = [:]
        for row in try reading.all(sql) { values[try row.get("inject_id"), default: []].append(try value(row)) }
        return values
    }

    // MARK: Decision points and rules

    func points(of msel: Msel.ID) throws -> [PointRecord] {
        var points = try reading.all("SELECT * FROM decision_point WHERE msel_id = \(msel) ORDER BY number, id").map(
            PointRecord.init)
        var options: [DecisionPoint.ID: [PointRecord.Option]] = [:]
        for row in try reading.all(
            """
            SELECT o.* FROM decision_option o JOIN decision_point p ON p.id = o.point_id WHERE p.msel_id = \(msel)
            ORDER BY o.position, o.code
            """)
        {
            options[try row.get("point_id"), default: []].append(
                PointRecord.Option(
                    id: try row.get("id"), code: try row.get("code"), text: try JSONCoding.value(try row.get("text"))))
        }
        var pairs: [DecisionPoint.ID: [(String, String)]] = [:]
        for row in try reading.all(
            """
            SELECT x.* FROM incompatible_options x JOIN decision_point p ON p.id = x.point_id WHERE p.msel_id = \(msel)
            ORDER BY x.option_a, x.option_b
            """)
        {
            pairs[try row.get("point_id"), default: []].append((try row.get("option_a"), try row.get("option_b")))
        }
        for index in points.indices {
            points[index].options = options[points[index].id] ?? []
            points[index].incompatible = pairs[points[index].id] ?? []
        }
        return points
    }

    func rules(of msel: Msel.ID) throws -> [RuleRecord] {
        var rules = try reading.all(
            """
            SELECT r.* FROM inject_rule r JOIN inject i ON i.id = r.inject_id WHERE i.msel_id = \(msel)
            ORDER BY i.position, r.id
            """
        ).map(RuleRecord.init)
        var conditions: [InjectRule.ID: [RuleRecord.Condition]] = [:]
        for row in try reading.all(
            """
            SELECT c.* FROM rule_condition c JOIN inject_rule r ON r.id = c.rule_id JOIN inject i ON i.id = r.inject_id
            WHERE i.msel_id = \(msel) ORDER BY c.position
            """)
        {
            conditions[try row.get("rule_id"), default: []].append(
                RuleRecord.Condition(
                    event: try row.get("event"), subject: try row.get("subject_id"), value: try row.get("value"),
                    after: try row.get("after_ms")))
        }
        for index in rules.indices { rules[index].conditions = conditions[rules[index].id] ?? [] }
        return rules
    }
}
