import Domain
import Markup
import Storage
import Web

/// The steps of an event: what comes after what, how long it takes, and from when until when it is open.
struct StepsPage {
    let frame: EventFrame
    let steps: [EventStepRecord]
    let topics: [TopicRecord]
    let designs: [DesignChoice]
    let editing: EventStep.ID?
    /// Of the step's form that comes back.
    let state: FormState?
    /// Of the form that keeps the steps as a design.
    let keeping: FormState

    private var event: EventRecord { frame.event }
    private var clock: EventClock { EventClock(zone: event.timeZone) }
    private var minutes: Int { steps.compactMap(\.minutes).reduce(0, +) }

    var answer: Answer {
        frame.tab(
            .steps,
            """
            <div class="split"><section><h2>\(L(steps.count, one: "\(steps.count) step", other: "\(steps.count) steps"))</h2>\
            \(minutes > 0 ? "<p class=\"muted\">\(L("\(minutes / 60) h \(minutes % 60) min in the room. Times are \(MomentWords(event.timeZone).name(at: frame.visit.now))."))</p>" : .empty)\
            \(steps.isEmpty ? whole : list)</section>
            <section>\(editing == nil ? newStep : .empty)\(again)\(keep)</section></div>
            """, status: state?.errors.isEmpty ?? true && keeping.errors.isEmpty ? .ok : .wrong)
    }

    private var whole: HTML {
        """
        <p class="muted">\(L("This event follows the whole flow. Once you add a step, each can be changed, moved or left out."))</p>\
        <ol class="lines">\(WorkshopStage.allCases.html { "<li>\($0.eventLabel)</li>" })</ol>
        """
    }

    private var list: HTML {
        """
        <ol class="lines" id="steps">\(steps.enumerated().map { $0 }.html { index, step in
            step.id == editing
                ? "<li id=\"step-\(step.id)\">\(form(step))</li>" : line(step, isFirst: index == 0, isLast: index == steps.count - 1)
        })</ol>
        """
    }

    private func line(_ step: EventStepRecord, isFirst: Bool, isLast: Bool) -> HTML {
        let name = step.label.string()
        return """
            <li class="step" id="step-\(step.id)"><p class="title"><span>\(step.position). <bdi>\(step.label)</bdi></span>\
            \(step.id == event.step ? " <span class=\"state open\">\(L("now"))</span>" : .empty)</p>\
            <p class="meta">\(facts(step).html { "<span>\($0)</span> " })</p><div class="actions">\
            \(move(step, -1, "up", L("Move up"), name, isDisabled: isFirst))\(move(step, 1, "down", L("Move down"), name, isDisabled: isLast))\
            <a class="button plain" href="\(DesignPaths.steps(event.id))?step=\(step.id)#step-\(step.id)">\(Icon.svg("edit")) \(L("Edit"))<span class="sr">: \(name)</span></a>\
            <form method="post" action="\(DesignPaths.stepRemoval(event.id, step.id))">\
            <button class="plain danger">\(L("Remove"))<span class="sr">: \(name)</span></button></form></div></li>
            """
    }

    private func facts(_ step: EventStepRecord) -> [HTML] {
        var facts: [HTML] = []
        if !step.title.isEmpty { facts.append("\(step.stage.eventLabel)") }
        if let topic = topics.first(where: { $0.id == step.topic }) {
            facts.append("\(L("Topic \(topic.position)")): <bdi>\(topic.title)</bdi>")
        }
        if let minutes = step.minutes { facts.append("\(L("\(minutes) min"))") }
        if let method = step.settings.method { facts.append("\(method.stepLabel)") }
        if let dots = step.settings.dots { facts.append("\(L(dots, one: "\(dots) dot", other: "\(dots) dots"))") }
        if step.settings.repeatsRound == true { facts.append("\(L("same issues as the round before"))") }
        if let by = step.settings.envisionBy { facts.append("\(by == "country" ? L("per country") : L("per group"))") }
        if let opens = step.opensAt { facts.append("\(L("opens \(clock.words(opens))"))") }
        if let closes = step.closesAt { facts.append("\(L("open until \(clock.words(closes))"))") }
        return facts
    }

    private func move(
        _ step: EventStepRecord, _ by: Int, _ icon: String, _ word: Message, _ name: String, isDisabled: Bool
    ) -> HTML {
        """
        <form method="post" action="\(DesignPaths.stepOrder(event.id, step.id))"><input type="hidden" name="by" value="\(by)">\
        <button class="square plain"\("disabled", when: isDisabled)>\(Icon.svg(icon))<span class="sr">\(word): \(name)</span></button></form>
        """
    }

    // MARK: The form

    private func stored(_ step: EventStepRecord) -> FormState {
        let settings = step.settings
        var fields: [(String, String)] = [
            ("stage", step.stage.rawValue), ("topic", step.topic?.description ?? ""), ("title", step.title),
            ("minutes", step.minutes.map(String.init) ?? ""), ("opens", step.opensAt.map(clock.text) ?? ""),
            ("closes", step.closesAt.map(clock.text) ?? ""), ("method", settings.method?.rawValue ?? ""),
            ("dots", settings.dots.map(String.init) ?? ""), ("seats", settings.seats.map(String.init) ?? ""),
            ("envision", settings.envisionBy ?? ""),
        ]
        for (name, moment) in [("opens", step.opensAt), ("closes", step.closesAt)] {
            if let turn = moment.flatMap({ ClockTurn($0, clock) }) { fields.append(("\(name)-turn", turn.rawValue)) }
        }
        if settings.ratesFeasibility == true { fields.append(("feasibility", "1")) }
        if settings.repeatsRound == true { fields.append(("repeats", "1")) }
        return FormState(stored: fields)
    }

    private func form(_ step: EventStepRecord) -> HTML {
        """
        <form class="form" id="step" method="post" action="\(DesignPaths.step(event.id, step.id))">\
        \(fields(state ?? stored(step), isNew: false))<div class="actions"><button class="primary">\(L("Save the step"))</button>\
        <a class="button plain" href="\(DesignPaths.steps(event.id))">\(L("Cancel"))</a></div></form>
        """
    }

    private var newStep: HTML {
        """
        <details id="new-step"\("open", when: state != nil)><summary>\(L("Add a step"))</summary>\
        <form class="form" id="step" method="post" action="\(DesignPaths.steps(event.id))">\
        \(fields(state ?? FormState(), isNew: true))<div class="actions"><button class="primary">\(L("Add at the end"))</button></div></form></details>
        """
    }

    private func fields(_ form: FormState, isNew: Bool) -> HTML {
        let each: [(value: String, label: Message)] = [
            (value: StepFormReader.perTopic, label: L("one step for each topic"))
        ]
        let places: [(value: String, label: Message)] =
            [(value: "", label: L("all, or the current one"))] + (isNew && !topics.isEmpty ? each : [])
            + topics.map { (value: $0.id.description, label: L("Topic \($0.position) · \($0.title)")) }
        let methods: [(value: String, label: Message)] =
            [(value: "", label: L("to be chosen then"))]
            + VotingMethod.allCases.map { (value: $0.rawValue, label: $0.stepLabel) }
        let divisions: [(value: String, label: Message)] = [
            (value: "", label: L("to be chosen then")), (value: "group", label: L("per group")),
            (value: "country", label: L("per country")),
        ]
        return """
            \(form.summary([
                ("stage", L("Stage")), ("topic", L("Topic")), ("title", L("Name", context: "thing")), ("minutes", L("Minutes")), ("opens", L("Opens")),
                ("opens-turn", L("Opens")), ("closes", L("Closes")), ("closes-turn", L("Closes")), ("dots", L("Dots")), ("seats", L("Issues to choose")), ("envision", L("Sheets")),
            ]))\
            <div class="row">\(form.select("stage", L("Stage"), options: WorkshopStage.allCases.map { (value: $0.rawValue, label: $0.eventLabel) }))\
            \(form.select("topic", L("Topic"), options: places))</div>\
            <div class="row">\(form.text("title", L("Name", context: "thing"), hint: L("If empty: the name of the stage."), maxLength: 80))\
            \(form.text("minutes", L("Minutes"), hint: L("For planning only: nothing closes automatically."), type: "number"))</div>\
            <div class="row">\(form.text("opens", L("Opens"), hint: L("Automatically at this time; if empty, by hand."), type: "datetime-local"))\
            \(form.text("closes", L("Open until"), hint: L("Shown to everybody; a vote closes at this time."), type: "datetime-local"))</div>\
            \(turn("opens", L("Opens: which of the two"), form))\(turn("closes", L("Open until: which of the two"), form))\
            \(["opens", "closes"].contains { form.errors[$0] != nil } || form.values.isOn("sure") ? form.check("sure", L("The times outside the event's days are meant")) : .empty)\
            <details\("open", when: ["method", "dots", "seats", "envision"].contains { !(form.values[$0] ?? "").isEmpty })><summary>\(L("Settings of the stage"))</summary>\
            <div class="row">\(form.select("method", L("Vote: method"), options: methods))\(form.text("dots", L("Vote: dots for each person"), type: "number"))\
            \(form.text("seats", L("Vote: issues to choose"), type: "number"))</div>\
            \(form.check("feasibility", L("Vote: rate feasibility as well")))\(form.check("repeats", L("Vote: on the same issues as the round before")))\
            \(form.select("envision", L("Envision: sheets"), options: divisions))</details>
            """
    }

    /// Asked only where the clock shows the typed time twice.
    private func turn(_ name: String, _ label: Message, _ form: FormState) -> HTML {
        let both = ClockTurn.labels(form.values[name] ?? "", clock)
        return both.isEmpty
            ? .empty : form.select("\(name)-turn", label, options: [(value: "", label: L("Choose one"))] + both)
    }

    // MARK: Designs

    private var again: HTML {
        guard event.stage == nil, frame.allows(.organise) else { return .empty }
        return """
            <details id="again"><summary>\(L("Begin again from a design"))</summary><form class="form" method="post" action="\(DesignPaths.design(event.id))">\
            \(DesignField(designs: designs, state: FormState()).html)<div class="actions"><button>\(L("Replace the steps"))</button></div></form></details>
            """
    }

    private var keep: HTML {
        guard !steps.isEmpty, frame.allows(.organise) else { return .empty }
        return """
            <details id="keep"\("open", when: !keeping.errors.isEmpty)><summary>\(L("Save this event's steps as a design"))</summary>\
            <form class="form" method="post" action="\(DesignPaths.keeping(event.id))">\
            \(keeping.summary([("design-title", L("Name of the design")), ("design-summary", L("In a sentence"))]))\
            \(keeping.text("design-title", L("Name of the design"), maxLength: 120, isRequired: true))\
            \(keeping.text("design-summary", L("In a sentence"), maxLength: 300))\
            <div class="actions"><button>\(L("Save the design"))</button></div></form>\
            <p class="small"><a href="\(DesignPaths.designs(event.programme))">\(L("Designs of the programme"))</a></p></details>
            """
    }
}

/// The choice of a design, with what each is for.
struct DesignField {
    let designs: [DesignChoice]
    let state: FormState

    var html: HTML {
        let chosen = state.values["design"] ?? ShippedDesign.zagreb.rawValue
        return """
            <fieldset class="options" id="design"><legend>\(L("Design"))</legend>\(designs.html { design in
                """
                <label><input type="radio" name="design" value="\(design.key)"\("checked", when: design.key == chosen)> \
                <span><b dir="auto">\(design.title)</b> <span class="muted" dir="auto">\(design.summary)</span></span></label>
                """
            })\(state.error("design"))</fieldset>
            """
    }
}

/// The designs of a programme: its own, and those that ship.
struct DesignsPage {
    let visit: Visit
    let programme: ProgrammeRecord
    let own: [DesignRecord]

    var answer: Answer {
        let frame = DeskFrame(
            visit: visit, title: L("Designs"), path: DesignPaths.designs(programme.id),
            crumbs: [
                .init(L("Programmes"), Paths.programmes()),
                .init(.verbatim(programme.title), Paths.programme(programme.id)), .init(L("Designs"), nil),
            ])
        return frame.answer(
            """
            <div class="head"><h1>\(L("Designs"))</h1><p class="lede">\(L("A design is a sequence of stages with its settings. A new event starts from one."))</p></div>\
            <section><h2>\(L("Of this programme"))</h2>\(ownList)</section>\
            <section><h2>\(L("Ready-made"))</h2><ul class="lines">\(ShippedDesign.allCases.map { DesignChoice($0) }.html { design in
                "<li>\(told(design.title, design.summary, design.steps))</li>"
            })</ul></section>
            """)
    }

    private var ownList: HTML {
        own.isEmpty
            ? "<p class=\"muted\">\(L("None yet. An event's page “Steps” can save its steps as a design."))</p>"
            : "<ul class=\"lines\">\(own.html(line))</ul>"
    }

    private func line(_ design: DesignRecord) -> HTML {
        let isRetired = design.retiredAt != nil
        let path =
            isRetired ? DesignPaths.comeback(programme.id, design.id) : DesignPaths.retirement(programme.id, design.id)
        return """
            <li>\(told(.verbatim(design.title), .verbatim(design.summary), design.steps))\
            <form method="post" action="\(path)"><button class="plain">\(isRetired ? L("Restore") : L("Retire"))\
            <span class="sr">: \(design.title)</span></button>\(isRetired ? " <span class=\"state\">\(L("Retired"))</span>" : .empty)</form></li>
            """
    }

    private func perTopic(_ step: DesignStep) -> HTML { step.isPerTopic ? " · \(L("per topic"))" : .empty }

    private func told(_ title: Message, _ summary: Message, _ steps: [DesignStep]) -> HTML {
        """
        <p class="title" dir="auto">\(title)</p><p class="muted" dir="auto">\(summary)</p>\
        <ol class="trail" aria-label="\(L("Steps").string())">\(steps.html { step in
            """
            <li><span class="chip" dir="auto">\(step.title.isEmpty ? step.stage.eventLabel : .verbatim(step.title))\
            \(perTopic(step))</span></li>
            """
        })</ol>
        """
    }
}

extension VotingMethod {
    /// In a list of steps.
    var stepLabel: Message {
        switch self {
        case .multivote: L("Dots")
        case .rating: L("Rating")
        case .approval: L("Approval")
        case .ranking: L("Ranking")
        }
    }
}
