import Domain
import Storage
import Web

/// What one cell has and owes at a moment. Its page and its live regions are made of it, so that both show the same.
struct CellView: Sendable {
    let event: EventRecord
    let exercise: ExerciseRecord
    let msel: MselRecord
    let cell: CellRecord
    let cells: [CellRecord]
    let functions: [FunctionRecord]
    let moment: ExerciseMoment
    /// Newest first.
    let papers: [CellPaper]
    /// What is asked of the cell, in the order of its papers.
    let questions: [CellQuestion]
    /// What the cell asked and what it is asked, in the order in which they were sent.
    let requests: [CellRequest]
    let actors: [ActorRecord]
    /// Its own and what others show it, in the order in which it was written.
    let picture: [CellPictureItem]
    /// What people of the cell wrote into its log.
    let written: [ExerciseLogRecord]
    /// What cells said to their public, as everybody in the story reads it.
    let said: [PublicStatementRecord]
    /// What else is asked of it.
    let asks: [PlayAsk]

    init(_ event: EventRecord, _ exercise: ExerciseRecord, _ cell: CellRecord, now: Int64, _ reading: any Reading)
        throws
    {
        self.event = event
        self.exercise = exercise
        self.cell = cell
        let plan = try CellPlan(exercise.msel, reading)
        (msel, cells, functions, actors) = (plan.msel, plan.cells, plan.functions, plan.actors)
        moment = try ExerciseMoment(event.id, now: now, reading)
        papers = try PlayerStore(reading).papers(of: cell.id, in: event.id)
        requests = try CellRequestStore(reading).all(of: cell.id)
        picture = try CellPictureStore(reading).seen(by: cell.id, in: event.id)
        let talk = CellTalkStore(reading)
        said = try reading.remember("said in \(event.id)") { try talk.statements(of: event.id).filter(\.isReleased) }
        written =
            try reading.remember("lines in \(event.id)") {
                Dictionary(grouping: try talk.lines(of: event.id), by: \.cell)
            }[cell.id] ?? []
        asks = try PlayAsks.all(event.id, exercise, cell, reading)
        questions = try CellQuestion.all(
            of: cell, papers: papers, points: plan.points, reading)
    }

    /// Of a cell in the exercise that an event has now; nothing where it is none of its cells.
    init?(_ event: Event.ID, _ cell: ExerciseCell.ID, now: Int64, _ reading: any Reading) throws {
        guard let exercise = try PlayStore(reading).exercise(of: event),
            let record = try CellPlan(exercise.msel, reading).cells.first(where: { $0.id == cell })
        else { return nil }
        try self.init(try EventStore(reading).event(event), exercise, record, now: now, reading)
    }

    var words: StoryWords { StoryWords(msel, zone: cell.zone) }
    /// Regions are there only while the page shows what is played.
    var isShown: Bool { isPlayed || exercise.state.isOver }
    var isPlayed: Bool { exercise.state == .running || exercise.state == .paused }

    func name(_ id: ExerciseCell.ID) -> String { cells.first { $0.id == id }?.name ?? "" }
    func function(_ id: ExerciseFunction.ID?) -> FunctionRecord? { functions.first { $0.id == id } }
    func functionName(_ code: String) -> String { functions.first { $0.code == code }?.name ?? code }
    /// Cells to which people of this one can turn.
    var others: [CellRecord] { cells.filter { $0.kind == .players && $0.id != cell.id } }

    /// To whom something goes, in words.
    func name(_ target: RequestTarget) -> String {
        switch target {
        case .cell(let id): name(id)
        case .actor(let id): actors.first { $0.id == id }?.name ?? ""
        }
    }

    /// Whether the cell is asked: the other requests are its own.
    func isAsked(_ request: CellRequest) -> Bool { request.target.cell == cell.id }
    /// What still waits for a word of this cell: to answer, and to say whether it was served. What is due first stands first.
    var waiting: [CellRequest] {
        requests.filter { isAsked($0) ? $0.state.isOpen : $0.state.isOpen || $0.state == .answered }
            .sorted { one, other in
                (isAsked(one) ? 0 : 1, one.due, one.number) < (isAsked(other) ? 0 : 1, other.due, other.number)
            }
    }

    /// Changes when each page of the cell must be fetched anew: what one may do has changed.
    var state: String { "\(exercise.state.rawValue) \(cell.id)" }
    /// Still to be decided, the one that is due first at the beginning.
    var open: [CellQuestion] {
        questions.filter { !$0.isDecided }.sorted { one, other in
            (one.deadline ?? Int64.max, one.paper.elapsed) < (other.deadline ?? Int64.max, other.paper.elapsed)
        }
    }
}

/// What of a plan the pages of all cells begin with: no inject is in it. Remembered until something is committed, since a release is shown
/// to all cells at once.
private struct CellPlan: Sendable {
    let msel: MselRecord
    let cells: [CellRecord]
    let functions: [FunctionRecord]
    let actors: [ActorRecord]
    let points: [PointRecord]

    init(_ id: Msel.ID, _ reading: any Reading) throws {
        self = try reading.remember("cells of the plan \(id)") { try Self(reading: id, PlanStore(reading)) }
    }

    private init(reading id: Msel.ID, _ store: PlanStore) throws {
        msel = try store.msel(id)
        cells = try store.cells(of: id)
        functions = try store.functions(of: id)
        actors = try store.actors(of: id)
        points = try store.points(of: id)
    }
}

/// A decision point that was put to a cell by a paper of its own.
struct CellQuestion: Sendable {
    let point: PointRecord
    let paper: ExercisePaper
    /// By the exercise's clock.
    let deadline: Int64?
    /// The version that stands.
    let decision: CellDecision?

    var isDecided: Bool { decision != nil }
    /// Codes of functions that must still agree.
    var missing: [String] { decision?.missing(point.consent) ?? [] }

    static func all(of cell: CellRecord, papers: [CellPaper], points: [PointRecord], _ reading: any Reading) throws
        -> [CellQuestion]
    {
        let own = papers.map(\.paper).filter { $0.cell == cell.id && $0.corrects == nil }
        let decisions = CellDecisionStore.standing(try CellDecisionStore(reading).all(of: cell.id))
        let asked = points.compactMap { point -> CellQuestion? in
            guard let paper = own.first(where: { $0.inject == point.inject }) else { return nil }
            return CellQuestion(
                point: point, paper: paper, deadline: point.deadline.map { EpochTime.sum(paper.elapsed, $0) },
                decision: decisions.first { $0.point == point.id })
        }
        return asked.sorted { $0.paper.elapsed < $1.paper.elapsed }
    }

    func text(in language: String, _ msel: MselRecord) -> (text: String, language: String) {
        point.question.text(in: language, else: msel.languages)
    }

    /// What was chosen, in words.
    func choice(_ decision: CellDecision, in language: String, _ msel: MselRecord) -> (text: String, language: String) {
        guard let option = point.options.first(where: { $0.code == decision.fields.option }) else {
            return (decision.fields.other, decision.language)
        }
        return option.text.text(in: language, else: msel.languages)
    }
}

/// How long there is for something, by the exercise's clock: it counts down while that runs.
struct TimeLeft: Sendable {
    let deadline: Int64
    let moment: ExerciseMoment

    var isOver: Bool { deadline <= moment.elapsed }
}
