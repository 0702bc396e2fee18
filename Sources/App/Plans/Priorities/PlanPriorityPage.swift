import Domain
import Markup
import Storage
import Web

/// One priority: where it comes from, what the countries said, what the meeting decided, what became of it.
struct PlanPriorityPage {
    struct Asked {
        let poll: ValidityPollRecord
        let outcome: PriorityPoll.Outcome?
    }

    let frame: PlansFrame
    let priority: PlanPriorityRecord
    let keeps: Bool
    let states: [String: FormState]
    private let sources: [PlanPrioritySource]
    private let asked: [Asked]
    private let events: [EventSummary]
    private let eventTitle: String?
    private let successor: PlanPriorityRecord?
    private let actions: [ActionRecord]
    private let proofs: ActionProofs
    private let words: RiskWords
    private let thread: HTML

    init(
        _ visit: Visit, _ programme: Programme.ID, _ id: PlanPriority.ID, _ states: [String: FormState],
        _ reading: any Reading
    ) throws {
        let (priority, standing) = try PlanPriorityOperations.seen(visit, programme, id, reading)
        frame = try PlansFrame(visit, programme, reading)
        (self.priority, self.states) = (priority, states)
        keeps = standing.keeps(priority.region)
        sources = try priority.sources.compactMap { try PlanPrioritySource.find($0, visit, programme, reading) }
        let store = ValidityPollStore(reading)
        let polls = try store.polls(of: [programme]).filter { $0.priorities.contains(id) && standing.sees($0) }
        let answers = try store.answers(of: polls.map(\.id))
        asked = polls.map { poll in
            let result = ValidityResult(poll, answers[poll.id] ?? [], on: standing.today)
            return Asked(poll: poll, outcome: result.items.first { $0.priority == id }?.outcome)
        }
        let events = try ProgrammeStore(reading).events(of: programme, seenBy: visit.visitor)
        self.events = events
        eventTitle = priority.event.flatMap { id in events.first { $0.id == id }?.title }
        successor = try priority.successor.flatMap { try PlanPriorityStore(reading).priorities([$0]).first }
            .flatMap { standing.reads($0) ? $0 : nil }
        let voice = try ActionVoice(visit, reading)
        actions = try ActionStore(reading).actions(from: PlanPriorityFacts.origin, [id.description]).filter(voice.reads)
        proofs = try ActionProofs(actions, reading)
        words = try RiskWords(reading)
        thread = try ThreadTrail(of: id, reading, visit).html
    }

    private var programme: Programme.ID { frame.programme }

    var answer: Answer {
        let isWrong = states.values.contains { !$0.errors.isEmpty }
        return frame.answer(
            PlanPriorityFacts.tab, .verbatim(priority.statement),
            path: PlanPriorityPaths.priority(programme, priority.id),
            between: [.init(L("Priorities"), PlanPriorityPaths.priorities(programme))], styles: ["guide"],
            status: isWrong ? .wrong : .ok,
            """
            <div class="head"><h1 lang="\(priority.language)" dir="auto">\(String(priority.number)). \(priority.statement)</h1>\
            <p class="meta">\(PlanPriorityWords.chip(priority.state))<span dir="auto">\(words.place(RiskPlace(region: priority.region, country: nil)))</span> \(TLP.chip(priority.marking))</p>\
            <p class="lede">\(sentence)</p>\(trail)</div>
            \(priority.reason.isEmpty ? .empty : "<section id=\"reason\"><h2>\(L("Why it counts"))</h2><p class=\"lines-kept\" lang=\"\(priority.language)\" dir=\"auto\">\(priority.reason)</p></section>" as HTML)\
            \(polls)\(acted)\(thread)\(deciding)\(next)
            """)
    }

    private var sentence: Message {
        if let latest = asked.first?.outcome, priority.state.isCurrent {
            return L("The countries were asked: \(latest.label). The meeting decides.")
        }
        switch priority.state {
        case .proposed: return L("It was proposed, and no meeting has adopted it yet.")
        case .superseded: return L("Other words stand in its place.")
        case .dropped: return L("It was dropped.")
        default:
            let day = priority.adoptedAt.map { DateText.day(CalendarDate.today($0)) } ?? "–"
            return eventTitle.map { L("Adopted on \(day) at \($0).") } ?? L("Adopted on \(day).")
        }
    }

    private var trail: HTML {
        guard !sources.isEmpty else {
            return "<p class=\"muted\">\(L("Entered directly: it comes from nothing else."))</p>"
        }
        return """
            <ol class="trail" aria-label="\(L("Where this comes from").string())">\(sources.html { one in
                let text: HTML = "\(one.label): <bdi\("lang", value: one.language)>\(one.title)</bdi>"
                let chip: HTML = one.path.map { "<a class=\"chip\" href=\"\($0)\">\(text)</a>" } ?? "<span class=\"chip\">\(text)</span>"
                return "<li>\(chip)</li>"
            })</ol>
            """
    }

    private var polls: HTML {
        guard !asked.isEmpty else { return .empty }
        return """
            <section id="polls"><h2>\(L("Asked of the countries"))</h2><ul class="lines">\(asked.html { one in
                let state: HTML =
                    one.outcome.map { PlanPriorityWords.chip($0) }
                    ?? (one.poll.isOpen(on: frame.standing.today) ? "<span class=\"state open\">\(L("open", context: "poll"))</span> " : .empty)
                return """
                    <li><p class="title"><a href="\(PlanPriorityPaths.poll(programme, one.poll.id))">\(L("until \(DateText.day(one.poll.fields.closesOn))"))</a></p>\
                    <p class="meta">\(state)</p></li>
                    """
            })</ul></section>
            """
    }

    private var acted: HTML {
        guard !actions.isEmpty else { return .empty }
        return """
            <section id="actions"><h2>\(L("Actions"))</h2><ul class="lines">\(actions.html { one in
                """
                <li><p class="title" lang="\(one.language)" dir="auto"><a href="\(Paths.action(one.id))">\(one.title)</a></p>\
                <p class="meta">\(ActionWords.chip(proofs.standing(one)))</p></li>
                """
            })</ul></section>
            """
    }

    // MARK: What the meeting decides

    private var deciding: HTML {
        let said: HTML =
            priority.words.isEmpty
            ? .empty : "<p class=\"lines-kept\" dir=\"auto\">\(priority.words)</p>"
        let leading: HTML =
            successor.map { one -> HTML in
                "<p><a href=\"\(PlanPriorityPaths.priority(programme, one.id))\" dir=\"auto\">\(one.statement)</a></p>"
            } ?? .empty
        guard keeps, !priority.state.next.isEmpty else {
            return said.isEmpty && leading.isEmpty
                ? .empty : "<section id=\"decision\"><h2>\(L("What was decided"))</h2>\(said)\(leading)</section>"
        }
        let proposed = asked.first?.outcome?.state ?? priority.state.next.first
        let begin = FormState(stored: [("state", proposed?.rawValue ?? "")])
        let state = (states["decision"] ?? begin).placed("decision")
        let options: [FieldOption] = priority.state.next.map { (value: $0.rawValue, label: $0.label) }
        let meetings: [FieldOption] =
            [(value: "", label: L("No meeting"))]
            + events.map { (value: $0.id.description, label: .verbatim($0.title)) }
        return """
            <section id="decision"><h2>\(L("What the meeting decides"))</h2>\(said)<form class="form" id="decision-form" method="post" action="\(PlanPriorityPaths.decision(programme, priority.id))">\
            \(state.summary([("state", L("Decision")), ("event", L("Meeting")), ("words", L("Why"))]))\
            <div class="row">\(state.select("state", L("Decision"), options: options))\(state.select("event", L("Meeting"), options: meetings))</div>\
            \(state.area("words", L("Why"), maxLength: 2_000))<div class="actions"><button class="primary">\(L("Record the decision"))</button></div></form>\(rewording)</section>
            """
    }

    private var rewording: HTML {
        guard [.toReword, .adopted, .confirmed].contains(priority.state) else { return .empty }
        let state = (states["rewording"] ?? FormState(stored: FieldForm.stored(priority.fields))).placed("rewording")
        let form = FieldForm<PlanPriorityFields>(state: state)
        return """
            <details id="rewording"\("open", when: priority.state == .toReword || !state.errors.isEmpty)><summary class="button">\(L("Put other words in its place"))</summary>\
            <form class="form" id="rewording-form" method="post" action="\(PlanPriorityPaths.rewording(programme, priority.id))">\(form.summary)\(form.html)\
            <div class="actions"><button>\(L("Put them in its place"))</button></div></form></details>
            """
    }

    private var next: HTML {
        guard keeps, priority.state.isCurrent else { return .empty }
        return """
            <div class="actions"><a class="button" href="\(PlanPriorityPaths.editing(programme, priority.id))">\(Icon.svg("edit")) \(L("Change the priority"))</a></div>
            """
    }
}

/// The form of a priority.
struct PlanPriorityFormPage {
    let frame: PlansFrame
    /// Nothing for a new one.
    let priority: PlanPriorityRecord?
    let state: FormState
    private let tree: AreaTree
    private let regions: [FieldOption]
    private let offers: [PlanPrioritySource]
    private let events: [EventSummary]

    init(
        _ visit: Visit, _ programme: Programme.ID, _ id: PlanPriority.ID?, _ state: FormState?, _ reading: any Reading
    ) throws {
        frame = try PlansFrame(visit, programme, reading)
        let standing = frame.standing
        let priority = try id.map { try PlanPriorityOperations.kept(visit, programme, $0, reading).0 }
        if priority == nil, !standing.tellsPriorities { throw Refusal.forbidden }
        self.priority = priority
        let tree = try AreaTree(reading)
        self.tree = tree
        regions = try Self.regions(standing, reading)
        var offers = try PlanPrioritySource.offers(visit, programme, standing, reading)
        var told = state?.values.all("source") ?? priority?.sources ?? [visit.inbound.query.text("source")]
        told.removeAll { $0.isEmpty }
        for reference in told.prefix(PlanPriorityOperations.mostSources)
        where !offers.contains(where: { $0.reference == reference }) {
            if let source = try PlanPrioritySource.find(reference, visit, programme, reading) {
                offers.insert(source, at: 0)
            }
        }
        self.offers = offers
        events = try priority == nil ? ProgrammeStore(reading).events(of: programme, seenBy: visit.visitor) : []
        self.state = state ?? Self.begin(priority, told, offers, tree, regions.first?.value ?? "")
    }

    /// For which they keep priorities.
    static func regions(_ standing: PlansStanding, _ reading: any Reading) throws -> [FieldOption] {
        let words = try RiskWords(reading)
        let all = standing.coordinates ? standing.regions.union(standing.heads) : standing.heads
        let whole: [FieldOption] = standing.coordinates ? [(value: "", label: L("Whole programme"))] : []
        return whole
            + all.sorted { (words.regions[$0] ?? "", $0) < (words.regions[$1] ?? "", $1) }.map {
                (value: $0.description, label: words.place(.region($0)))
            }
    }

    private static func begin(
        _ priority: PlanPriorityRecord?, _ sources: [String], _ offers: [PlanPrioritySource], _ tree: AreaTree,
        _ region: String
    ) -> FormState {
        var fields = priority?.fields ?? PlanPriorityFields()
        if priority == nil {
            let first = offers.first { sources.contains($0.reference) }
            fields.language = first?.language ?? Language.current.rawValue
            fields.statement = String((first?.title ?? "").prefix(300))
        }
        return FormState(
            stored: FieldForm.stored(fields) + [
                ("region", priority.map { $0.region?.description ?? "" } ?? region),
                ("area", priority.flatMap { tree.area($0.area)?.code } ?? ""),
                ("marking", priority?.marking ?? "GREEN"),
            ] + sources.map { ("source", $0) })
    }

    var answer: Answer {
        let id = frame.programme
        let title = priority == nil ? L("Propose a priority") : L("Change the priority")
        let path = priority.map { PlanPriorityPaths.editing(id, $0.id) } ?? PlanPriorityPaths.new(id)
        let target = priority.map { PlanPriorityPaths.priority(id, $0.id) } ?? PlanPriorityPaths.priorities(id)
        let form = FieldForm<PlanPriorityFields>(state: state)
        let markings: [FieldOption] = SharedMarkings.all.filter { $0 != "RED" }.map {
            (value: $0, label: .verbatim("TLP:\($0)"))
        }
        let more: [(field: String, label: Message)] = [
            ("region", L("Region")), ("area", L("Area")), ("source", L("Where it comes from")),
            ("marking", L("Marking")),
        ]
        return frame.answer(
            PlanPriorityFacts.tab, title, path: path,
            between: [.init(L("Priorities"), PlanPriorityPaths.priorities(id))],
            status: state.errors.isEmpty ? .ok : .wrong,
            """
            <div class="head"><h1>\(title)</h1></div><form class="form" id="priority" method="post" action="\(target)">\
            \(priority == nil ? "<input type=\"hidden\" name=\"idempotency\" value=\"\(state.values.text("idempotency"))\">" : PlansStale.input(priority?.changedAt))\
            \(state.summary(PlanPriorityFields.fields.map { (field: $0.name, label: $0.label) } + more))\(form.html)\
            \(priority == nil ? state.select("region", L("Region"), options: regions) : .empty)\
            \(state.select("area", L("Area"), options: tree.options(kept: priority?.area.map { [$0] } ?? [])))\(sources)\
            \(events.isEmpty ? .empty : state.select("event", L("Adopted already at"), options: meetings))\
            \(state.select("marking", L("Marking"), options: markings))\
            <div class="actions"><button class="primary">\(priority == nil ? L("Propose it", context: "an item") : L("Save"))</button>\
            <a class="button plain" href="\(target)">\(L("Cancel"))</a></div></form>
            """)
    }

    private var meetings: [FieldOption] {
        [(value: "", label: L("No meeting"))] + events.map { (value: $0.id.description, label: .verbatim($0.title)) }
    }

    private var sources: HTML {
        guard !offers.isEmpty else { return .empty }
        let chosen = state.values.all("source")
        return """
            <fieldset class="options" id="source"><legend>\(L("Where it comes from"))</legend>\(offers.html { one in
                """
                <label><input type="checkbox" name="source" value="\(one.reference)"\("checked", when: chosen.contains(one.reference))> \
                <span>\(one.label): <bdi\("lang", value: one.language)>\(one.title)</bdi></span></label>
                """
            })\(state.error("source"))</fieldset>
            """
    }
}
