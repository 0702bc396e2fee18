import Domain
import Storage
import Web

/// Writes the rows of a plan that are copied from another one: never what was played, and nobody's name.
struct ExerciseCopyStore {
    let tx: Transaction
    let now: Int64

    func insert(_ move: MoveRecord, as id: ExerciseMove.ID, in msel: Msel.ID) throws {
        try ExerciseMoveStore.insert(
            id, in: msel, number: move.number,
            .init(
                title: move.title, start: move.plannedStart, length: move.plannedLength, storyAt: move.storyAt,
                rate: move.rate, briefing: move.briefing), tx)
    }

    /// In draft: it is looked at again, and approved by who answers for it.
    func insert(_ inject: InjectRecord, as id: Inject.ID, in msel: Msel.ID, wallAt: Int64?, _ ids: Ids) throws {
        let extra = try JSONCoding.text(inject.extra)
        try tx.execute(
            """
            INSERT INTO inject (id, msel_id, position, label, title, type, channel, storyline_id, incident, actor_id, move_id,
                anchor, offset_ms, wall_at, release, expected, note, shows_observers, status, reason, revision, cleared, extra,
                copied_from, created_at, changed_at)
            VALUES (\(id), \(msel), \(inject.position), \(inject.label), \(inject.title), \(inject.type), \(inject.channel),
                \(inject.storyline.flatMap { ids.storylines[$0] }), \(inject.incident),
                \(inject.actor.flatMap { ids.actors[$0] }), \(inject.move.flatMap { ids.moves[$0] }), \(inject.anchor),
                \(inject.offset), \(wallAt), \(inject.release), \(inject.expected), \(inject.note),
                \(inject.showsObservers), \(InjectStatus.draft), '', \(1), '[]', \(extra), \(inject.id), \(now), \(now))
            """)
        for one in inject.recipients {
            guard let target = ids.target(one) else { continue }
            try tx.execute(
                "INSERT INTO inject_recipient (inject_id, kind, target_id) VALUES (\(id), \(one.kind), \(target))")
        }
        for text in inject.texts {
            try tx.execute(
                """
                INSERT INTO inject_text (inject_id, language, subject, body, source_revision, state)
                VALUES (\(id), \(text.language), \(text.subject), \(text.body), \(1), \(text.state))
                """)
        }
        for task in inject.tasks {
            guard let task = ids.tasks[task] else { continue }
            try tx.execute("INSERT INTO inject_task (inject_id, task_id) VALUES (\(id), \(task))")
        }
    }

    func insert(_ point: PointRecord, as id: DecisionPoint.ID, in msel: Msel.ID, of inject: Inject.ID, _ work: Work)
        throws
    {
        let (question, consent) = (try JSONCoding.text(point.question), try JSONCoding.text(point.consent))
        try tx.execute(
            """
            INSERT INTO decision_point (id, msel_id, inject_id, number, question, deadline_ms, consent, allows_other)
            VALUES (\(id), \(msel), \(inject), \(point.number), \(question), \(point.deadline), \(consent),
                \(point.allowsOther))
            """)
        for (index, option) in point.options.enumerated() {
            let (option, own) = (option, work.environment.id(DecisionOption.ID.self))
            let text = try JSONCoding.text(option.text)
            try tx.execute(
                """
                INSERT INTO decision_option (id, point_id, position, code, text)
                VALUES (\(own), \(id), \(index + 1), \(option.code), \(text))
                """)
        }
        for pair in point.incompatible {
            try tx.execute(
                """
                INSERT INTO incompatible_options (point_id, option_a, option_b) VALUES (\(id), \(pair.0), \(pair.1))
                """)
        }
    }

    func insert(_ rule: RuleRecord, as id: InjectRule.ID, of inject: Inject.ID, _ ids: Ids) throws {
        try tx.execute(
            """
            INSERT INTO inject_rule (id, inject_id, scope, k, match, delay_ms, effect)
            VALUES (\(id), \(inject), \(rule.scope), \(rule.count), \(rule.match), \(rule.delay), \(rule.effect))
            """)
        for (index, condition) in rule.conditions.enumerated() {
            let subject = ids.subjects[condition.subject] ?? condition.subject
            try tx.execute(
                """
                INSERT INTO rule_condition (rule_id, position, event, subject_id, value, after_ms)
                VALUES (\(id), \(index + 1), \(condition.event), \(subject), \(condition.value), \(condition.after))
                """)
        }
    }

    /// What became which, from one plan to its copy.
    struct Ids {
        var moves: [ExerciseMove.ID: ExerciseMove.ID] = [:]
        var cells: [ExerciseCell.ID: ExerciseCell.ID] = [:]
        var functions: [ExerciseFunction.ID: ExerciseFunction.ID] = [:]
        var actors: [Actor.ID: Actor.ID] = [:]
        var storylines: [Storyline.ID: Storyline.ID] = [:]
        var objectives: [ExerciseObjective.ID: ExerciseObjective.ID] = [:]
        var tasks: [CriticalTask.ID: CriticalTask.ID] = [:]
        var injects: [Inject.ID: Inject.ID] = [:]
        /// Of injects, points and moves, as rules name them.
        var subjects: [String: String] = [:]

        func target(_ recipient: InjectRecord.Recipient) -> String? {
            switch recipient.kind {
            case .all, .simcell: recipient.target.isEmpty ? "" : nil
            case .cell: ExerciseCell.ID(recipient.target).flatMap { cells[$0] }?.description
            case .function: ExerciseFunction.ID(recipient.target).flatMap { functions[$0] }?.description
            }
        }
    }
}
