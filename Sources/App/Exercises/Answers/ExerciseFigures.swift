import Domain
import Storage
import Web

/// All that an exercise measures of working together, at one moment of its clock: for those who run it.
struct ExerciseFigures: Sendable {
    let exercise: ExerciseRecord
    let plan: ExercisePlan
    /// The moment, by the exercise's clock.
    let end: Int64
    /// Cells in which people play.
    let cells: [CellRecord]
    let requests: [CellRequest]
    private(set) var decisions: [CellDecision]
    let statements: [PublicStatementRecord]
    /// What cells answered to the same questions at the same moments; nothing where nothing was asked.
    let picture: SharedPicture?
    private var papers: [ExercisePaper]
    private let openings: [Paper.ID: Int64]

    /// - Parameters:
    ///   - at: an earlier moment of the exercise's clock; nothing for now.
    ///   - move: the number of a move, for what began in it; nothing for all.
    init(
        _ event: Event.ID, now: Int64, at earlier: Int64? = nil, move number: Int? = nil, _ reading: any Reading
    ) throws {
        let play = PlayStore(reading)
        exercise = try play.required(event)
        plan = try ExercisePlan(exercise.msel, reading)
        let elapsed = try ExerciseMoment(event, now: now, reading).elapsed
        let move = plan.moves.first { $0.number == number && $0.openedElapsed != nil }
        let begin = move?.openedElapsed ?? 0
        let end = min(earlier ?? elapsed, elapsed)
        let last = min(end, move?.closedElapsed ?? end)
        self.end = end
        cells = plan.players
        requests = try CellRequestStore(reading).all(of: event).filter { (begin...max(begin, last)).contains($0.sent) }
        decisions = try CellDecisionStore(reading).all(of: event).filter {
            !$0.isWithdrawn && (begin...max(begin, end)).contains($0.decided)
        }
        statements = try CellTalkStore(reading).statements(of: event).filter { ($0.releasedElapsed ?? .max) <= end }
        picture = try SharedPictures.picture(plan.players, of: event, in: begin...max(begin, last), reading)
        papers = try play.papers(of: event).filter {
            $0.corrects == nil && $0.isDelivered && (begin...max(begin, last)).contains($0.elapsed)
        }
        openings = try play.openings(of: event).filter { $0.elapsed <= end }.reduce(into: [:]) { first, opening in
            first[opening.paper] = min(first[opening.paper] ?? .max, opening.elapsed)
        }
    }

    /// Of questions and papers of which the ladder tells only.
    func told(by ladder: ExerciseLadder) -> ExerciseFigures {
        let asked = Dictionary(grouping: papers, by: \.inject).mapValues { Set($0.map(\.cell)) }
        let told = Set(asked.filter { ladder.tells($0.value) }.keys)
        var figures = self
        figures.papers = papers.filter { told.contains($0.inject) }
        figures.decisions = decisions.filter { decision in
            plan.point(decision.point).map { told.contains($0.inject) } ?? false
        }
        return figures
    }

    // MARK: Requests

    private var places: [ExerciseCell.ID: Int] {
        Dictionary(cells.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Between cells in which people play: what goes to simulated bodies says nothing of cells.
    var traces: [RequestTrace] {
        let places = places
        return requests.compactMap { $0.trace(places) }
    }

    var measures: RequestMeasures {
        RequestMeasures(traces, cells: cells.count, end: Rational(Int(end), 60_000))
    }

    var report: RequestReport { RequestReport(measures, cells: cells.map(\.code)) }

    var duplicates: Int {
        DuplicateRequests.places(
            requests.filter { $0.parent == nil }.map {
                DuplicateRequests.Ask(
                    from: $0.from.description, to: $0.target.description, type: $0.type.rawValue, at: $0.sent)
            }
        ).count
    }

    // MARK: Decisions

    struct PointFigures: Sendable {
        let point: PointRecord
        let asked: Set<ExerciseCell.ID>
        let likeness: DecisionLikeness
        let clashes: [IncompatibleNeighbours.Pair]
        let neighbours: Int
    }

    private var standing: [CellDecision] { CellDecisionStore.standing(decisions) }
    var borders: Set<IncompatibleNeighbours.Pair> {
        Set(plan.borders.map { IncompatibleNeighbours.Pair($0.0.description, $0.1.description) })
    }

    /// Of each point that was asked.
    var points: [PointFigures] {
        let (standing, borders) = (standing, borders)
        return plan.points.compactMap { point in
            let asked = papers.filter { $0.inject == point.inject }.map(\.cell)
            guard !asked.isEmpty else { return nil }
            let own = standing.filter { $0.point == point.id && asked.contains($0.cell) }
            let choices = Dictionary(
                own.map { ($0.cell.description, $0.choice) }, uniquingKeysWith: { first, _ in first })
            let pairs = Set(point.incompatible.map { IncompatibleNeighbours.Pair($0.0, $0.1) })
            let clashes = IncompatibleNeighbours.clashes(choices, borders: borders, incompatible: pairs)
            return PointFigures(
                point: point, asked: Set(asked), likeness: DecisionLikeness(asked.map { choices[$0.description] }),
                clashes: clashes.pairs,
                neighbours: clashes.of)
        }
    }

    /// Decisions before which two or more own functions were asked.
    var horizontal: RequestMeasures.Share {
        let standing = standing
        return RequestMeasures.Share(
            standing.count { $0.ownFunctions(plan.functions) >= 2 }, of: standing.count)
    }

    /// Of decisions that need the consent of functions: all of it there in time.
    var consented: RequestMeasures.Share {
        var (complete, all) = (0, 0)
        for decision in standing {
            guard let point = plan.point(decision.point), !point.consent.isEmpty else { continue }
            all += 1
            let paper = papers.first { $0.inject == point.inject && $0.cell == decision.cell }
            let due = point.deadline.map { EpochTime.sum(paper?.elapsed ?? 0, $0) } ?? .max
            let isInTime = decision.consents.allSatisfy { $0.elapsed <= due }
            if decision.missing(point.consent).isEmpty, isInTime { complete += 1 }
        }
        return RequestMeasures.Share(complete, of: all)
    }

    private func minutes(_ elapsed: Int64) -> Rational { Rational(Int(elapsed), 60_000) }

    /// From the release to the first version; what is open at the end waited at least so long.
    var timeToDecide: WaitingTimes {
        WaitingTimes(
            papers.compactMap { paper in
                guard let point = plan.point(of: paper.inject) else { return nil }
                let first = decisions.filter { $0.point == point.id && $0.cell == paper.cell }.map(\.decided).min()
                return wait(from: paper.elapsed, to: first)
            })
    }

    /// From the release to the first opening in the cell.
    var timeToOpen: WaitingTimes { WaitingTimes(papers.map { wait(from: $0.elapsed, to: openings[$0.id]) }) }

    private func wait(from start: Int64, to time: Int64?) -> WaitingTimes.Wait {
        WaitingTimes.Wait(minutes(max(0, (time ?? end) - start)), isCensored: time == nil)
    }

    /// Decision points of cells that nobody decided.
    var openDecisions: Int { timeToDecide.censored }

    /// How long after an inject reached a cell it first turned to a neighbour; nothing where it has not.
    func firstNotice(of cell: ExerciseCell.ID, after inject: Inject.ID) -> Int64? {
        guard let begin = papers.first(where: { $0.inject == inject && $0.cell == cell })?.elapsed else { return nil }
        let neighbours = Set(plan.neighbours(of: cell).map(\.id))
        let told = requests.filter {
            $0.from == cell && $0.sent >= begin && $0.target.cell.map(neighbours.contains) ?? false
        }
        return told.map(\.sent).min().map { $0 - begin }
    }

    var agreedStatements: RequestMeasures.Share {
        RequestMeasures.Share(statements.count(where: \.isAgreed), of: statements.count)
    }

    // MARK: JSON

    var json: String {
        let points = points.map { figures in
            JSONValue.ordered([
                ("point", .text(figures.point.id.description)), ("number", .whole(figures.point.number)),
                ("counts", .ordered(figures.likeness.counts.map { ($0.option, .whole($0.count)) })),
                ("alike", value(figures.likeness.alike)), ("modal", value(figures.likeness.modal)),
                ("coverage", share(figures.likeness.coverage)),
                (
                    "incompatible_neighbours",
                    .ordered([("count", .whole(figures.clashes.count)), ("n", .whole(figures.neighbours))])
                ),
            ])
        }
        let pairs: [(String, JSONValue)] = [
            ("exercise", true), ("elapsed", .whole(end)), ("requests", report.value), ("decisions", .list(points)),
            ("time_to_decide", times(timeToDecide)), ("time_to_open", times(timeToOpen)),
            ("open_decisions", .whole(openDecisions)), ("two_functions_asked", share(horizontal)),
            ("consent_in_time", share(consented)), ("statements_agreed", share(agreedStatements)),
            ("duplicate_requests", .whole(duplicates)), ("shared_picture", shared),
        ]
        return JSONValue.ordered(pairs).json(.indented) + "\n"
    }

    /// Right answers of all that were asked, and pairs of cells that answered alike.
    private var shared: JSONValue {
        guard let picture else { return JSONValue(nil as String?) }
        return .ordered([
            ("right", share(picture.rightShare)), ("answered", .whole(picture.answered)),
            ("alike", share(picture.alike)), ("questions", .list(picture.byQuestion.map(share))),
        ])
    }

    private func value(_ fraction: Rational?) -> JSONValue { JSONValue(fraction?.description) }

    private func share(_ share: RequestMeasures.Share) -> JSONValue {
        .ordered([("count", .whole(share.count)), ("n", .whole(share.of)), ("value", value(share.value))])
    }

    private func times(_ times: WaitingTimes) -> JSONValue {
        .ordered([
            ("median", value(times.median)), ("naive_median", value(times.naiveMedian)), ("n", .whole(times.count)),
            ("censored", .whole(times.censored)),
        ])
    }

    /// The file from which `roundtable measures` computes the same.
    var file: (header: [String], rows: [[String]]) {
        let header = [RequestFile.mark] + RequestFile.columns.split(separator: ",").map(String.init)
        let rows = traces.map { trace in
            let time = { (value: Rational?) in value.map { Self.minutes($0) } ?? "" }
            return [
                ExerciseMark.line(.current), trace.number, cells[trace.from].code, cells[trace.to].code,
                time(trace.sent), time(trace.allowed),
                time(trace.acknowledged), time(trace.answered), trace.outcome?.rawValue ?? "",
                trace.functions?.from ?? "", trace.functions?.to ?? "", time(trace.withdrawn),
            ]
        }
        return (header, rows)
    }

    /// `12` or `12.5`.
    static func minutes(_ value: Rational) -> String {
        value.isWhole ? value.description : value.decimal(3)
    }
}
