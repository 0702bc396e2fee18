import Domain
import Storage
import Web

/// What whoever looks on may know of an exercise: the wall and observers. Nothing of an inject that was not released, and of those that were
/// only what the inject allows, when its move is closed.
struct WatchView: Sendable {
    struct Question: Sendable {
        let point: PointRecord
        /// Cells to which it was put, and those which have decided.
        let asked: Int
        let decided: Int
        /// Whether its words may be read: not before its move is closed.
        let isShown: Bool
        /// The observers' round on it is over.
        let isSettled: Bool
        /// Options with how many cells chose each; only where that tells of no single cell, or where cells are named.
        let choices: [Choice]
    }

    struct Choice: Sendable {
        let text: String
        /// Nothing where only cells that show theirs may be told.
        let count: Int?
        /// Codes of cells that show what they decided.
        let cells: [String]
    }

    struct Shown: Sendable {
        let inject: InjectRecord
        let text: InjectRecord.Text
        let story: Int64
    }

    /// What a cell wrote for others to read.
    struct Line: Sendable {
        let id: String
        let cell: String
        let text: String
        let elapsed: Int64
    }

    let event: EventRecord
    let exercise: ExerciseRecord
    let msel: MselRecord
    let moment: ExerciseMoment
    /// The one that is played.
    let move: MoveRecord?
    /// Newest first; of those that are not shown yet only the counts are told.
    let questions: [Question]
    /// What was played in moves that are closed, newest first.
    let shown: [Shown]
    let paperCount: Int
    /// What cells said to their public, newest first.
    let said: [Line]
    /// The open log of cells that let theirs be read under their name, newest first.
    let log: [Line]
    /// Who asked whom, once it is over; only where all cells show their results.
    let graph: RequestGraphSection?

    /// The same for all who look on, of whom there may be thousands: remembered for a second, until something is committed.
    init?(_ id: Event.ID, now: Int64, language: Language = .current, _ reading: any Reading) throws {
        let known = try reading.remember("watch \(id) in \(language.rawValue) at \(now / 1_000)") {
            try Self(reading: id, now: now, language: language, reading)
        }
        guard let known else { return nil }
        self = known
    }

    private init?(reading id: Event.ID, now: Int64, language: Language, _ reading: any Reading) throws {
        guard let exercise = try PlayStore(reading).exercise(of: id) else { return nil }
        self.exercise = exercise
        event = try EventStore(reading).event(id)
        let plan = try ExercisePlan(exercise.msel, reading)
        msel = plan.msel
        moment = try ExerciseMoment(id, now: now, reading)
        guard exercise.state.isPlayed || exercise.state.isOver else {
            (move, questions, shown, paperCount, said, log, graph) = (nil, [], [], 0, [], [], nil)
            return
        }
        move = plan.moves.first { $0.state == .open }
        let sent = try PlayStore(reading).papersUnread(of: id)
        paperCount = sent.count
        let papers = Dictionary(grouping: sent, by: \.inject)
        questions = try Self.questions(plan, papers, exercise, reading)
        said = try CellTalkStore(reading).statements(of: id).reversed().compactMap { one in
            one.releasedElapsed.map {
                Line(id: one.id.description, cell: plan.cell(one.cell)?.name ?? "", text: one.text, elapsed: $0)
            }
        }
        log = try Self.log(plan, exercise, reading)
        graph = try Self.graph(plan, exercise, now: now, reading)
        shown = plan.injects.filter { $0.status.isOut && $0.showsObservers }.compactMap { inject -> Shown? in
            let isPast = plan.move(inject.move).map { $0.state == .closed || $0.state == .reviewed }
            guard isPast ?? exercise.state.isOver,
                let text = inject.text(in: language.rawValue, languages: plan.msel.languages)?.text,
                let paper = papers[inject.id]?.first
            else { return nil }
            return Shown(inject: inject, text: text, story: paper.story)
        }.sorted { $0.story > $1.story }
    }

    private static func graph(_ plan: ExercisePlan, _ exercise: ExerciseRecord, now: Int64, _ reading: any Reading)
        throws -> RequestGraphSection?
    {
        let ladder = ExerciseLadder(exercise, plan)
        guard exercise.state.isOver, plan.players.allSatisfy({ ladder.names($0.id) }) else { return nil }
        let graph = RequestGraphSection(try ExerciseFigures(exercise.event, now: now, reading))
        return graph.arrows.isEmpty ? nil : graph
    }

    /// How many chose each, and which of those that show theirs did.
    private static func choices(_ line: DecisionMatrix.Line?, _ columns: [CellRecord], _ maySay: Bool) -> [Choice] {
        guard let line else { return [] }
        let named = zip(columns, line.squares).reduce(into: [String: [String]]()) { named, one in
            if case .decided(let code, _, _, _, _) = one.1 { named[code, default: []].append(one.0.code) }
        }
        let all = line.counts.map { Choice(text: $0.text, count: maySay ? $0.count : nil, cells: named[$0.code] ?? []) }
        return maySay ? all : all.filter { !$0.cells.isEmpty }
    }

    private static func log(_ plan: ExercisePlan, _ exercise: ExerciseRecord, _ reading: any Reading) throws -> [Line] {
        let ladder = ExerciseLadder(exercise, plan)
        let open = plan.cells.filter { ladder.names($0.id) }
        guard !open.isEmpty else { return [] }
        return try CellTalkStore(reading).lines(of: exercise.event).reversed().compactMap { line in
            open.first { $0.id == line.cell }.map {
                Line(id: line.id.description, cell: $0.name, text: line.text, elapsed: line.elapsed)
            }
        }
    }

    private static func questions(
        _ plan: ExercisePlan, _ papers: [Inject.ID: [ExercisePaper]], _ exercise: ExerciseRecord, _ reading: any Reading
    ) throws -> [Question] {
        let matrix = try DecisionMatrix(exercise, plan, DecisionMatrix.room(exercise), nil, reading)
        let lines = Dictionary(matrix.lines.map { ($0.point.id, $0) }) { first, _ in first }
        let decided = try WatchStore(reading).decided(in: exercise.event)
        let players = Set(plan.players.map(\.id))
        let questions = plan.points.compactMap { point -> (Int64, Question)? in
            guard let inject = plan.inject(point.inject), inject.status.isOut, inject.showsObservers else { return nil }
            let asked = Set((papers[inject.id] ?? []).filter(\.isDelivered).map(\.cell))
            guard !asked.isEmpty else { return nil }
            let line = lines[point.id]
            // Of some only, where not all may be counted: the wall has no place to say so.
            let maySay = line.map { $0.isCounted && $0.asked == asked.intersection(players).count } ?? false
            return (
                inject.releasedElapsed ?? 0,
                Question(
                    point: point, asked: asked.count, decided: decided[point.id] ?? 0,
                    isShown: ObserverRoundOperations.isOpen(point, plan),
                    isSettled: ObserverRoundOperations.isSettled(point, plan, exercise),
                    choices: choices(line, matrix.columns, maySay))
            )
        }
        return questions.sorted { $0.0 > $1.0 }.map { $0.1 }
    }

    /// Those of which the words may be read.
    var readable: [Question] { questions.filter(\.isShown) }
    /// Of the others: how many decisions are in, of how many.
    var open: (decided: Int, asked: Int) {
        questions.filter { !$0.isShown }.reduce((0, 0)) { ($0.0 + $1.decided, $0.1 + $1.asked) }
    }

    /// In the story's own zone.
    var words: StoryWords { StoryWords(msel, zone: msel.zone) }
    /// Changes when each page must be fetched anew.
    var state: String { exercise.state.rawValue }
}
