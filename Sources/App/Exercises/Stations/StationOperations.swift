import Domain
import Storage
import Web

/// What somebody wants of a station: the fields, what is rated there, and by whom.
struct StationDraft: Sendable {
    var fields = StationFields()
    var tasks: Set<CriticalTask.ID> = []
    var seats: Set<ExerciseSeat.ID> = []
}

/// With what a timetable is made by itself.
struct TimetableWish: Sendable {
    /// Epoch milliseconds.
    var start: Int64
    var length: Int64
    var change: Int64
}

/// Stations and rotations are planned: by EXCON, and by whoever runs the event. The functions that end in `In` check the rules and not the
/// permission. Who evaluates at a station is given its tasks in each group that comes, so that ratings go the way of every exercise.
enum StationOperations {
    static let mostStations = 40
    static let mostRotations = 100
    /// Of a rotation, and of the time to change.
    static let lengths: ClosedRange<Int64> = EpochTime.minute...EpochTime.day

    static func add(_ visit: Visit, _ event: Event.ID, _ draft: StationDraft) async throws -> ExerciseStation.ID {
        try await ExercisePlanning.write(visit, event) { work, _ in try addIn(work, event, draft) }
    }

    static func addIn(_ work: Work, _ event: Event.ID, _ draft: StationDraft) throws -> ExerciseStation.ID {
        let plan = try open(work, event)
        guard plan.stations.count < mostStations else {
            throw Refusal.tooMany(L("An exercise has at most \(mostStations) stations."))
        }
        let fields = try draft.fields.cleaned.checked()
        let id: ExerciseStation.ID = work.environment.id()
        try StationStore.insert(id, in: event, number: plan.stations.count + 1, fields, work)
        try StationStore.set(id, tasks: known(draft.tasks, plan), seats: seats(draft.seats, plan), work.tx)
        try record(work, event, "station:\(id)", "station.creation")
        return id
    }

    static func change(_ visit: Visit, _ event: Event.ID, _ id: ExerciseStation.ID, _ draft: StationDraft) async throws
    {
        try await ExercisePlanning.write(visit, event) { work, _ in try changeIn(work, event, id, draft) }
    }

    static func changeIn(_ work: Work, _ event: Event.ID, _ id: ExerciseStation.ID, _ draft: StationDraft) throws {
        let plan = try open(work, event)
        guard plan.stations.contains(where: { $0.id == id }) else { throw Refusal.notFound }
        try StationStore.update(id, try draft.fields.cleaned.checked(), work)
        try StationStore.set(id, tasks: known(draft.tasks, plan), seats: seats(draft.seats, plan), work.tx)
        try follow(work, event, plan)
        try record(work, event, "station:\(id)", "station.change")
    }

    /// With its places in the timetable.
    static func remove(_ visit: Visit, _ event: Event.ID, _ id: ExerciseStation.ID) async throws {
        try await ExercisePlanning.write(visit, event) { work, _ in
            let plan = try open(work, event)
            guard plan.stations.contains(where: { $0.id == id }) else { throw Refusal.notFound }
            try StationStore.remove(id, work.tx)
            for (place, station) in plan.stations.filter({ $0.id != id }).enumerated()
            where station.number != place + 1 {
                try StationStore.setNumber(station.id, place + 1, work.tx)
            }
            try follow(work, event, plan)
            try record(work, event, "station:\(id)", "station.removal")
        }
    }

    // MARK: Timetable

    /// Every group at every station once, in place of what was there.
    static func generate(_ visit: Visit, _ event: Event.ID, _ wish: TimetableWish, revision: Int?) async throws {
        try await ExercisePlanning.write(visit, event) { work, _ in
            try generateIn(work, event, wish, revision: revision)
        }
    }

    static func generateIn(_ work: Work, _ event: Event.ID, _ wish: TimetableWish, revision: Int? = nil) throws {
        let plan = try open(work, event)
        guard !plan.stations.isEmpty, !plan.groups.isEmpty else { throw Refusal.noStationYet }
        guard lengths.contains(wish.length), wish.change == 0 || lengths.contains(wish.change) else {
            throw Refusal.invalid(["length": L("Give minutes, from one to a day.")])
        }
        let timetable = StationTimetable(
            groups: plan.groups.map(\.id.description), stations: plan.stations.map(\.id.description),
            start: wish.start, length: wish.length, change: wish.change)
        try store(work, event, plan, timetable, revision)
    }

    /// As somebody wrote it. - Throws: at `rotation-N` what cannot be.
    static func set(_ visit: Visit, _ event: Event.ID, _ timetable: StationTimetable, revision: Int?) async throws {
        try await ExercisePlanning.write(visit, event) { work, _ in
            try store(work, event, open(work, event), timetable, revision)
        }
    }

    private static func store(
        _ work: Work, _ event: Event.ID, _ plan: StationPlan, _ timetable: StationTimetable, _ revision: Int?
    ) throws {
        guard revision ?? plan.revision == plan.revision else { throw Refusal.timetableMovedOn }
        guard timetable.rotations.count <= mostRotations else {
            throw Refusal.tooMany(L("A timetable has at most \(mostRotations) rotations."))
        }
        let faults = plan.faults(of: timetable)
        guard faults.isEmpty else { throw Refusal.invalid(faults) }
        try StationStore.set(timetable, of: event, revision: plan.revision + 1, work)
        try follow(work, event, plan)
        try record(work, event, "exercise:\(event)", "station.timetable")
    }

    // MARK: What follows

    /// Evaluators are given what the timetable brings to their stations, and lose what it brought before; what else they look at stays, and so
    /// does what they have rated. Nobody is given their own cell.
    private static func follow(_ work: Work, _ event: Event.ID, _ before: StationPlan) throws {
        let (old, new) = (before.watches, try StationPlan(event, work.tx).watches)
        guard old != new else { return }
        let sight = try EvaluationSight(event, ExercisePlan(before.exercise.msel, work.tx), work.tx)
        let rated = Set(
            sight.ratings.map { StationPlan.Watch(seat: $0.seat, task: $0.unit.task, cell: $0.unit.cell) })
        for watch in old.subtracting(new).subtracting(rated).sorted() {
            try ExerciseMoveStore.assign(watch.seat, watch.task, watch.cell, false, work.tx)
        }
        for watch in new.subtracting(old).sorted() {
            guard let seat = sight.seats[watch.seat], let cell = sight.plan.cell(watch.cell), !sight.isOwn(seat, cell)
            else { continue }
            try ExerciseMoveStore.assign(watch.seat, watch.task, watch.cell, true, work.tx)
        }
    }

    private static func open(_ work: Work, _ event: Event.ID) throws -> StationPlan {
        let plan = try StationPlan(event, work.tx)
        guard !plan.exercise.state.isOver, plan.exercise.state != .cancelled else { throw Refusal.exerciseIsOver }
        return plan
    }

    private static func known(_ tasks: Set<CriticalTask.ID>, _ plan: StationPlan) throws -> Set<CriticalTask.ID> {
        guard tasks.isSubset(of: plan.tasks.map(\.id)) else {
            throw Refusal.invalid(["tasks": L("Choose one of these.")])
        }
        return tasks
    }

    private static func seats(_ seats: Set<ExerciseSeat.ID>, _ plan: StationPlan) throws -> Set<ExerciseSeat.ID> {
        guard seats.isSubset(of: plan.evaluators.map(\.id)) else {
            throw Refusal.invalid(["seats": L("Choose one of these.")])
        }
        return seats
    }

    private static func record(_ work: Work, _ event: Event.ID, _ subject: String, _ kind: String) throws {
        try work.record(.part(event, ExercisePlaces.excon), subject, kind)
    }
}
