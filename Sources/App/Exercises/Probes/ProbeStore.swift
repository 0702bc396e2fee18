import Domain
import Storage
import Web

/// The SQL of probes.
struct ProbeStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    func probes(of event: Event.ID) throws -> [ExerciseProbeRecord] {
        var probes = try reading.all(
            "SELECT * FROM exercise_probe WHERE event_id = \(event) ORDER BY planned_elapsed, number"
        ).map(ExerciseProbeRecord.init)
        guard !probes.isEmpty else { return [] }
        var options: [ExerciseProbeQuestion.ID: [ProbeQuestionRecord.Option]] = [:]
        for row in try reading.all(
            """
            SELECT o.* FROM probe_option o JOIN probe_question q ON q.id = o.question_id
            JOIN exercise_probe p ON p.id = q.probe_id WHERE p.event_id = \(event) ORDER BY o.position
            """)
        {
            options[try row.get("question_id"), default: []].append(
                .init(code: try row.get("code"), text: try JSONCoding.value(try row.get("text"))))
        }
        var questions: [ExerciseProbe.ID: [ProbeQuestionRecord]] = [:]
        for row in try reading.all(
            """
            SELECT q.* FROM probe_question q JOIN exercise_probe p ON p.id = q.probe_id WHERE p.event_id = \(event)
            ORDER BY q.position
            """)
        {
            var question = try ProbeQuestionRecord(row)
            question.options = options[question.id] ?? []
            questions[question.probe, default: []].append(question)
        }
        for place in probes.indices { probes[place].questions = questions[probes[place].id] ?? [] }
        return probes
    }

    /// - Throws: ``Refusal/notFound``.
    func probe(_ id: ExerciseProbe.ID, of event: Event.ID) throws -> ExerciseProbeRecord {
        guard let probe = try probes(of: event).first(where: { $0.id == id }) else { throw Refusal.notFound }
        return probe
    }

    /// In the order in which they came.
    func answers(of event: Event.ID) throws -> [ProbeAnswerRecord] {
        try reading.all(
            """
            SELECT a.* FROM probe_answer a JOIN probe_question q ON q.id = a.question_id
            JOIN exercise_probe p ON p.id = q.probe_id WHERE p.event_id = \(event)
            ORDER BY a.question_id, a.cell_id, a.number
            """
        ).map(ProbeAnswerRecord.init)
    }

    // MARK: Writing

    static func insert(_ id: ExerciseProbe.ID, number: Int, in event: Event.ID, _ draft: ProbeDraft, _ work: Work)
        throws
    {
        try work.tx.execute(
            """
            INSERT INTO exercise_probe (id, event_id, number, title, planned_elapsed, release)
            VALUES (\(id), \(event), \(number), \(draft.title), \(draft.planned), \(draft.release))
            """)
        try insertQuestions(of: id, draft, work)
    }

    static func update(_ id: ExerciseProbe.ID, _ draft: ProbeDraft, _ work: Work) throws {
        try work.tx.execute(
            """
            UPDATE exercise_probe SET title = \(draft.title), planned_elapsed = \(draft.planned), release = \(draft.release)
            WHERE id = \(id)
            """)
        try removeQuestions(of: id, work.tx)
        try insertQuestions(of: id, draft, work)
    }

    private static func insertQuestions(of id: ExerciseProbe.ID, _ draft: ProbeDraft, _ work: Work) throws {
        for (position, question) in draft.questions.enumerated() {
            let own: ExerciseProbeQuestion.ID = work.environment.id()
            let text = try JSONCoding.text(question.text)
            try work.tx.execute(
                """
                INSERT INTO probe_question (id, probe_id, position, text, truth, true_from)
                VALUES (\(own), \(id), \(position + 1), \(text), \(question.truth), \(question.trueFrom))
                """)
            for (place, option) in question.options.enumerated() {
                let words = try JSONCoding.text(option)
                try work.tx.execute(
                    """
                    INSERT INTO probe_option (question_id, position, code, text)
                    VALUES (\(own), \(place + 1), \(ProbeDraft.code(place)), \(words))
                    """)
            }
        }
    }

    private static func removeQuestions(of id: ExerciseProbe.ID, _ tx: Transaction) throws {
        try tx.execute(
            "DELETE FROM probe_option WHERE question_id IN (SELECT id FROM probe_question WHERE probe_id = \(id))")
        try tx.execute("DELETE FROM probe_question WHERE probe_id = \(id)")
    }

    static func remove(_ id: ExerciseProbe.ID, _ tx: Transaction) throws {
        try removeQuestions(of: id, tx)
        try tx.execute("DELETE FROM exercise_probe WHERE id = \(id)")
    }

    /// - Returns: whether it was not opened before.
    static func open(_ id: ExerciseProbe.ID, wall: Int64, elapsed: Int64, _ tx: Transaction) throws -> Bool {
        try tx.change(
            "UPDATE exercise_probe SET opened_at = \(wall), opened_elapsed = \(elapsed) WHERE id = \(id) AND opened_at IS NULL"
        ) > 0
    }

    static func close(_ id: ExerciseProbe.ID, wall: Int64, elapsed: Int64, _ tx: Transaction) throws {
        try tx.execute(
            "UPDATE exercise_probe SET closed_at = \(wall), closed_elapsed = \(elapsed) WHERE id = \(id) AND closed_at IS NULL"
        )
    }

    static func insert(
        _ option: String, to question: ExerciseProbeQuestion.ID, number: Int, elapsed: Int64, _ acting: CellActing
    ) throws {
        try acting.tx.execute(
            """
            INSERT INTO probe_answer (question_id, cell_id, number, option_code, author, at, elapsed)
            VALUES (\(question), \(acting.cell.id), \(number), \(option), \(acting.work.actor), \(acting.moment.wall), \(elapsed))
            """)
    }
}
