import Domain
import Markup
import Storage
import Web

/// For whoever runs the exercise: which players have said that they know of its beginning, and of its end.
struct ConfirmationsPage {
    let frame: ExerciseFrame
    let plan: [CellRecord]
    let seats: [SeatRecord]

    /// - Throws: ``Refusal/notFound`` for whoever does not run it.
    init(_ visit: Visit, _ event: Event.ID, _ reading: any Reading) throws {
        frame = try ExerciseFrame(visit, event, reading)
        try frame.standing.require(frame.standing.isExcon)
        plan = try PlanStore(reading).cells(of: frame.exercise.msel)
        seats = try PlayStore(reading).seats(of: event).filter { $0.role == .player }
    }

    static func isMissing(_ seat: SeatRecord, _ state: ExerciseState) -> Bool {
        state.isPlayed && seat.startexAt == nil || state.isOver && seat.startexAt != nil && seat.endexAt == nil
    }

    var answer: Answer {
        let zone = MomentWords(frame.frame.event.timeZone)
        let rows = plan.flatMap { cell in seats.filter { $0.cell == cell.id }.map { (cell, $0) } }.sorted {
            one, other in
            let state = frame.exercise.state
            return Self.isMissing(one.1, state) && !Self.isMissing(other.1, state)
        }
        func cell(_ at: Int64?) -> HTML {
            at.map { zone.html($0, .time) } ?? "<span class=\"state warn\">\(L("not yet"))</span>"
        }
        return frame.answer(
            "console", L("Who has confirmed"), path: PlayerPaths.confirmations(frame.event),
            """
            <div class="head"><h1>\(L("Who has confirmed"))</h1></div>\
            <div class="scroll" tabindex="0" role="region" aria-label="\(L("Who has confirmed").string())"><table class="stack"><thead><tr>\
            <th scope="col">\(L("Name"))</th><th scope="col">\(L("Cell"))</th><th scope="col">STARTEX</th><th scope="col">ENDEX</th></tr></thead><tbody>\
            \(rows.html { row in
                """
                <tr><th scope="row" dir="auto">\(row.1.name)</th><td data-label="\(L("Cell").string())"><bdi>\(row.0.name)</bdi></td>\
                <td data-label="STARTEX">\(cell(row.1.startexAt))</td><td data-label="ENDEX">\(cell(row.1.endexAt))</td></tr>
                """
            })</tbody></table></div>
            """)
    }
}

/// Beside each cell of the console: how many of its players have not confirmed.
extension PlayerFacts: CellFigureFeature {
    static func figures(
        of event: Event.ID, _ plan: ExercisePlan, _ moment: ExerciseMoment, _ reading: any Reading
    ) throws -> [ExerciseCell.ID: [CellFigure]] {
        let state = try PlayStore(reading).required(event).state
        let missing = try PlayStore(reading).seats(of: event).filter {
            $0.role == .player && ConfirmationsPage.isMissing($0, state)
        }
        return Dictionary(grouping: missing) { $0.cell }.reduce(into: [:]) { figures, group in
            guard let cell = group.key else { return }
            figures[cell] = [
                CellFigure(
                    order: 10, label: L("Not confirmed"), count: group.value.count,
                    path: PlayerPaths.confirmations(event))
            ]
        }
    }
}
