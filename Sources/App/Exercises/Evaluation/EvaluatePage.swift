import Domain
import Markup
import Storage
import Web

/// The page of an evaluator, made for a tablet: own tasks for own cells, what the cell got and did, a bar for what is seen.
struct EvaluatePage {
    let frame: ExerciseFrame
    let own: EvaluationOperations.Evaluator
    let cell: CellRecord?
    let state: FormState
    private let cells: [CellRecord]
    private let papers: [ExercisePaper]
    private let paper: ExercisePaper?
    private let lines: [CellRecordLine]
    /// What of the cell's record is looked at.
    private let source: ObservationEvidence?
    private let observations: [ExerciseObservationRecord]
    private let evidence: [CriticalTask.ID: [Message]]
    private let elapsed: Int64
    /// The cell's, in the evaluator's language.
    private let country: String?
    private let sections: EvaluationSections
    private let ways: ExerciseWaysSection

    init(_ visit: Visit, _ event: Event.ID, _ state: FormState, _ reading: any Reading) throws {
        frame = try ExerciseFrame(visit, event, reading)
        let own = try EvaluationOperations.Evaluator(visit, event, reading)
        (self.own, self.state) = (own, state)
        let plan = own.sight.plan
        cells = plan.cells.filter { own.standing.watches.contains($0.id) || own.leads && $0.kind == .players }
        let asked = ExerciseCell.ID(visit.inbound.query.text("cell")) ?? ExerciseCell.ID(state.values.text("cell"))
        let cell = cells.first { $0.id == asked } ?? cells.first
        self.cell = cell
        country = try cell?.country.flatMap { try DirectoryNames(reading).country($0) }
        let store = PlayStore(reading)
        papers = try cell.map { try store.papers(of: $0.id).filter(\.isDelivered) } ?? []
        let shown = Paper.ID(visit.inbound.query.text("paper"))
        paper = papers.first { $0.id == shown } ?? papers.last
        lines = try cell.map { try CellRecords.lines(of: $0, in: event, plan, reading) } ?? []
        let told =
            ObservationEvidence(visit.inbound.query.text("evidence"))
            ?? ObservationEvidence(state.values.text("evidence"))
        let known = lines
        source = told.flatMap { told in known.contains { $0.source == told } ? told : nil }
        observations = try EvaluationStore(reading).observations(of: event).filter { one in
            (one.cell == nil || one.cell == cell?.id)
                && (EvaluationOperations.isAuthor(own, one) || one.sharedAt != nil && own.leads)
        }
        var evidence: [CriticalTask.ID: [Message]] = [:]
        if let cell {
            for unit in own.seats.flatMap({ own.sight.units(of: $0.id) }) where unit.cell == cell.id {
                guard let task = plan.task(unit.task),
                    own.seats.contains(where: { own.sight.rating(unit, by: $0.id) != nil })
                else { continue }
                evidence[task.id] = try TaskEvidence.told(of: task, by: cell, in: event, plan, reading)
            }
        }
        self.evidence = evidence
        sections = try EvaluationSections(own.sight, reading)
        ways = try ExerciseWaysSection(own.standing, own.exercise, reading)
        elapsed = try ExerciseMoment(event, now: visit.now, reading).elapsed
    }

    private var event: Event.ID { frame.event }
    private var address: String {
        cell.map { "\(EvaluationPaths.evaluate(event))?cell=\($0.id)" } ?? EvaluationPaths.evaluate(event)
    }

    var answer: Answer {
        var layout = frame.layout("evaluation", L("Evaluation"), path: EvaluationPaths.evaluate(event))
        layout.live = EvaluationPaths.live(event)
        layout.state = sections.state
        // What is written without a connection is stamped as of then.
        layout.styles.append("play")
        layout.scripts.append("play")
        return layout.answer(
            frame.dressed("evaluation", main), state.errors.isEmpty ? .ok : .wrong)
    }

    private var main: HTML {
        """
        <div class="head"><h1>\(L("Evaluation"))</h1><p class="lede">\(lede)</p></div>\(ways.html)\
        <div id="trouble" hidden></div>\(tabs)\(cell.map { c in
            """
            <div class="split"><div class="stack-2">\(bar(c))\(tasks(c))\(submission)</div>\
            <div class="stack-2">\(got)\(did)\(seen)</div></div>
            """ as HTML
        } ?? .empty)\
        \(sections.progress)\(own.leads || ownSubmitted ? EvaluationResults(own, sections, state).html : .empty)
        """
    }

    private var ownSubmitted: Bool { own.seats.contains { own.sight.submitted.contains($0.id) } }

    private var lede: Message {
        if own.seats.isEmpty { return L("You lead: ratings stay sealed until all have submitted, or you open them.") }
        let units = own.seats.flatMap { seat in own.sight.units(of: seat.id).map { (seat.id, $0) } }
        let rated = units.filter { own.sight.rating($0.1, by: $0.0) != nil }.count
        if ownSubmitted { return L("You have submitted. Nothing more is asked of you until the talk.") }
        return L(
            units.count, one: "\(rated) of \(units.count) task rated", other: "\(rated) of \(units.count) tasks rated")
    }

    private var tabs: HTML {
        SubTabs(
            label: L("Cells"),
            items: cells.map {
                .init(
                    id: $0.id.description, label: .verbatim("\($0.code) · \($0.name)"),
                    path: "\(EvaluationPaths.evaluate(event))?cell=\($0.id)")
            }, chosen: cell?.id.description ?? ""
        ).html
    }

    // MARK: What is seen

    /// One line, stamped with the exercise's time, linked to the paper on the screen.
    private func bar(_ cell: CellRecord) -> HTML {
        let isSent = state.values.has("kind")
        let form = isSent ? state : FormState(stored: [("kind", ObservationKind.neutral.rawValue)])
        let tasks: [FieldOption] =
            [(value: "", label: L("No task"))]
            + own.sight.plan.tasks.map { (value: $0.id.description, label: .verbatim("\($0.code) \($0.text)")) }
        return """
            <form class="form" id="observe" method="post" action="\(EvaluationPaths.observations(event))" data-send data-each \
            data-draft="observe-\(event)-\(cell.id)">\
            \(PlayForm.hidden)<input type="hidden" name="cell" value="\(cell.id)">\(paper.map { "<input type=\"hidden\" name=\"paper\" value=\"\($0.id)\">" })\
            \(source.map { "<input type=\"hidden\" name=\"evidence\" value=\"\($0.description)\">" as HTML })\
            \(form.area("text", L("What do you see?"), maxLength: 4_000))\
            <fieldset class="options"><legend>\(L("Kind"))</legend>\(ObservationKind.allCases.html { kind in
                "<label><input type=\"radio\" name=\"kind\" value=\"\(kind.rawValue)\"\("checked", when: form.values.text("kind") == kind.rawValue)> <span>\(kind.label)</span></label>"
            })</fieldset>\(form.select("task", L("Task"), options: tasks))\
            <p class="meta"><span>E \(ElapsedText.short(elapsed))</span> \(paper.map { "<span>\(L("with paper \($0.number)"))</span> " })\
            \(source.map { "<span class=\"chip\">\($0.label)</span>" as HTML })</p>\
            <p class="unsent" data-send-status role="status" hidden></p>\
            <div class="actions"><button class="primary">\(L("Note it"))</button>\
            <span id="play-unsent" class="unsent" role="status" data-at="\(frame.visit.now)" data-words="\(L("Not sent yet:").string())" hidden></span></div></form>
            """
    }

    private var seen: HTML {
        guard !observations.isEmpty else { return .empty }
        return """
            <section id="observations"><h2>\(L("Observations"))</h2><ul class="lines">\(observations.reversed().html(line))</ul></section>
            """
    }

    private func line(_ one: ExerciseObservationRecord) -> HTML {
        let task = one.task.flatMap { own.sight.plan.task($0)?.code }
        let isMine = EvaluationOperations.isAuthor(own, one) && one.sharedAt == nil
        let removal: HTML = """
            <form id="remove-\(one.id)" method="post" action="\(EvaluationPaths.observation(event, one.id))">\
            <button class="plain" name="act" value="removal">\(L("Remove"))</button></form>
            """
        return """
            <li id="observation-\(one.id)"><p lang="\(one.language)" dir="auto">\(one.text)</p>\
            <p class="meta"><span>E \(ElapsedText.short(one.elapsed))</span> <span>\(one.kind.label)</span> \(task) \(one.evidence.map { "<span class=\"chip\">\($0.label)</span>" as HTML })\
            \(one.sharedAt == nil ? " <span class=\"chip\">\(L("only you"))</span>" : .empty)</p>\(isMine ? removal : .empty)</li>
            """
    }

    // MARK: What the cell got and did

    private var got: HTML {
        guard !papers.isEmpty else { return "<p class=\"muted\">\(L("This cell has got nothing yet."))</p>" }
        return """
            <section id="papers"><h2>\(L("What the cell got"))</h2><ul class="lines">\(papers.reversed().html { one in
                """
                <li\("aria-current", value: one.id == paper?.id ? "true" : nil)>\(ExerciseMark.chip) \
                <details\("open", when: one.id == paper?.id)><summary><bdi lang="\(one.language)">\(one.subject)</bdi></summary>\
                \(translated(one))<p class="lines-kept" lang="\(one.language)" dir="auto">\(one.body)</p></details>\
                <p class="meta"><span>E \(ElapsedText.short(one.elapsed))</span> <span>\(one.channel.label)</span> \(foreign(one))\
                <a href="\(address)&amp;paper=\(one.id)#observe">\(L("Note something on it"))</a></p></li>
                """ as HTML
            })</ul></section>
            """
    }

    /// Whoever evaluates may not read the cell's language.
    private func foreign(_ paper: ExercisePaper) -> HTML {
        guard paper.language != Language.current.rawValue else { return .empty }
        let name = Language(rawValue: paper.language)?.ownName ?? paper.language.uppercased()
        return "<span class=\"chip\"><bdi lang=\"\(paper.language)\">\(name)</bdi></span> "
    }

    /// The same inject as it is written in the evaluator's own language, above what the cell got; nothing of a correction, which the plan does not hold.
    private func translated(_ paper: ExercisePaper) -> HTML {
        let language = Language.current.rawValue
        guard paper.language != language, paper.corrects == nil, let cell,
            let inject = own.sight.plan.injects.first(where: { $0.id == paper.inject }),
            let text = inject.texts.first(where: { $0.language == language })
        else { return .empty }
        let words = PaperVariables(
            cell: cell, language: .current, story: paper.story, deadline: nil, country: country,
            msel: own.sight.plan.msel)
        return """
            <div class="notice"><p class="title">\(words.fill(text.subject))</p><p class="lines-kept">\(words.fill(text.body))</p></div>
            """
    }

    private var did: HTML {
        guard !lines.isEmpty else { return .empty }
        return """
            <section id="record"><h2>\(L("What the cell did"))</h2><ul class="lines">\(lines.reversed().html { one in
                """
                <li><p\("lang", value: one.language) dir="auto">\(one.text)</p>\
                <p class="meta"><span>E \(ElapsedText.short(one.elapsed))</span> <span>\(one.what)</span> \(noting(one))</p></li>
                """ as HTML
            })</ul></section>
            """
    }

    private func noting(_ line: CellRecordLine) -> HTML {
        guard let source = line.source else { return .empty }
        return "<a href=\"\(address)&amp;evidence=\(source.description)#observe\">\(L("Note something on it"))</a>"
    }

    // MARK: Ratings

    private func tasks(_ cell: CellRecord) -> HTML {
        let units = own.seats.flatMap { seat in
            own.sight.units(of: seat.id).filter { $0.cell == cell.id }.map { (seat, $0) }
        }
        guard !units.isEmpty else { return .empty }
        return """
            <section id="tasks"><h2>\(L("Your tasks"))</h2>\(units.html { seat, unit in
                own.sight.plan.task(unit.task).map { form(seat, unit, $0) } ?? .empty
            })</section>
            """
    }

    private func form(_ seat: SeatRecord, _ unit: RatedUnit, _ task: TaskRecord) -> HTML {
        let rating = own.sight.rating(unit, by: seat.id)
        let head: HTML = """
            <h3 dir="auto"><span class="num">\(task.code)</span> \(task.text)</h3>\
            \(task.target.isEmpty ? .empty : "<p class=\"muted\" dir=\"auto\">\(L("Target: \(task.target)"))</p>")
            """
        guard !own.sight.submitted.contains(seat.id), own.sight.closedAt == nil else {
            return "<div class=\"sheet-card\">\(head)<p>\(rating.map { EvaluationSections.chip($0.value) })</p></div>"
        }
        let isSent = state.values.text("task") == unit.task.description && state.values.has("value")
        let stored = FormState(stored: [("value", rating?.value.rawValue ?? ""), ("reason", rating?.reason ?? "")])
        let form = (isSent ? state : stored).placed(unit.task.description)
        return """
            <form class="form sheet-card" id="rate-\(unit.task)-\(unit.cell)" method="post" action="\(EvaluationPaths.ratings(event))" data-send data-latest>\
            \(head)<input type="hidden" name="task" value="\(unit.task)"><input type="hidden" name="cell" value="\(unit.cell)">\
            <fieldset class="options"><legend class="sr">\(L("Rating"))</legend>\(TaskRating.allCases.html { value in
                """
                <label><input type="radio" name="value" value="\(value.rawValue)"\("checked", when: form.values.text("value") == value.rawValue) required> \
                <span><b>\(value.letter)</b> \(value.anchor)</span></label>
                """ as HTML
            })</fieldset>\(form.area("reason", L("Why"), hint: L("M and U need a reason."), maxLength: 2_000))\
            \(rating == nil ? .empty : form.text("change", L("Why do you change it?"), maxLength: 1_000))\
            \(told(task))<p class="unsent" data-send-status role="status" hidden></p>\
            <div class="actions"><button>\(rating == nil ? L("Rate", context: "a task") : L("Change"))</button></div></form>
            """
    }

    /// Offered after the first rating only.
    private func told(_ task: TaskRecord) -> HTML {
        guard let evidence = evidence[task.id], !evidence.isEmpty else { return .empty }
        return """
            <div class="notice"><p>\(L("What the system recorded:"))</p><ul>\(evidence.html { "<li>\($0)</li>" })</ul></div>
            """
    }

    private var submission: HTML {
        guard !own.seats.isEmpty, !ownSubmitted, own.sight.closedAt == nil else { return .empty }
        return """
            <form id="submit" method="post" action="\(EvaluationPaths.submission(event))">\
            <p class="muted">\(L("Then others see your ratings and observations once all have submitted, and you change nothing more."))</p>\
            <button>\(L("Submit my ratings"))</button></form>
            """
    }
}
