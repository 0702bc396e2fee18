import Domain
import Storage
import Web

/// The exercise goes along with its event, and into another that is planned like it.
extension ExerciseFacts: EventChangeFeature, EventCopyFeature {
    static func follow(_ change: EventChange, _ work: Work) throws {
        let event = change.event.id
        guard let exercise = try PlayStore(work.tx).exercise(of: event) else { return }
        if change.before.standing != change.after.standing { try stand(exercise, change, work) }
        let (zone, other) = (change.before.timeZone, change.after.timeZone)
        guard exercise.state.isPlanned, change.days != 0 || zone != other else { return }
        if let startex = exercise.plannedStartex {
            try ExercisePlanStore.setStartex(
                event, ExerciseCopyOperations.later(startex, days: change.days, from: zone, to: other), work.tx)
        }
        for inject in try PlanStore(work.tx).injects(of: exercise.msel) where !inject.status.isOut {
            guard let wall = inject.wallAt else { continue }
            try ExercisePlanStore.setWall(
                inject.id, ExerciseCopyOperations.later(wall, days: change.days, from: zone, to: other), work.tx)
        }
    }

    /// A cancelled event's exercise is cancelled; where the event takes place after all, it is in planning again.
    private static func stand(_ exercise: ExerciseRecord, _ change: EventChange, _ work: Work) throws {
        if change.after.standing == .cancelled, exercise.state.isPlanned {
            _ = try ExercisePlanStore.setState(exercise.event, .cancelled, from: exercise.state, work)
        } else if change.after.standing == .planned {
            _ = try ExercisePlanStore.setState(exercise.event, .draft, from: .cancelled, work)
        }
    }

    static func consequences(of change: EventChange, _ reading: any Reading) throws -> [Message] {
        guard let exercise = try PlayStore(reading).exercise(of: change.event.id), exercise.state.isPlanned else {
            return []
        }
        var words: [Message] = []
        if change.days != 0, exercise.plannedStartex != nil {
            words.append(L("STARTEX goes along, and so do injects that have a time of the day."))
        }
        if change.ends { words.append(L("The exercise is not played.")) }
        return words
    }

    static var copied: (code: String, order: Int, label: Message) {
        (code: "exercise", order: 26, label: L("The plan of the exercise, without names and what was played"))
    }

    static func copy(_ event: EventRecord, to after: EventRecord, days: Int, _ work: Work) throws {
        guard let exercise = try PlayStore(work.tx).exercise(of: event.id) else { return }
        let own = try ExercisePlanOperations.beginIn(work, after.id)
        let plan = try ExercisePlan(exercise.msel, work.tx)
        try ExercisePlanStore.follow(own, plan.msel, work)
        try ExercisePlanStore.removeFunctions(of: own, work.tx)
        try ExerciseCopyOperations.copyRows(
            work, plan, into: own, days: days, from: event.timeZone, to: after.timeZone)
        try ExercisePlanStore.copySettings(of: exercise, to: after.id, work)
        if let startex = exercise.plannedStartex {
            try ExercisePlanStore.setStartex(
                after.id,
                ExerciseCopyOperations.later(startex, days: days, from: event.timeZone, to: after.timeZone), work.tx)
        }
    }
}

/// Before an exercise: what it needs, in order.
extension ExerciseFacts: EventWayFeature {
    static func steps(to event: EventRecord, _ reading: any Reading) throws -> [EventWaySection.Step] {
        guard event.has(partCode), let exercise = try PlayStore(reading).exercise(of: event.id),
            exercise.state.isPlanned
        else { return [] }
        let store = PlanStore(reading)
        let hasObjectives = try !store.objectives(of: exercise.msel).isEmpty
        let hasCells = try !store.cells(of: exercise.msel).isEmpty
        let hasMoves = try !store.moves(of: exercise.msel).isEmpty
        let hasInjects = try !store.injects(of: exercise.msel).isEmpty
        let hasPlayers = try PlayStore(reading).seats(of: event.id).contains { $0.role == .player }
        return [
            EventWaySection.Step(
                label: L("Set the objectives of the exercise"), path: ExercisePlanPaths.objectives(event.id),
                isDone: hasObjectives),
            EventWaySection.Step(
                label: L("Make the cells"), path: ExercisePlanPaths.cells(event.id), isDone: hasCells),
            EventWaySection.Step(
                label: L("Set the moves"), path: ExercisePlanPaths.moves(event.id), isDone: hasMoves),
            EventWaySection.Step(
                label: L("Write the MSEL"), path: InjectPaths.msel(event.id), isDone: hasInjects),
            EventWaySection.Step(
                label: L("Seat players, controllers and evaluators"), path: ExercisePlanPaths.seats(event.id),
                isDone: hasPlayers),
            EventWaySection.Step(
                label: L("Close what the coverage shows, and say that it is ready"),
                path: ExercisePlanPaths.coverage(event.id), isDone: exercise.state == .ready),
        ]
    }
}
