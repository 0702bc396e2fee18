import Domain
import Markup
import Storage
import Web

/// What goes on paper, and the sheets that came back: those that wait for a second person, and which may be entered.
struct ExerciseSheetsPage {
    static let tab = "sheets"
    static let label: Message = L("On paper")

    let frame: ExerciseFrame
    let plan: ExercisePlan
    let waiting: [ExerciseSheetRecord]
    /// Questions that have reached cells.
    let asked: [(cell: CellRecord, point: PointRecord)]
    let actors: PlayActors
    let entered: [ExerciseSheet.ID: String]

    init(_ frame: ExerciseFrame, _ reading: any Reading) throws {
        try frame.standing.require(frame.standing.isExcon)
        self.frame = frame
        plan = try ExercisePlan(frame.exercise.msel, reading)
        waiting = try ExerciseSheetStore(reading).waiting(of: frame.event)
        let names = PlayActors(reading)
        actors = names
        entered = try waiting.reduce(into: [:]) { told, one in told[one.id] = try names.name(one.enteredBy) }
        asked = try Self.asked(frame.event, plan, reading)
    }

    static func asked(_ event: Event.ID, _ plan: ExercisePlan, _ reading: any Reading) throws
        -> [(cell: CellRecord, point: PointRecord)]
    {
        let papers = try PlayStore(reading).papers(of: event).filter { $0.corrects == nil && $0.isDelivered }
        return plan.players.flatMap { cell in
            plan.points.filter { point in papers.contains { $0.cell == cell.id && $0.inject == point.inject } }
                .map { (cell: cell, point: $0) }
        }
    }

    private var isPlayed: Bool { frame.exercise.state == .running || frame.exercise.state == .paused }

    var answer: Answer {
        frame.answer(
            Self.tab, Self.label, path: ExerciseSheetPaths.list(frame.event),
            """
            <div class="head"><h1>\(Self.label)</h1></div>\(waiting.isEmpty ? .empty : list)\(entering)\(printing)
            """)
    }

    // MARK: To print

    private var printing: HTML {
        let kinds: [ExercisePrintKind] = [
            .decisionSheet, .requestSheet, .sitman, .handbook, .controllers, .msel, .long, .injects, .simcell, .eeg,
        ]
        return """
            <section id="printing"><h2>\(L("To print"))</h2><ul class="lines"><li><a href="\(ExerciseSheetPaths.badges(frame.event))">\(L("Badges"))</a></li>\(kinds.html { kind in
                """
                <li class="between"><span>\(kind.title)</span><span class="actions">\(["pdf", "docx", "odt"].html { format in
                    "<a href=\"\(AfterPaths.file(frame.event, "\(kind.rawValue).\(format)"))\" aria-label=\"\(kind.title.string()), \(format.uppercased())\">\(format.uppercased())</a>"
                })</span></li>
                """
            })</ul></section>
            """
    }

    // MARK: To enter

    private var entering: HTML {
        guard isPlayed else { return .empty }
        let questions = asked.map { one in
            let words = one.point.question.text(in: Language.current.rawValue, else: plan.msel.languages).text
            return (value: "\(one.cell.id) \(one.point.id)", label: L("\(one.cell.code): decision on “\(words)”"))
        }
        let requests = plan.players.map { (value: "\($0.id)", label: L("\($0.code): request")) }
        return """
            <section id="entering"><h2>\(L("Enter a paper form"))</h2><form class="form" id="sheet-kind" method="get" action="\(ExerciseSheetPaths.new(frame.event))">\
            \(FormState().select("sheet", L("Which paper form?"), options: questions + requests))\
            <div class="actions"><button\("class", value: waiting.isEmpty ? "primary" : nil)>\(L("Enter a paper form"))</button></div></form></section>
            """
    }

    // MARK: Waiting

    private var list: HTML {
        """
        <section id="waiting"><h2>\(L("Waits for a second person"))</h2><p class="muted">\(L("Compare each with its paper. Nothing counts before that."))</p>\
        <ul class="lines">\(waiting.html(line))</ul></section>
        """
    }

    private func line(_ sheet: ExerciseSheetRecord) -> HTML {
        """
        <li id="sheet-\(sheet.id)"><p class="title"><bdi>\(plan.cell(sheet.cell)?.name ?? "–")</bdi> <span class="chip">\(sheet.kind == .decision ? L("Decision") : L("Request"))</span></p>\
        <dl class="facts">\(sheet.kind == .decision ? decision(sheet) : request(sheet.body))</dl>\
        <p class="meta">\(L("Entered by")) <bdi>\(entered[sheet.id] ?? "–")</bdi> \(MomentWords(frame.frame.event.timeZone).html(sheet.enteredAt, .time))</p>\
        <form class="actions" id="act-\(sheet.id)" method="post" action="\(ExerciseSheetPaths.act(frame.event, sheet.id))">\
        <button class="primary" name="act" value="confirmation">\(L("It is as on the paper"))</button> <button class="plain" name="act" value="discarding">\(L("Discard it"))</button></form></li>
        """
    }

    private func fact(_ label: Message, _ text: String) -> HTML {
        text.isEmpty ? .empty : "<dt>\(label)</dt><dd class=\"lines-kept\" dir=\"auto\">\(text)</dd>"
    }

    private func label(_ column: String) -> Message {
        DecisionFields.fields.first { $0.column == column }?.label ?? .verbatim(column)
    }

    private func decision(_ sheet: ExerciseSheetRecord) -> HTML {
        let point = plan.points.first { $0.id == sheet.point }
        let languages = plan.msel.languages
        let option = point?.options.first { $0.code == sheet.body.option }
        let asked = sheet.body.asked.compactMap { one -> String? in
            switch one {
            case .function(let id): plan.functions.first { $0.id == id }?.name
            case .cell(let id): plan.cell(id)?.name
            case .actor(let id): plan.actor(id)?.name
            }
        }
        return """
            \(fact(L("Question"), point?.question.text(in: Language.current.rawValue, else: languages).text ?? ""))\
            \(fact(label("option_code"), option?.text.text(in: Language.current.rawValue, else: languages).text ?? sheet.body.other))\
            \(fact(label("rationale"), sheet.body.rationale))\(fact(label("confidence"), sheet.body.confidence.map { String($0) } ?? ""))\
            \(fact(L("Whom did you ask?"), asked.sorted().joined(separator: ", ")))\(fact(label("would_change"), sheet.body.wouldChange))\
            \(fact(label("deputising"), sheet.body.deputising))\(fact(L("Functions that agree"), sheet.body.consents.joined(separator: " ")))
            """
    }

    private func request(_ body: ExerciseSheetBody) -> HTML {
        """
        \(fact(L("Whom do you ask?"), body.targets.compactMap { $0.name(plan) }.sorted().joined(separator: ", ")))\
        \(fact(L("What you want"), RequestType(rawValue: body.type)?.label.string() ?? ""))\(fact(L("Your request"), body.text))\
        \(fact(L("Answer wanted within"), body.allowed.map { String($0) } ?? ""))\
        \(fact(L("To which function"), plan.functions.first { $0.code == body.toFunction }?.name ?? ""))
        """
    }
}

/// One sheet as it is entered, with the fields in the order of the paper.
struct ExerciseSheetFormPage {
    let frame: ExerciseFrame
    let plan: ExercisePlan
    let cell: CellRecord
    let point: PointRecord?
    let state: FormState

    init(
        _ frame: ExerciseFrame, cell: ExerciseCell.ID?, point: DecisionPoint.ID?, _ state: FormState?,
        _ reading: any Reading
    ) throws {
        try frame.standing.require(frame.standing.isExcon)
        self.frame = frame
        let plan = try ExercisePlan(frame.exercise.msel, reading)
        self.plan = plan
        guard let found = plan.players.first(where: { $0.id == cell }) else { throw Refusal.notFound }
        self.cell = found
        if let point {
            let asked = try ExerciseSheetsPage.asked(frame.event, plan, reading)
            guard let one = asked.first(where: { $0.cell.id == found.id && $0.point.id == point }) else {
                throw Refusal.notFound
            }
            self.point = one.point
        } else {
            self.point = nil
        }
        self.state = state ?? FormState(stored: FieldForm.stored(RequestFields()))
    }

    var answer: Answer {
        let event = frame.event
        let title = point == nil ? L("Request on paper") : L("Decision on paper")
        let fields =
            DecisionFields.fields.map { (field: $0.name, label: $0.label) }
            + RequestFields.fields.map { (field: $0.name, label: $0.label) } + [("to", L("Whom do you ask?"))]
        return frame.answer(
            ExerciseSheetsPage.tab, title, path: ExerciseSheetPaths.new(event),
            between: [.init(ExerciseSheetsPage.label, ExerciseSheetPaths.list(event))],
            """
            <div class="head"><h1>\(title): <bdi>\(cell.name)</bdi></h1><p class="muted">\(L("Enter what is on the form, word for word."))</p></div>\
            <form class="form" id="sheet" method="post" action="\(ExerciseSheetPaths.new(event))">\(state.summary(fields))\
            <input type="hidden" name="cell" value="\(cell.id)">\(point.map { "<input type=\"hidden\" name=\"point\" value=\"\($0.id)\">" })\
            \(point.map { decision($0) } ?? request)<div class="actions dock"><button class="primary">\(L("Enter"))</button>\
            <a class="button plain" href="\(ExerciseSheetPaths.list(event))">\(L("Cancel"))</a></div></form>
            """, status: state.errors.isEmpty ? .ok : .wrong)
    }

    private func label(_ column: String) -> Message {
        DecisionFields.fields.first { $0.column == column }?.label ?? .verbatim(column)
    }

    private func decision(_ point: PointRecord) -> HTML {
        let words = point.question.text(in: cell.language, else: plan.msel.languages)
        let chosen = state.values["option-code"] ?? ""
        return """
            <p class="asked" lang="\(words.language)" dir="auto">\(words.text)</p>\
            <fieldset class="options" id="option-code"><legend>\(label("option_code"))</legend>\(point.options.html { option in
                let words = option.text.text(in: cell.language, else: plan.msel.languages)
                return """
                    <label><input type="radio" name="option-code" value="\(option.code)"\("checked", when: option.code == chosen)> <span lang="\(words.language)" dir="auto">\(words.text)</span></label>
                    """
            })\(point.allowsOther ? "<label><input type=\"radio\" name=\"option-code\" value=\"other\"\("checked", when: chosen == "other")> <span>\(label("other"))</span></label>" : .empty)\(state.error("option-code"))</fieldset>\
            \(point.allowsOther ? state.text("other", label("other"), maxLength: 1_000) : .empty)\(state.area("rationale", label("rationale"), maxLength: 8_000))\
            \(state.select("confidence", label("confidence"), options: [(value: "", label: L("Choose"))] + Confidence.range.map { (value: String($0), label: .verbatim("\($0) · \(Confidence.label($0).string())")) }))\
            \(ticks("consulted", L("Whom did you ask?"), asked))\(state.area("would-change", label("would_change"), maxLength: 2_000))\
            \(state.text("deputising", label("deputising"), maxLength: 400))\
            \(point.consent.isEmpty ? .empty : ticks("consent", L("Functions that agree"), plan.functions.filter { point.consent.contains($0.code) }.map { ($0.code, $0.name) }))
            """
    }

    private var request: HTML {
        let others =
            plan.cells.filter { $0.id != cell.id && $0.kind == .players }.map {
                (RequestTarget.cell($0.id).description, $0.name)
            } + plan.actors.map { (RequestTarget.actor($0.id).description, $0.name) }
        return """
            \(ticks("to", L("Whom do you ask?"), others))\
            \(state.select("type", L("What you want"), options: RequestType.allCases.map { (value: $0.rawValue, label: $0.label) }))\
            \(state.area("text", L("Your request"), maxLength: 8_000))<div class="row">\
            \(state.text("allowed", L("Answer wanted within"), hint: L("Minutes of the exercise."), inputMode: "numeric"))\
            \(state.select("to-function", L("To which function"), options: [(value: "", label: L("Does not matter"))] + plan.functions.map { (value: $0.code, label: .verbatim($0.name)) }))</div>
            """
    }

    private var asked: [(String, String)] {
        plan.functions.map { (Consulted.function($0.id).description, $0.name) }
            + plan.cells.filter { $0.id != cell.id }.map { (Consulted.cell($0.id).description, $0.name) }
            + plan.actors.map { (Consulted.actor($0.id).description, $0.name) }
    }

    private func ticks(_ name: String, _ legend: Message, _ all: [(String, String)]) -> HTML {
        let ticked = Set(state.values.all(name))
        return """
            <fieldset class="options" id="\(name)"><legend>\(legend)</legend>\(all.prefix(Consulted.most).map { $0 }.html { value, text in
                "<label><input type=\"checkbox\" name=\"\(name)\" value=\"\(value)\"\("checked", when: ticked.contains(value))> <span dir=\"auto\">\(text)</span></label>"
            })\(state.error(name))</fieldset>
            """
    }
}
