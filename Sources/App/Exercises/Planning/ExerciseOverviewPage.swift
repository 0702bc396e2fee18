import Domain
import Markup
import Storage
import Web

/// The exercise as a whole: what it is, how far it is, what whoever looks does next, and who plays.
struct ExerciseOverviewPage {
    let frame: ExerciseFrame
    let plan: MselRecord
    let cells: [CellRecord]
    let functions: [FunctionRecord]
    let seats: [SeatRecord]
    /// For planners.
    let readiness: ExerciseReadiness?
    let scenarios: [MselRecord]
    let isEmpty: Bool
    /// Played at stations: no injects are missed.
    let isPractical: Bool
    let ways: ExerciseWaysSection
    let state: FormState

    init(_ frame: ExerciseFrame, _ state: FormState? = nil, _ reading: any Reading) throws {
        self.frame = frame
        self.state = state ?? FormState()
        let store = PlanStore(reading)
        plan = try store.msel(frame.exercise.msel)
        cells = try store.cells(of: plan.id)
        functions = try store.functions(of: plan.id)
        seats = try PlayStore(reading).seats(of: frame.event)
        let plans = frame.standing.mayPlan
        readiness =
            plans && frame.exercise.state.isPlanned
            ? try ExerciseReadiness(frame.exercise, ExercisePlan(plan.id, reading), reading) : nil
        isEmpty =
            try plans && frame.exercise.state.isPlanned
            && ExerciseCopyOperations.isEmpty(plan.id, frame.event, reading)
        isPractical = try PracticalExercise.holds(frame.event, reading)
        ways = try ExerciseWaysSection(frame.standing, frame.exercise, reading)
        scenarios = try isEmpty ? store.scenarios(of: plan.programme) : []
    }

    private var event: Event.ID { frame.event }
    private var standing: ExerciseStanding { frame.standing }
    private var exercise: ExerciseRecord { frame.exercise }

    var answer: Answer {
        frame.answer(
            "overview", .verbatim(plan.title), path: ExercisePaths.home(event),
            """
            <div class="head"><h1 dir="auto">\(plan.title)</h1><p class="meta"><span class="state \(mark)">\(exercise.state.label)</span>\
            \(startex)</p></div>\(plan.overview.isEmpty ? .empty : "<p class=\"lines-kept lede\" dir=\"auto\">\(plan.overview)</p>")\(next)\(ways.html)\
            <div class="split"><section id="cells"><h2>\(L("Who plays"))</h2>\(people)</section><section>\(gate)\(rules)\(keeping)</section></div>
            """, status: state.errors.isEmpty ? .ok : .wrong)
    }

    private var mark: String {
        switch exercise.state {
        case .draft, .closed, .cancelled: "plain"
        case .ready, .ended, .reviewed: "good"
        case .running: "open"
        case .paused, .halted: "warn"
        }
    }

    private var startex: HTML {
        guard exercise.state.isPlanned, let planned = exercise.plannedStartex else { return .empty }
        let words = EventClock(zone: frame.frame.event.timeZone).text(planned).replacing("T", with: " ")
        return " <span>\(L("STARTEX is planned for")) <bdi>\(words) (\(frame.frame.event.timeZone))</bdi></span>"
    }

    // MARK: What to do next

    private var next: HTML {
        guard let (words, label, path) = step else { return .empty }
        return """
            <div class="notice"><p>\(words)</p><div class="actions"><a class="button primary" href="\(path)">\(label)</a></div></div>
            """
    }

    private var step: (Message, Message, String)? {
        let state = exercise.state
        if standing.isExcon, state.isPlayed || state == .ready {
            return (L("The exercise is run from the console."), L("Open the console"), ExercisePaths.console(event))
        }
        if standing.isPlayer, !state.isOver, state != .cancelled {
            return (
                L("You play. Everything that reaches your cell comes to one page."), L("Open your page"),
                ExercisePaths.play(event)
            )
        }
        if standing.roles.contains(.evaluator), state.isPlayed || state.isOver {
            return (
                L("You evaluate. Your tasks stand on one page."), L("Open your tasks"), ExercisePaths.evaluate(event)
            )
        }
        if standing.mayPlan, state == .draft { return planning }
        if standing.observes, state.isPlayed {
            return (L("You are an observer."), L("Open the room’s page"), ExercisePaths.observe(event))
        }
        return nil
    }

    private var planning: (Message, Message, String)? {
        if isEmpty, !scenarios.isEmpty { return nil }
        if cells.isEmpty {
            return (L("First the cells: who acts together."), L("Make the cells"), ExercisePlanPaths.cells(event))
        }
        if readiness?.plan.objectives.isEmpty == true {
            return (L("Next: what is to be shown."), L("Set the objectives"), ExercisePlanPaths.objectives(event))
        }
        if readiness?.plan.moves.isEmpty == true, !isPractical {
            return (
                L("Next: the moves, and how the story’s time goes."), L("Set the moves"), ExercisePlanPaths.moves(event)
            )
        }
        if !seats.contains(where: { $0.role == .player }) {
            return (L("Next: who sits where."), L("Give the seats"), ExercisePlanPaths.seats(event))
        }
        if readiness?.plan.injects.isEmpty == true, !isPractical {
            return (L("Next: the injects."), L("Write the MSEL"), InjectPaths.msel(event))
        }
        return (L("See what the plan lacks."), L("Open the coverage"), ExercisePlanPaths.coverage(event))
    }

    // MARK: Who plays

    private var people: HTML {
        guard !cells.isEmpty else { return "<p class=\"muted\">\(L("No cells yet."))</p>" }
        return """
            <ul class="lines">\(cells.html(line))</ul>\(roles)
            """
    }

    private func line(_ cell: CellRecord) -> HTML {
        let players = seats.filter { $0.role == .player && $0.cell == cell.id }
        let showsNames = standing.mayPlan || standing.cell == cell.id
        let who: Message =
            cell.kind == .simcell
            ? cell.kind.label : L(players.count, one: "\(players.count) player", other: "\(players.count) players")
        return """
            <li id="cell-\(cell.id)"><p class="title"><span class="chip">\(cell.code)</span> <bdi>\(cell.name)</bdi></p>\
            <p class="meta">\(cell.plays.isEmpty ? .empty : "<bdi>\(cell.plays)</bdi> ")\
            <span>\(who)</span></p>\
            \(showsNames && !players.isEmpty ? "<p class=\"small muted\">\(players.html { "<bdi>\($0.name)</bdi>\(function($0)) " })</p>" : .empty)</li>
            """
    }

    private func function(_ seat: SeatRecord) -> HTML {
        functions.first { $0.id == seat.function }.map { " (<bdi>\($0.name)</bdi>)" } ?? .empty
    }

    private var roles: HTML {
        guard standing.mayPlan else { return .empty }
        let counted = ExerciseRole.allCases.filter { $0 != .player }.compactMap { role -> (Message, Int)? in
            let count = seats.count { $0.role == role }
            return count == 0 ? nil : (role.label, count)
        }
        guard !counted.isEmpty else { return .empty }
        return "<dl class=\"facts\">\(counted.html { "<dt>\($0.0)</dt><dd class=\"num\">\($0.1)</dd>" })</dl>"
    }

    private var rules: HTML {
        let phone = standing.observes ? "" : exercise.emergencyPhone
        guard !exercise.rules.isEmpty || !phone.isEmpty else { return .empty }
        return """
            <section id="rules"><h2>\(L("Rules for players"))</h2>\
            \(exercise.rules.isEmpty ? .empty : "<p class=\"lines-kept\" dir=\"auto\">\(exercise.rules)</p>")\
            \(phone.isEmpty ? .empty : "<p><b>\(L("Telephone for a real emergency"))</b>: <bdi>\(phone)</bdi></p>")</section>
            """
    }

    // MARK: For planners

    private var gate: HTML {
        guard let readiness else { return .empty }
        let blocking = readiness.findings.count(where: \.blocks)
        let rest = readiness.findings.count - blocking
        let words: HTML =
            blocking == 0
            ? "<span class=\"state good\">\(L("Nothing stands in the way of a ready exercise."))</span>"
            : "<span class=\"state bad\">\(L(blocking, one: "\(blocking) thing stands in the way of a ready exercise.", other: "\(blocking) things stand in the way of a ready exercise."))</span>"
        return """
            <section id="gate"><h2>\(L("Coverage"))</h2><p>\(words)</p>\
            \(rest == 0 ? .empty : "<p class=\"muted\">\(L(rest, one: "\(rest) thing is worth a look.", other: "\(rest) things are worth a look."))</p>")\
            <p><a href="\(ExercisePlanPaths.coverage(event))">\(L("Open the coverage"))</a></p></section>
            """
    }

    private var keeping: HTML {
        guard standing.isDirector else { return .empty }
        if isEmpty {
            guard !scenarios.isEmpty else { return .empty }
            return """
                <section id="scenario"><h2>\(L("Begin with a scenario"))</h2><form class="form" id="filling" method="post" action="\(ExercisePlanPaths.scenario(event))">\
                \(state.select("scenario", L("Scenario"), options: scenarios.map { (value: $0.id.description, label: .verbatim($0.title)) }))\
                <div class="actions"><button class="primary">\(L("Take it over"))</button></div></form></section>
                """
        }
        return """
            <section id="scenario"><h2>\(L("Scenario"))</h2><p class="muted">\(L("Keep this plan in the programme’s library. What is played and all names stay here."))</p>\
            <form class="form" id="keeping" method="post" action="\(ExercisePlanPaths.keeping(event))">\(state.text("title", L("Title"), maxLength: 400))\
            <div class="actions"><button>\(L("Keep as a scenario"))</button></div></form></section>
            """
    }
}
