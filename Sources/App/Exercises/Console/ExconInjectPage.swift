import Domain
import Markup
import Storage
import Web

/// The last look at an inject before it goes out, and what can be done with it.
struct ExconInjectPage {
    private let frame: ExerciseFrame
    private let event: EventRecord
    private let view: ReleaseView
    private let inject: InjectRecord
    private let names: [Paper.ID: String]
    private let form: FormState
    /// Which of the forms was refused: `release`, `deferral`, `correction`.
    private let refused: String
    /// Which of them whoever pressed a key comes for.
    private var opens: String { frame.visit.inbound.query.text("open") }

    init(
        _ visit: Visit, _ event: Event.ID, _ id: Inject.ID, refused: String = "", form: FormState = FormState(),
        _ reading: any Reading
    ) throws {
        frame = try ExerciseFrame(visit, event, reading)
        try frame.standing.require(frame.standing.isExcon)
        self.event = frame.frame.event
        view = try ReleaseView(frame.exercise, now: visit.now, reading)
        guard let inject = view.plan.inject(id) else { throw Refusal.notFound }
        self.inject = inject
        let actors = PlayActors(reading)
        names = try view.papers.filter { $0.inject == id }.reduce(into: [:]) { names, paper in
            names[paper.id] = try actors.name(paper.releasedBy)
        }
        self.form = form
        self.refused = refused
    }

    var answer: Answer {
        let title: Message = .verbatim("#\(inject.label) \(inject.title)")
        var layout = frame.layout(
            ExconFacts.tab, title, path: ExconPaths.inject(event.id, inject.id),
            between: [.init(ExconPage.label, ExercisePaths.console(event.id))])
        layout.styles.append("excon")
        layout.scripts += ["exercise", "excon"]
        let main: HTML = """
            \(ExconGraceSection.html)<div class="head"><h1>\(ExconDesk.name(inject))</h1><p class="meta"><span class="state \(inject.status.mark)">\(inject.status.label)</span> \
            <span>\(inject.channel.label)</span> <span>\(inject.type.label)</span> \(due)\
            \(inject.heldAt == nil ? .empty : "<span class=\"state warn\">\(L("Held"))</span>" as HTML)</p>\(reason)</div>\
            \(form.errors.isEmpty ? .empty : form.summary(labels))\
            <div class="split"><div class="stack-4">\(texts)</div><div class="stack-4">\(going)\(having)\(others)\
            <p class="actions"><a href="\(ExconPaths.notes(event.id))?inject=\(inject.id)#note" data-key="n">\(L("Note"))</a> \
            <a href="\(ExercisePaths.inject(event.id, inject.id))">\(L("In the MSEL"))</a></p></div></div>
            """
        return layout.answer(frame.dressed(ExconFacts.tab, main), form.errors.isEmpty ? .ok : .wrong)
    }

    private var labels: [(field: String, label: Message)] {
        [("reason", L("Why")), ("gaps", L("Language"))]
            + view.plan.msel.languages.flatMap { code in
                [("subject-\(code)", L("Subject")), ("body-\(code)", L("Text"))] as [(field: String, label: Message)]
            }
    }

    private var due: HTML {
        switch ReleaseView.due(inject, view.plan, view.moment, view.dues[inject.id] ?? []) {
        case .elapsed(let due): "<span>\(L("due at \(ElapsedText.long(inject.dueElapsed ?? due))"))</span>"
        case .wall(let wall, _): MomentWords(event.timeZone).html(wall, .time)
        case .waits(let move, _): "<span>\(L("waits for move \(move)"))</span>"
        case .closed(let move): "<span>\(L("move \(move) is closed"))</span>"
        case .hand: "<span>\(inject.anchor.label)</span>"
        case .rule:
            "<span>\(view.plan.rule(of: inject.id).map { InjectRuleWords(plan: view.plan).sentence($0) } ?? inject.anchor.label)</span>"
        }
    }

    private var reason: HTML {
        guard !inject.reason.isEmpty else { return .empty }
        let isOurs = inject.reason == MoveOperations.wasClosed.string(in: .english)
        let words: Message = isOurs ? MoveOperations.wasClosed : .verbatim(inject.reason)
        return "<p class=\"muted\" dir=\"auto\">\(words)</p>"
    }

    // MARK: What it says

    private var texts: HTML {
        let sender = view.plan.actor(inject.actor)
        // What is needed stands first.
        let needed = Set(view.plan.recipients(of: inject).map(\.language))
        let texts =
            inject.texts.filter { needed.contains($0.language) } + inject.texts.filter { !needed.contains($0.language) }
        return """
            <section><h2>\(inject.channel.isSpoken ? L("What to say") : L("What goes out"))</h2>\
            \(sender.map { "<p class=\"meta\">\(L("From")) <bdi>\($0.name)</bdi></p>" as HTML } ?? .empty)\
            \(texts.html { text in
                """
                <article class="sheet-card" lang="\(text.language)"><p class="meta">\(ExerciseMark.chip) <span>\(text.language.uppercased())</span> \
                \(text.state == .draft ? "<span class=\"state warn\">\(L("Not checked"))</span>" as HTML : .empty)</p>\
                <p class="title" dir="auto"><b>\(text.subject)</b></p><p class="excon-script" dir="auto">\(text.body)</p></article>
                """
            })\(inject.texts.isEmpty ? "<p class=\"muted\">\(L("The inject has no text in any language."))</p>" as HTML : .empty)</section>\
            \(note(L("What is expected"), inject.expected))\(note(L("For the controller"), inject.note))
            """
    }

    private func note(_ title: Message, _ text: String) -> HTML {
        text.isEmpty ? .empty : "<section><h2>\(title)</h2><p class=\"excon-script\" dir=\"auto\">\(text)</p></section>"
    }

    // MARK: Who gets it

    private var isOpen: Bool { inject.status == .approved || inject.status == .released }

    private var going: HTML {
        let open = isOpen ? view.open(inject) : []
        guard !open.isEmpty else { return .empty }
        return inject.channel.isSpoken ? spoken(open) : release(open)
    }

    private func isOwn(_ cell: CellRecord) -> Bool {
        inject.text(in: cell.language, languages: view.plan.msel.languages)?.isOwn ?? false
    }

    private func release(_ open: [CellRecord]) -> HTML {
        let due = Set(view.cellsDue(inject).map(\.id))
        let gaps = open.filter { !isOwn($0) }
        return """
            <section><h2>\(L("Who gets it"))</h2><form class="form" id="release" method="post" action="\(PlayPaths.release(event.id, inject.id))" data-grace="\(ExconGraceSection.words(inject))">\
            <input type="hidden" name="revision" value="\(inject.revision)"><input type="hidden" name="chosen" value="1"><fieldset class="options"><legend>\(L("Cells"))</legend>\(open.html { cell in
                """
                <label><input type="checkbox" name="cell" value="\(cell.id)"\("checked", when: due.contains(cell.id))> \(name(cell))\
                \(isOwn(cell) ? .empty : " <span class=\"state warn\">\(L("no text in its language"))</span>" as HTML)</label>
                """
            })</fieldset>\
            \(gaps.isEmpty ? .empty : """
                <div class="field"><label><input type="checkbox" id="gaps" name="gaps" value="1"> \(L("Send another language where there is none"))</label>\(form.error("gaps"))</div>
                """)\
            <div class="actions"><button class="primary"\("disabled", when: frame.exercise.state != .running || inject.texts.isEmpty)>\(L("Release #\(inject.label)"))</button></div>\
            \(frame.exercise.state == .running ? .empty : "<p class=\"hint\">\(L("Only while the exercise runs."))</p>" as HTML)</form></section>
            """
    }

    private func name(_ cell: CellRecord) -> HTML {
        "<b>\(cell.code)</b> <bdi>\(cell.name)</bdi> <span class=\"muted\">\(cell.language.uppercased())</span>"
    }

    private func spoken(_ open: [CellRecord]) -> HTML {
        """
        <section><h2>\(L("Who is told"))</h2><ul class="lines">\(open.html { cell in
            let tries = view.attempts.count { $0.inject == inject.id && $0.cell == cell.id }
            return """
                <li><p class="title">\(name(cell))</p>\
                \(tries == 0 ? .empty : "<p class=\"meta\">\(L(tries, one: "\(tries) time not reached", other: "\(tries) times not reached"))</p>" as HTML)\
                \(ExconCall.form(event.id, inject.id, cell.id, from: "", isRunning: frame.exercise.state == .running))</li>
                """
        })</ul></section>
        """
    }

    private var having: HTML {
        let papers = view.papers.filter { $0.inject == inject.id }
        guard !papers.isEmpty else { return .empty }
        return """
            <section><h2>\(L("Who has it"))</h2><ul class="lines">\(papers.html { paper in
                """
                <li><p class="title">\(view.plan.cell(paper.cell).map(name) ?? .empty)</p><p class="meta">\
                <span>\(ElapsedText.long(paper.elapsed))</span> <span>\(PlayMoments.clock(paper.wall, zone: event.timeZone))</span> \
                <bdi>\(names[paper.id] ?? "")</bdi> <span>\(paper.language.uppercased())</span>\
                \(paper.channel == .cap ? " <a href=\"\(ExercisePaths.alert(event.id, paper.id))\" download>CAP</a>" as HTML : .empty)\
                \(paper.corrects == nil ? .empty : " <span class=\"chip\">\(L("correction"))</span>" as HTML)\
                \(paper.reached == .message ? " <span class=\"chip\">\(L("message left"))</span>" as HTML : .empty)\(late(paper))</p></li>
                """
            })</ul></section>
            """
    }

    private func late(_ paper: ExercisePaper) -> HTML {
        guard let due = inject.dueElapsed, paper.corrects == nil, paper.elapsed - due >= EpochTime.minute else {
            return .empty
        }
        return " <span class=\"state warn\">\(ExconDesk.lateness(paper.elapsed - due))</span>"
    }

    // MARK: What else can be done

    private var others: HTML {
        let id = inject.id
        switch inject.status {
        case .approved:
            return """
                <section class="actions"><form id="hold" method="post" action="\(PlayPaths.hold(event.id, id))">\
                \(inject.heldAt == nil ? "<button name=\"on\" value=\"1\" data-key=\"h\">\(L("Hold"))</button>" as HTML : "<button name=\"on\" value=\"0\">\(L("No longer hold"))</button>")</form></section>\(deferring)
                """
        case .deferred:
            return """
                <form class="actions" id="taking-up" method="post" action="\(PlayPaths.deferral(event.id, id))">\
                <button name="act" value="taking-up">\(L("Take up again"))</button></form>
                """
        case .released:
            let dismissing = inject.anchor == .rule && view.dues[id] != nil ? deferring : .empty
            return """
                <form class="actions" id="completion" method="post" action="\(PlayPaths.completion(event.id, id))">\
                <button>\(L("Mark complete"))</button></form>\(dismissing)\(correcting)
                """
        case .complete: return correcting
        case .draft, .submitted, .obsolete: return .empty
        }
    }

    /// Nobody types while the clock runs: the usual reasons stand ready.
    private var deferring: HTML {
        let reasons: [Message] = [
            L("Overtaken by what the players did"), L("No time is left for it"),
            L("Not needed: they are there already"),
        ]
        return """
            <details id="deferral"\("open", when: refused == "deferral" || opens == "deferral")><summary data-key="d">\(L("Defer"))</summary>\
            <form class="form" id="deferral-form" method="post" action="\(PlayPaths.deferral(event.id, inject.id))">\
            <fieldset class="options"><legend>\(L("Why"))</legend>\(reasons.enumerated().map { $0 }.html { index, reason in
                "<label><input type=\"radio\" name=\"ready\" value=\"\(reason.string())\"\("checked", when: index == 0)> \(reason)</label>"
            })</fieldset>\(form.text("reason", L("In other words"), maxLength: 200))\
            <div class="actions"><button>\(L("Defer #\(inject.label)"))</button></div></form></details>
            """
    }

    private var correcting: HTML {
        let cells = view.plan.recipients(of: inject).filter { view.having[inject.id]?.contains($0.id) == true }
        let used = Set(cells.map(\.language))
        let languages = view.plan.msel.languages.filter { used.contains($0) || used.isEmpty }
        return """
            <details id="correction"\("open", when: refused == "correction")><summary data-key="c">\(L("Correct"))</summary>\
            <form class="form" id="correction-form" method="post" action="\(PlayPaths.correction(event.id, inject.id))" data-draft="correction-\(inject.id)">\
            <p class="hint">\(L("A new paper goes to every cell that has it and strikes the old one."))</p>\
            \((languages.isEmpty ? view.plan.msel.languages : languages).html { code in
                """
                <fieldset><legend>\(code.uppercased())</legend>\(form.text("subject-\(code)", L("Subject"), maxLength: 300))\
                \(form.area("body-\(code)", L("Text"), maxLength: 20_000))</fieldset>
                """
            })<div class="actions"><button>\(L("Send the correction"))</button></div></form></details>
            """
    }
}

/// What came of a call: three buttons.
enum ExconCall {
    static func form(
        _ event: Event.ID, _ inject: Inject.ID, _ cell: ExerciseCell.ID, from: String, isRunning: Bool
    ) -> HTML {
        """
        <form class="actions" id="call-\(inject)-\(cell)" method="post" action="\(PlayPaths.call(event, inject))">\
        <input type="hidden" name="cell" value="\(cell)"><input type="hidden" name="from" value="\(from)">\
        <button name="reach" value="reached"\("disabled", when: !isRunning)>\(L("Reached"))</button>\
        <button class="plain" name="reach" value="message"\("disabled", when: !isRunning)>\(L("Left a message"))</button>\
        <button class="plain" name="reach" value="not-reached"\("disabled", when: !isRunning)>\(L("Not reached"))</button></form>
        """
    }
}
