import Domain
import Markup
import Storage
import Web

/// The form of what is told of a project.
struct ProjectFormPage {
    let visit: Visit
    let seen: SeenProject
    let state: FormState
    private let frame: ProgrammeFrame
    private let ideas: [FieldOption]

    init(_ visit: Visit, _ id: Programme.ID, _ state: FormState?, _ reading: any Reading) throws {
        let seen = try ProjectOperations.edited(visit, id, reading)
        (self.visit, self.seen) = (visit, seen)
        frame = try ProgrammeFrame(visit, id, reading)
        var ideas: [IdeaRecord] = []
        for programme in [seen.programme.parent, id].compactMap({ $0 }) {
            ideas += try IdeaSight(visit, programme, reading).ideas.filter {
                [.shared, .developing, .taken].contains($0.state) || $0.id == seen.record?.idea
            }
        }
        self.ideas =
            [(value: "", label: L("None: it was there before"))]
            + ideas.prefix(200).map { (value: $0.id.description, label: .verbatim($0.title)) }
        var fields = seen.record?.fields ?? ProjectFields()
        if seen.record == nil {
            fields.code = seen.programme.acronym
            fields.language = seen.language
        }
        self.state =
            state
            ?? FormState(stored: FieldForm.stored(fields) + [("idea", seen.record?.idea?.description ?? "")])
    }

    var answer: Answer {
        let title = seen.record == nil ? L("Tell of the project") : L("Edit the project")
        let labels =
            ProjectFields.fields.map { (field: $0.name, label: $0.label) } + [(field: "idea", label: L("Idea"))]
        return ProjectFrame.answer(
            visit, frame, seen, title, path: ProjectPaths.editing(seen.id), status: state.errors.isEmpty ? .ok : .wrong,
            """
            <div class="head"><h1>\(title)</h1>\
            <p class="lede">\(L("Title, summary and marking are those of the programme."))</p></div>
            <form class="form" id="project" method="post" action="\(ProjectPaths.one(seen.id))">\(state.summary(labels))\
            \(FieldForm<ProjectFields>(state: state).html)\(state.select("idea", L("Which idea does it do?"), options: ideas))\
            <div class="actions dock"><button class="primary">\(L("Save"))</button>\
            <a class="button plain" href="\(ProjectPaths.one(seen.id))">\(L("Cancel"))</a></div></form>
            """)
    }
}

/// The form with which a project begins: the rest is told on its own page.
struct ProjectBeginPage {
    let frame: PlansFrame
    let state: FormState

    init(_ visit: Visit, _ programme: Programme.ID, _ state: FormState, _ reading: any Reading) throws {
        frame = try PlansFrame(visit, programme, reading)
        self.state = state
    }

    var answer: Answer {
        let labels = [
            (field: "title", label: L("Title")), (field: "code", label: L("Code")),
            (field: "summary", label: L("Summary")), (field: "idea", label: L("Idea")),
        ]
        return frame.answer(
            ProjectFacts.tab, L("Begin a project"), path: ProjectPaths.new(frame.programme),
            between: [.init(L("Projects"), ProjectPaths.list(frame.programme))],
            status: state.errors.isEmpty ? .ok : .wrong,
            """
            <div class="head"><h1>\(L("Begin a project"))</h1></div>
            <form class="form" id="project" method="post" action="\(ProjectPaths.list(frame.programme))">\(state.summary(labels))\
            <input type="hidden" name="idea" value="\(state.values.text("idea"))">\
            \(state.text("title", L("Title"), maxLength: 400, isRequired: true))\
            \(state.text("code", L("Code"), hint: L("As it is called in lists, such as P87."), maxLength: 80, isRequired: true))\
            \(state.area("summary", L("Summary"), maxLength: 8_000))\
            <div class="actions"><button class="primary">\(L("Begin a project"))</button>\
            <a class="button plain" href="\(ProjectPaths.list(frame.programme))">\(L("Cancel"))</a></div></form>
            """)
    }
}

/// A result: its words, its indicators, and what was reached in each period.
struct ProjectResultPage {
    let visit: Visit
    let seen: SeenProject
    let result: ProjectResultRecord
    /// By form: `result`, `indicator`, `indicator-0`, `period-0`, `period-0-1`.
    let states: [String: FormState]
    private let frame: ProgrammeFrame

    init(_ visit: Visit, _ id: ProjectResult.ID, _ states: [String: FormState], _ reading: any Reading) throws {
        result = try ProjectStore(reading).result(id)
        seen = try ProjectOperations.edited(visit, result.programme, reading)
        frame = try ProgrammeFrame(visit, result.programme, reading)
        (self.visit, self.states) = (visit, states)
    }

    var answer: Answer {
        let form = (states["result"] ?? FormState(stored: FieldForm.stored(result.fields))).placed("result")
        let adding = (states["indicator"] ?? FormState(stored: FieldForm.stored(ProjectIndicatorFields()))).placed(
            "indicator")
        return ProjectFrame.answer(
            visit, frame, seen, .verbatim(result.fields.title), path: ProjectPaths.result(result.id),
            between: [.init(.verbatim(seen.record?.code ?? L("Project").string()), ProjectPaths.one(seen.id))],
            status: states.values.contains { !$0.errors.isEmpty } ? .wrong : .ok,
            """
            <div class="head"><h1 dir="auto">\(result.fields.title)</h1><p class="meta"><span>\(result.type.label)</span></p></div>
            \(result.indicators.enumerated().html { indicator($0.offset, $0.element) })
            <details id="new-indicator"\("open", when: result.indicators.isEmpty || states["indicator"] != nil)><summary class="button">\(Icon.svg("plus")) \(L("Add an indicator"))</summary>\
            \(posted("indicator", "", FieldForm<ProjectIndicatorFields>(state: adding).html, L("Add an indicator"), isFirst: result.indicators.isEmpty))</details>
            <details id="words"\("open", when: states["result"] != nil)><summary class="button">\(Icon.svg("edit")) \(L("Edit the result"))</summary>\
            <form class="form" method="post" action="\(ProjectPaths.result(result.id))">\(FieldForm<ProjectResultFields>(state: form).html)\
            <div class="actions"><button>\(L("Save"))</button><button class="plain danger" name="remove" value="1" formnovalidate>\(L("Remove"))</button></div></form></details>
            """)
    }

    private func posted(
        _ part: String, _ at: String, _ fields: HTML, _ label: Message, isFirst: Bool = false, removes: Bool = false
    ) -> HTML {
        """
        <form class="form" method="post" action="\(ProjectPaths.indicators(result.id))"><input type="hidden" name="part" value="\(part)">\
        <input type="hidden" name="at" value="\(at)">\(fields)<div class="actions"><button\("class", value: isFirst ? "primary" : nil)>\(label)</button>\
        \(removes ? "<button class=\"plain danger\" name=\"remove\" value=\"1\" formnovalidate>\(L("Remove"))</button>" : .empty)</div></form>
        """
    }

    private func indicator(_ index: Int, _ one: ProjectIndicator) -> HTML {
        let key = "indicator-\(index)"
        let form = (states[key] ?? FormState(stored: FieldForm.stored(one.fields))).placed(key)
        let adding = (states["period-\(index)"] ?? FormState()).placed("period-\(index)")
        let base: HTML =
            one.baselineYear.map {
                "<p class=\"meta\"><span><bdi>\(String($0))</bdi>: <bdi>\(one.baseline ?? "") \(one.baselineWords ?? "")</bdi></span></p>"
            } ?? .empty
        return """
            <section id="\(key)"><h2 dir="auto">\(one.title)</h2><p class="meta"><span>\((one.measure ?? .unit).label)</span> \(ProjectReached.html(one))</p>\(base)\
            <ul class="lines">\((one.periods ?? []).enumerated().html { period(index, $0.offset, $0.element) })</ul>\
            <details id="new-period-\(index)"\("open", when: states["period-\(index)"] != nil)><summary class="button">\(Icon.svg("plus")) \(L("Add a period"))</summary>\
            \(posted("period", "\(index)", FieldForm<ProjectPeriodFields>(state: adding).html, L("Add a period")))</details>\
            <details id="edit-\(key)"\("open", when: states[key] != nil)><summary class="button plain">\(Icon.svg("edit")) \(L("Edit the indicator"))</summary>\
            \(posted("indicator", "\(index)", FieldForm<ProjectIndicatorFields>(state: form).html, L("Save"), removes: true))</details></section>
            """
    }

    private func period(_ indicator: Int, _ index: Int, _ one: ProjectPeriod) -> HTML {
        let key = "period-\(indicator)-\(index)"
        let form = (states[key] ?? FormState(stored: FieldForm.stored(one.fields))).placed(key)
        let told = [
            (L("Target"), one.target ?? "", one.targetWords ?? ""),
            (L("Reached", context: "indicator"), one.actual ?? "", one.actualWords ?? ""),
        ].filter { !$0.1.isEmpty || !$0.2.isEmpty }
        return """
            <li><p class="title">\(DateText.span(one.starts, one.ends))</p><p class="meta">\(told.html { "<span>\($0.0): <bdi>\($0.1) \($0.2)</bdi></span> " })</p>\
            <details id="\(key)"\("open", when: states[key] != nil)><summary>\(L("Edit"))</summary>\
            \(posted("period", "\(indicator)-\(index)", FieldForm<ProjectPeriodFields>(state: form).html, L("Save"), removes: true))</details></li>
            """
    }
}
