import Domain
import Markup
import Storage
import Web

/// What all cells decided, side by side: all of it for those who run the exercise, else as its ladder allows.
struct DecisionMatrixPage {
    static let place = CardPlace("exercise-matrix", nil)
    static let state = "exercise-matrix"

    let frame: ExerciseFrame
    let matrix: DecisionMatrix

    init(_ frame: ExerciseFrame, _ reading: any Reading) throws {
        self.frame = frame
        guard frame.standing.isExcon || !frame.exercise.state.isPlanned else { throw Refusal.notFound }
        matrix = try DecisionMatrix(frame.standing, reading)
    }

    private var event: Event.ID { frame.event }

    var answer: Answer {
        var layout = frame.layout("decisions", L("Decisions"), path: AnswerPaths.matrix(event))
        if matrix.view == .everything {
            layout.live = AnswerPaths.matrixLive(event)
            layout.state = Self.state
        }
        return layout.answer(
            frame.dressed(
                "decisions",
                "<div class=\"head\"><h1>\(L("Decisions"))</h1><p class=\"muted\">\(words)</p></div>\(Self.section(matrix, event))"
            ),
            .ok)
    }

    /// What renews by itself while the exercise is played, for those who run it.
    static func section(_ matrix: DecisionMatrix, _ event: Event.ID) -> HTML {
        "<div id=\"matrix\">\(DecisionMatrixSection(matrix: matrix, event: event).html)</div>"
    }

    private var words: Message {
        switch matrix.view {
        case .everything: L("What each cell decided on each question. Only those who run the exercise see this.")
        case .counts: L("How many cells chose what. The exercise names no cells.")
        case .letters:
            L(
                "Side by side without names, in an order that says nothing, where at least \(DecisionMatrix.fewest) cells were asked."
            )
        case .named: L("Cells that show their decisions; the others are counted only.")
        }
    }

}

/// The matrix itself: the same for all who see all of it.
struct DecisionMatrixSection {
    let matrix: DecisionMatrix
    let event: Event.ID

    var html: HTML { matrix.lines.isEmpty ? nothing : content }

    private var nothing: HTML {
        "<div class=\"empty\"><h2>\(L("Nothing to compare yet"))</h2><p class=\"muted\">\(matrix.view == .everything ? L("A question appears here when its inject is out.") : L("A question appears here when its part of the exercise is over."))</p></div>"
    }

    private var content: HTML {
        "\(matrix.columns.isEmpty ? .empty : table)\(matrix.lines.html(counted))"
    }

    // MARK: Side by side

    private var table: HTML {
        """
        <div class="scroll" tabindex="0" role="region" aria-label="\(L("Decisions").string())"><table><thead><tr><th scope="col">\(L("Question"))</th>\
        \(matrix.columns.html { "<th scope=\"col\"><abbr title=\"\($0.name)\">\($0.code)</abbr></th>" })\(isObserved ? "<th scope=\"col\">\(L("Observers"))</th>" : .empty)</tr></thead>\
        <tbody>\(matrix.lines.html { line in
            "<tr><th scope=\"row\" dir=\"auto\"><a href=\"#point-\(line.point.number)\">\(line.point.number)</a> \(line.title)</th>\(line.squares.html(square))\(isObserved ? watching(line.observers) : .empty)</tr>"
        })</tbody></table></div>\
        <p class="muted">\(L("● how sure, of five · — not asked · … asked and open · ⚠ does not go together with a neighbour’s decision"))</p>
        """
    }

    /// Beside the cells, what those who look on would have decided.
    private var isObserved: Bool { matrix.lines.contains { $0.observers != nil } }

    /// What most of them chose, and how many answered.
    private func watching(_ observers: DecisionMatrix.Observers?) -> HTML {
        guard let observers else { return "<td class=\"muted\">–</td>" }
        let most = observers.counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
        guard let most else { return "<td><span class=\"muted\">n = \(observers.total)</span></td>" }
        return
            "<td><b>\(word(most.key))</b> <span class=\"num\">\(most.value)</span> <span class=\"muted\">n = \(observers.total)</span></td>"
    }

    private func square(_ square: DecisionMatrix.Square) -> HTML {
        switch square {
        case .notAsked: return "<td class=\"muted\">—<span class=\"sr\"> \(L("not asked"))</span></td>"
        case .open: return "<td>…<span class=\"sr\"> \(L("open"))</span></td>"
        case .decided(let code, let confidence, let elapsed, let isClash, let id):
            let dots = String(repeating: "●", count: min(5, max(1, confidence)))
            let letter: HTML =
                matrix.view == .everything
                ? "<a href=\"\(AnswerPaths.decision(event, id))\">\(word(code))</a>" : "\(word(code))"
            let time: HTML =
                matrix.view == .everything ? " <span class=\"muted\">\(ElapsedText.short(elapsed))</span>" : .empty
            let warning: HTML =
                isClash
                ? " <span aria-hidden=\"true\">⚠</span><span class=\"sr\"> \(L("Does not go together with a neighbour’s decision"))</span>"
                : .empty
            return
                "<td><b>\(letter)</b> <span aria-hidden=\"true\">\(dots)</span><span class=\"sr\"> \(Confidence.label(confidence))</span>\(time)\(warning)</td>"
        }
    }

    private func word(_ code: String) -> String { code == "other" ? L("Something else").string() : code }

    // MARK: Counts

    private func counted(_ line: DecisionMatrix.Line) -> HTML {
        """
        <section id="point-\(line.point.number)"><h2 dir="auto">\(line.point.number). \(line.title)</h2>\
        <p class="muted">\(L("Decided: \(line.decided) of \(line.asked) cells"))</p>\
        \(line.letters.map { "<p><b>\($0.isEmpty ? "…" : $0.map(word).joined(separator: "  "))</b></p>" as HTML } ?? .empty)\
        <ul class="lines">\(line.counts.html { option in
                "<li class=\"between\"><span dir=\"auto\">\(option.code == "other" ? .empty : "<b>\(option.code)</b> " as HTML)\(option.text)</span><span class=\"num\">\(line.isCounted ? "\(option.count)" : "–")\(observed(option.code, line.observers))</span></li>"
            })</ul>\(audience(line))\(asking(line))</section>
        """
    }

    private func observed(_ code: String, _ observers: DecisionMatrix.Observers?) -> HTML {
        guard let count = observers?.counts[code] else { return .empty }
        return " <span class=\"muted\">\(L("observers: \(count)"))</span>"
    }

    private func audience(_ line: DecisionMatrix.Line) -> HTML {
        guard let observers = line.observers else { return .empty }
        return
            "<p class=\"muted\">\(L("Observers who said what they would decide: \(observers.total). Groups under five are not shown."))</p>"
    }

    /// For who looks on.
    private func asking(_ line: DecisionMatrix.Line) -> HTML {
        guard let own = matrix.own[line.point.id] else { return .empty }
        return """
            <form id="observing-\(line.point.number)" method="post" action="\(AnswerPaths.observerAnswer(event, line.point.id))"><fieldset><legend>\(L("What would you decide?"))</legend>\
            \(line.counts.filter { $0.code != "other" }.html { option in
                "<label class=\"choice\"><input type=\"radio\" name=\"option-code\" value=\"\(option.code)\" required\(option.code == own ? " checked" as HTML : .empty)> <span dir=\"auto\">\(option.text)</span></label>"
            })</fieldset><div class="actions"><button>\(L("Send"))</button></div></form>
            """
    }
}

/// One cell's decision with all its versions, for those who run the exercise.
struct CellDecisionPage {
    let frame: ExerciseFrame
    let plan: ExercisePlan
    let decision: CellDecision
    let versions: [CellDecision]
    let names: AnswerNames
    let state: FormState

    init(_ frame: ExerciseFrame, _ id: ExerciseDecision.ID, _ state: FormState?, _ reading: any Reading) throws {
        self.frame = frame
        try frame.standing.require(frame.standing.isExcon)
        plan = try ExercisePlan(frame.exercise.msel, reading)
        decision = try CellDecisionStore(reading).decision(id, of: frame.event)
        versions = try CellDecisionStore(reading).all(of: decision.cell, on: decision.point)
        names = try AnswerNames(frame.event, reading)
        self.state = state ?? FormState()
    }

    var answer: Answer {
        let point = plan.point(decision.point)
        let question = point?.question.text(in: Language.current.rawValue, else: plan.msel.languages).text ?? ""
        let cell = plan.cell(decision.cell)?.name ?? ""
        return frame.answer(
            "decisions", L("Decision of \(cell)"), path: AnswerPaths.decision(frame.event, decision.id),
            between: [.init(L("Decisions"), AnswerPaths.matrix(frame.event))],
            """
            <div class="head"><h1>\(L("Decision of \(cell)"))</h1><p class="muted" dir="auto">\(question)</p></div>\
            \(versions.reversed().html { version($0, point) })\(withdrawing)
            """, status: state.errors.isEmpty ? .ok : .wrong)
    }

    private func version(_ one: CellDecision, _ point: PointRecord?) -> HTML {
        let option = point?.options.first { $0.code == one.fields.option }
        let text = option?.text.text(in: Language.current.rawValue, else: plan.msel.languages).text
        let asked = one.consulted.compactMap { $0.name(plan) }
        var facts: [(Message, String)] = [
            (L("Decided at"), ElapsedText.long(one.decided)), (L("By"), names.name(one.author)),
            (L("How sure"), Confidence.label(one.confidence).string()),
        ]
        if !asked.isEmpty { facts.append((L("Asked before"), asked.joined(separator: " · "))) }
        if !one.consents.isEmpty { facts.append((L("Agreed"), one.consents.map(\.function).joined(separator: " · "))) }
        if !one.fields.deputising.isEmpty { facts.append((L("In place of"), one.fields.deputising)) }
        if !one.fields.wouldChange.isEmpty { facts.append((L("What would change your mind"), one.fields.wouldChange)) }
        if one.isLate {
            facts.append((L("Why it comes late"), one.fields.lateReason.isEmpty ? "—" : one.fields.lateReason))
        }
        if !one.fields.changeReason.isEmpty { facts.append((L("Why you change it"), one.fields.changeReason)) }
        if one.isWithdrawn { facts.append((L("Withdrawn"), one.withdrawalReason)) }
        let marks: [HTML] =
            (one.isLate ? ["<span class=\"state warn\">\(L("late"))</span>"] : [])
            + (one.isOffline ? ["<span class=\"state\">\(L("written without connection"))</span>"] : [])
            + (one.isWithdrawn ? ["<span class=\"state bad\">\(L("Withdrawn"))</span>"] : [])
        return """
            <section id="version-\(one.version)"><h2>\(L("Version \(one.version)")) \(marks.html { $0 })</h2>\
            <p dir="auto"><b>\(text.map { "\(one.fields.option) \($0)" } ?? one.fields.other)</b></p>\
            \(one.fields.rationale.isEmpty ? .empty : "<p dir=\"auto\" lang=\"\(one.language)\">\(one.fields.rationale)</p>" as HTML)\
            <dl class="facts">\(facts.html { "<div><dt>\($0.0)</dt><dd dir=\"auto\">\($0.1)</dd></div>" })</dl></section>
            """
    }

    private var withdrawing: HTML {
        guard frame.standing.isDirector, !decision.isWithdrawn, !frame.exercise.state.isOver else { return .empty }
        return """
            <details\("open", when: !state.errors.isEmpty)><summary>\(L("Withdraw this decision"))</summary>\
            <form id="withdrawing" method="post" action="\(AnswerPaths.withdrawal(frame.event, decision.id))">\
            \(state.summary([("reason", L("Why"))]))\(state.area("reason", L("Why"), maxLength: 500))\
            <div class="actions"><button class="danger">\(L("Withdraw"))</button></div></form></details>
            """
    }
}

/// Names of those who answered, by how the journal calls them.
struct AnswerNames: Sendable {
    private let byAuthor: [String: String]

    init(_ event: Event.ID, _ reading: any Reading) throws {
        byAuthor = Dictionary(
            try PlayStore(reading).seats(of: event).map { ("participant:\($0.participant)", $0.name) },
            uniquingKeysWith: { first, _ in first })
    }

    /// Somebody without a seat in the exercise runs it.
    func name(_ author: String?) -> String { author.flatMap { byAuthor[$0] } ?? L("Exercise control").string() }
}
