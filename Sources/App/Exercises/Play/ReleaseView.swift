import Domain
import Storage
import Web

/// Where the injects of an exercise stand at a moment: who has what, what is due for whom.
struct ReleaseView: Sendable {
    let plan: ExercisePlan
    let moment: ExerciseMoment
    let state: ExerciseState
    let schedule: ReleaseSchedule
    /// Without what is written in them.
    let papers: [ExercisePaper]
    let attempts: [CallAttempt]
    /// By inject: the cells that have it.
    let having: [Inject.ID: Set<ExerciseCell.ID>]
    /// By inject: for whom a rule made it due, and when.
    let dues: [Inject.ID: [InjectDue]]
    private let byID: [String: InjectRecord]

    init(_ exercise: ExerciseRecord, now: Int64, _ reading: any Reading) throws {
        let plan = try ExercisePlan(exercise.msel, reading)
        try self.init(exercise, plan, try ExerciseMoment(exercise.event, now: now, reading), reading)
    }

    init(_ exercise: ExerciseRecord, _ plan: ExercisePlan, _ moment: ExerciseMoment, _ reading: any Reading) throws {
        self.plan = plan
        self.moment = moment
        state = exercise.state
        papers = try PlayStore(reading).papersUnread(of: exercise.event)
        attempts = try ReleaseStore(reading).attempts(of: exercise.msel)
        var having: [Inject.ID: Set<ExerciseCell.ID>] = [:]
        for paper in papers { having[paper.inject, default: []].insert(paper.cell) }
        self.having = having
        let open = try ReleaseStore(reading).dues(of: exercise.msel).filter {
            !$0.isDismissed && having[$0.inject]?.contains($0.cell) != true
        }
        let dues = Dictionary(grouping: open, by: \.inject)
        self.dues = dues
        byID = Dictionary(plan.injects.map { ($0.id.description, $0) }) { first, _ in first }
        let items = plan.injects.compactMap { inject -> ReleaseSchedule.Item? in
            Self.item(inject, plan, moment, dues[inject.id] ?? [])
        }
        schedule = ReleaseSchedule(
            items,
            at: .init(elapsed: moment.elapsed, wall: moment.wall, isRunning: exercise.state == .running),
            catchUp: exercise.catchUp)
    }

    func inject(_ id: String) -> InjectRecord? { byID[id] }

    /// Recipients that do not have it yet.
    func open(_ inject: InjectRecord) -> [CellRecord] {
        let recipients = plan.recipients(of: inject)
        guard let having = having[inject.id] else { return recipients }
        return recipients.filter { !having.contains($0.id) }
    }

    /// For whom it would go out now: those for whom a rule made it due, else all who lack it.
    func cellsDue(_ inject: InjectRecord) -> [CellRecord] {
        let open = open(inject)
        guard inject.anchor == .rule else { return open }
        let due = Set((dues[inject.id] ?? []).filter { $0.elapsed <= moment.elapsed }.map(\.cell))
        return due.isEmpty ? open : open.filter { due.contains($0.id) }
    }

    /// What may still go out, with the time at which it is due.
    private static func item(
        _ inject: InjectRecord, _ plan: ExercisePlan, _ moment: ExerciseMoment, _ dues: [InjectDue]
    ) -> ReleaseSchedule.Item? {
        guard inject.status == .approved || inject.status == .released && !dues.isEmpty else { return nil }
        let rule = plan.rule(of: inject.id)
        let isAutomatic = inject.anchor == .rule ? rule?.effect == .release : inject.release == .due
        return ReleaseSchedule.Item(
            id: inject.id.description, position: inject.position, due: due(inject, plan, moment, dues),
            isAutomatic: isAutomatic && !inject.channel.isSpoken && !inject.texts.isEmpty
                && !plan.recipients(of: inject).isEmpty, isHeld: inject.heldAt != nil)
    }

    static func due(
        _ inject: InjectRecord, _ plan: ExercisePlan, _ moment: ExerciseMoment, _ dues: [InjectDue]
    ) -> ReleaseSchedule.Due {
        switch inject.anchor {
        case .hand: return .hand
        case .rule: return dues.map(\.elapsed).min().map { .elapsed($0) } ?? .rule
        case .wall:
            guard let wall = inject.wallAt else { return .hand }
            return .wall(wall, isPaused: !moment.clock.isRunning(at: wall))
        case .elapsed:
            let state = plan.move(inject.move).map { move -> ReleaseSchedule.MoveMoment in
                switch move.state {
                case .planned: .planned(number: move.number, start: move.plannedStart)
                case .open: .open(at: move.start)
                case .closed, .reviewed: .closed(number: move.number)
                }
            }
            return ReleaseSchedule.due(offset: inject.offset, in: state)
        }
    }
}

extension ExerciseClock {
    /// Whether it went at a moment, as far as is known.
    func isRunning(at wall: Int64) -> Bool { marks.last { $0.wall <= wall }?.speed.isMoving ?? false }
}
