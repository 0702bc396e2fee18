import Domain
import Storage
import Web

/// Moves and breaks, objectives and tasks.
extension ExercisePlanOperations {
    @discardableResult
    static func moveIn(_ work: Work, _ msel: Msel.ID, _ fields: MoveFields) throws -> ExerciseMove.ID {
        let target = try Target(msel, work.tx)
        try target.requireOpen()
        let there = try PlanStore(work.tx).moves(of: msel)
        guard there.count < mostMoves else { throw Refusal.tooMany(L("A plan has at most \(mostMoves) moves.")) }
        let values = try values(fields, target.msel, after: there.map(\.plannedEnd).max() ?? 0)
        let id: ExerciseMove.ID = work.environment.id()
        try ExerciseMoveStore.insert(
            id, in: msel, number: (there.map(\.number).max() ?? 0) + 1, values, work.tx)
        try target.record(work, "move:\(id)", "move.creation")
        return id
    }

    /// Its injects follow: they are counted from its beginning.
    static func changeMoveIn(_ work: Work, _ msel: Msel.ID, _ id: ExerciseMove.ID, _ fields: MoveFields) throws {
        let target = try Target(msel, work.tx)
        try target.requireOpen()
        guard let move = try PlanStore(work.tx).moves(of: msel).first(where: { $0.id == id }) else {
            throw Refusal.notFound
        }
        let values = try values(fields, target.msel, after: move.plannedStart)
        guard move.state == .planned || values.start == move.plannedStart else { throw Refusal.moveHasBegun }
        try ExerciseMoveStore.update(id, values, work.tx)
        try target.record(work, "move:\(id)", "move.change")
    }

    /// Later or earlier by so much; with `rest`, the moves after it too.
    static func dragMoveIn(
        _ work: Work, _ msel: Msel.ID, _ id: ExerciseMove.ID, by milliseconds: Int64, rest: Bool = false
    )
        throws
    {
        let target = try Target(msel, work.tx)
        try target.requireOpen()
        let there = try PlanStore(work.tx).moves(of: msel)
        guard let move = there.first(where: { $0.id == id }) else { throw Refusal.notFound }
        for one in there where one.id == id || rest && one.number > move.number {
            guard one.state == .planned else { throw Refusal.moveHasBegun }
            let start = EpochTime.sum(one.plannedStart, milliseconds)
            guard (0...ElapsedTyped.most).contains(start) else {
                throw Refusal.invalid(["by": L("A move begins within the first 30 days.")])
            }
            try ExerciseMoveStore.setStart(one.id, start, work.tx)
        }
        try target.record(work, "move:\(id)", "move.change", ["by": .whole(Int(milliseconds))])
    }

    /// What was in it is counted from STARTEX from then on.
    static func removeMoveIn(_ work: Work, _ msel: Msel.ID, _ id: ExerciseMove.ID) throws {
        let target = try Target(msel, work.tx)
        try target.requirePlanning()
        guard let move = try PlanStore(work.tx).moves(of: msel).first(where: { $0.id == id }) else {
            throw Refusal.notFound
        }
        guard move.state == .planned else { throw Refusal.moveHasBegun }
        try ExerciseMoveStore.remove(move, of: msel, work.tx)
        try target.record(work, "move:\(id)", "move.removal")
    }

    /// - Parameter start: where nothing is said of its beginning.
    private static func values(_ fields: MoveFields, _ msel: MselRecord, after start: Int64) throws
        -> ExerciseMoveStore.Values
    {
        let told = try fields.cleaned.checked { fields, check in
            if RateTyped.read(fields.rate.isEmpty ? "1" : fields.rate) == nil {
                check.fail("rate", L("Write 1, 4, 1/2 or 0; at most 1440."))
            }
            LocalMoment.check(fields.story, zone: msel.zone, at: "story", &check)
            if ElapsedTyped.read(fields.lasts) == 0 { check.fail("lasts", L("A move lasts a minute at least.")) }
        }
        return ExerciseMoveStore.Values(
            title: told.title, start: told.starts.isEmpty ? start : ElapsedTyped.read(told.starts) ?? start,
            length: told.lasts.isEmpty ? 30 * 60_000 : ElapsedTyped.read(told.lasts) ?? 0,
            storyAt: LocalMoment.milliseconds(told.story, zone: msel.zone),
            rate: RateTyped.read(told.rate.isEmpty ? "1" : told.rate) ?? .normal, briefing: told.briefing)
    }

    @discardableResult
    static func breakIn(_ work: Work, _ msel: Msel.ID, _ fields: BreakFields) throws -> Identifier<PlannedBreak> {
        let target = try Target(msel, work.tx)
        try target.requireOpen()
        let told = try fields.cleaned.checked { fields, check in
            if ElapsedTyped.read(fields.lasts) ?? 0 == 0, !fields.lasts.isEmpty || fields.title.isEmpty == false {
                check.fail("lasts", L("Write hours and minutes, such as 1:25, or minutes alone."))
            }
        }
        let there = try PlanStore(work.tx).breaks(of: msel)
        guard there.count < mostMoves else { throw Refusal.tooMany(L("A plan has at most \(mostMoves) breaks.")) }
        let id: Identifier<PlannedBreak> = work.environment.id()
        try ExerciseMoveStore.insertBreak(
            id, in: msel, at: ElapsedTyped.read(told.at) ?? 0, length: ElapsedTyped.read(told.lasts) ?? 0, told.title,
            work.tx)
        try target.record(work, "break:\(id)", "exercise.break")
        return id
    }

    static func removeBreakIn(_ work: Work, _ msel: Msel.ID, _ id: Identifier<PlannedBreak>) throws {
        let target = try Target(msel, work.tx)
        try target.requireOpen()
        guard try PlanStore(work.tx).breaks(of: msel).contains(where: { $0.id == id }) else { throw Refusal.notFound }
        try ExerciseMoveStore.removeBreak(id, of: msel, work.tx)
        try target.record(work, "break:\(id)", "exercise.break", ["removed": .flag(true)])
    }

    // MARK: Objectives

    /// What an objective is taken from: an item of the thread, as that names it.
    struct Source: Sendable, Hashable {
        let kind: String
        let id: String
        let event: Event.ID?
    }

    /// - Parameter sources: an objective that rests on the first of them already is that one.
    @discardableResult
    static func objectiveIn(_ work: Work, _ msel: Msel.ID, _ fields: ExerciseObjectiveFields, sources: [Source] = [])
        throws
        -> ExerciseObjective.ID
    {
        let target = try Target(msel, work.tx)
        try target.requireOpen()
        let told = try fields.cleaned.checked()
        if let first = sources.first {
            let there = try PlanStore(work.tx).sources(of: msel)
            if let same = there.first(where: { $0.kind == first.kind && $0.source == first.id }) {
                return same.objective
            }
        }
        let there = try PlanStore(work.tx).objectives(of: msel)
        guard there.count < mostObjectives else {
            throw Refusal.tooMany(L("A plan has at most \(mostObjectives) objectives."))
        }
        let id: ExerciseObjective.ID = work.environment.id()
        try ExerciseMoveStore.insert(
            id, in: msel, number: (there.map(\.number).max() ?? 0) + 1, told, work.tx)
        for source in sources {
            try ExerciseMoveStore.insertSource(source.kind, source.id, event: source.event, of: id, work.tx)
        }
        try target.record(work, "exercise-objective:\(id)", "exercise-objective.creation")
        return id
    }

    static func changeObjectiveIn(
        _ work: Work, _ msel: Msel.ID, _ id: ExerciseObjective.ID, _ fields: ExerciseObjectiveFields
    )
        throws
    {
        let target = try Target(msel, work.tx)
        try target.requireOpen()
        guard try PlanStore(work.tx).objectives(of: msel).contains(where: { $0.id == id }) else {
            throw Refusal.notFound
        }
        try ExerciseMoveStore.update(id, try fields.cleaned.checked(), work.tx)
        try target.record(work, "exercise-objective:\(id)", "exercise-objective.change")
    }

    static func sourceIn(
        _ work: Work, _ msel: Msel.ID, _ id: ExerciseObjective.ID, _ source: Source, isThere: Bool = true
    )
        throws
    {
        let target = try Target(msel, work.tx)
        try target.requireOpen()
        guard try PlanStore(work.tx).objectives(of: msel).contains(where: { $0.id == id }) else {
            throw Refusal.notFound
        }
        if isThere {
            try ExerciseMoveStore.insertSource(source.kind, source.id, event: source.event, of: id, work.tx)
        } else {
            try ExerciseMoveStore.removeSource(source.kind, source.id, of: id, work.tx)
        }
        try target.record(work, "exercise-objective:\(id)", "exercise-objective.source", ["on": .flag(isThere)])
    }

    static func removeObjectiveIn(_ work: Work, _ msel: Msel.ID, _ id: ExerciseObjective.ID) throws {
        let target = try Target(msel, work.tx)
        try target.requirePlanning()
        guard try PlanStore(work.tx).objectives(of: msel).contains(where: { $0.id == id }) else {
            throw Refusal.notFound
        }
        guard try !PlanStore(work.tx).tasks(of: msel).contains(where: { $0.objective == id }) else {
            throw Refusal.objectiveHasTasks
        }
        try ExerciseMoveStore.remove(id, work.tx)
        try target.record(work, "exercise-objective:\(id)", "exercise-objective.removal")
    }

    // MARK: Tasks

    @discardableResult
    static func taskIn(_ work: Work, _ msel: Msel.ID, _ objective: ExerciseObjective.ID, _ fields: TaskFields) throws
        -> CriticalTask.ID
    {
        let target = try Target(msel, work.tx)
        try target.requireOpen()
        guard try PlanStore(work.tx).objectives(of: msel).contains(where: { $0.id == objective }) else {
            throw Refusal.notFound
        }
        let there = try PlanStore(work.tx).tasks(of: msel)
        guard there.count < mostTasks else { throw Refusal.tooMany(L("A plan has at most \(mostTasks) tasks.")) }
        let id: CriticalTask.ID = work.environment.id()
        try ExerciseMoveStore.insert(
            id, in: msel, of: objective, number: (there.map(\.number).max() ?? 0) + 1, try fields.cleaned.checked(),
            work.tx)
        try target.record(work, "task:\(id)", "task.creation")
        return id
    }

    static func changeTaskIn(_ work: Work, _ msel: Msel.ID, _ id: CriticalTask.ID, _ fields: TaskFields) throws {
        let target = try Target(msel, work.tx)
        try target.requireOpen()
        guard try PlanStore(work.tx).tasks(of: msel).contains(where: { $0.id == id }) else { throw Refusal.notFound }
        try ExerciseMoveStore.update(id, try fields.cleaned.checked(), work.tx)
        try target.record(work, "task:\(id)", "task.change")
    }

    static func removeTaskIn(_ work: Work, _ msel: Msel.ID, _ id: CriticalTask.ID) throws {
        let target = try Target(msel, work.tx)
        guard try PlanStore(work.tx).tasks(of: msel).contains(where: { $0.id == id }) else { throw Refusal.notFound }
        guard target.exercise?.state.isPlanned != false else { throw Refusal.taskIsUsed }
        try ExerciseMoveStore.remove(id, work.tx)
        try target.record(work, "task:\(id)", "task.removal")
    }
}
