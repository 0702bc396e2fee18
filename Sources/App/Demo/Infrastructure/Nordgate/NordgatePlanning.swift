import Domain
import Storage
import Web

/// What became of the table, by its codes.
struct NordgateMade: Sendable {
    let event: Event.ID
    let msel: Msel.ID
    var cells: [String: ExerciseCell.ID] = [:]
    var functions: [String: ExerciseFunction.ID] = [:]
    var moves: [Int: ExerciseMove.ID] = [:]
    var objectives: [String: ExerciseObjective.ID] = [:]
    var tasks: [String: CriticalTask.ID] = [:]
    var actors: [String: Actor.ID] = [:]
    var storylines: [String: Storyline.ID] = [:]
    var injects: [Int: Inject.ID] = [:]
    var points: [Int: DecisionPoint.ID] = [:]
    /// By the minute at which they are planned.
    var probes: [Int64: ExerciseProbe.ID] = [:]
}

/// Plans Nordgate in an event, by the operations that a planner's own acts go through.
struct NordgatePlanning {
    let work: Work
    let event: Event.ID
    /// By the code of an objective.
    typealias Sources = [String: [ExercisePlanOperations.Source]]

    /// What the objectives rest on: items of the thread of an earlier workshop.
    let sources: Sources

    private var tx: Transaction { work.tx }

    /// - Parameter startex: for when STARTEX is planned.
    func plan(startex: Int64) throws -> NordgateMade {
        var start = ExerciseStart()
        start.functions = Nordgate.functions.map { (code: $0.0, name: $0.1) }
        let msel = try ExercisePlanOperations.beginIn(work, event, start)
        var made = NordgateMade(event: event, msel: msel)
        try settings(startex: startex)
        try frame(&made)
        try course(&made)
        try objectives(&made)
        try injects(&made)
        try NordgateProbes.plan(work, &made)
        return made
    }

    private func settings(startex: Int64) throws {
        let record = try EventStore(tx).event(event)
        var fields = ExerciseSettingsFields()
        (fields.title, fields.overview, fields.zone) = (Nordgate.title, NordgateWords.overview, Nordgate.zone)
        fields.storyStart = EventClock(zone: Nordgate.zone).text(Nordgate.storyStart)
        fields.languages = NordgateTexts.byLanguage.map(\.language).joined(separator: " ")
        fields.startex = EventClock(zone: record.timeZone).text(startex)
        (fields.rules, fields.emergencyPhone) = (NordgateWords.rules, NordgateWords.phone)
        fields.comparison = Comparison.anonymous.rawValue
        try ExercisePlanOperations.settingsIn(work, event, fields.cleaned(record))
    }

    // MARK: Functions, cells; who injects come from, storylines, moves

    private func frame(_ made: inout NordgateMade) throws {
        for (code, name) in Nordgate.functions {
            made.functions[code] = try ExercisePlanOperations.functionIn(work, made.msel, code: code, name: name)
        }
        // The part may have begun with the sectors of the directory.
        let known = Set(made.functions.values)
        for function in try PlanStore(tx).functions(of: made.msel) where !known.contains(function.id) {
            try ExercisePlanOperations.removeFunctionIn(work, made.msel, function.id)
        }
        for cell in Nordgate.cells {
            var fields = CellFields()
            (fields.code, fields.name, fields.plays) = (cell.code, cell.name, cell.part)
            (fields.zone, fields.language) = (cell.zone, cell.language)
            fields.country = NordgatePeople.delegations[cell.code]
            fields.publication = Comparison.named.rawValue
            made.cells[cell.code] = try ExercisePlanOperations.cellIn(work, made.msel, fields)
        }
        var simulated = CellFields()
        (simulated.code, simulated.name) = ("SIM", "Simulation cell")
        (simulated.kind, simulated.plays) = (CellKind.simcell.rawValue, Nordgate.simulated.joined(separator: ", "))
        (simulated.zone, simulated.language) = (Nordgate.zone, "en")
        made.cells["SIM"] = try ExercisePlanOperations.cellIn(work, made.msel, simulated)
        for (one, other) in Nordgate.borders {
            guard let one = made.cells[one], let other = made.cells[other] else { continue }
            try ExercisePlanOperations.borderIn(work, made.msel, one, other)
        }
    }

    private func course(_ made: inout NordgateMade) throws {
        for actor in NordgateWords.actors {
            var fields = ActorFields()
            (fields.name, fields.kind, fields.address) = (actor.name, actor.kind.rawValue, actor.address)
            made.actors[actor.code] = try ExercisePlanOperations.actorIn(work, made.msel, fields)
        }
        for title in NordgateWords.storylines {
            made.storylines[title] = try ExercisePlanOperations.storylineIn(work, made.msel, title)
        }
        for move in Nordgate.moves {
            var fields = MoveFields()
            (fields.title, fields.briefing) = (move.title, NordgateWords.briefings[move.number] ?? "")
            (fields.starts, fields.lasts) = (Self.minutes(move.start), Self.minutes(move.end - move.start))
            fields.rate = String(move.rate)
            if move.rate == 0 { fields.story = EventClock(zone: Nordgate.zone).text(Nordgate.jump) }
            made.moves[move.number] = try ExercisePlanOperations.moveIn(work, made.msel, fields)
        }
        for pause in Nordgate.breaks {
            var fields = BreakFields()
            (fields.title, fields.at) = (pause.title, Self.minutes(pause.at))
            fields.lasts = Self.minutes(pause.length)
            try ExercisePlanOperations.breakIn(work, made.msel, fields)
        }
    }

    /// As planners type it.
    private static func minutes(_ minutes: Int64) -> String {
        "\(minutes / 60):\(minutes % 60 < 10 ? "0" : "")\(minutes % 60)"
    }

    // MARK: Objectives

    private func objectives(_ made: inout NordgateMade) throws {
        for (index, (code, text)) in Nordgate.objectives.enumerated() {
            var fields = ExerciseObjectiveFields()
            (fields.text, fields.priority) = (text, index + 1)
            made.objectives[code] = try ExercisePlanOperations.objectiveIn(
                work, made.msel, fields, sources: sources[code] ?? [])
        }
        for task in Nordgate.tasks {
            guard let objective = made.objectives[task.objective] else { continue }
            var fields = TaskFields()
            fields.text = task.text
            fields.threshold = task.threshold.map { Int($0) }
            (fields.measure, fields.standard) = NordgateWords.measures[task.code] ?? ("", "")
            made.tasks[task.code] = try ExercisePlanOperations.taskIn(work, made.msel, objective, fields)
        }
    }

    // MARK: Injects

    private func injects(_ made: inout NordgateMade) throws {
        let desk = try InjectDesk(event, tx)
        for one in Nordgate.injects {
            let id = try InjectOperations.createIn(work, desk, draft(one, made))
            made.injects[one.number] = id
        }
        for one in Nordgate.points { try decide(one, desk, &made) }
        for (number, rule) in rules(made) {
            guard let id = made.injects[number] else { continue }
            try InjectOperations.ruleIn(work, desk, try inject(id, made), rule)
        }
        for one in Nordgate.injects {
            guard let id = made.injects[one.number] else { continue }
            for (language, texts) in NordgateTexts.byLanguage {
                guard let text = texts[one.number] else { continue }
                try InjectOperations.textIn(
                    work, desk, try inject(id, made), language,
                    InjectTextFields(subject: text.subject, body: text.body), state: .checked)
            }
            try InjectOperations.approveIn(work, desk, try inject(id, made))
        }
    }

    private func inject(_ id: Inject.ID, _ made: NordgateMade) throws -> InjectRecord {
        try PlanStore(tx).inject(id, of: made.msel)
    }

    private func draft(_ one: Nordgate.Inject, _ made: NordgateMade) -> InjectDraft {
        let move = Nordgate.moves.last { $0.start <= one.at } ?? Nordgate.moves[0]
        let to: [InjectRecord.Recipient] =
            one.to == Nordgate.all ? [.all] : one.to.compactMap { made.cells[$0] }.map { .cell($0) }
        var draft = InjectDraft(
            String(one.number), one.title, at: "M\(move.number)+\(one.at - move.start)",
            ExerciseChannel(rawValue: one.channel) ?? .document, to: to,
            tasks: one.tasks.compactMap { made.tasks[$0] }, type: InjectKind(rawValue: one.type) ?? .standard)
        let told = NordgateWords.from[one.number]
        draft.actor = told.flatMap { made.actors[$0.actor] }
        draft.storyline = told.flatMap { made.storylines[$0.storyline] }
        draft.fields.expected = NordgateTexts.expected[one.number] ?? ""
        // What the public reads comes by itself; all else a controller lets go.
        let isPublic = ["media", "social", "cap"].contains(one.channel)
        draft.fields.release = (isPublic ? ReleaseWay.due : .hand).rawValue
        if one.channel == "phone" { draft.fields.note = NordgateWords.script }
        return draft
    }

    private func decide(_ one: Nordgate.Point, _ desk: InjectDesk, _ made: inout NordgateMade) throws {
        guard let id = made.injects[one.inject] else { return }
        let words = NordgateWords.points[one.inject]
        let question = LocalTexts(
            ["en": one.question, "fr": words?.french.question ?? "", "ru": words?.russian.question ?? ""])
        let options = one.options.enumerated().map { index, option in
            InjectPointDraft.Option(
                option.code,
                LocalTexts([
                    "en": option.text, "fr": words?.french.options[index] ?? "",
                    "ru": words?.russian.options[index] ?? "",
                ]))
        }
        try InjectOperations.pointIn(
            work, desk, try inject(id, made),
            InjectPointDraft(
                question, deadline: 12 * EpochTime.minute, consent: one.inject == 18 ? ["cyber"] : [],
                allowsOther: true, options, incompatible: one.incompatible.map { .init($0.0, $0.1) }))
        made.points[one.inject] = try PlanStore(tx).points(of: made.msel).first { $0.inject == id }?.id
    }

    /// A neighbour asks where no notice was sent within twenty minutes of the first confirmed report; who gave help is asked once more.
    private func rules(_ made: NordgateMade) -> [(Int, InjectRuleDraft)] {
        guard let report = made.injects[4], let call = made.injects[13], let last = made.moves[4] else { return [] }
        let missing = RuleRecord.Condition(
            event: .requestMissing, subject: report.description, value: "notification", after: 20 * EpochTime.minute)
        let answered = RuleRecord.Condition(
            event: .requestAnswered, subject: call.description, value: "assistance", after: nil)
        let opened = RuleRecord.Condition(event: .moveOpened, subject: last.description, value: "", after: nil)
        return [
            (19, InjectRuleDraft([missing], delay: 77 * EpochTime.minute)),
            (23, InjectRuleDraft([answered, opened], delay: 16 * EpochTime.minute)),
        ]
    }
}
