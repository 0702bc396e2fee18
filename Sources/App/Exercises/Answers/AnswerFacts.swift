import Domain
import Storage
import Web

/// What cells answer in an exercise: decisions, requests, the picture; and what that tells side by side.
enum AnswerFacts: Feature {}

/// What rules may look at.
extension AnswerFacts: RuleSignalFeature {
    static func signals(of event: Event.ID, _ plan: ExercisePlan, _ reading: any Reading) throws -> [RuleSignal] {
        let decisions = CellDecisionStore.standing(try CellDecisionStore(reading).all(of: event)).map {
            RuleSignal(
                event: .optionChosen, subject: $0.point.description, value: $0.choice, cell: $0.cell,
                elapsed: $0.decided)
        }
        let requests = try CellRequestStore(reading).all(of: event).flatMap(signals)
        let picture = try CellPictureStore(reading).all(of: event).compactMap { item -> RuleSignal? in
            guard item.standing != .unconfirmed else { return nil }
            return RuleSignal(
                event: item.standing == .confirmed ? .pictureConfirmed : .pictureDisproved,
                subject: item.topic.rawValue, value: item.topic.rawValue, cell: item.cell, elapsed: item.standingElapsed
            )
        }
        return decisions + requests + picture
    }

    /// Of the cell that asked.
    private static func signals(_ request: CellRequest) -> [RuleSignal] {
        func signal(_ event: RuleEvent, _ elapsed: Int64) -> RuleSignal {
            RuleSignal(
                event: event, subject: request.target.description, value: request.type.rawValue, cell: request.from,
                elapsed: elapsed)
        }
        // Passed on, it is the same request of the same cell.
        var signals = request.parent == nil ? [signal(.requestSent, request.sent)] : []
        if let step = request.step(.acknowledged) { signals.append(signal(.requestAcknowledged, step.elapsed)) }
        if let answer = request.answer, answer.outcome != .redirected {
            signals.append(signal(answer.outcome == .declined ? .requestDeclined : .requestAnswered, answer.elapsed))
        }
        let ended = request.answer?.elapsed ?? request.step(.withdrawn)?.elapsed ?? .max
        if ended > request.due { signals.append(signal(.requestOverdue, request.due)) }
        return signals
    }
}

/// Beside each cell, for those who run the exercise.
extension AnswerFacts: CellFigureFeature {
    static func figures(of event: Event.ID, _ plan: ExercisePlan, _ moment: ExerciseMoment, _ reading: any Reading)
        throws -> [ExerciseCell.ID: [CellFigure]]
    {
        let decided = Set(
            CellDecisionStore.standing(try CellDecisionStore(reading).all(of: event)).map { "\($0.point) \($0.cell)" })
        var open: [ExerciseCell.ID: Int] = [:]
        var late: Set<ExerciseCell.ID> = []
        for paper in try PlayStore(reading).papersUnread(of: event) where paper.corrects == nil && paper.isDelivered {
            guard let point = plan.point(of: paper.inject), !decided.contains("\(point.id) \(paper.cell)") else {
                continue
            }
            open[paper.cell, default: 0] += 1
            if let deadline = point.deadline, moment.elapsed > EpochTime.sum(paper.elapsed, deadline) {
                late.insert(paper.cell)
            }
        }
        var overdue: [ExerciseCell.ID: Int] = [:]
        for request in try CellRequestStore(reading).all(of: event) where request.isOverdue(at: moment.elapsed) {
            if let cell = request.target.cell { overdue[cell, default: 0] += 1 }
        }
        return plan.cells.reduce(into: [:]) { figures, cell in
            figures[cell.id] = [
                CellFigure(
                    order: 30, label: L("Decisions open"), count: open[cell.id] ?? 0,
                    isWarning: late.contains(cell.id), path: AnswerPaths.matrix(event)),
                CellFigure(
                    order: 40, label: L("Requests overdue"), count: overdue[cell.id] ?? 0,
                    isWarning: (overdue[cell.id] ?? 0) > 0, path: AnswerPaths.measures(event)),
            ]
        }
    }
}
