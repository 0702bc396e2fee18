import Domain
import Markup
import Storage
import Web

/// What is to be shown: objectives with where they come from, their tasks, and how often each is tested.
struct ExerciseObjectivesPage {
    let frame: ExerciseFrame
    let plan: ExercisePlan
    let sources: [ObjectiveSource]
    let offers: ObjectiveOffers
    let coverage: ExerciseCoverage
    let states: [String: FormState]

    init(_ frame: ExerciseFrame, _ states: [String: FormState], _ reading: any Reading) throws {
        try frame.standing.require(frame.standing.mayPlan)
        self.frame = frame
        self.states = states
        plan = try ExercisePlan(frame.exercise.msel, reading)
        sources = try PlanStore(reading).sources(of: plan.msel.id)
        offers = try ObjectiveOffers(frame.visit, plan.msel.programme, reading)
        let play = PlayStore(reading)
        coverage = ExerciseCoverage(
            CoveragePlan(
                plan, seats: try play.seats(of: frame.event), assignments: try play.assignments(of: frame.event)))
    }

    private var event: Event.ID { frame.event }

    var answer: Answer {
        let isWrong = states.values.contains { !$0.errors.isEmpty }
        let count = offers.all.count
        return frame.answer(
            "objectives", L("Objectives"), path: ExercisePlanPaths.objectives(event),
            """
            <div class="between"><h1>\(L("Objectives"))</h1>\(count > 0 ? "<div class=\"actions\"><a class=\"button\" href=\"\(ExercisePlanPaths.sources(event))\">\(L("Take from the thread"))</a></div>" : .empty)</div>\
            \(plan.objectives.isEmpty ? empty : plan.objectives.html(section))\(adding)
            """, status: isWrong ? .wrong : .ok)
    }

    private var empty: HTML {
        """
        <p class="muted">\(L("What is to be shown? The best objectives come from what was decided in workshops: then their thread goes on, and a later exercise can prove that something changed."))</p>
        """
    }

    private func section(_ objective: ExerciseObjectiveRecord) -> HTML {
        let tasks = plan.tasks.filter { $0.objective == objective.id }
        let tested = coverage.plan.injects.count { inject in
            inject.tasks.contains { id in tasks.contains { $0.id.description == id } }
        }
        return """
            <section class="sheet-card" id="objective-\(objective.id)"><div class="between"><h2>\(objective.code) <span dir="auto">\(objective.text)</span></h2>\
            <a class="button plain" href="\(ExercisePlanPaths.objective(event, objective.id))">\(Icon.svg("edit")) \(L("Change"))</a></div>\
            <p class="meta">\(objective.capability.isEmpty ? .empty : "<bdi>\(objective.capability)</bdi> ")\
            <span class="state \(tested >= objective.wanted ? "good" : "warn")">\(L("\(tested) of \(objective.wanted) injects"))</span>\(thread(objective))</p>\(trail(objective))\
            <ul class="lines">\(tasks.html(line))</ul>\(addingTask(objective, isOpen: tasks.isEmpty))</section>
            """
    }

    private func thread(_ objective: ExerciseObjectiveRecord) -> HTML {
        guard let item = ThreadReference(objective.id.description) else { return .empty }
        return " <a href=\"\(ThreadPaths.item(event, item))\">\(L("The thread"))</a>"
    }

    private func trail(_ objective: ExerciseObjectiveRecord) -> HTML {
        let own = sources.filter { $0.objective == objective.id }.compactMap { offers.offer($0.kind, $0.source) }
        guard !own.isEmpty else { return .empty }
        return """
            <ol class="trail" aria-label="\(L("Where this comes from").string())">\(own.html { one in
                let text: HTML = "\(one.label): <bdi\("lang", value: one.language)>\(one.title)</bdi>"
                let chip: HTML =
                    one.path.map { "<a class=\"chip\" href=\"\($0)\">\(text)</a>" }
                    ?? "<span class=\"chip\">\(text)</span>"
                return "<li>\(chip)</li>"
            })</ol>
            """
    }

    private func line(_ task: TaskRecord) -> HTML {
        let injects = coverage.injects(of: task.id.description)
        let measure = TaskMeasure(rawValue: task.measure).flatMap { $0 == .none ? nil : $0 }
        return """
            <li id="task-\(task.id)"><p class="title"><a href="\(ExercisePlanPaths.task(event, task.id))">\(task.code) <bdi>\(task.text)</bdi></a></p>\
            <p class="meta">\(task.target.isEmpty ? .empty : "<bdi>\(task.target)</bdi> ")\
            \(task.threshold.map { "<span>\(L("within \(Int(clamping: $0 / 60_000)) min"))</span> " } ?? .empty)\
            \(measure.map { "<span>\($0.label)</span> " } ?? .empty)\
            <span class="state \(injects == 0 ? "bad" : "open")">\(L(injects, one: "\(injects) inject", other: "\(injects) injects"))</span></p></li>
            """
    }

    private func addingTask(_ objective: ExerciseObjectiveRecord, isOpen: Bool) -> HTML {
        let key = "task-\(objective.id)"
        let state = (states[key] ?? FormState()).placed(key)
        let form = FieldForm<TaskFields>(state: state)
        return """
            <details id="adding-\(key)"\("open", when: isOpen || states[key] != nil)><summary>\(L("Add a task"))</summary>\
            <form class="form" id="\(key)" method="post" action="\(ExercisePlanPaths.tasks(event, objective.id))">\(form.summary)\(form.html)\
            <div class="actions"><button>\(L("Add the task"))</button></div></form></details>
            """
    }

    private var adding: HTML {
        let state = (states["objective"] ?? FormState(stored: FieldForm.stored(ExerciseObjectiveFields()))).placed(
            "objective")
        let form = FieldForm<ExerciseObjectiveFields>(state: state)
        return """
            <section id="adding"><h2>\(L("Add an objective"))</h2><form class="form" id="objective" method="post" action="\(ExercisePlanPaths.objectives(event))">\
            \(form.summary)\(form.html)<div class="actions"><button class="primary">\(L("Add the objective"))</button></div></form></section>
            """
    }
}

/// An objective, or a task of one, to be changed.
struct ExerciseGoalPage {
    let frame: ExerciseFrame
    let path: String
    let removal: String
    let title: Message
    let code: String
    let fields: HTML
    let state: FormState

    init(
        _ frame: ExerciseFrame, _ id: ExerciseObjective.ID, _ state: FormState?, _ reading: any Reading
    ) throws {
        try frame.standing.require(frame.standing.mayPlan)
        let store = PlanStore(reading)
        guard let one = try store.objectives(of: frame.exercise.msel).first(where: { $0.id == id }) else {
            throw Refusal.notFound
        }
        let state = state ?? FormState(stored: FieldForm.stored(ExerciseObjectiveFields(one)))
        let form = FieldForm<ExerciseObjectiveFields>(state: state)
        (self.frame, self.state, code, title) = (frame, state, one.code, L("Objective"))
        path = ExercisePlanPaths.objective(frame.event, id)
        removal = ExercisePlanPaths.objectiveRemoval(frame.event, id)
        fields = "\(form.summary)\(form.html)"
    }

    init(_ frame: ExerciseFrame, task id: CriticalTask.ID, _ state: FormState?, _ reading: any Reading) throws {
        try frame.standing.require(frame.standing.mayPlan)
        guard let one = try PlanStore(reading).tasks(of: frame.exercise.msel).first(where: { $0.id == id }) else {
            throw Refusal.notFound
        }
        let state = state ?? FormState(stored: FieldForm.stored(TaskFields(one)))
        let form = FieldForm<TaskFields>(state: state)
        (self.frame, self.state, code, title) = (frame, state, one.code, L("Critical task"))
        path = ExercisePlanPaths.task(frame.event, id)
        removal = ExercisePlanPaths.taskRemoval(frame.event, id)
        fields = "\(form.summary)\(form.html)"
    }

    var answer: Answer {
        let back = ExercisePlanPaths.objectives(frame.event)
        return frame.answer(
            "objectives", .verbatim("\(title.string()) \(code)"), path: path, between: [.init(L("Objectives"), back)],
            """
            <div class="head"><h1>\(title) \(code)</h1></div><form class="form" id="goal" method="post" action="\(path)">\(fields)\
            <div class="actions"><button class="primary">\(L("Save"))</button><a class="button plain" href="\(back)">\(L("Cancel"))</a></div></form>\
            <form id="removal" method="post" action="\(removal)"><button class="plain danger">\(L("Remove"))</button></form>
            """, status: state.errors.isEmpty ? .ok : .wrong)
    }
}

/// What came out of the programme's events and can be tested.
struct ExerciseSourcesPage {
    let frame: ExerciseFrame
    let offers: ObjectiveOffers
    let used: Set<String>
    /// Of a kind, on one page.
    private static let most = 60

    init(_ frame: ExerciseFrame, _ reading: any Reading) throws {
        try frame.standing.require(frame.standing.mayPlan)
        self.frame = frame
        let plan = try PlanStore(reading).msel(frame.exercise.msel)
        offers = try ObjectiveOffers(frame.visit, plan.programme, reading)
        used = Set(try PlanStore(reading).sources(of: plan.id).map { "\($0.kind) \($0.source)" })
    }

    var answer: Answer {
        var kinds: [String] = []
        for offer in offers.all where !kinds.contains(offer.kind) { kinds.append(offer.kind) }
        return frame.answer(
            "objectives", L("Take from the thread"), path: ExercisePlanPaths.sources(frame.event),
            between: [.init(L("Objectives"), ExercisePlanPaths.objectives(frame.event))],
            """
            <div class="head"><h1>\(L("Take from the thread"))</h1><p class="muted">\(L("What the programme’s events brought. An objective that is taken from it keeps its thread."))</p></div>\
            \(kinds.isEmpty ? "<p class=\"muted\">\(L("Nothing yet: no event has brought interventions, sections or issues."))</p>" : kinds.html(section))
            """)
    }

    private func section(_ kind: String) -> HTML {
        let own = offers.all.filter { $0.kind == kind }
        guard let first = own.first else { return .empty }
        return """
            <details id="\(kind)"\("open", when: own.count <= 12)><summary>\(first.label) <span class="num">(\(own.count))</span></summary><ul class="lines">\
            \(own.prefix(Self.most).html(line))</ul>\(own.count > Self.most ? "<p class=\"muted\">\(L("\(Self.most) of \(own.count) are shown."))</p>" : .empty)</details>
            """
    }

    private func line(_ offer: ObjectiveOffer) -> HTML {
        let act: HTML =
            used.contains("\(offer.kind) \(offer.id)")
            ? "<span class=\"state good\">\(L("Exercised"))</span>"
            : """
            <form method="post" action="\(ExercisePlanPaths.sources(frame.event))"><input type="hidden" name="kind" value="\(offer.kind)">\
            <input type="hidden" name="id" value="\(offer.id)"><button>\(L("Exercise this")) <span class="sr">\(offer.title)</span></button></form>
            """
        let text: HTML = "<bdi\("lang", value: offer.language)>\(offer.title)</bdi>"
        return
            "<li class=\"between\"><span>\(offer.path.map { "<a href=\"\($0)\">\(text)</a>" } ?? text)</span>\(act)</li>"
    }
}
