import Domain
import Storage
import Web

/// One line of a cell's log, whoever wrote it: papers, requests and decisions stand there by themselves.
struct CellLogLine: Sendable {
    let cell: ExerciseCell.ID
    let kind: LogLineKind
    let text: Message
    let elapsed: Int64
    /// Who wrote it, as the journal names people; nothing for what stands there by itself.
    var author: String?
}

/// What somebody sees of answers: all of it who runs the exercise, of the cells that they watch who rates it, their own cell's who plays,
/// nothing of single cells who looks on.
enum PlaySight {
    static func decisions(_ standing: ExerciseStanding, _ reading: any Reading) throws -> [CellDecision] {
        try CellDecisionStore(reading).all(of: standing.event).filter { standing.sees($0.cell) }
    }

    static func requests(_ standing: ExerciseStanding, _ reading: any Reading) throws -> [CellRequest] {
        try CellRequestStore(reading).all(of: standing.event).filter { request in
            standing.sees(request.from) || request.target.cell.map(standing.sees) ?? standing.isExcon
        }
    }

    static func picture(_ standing: ExerciseStanding, _ reading: any Reading) throws -> [CellPictureItem] {
        let all = try CellPictureStore(reading).all(of: standing.event)
        let cells = standing.watches.union([standing.cell].compactMap(\.self))
        return standing.isExcon ? all : all.filter { item in cells.contains { item.isSeen(by: $0) } }
    }

    /// In the order of the exercise's clock.
    static func log(_ standing: ExerciseStanding, _ reading: any Reading) throws -> [CellLogLine] {
        let exercise = try PlayStore(reading).required(standing.event)
        let plan = try ExercisePlan(exercise.msel, reading)
        let all = try lines(of: standing.event, plan, reading)
        return all.filter { standing.sees($0.cell) }
    }

    /// Of all cells.
    static func lines(of event: Event.ID, _ plan: ExercisePlan, _ reading: any Reading) throws -> [CellLogLine] {
        var lines = try PlayStore(reading).papers(of: event).filter(\.isDelivered).map { paper in
            CellLogLine(
                cell: paper.cell, kind: .received, text: L("\(paper.channel.label.string()): \(paper.subject)"),
                elapsed: paper.elapsed)
        }
        for request in try CellRequestStore(reading).all(of: event) { lines += self.lines(of: request, plan) }
        lines += try CellDecisionStore(reading).all(of: event).filter { !$0.isWithdrawn }.map { decision in
            let option = plan.point(decision.point)?.options.first { $0.code == decision.fields.option }
            let words = option?.text.text(in: Language.current.rawValue, else: plan.msel.languages).text
            return CellLogLine(
                cell: decision.cell, kind: .decision,
                text: L("Version \(decision.version): \(words ?? decision.fields.other)"), elapsed: decision.decided)
        }
        lines += try CellTalkStore(reading).lines(of: event).map {
            CellLogLine(
                cell: $0.cell, kind: $0.kind, text: .verbatim($0.text), elapsed: $0.elapsed, author: $0.author)
        }
        return lines.enumerated().sorted { ($0.element.elapsed, $0.offset) < ($1.element.elapsed, $1.offset) }
            .map(\.element)
    }

    private static func lines(of request: CellRequest, _ plan: ExercisePlan) -> [CellLogLine] {
        let (number, to) = (request.number, request.target.name(plan) ?? "")
        let from = plan.cell(request.from)?.name ?? ""
        var lines = [
            CellLogLine(
                cell: request.from, kind: .sent, text: L("Request \(number) to \(to): \(request.text)"),
                elapsed: request.sent)
        ]
        if let cell = request.target.cell {
            lines.append(
                CellLogLine(
                    cell: cell, kind: .received, text: L("Request \(number) from \(from): \(request.text)"),
                    elapsed: request.sent))
        }
        guard let answer = request.answer else { return lines }
        let words = "\(answer.outcome.label.string()) \(answer.text)".trimmed
        lines.append(
            CellLogLine(
                cell: request.from, kind: .received, text: L("Answer to request \(number): \(words)"),
                elapsed: answer.elapsed))
        if let cell = request.target.cell {
            lines.append(
                CellLogLine(
                    cell: cell, kind: .sent, text: L("Answer to request \(number): \(words)"), elapsed: answer.elapsed))
        }
        return lines
    }
}
