import Domain
import Markup
import Storage
import Web

/// The scenarios of a programme's library.
struct ScenariosPage {
    let frame: ProgrammeFrame
    let scenarios: [MselRecord]

    init(_ visit: Visit, _ programme: Programme.ID, _ reading: any Reading) throws {
        frame = try ProgrammeFrame(visit, programme, reading)
        // A scenario tells what is going to be played: only those who organise here open one.
        try Policy.require(.organiseProgramme, in: programme, visitor: visit.visitor, reading)
        scenarios = try PlanStore(reading).scenarios(of: programme)
    }

    var answer: Answer {
        let list: HTML =
            scenarios.isEmpty
            ? "<p class=\"muted\">\(L("None yet. Open an exercise and keep its plan as a scenario."))</p>"
            : "<ul class=\"lines\">\(scenarios.html(line))</ul>"
        return frame.page(
            L("Scenarios"), path: ExercisePlanPaths.scenarios(frame.id), tab: ExerciseFacts.scenariosTab,
            styles: ["tables", "exercise"],
            """
            \(ExerciseMark.bar())<div class="head"><h1>\(L("Scenarios"))</h1><p class="muted">\(L("Plans of exercises without dates, people and what was played. An exercise that is empty can begin with one."))</p></div>\
            <p class="actions"><a class="button" href="\(ExercisePaths.scenarioImport(frame.id))">\(L("Scenario from a file"))</a></p>\
            \(list)
            """)
    }

    private func line(_ one: MselRecord) -> HTML {
        """
        <li id="scenario-\(one.id)"><p class="title"><a href="\(ExercisePlanPaths.scenarioPage(frame.id, one.id))"><bdi>\(one.title)</bdi></a></p>\
        <p class="meta"><span dir="ltr">TLP:\(one.marking)</span> <span>\(PersonForm.languages(one.languages))</span></p></li>
        """
    }
}

/// One scenario: what it holds.
struct ScenarioPage {
    let frame: ProgrammeFrame
    let plan: ExercisePlan
    let state: FormState

    init(_ visit: Visit, _ programme: Programme.ID, _ id: Msel.ID, _ state: FormState?, _ reading: any Reading) throws {
        frame = try ProgrammeFrame(visit, programme, reading)
        try Policy.require(.organiseProgramme, in: programme, visitor: visit.visitor, reading)
        let msel = try ExerciseCopyOperations.scenario(id, of: programme, reading)
        plan = try ExercisePlan(msel.id, reading)
        self.state = state ?? FormState(stored: [("title", msel.title), ("overview", msel.overview)])
    }

    var answer: Answer {
        let path = ExercisePlanPaths.scenarioPage(frame.id, plan.msel.id)
        let figures: [(Message, Int)] = [
            (L("Moves"), plan.moves.count), (L("Cells"), plan.cells.count), (L("Objectives"), plan.objectives.count),
            (L("Critical tasks"), plan.tasks.count), (L("Injects"), plan.injects.count),
            (L("Decision points"), plan.points.count),
        ]
        return frame.page(
            .verbatim(plan.msel.title), path: path, tab: ExerciseFacts.scenariosTab,
            between: [.init(L("Scenarios"), ExercisePlanPaths.scenarios(frame.id))], styles: ["tables", "exercise"],
            status: state.errors.isEmpty ? .ok : .wrong,
            """
            \(ExerciseMark.bar())<div class="head"><h1><bdi>\(plan.msel.title)</bdi></h1><p><a href="\(ExercisePlanPaths.runs(frame.id, plan.msel.id))">\(L("Two runs"))</a></p></div><div class="split"><section>\
            <dl class="facts">\(figures.html { "<dt>\($0.0)</dt><dd class=\"num\">\($0.1)</dd>" })</dl>\
            <p class="actions"><a class="button" href="\(ExercisePaths.scenarioFile(frame.id, plan.msel.id))" download>\(Icon.svg("download")) \(L("Exercise file"))</a></p>\
            <h2>\(L("Objectives"))</h2><ol>\(plan.objectives.html { "<li dir=\"auto\">\($0.text)</li>" })</ol></section>\
            <section><form class="form" id="scenario" method="post" action="\(path)">\(state.summary([("title", L("Title")), ("overview", L("What it is about"))]))\
            \(state.text("title", L("Title"), maxLength: 400, isRequired: true))\(state.area("overview", L("What it is about"), maxLength: 8_000))\
            <div class="actions"><button class="primary">\(L("Save"))</button></div></form></section></div>
            """)
    }
}
