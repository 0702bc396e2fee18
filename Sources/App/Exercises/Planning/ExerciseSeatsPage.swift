import Domain
import Markup
import Storage
import Web

/// Who sits where.
struct ExerciseSeatsPage {
    let frame: ExerciseFrame
    let cells: [CellRecord]
    let functions: [FunctionRecord]
    let seats: [SeatRecord]
    let assignments: [AssignmentRecord]
    /// Of the event, without a seat in the exercise.
    let free: [ParticipantRecord]
    let taskCount: Int
    let names: DirectoryNames
    let state: FormState?

    init(_ frame: ExerciseFrame, _ state: FormState?, _ reading: any Reading) throws {
        try frame.standing.require(frame.standing.mayPlan)
        self.frame = frame
        self.state = state
        let (store, play) = (PlanStore(reading), PlayStore(reading))
        cells = try store.cells(of: frame.exercise.msel)
        functions = try store.functions(of: frame.exercise.msel)
        taskCount = try store.tasks(of: frame.exercise.msel).count
        seats = try play.seats(of: frame.event)
        assignments = try play.assignments(of: frame.event)
        let seated = Set(seats.map(\.participant))
        free = try EventStore(reading).participants(of: frame.event).filter {
            $0.state != .removed && !seated.contains($0.id)
        }
        names = try DirectoryNames(reading)
    }

    private var event: Event.ID { frame.event }
    /// Who could be seated by the country of their delegation.
    private var delegates: Int {
        let countries = Set(cells.filter { $0.kind == .players }.compactMap(\.country))
        return free.count { $0.role.contributes && $0.country.map(countries.contains) == true }
    }

    var answer: Answer {
        frame.answer(
            "seats", L("Seats in the exercise"), path: ExercisePlanPaths.seats(event),
            """
            <div class="head"><h1>\(L("Seats in the exercise"))</h1></div>\(delegations)\
            <div class="split"><section id="players"><h2>\(L("Players"))</h2>\(players)</section>\
            <section>\([ExerciseRole.director, .controller, .simulator, .evaluator, .observer].html(group))\(adding)</section></div>
            """, status: state.map { $0.errors.isEmpty } == false ? .wrong : .ok)
    }

    private var delegations: HTML {
        guard delegates > 0 else { return .empty }
        return """
            <form class="notice" id="delegations" method="post" action="\(ExercisePlanPaths.delegations(event))"><p>\
            \(L(delegates, one: "\(delegates) person of a delegation has no seat yet.", other: "\(delegates) people of delegations have no seat yet."))</p>\
            <div class="actions"><button class="primary">\(L("Seat the delegations"))</button></div></form>
            """
    }

    private var players: HTML {
        let played = cells.filter { $0.kind == .players }
        guard !played.isEmpty else {
            return
                "<p class=\"muted\">\(L("No cells yet.")) <a href=\"\(ExercisePlanPaths.cells(event))\">\(L("Make the cells"))</a></p>"
        }
        return played.html { cell in
            let own = seats.filter { $0.role == .player && $0.cell == cell.id }
            let people: HTML =
                own.isEmpty
                ? "<p class=\"muted\">\(L("Nobody yet."))</p>" : "<ul class=\"lines\">\(own.html(line))</ul>"
            return """
                <section id="cell-\(cell.id)"><h3><span class="chip">\(cell.code)</span> <bdi>\(cell.name)</bdi></h3>\
                \(people)</section>
                """
        }
    }

    private func group(_ role: ExerciseRole) -> HTML {
        let own = seats.filter { $0.role == role }
        guard !own.isEmpty else { return .empty }
        return
            "<section id=\"\(role.rawValue)\"><h2>\(role.label)</h2><ul class=\"lines\">\(own.html(line))</ul></section>"
    }

    private func line(_ seat: SeatRecord) -> HTML {
        let function = functions.first { $0.id == seat.function }
        let watched = assignments.count { $0.seat == seat.id }
        return """
            <li id="seat-\(seat.id)"><p class="title"><a href="\(ExercisePlanPaths.seat(event, seat.id))"><bdi>\(seat.name)</bdi></a></p>\
            <p class="meta">\(function.map { "<bdi>\($0.name)</bdi> " } ?? .empty)\(seat.organisation.isEmpty ? .empty : "<bdi>\(seat.organisation)</bdi> ")\
            \(seat.isSpokesperson ? "<span class=\"state good\">\(L("Spokesperson"))</span> " : .empty)\
            \(seat.role == .evaluator ? "<span>\(L(watched, one: "\(watched) task of a cell", other: "\(watched) tasks of cells"))</span>" : .empty)</p></li>
            """
    }

    private var adding: HTML {
        guard !free.isEmpty || seats.contains(where: { $0.role == .director || $0.role == .controller }) else {
            return
                "<p class=\"muted\">\(L("Everybody of the event has a seat.")) <a href=\"\(Paths.eventPeople(event))\">\(L("Add people to the event"))</a></p>"
        }
        let several = seats.filter { $0.role == .director || $0.role == .controller }
        let people =
            free.map { (value: $0.id.description, label: Message.verbatim("\($0.name) · \($0.organisation)")) }
            + several.map {
                (value: $0.participant.description, label: Message.verbatim("\($0.name) · \($0.organisation)"))
            }
        let form = state ?? FormState(stored: [("role", ExerciseRole.controller.rawValue)])
        return """
            <section id="adding"><h2>\(L("Give a seat"))</h2><form class="form" id="seat" method="post" action="\(ExercisePlanPaths.seats(event))">\
            \(form.summary(SeatForm.labels))\(form.select("participant", L("Person"), options: people))\
            \(SeatForm.html(form, cells, functions))<div class="actions"><button>\(L("Give the seat"))</button></div></form></section>
            """
    }
}

enum SeatForm {
    static var labels: [(field: String, label: Message)] {
        [
            ("participant", L("Person")), ("role", L("Role")), ("cell", L("Cell")), ("function", L("Function")),
            ("deputises-for", L("Deputises for")),
        ]
    }

    static func html(_ form: FormState, _ cells: [CellRecord], _ functions: [FunctionRecord]) -> HTML {
        let none: [(value: String, label: Message)] = [(value: "", label: L("None"))]
        let roles = ExerciseRole.allCases.map { (value: $0.rawValue, label: $0.label) }
        let places = none + cells.map { (value: $0.id.description, label: .verbatim("\($0.code) \($0.name)")) }
        let parts = none + functions.map { (value: $0.id.description, label: .verbatim($0.name)) }
        return """
            \(form.select("role", L("Role"), options: roles))<div class="row" data-only-if="role" data-only-values="player|simulator">\
            \(form.select("cell", L("Cell"), options: places))\(form.select("function", L("Function"), options: parts))</div>\
            <div data-only-if="role" data-only-values="player">\(form.check("spokesperson", L("Speaks for the cell")))\
            \(form.text("deputises-for", L("Deputises for"), maxLength: 400))</div>
            """
    }

    static func stored(_ seat: SeatRecord) -> FormState {
        FormState(stored: [
            ("role", seat.role.rawValue), ("cell", seat.cell?.description ?? ""),
            ("function", seat.function?.description ?? ""), ("spokesperson", seat.isSpokesperson ? "1" : ""),
            ("deputises-for", seat.deputisesFor),
        ])
    }

    /// - Throws: where role or person are none.
    static func input(_ form: FormValues, participant: Participant.ID?) throws -> SeatInput {
        guard let role = ExerciseRole(rawValue: form.text("role")) else {
            throw Refusal.invalid(["role": L("Choose a role.")])
        }
        guard let person = participant ?? Participant.ID(form.text("participant")) else {
            throw Refusal.invalid(["participant": L("Choose somebody who has a seat in the event.")])
        }
        return SeatInput(
            person, role, cell: ExerciseCell.ID(form.text("cell")),
            function: ExerciseFunction.ID(form.text("function")), isSpokesperson: form.isOn("spokesperson"),
            deputisesFor: form["deputises-for"] ?? "")
    }
}

/// One seat; of an evaluator what they look at.
struct ExerciseSeatPage {
    let frame: ExerciseFrame
    let seat: SeatRecord
    let cells: [CellRecord]
    let functions: [FunctionRecord]
    let tasks: [TaskRecord]
    let assignments: Set<ExercisePlanOperations.Watched>
    let seats: [SeatRecord]
    let state: FormState

    init(_ frame: ExerciseFrame, _ id: ExerciseSeat.ID, _ state: FormState?, _ reading: any Reading) throws {
        try frame.standing.require(frame.standing.mayPlan)
        self.frame = frame
        seats = try PlayStore(reading).seats(of: frame.event)
        guard let seat = seats.first(where: { $0.id == id }) else { throw Refusal.notFound }
        self.seat = seat
        let store = PlanStore(reading)
        cells = try store.cells(of: frame.exercise.msel)
        functions = try store.functions(of: frame.exercise.msel)
        tasks = try store.tasks(of: frame.exercise.msel)
        assignments = Set(
            try PlayStore(reading).assignments(of: frame.event).filter { $0.seat == id }.map {
                ExercisePlanOperations.Watched(task: $0.task, cell: $0.cell)
            })
        self.state = state ?? SeatForm.stored(seat)
    }

    var answer: Answer {
        let path = ExercisePlanPaths.seat(frame.event, seat.id)
        return frame.answer(
            "seats", .verbatim(seat.name), path: path,
            between: [.init(L("Seats in the exercise"), ExercisePlanPaths.seats(frame.event))],
            """
            <div class="head"><h1><bdi>\(seat.name)</bdi></h1><p class="meta">\(seat.role.label) <bdi>\(seat.organisation)</bdi></p></div>\(watching)\
            <form class="form" id="seat" method="post" action="\(path)">\(state.summary(SeatForm.labels))\(SeatForm.html(state, cells, functions))\
            <div class="actions"><button\("class", value: seat.role == .evaluator ? nil : "primary")>\(L("Save"))</button>\
            <a class="button plain" href="\(ExercisePlanPaths.seats(frame.event))">\(L("Cancel"))</a></div></form>\
            <form id="removal" method="post" action="\(ExercisePlanPaths.seatRemoval(frame.event, seat.id))"><button class="plain danger">\(L("Take the seat away"))</button></form>
            """, status: state.errors.isEmpty ? .ok : .wrong)
    }

    /// Tasks by cells: which of them.
    private var watching: HTML {
        guard seat.role == .evaluator else { return .empty }
        let played = cells.filter { $0.kind == .players }
        guard !tasks.isEmpty, !played.isEmpty else {
            return "<p class=\"muted\">\(L("An evaluator looks at tasks in cells. Make both first."))</p>"
        }
        return """
            <form id="watching" method="post" action="\(ExercisePlanPaths.assignments(frame.event, seat.id))"><h2>\(L("Looks at"))</h2>\
            <div class="scroll" tabindex="0" role="region" aria-label="\(L("Looks at").string())"><table><thead><tr><th scope="col">\(L("Critical task"))</th>\
            \(played.html { "<th scope=\"col\" class=\"num\"><abbr title=\"\($0.name)\">\($0.code)</abbr></th>" })</tr></thead><tbody>\
            \(tasks.html { task in
                "<tr><th scope=\"row\">\(task.code) <bdi>\(task.text)</bdi></th>\(played.html { cell in box(task, cell) })</tr>"
            })</tbody></table></div><div class="actions"><button class="primary">\(L("Save"))</button></div></form>
            """
    }

    private func box(_ task: TaskRecord, _ cell: CellRecord) -> HTML {
        let isOn = assignments.contains(.init(task: task.id, cell: cell.id))
        return """
            <td class="num"><input type="checkbox" name="watch" value="\(task.id) \(cell.id)"\("checked", when: isOn) aria-label="\(task.code) · \(cell.code)"></td>
            """
    }
}
