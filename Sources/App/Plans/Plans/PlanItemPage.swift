import Domain
import Markup
import Storage
import Web

/// One action of a plan: how far it is, its milestones, what it waits for, what it gathers of others'.
struct PlanItemPage {
    let frame: PlansFrame
    let told: PlanItemReading
    let states: [String: FormState]
    private let words: PlanWords
    private let parts: [(id: PlanItem.ID, part: PlanGathered.Part)]
    private let offers: [PlanEntry]
    private let gatherers: Int
    /// Of all that the page shows.
    private let marking: String
    private let mayEdit: Bool
    private let mayWork: Bool
    private let owns: Bool
    private let readsAction: Bool
    private let source: ActionSource?
    /// Nobody holds a mandate today under which they could say yes for its owner.
    private let isOwnerless: Bool
    private let comments: [PlanCommentRecord]
    /// How we got here, and what became of it.
    private let trail: HTML

    init(_ visit: Visit, _ id: PlanItem.ID, _ states: [String: FormState] = [:], _ reading: any Reading) throws {
        let told = try PlanItemReading(visit, id, reading)
        let (plan, voice, entry) = (told.plan, told.voice, told.entry)
        (self.told, self.states) = (told, states)
        frame = try PlansFrame(visit, plan.programme, reading)
        let gathered = try PlanGathered(id, in: plan, voice, reading)
        parts = gathered.parts(of: id)
        marking = gathered.marking(over: entry.action.marking, of: id)
        mayEdit = voice.edits(plan) && plan.stage != .closed
        owns = voice.actions.owns(entry.action)
        mayWork = (mayEdit || owns) && plan.stage != .closed
        readsAction = voice.actions.reads(entry.action)
        comments = try PlanItemStore(reading).comments(of: id)
        // It reads what the whole programme plans: of very much, the action's own page alone tells it.
        let isShort = try ActionStore(reading).count(in: plan.programme) <= Self.mostInThread
        trail = readsAction && isShort ? try ThreadTrail(of: entry.action.id, reading, visit).html : .empty
        let origin = entry.action.origin
        source = origin?.kind == "plan" ? nil : try ActionOrigins.source(origin, visit, reading)
        let speakers = try entry.action.owner?.member.map {
            try PlanMails.speakers(for: $0, in: plan.programme, on: voice.standing.today, reading)
        }
        isOwnerless = entry.standing.isOpen && (speakers?.isEmpty ?? (entry.action.owner == nil))
        offers =
            mayEdit && plan.kind.gathers != nil ? try PlanItemOperations.offers(to: id, plan, voice, reading) : []
        gatherers = try PlanItemStore(reading).gatherers(of: id).count
        let others = parts.compactMap { if case .shown(let one, _) = $0.part { one.action } else { nil } }
        words = try PlanWords(plan.programme, [entry.action] + others + offers.map(\.action), reading)
    }

    static let mostInThread = 1_000

    private var plan: PlanRecord { told.plan }
    private var entry: PlanEntry { told.entry }
    private var item: PlanItemRecord { entry.item }

    /// "one country's part is no longer shared"
    static func gone(_ count: Int) -> Message {
        L(count, one: "\(count) part is no longer shared", other: "\(count) parts are no longer shared")
    }

    var answer: Answer {
        frame.answer(
            PlanFacts.tab, .verbatim(entry.action.title), path: PlanPaths.item(item.id),
            between: [
                .init(L("Plans"), PlanPaths.plans(plan.programme)),
                .init(.verbatim(plan.title), PlanPaths.plan(plan.id)),
            ], styles: ["guide"], status: states.values.contains { !$0.errors.isEmpty } ? .wrong : .ok,
            """
            \(head)\(acts)\(milestones)\(waiting)\(gathering)\(agreed)\(trail)\(said)
            """)
    }

    private var head: HTML {
        let steps = entry.stepsDone(on: told.today)
        let late = told.isLate
        let due: HTML =
            entry.action.dueOn.isEmpty
            ? "<span>\(L("no day yet"))</span>"
            : late
                ? "<span class=\"state bad\">\(L("overdue since \(DateText.day(entry.action.dueOn))"))</span>"
                : "<span>\(L("due \(DateText.day(entry.action.dueOn))"))</span>"
        let owner: HTML =
            isOwnerless && entry.action.owner != nil
            ? " <span class=\"state warn\">\(L("nobody acts for it today"))</span>" : .empty
        return """
            <div class="head"><h1 lang="\(entry.action.language)" dir="auto">\(item.number) \(entry.action.title)</h1>\
            <p class="meta">\(ActionWords.chip(entry.standing)) <span dir="auto">\(words.owner(entry.action.owner))</span>\(owner) \(due) \(TLP.chip(marking))</p>\
            <p class="lede">\(steps.of == 0 ? L("It has no milestones yet: it counts as soon as it is done.") : L("\(steps.done) of \(steps.of) milestones are done."))</p></div>
            """
    }

    private var said: HTML {
        PlanCommentsSection(
            item: item.id, plan: plan, comments: comments, voice: told.voice, words: words,
            state: states["comment"] ?? FormState()
        ).html
    }

    // MARK: What can be done

    private var acts: HTML {
        var forms: [HTML] = []
        if owns {
            if entry.standing == .proposed { forms.append(move(.agree, L("I will do it"), isFirst: true)) }
            if entry.standing == .agreed { forms.append(move(.begin, L("I have begun"))) }
            if ActionOperations.from(.finish).contains(entry.standing) {
                forms.append(written(.finish, L("What was done?"), L("It is done")))
            }
        }
        if owns || mayEdit, ActionOperations.from(.drop).contains(entry.standing) {
            forms.append(written(.drop, L("Why is it dropped?"), L("Drop it")))
        }
        if mayEdit {
            forms.append(
                "<a class=\"button\" href=\"\(PlanPaths.itemEditing(item.id))\">\(Icon.svg("edit")) \(L("Edit the action"))</a>"
            )
        }
        let blocked: HTML =
            item.blocked.isEmpty
            ? .empty
            : "<div class=\"notice warn\"><p>\(L("It is blocked:")) <bdi>\(item.blocked)</bdi></p></div>"
        return
            "\(blocked)\(forms.isEmpty ? .empty : "<section id=\"next\"><h2 class=\"sr\">\(L("What you can do"))</h2>\(forms.html { $0 })\(blocking)</section>")"
    }

    private func move(_ move: ActionMove, _ label: Message, isFirst: Bool = false) -> HTML {
        """
        <form id="\(move.rawValue)" method="post" action="\(PlanPaths.itemState(item.id))">\
        <button name="move" value="\(move.rawValue)"\("class", value: isFirst ? "primary" : nil)>\(label)</button></form>
        """
    }

    private func written(_ move: ActionMove, _ label: Message, _ word: Message) -> HTML {
        let form = (states[move.rawValue] ?? FormState()).placed(move.rawValue)
        return """
            <details id="\(move.rawValue)"\("open", when: !form.errors.isEmpty)><summary class="button">\(word)</summary>\
            <form class="form" method="post" action="\(PlanPaths.itemState(item.id))">\
            <input type="hidden" name="move" value="\(move.rawValue)">\(form.area("words", label, maxLength: 4_000))\
            <div class="actions"><button>\(word)</button></div></form></details>
            """
    }

    private var blocking: HTML {
        guard mayWork, entry.standing.isOpen else { return .empty }
        let form = states["blocking"] ?? FormState(stored: [("reason", item.blocked)])
        return """
            <details\("open", when: !form.errors.isEmpty)><summary class="button plain">\(item.blocked.isEmpty ? L("It cannot go on") : L("Change why it is blocked"))</summary>\
            <form class="form" id="blocking" method="post" action="\(PlanPaths.blocking(item.id))">\
            \(form.text("reason", L("Why it cannot go on"), hint: L("Left empty, it can go on."), maxLength: 600))\
            <div class="actions"><button>\(L("Save"))</button></div></form></details>
            """
    }

    // MARK: Milestones

    private var milestones: HTML {
        let list: HTML =
            entry.steps.isEmpty
            ? "<p class=\"muted\">\(L("There is no milestone yet."))</p>"
            : "<ul class=\"lines\">\(entry.steps.html(step))</ul>"
        return
            "<section id=\"milestones\"><h2>\(L("Milestones"))</h2>\(list)\(mayWork && entry.standing.isOpen ? adding : .empty)</section>"
    }

    private func step(_ step: PlanStepRecord) -> HTML {
        let isLate = step.doneOn.isEmpty && step.waived.isEmpty && !step.dueOn.isEmpty && step.dueOn < told.today
        let told: HTML =
            if !step.doneOn.isEmpty {
                "<span class=\"state good\">\(L("done on \(DateText.day(step.doneOn))"))</span>"
            } else if !step.waived.isEmpty {
                "<span class=\"state\">\(L("left out:"))</span> <bdi>\(step.waived)</bdi>"
            } else if step.dueOn.isEmpty {
                "<span>\(L("no day yet"))</span>"
            } else if isLate {
                "<span class=\"state bad\">\(L("overdue since \(DateText.day(step.dueOn))"))</span>"
            } else {
                "<span>\(L("due \(DateText.day(step.dueOn))"))</span>"
            }
        return """
            <li id="step-\(step.id)"><div class="between"><div><p class="title" dir="auto">\(step.title)</p><p class="meta">\(told)</p></div>\
            \(mayWork && entry.standing != .proven && entry.standing != .dropped ? buttons(step) : .empty)</div></li>
            """
    }

    private func buttons(_ step: PlanStepRecord) -> HTML {
        let form = (states["step-\(step.id)"] ?? FormState()).placed("step-\(step.id)")
        let first: HTML =
            step.doneOn.isEmpty && step.waived.isEmpty
            ? "<button name=\"act\" value=\"done\">\(L("Done"))</button>"
            : "<button name=\"act\" value=\"undone\">\(L("Not done after all"))</button>"
        let more: HTML =
            step.doneOn.isEmpty
            ? """
            <details\("open", when: !form.errors.isEmpty)><summary>\(L("Leave it out"))</summary>\
            \(form.text("reason", L("Why it is left out"), maxLength: 600))<button name="act" value="waived">\(L("Leave it out"))</button>\
            <button class="plain danger" name="act" value="removed">\(L("Remove"))</button></details>
            """ : .empty
        return """
            <form id="acts-\(step.id)" method="post" action="\(PlanPaths.step(item.id, step.id))"><div class="actions">\(first)</div>\(more)</form>
            """
    }

    private var adding: HTML {
        let form = states["steps"] ?? FormState()
        return """
            <form class="inline" id="steps" method="post" action="\(PlanPaths.steps(item.id))">\
            \(form.text("step", L("Milestone"), hint: L("Something that can be seen to be done."), maxLength: 400, isRequired: true))\
            \(form.text("step-due", L("Due"), type: "date"))<button>\(L("Add"))</button></form>
            """
    }

    // MARK: What it waits for, and what it gathers

    private var waiting: HTML {
        guard let date = told.date, !item.fields.predecessors.isEmpty, entry.line.state.isOpen else {
            return .empty
        }
        let first = date.earliest.map { L("It can be finished on \(DateText.day($0.description)) at the earliest.") }
        let then: Message? =
            date.due == nil || date.earliest == nil
            ? nil
            : date.late > 0
                ? L(date.late, one: "That is \(date.late) day late.", other: "That is \(date.late) days late.")
                : L(date.slack, one: "That leaves \(date.slack) day.", other: "That leaves \(date.slack) days.")
        return """
            <section id="waits"><h2>\(L("Waits for"))</h2><ul class="lines">\(item.fields.predecessors.html(predecessor))</ul>\
            <p\("class", value: date.late > 0 ? "state bad" : nil)>\([first, then].compactMap { $0 }.html { "\($0) " })</p></section>
            """
    }

    private func predecessor(_ number: String) -> HTML {
        // One that is held back is not told.
        guard let one = told.before.first(where: { $0.item.number == number }) else { return .empty }
        return """
            <li><p class="title" dir="auto"><a href="\(PlanPaths.item(one.item.id))">\(number) \(one.action.title)</a></p><p class="meta">\(ActionWords.chip(one.standing)) \
            \(one.action.dueOn.isEmpty ? .empty : "<span>\(L("due \(DateText.day(one.action.dueOn))"))</span>")</p></li>
            """
    }

    private var gathering: HTML {
        guard plan.kind.gathers != nil, mayEdit || !parts.isEmpty else { return .empty }
        let gone = parts.filter { if case .gone = $0.part { true } else { false } }.count
        let hidden = parts.filter { if case .hidden = $0.part { true } else { false } }.count
        let lost: HTML = gone > 0 ? "<p class=\"meta\">\(Self.gone(gone))</p>" : .empty
        let unseen: HTML =
            hidden > 0
            ? "<p class=\"meta\">\(L(hidden, one: "\(hidden) part is not shown to you", other: "\(hidden) parts are not shown to you"))</p>"
            : .empty
        return """
            <section id="from-others"><h2>\(L("Gathered from others"))</h2><p class="hint">\(L("Each keeps its owner and its day."))</p>\
            <ul class="lines">\(parts.html(part))</ul>\(lost)\(unseen)\(offering)</section>
            """
    }

    private func part(_ one: (id: PlanItem.ID, part: PlanGathered.Part)) -> HTML {
        guard case .shown(let entry, let home) = one.part else { return .empty }
        let remove: HTML =
            mayEdit
            ? "<form id=\"let-go-\(one.id)\" method=\"post\" action=\"\(PlanPaths.gathering(item.id))\"><input type=\"hidden\" name=\"gathered\" value=\"\(one.id)\"><button class=\"plain\" name=\"act\" value=\"let-go\">\(L("No longer gather it"))</button></form>"
            : .empty
        let owner = entry.action.owner.map { words.owner($0) } ?? words.owner(of: home) ?? L("no owner yet")
        return """
            <li><div class="between"><div><p class="title" lang="\(entry.action.language)" dir="auto"><a href="\(PlanPaths.item(entry.item.id))">\(entry.action.title)</a></p>\
            <p class="meta">\(ActionWords.chip(entry.standing)) <span dir="auto">\(owner)</span> \
            \(entry.action.dueOn.isEmpty ? .empty : "<span>\(L("due \(DateText.day(entry.action.dueOn))"))</span>") \(TLP.chip(entry.action.marking))</p></div>\(remove)</div></li>
            """
    }

    private var offering: HTML {
        guard mayEdit, !offers.isEmpty else { return .empty }
        let options = offers.map { one in
            (
                value: one.item.id.description,
                label: Message.verbatim("\(words.owner(one.action.owner).string()): \(one.action.title)")
            )
        }
        return """
            <form class="inline" id="gather" method="post" action="\(PlanPaths.gathering(item.id))">\
            \(FormState().select("gathered", L("Gather an action"), options: options))<button name="act" value="gather">\(L("Gather"))</button></form>
            """
    }

    // MARK: What is said of it

    private var agreed: HTML {
        let cost = item.fields.money.map {
            "\($0.decimal) \($0.currency.code)\(item.isSecured ? " · \(L("secured").string())" : "")"
        }
        let more: HTML =
            readsAction
            ? "<p><a href=\"\(Paths.action(item.action))\">\(L("The action, with what a later exercise showed"))</a></p>"
            : .empty
        let others: HTML =
            gatherers > 0
            ? "<p class=\"meta\">\(L(gatherers, one: "\(gatherers) other plan gathers it.", other: "\(gatherers) other plans gather it."))</p>"
            : .empty
        return """
            <section id="told"><h2>\(L("What is agreed"))</h2>\(FieldList.facts(entry.action.fields))\(facts(cost))\(origin)\(others)\(more)</section>
            """
    }

    /// From what it comes; what was entered directly says so.
    private var origin: HTML {
        if let source {
            let title: HTML = source.path.map { "<a href=\"\($0)\">\(source.title)</a>" } ?? "\(source.title)"
            return "<p dir=\"auto\">\(source.label): \(title)</p>"
        }
        guard item.sources.isEmpty, item.gap.isEmpty, item.priority.isEmpty else { return .empty }
        return "<p class=\"meta\">\(L("Entered directly: nothing is said of where it comes from."))</p>"
    }

    private func facts(_ cost: String?) -> HTML {
        let shown: [(Message, String)] = [
            (L("Kind"), PlanItemKind(rawValue: item.fields.kind)?.label.string() ?? ""),
            (L("Weight"), String(item.weight ?? 1)), (L("Sectors"), item.sectors),
            (L("Priority it serves"), item.priority),
            (L("Gap it closes"), item.gap),
            (L("Regions"), item.regions.map { words.member(.region($0)).string() }.joined(separator: " · ")),
            (L("Partner programmes"), item.partners), (L("Where it comes from"), item.sources), (L("Cost"), cost ?? ""),
            (L("Funded by"), item.fundedBy),
        ]
        return """
            <dl class="facts">\(shown.filter { !$0.1.isEmpty }.html { "<dt>\($0.0)</dt><dd dir=\"auto\">\($0.1)</dd>" })</dl>
            """
    }
}
