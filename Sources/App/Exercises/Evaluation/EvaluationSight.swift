import Domain
import Storage
import Web

/// Who rates what, who has, and what may be shown of it to whom.
struct EvaluationSight: Sendable {
    let event: Event.ID
    let plan: ExercisePlan
    let seats: [ExerciseSeat.ID: SeatRecord]
    let assignments: [AssignmentRecord]
    /// The last version of each.
    let ratings: [TaskRatingRecord]
    let submitted: Set<ExerciseSeat.ID>
    let consensus: [RatedUnit: ConsensusRecord]
    let lead: ExerciseSeat.ID?
    let closedAt: Int64?

    init(_ event: Event.ID, _ plan: ExercisePlan, _ reading: any Reading) throws {
        self.event = event
        self.plan = plan
        let store = EvaluationStore(reading)
        seats = Dictionary(
            uniqueKeysWithValues: try PlayStore(reading).seats(of: event).map { ($0.id, $0) })
        let seats = seats
        assignments = try PlayStore(reading).assignments(of: event).filter { seats[$0.seat]?.role == .evaluator }
        var latest: [String: TaskRatingRecord] = [:]
        for rating in try store.ratings(of: event) where seats[rating.seat] != nil {
            latest["\(rating.seat) \(rating.unit.task) \(rating.unit.cell)"] = rating
        }
        ratings = latest.values.sorted {
            ($0.unit.task, $0.unit.cell, $0.seat) < ($1.unit.task, $1.unit.cell, $1.seat)
        }
        submitted = try store.submissions(of: event)
        consensus = Dictionary(
            try store.consensus(of: event).map { ($0.unit, $0) }, uniquingKeysWith: { first, _ in first })
        (lead, closedAt) = try store.evaluation(of: event)
    }

    /// In the order of the tasks and the cells.
    var units: [RatedUnit] {
        let assigned = Set(assignments.map { RatedUnit(task: $0.task, cell: $0.cell) })
        return plan.tasks.flatMap { task in
            plan.cells.map { RatedUnit(task: task.id, cell: $0.id) }.filter(assigned.contains)
        }
    }

    func units(of seat: ExerciseSeat.ID) -> [RatedUnit] {
        let own = Set(assignments.filter { $0.seat == seat }.map { RatedUnit(task: $0.task, cell: $0.cell) })
        return units.filter(own.contains)
    }

    func raters(of unit: RatedUnit) -> [ExerciseSeat.ID] {
        assignments.filter { $0.task == unit.task && $0.cell == unit.cell }.map(\.seat)
    }

    func rating(_ unit: RatedUnit, by seat: ExerciseSeat.ID) -> TaskRatingRecord? {
        ratings.first { $0.unit == unit && $0.seat == seat }
    }

    func ratings(of unit: RatedUnit) -> [TaskRatingRecord] { ratings.filter { $0.unit == unit } }

    /// Whether all who were asked have submitted, or the lead has closed: until then each sees only what is their own.
    func isOpen(_ unit: RatedUnit) -> Bool { closedAt != nil || raters(of: unit).allSatisfy(submitted.contains) }

    /// Evaluators with something to rate.
    var evaluators: [SeatRecord] {
        Set(assignments.map(\.seat)).compactMap { seats[$0] }.sorted { ($0.name, $0.id) < ($1.name, $1.id) }
    }

    /// What a cell got: the consensus, else what all who saw it agree on. Nobody saw it: not observed, never P.
    func result(_ unit: RatedUnit) -> TaskRating? {
        if let agreed = consensus[unit] { return agreed.value }
        guard !raters(of: unit).isEmpty, isOpen(unit) else { return nil }
        let all = ratings(of: unit).map(\.value)
        let seen = Set(all.filter { $0 != .notObserved })
        if seen.isEmpty { return all.isEmpty && closedAt == nil ? nil : .notObserved }
        return seen.count == 1 ? seen.first : nil
    }

    /// How far those who rated the same agree; of what is open only.
    var agreement: RatingAgreement {
        let open = Set(units.filter(isOpen))
        return RatingAgreement(
            ratings.filter { open.contains($0.unit) }.compactMap { rating in
                rating.value.place.map {
                    RatingAgreement.Rating(unit: name(rating.unit), rater: rating.seat.description, value: $0)
                }
            }, steps: 4)
    }

    /// `T3 · B`
    func name(_ unit: RatedUnit) -> String {
        "\(plan.task(unit.task)?.code ?? "–") · \(plan.cell(unit.cell)?.code ?? "–")"
    }

    // MARK: Whom it may not be

    /// An evaluator never rates the own cell, the own country or the own organisation.
    func isOwn(_ seat: SeatRecord, _ cell: CellRecord) -> Bool {
        if let country = cell.country, country == seat.country { return true }
        let organisation = Folded.text(seat.organisation)
        return seats.values.contains { other in
            guard other.role == .player, other.cell == cell.id else { return false }
            return other.participant == seat.participant
                || !organisation.isEmpty && Folded.text(other.organisation) == organisation
        }
    }
}
