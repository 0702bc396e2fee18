import Domain
import Markup
import Storage
import Web

/// One finding: its form, what it rests on, and the actions that follow.
struct FindingPage {
    let frame: ExerciseFrame
    let sight: AfterSight
    /// Nothing for a new one.
    let finding: FindingRecord?
    private let form: FormState
    private let action: FormState
    private let observations: [ExerciseObservationRecord]
    private let chosen: Set<ExerciseObservation.ID>
    private let words: ActionWords
    private let voice: ActionVoice
    private let thread: HTML

    /// - Parameter state: of the form that was refused; `act` says which.
    init(_ visit: Visit, _ event: Event.ID, _ id: ExerciseFinding.ID?, _ state: FormState?, _ reading: any Reading)
        throws
    {
        frame = try ExerciseFrame(visit, event, reading)
        let sight = try AfterSight(frame.standing, frame.exercise, reading)
        self.sight = sight
        let finding = sight.findings.first { $0.id == id }
        guard id == nil ? sight.mayWrite : finding != nil else { throw Refusal.notFound }
        if id == nil {
            guard frame.exercise.state.isOver else { throw Refusal.exerciseNotOver }
            guard !frame.exercise.isRehearsal else { throw Refusal.exerciseIsRehearsal }
        }
        self.finding = finding
        let linked = try id.map { try AfterStore(reading).observations(of: [$0])[$0] ?? [] } ?? []
        let shown = try EvaluationStore(reading).observations(of: event).filter { $0.sharedAt != nil }
        observations =
            sight.mayWrite ? shown : shown.filter { linked.contains($0.id) && sight.standing.cell == $0.cell }
        voice = try ActionVoice(visit, reading)
        thread = try finding.map { try ThreadTrail($0.id, event: event, reading, visit).html } ?? .empty
        words = try ActionWords(frame.frame.event.programme, sight.actions, reading)
        let isAction = state?.values.text("act") == "action"
        var fields = finding?.fields ?? FindingFields()
        if finding == nil { fields.language = Language.current.rawValue }
        let stored = FormState(
            stored: FieldForm.stored(fields) + [
                ("objective", finding?.objective?.description ?? ""), ("cell", finding?.cell?.description ?? ""),
                ("shared", finding?.isShared ?? false ? "1" : ""),
            ])
        form = isAction ? stored : state ?? stored
        var begin = ActionFields()
        begin.language = Language.current.rawValue
        let country = finding?.cell.flatMap { sight.plan.cell($0)?.country }
        let started = FormState(
            stored: FieldForm.stored(begin) + [("owner", country.map { "country:\($0)" } ?? "")])
        action = (isAction ? state ?? started : started).placed("action")
        chosen = Set(
            isAction || state == nil
                ? linked : state?.values.all("observation").compactMap { ExerciseObservation.ID($0) } ?? [])
    }

    private var event: Event.ID { frame.event }
    private var mayWrite: Bool { sight.mayWrite && frame.exercise.state.isOver && !frame.exercise.isRehearsal }

    var answer: Answer {
        let title = finding == nil ? L("Add a finding") : .verbatim(finding?.fields.title ?? "")
        let path = finding.map { AfterPaths.finding(event, $0.id) } ?? AfterPaths.newFinding(event)
        let isWrong = !form.errors.isEmpty || !action.errors.isEmpty
        return frame.answer(
            "report", title, path: path, between: [.init(L("Findings"), AfterPaths.findings(event))],
            styles: ["guide"],
            """
            <div class="head"><h1 dir="auto">\(title)</h1>\(missing)</div>
            \(mayWrite ? editing : finding.map { FieldList.facts($0.fields) } ?? .empty)\(evidence)\(actions)\(thread)
            """, status: isWrong ? .wrong : .ok)
    }

    private var missing: HTML {
        guard let missing = finding?.missing, !missing.isEmpty else { return .empty }
        return "<p class=\"lede\">\(L("Not said yet: \(list: missing.map { $0.string() })"))</p>"
    }

    private var editing: HTML {
        let objectives: [FieldOption] =
            [(value: "", label: L("No objective"))]
            + sight.plan.objectives.map { (value: $0.id.description, label: .verbatim("\($0.code) \($0.text)")) }
        let cells: [FieldOption] =
            [(value: "", label: L("No single cell"))]
            + sight.plan.cells.map { (value: $0.id.description, label: .verbatim($0.name)) }
        let target = finding.map { AfterPaths.finding(event, $0.id) } ?? AfterPaths.findings(event)
        let summary = form.summary(
            FindingFields.fields.map { (field: $0.name, label: $0.label) }
                + [("shared", L("Others than this cell may read it"))])
        return """
            <form class="form" id="finding" method="post" action="\(target)">\(summary)\(FieldForm<FindingFields>(state: form).html)\
            \(form.select("objective", L("Objective"), options: objectives))\(form.select("cell", L("Cell"), options: cells))\
            \(form.check("shared", L("Others than this cell may read it")))\(form.error("shared"))\(form.errors["shared"] == nil || !sight.standing.isExcon ? .empty : form.check("names", L("Others may read these names")))\(choice)\
            <div class="actions"><button class="primary">\(finding == nil ? L("Add the finding") : L("Save the finding"))</button>\
            <a class="button plain" href="\(AfterPaths.findings(event))">\(L("Cancel"))</a></div></form>
            """
    }

    private var choice: HTML {
        guard !observations.isEmpty else { return .empty }
        return """
            <fieldset class="options"><legend>\(L("It rests on"))</legend>\(observations.html { one in
                """
                <label><input type="checkbox" name="observation" value="\(one.id)"\("checked", when: chosen.contains(one.id))> \
                <span lang="\(one.language)" dir="auto">E \(ElapsedText.short(one.elapsed)) \(one.text)</span></label>
                """ as HTML
            })</fieldset>
            """
    }

    private var evidence: HTML {
        let shown = observations.filter { chosen.contains($0.id) }
        guard !mayWrite, !shown.isEmpty else { return .empty }
        return """
            <section><h2>\(L("It rests on"))</h2><ul class="lines">\(shown.html {
                "<li lang=\"\($0.language)\" dir=\"auto\">E \(ElapsedText.short($0.elapsed)) \($0.text)</li>"
            })</ul></section>
            """
    }

    private var actions: HTML {
        guard let finding else { return .empty }
        let own = sight.actions(of: finding.id)
        let lines: HTML =
            own.isEmpty
            ? .empty
            : """
            <ul class="lines">\(own.html { one in
                """
                <li><p class="title" lang="\(one.language)" dir="auto">\(FindingsPage.title(one, voice))</p>\
                <p class="meta">\(ActionWords.chip(sight.proofs.standing(one))) <span dir="auto">\(sight.tellsOwner(one, voice) ? "\(words.owner(one.owner))" : "–" as HTML)</span></p></li>
                """ as HTML
            })</ul>
            """
        guard mayWrite || !own.isEmpty else { return .empty }
        return
            "<section id=\"actions\"><h2>\(L("Actions"))</h2>\(lines)\(mayWrite ? adding(finding) : .empty)</section>"
    }

    private func adding(_ finding: FindingRecord) -> HTML {
        var owners: [FieldOption] = [(value: "", label: L("Nobody yet"))]
        owners += words.countries.map { (value: "country:\($0.code)", label: .verbatim($0.name)) }
        return """
            <details\("open", when: !action.errors.isEmpty)><summary class="button">\(L("Propose an action"))</summary>\
            <form class="form" id="action" method="post" action="\(AfterPaths.findingActions(event, finding.id))">\
            <input type="hidden" name="act" value="action">\
            \(action.summary(ActionFields.fields.map { (field: $0.name, label: $0.label) } + [("owner", L("Owner"))]))\
            \(FieldForm<ActionFields>(state: action).html)\
            \(action.select("owner", L("Owner"), hint: L("Who says yes to it, and does it."), options: owners))\
            <div class="actions"><button>\(L("Propose it", context: "an item"))</button></div></form></details>
            """
    }
}
