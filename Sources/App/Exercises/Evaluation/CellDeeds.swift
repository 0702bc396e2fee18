import Domain
import Storage
import Web

/// What a cell decided, asked and wrote, for who evaluates it; and what that says of a task, once it was rated.
extension EvaluationFacts: CellRecordFeature, TaskEvidenceFeature {
    static func record(of cell: CellRecord, in event: Event.ID, _ plan: ExercisePlan, _ reading: any Reading) throws
        -> [CellRecordLine]
    {
        var lines: [CellRecordLine] = []
        for decision in try CellDecisionStore(reading).all(of: cell.id) where !decision.isWithdrawn {
            let point = plan.point(decision.point)
            let option = point?.options.first { $0.code == decision.fields.option }
            let chosen = option?.text.text(in: Language.current.rawValue, else: plan.msel.languages).text
            let words = [chosen ?? decision.fields.other, decision.fields.rationale].filter { !$0.isEmpty }
            lines.append(
                CellRecordLine(
                    elapsed: decision.decided, what: L("Decision"), text: words.joined(separator: " — "),
                    language: decision.language))
        }
        for request in try CellRequestStore(reading).all(of: cell.id) {
            lines += request.from == cell.id ? asked(request, plan) : received(request, plan)
        }
        lines += try shown(cell, event, reading)
        for line in try CellTalkStore(reading).lines(of: event) where line.cell == cell.id {
            lines.append(CellRecordLine(elapsed: line.elapsed, what: L("Log"), text: line.text))
        }
        return lines
    }

    private static func asked(_ request: CellRequest, _ plan: ExercisePlan) -> [CellRecordLine] {
        let target = name(request.target, plan)
        var lines = [
            CellRecordLine(
                elapsed: request.sent, what: L("Request"), text: "→ \(target): \(request.text)",
                language: request.language)
        ]
        if let answer = request.answer { lines.append(answered(answer, "← \(target)")) }
        return lines
    }

    /// What another cell asked, and what came of it here.
    private static func received(_ request: CellRequest, _ plan: ExercisePlan) -> [CellRecordLine] {
        let from = plan.cell(request.from)?.name ?? "–"
        var lines = [
            CellRecordLine(
                elapsed: request.sent, what: L("Request"), text: "← \(from): \(request.text)",
                language: request.language)
        ]
        if let step = request.step(.acknowledged) {
            lines.append(CellRecordLine(elapsed: step.elapsed, what: L("Acknowledged"), text: "→ \(from)"))
        }
        if let answer = request.answer { lines.append(answered(answer, "→ \(from)")) }
        return lines
    }

    private static func answered(_ step: CellRequest.Step, _ direction: String) -> CellRecordLine {
        let words = [step.outcome.label.string(), step.text].filter { !$0.isEmpty }.joined(separator: " — ")
        return CellRecordLine(
            elapsed: step.elapsed, what: L("Answered", context: "request"), text: "\(direction): \(words)")
    }

    /// What it wrote for others to see: its picture, and its words to the public.
    private static func shown(_ cell: CellRecord, _ event: Event.ID, _ reading: any Reading) throws
        -> [CellRecordLine]
    {
        let items = try CellPictureStore(reading).seen(by: cell.id, in: event).filter { $0.cell == cell.id }
        let said = try CellTalkStore(reading).statements(of: event).filter { $0.cell == cell.id }
        return items.map { item in
            CellRecordLine(
                elapsed: item.elapsed, what: L("Picture"), text: "\(item.standing.label.string()): \(item.fields.text)",
                language: item.language)
        }
            + said.compactMap { one in
                one.releasedElapsed.map {
                    CellRecordLine(
                        elapsed: $0, what: L("Words to the public"), text: one.text, language: one.language)
                }
            }
    }

    private static func name(_ target: RequestTarget, _ plan: ExercisePlan) -> String {
        switch target {
        case .cell(let id): plan.cell(id)?.name ?? "–"
        case .actor(let id): plan.actor(id)?.name ?? "–"
        }
    }

    static func evidence(
        of task: TaskRecord, by cell: CellRecord, in event: Event.ID, _ plan: ExercisePlan, _ reading: any Reading
    ) throws -> [Message] {
        switch TaskMeasure(rawValue: task.measure) {
        case .firstNotice: try firstNotice(task, cell, plan, reading)
        case .answeredInTime: try answered(cell, reading)
        case .functionsAsked: try asked(task, cell, plan, reading)
        case .agreedWords: try agreed(cell, event, reading)
        case .some(.none), nil: []
        }
    }

    /// From the first paper that tests it to the first word to a neighbour.
    private static func firstNotice(
        _ task: TaskRecord, _ cell: CellRecord, _ plan: ExercisePlan, _ reading: any Reading
    )
        throws -> [Message]
    {
        let injects = plan.injects.filter { $0.tasks.contains(task.id) }
        guard
            let paper = try PlayStore(reading).papers(of: cell.id).first(where: { paper in
                paper.isDelivered && injects.contains { $0.id == paper.inject }
            })
        else { return [] }
        let label = injects.first { $0.id == paper.inject }?.label ?? "–"
        let neighbours = Set(plan.neighbours(of: cell.id).map(\.id))
        let sent = try CellRequestStore(reading).all(of: cell.id).filter { request in
            guard request.from == cell.id, request.sent >= paper.elapsed, case .cell(let to) = request.target else {
                return false
            }
            return neighbours.isEmpty || neighbours.contains(to)
        }.map(\.sent).min()
        let target = task.threshold.map { Int($0 / 60_000) }
        guard let sent else { return [L("No neighbour was told after #\(label).")] }
        let minutes = Int((sent - paper.elapsed) / 60_000)
        guard let target else { return [L("First notice to a neighbour \(minutes) min after #\(label).")] }
        return [L("First notice to a neighbour \(minutes) min after #\(label); target \(target).")]
    }

    private static func answered(_ cell: CellRecord, _ reading: any Reading) throws -> [Message] {
        let got = try CellRequestStore(reading).all(of: cell.id).filter {
            $0.target == .cell(cell.id) && $0.state != .withdrawn
        }
        let inTime = got.count { request in request.answer.map { $0.elapsed <= request.due } ?? false }
        return [L("Requests answered in time: \(inTime) of \(got.count).")]
    }

    private static func asked(_ task: TaskRecord, _ cell: CellRecord, _ plan: ExercisePlan, _ reading: any Reading)
        throws -> [Message]
    {
        let injects = Set(plan.injects.filter { $0.tasks.contains(task.id) }.map(\.id))
        let points = Set(plan.points.filter { injects.contains($0.inject) }.map(\.id))
        let own = CellDecisionStore.standing(try CellDecisionStore(reading).all(of: cell.id)).filter {
            points.contains($0.point)
        }
        let several = own.count { $0.ownFunctions(plan.functions) >= 2 }
        return [L("Decisions before which two or more functions were asked: \(several) of \(own.count).")]
    }

    private static func agreed(_ cell: CellRecord, _ event: Event.ID, _ reading: any Reading) throws -> [Message] {
        let own = try CellTalkStore(reading).statements(of: event).filter {
            $0.cell == cell.id && $0.releasedElapsed != nil
        }
        return [L("Public words agreed with neighbours: \(own.count(where: \.isAgreed)) of \(own.count).")]
    }
}
