import Domain
import Markup
import Storage
import Web

/// The cells, what they can be made from, and the functions in them.
struct ExerciseCellsPage {
    let frame: ExerciseFrame
    let plan: MselRecord
    let cells: [CellRecord]
    let borders: [(ExerciseCell.ID, ExerciseCell.ID)]
    let functions: [FunctionRecord]
    let seats: [SeatRecord]
    let names: DirectoryNames
    /// Of the form that comes back, by its name.
    let states: [String: FormState]

    init(_ frame: ExerciseFrame, _ states: [String: FormState], _ reading: any Reading) throws {
        try frame.standing.require(frame.standing.mayPlan)
        self.frame = frame
        self.states = states
        let store = PlanStore(reading)
        plan = try store.msel(frame.exercise.msel)
        cells = try store.cells(of: plan.id)
        borders = try store.borders(of: plan.id)
        functions = try store.functions(of: plan.id)
        seats = try PlayStore(reading).seats(of: frame.event)
        names = try DirectoryNames(reading)
    }

    private var event: Event.ID { frame.event }

    var answer: Answer {
        let isWrong = states.values.contains { !$0.errors.isEmpty }
        return frame.answer(
            "cells", L("Cells"), path: ExercisePlanPaths.cells(event),
            """
            <div class="head"><h1>\(L("Cells"))</h1><p class="muted">\(L("People who act together: usually a delegation. Everything that is released goes to cells."))</p></div>\
            <div class="split"><section id="list">\(cells.isEmpty ? .empty : "<ul class=\"lines\">\(cells.html(line))</ul>")\(adding)</section>\
            <section>\(making)\(functionSection)</section></div>
            """, status: isWrong ? .wrong : .ok)
    }

    private func line(_ cell: CellRecord) -> HTML {
        let neighbours = borders.compactMap { $0.0 == cell.id ? $0.1 : $0.1 == cell.id ? $0.0 : nil }
        let codes = cells.filter { neighbours.contains($0.id) }.map(\.code)
        let players = seats.count { $0.cell == cell.id && $0.role == .player }
        let who: Message =
            cell.kind == .simcell
            ? cell.kind.label : L(players, one: "\(players) player", other: "\(players) players")
        return """
            <li id="cell-\(cell.id)"><p class="title"><span class="chip">\(cell.code)</span> <a href="\(ExercisePlanPaths.cell(event, cell.id))"><bdi>\(cell.name)</bdi></a></p>\
            <p class="meta">\(cell.country.map { "\(names.place($0)) " } ?? .empty)\(cell.plays.isEmpty ? .empty : "<bdi>\(cell.plays)</bdi> ")\
            <span>\(Languages.name(cell.language))</span> <span dir="ltr">\(cell.zone)</span> \
            <span>\(who)</span>\
            \(codes.isEmpty ? .empty : " <span>\(L("Borders on \(list: codes)"))</span>")</p></li>
            """
    }

    private var adding: HTML {
        var begin = CellFields()
        begin.zone = plan.zone
        begin.code = CellLetters.free(Set(cells.map(\.code)))
        let state = states["cell"] ?? FormState(stored: FieldForm.stored(begin))
        let form = FieldForm<CellFields>(state: state, options: CellForm.options(names))
        return """
            <details id="adding"\("open", when: states["cell"] != nil)><summary>\(L("Add a cell"))</summary>\
            <form class="form" id="cell" method="post" action="\(ExercisePlanPaths.cells(event))">\(form.summary)\(form.html)\
            <div class="actions"><button\("class", value: cells.isEmpty ? nil : "primary")>\(L("Add the cell"))</button></div></form></details>
            """
    }

    private var making: HTML {
        let state = (states["making"] ?? FormState()).placed("making")
        return """
            <section id="making-cells"><h2>\(L("Make cells"))</h2><form class="form" id="making" method="post" action="\(ExercisePlanPaths.cellMaking(event))">\
            \(state.select("source", L("From what"), options: ExercisePlanning.CellSource.allCases.map { (value: $0.rawValue, label: $0.label) }))\
            <div class="field" data-only-if="source" data-only-values="list">\(state.area("list", L("One name a line"), maxLength: 16_000))</div>\
            <div class="actions"><button\("class", value: cells.isEmpty ? "primary" : nil)>\(L("Make the cells"))</button></div></form></section>
            """
    }

    private var functionSection: HTML {
        let state = (states["function"] ?? FormState()).placed("function")
        return """
            <section id="functions"><h2>\(L("Functions"))</h2><p class="muted">\(L("What a player stands for inside a cell."))</p>\
            <ul class="lines">\(functions.html { one in
                """
                <li class="between"><bdi>\(one.name)</bdi><form method="post" action="\(ExercisePlanPaths.functionRemoval(event, one.id))">\
                <button class="plain">\(L("Remove")) <span class="sr">\(one.name)</span></button></form></li>
                """
            })</ul><form class="form" id="function" method="post" action="\(ExercisePlanPaths.functions(event))">\
            \(state.summary([("name", L("Function"))]))\(state.text("name", L("Function"), maxLength: 200))<div class="actions"><button>\(L("Add the function"))</button></div></form></section>
            """
    }
}

enum CellForm {
    static func options(_ names: DirectoryNames) -> [String: [FieldOption]] {
        ["country": names.countryOptions]
    }
}

/// One cell: what is said of it, whom it borders on.
struct ExerciseCellPage {
    let frame: ExerciseFrame
    let cell: CellRecord
    let cells: [CellRecord]
    let neighbours: Set<ExerciseCell.ID>
    let names: DirectoryNames
    let state: FormState

    init(_ frame: ExerciseFrame, _ id: ExerciseCell.ID, _ state: FormState?, _ reading: any Reading) throws {
        try frame.standing.require(frame.standing.mayPlan)
        self.frame = frame
        let store = PlanStore(reading)
        cells = try store.cells(of: frame.exercise.msel)
        guard let cell = cells.first(where: { $0.id == id }) else { throw Refusal.notFound }
        self.cell = cell
        neighbours = Set(
            try store.borders(of: frame.exercise.msel).compactMap { $0.0 == id ? $0.1 : $0.1 == id ? $0.0 : nil })
        names = try DirectoryNames(reading)
        self.state = state ?? FormState(stored: FieldForm.stored(CellFields(cell)))
    }

    var answer: Answer {
        let path = ExercisePlanPaths.cell(frame.event, cell.id)
        let form = FieldForm<CellFields>(state: state, options: CellForm.options(names))
        let others = cells.filter { $0.id != cell.id && $0.kind == .players }
        return frame.answer(
            "cells", .verbatim(cell.name), path: path,
            between: [.init(L("Cells"), ExercisePlanPaths.cells(frame.event))],
            """
            <div class="head"><h1><span class="chip">\(cell.code)</span> <bdi>\(cell.name)</bdi></h1></div>\
            <form class="form" id="cell" method="post" action="\(path)"><input type="hidden" name="borders" value="1">\(form.summary)\(form.html)\
            \(others.isEmpty ? .empty : """
                <fieldset class="options"><legend>\(L("Borders on"))</legend>\(others.html { other in
                    "<label class=\"check\"><input type=\"checkbox\" name=\"neighbour\" value=\"\(other.id)\"\("checked", when: neighbours.contains(other.id))> <span><bdi>\(other.code) \(other.name)</bdi></span></label>"
                })</fieldset>
                """)<div class="actions"><button class="primary">\(L("Save"))</button>\
            <a class="button plain" href="\(ExercisePlanPaths.cells(frame.event))">\(L("Cancel"))</a></div></form>\
            <form id="removal" method="post" action="\(ExercisePlanPaths.cellRemoval(frame.event, cell.id))"><button class="plain danger">\(L("Remove this cell"))</button></form>
            """, status: state.errors.isEmpty ? .ok : .wrong)
    }
}
