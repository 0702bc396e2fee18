import Domain
import Markup
import Storage
import Web

/// One scenario: how grave it is, what the sectors think, what is agreed and what is done.
struct RiskPage {
    let frame: PlansFrame
    let view: RiskReading
    let states: [String: FormState]
    let keeps: Bool
    let ownSector: String?
    private let actions: [ActionRecord]
    private let proofs: ActionProofs
    private let actionWords: ActionWords
    private let source: ThreadItem?
    private let reports: [RiskReportRecord]
    private let area: String?
    private let coping: RiskCoping?
    private let thread: HTML

    init(
        _ visit: Visit, _ programme: Programme.ID, _ id: RiskScenario.ID, _ states: [String: FormState],
        _ reading: any Reading
    ) throws {
        let (risk, standing) = try RiskOperations.seen(visit, programme, id, reading)
        frame = try PlansFrame(visit, programme, reading)
        self.states = states
        let keeps = standing.keeps(risk)
        self.keeps = keeps
        view = try RiskReading(risk, actor: visit.visitor.journalName, reading)
        ownSector = try standing.sector(reading)
        let voice = try ActionVoice(visit, reading)
        actions = try ActionStore(reading).actions(from: RiskFacts.origin, [id.description]).filter(voice.reads)
        proofs = try ActionProofs(actions, reading)
        actionWords = try ActionWords(programme, actions, reading)
        source = try RiskSource.item(risk.draft.source, visit, programme, reading)
        reports =
            keeps || standing.organises
            ? try RiskStore(reading).reports(of: [id])[id, default: []].filter { !$0.isSettled } : []
        coping = try RiskCoping(risk, standing, reading)
        thread = try ThreadTrail(of: id, reading, visit).html
        area = try risk.area.flatMap { try AreaTree(reading).area($0)?.name() }
    }

    private var risk: RiskRecord { view.risk }
    private var programme: Programme.ID { frame.programme }

    var answer: Answer {
        let isWrong = states.values.contains { !$0.errors.isEmpty }
        return frame.answer(
            RiskFacts.tab, .verbatim(risk.title), path: RiskPaths.risk(programme, risk.id),
            between: [.init(L("Risks"), RiskPaths.risks(programme))], styles: ["guide"], status: isWrong ? .wrong : .ok,
            """
            <div class="head"><h1 lang="\(risk.language)" dir="auto">\(risk.title)</h1>\
            <p class="meta">\(RiskWords.chip(view.band))<span class="state">\(risk.state.label)</span> <span dir="auto">\(view.words.place(risk.place))</span> \
            \(area.map { "<span dir=\"auto\">\($0)</span> " as HTML } ?? .empty)\(risk.draft.hazards.isEmpty ? .empty : "<span>\(risk.draft.hazards.joined(separator: " "))</span> " as HTML)\(TLP.chip(risk.marking))</p>\
            <p class="lede">\(view.sentence)</p>\(origin)</div>
            \(reported)\(RiskJudgementSection(page: self).html)
            <div class="split even"><section id="story"><h2>\(L("The scenario"))</h2><p class="lines-kept" lang="\(risk.language)" dir="auto">\(risk.story)</p>\
            \(risk.coping.isEmpty ? .empty : "<h3>\(L("What there is to cope with it"))</h3><p class=\"lines-kept\" lang=\"\(risk.language)\" dir=\"auto\">\(risk.coping)</p>" as HTML)\(linked)\(reporting)</section>\
            \(RiskTreatmentSection(page: self).html)</div>\(acted)\(thread)\(keeping)
            """)
    }

    private var origin: HTML {
        guard let source else { return .empty }
        let path = ThreadPaths.address(source)
        return """
            <ol class="trail" aria-label="\(L("Where this comes from").string())"><li><a class="chip" href="\(path)"><bdi>\(source.title)</bdi></a></li></ol>
            """
    }

    /// Beside the risk, and not counted into it.
    private var linked: HTML {
        guard let coping else { return .empty }
        let answer =
            coping.lowest.map { L("The lowest of \(coping.items.count) linked indicators: \($0)") }
            ?? L("Of the linked indicators nothing is shown here.")
        return """
            <p>\(answer)</p><dl class="facts">\(coping.items.html { one in
                "<dt dir=\"auto\">\(one.title)</dt><dd>\(one.level.map { String($0) } ?? "–")</dd>"
            })</dl>
            """
    }

    // MARK: Reports

    private var reported: HTML {
        guard !reports.isEmpty else { return .empty }
        return """
            <div class="notice warn" id="reported"><p>\(L("Somebody thinks that this text says too much:"))</p><ul>\(reports.html { "<li dir=\"auto\">\($0.words)</li>" })</ul>\
            <form id="settling" method="post" action="\(RiskPaths.settling(programme, risk.id))"><button>\(L("It was looked at"))</button></form></div>
            """
    }

    private var reporting: HTML {
        let state = (states["report"] ?? FormState()).placed("report")
        return """
            <details id="report"\("open", when: !state.errors.isEmpty)><summary class="meta">\(L("This text says too much"))</summary>\
            <form class="form" id="report-form" method="post" action="\(RiskPaths.reports(programme, risk.id))">\
            \(state.area("words", L("What should not stand there?"), maxLength: 1_000))\
            <div class="actions"><button>\(L("Report it"))</button></div></form></details>
            """
    }

    // MARK: Actions

    private var acted: HTML {
        let lines = actions.html { one in
            """
            <li><p class="title" lang="\(one.language)" dir="auto"><a href="\(Paths.action(one.id))">\(one.title)</a></p>\
            <p class="meta">\(ActionWords.chip(proofs.standing(one))) <span dir="auto">\(actionWords.owner(one.owner))</span> \
            \(one.dueOn.isEmpty ? .empty : "<span>\(L("due \(DateText.day(one.dueOn))"))</span> " as HTML)</p></li>
            """
        }
        guard !actions.isEmpty || keeps, risk.agreed != nil else { return .empty }
        return """
            <section id="actions"><h2>\(L("Actions"))</h2>\(actions.isEmpty ? "<p class=\"muted\">\(L("No action treats it yet."))</p>" : "<ul class=\"lines\">\(lines)</ul>" as HTML)\(keeps && risk.state != .closed ? acting : .empty)</section>
            """
    }

    private var acting: HTML {
        var begin = ActionFields()
        begin.language = risk.language
        let state = (states["action"] ?? FormState(stored: FieldForm.stored(begin))).placed("action")
        let form = FieldForm<ActionFields>(state: state)
        var owners: [FieldOption] = [(value: "", label: L("Nobody yet"))]
        owners += frame.standing.countries.map { code in
            (value: "country:\(code)", label: .verbatim(view.words.names.country(code) ?? code))
        }
        return """
            <details\("open", when: !state.errors.isEmpty)><summary class="button">\(L("Propose an action"))</summary>\
            <form class="form" id="action" method="post" action="\(RiskPaths.actions(programme, risk.id))">\(form.summary)\(form.html)\
            \(state.select("owner", L("Owner"), hint: L("Who says yes to it, and does it."), options: owners))\
            <div class="actions"><button>\(L("Propose it", context: "an item"))</button></div></form></details>
            """
    }

    private var keeping: HTML {
        guard risk.state != .closed else {
            return """
                <section id="outcome"><h2>\(L("What became of it"))</h2><p class="lines-kept" dir="auto">\(risk.outcome)</p></section>
                """
        }
        guard keeps else { return .empty }
        let state = (states["closing"] ?? FormState()).placed("closing")
        let closing: HTML =
            risk.state == .treated
            ? """
            <details id="closing"\("open", when: !state.errors.isEmpty)><summary class="button plain">\(L("Close the scenario"))</summary>\
            <form class="form" id="closing-form" method="post" action="\(RiskPaths.closing(programme, risk.id))">\(state.area("outcome", L("What became of it"), maxLength: 2_000))\
            <div class="actions"><button>\(L("Close it"))</button></div></form></details>
            """
            : .empty
        return """
            <div class="actions"><a class="button" href="\(RiskPaths.editing(programme, risk.id))">\(Icon.svg("edit")) \(L("Change the scenario"))</a>\
            <a class="button plain" href="\(RiskPaths.wall(programme, risk.id))">\(Icon.svg("screen")) \(L("On the room's screen"))</a></div>\(closing)
            """
    }
}
