import Domain
import Storage
import Web

/// The SQL of plans that come as files; most rows are written by the stores of planning.
struct ExerciseFileStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// Where objectives come from, as their file said.
    func origins(of msel: Msel.ID) throws -> [ExerciseObjective.ID: [ExerciseFile.Origin]] {
        var origins: [ExerciseObjective.ID: [ExerciseFile.Origin]] = [:]
        for row in try reading.all(
            """
            SELECT x.* FROM objective_origin x JOIN exercise_objective o ON o.id = x.objective_id WHERE o.msel_id = \(msel)
            ORDER BY x.objective_id, x.position
            """)
        {
            origins[try row.get("objective_id"), default: []].append(
                ExerciseFile.Origin(kind: try row.get("kind"), words: try row.get("words")))
        }
        return origins
    }

    static func insert(
        _ origin: ExerciseFile.Origin, _ position: Int, of objective: ExerciseObjective.ID, _ tx: Transaction
    )
        throws
    {
        try tx.execute(
            """
            INSERT INTO objective_origin (objective_id, position, kind, words)
            VALUES (\(objective), \(position), \(origin.kind), \(origin.words))
            """)
    }

    static func update(_ msel: Msel.ID, _ plan: ExerciseFile.Plan, _ work: Work) throws {
        try work.tx.execute(
            """
            UPDATE msel SET title = \(plan.title), overview = \(plan.overview), zone = \(plan.zone),
                story_start = \(plan.storyStart), languages = \(try JSONCoding.text(plan.languages)),
                marking = \(plan.marking), extra_columns = \(try JSONCoding.text(plan.extraColumns)),
                changed_at = \(work.now) WHERE id = \(msel)
            """)
    }

    static func setExtraColumns(_ columns: [String], of msel: Msel.ID, _ work: Work) throws {
        try work.tx.execute(
            "UPDATE msel SET extra_columns = \(try JSONCoding.text(columns)), changed_at = \(work.now) WHERE id = \(msel)"
        )
    }

    static func insert(_ text: ExerciseFile.Text, of inject: Inject.ID, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO inject_text (inject_id, language, subject, body, source_revision, state)
            VALUES (\(inject), \(text.language), \(text.subject), \(text.body), \(text.isBehind ? 0 : 1), \(text.state))
            """)
    }

    static func insert(
        _ point: ExerciseFile.Point, as id: DecisionPoint.ID, of inject: Inject.ID, in msel: Msel.ID, _ work: Work
    )
        throws
    {
        try work.tx.execute(
            """
            INSERT INTO decision_point (id, msel_id, inject_id, number, question, deadline_ms, consent, allows_other)
            VALUES (\(id), \(msel), \(inject), \(point.number), \(try JSONCoding.text(point.question)), \(point.deadline),
                \(try JSONCoding.text(point.consent)), \(point.allowsOther))
            """)
        for (index, option) in point.options.enumerated() {
            try work.tx.execute(
                """
                INSERT INTO decision_option (id, point_id, position, code, text)
                VALUES (\(work.environment.id(DecisionOption.ID.self)), \(id), \(index + 1), \(option.code),
                    \(try JSONCoding.text(option.text)))
                """)
        }
        for pair in point.incompatible {
            try work.tx.execute(
                """
                INSERT INTO incompatible_options (point_id, option_a, option_b) VALUES (\(id), \(pair[0]), \(pair[1]))
                """)
        }
    }
}
