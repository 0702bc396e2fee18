import Domain
import Storage
import Web

/// Writes a plan that came as a file, and was checked, into one that is empty.
struct ExerciseFileWriter {
    private let plan: ExerciseFile.Plan
    private let msel: Msel.ID
    private let work: Work
    private let cells: [ExerciseCell.ID]
    private let functions: [ExerciseFunction.ID]
    private let moves: [ExerciseMove.ID]
    private let actors: [Actor.ID]
    private let storylines: [Storyline.ID]
    private let objectives: [ExerciseObjective.ID]
    private let tasks: [CriticalTask.ID]
    private let injects: [Inject.ID]
    private let points: [DecisionPoint.ID]
    private let event: Event.ID?
    private let attachments: ExerciseFileAttachments.Taken
    private let settings: FileSettings

    /// - Parameter event: whose exercise it is; nothing for a scenario, which has no stations.
    init(
        _ checked: ExerciseFileChecked, into msel: Msel.ID, of event: Event.ID?, _ settings: FileSettings, _ work: Work
    ) {
        (self.event, attachments, self.settings) = (event, checked.attachments, settings)
        let plan = checked.plan
        (self.plan, self.msel, self.work) = (plan, msel, work)
        let environment = work.environment
        cells = plan.cells.map { _ in environment.id() }
        functions = plan.functions.map { _ in environment.id() }
        moves = plan.moves.map { _ in environment.id() }
        actors = plan.actors.map { _ in environment.id() }
        storylines = plan.storylines.map { _ in environment.id() }
        objectives = plan.objectives.map { _ in environment.id() }
        tasks = plan.tasks.map { _ in environment.id() }
        injects = plan.injects.map { _ in environment.id() }
        points = plan.injects.map { _ in environment.id() }
    }

    func write() throws {
        try ExerciseFileStore.update(msel, plan, work)
        try frame()
        try goals()
        for index in plan.injects.indices { try inject(index) }
        // Rules look at injects and questions of the whole list.
        for (index, one) in plan.injects.enumerated() {
            guard let rule = one.rule else { continue }
            try InjectRuleStore.store(draft(rule), of: injects[index], work)
        }
        try ExerciseFileAttachments.write(attachments, of: injects, in: event, settings, work)
        if let event { try stations(event) }
    }

    private func stations(_ event: Event.ID) throws {
        let all = (plan.stations ?? []).map { (id: work.environment.id(ExerciseStation.ID.self), told: $0) }
        guard !all.isEmpty else { return }
        for (index, one) in all.enumerated() {
            var fields = StationFields()
            (fields.name, fields.place, fields.text) = (one.told.name, one.told.place, one.told.text)
            try StationStore.insert(one.id, in: event, number: index + 1, fields, work)
            try StationStore.set(one.id, tasks: Set(one.told.tasks.map { tasks[$0 - 1] }), seats: [], work.tx)
        }
        guard let rotations = plan.rotations, !rotations.isEmpty else { return }
        let timetable = StationTimetable(
            rotations.map { rotation in
                StationTimetable.Rotation(
                    start: rotation.startsAt, length: rotation.length,
                    visits: Dictionary(
                        rotation.visits.map { (cells[$0[0] - 1].description, all[$0[1] - 1].id.description) }
                    ) { first, _ in first })
            })
        try StationStore.set(timetable, of: event, revision: 1, work)
    }

    private func frame() throws {
        let tx = work.tx
        for (index, one) in plan.functions.enumerated() {
            var fields = FunctionFields()
            (fields.code, fields.name) = (one.code, one.name)
            try ExercisePlanStore.insert(functions[index], in: msel, position: index + 1, fields, tx)
        }
        for (index, one) in plan.cells.enumerated() {
            var fields = CellFields()
            (fields.code, fields.name, fields.kind, fields.country) = (
                one.code, one.name, one.kind.rawValue, one.country
            )
            (fields.plays, fields.zone, fields.language) = (one.plays, one.zone, one.language)
            try ExercisePlanStore.insert(cells[index], in: msel, number: index + 1, fields, tx)
        }
        for pair in plan.borders {
            try ExercisePlanStore.border(cells[pair[0] - 1], cells[pair[1] - 1], isThere: true, tx)
        }
        for (index, one) in plan.moves.enumerated() {
            try ExerciseMoveStore.insert(
                moves[index], in: msel, number: one.number,
                .init(
                    title: one.title, start: one.start, length: one.length, storyAt: one.storyAt,
                    rate: RateTyped.read(one.rate) ?? .normal, briefing: one.briefing), tx)
        }
        for one in plan.breaks {
            try ExerciseMoveStore.insertBreak(
                work.environment.id(), in: msel, at: one.at, length: one.length, one.title, tx)
        }
        for (index, one) in plan.actors.enumerated() {
            var fields = ActorFields()
            (fields.name, fields.kind, fields.address) = (one.name, one.kind.rawValue, one.address)
            try ExercisePlanStore.insert(actors[index], in: msel, fields, tx)
        }
        for (index, title) in plan.storylines.enumerated() {
            try ExercisePlanStore.insert(storylines[index], in: msel, position: index + 1, title, tx)
        }
    }

    private func goals() throws {
        for (index, one) in plan.objectives.enumerated() {
            var fields = ExerciseObjectiveFields()
            (fields.text, fields.capability, fields.priority, fields.wanted) =
                (one.text, one.capability, one.priority, one.wanted)
            try ExerciseMoveStore.insert(objectives[index], in: msel, number: one.number, fields, work.tx)
            for (place, source) in one.sources.enumerated() {
                try ExerciseFileStore.insert(source, place + 1, of: objectives[index], work.tx)
            }
        }
        for (index, one) in plan.tasks.enumerated() {
            var fields = TaskFields()
            (fields.text, fields.target, fields.standard) = (one.text, one.target, one.standard)
            (fields.threshold, fields.measure) = (one.thresholdMinutes, one.measure)
            try ExerciseMoveStore.insert(
                tasks[index], in: msel, of: objectives[one.objective - 1], number: one.number, fields, work.tx)
        }
    }

    private func inject(_ index: Int) throws {
        let (one, id) = (plan.injects[index], injects[index])
        var fields = InjectFields()
        (fields.label, fields.title, fields.incident) = (one.label, one.title, one.incident)
        (fields.type, fields.channel, fields.release) =
            (one.type.rawValue, one.channel.rawValue, one.release.rawValue)
        (fields.expected, fields.note) = (one.expected, one.note)
        let planned = InjectPlan(
            fields: fields, anchor: one.anchor, offset: one.offset, wallAt: one.wallAt,
            move: one.move.map { moves[$0 - 1] }, storyline: one.storyline.map { storylines[$0 - 1] },
            actor: one.actor.map { actors[$0 - 1] }, controller: nil, showsObservers: one.showsObservers,
            recipients: one.recipients.map(recipient), tasks: one.tasks.map { tasks[$0 - 1] })
        try InjectStore.insert(id, in: msel, at: index + 1, planned, extra: one.extra, status: .draft, work)
        // Whoever brings it does not approve it alone.
        if let actor = work.actor { try InjectStore.note(author: actor, of: id, work.tx) }
        for text in one.texts { try ExerciseFileStore.insert(text, of: id, work.tx) }
        if let point = one.decision {
            try ExerciseFileStore.insert(point, as: points[index], of: id, in: msel, work)
        }
    }

    private func recipient(_ one: ExerciseFile.Recipient) -> InjectRecord.Recipient {
        switch one.kind {
        case .all: .all
        case .simcell: .simcell
        case .cell: .cell(cells[(one.place ?? 1) - 1])
        case .function: .function(functions[(one.place ?? 1) - 1])
        }
    }

    private func draft(_ rule: ExerciseFile.Rule) -> InjectRuleDraft {
        InjectRuleDraft(
            rule.conditions.map { one in
                let subject =
                    switch one.event.subjectKind {
                    case .word: one.word ?? ""
                    case .move: one.move.map { moves[$0 - 1].description } ?? ""
                    case .point: one.inject.map { points[$0 - 1].description } ?? ""
                    case .inject, .request: one.inject.map { injects[$0 - 1].description } ?? ""
                    }
                return RuleRecord.Condition(event: one.event, subject: subject, value: one.value, after: one.after)
            }, scope: rule.scope, count: rule.count, match: rule.match, delay: rule.delay, effect: rule.effect)
    }
}
