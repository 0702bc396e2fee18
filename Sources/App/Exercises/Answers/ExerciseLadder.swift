import Domain

/// What may be told of cells outside those who run the exercise: one rule for the matrix, measures, the wall, findings and the report. A cell is
/// named only where the exercise and the cell itself both say so; of the others figures are told only where they are five.
struct ExerciseLadder: Sendable {
    /// Of fewer cells without a name nothing is counted.
    static let fewest = 5

    private let named: Set<ExerciseCell.ID>
    private let players: Set<ExerciseCell.ID>

    /// - Parameter own: the cell for which it is written: its own results are told it.
    init(_ exercise: ExerciseRecord, _ plan: ExercisePlan, own: ExerciseCell.ID? = nil) {
        let told = plan.cells.filter { $0.id == own || exercise.comparison.stricter($0.publication) == .named }
        named = Set(told.map(\.id))
        players = Set(plan.players.map(\.id))
    }

    func names(_ cell: ExerciseCell.ID?) -> Bool { cell.map(named.contains) ?? false }

    /// Whether a figure over just these cells may be told: nobody can take those with names away and read one of the others.
    func tells(_ cells: Set<ExerciseCell.ID>) -> Bool {
        let unnamed = cells.subtracting(named).count
        return !cells.isEmpty && (unnamed == 0 || unnamed >= Self.fewest)
    }

    /// Whether figures over the whole exercise may be told.
    var tellsAll: Bool { tells(players) }

    /// Those of the asked over which options may be counted: all, those with names, or nobody.
    func counted(_ asked: Set<ExerciseCell.ID>) -> Set<ExerciseCell.ID> {
        tells(asked) ? asked : asked.intersection(named)
    }
}
