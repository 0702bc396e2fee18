import Domain
import Storage
import Web

/// Decision points as rows, cells as columns: what each decided. Outside those who run the exercise it says no more than the
/// exercise's ladder allows.
struct DecisionMatrix: Sendable {
    enum Square: Sendable, Hashable {
        case notAsked, open
        case decided(code: String, confidence: Int, elapsed: Int64, isClash: Bool, id: ExerciseDecision.ID)
    }

    struct Observers: Sendable, Hashable {
        let total: Int
        /// Of options that at least five chose.
        let counts: [String: Int]
    }

    struct Line: Sendable {
        let point: PointRecord
        let title: String
        let asked: Int
        let decided: Int
        /// Whether how many chose each may be told: not where somebody's choice would follow from it.
        let isCounted: Bool
        /// By column; empty where nobody is named.
        let squares: [Square]
        /// Options with how many chose each, in their order.
        let counts: [(code: String, text: String, count: Int)]
        /// Letters only, in an order that says nothing of cells; nothing where too few were asked.
        let letters: [String]?
        let observers: Observers?
    }

    /// What may be seen.
    enum View: Sendable, Hashable { case everything, counts, letters, named }

    /// Cells with this many or more are shown side by side without names.
    static let fewest = ExerciseLadder.fewest

    let view: View
    let columns: [CellRecord]
    let lines: [Line]
    /// Whether the asker may say what they would decide, by point: what they said, or an empty text.
    let own: [DecisionPoint.ID: String]

    init(_ standing: ExerciseStanding, _ reading: any Reading) throws {
        let exercise = try PlayStore(reading).required(standing.event)
        let plan = try ExercisePlan(exercise.msel, reading)
        try self.init(exercise, plan, Self.view(exercise, standing), standing, reading)
    }

    static func view(_ exercise: ExerciseRecord, _ standing: ExerciseStanding) -> View {
        if standing.isExcon { return .everything }
        return room(exercise)
    }

    /// For the room, and for its wall.
    static func room(_ exercise: ExerciseRecord) -> View {
        switch exercise.comparison {
        case .private: .counts
        case .anonymous: .letters
        case .named: .named
        }
    }

    init(
        _ exercise: ExerciseRecord, _ plan: ExercisePlan, _ view: View, _ standing: ExerciseStanding?,
        _ reading: any Reading
    ) throws {
        self.view = view
        let (cells, ladder) = (plan.players, ExerciseLadder(exercise, plan))
        // A cell shows its own only where it says so.
        columns =
            switch view {
            case .everything: cells
            case .named: cells.filter { ladder.names($0.id) }
            case .counts, .letters: []
            }
        let papers = Dictionary(
            grouping: try PlayStore(reading).papersUnread(of: exercise.event).filter {
                $0.corrects == nil && $0.isDelivered
            }, by: \.inject)
        let decisions = Dictionary(
            grouping: CellDecisionStore.standing(try CellDecisionStore(reading).all(of: exercise.event)), by: \.point)
        let observed = try ObserverRoundStore(reading).counts(of: exercise.event)
        let person = standing.flatMap { standing in
            standing.observes && exercise.state.isPlayed ? standing.membership.seats.sorted().first : nil
        }
        let said = try person.map { try ObserverRoundStore(reading).answers(of: $0, in: exercise.event) } ?? [:]
        var lines: [Line] = []
        var own: [DecisionPoint.ID: String] = [:]
        for point in plan.points {
            let asked = Set((papers[point.inject] ?? []).map(\.cell))
            let isForAll = ObserverRoundOperations.isOpen(point, plan)
            guard !asked.isEmpty, view == .everything || isForAll else { continue }
            // Sealed for everybody, also for those who run the exercise.
            let isSettled = ObserverRoundOperations.isSettled(point, plan, exercise)
            lines.append(
                Self.line(
                    point, plan, asked, decisions[point.id] ?? [], columns, view, ladder,
                    isSettled ? observed[point.id] ?? [:] : [:]))
            if person != nil, isForAll, !isSettled { own[point.id] = said[point.id] ?? "" }
        }
        self.lines = lines
        self.own = own
    }

    private static func line(
        _ point: PointRecord, _ plan: ExercisePlan, _ asked: Set<ExerciseCell.ID>, _ decisions: [CellDecision],
        _ columns: [CellRecord], _ view: View, _ ladder: ExerciseLadder, _ observed: [String: Int]
    ) -> Line {
        let byCell = Dictionary(decisions.map { ($0.cell, $0) }, uniquingKeysWith: { first, _ in first })
        let players = asked.intersection(plan.players.map(\.id))
        let counted = view == .everything ? players : ladder.counted(players)
        let chosen = decisions.filter { counted.contains($0.cell) }
        // Where no choice may be counted: how many were asked and have decided, and no more.
        let heard = counted.isEmpty ? players : counted
        let squares = columns.map { cell -> Square in
            guard asked.contains(cell.id) else { return .notAsked }
            guard let decision = byCell[cell.id] else { return .open }
            let clashes = plan.neighbours(of: cell.id).contains { neighbour in
                byCell[neighbour.id].map { point.isIncompatible($0.choice, decision.choice) } ?? false
                    && (view == .everything || columns.contains(neighbour))
            }
            return .decided(
                code: decision.choice, confidence: decision.confidence, elapsed: decision.decided, isClash: clashes,
                id: decision.id)
        }
        let language = Language.current.rawValue
        var counts = point.options.map { option in
            (
                code: option.code, text: option.text.text(in: language, else: plan.msel.languages).text,
                count: chosen.count { $0.choice == option.code }
            )
        }
        let others = chosen.count(where: \.isOther)
        if point.allowsOther || others > 0 { counts.append(("other", L("Something else").string(), others)) }
        // Sorted, they tell no more than the counts: nobody finds their own column.
        let letters = view == .letters && counted.count >= fewest ? chosen.map(\.choice).sorted() : nil
        return Line(
            point: point, title: point.question.text(in: language, else: plan.msel.languages).text, asked: heard.count,
            decided: decisions.count { heard.contains($0.cell) }, isCounted: !counted.isEmpty,
            squares: squares, counts: counts, letters: letters,
            observers: ObserverRoundOperations.shown(observed).map { Observers(total: $0.total, counts: $0.counts) })
    }
}
