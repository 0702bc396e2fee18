import Domain
import Markup
import Storage
import Web

/// One inject: what goes out in each language, what is asked with it, when, and what is still missing before it may.
struct InjectPage {
    let frame: ExerciseFrame
    let desk: InjectDesk
    let plan: ExercisePlan
    let inject: InjectRecord
    let names: InjectNames
    let authors: Set<String>
    let clearings: [InjectClearing]
    let findings: [InjectSafety.Finding]
    let attachments: [InjectAttachmentRecord]
    /// Whether whoever looks at it may approve it.
    let mayApprove: Bool
    /// Forms that came back, by their name.
    let states: [String: FormState]

    init(_ frame: ExerciseFrame, _ id: Inject.ID, _ states: [String: FormState] = [:], _ reading: any Reading) throws {
        self.frame = frame
        try frame.standing.require(frame.standing.mayPlan)
        let event = frame.event
        desk = try InjectDesk(event, reading)
        let plan = try ExercisePlan(desk.msel.id, reading)
        guard let inject = plan.inject(id) else { throw Refusal.notFound }
        (self.plan, self.inject, self.states) = (plan, inject, states)
        let store = InjectStore(reading)
        authors = try store.authors(of: id)
        clearings = try store.clearings(of: id)
        findings = try InjectOperations.findings(inject, desk, reading)
        attachments = try InjectAttachmentStore(reading).all(of: id)
        mayApprove = try authors.isDisjoint(with: InjectOperations.names(frame.visit, event, reading))
        names = try InjectNames(
            Array(authors) + [inject.writtenBy, inject.submittedBy, inject.approvedBy] + clearings.map(\.actor),
            of: event,
            reading)
    }

    var event: Event.ID { frame.event }
    /// Whether anything of it may still change.
    var isOpen: Bool {
        !frame.exercise.state.isOver && frame.exercise.state != .cancelled && !inject.status.isOut
            && inject.status != .obsolete
    }

    var answer: Answer {
        let title = Message.verbatim("\(InjectRuleWords.number(inject.label)) \(inject.title)")
        return InjectFrame.answer(
            frame, "", title, path: InjectPaths.inject(event, inject.id), between: [InjectFrame.list(event)],
            """
            <div class="between"><div class="head"><h1 dir="auto">\(title)</h1><p class="meta"><span class="state \(inject.status.mark)">\(inject.status.label)</span> \
            <span>\(inject.type.label)</span> <span>\(L("Revision \(inject.revision)"))</span></p></div>\(neighbours)</div>\(todo)\
            <div class="split"><div class="stack-2">\(texts)\(attached)\(pointSection)\(ruleSection)</div><div class="stack-2">\(facts)\(safety)\(more)</div></div>
            """, status: states.values.allSatisfy { $0.errors.isEmpty } ? .ok : .wrong)
    }

    private var attached: HTML {
        InjectAttachmentSection(
            event: event, inject: inject, languages: desk.msel.languages, attachments: attachments, isOpen: isOpen,
            state: states["attachment"]
        ).html
    }

    private var neighbours: HTML {
        let all = plan.injects
        guard let index = all.firstIndex(where: { $0.id == inject.id }) else { return .empty }
        let before = index > 0 ? all[index - 1] : nil
        let after = index + 1 < all.count ? all[index + 1] : nil
        return """
            <nav class="actions" aria-label="\(L("MSEL").string())">\(before.map { "<a class=\"button plain\" rel=\"prev\" href=\"\(InjectPaths.inject(event, $0.id))\">\(Icon.flipping("back")) <bdi>\($0.label)</bdi></a>" } ?? .empty)\
            \(after.map { "<a class=\"button plain\" rel=\"next\" href=\"\(InjectPaths.inject(event, $0.id))\"><bdi>\($0.label)</bdi> \(Icon.flipping("next"))</a>" } ?? .empty)</nav>
            """
    }

    // MARK: What is next

    /// The one thing that it waits for.
    private var todo: HTML {
        let reason: HTML =
            inject.reason.isEmpty
            ? .empty
            : "<div class=\"notice warn\"><p><b>\(inject.status == .draft ? L("Returned") : inject.status.label)</b></p><p class=\"lines-kept\" dir=\"auto\">\(inject.reason)</p></div>"
        guard isOpen else { return reason }
        return "\(reason)<section id=\"next\">\(steps)</section>"
    }

    private var steps: HTML {
        switch inject.status {
        case .draft where desk.needsSecond:
            return """
                <div class="actions">\(step(.submission, L("Submit for approval"), isFirst: true))</div>\
                <p class="muted">\(L("A second person approves it: somebody who wrote nothing of it."))</p>
                """
        case .draft: return "<div class=\"actions\">\(step(.approval, L("Approve"), isFirst: true))</div>"
        case .submitted:
            return """
                <p>\(inject.submittedBy.flatMap { names.name($0) }.map { L("Submitted by \($0)") } ?? L("Submitted"))</p>\
                \(mayApprove || !desk.needsSecond ? "<div class=\"actions\">\(step(.approval, L("Approve"), isFirst: true))</div>" : "<p class=\"muted\">\(L("You wrote on it: somebody else approves it."))</p>" as HTML)\
                <p class="small muted">\(L("Public consequence management only: no quantities, methods, or weaknesses of sites."))</p>\(withReason(.return, L("Return it"), L("Why it goes back")))
                """
        default:
            let by = names.name(inject.approvedBy)
            return inject.status == .approved
                ? "<p class=\"muted\">\(by.map { L("Approved by \($0)") } ?? L("Approved"))</p>" : .empty
        }
    }

    private func step(_ step: InjectOperations.Step, _ label: Message, isFirst: Bool = false) -> HTML {
        """
        <form method="post" action="\(InjectPaths.status(event, inject.id))"><input type="hidden" name="step" value="\(step.rawValue)">\
        <button\(isFirst ? " class=\"primary\"" : .empty)>\(label)</button></form>
        """
    }

    private func withReason(_ step: InjectOperations.Step, _ label: Message, _ why: Message) -> HTML {
        let form = (states[step.rawValue] ?? FormState()).placed(step.rawValue)
        return """
            <details id="\(step.rawValue)"\("open", when: !form.errors.isEmpty)><summary>\(label)</summary><form class="form" method="post" action="\(InjectPaths.status(event, inject.id))">\
            <input type="hidden" name="step" value="\(step.rawValue)">\(form.area("reason", why, maxLength: 1_000))<div class="actions"><button>\(label)</button></div></form></details>
            """
    }

    // MARK: Facts

    private var facts: HTML {
        let due = plan.dueElapsed(inject)
        let move = plan.move(inject.move)
        let rows: [(Message, HTML)] = [
            (
                L("Recipients"),
                inject.recipients.isEmpty
                    ? "<span class=\"state warn\">\(L("nobody"))</span>"
                    : Message.list(desk.recipientWords(inject), .commas).html()
            ),
            (L("Channel"), inject.channel.label.html()),
            (L("From", context: "sender"), plan.actor(inject.actor).map { "<bdi>\($0.name)</bdi>" } ?? .empty),
            (L("Exercise time"), due.map { "<bdi>\(InjectTime.clock($0))</bdi>" } ?? inject.anchor.label.html()),
            (L("Move"), move.map { "<bdi>\($0.number) \($0.title)</bdi>" } ?? .empty),
            (L("Release"), inject.release.label.html()),
            (L("Storyline"), plan.storyline(inject.storyline).map { "<bdi>\($0.title)</bdi>" } ?? .empty),
            (L("Incident"), inject.incident.isEmpty ? .empty : "<bdi>\(inject.incident)</bdi>"),
            (
                L("Tasks"),
                inject.tasks.compactMap { plan.task($0) }.html {
                    "<p><b>\($0.code)</b> <span dir=\"auto\">\($0.text)</span></p>"
                }
            ),
            (
                L("Controller"),
                desk.seats.first { $0.id == inject.controller }.map { "<bdi>\($0.name)</bdi>" } ?? .empty
            ),
            (L("Expected response"), lines(inject.expected)), (L("Note for controllers"), lines(inject.note)),
        ]
        return """
            <section id="facts"><div class="between"><h2>\(L("Inject"))</h2>\(frame.exercise.state.isOver || inject.status == .obsolete ? .empty : "<a class=\"button\" href=\"\(InjectPaths.editing(event, inject.id))\">\(L("Edit"))</a>")</div>\
            <dl class="facts">\(rows.html { label, value in value.isEmpty ? .empty : "<dt>\(label)</dt><dd>\(value)</dd>" })</dl></section>
            """
    }

    private func lines(_ text: String) -> HTML {
        text.isEmpty ? .empty : "<p class=\"lines-kept\" dir=\"auto\">\(text)</p>"
    }

    // MARK: Safety

    private var safety: HTML {
        guard !findings.isEmpty else { return .empty }
        return """
            <section id="safety"><h2>\(L("Could be taken for real"))</h2><ul class="lines">\(findings.html(line))</ul></section>
            """
    }

    private func line(_ finding: InjectSafety.Finding) -> HTML {
        let cleared = clearings.first { $0.finding == finding }
        let by: HTML =
            cleared.map {
                "<span class=\"state good\">\(names.name($0.actor).map { L("Cleared by \($0)") } ?? L("Cleared by \("–")"))</span>"
            }
            ?? (finding.kind.mayBeCleared
                ? "<span class=\"state warn\">\(L("Not cleared"))</span>"
                : "<span class=\"state bad\">\(L("Change it"))</span>")
        return """
            <li><p class="title"><bdi>\(finding.text)</bdi></p><p class="meta"><span>\(finding.kind.label)</span> \(by)</p>\
            \(cleared == nil && finding.kind.mayBeCleared && isOpen ? """
                <form method="post" action="\(InjectPaths.clearing(event, inject.id))"><input type="hidden" name="kind" value="\(finding.kind.rawValue)">\
                <input type="hidden" name="text" value="\(finding.text)"><button>\(L("It is meant so: clear it by my name"))</button></form>
                """ : .empty)</li>
            """
    }

    // MARK: The rest

    private var more: HTML {
        guard !frame.exercise.state.isOver else { return .empty }
        return """
            <section id="more"><h2>\(L("More to do"))</h2><div class="actions"><form method="post" action="\(InjectPaths.copy(event, inject.id))"><button class="plain">\(L("Copy"))</button></form>\
            \(inject.status == .draft ? "<form method=\"post\" action=\"\(InjectPaths.removal(event, inject.id))\"><button class=\"plain danger\">\(L("Delete the draft"))</button></form>" : .empty)</div>\
            \(isOpen && inject.status != .draft ? withReason(.obsolete, L("Mark as obsolete"), L("Why it is not needed")) : .empty)\(order)</section>
            """
    }

    private var order: HTML {
        let others = plan.injects.filter { $0.id != inject.id }
        guard !others.isEmpty else { return .empty }
        let options: [FieldOption] =
            others.map { ($0.id.description, .verbatim("\($0.label) \($0.title)")) } + [("", L("At the end"))]
        return """
            <details><summary>\(L("Move it in the list"))</summary><form class="form" method="post" action="\(InjectPaths.order(event, inject.id))">\
            \(FormState().select("before", L("Before"), options: options))<div class="actions"><button>\(L("Move"))</button></div></form></details>
            """
    }
}

extension InjectSafety.Kind {
    var label: Message {
        switch self {
        case .address: L("E-mail address outside reserved domains")
        case .link: L("Web address outside reserved domains")
        case .phone: L("Telephone number that may be real")
        case .drill: L("Denies that this is an exercise")
        case .sender: L("A real body as sender, without “(simulated)”")
        case .variable: L("Nobody fills this in")
        }
    }
}
