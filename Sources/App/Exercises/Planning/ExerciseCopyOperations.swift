import Domain
import Storage
import Web

/// Makes a plan after another one: an exercise's plan becomes a scenario of the library, a scenario an exercise, one exercise the next.
/// What was played does not go along, and no name: who wrote, who sits, who controls.
enum ExerciseCopyOperations {
    static let mostScenarios = 200

    /// What an event's exercise is made of becomes a scenario of its programme.
    /// - Parameter overview: empty is the exercise's own.
    static func save(_ visit: Visit, _ event: Event.ID, title: String, overview: String = "") async throws -> Msel.ID {
        let words = Cleaned((title: title, overview: overview)) { words, check in
            words = (
                check.line("title", words.title, limit: 200, isRequired: true),
                check.lines("overview", words.overview, limit: 4_000)
            )
        }
        return try await visit.database.write { tx in
            let exercise = try PlayStore(tx).required(event)
            let standing = try ExerciseStanding(visit, event, tx)
            try standing.require(standing.isDirector)
            let (told, work) = (try words.checked(), Work(tx, visit))
            let id = try scenarioIn(work, exercise.msel, title: told.title)
            if !told.overview.isEmpty { try ExercisePlanStore.retitle(id, told.title, told.overview, work) }
            return id
        }
    }

    @discardableResult
    static func scenarioIn(_ work: Work, _ msel: Msel.ID, title: String) throws -> Msel.ID {
        let plan = try ExercisePlan(msel, work.tx)
        let there = try PlanStore(work.tx).scenarios(of: plan.msel.programme)
        guard there.count < mostScenarios else {
            throw Refusal.tooMany(L("A programme has at most \(mostScenarios) scenarios."))
        }
        let id: Msel.ID = work.environment.id()
        try ExercisePlanStore.insert(
            .init(
                id: id, programme: plan.msel.programme, kind: .scenario, title: title, overview: plan.msel.overview,
                zone: plan.msel.zone, storyStart: plan.msel.storyStart, languages: plan.msel.languages,
                marking: plan.msel.marking, extraColumns: plan.msel.extraColumns, copiedFrom: msel), work)
        try copyRows(work, plan, into: id, days: 0, from: "UTC", to: "UTC")
        try work.record(.programme(plan.msel.programme), "scenario:\(id)", "scenario.creation")
        return id
    }

    /// The exercise of an event, in which nothing is planned yet, becomes one of a scenario.
    static func begin(_ visit: Visit, _ event: Event.ID, of scenario: Msel.ID) async throws {
        try await visit.database.write { tx in
            let standing = try ExerciseStanding(visit, event, tx)
            try standing.require(standing.isDirector)
            let programme = try EventStore(tx).event(event).programme
            let plan = try PlanStore(tx).msel(scenario)
            guard plan.kind == .scenario, plan.programme == programme else { throw Refusal.notFound }
            try fillIn(Work(tx, visit), event, of: scenario)
        }
    }

    static func fillIn(_ work: Work, _ event: Event.ID, of scenario: Msel.ID) throws {
        let own = try ExercisePlanOperations.beginIn(work, event)
        let target = try ExercisePlanOperations.Target(own, work.tx)
        try target.requirePlanning()
        guard try isEmpty(own, event, work.tx) else { throw Refusal.planIsThere }
        let plan = try ExercisePlan(scenario, work.tx)
        try ExercisePlanStore.follow(own, plan.msel, work)
        try ExercisePlanStore.removeFunctions(of: own, work.tx)
        try copyRows(work, plan, into: own, days: 0, from: "UTC", to: "UTC")
        try work.record(.event(event), "event:\(event)", "exercise.of-scenario")
    }

    /// Whether nobody has planned anything yet, but for functions.
    static func isEmpty(_ msel: Msel.ID, _ event: Event.ID, _ reading: any Reading) throws -> Bool {
        let store = PlanStore(reading)
        return try store.cells(of: msel).isEmpty && store.moves(of: msel).isEmpty && store.objectives(of: msel).isEmpty
            && store.injects(of: msel).isEmpty && store.actors(of: msel).isEmpty && store.storylines(of: msel).isEmpty
            && store.breaks(of: msel).isEmpty && PlayStore(reading).seats(of: event).isEmpty
    }

    // MARK: Scenarios

    static func rename(_ visit: Visit, _ programme: Programme.ID, _ id: Msel.ID, title: String, overview: String)
        async throws
    {
        let words = Cleaned((title: title, overview: overview)) { words, check in
            words = (
                check.line("title", words.title, limit: 200, isRequired: true),
                check.lines("overview", words.overview, limit: 4_000)
            )
        }
        try await visit.database.write { tx in
            try Policy.require(.organiseProgramme, in: programme, visitor: visit.visitor, tx)
            let plan = try scenario(id, of: programme, tx)
            let told = try words.checked()
            let work = Work(tx, visit)
            try ExercisePlanStore.retitle(plan.id, told.title, told.overview, work)
            try work.record(.programme(programme), "scenario:\(id)", "scenario.change")
        }
    }

    /// - Throws: ``Refusal/notFound``.
    static func scenario(_ id: Msel.ID, of programme: Programme.ID, _ reading: any Reading) throws -> MselRecord {
        let plan = try PlanStore(reading).msel(id)
        guard plan.kind == .scenario, plan.programme == programme else { throw Refusal.notFound }
        return plan
    }

    // MARK: Rows

    /// - Parameters:
    ///   - days: by which moments on the wall's clock go later, from one zone to another.
    static func copyRows(
        _ work: Work, _ plan: ExercisePlan, into msel: Msel.ID, days: Int, from zone: String, to other: String
    ) throws {
        let store = ExerciseCopyStore(tx: work.tx, now: work.now)
        var ids = ExerciseCopyStore.Ids()
        try copyFrame(work, plan, into: msel, store, &ids)
        for inject in plan.injects where inject.status != .obsolete {
            let id: Inject.ID = work.environment.id()
            ids.injects[inject.id] = id
            ids.subjects[inject.id.description] = id.description
            let wall = inject.wallAt.map { later($0, days: days, from: zone, to: other) }
            try store.insert(inject, as: id, in: msel, wallAt: wall, ids)
            try InjectAttachmentStore.copy(of: inject.id, to: id, work)
        }
        for point in plan.points {
            guard let inject = ids.injects[point.inject] else { continue }
            let id: DecisionPoint.ID = work.environment.id()
            ids.subjects[point.id.description] = id.description
            try store.insert(point, as: id, in: msel, of: inject, work)
        }
        for rule in plan.rules {
            guard let inject = ids.injects[rule.inject] else { continue }
            try store.insert(rule, as: work.environment.id(), of: inject, ids)
        }
    }

    private static func copyFrame(
        _ work: Work, _ plan: ExercisePlan, into msel: Msel.ID, _ store: ExerciseCopyStore,
        _ ids: inout ExerciseCopyStore.Ids
    ) throws {
        let (tx, environment) = (work.tx, work.environment)
        for one in plan.breaks {
            try ExerciseMoveStore.insertBreak(
                environment.id(), in: msel, at: one.elapsed, length: one.length, one.title, tx)
        }
        for move in plan.moves {
            let id: ExerciseMove.ID = environment.id()
            ids.moves[move.id] = id
            ids.subjects[move.id.description] = id.description
            try store.insert(move, as: id, in: msel)
        }
        for cell in plan.cells {
            let id: ExerciseCell.ID = environment.id()
            ids.cells[cell.id] = id
            var fields = CellFields(cell)
            // How its results may be shown is for whoever plays it next to say.
            fields.publication = Comparison.private.rawValue
            try ExercisePlanStore.insert(id, in: msel, number: cell.number, fields, copiedFrom: cell.id, tx)
        }
        for pair in plan.borders {
            guard let one = ids.cells[pair.0], let other = ids.cells[pair.1] else { continue }
            try ExercisePlanStore.border(one, other, isThere: true, tx)
        }
        for (index, one) in plan.functions.enumerated() {
            let id: ExerciseFunction.ID = environment.id()
            ids.functions[one.id] = id
            try ExercisePlanStore.insert(id, in: msel, position: index + 1, FunctionFields(one), tx)
        }
        for one in plan.actors {
            let id: Actor.ID = environment.id()
            ids.actors[one.id] = id
            try ExercisePlanStore.insert(id, in: msel, ActorFields(one), tx)
        }
        for one in plan.storylines {
            let id: Storyline.ID = environment.id()
            ids.storylines[one.id] = id
            try ExercisePlanStore.insert(id, in: msel, position: one.position, one.title, tx)
        }
        try copyObjectives(work, plan, into: msel, &ids)
    }

    private static func copyObjectives(
        _ work: Work, _ plan: ExercisePlan, into msel: Msel.ID, _ ids: inout ExerciseCopyStore.Ids
    ) throws {
        let sources = try PlanStore(work.tx).sources(of: plan.msel.id)
        for one in plan.objectives {
            let id: ExerciseObjective.ID = work.environment.id()
            ids.objectives[one.id] = id
            try ExerciseMoveStore.insert(
                id, in: msel, number: one.number, ExerciseObjectiveFields(one), copiedFrom: one.id, work.tx)
            for source in sources where source.objective == one.id {
                try ExerciseMoveStore.insertSource(source.kind, source.source, event: source.event, of: id, work.tx)
            }
        }
        for one in plan.tasks {
            guard let objective = ids.objectives[one.objective] else { continue }
            let id: CriticalTask.ID = work.environment.id()
            ids.tasks[one.id] = id
            try ExerciseMoveStore.insert(
                id, in: msel, of: objective, number: one.number, TaskFields(one), copiedFrom: one.id, work.tx)
        }
    }

    /// The same time on the clock so many days later.
    static func later(_ moment: Int64, days: Int, from zone: String, to other: String) -> Int64 {
        guard days != 0 || zone != other else { return moment }
        let parts = EventClock(zone: zone).text(moment).split(separator: "T", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return moment }
        let day = EventChanges.later(parts[0], days: days)
        return EventClock(zone: other).milliseconds("\(day)T\(parts[1])") ?? moment
    }
}

// MARK: Fields of what is there

extension CellFields {
    init(_ record: CellRecord) {
        self.init()
        (code, name, kind, country) = (record.code, record.name, record.kind.rawValue, record.country)
        (plays, zone, language) = (record.plays, record.zone, record.language)
        publication = record.publication.rawValue
    }
}

extension FunctionFields {
    init(_ record: FunctionRecord) {
        self.init()
        (code, name) = (record.code, record.name)
    }
}

extension ActorFields {
    init(_ record: ActorRecord) {
        self.init()
        (name, kind, address) = (record.name, record.kind.rawValue, record.address)
    }
}

extension ExerciseObjectiveFields {
    init(_ record: ExerciseObjectiveRecord) {
        self.init()
        (text, capability, priority, wanted) = (record.text, record.capability, record.priority, record.wanted)
    }
}

extension TaskFields {
    init(_ record: TaskRecord) {
        self.init()
        (text, target, standard, measure) = (record.text, record.target, record.standard, record.measure)
        threshold = record.threshold.flatMap { Int(exactly: $0 / 60_000) }
    }
}

extension MoveFields {
    /// - Parameter zone: of the story.
    init(_ record: MoveRecord, zone: String) {
        self.init()
        title = record.title
        (starts, lasts) = (ElapsedTyped.text(record.plannedStart), ElapsedTyped.text(record.plannedLength))
        story = record.storyAt.map { EventClock(zone: zone).text($0) } ?? ""
        rate = RateTyped.text(record.rate)
        briefing = record.briefing
    }
}
