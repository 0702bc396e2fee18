import Domain
import Markup
import Web

/// The fields by which injects are chosen: kept in the address, sent as soon as one is changed.
struct InjectFilterBar {
    let filter: InjectFilter
    let plan: ExercisePlan
    /// Of EXCON.
    let controllers: [SeatRecord]
    /// What else stands in the address.
    var kept: [(name: String, value: String)] = []
    /// Whether a time line stands below, of which the rows are chosen.
    var hasLanes = false

    var html: HTML {
        let form = FormState(
            stored: [
                ("move", filter.move), ("storyline", filter.storyline), ("cell", filter.cell),
                ("channel", filter.channel), ("controller", filter.controller), ("objective", filter.objective),
                ("status", filter.status), ("lanes", filter.lanes),
            ])
        let all: FieldOption = ("", L("All"))
        let nothing: FieldOption = ("-", .verbatim("–"))
        let moves = plan.moves.map { one -> FieldOption in
            (one.id.description, .verbatim("\(one.number) \(one.title)"))
        }
        let lines = plan.storylines.map { one -> FieldOption in (one.id.description, .verbatim(one.title)) }
        let cells = plan.cells.map { one -> FieldOption in (one.id.description, .verbatim("\(one.code) \(one.name)")) }
        let goals = plan.objectives.map { one -> FieldOption in
            (one.id.description, .verbatim("\(one.code) \(String(one.text.prefix(40)))"))
        }
        let people = controllers.map { one -> FieldOption in (one.id.description, .verbatim(one.name)) }
        let channels = ExerciseChannel.allCases.map { one -> FieldOption in (one.rawValue, one.label) }
        let statuses = InjectStatus.allCases.map { one -> FieldOption in (one.rawValue, one.label) }
        return """
            <form class="inline" id="filter" method="get" role="search" data-auto>\
            \(kept.html { "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">" })\
            \(moves.isEmpty ? .empty : form.select("move", L("Move"), options: [all] + moves + [nothing]))\
            \(lines.isEmpty ? .empty : form.select("storyline", L("Storyline"), options: [all] + lines))\
            \(form.select("cell", L("Cell"), options: [all] + cells))\
            \(form.select("channel", L("Channel"), options: [all] + channels))\
            \(people.isEmpty ? .empty : form.select("controller", L("Controller"), options: [all] + people + [nothing]))\
            \(goals.isEmpty ? .empty : form.select("objective", L("Objective"), options: [all] + goals))\
            \(form.select("status", L("Status"), options: [all] + statuses))\
            \(hasLanes && !lines.isEmpty ? form.select("lanes", L("Rows"), options: [("", L("Cells")), ("storylines", L("Storylines"))]) : .empty)\
            <button>\(L("Show"))</button></form>
            """
    }
}
