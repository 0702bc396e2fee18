import Domain
import Storage
import Web

/// What one cell had, decided, asked and knew at a moment of the exercise's clock. Nothing is kept for it: what was written is never changed,
/// so a moment is all that had been written by then.
struct ReplayMoment: Sendable {
    let exercise: ExerciseRecord
    let plan: ExercisePlan
    let cell: CellRecord
    let at: Int64
    /// Where the exercise's clock stands: no moment is later.
    let end: Int64
    let story: Int64?
    /// Newest first.
    let papers: [CellPaper]
    /// When each was first opened in the cell.
    let opened: [Paper.ID: Int64]
    /// Of each question that was asked, the version that stood.
    let decisions: [(point: PointRecord, decision: CellDecision?)]
    /// With the steps that were taken by then.
    let requests: [CellRequest]
    let picture: [CellPictureItem]
    let log: [CellLogLine]

    /// - Parameter at: nothing for the newest moment.
    init(_ exercise: ExerciseRecord, _ cell: CellRecord, at: Int64?, now: Int64, _ reading: any Reading) throws {
        let (event, play) = (exercise.event, PlayStore(reading))
        let moment = try ExerciseMoment(event, now: now, reading)
        let (plan, end) = (try ExercisePlan(exercise.msel, reading), moment.elapsed)
        let time = min(max(at ?? end, 0), end)
        (self.exercise, self.plan, self.cell, self.at, self.end) = (exercise, plan, cell, time, end)
        story = moment.storyClock.story(at: time)
        let had = try PlayerStore(reading).papers(of: cell.id, in: event).filter { $0.elapsed <= time }
        let ids = Set(had.map(\.id))
        papers = had.map { paper in
            var paper = paper
            paper.correctedBy = had.first { $0.paper.corrects == paper.id && ids.contains($0.id) }?.id
            return paper
        }
        let people = Set(try play.seats(of: event).filter { $0.cell == cell.id }.map(\.participant))
        opened = try play.openings(of: event).filter {
            $0.elapsed <= time && ids.contains($0.paper) && people.contains($0.participant)
        }.reduce(into: [:]) { first, opening in
            first[opening.paper] = min(first[opening.paper] ?? .max, opening.elapsed)
        }
        let versions = try CellDecisionStore(reading).all(of: cell.id).filter { decision in
            let withdrawn = decision.withdrawnAt.map { moment.clock.elapsed(at: $0) } ?? .max
            return decision.decided <= time && withdrawn > time
        }
        decisions = plan.points.compactMap { point in
            guard had.contains(where: { $0.passed == nil && $0.paper.inject == point.inject }) else { return nil }
            return (point, versions.filter { $0.point == point.id }.max { $0.version < $1.version })
        }
        requests = try CellRequestStore(reading).all(of: cell.id).filter { $0.sent <= time }.map { request in
            var request = request
            request.steps = request.steps.filter { $0.elapsed <= time }
            return request
        }
        picture = try CellPictureStore(reading).all(of: event, at: time).filter { $0.isSeen(by: cell.id) }
        log = try PlaySight.lines(of: event, plan, reading).filter { $0.cell == cell.id && $0.elapsed <= time }
    }

    func choice(_ decision: CellDecision, _ point: PointRecord) -> (text: String, language: String) {
        guard let option = point.options.first(where: { $0.code == decision.fields.option }) else {
            return (decision.fields.other, decision.language)
        }
        return option.text.text(in: Language.current.rawValue, else: plan.msel.languages)
    }

    // MARK: Who may look

    /// Whose moments somebody may look at: of all cells who runs the exercise, of those that they watch who evaluates,
    /// of the own one who played, after ENDEX.
    /// - Throws: ``Refusal/notFound`` for whoever may look at none.
    static func cells(_ standing: ExerciseStanding, _ exercise: ExerciseRecord, _ reading: any Reading) throws
        -> [CellRecord]
    {
        let all = try PlanStore(reading).cells(of: exercise.msel)
        let seen = all.filter { cell in
            let isOwn = cell.id == standing.cell && exercise.state.isOver
            return standing.isExcon || standing.watches.contains(cell.id) || isOwn
        }
        try standing.require(!seen.isEmpty || standing.isExcon)
        return seen
    }

    static func read(_ visit: Visit, _ event: Event.ID, _ query: FormValues, _ reading: any Reading) throws
        -> (moment: ReplayMoment, cells: [CellRecord])
    {
        let exercise = try PlayStore(reading).required(event)
        let cells = try cells(ExerciseStanding(visit, event, reading), exercise, reading)
        guard !exercise.state.isPlanned, exercise.state != .cancelled else { throw Refusal.exerciseNotBegun }
        let asked = query.text("cell")
        let chosen = asked.isEmpty ? cells.first : cells.first { $0.id.description == asked }
        guard let chosen else { throw Refusal.notFound }
        let elapsed = try ExerciseMoment(event, now: visit.now, reading).elapsed
        let minute = query.wish("minute", in: 0...1_000_000).map { Int64($0) * EpochTime.minute }
        let at = time(query.text("at"), end: elapsed) ?? minute
        return (try ReplayMoment(exercise, chosen, at: at, now: visit.now, reading), cells)
    }

    /// `1:20:00`, `1:20` or minutes; of two numbers that would be too late, minutes and seconds.
    static func time(_ typed: String, end: Int64) -> Int64? {
        guard let time = ElapsedTyped.read(typed) else { return nil }
        if time > end, typed.count(where: { $0 == ":" }) == 1 { return ElapsedTyped.read("0:\(typed)") ?? time }
        return time
    }
}
