import Domain
import Markup
import Storage
import Web

/// The planning board of one gathering: how long there is, who does what by when, its risks, its exercise, and what was learned before.
struct GatheringPage {
    struct Learned {
        let text: String
        let language: String
        let from: String
        let path: String
    }

    let frame: PlansFrame
    let gathering: GatheringRecord
    let keeps: Bool
    let states: [String: FormState]
    private let actions: [ActionRecord]
    private let standings: [Action.ID: ActionStanding]
    private let actionWords: ActionWords
    private let risks: [RiskRecord]
    private let moreRisks: [RiskRecord]
    private let events: [EventSummary]
    private let moreEvents: [EventSummary]
    private let table: RiskTable
    private let own: [GatheringLessonRecord]
    private let learned: [Learned]
    private let areas: [String]
    private let words: RiskWords

    init(
        _ visit: Visit, _ programme: Programme.ID, _ id: Gathering.ID, _ states: [String: FormState],
        _ reading: any Reading
    ) throws {
        let (gathering, standing) = try GatheringOperations.seen(visit, programme, id, reading)
        frame = try PlansFrame(visit, programme, reading)
        (self.gathering, self.states, keeps) = (gathering, states, standing.keeps(gathering))
        let voice = try ActionVoice(visit, reading)
        let actions = try ActionStore(reading).actions(from: GatheringFacts.origin, [id.description]).filter(
            voice.reads)
        self.actions = actions
        let proofs = try ActionProofs(actions, reading)
        standings = Dictionary(uniqueKeysWithValues: actions.map { ($0.id, proofs.standing($0, for: voice)) })
        actionWords = try ActionWords(programme, actions, reading)
        let store = RiskStore(reading)
        table = try store.settings(of: programme).table
        let allRisks = try store.risks(of: [programme]).filter { standing.reads($0) }
        risks = allRisks.filter { gathering.links.contains(.risk($0.id)) }
        moreRisks = allRisks.filter { $0.state != .closed && !gathering.links.contains(.risk($0.id)) }
        let allEvents = try ProgrammeStore(reading).events(of: programme, seenBy: visit.visitor)
        events = allEvents.filter { gathering.links.contains(.event($0.id)) }
        moreEvents = allEvents.filter { !gathering.links.contains(.event($0.id)) }
        own = try GatheringStore(reading).lessons(of: [id])
        learned = try Self.learned(gathering, events.map { ($0.id, $0.title) }, visit, standing, reading)
        areas = try gathering.areas.isEmpty ? [] : AreaTree(reading).names(gathering.areas)
        words = try RiskWords(reading)
    }

    /// Of earlier gatherings, those of its areas first, and of the exercises that it is linked with.
    private static func learned(
        _ gathering: GatheringRecord, _ events: [(id: Event.ID, title: String)], _ visit: Visit,
        _ standing: PlansStanding, _ reading: any Reading
    ) throws -> [Learned] {
        let store = GatheringStore(reading)
        let earlier = try store.gatherings(of: [gathering.programme]).filter {
            $0.id != gathering.id && $0.startsOn < gathering.startsOn && standing.reads($0)
        }.sorted { a, b in
            let (first, second) = (a.areas.isDisjoint(with: gathering.areas), b.areas.isDisjoint(with: gathering.areas))
            return (first ? 1 : 0, b.startsOn, a.id) < (second ? 1 : 0, a.startsOn, b.id)
        }
        let byGathering = Dictionary(grouping: try store.lessons(of: earlier.map(\.id)), by: \.gathering)
        var found: [Learned] = earlier.flatMap { one in
            byGathering[one.id, default: []].map { lesson in
                Learned(
                    text: lesson.text, language: lesson.language, from: one.title,
                    path: GatheringPaths.gathering(one.programme, one.id))
            }
        }
        for event in events.prefix(10) {
            guard let exercise = try PlayStore(reading).exercise(of: event.id) else { continue }
            let sight = try AfterSight(ExerciseStanding(visit, event.id, reading), exercise, reading)
            found += sight.lessons.map {
                Learned(text: $0.text, language: $0.language, from: event.title, path: AfterPaths.findings(event.id))
            }
        }
        return Array(found.prefix(30))
    }

    private var programme: Programme.ID { frame.programme }
    private var today: String { frame.standing.today }
    private var isOver: Bool { gathering.state != .planned || gathering.endsOn < today }

    var answer: Answer {
        let isWrong = states.values.contains { !$0.errors.isEmpty }
        return frame.answer(
            GatheringFacts.tab, .verbatim(gathering.title), path: GatheringPaths.gathering(programme, gathering.id),
            between: [.init(L("Mass gatherings"), GatheringPaths.gatherings(programme))],
            status: isWrong ? .wrong : .ok,
            """
            <div class="head"><h1 lang="\(gathering.language)" dir="auto">\(gathering.title)</h1>\
            <p class="meta"><span>\(DateText.span(gathering.startsOn, gathering.endsOn))</span> \(gathering.venue.isEmpty ? .empty : "<span dir=\"auto\">\(gathering.venue)</span> " as HTML)\
            <span dir="auto">\(words.place(gathering.place))</span> \(areas.html { "<span class=\"chip\" dir=\"auto\">\($0)</span> " })\(TLP.chip(gathering.marking))</p>\
            <p class="lede">\(sentence)</p></div>
            \(gathering.summary.isEmpty ? .empty : "<p class=\"lines-kept\" lang=\"\(gathering.language)\" dir=\"auto\">\(gathering.summary)</p>" as HTML)
            <div class="split"><div>\(doing)\(lessons)</div><div>\(risking)\(exercising)\(before)</div></div>\(keeping)
            """)
    }

    /// The answer first: how long there is, and what is left.
    private var sentence: Message {
        let open = standings.values.count { $0.isOpen }
        let overdue = actions.count { $0.isOverdue(on: today, standings[$0.id] ?? .proposed) }
        if gathering.state == .cancelled { return L("It does not take place.") }
        if isOver { return L("It is over. What was learned there is at hand for the next.") }
        let days = max(
            0,
            (CalendarDate(gathering.startsOn)?.daysSince1970 ?? 0) - (CalendarDate(today)?.daysSince1970 ?? 0))
        return L(
            days, one: "\(days) day to go; actions open: \(open), overdue: \(overdue)",
            other: "\(days) days to go; actions open: \(open), overdue: \(overdue)")
    }

    // MARK: Who does what by when

    private var doing: HTML {
        let lines: HTML = actions.html { one in
            let standing = standings[one.id] ?? .proposed
            let due: HTML =
                one.dueOn.isEmpty
                ? "<span>\(L("no day yet"))</span> "
                : one.isOverdue(on: today, standing)
                    ? "<span class=\"state bad\">\(L("overdue since \(DateText.day(one.dueOn))"))</span> "
                    : "<span>\(L("due \(DateText.day(one.dueOn))"))</span> "
            return """
                <li><p class="title" lang="\(one.language)" dir="auto"><a href="\(Paths.action(one.id))">\(one.title)</a></p>\
                <p class="meta">\(ActionWords.chip(standing)) <span dir="auto">\(actionWords.owner(one.owner))</span> \(due)</p></li>
                """
        }
        let none: HTML = "<p class=\"muted\">\(L("Nobody does anything for it yet."))</p>"
        return """
            <section id="actions"><h2>\(L("Who does what by when"))</h2>\(actions.isEmpty ? none : "<ul class=\"lines\">\(lines)</ul>")\(keeps && !isOver ? acting : .empty)</section>
            """
    }

    private var acting: HTML {
        var begin = ActionFields()
        begin.language = gathering.language
        begin.title = String(FieldCheck.line(frame.visit.inbound.query.text("lesson").prefix(300)))
        let state = (states["action"] ?? FormState(stored: FieldForm.stored(begin))).placed("action")
        let form = FieldForm<ActionFields>(state: state)
        var owners: [FieldOption] = [(value: "", label: L("Nobody yet"))]
        owners += frame.standing.countries.map { code in
            (value: "country:\(code)", label: .verbatim(words.names.country(code) ?? code))
        }
        return """
            <details id="action"\("open", when: !state.errors.isEmpty || !begin.title.isEmpty)><summary class="button\(actions.isEmpty ? " primary" : "")">\(L("Propose an action"))</summary>\
            <form class="form" id="action-form" method="post" action="\(GatheringPaths.actions(programme, gathering.id))">\(form.summary)\(form.html)\
            \(state.select("owner", L("Owner"), hint: L("Who says yes to it, and does it."), options: owners))\
            <div class="actions"><button>\(L("Propose it", context: "an item"))</button></div></form></details>
            """
    }

    // MARK: What it hangs together with

    private var risking: HTML {
        let lines = risks.html { risk in
            """
            <li><p class="title" lang="\(risk.language)" dir="auto"><a href="\(RiskPaths.risk(programme, risk.id))">\(risk.title)</a></p>\
            <p class="meta">\(RiskWords.chip(risk.band(table)))<span class="state">\(risk.state.label)</span> \(unlinking(.risk(risk.id)))</p></li>
            """
        }
        let options = moreRisks.map {
            (value: GatheringLink.risk($0.id).description, label: Message.verbatim($0.title))
        }
        return """
            <section id="risks"><h2>\(L("Risks"))</h2>\(risks.isEmpty ? "<p class=\"muted\">\(L("No risk is linked yet."))</p>" : "<ul class=\"lines\">\(lines)</ul>" as HTML)\
            \(linking("risk", L("Link a risk"), options))</section>
            """
    }

    private var exercising: HTML {
        let lines = events.html { event in
            """
            <li><p class="title" dir="auto"><a href="\(Paths.event(event.id))">\(event.title)</a></p>\
            <p class="meta"><span>\(DateText.span(event.startsOn, event.endsOn))</span> \(unlinking(.event(event.id)))</p></li>
            """
        }
        let options = moreEvents.map {
            (value: GatheringLink.event($0.id).description, label: Message.verbatim($0.title))
        }
        return """
            <section id="exercise"><h2>\(L("Exercise"))</h2>\(events.isEmpty ? "<p class=\"muted\">\(L("No exercise is linked yet."))</p>" : "<ul class=\"lines\">\(lines)</ul>" as HTML)\
            \(linking("event", L("Link an exercise or another event"), options))</section>
            """
    }

    private func linking(_ kind: String, _ label: Message, _ options: [FieldOption]) -> HTML {
        guard keeps, !options.isEmpty else { return .empty }
        let state = (states["link"] ?? FormState()).placed("link-\(kind)")
        return """
            <form class="inline" id="linking-\(kind)" method="post" action="\(GatheringPaths.links(programme, gathering.id))">\
            \(state.select("link", label, options: options))<button>\(L("Link it"))</button></form>
            """
    }

    private func unlinking(_ link: GatheringLink) -> HTML {
        guard keeps else { return .empty }
        return """
            <form id="unlink-\(link.kind)-\(link.target)" method="post" action="\(GatheringPaths.unlinking(programme, gathering.id))"><input type="hidden" name="link" value="\(link.description)">\
            <button class="plain">\(L("Remove"))</button></form>
            """
    }

    // MARK: Lessons

    /// Of earlier ones, at hand: one press makes an action of each.
    private var before: HTML {
        guard !learned.isEmpty else { return .empty }
        return """
            <section id="learned"><h2>\(L("Learned before"))</h2><ul class="lines">\(learned.html { one in
                let query = QueryText.of([("lesson", String(one.text.prefix(300)))])
                let acting: HTML =
                    keeps && !isOver
                    ? "<a href=\"\(GatheringPaths.gathering(programme, gathering.id))\(query)#action\">\(L("Make it an action"))</a>" : .empty
                return """
                    <li><p lang="\(one.language)" dir="auto">\(one.text)</p><p class="meta"><a href="\(one.path)" dir="auto">\(one.from)</a> \(acting)</p></li>
                    """
            })</ul></section>
            """
    }

    private var lessons: HTML {
        let has = !own.isEmpty
        guard has || gathering.startsOn <= today else { return .empty }
        let state = (states["lesson"] ?? FormState(stored: [("language", Language.current.rawValue)])).placed("lesson")
        let lines = own.html { "<li><p lang=\"\($0.language)\" dir=\"auto\">\($0.text)</p></li>" }
        return """
            <section id="lessons"><h2>\(L("Lessons of this gathering"))</h2>\(has ? "<ul class=\"lines\">\(lines)</ul>" : .empty)\
            <form class="form" id="lesson-form" method="post" action="\(GatheringPaths.lessons(programme, gathering.id))">\
            \(state.area("text", L("What should the next one know?"), maxLength: 2_000))\
            \(state.select("language", L("Written in"), options: ContributionLanguage.options))\
            <div class="actions"><button>\(L("Add the lesson"))</button></div></form></section>
            """
    }

    private var keeping: HTML {
        guard keeps else { return .empty }
        let choices: [(GatheringState, Message)] =
            gathering.state == .planned
            ? [(.over, L("It is over")), (.cancelled, L("It does not take place"))]
            : [(.planned, L("It takes place after all"))]
        return """
            <div class="actions"><a class="button" href="\(GatheringPaths.editing(programme, gathering.id))">\(Icon.svg("edit")) \(L("Change the gathering"))</a></div>\
            <form class="actions" id="state" method="post" action="\(GatheringPaths.state(programme, gathering.id))">\(choices.html { state, label in
                "<button class=\"plain\" name=\"state\" value=\"\(state.rawValue)\">\(label)</button>"
            })</form>
            """
    }
}
