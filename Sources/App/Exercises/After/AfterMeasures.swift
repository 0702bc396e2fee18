import Domain
import Storage
import Web

/// What the report tells of working together: five figures in the body, the others with their limits in Annex E; decisions and requests in
/// annexes of their own. Outside EXCON the ladder holds: no cell is named that does not publish by name, and counts need five cells.
extension AfterFacts: MeasuresFeature, ReportPartFeature {
    static func measures(of event: Event.ID, _ plan: ExercisePlan, own: ExerciseCell.ID?, _ reading: any Reading) throws
        -> [ExerciseMeasureFigure]
    {
        let all = try figures(event, reading)
        let ladder = ExerciseLadder(all.exercise, plan, own: own)
        let told = all.told(by: ladder)
        let figures = body(told, ladder) + annex(told)
        guard !ladder.tellsAll else { return figures }
        // The labels only: each cell would read the others' from a sum of few.
        let limit = L("Shown from \(ExerciseLadder.fewest) cells on, or where all cells show their results.")
        return figures.map { Self.figure($0.order, $0.label, "–", all.cells.count, limit, isInBody: $0.isInBody) }
    }

    /// As it stood at ENDEX.
    private static func figures(_ event: Event.ID, _ reading: any Reading) throws -> ExerciseFigures {
        try ExerciseFigures(event, now: PlayStore(reading).clock(of: event).endedAt ?? 0, reading)
    }

    private static func share(_ share: RequestMeasures.Share) -> String {
        share.of > 0 ? "\(share.count)/\(share.of)" : "–"
    }

    private static func minutes(_ value: Rational?) -> String {
        value.map { L("\(ExerciseFigures.minutes($0)) min").string() } ?? "–"
    }

    private static func figure(
        _ order: Int, _ label: Message, _ value: String, _ count: Int, _ limit: Message? = nil, isInBody: Bool = false
    ) -> ExerciseMeasureFigure {
        ExerciseMeasureFigure(
            order: order, label: label, value: value, count: count, limit: limit, isInBody: isInBody)
    }

    /// Over the tasks that are measured by it: from the first paper in a cell to its first word to a neighbour; who told nobody waited
    /// until the end.
    private static func firstNotice(_ figures: ExerciseFigures, _ ladder: ExerciseLadder) -> WaitingTimes {
        let plan = figures.plan
        let tasks = Set(plan.tasks.filter { $0.measure == TaskMeasure.firstNotice.rawValue }.map(\.id))
        let injects = plan.injects.filter { $0.releasedElapsed != nil && !tasks.isDisjoint(with: $0.tasks) }
            .filter { ladder.tells(Set(plan.recipients(of: $0).map(\.id))) }
            .sorted { ($0.releasedElapsed ?? 0) < ($1.releasedElapsed ?? 0) }
        let waits = figures.cells.compactMap { cell -> WaitingTimes.Wait? in
            guard let inject = injects.first(where: { plan.recipients(of: $0).contains(cell) }) else { return nil }
            let told = figures.firstNotice(of: cell.id, after: inject.id)
            let open = max(0, figures.end - (inject.releasedElapsed ?? 0))
            return WaitingTimes.Wait(Rational(Int(told ?? open), 60_000), isCensored: told == nil)
        }
        return WaitingTimes(waits)
    }

    private static func body(_ figures: ExerciseFigures, _ ladder: ExerciseLadder) -> [ExerciseMeasureFigure] {
        let measures = figures.measures
        let first = firstNotice(figures, ladder)
        let answered = figures.points.filter { $0.likeness.decided > 1 }
        let alike = answered.compactMap { $0.likeness.alike }
        let whole = alike.count { $0 == .one }
        let clashes = figures.points.reduce(0) { $0 + $1.clashes.count }
        let neighbours = figures.points.reduce(0) { $0 + $1.neighbours }
        let picture = figures.picture
        let shared =
            picture.map { picture in
                [
                    figure(
                        40, L("Right answers to probes"), share(picture.rightShare), picture.rightShare.of,
                        L("Who did not answer counts as not right."), isInBody: true),
                    figure(
                        41, L("Pairs of cells that answered alike"), share(picture.alike), picture.alike.of,
                        L("Alike is not right."), isInBody: true),
                ]
            } ?? []
        return shared + [
            figure(
                10, L("Time to the first notice to a neighbour"), minutes(first.median), first.count,
                L("The first word between cells; not whether it was the right one."), isInBody: true),
            figure(
                20, L("Requests answered in time"), share(measures.inTime), measures.inTime.of,
                L("Answered says nothing of how good the answer was."), isInBody: true),
            figure(
                30, L("Questions on which all cells decided alike"), "\(whole)/\(alike.count)", alike.count,
                L("Alike is not right."), isInBody: true),
            figure(
                31, L("Incompatible neighbours"), "\(clashes)/\(neighbours)", neighbours,
                L("Only pairs of neighbours that both decided."), isInBody: true),
            figure(
                50, L("Two or more own functions asked"), share(figures.horizontal), figures.horizontal.of,
                L("As the cells said themselves."), isInBody: true),
        ]
    }

    private static func annex(_ figures: ExerciseFigures) -> [ExerciseMeasureFigure] {
        let measures = figures.measures
        let (network, answered, functions) = (measures.network, measures.answeredNetwork, measures.acrossFunctions)
        let cells = figures.cells.count
        let decimal = { (value: Rational?) in value.map { $0.decimal(2) } ?? "–" }
        let small = L("Few cells: one more request moves it.")
        return [
            figure(110, L("Open at ENDEX"), String(measures.open.count), measures.requests.count),
            figure(
                120, L("Time to answer, median"), minutes(measures.timeToAnswer.median), measures.timeToAnswer.count,
                L("Unanswered requests count as waiting: Kaplan and Meier.")),
            figure(130, L("Who carries the traffic: centralisation"), decimal(network.centralisation), cells, small),
            figure(140, L("Pairs that no chain of answers joins"), decimal(answered.fragmentation()), cells, small),
            figure(
                150, L("Across functions, E–I"), decimal(functions.value), functions.count,
                L("By chance it would be \(decimal(functions.chance)).")),
            figure(
                160, L("From release to decision, median"), minutes(figures.timeToDecide.median),
                figures.timeToDecide.count),
        ]
    }

    static func blocks(
        of section: ReportSection, in event: Event.ID, _ plan: ExercisePlan, own: ExerciseCell.ID?,
        _ reading: any Reading
    ) throws -> [Document.Block] {
        switch section {
        case .decisions: try decisions(figures(event, reading), own)
        case .requests: requests(try figures(event, reading), own)
        default: []
        }
    }

    private static func decisions(_ figures: ExerciseFigures, _ own: ExerciseCell.ID?) -> [Document.Block] {
        let (plan, exercise) = (figures.plan, figures.exercise)
        let ladder = ExerciseLadder(exercise, plan, own: own)
        let told = plan.players.filter { ladder.names($0.id) }
        let standing = CellDecisionStore.standing(figures.decisions)
        let rows = figures.points.map { one -> [String] in
            let question = one.point.question.text(in: Language.current.rawValue, else: plan.msel.languages).text
            let counts =
                ladder.tells(one.asked)
                ? one.likeness.counts.filter { $0.count > 0 }.map { "\($0.option) \($0.count)" }.joined(
                    separator: " · ") : ""
            let choices = told.map { cell in
                standing.first { $0.point == one.point.id && $0.cell == cell.id }?.choice ?? "–"
            }
            let decided = ladder.tells(one.asked) ? share(one.likeness.coverage) : "–"
            return ["\(one.point.number). \(question)", decided] + choices + [counts]
        }
        guard !rows.isEmpty else { return [] }
        let heads = [L("Question"), L("Decided")] + told.map { .verbatim($0.code) } + [L("All cells")]
        return [
            .table(
                ReportTable.make(
                    L("What cells decided"), heads, rows, weights: [4, 1] + told.map { _ in 1 } + [2]))
        ]
    }

    /// By what was asked; who asked whom stands in no copy.
    private static func requests(_ figures: ExerciseFigures, _ own: ExerciseCell.ID?) -> [Document.Block] {
        guard ExerciseLadder(figures.exercise, figures.plan, own: own).tellsAll else { return [] }
        let rows = RequestType.allCases.compactMap { type -> [String]? in
            let own = figures.requests.filter { $0.type == type }
            guard !own.isEmpty else { return nil }
            let answered = own.count { $0.answer != nil }
            return [type.label.string(), String(own.count), String(answered)]
        }
        guard !rows.isEmpty else { return [] }
        return [
            .table(
                ReportTable.make(
                    L("What cells asked"),
                    [L("Kind"), L("Sent", context: "request"), L("Answered", context: "request")], rows))
        ]
    }
}
