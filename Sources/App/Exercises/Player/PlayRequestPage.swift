import Domain
import Markup
import Storage
import Web

/// One request with all that became of it, and what this cell can say to it.
struct PlayRequestPage {
    let visit: Visit
    let player: PlayerSeat
    let view: CellView
    let request: CellRequest
    /// Of the form that comes back: `answer` or `redirect`.
    var state: (form: String, state: FormState)?

    init(
        _ visit: Visit, _ event: Event.ID, _ id: ExerciseRequest.ID, _ state: (form: String, state: FormState)? = nil,
        _ reading: any Reading
    ) throws {
        self.visit = visit
        self.state = state
        let desk = try PlayerDesk(visit, event, reading)
        (player, view) = (desk.player, desk.view)
        // One between two others is not there.
        guard let request = view.requests.first(where: { $0.id == id }) else { throw Refusal.notFound }
        self.request = request
    }

    private var event: Event.ID { player.event.id }
    private var path: String { PlayerPaths.request(event, request.id) }
    private var isIn: Bool { view.isAsked(request) }

    var answer: Answer {
        let frame = PlayerFrame(visit, player, L("Request \(request.number)"), path: path)
        return frame.answer(
            """
            <div class="stack-2 play-page"><p class="between"><span class="exercise-chip" lang="en">EXERCISE</span>\(request.state.isOpen ? TimeLeft(deadline: request.due, moment: view.moment).html : .empty)</p>\
            <h1>\(L("Request \(request.number)"))</h1><p class="meta"><span class="chip">\(request.type.label)</span> \
            <span>\(L("from \(view.name(request.from))"))</span> <span>\(L("to \(view.name(request.target))"))</span> <span class="state \(request.state.mark)">\(request.state.label)</span></p>\
            <p class="lines-kept" lang="\(request.language)" dir="auto">\(request.text)</p>\(paper)</div>\(steps)\(acts)
            """, state?.state.errors.isEmpty ?? true ? .ok : .wrong)
    }

    /// Only where this cell has the paper, too.
    private var paper: HTML {
        guard let paper = view.papers.first(where: { $0.id == request.paper }) else { return .empty }
        return
            "<p><a href=\"\(ExercisePaths.paper(event, paper.id))\">\(L("About the paper:")) <bdi>\(paper.paper.subject)</bdi></a></p>"
    }

    private var steps: HTML {
        guard !request.steps.isEmpty else { return .empty }
        return """
            <ol class="lines" id="steps">\(request.steps.html { step in
                """
                <li><p class="meta"><b>\(step.kind.label)</b> \(step.outcome == .none ? .empty : "<span class=\"state open\">\(step.outcome.label)</span> ")\
                \(view.moment.storyClock.story(at: step.elapsed).map { "<span>\(L("Story")) \(view.words.plain($0))</span>" })</p>\
                \(step.text.isEmpty ? .empty : "<p class=\"lines-kept\" dir=\"auto\">\(step.text)</p>")</li>
                """
            })</ol>
            """
    }

    // MARK: What can be said

    private var acts: HTML {
        guard view.isPlayed else { return .empty }
        if isIn { return request.state.isOpen ? asked : .empty }
        switch request.state {
        case .sent, .acknowledged: return "<div class=\"actions\">\(tap("withdrawal", L("Withdraw the request")))</div>"
        case .answered:
            return """
                <section id="closing"><h2>\(L("Was it served?"))</h2><div class="actions offer">\(tap("served", L("Served"), isPrimary: true))\(tap("not-served", L("Not served")))</div></section>
                """
        case .closed, .withdrawn: return .empty
        }
    }

    private func tap(_ act: String, _ label: Message, isPrimary: Bool = false) -> HTML {
        """
        <form id="\(act)-\(request.id)" method="post" action="\(path)" data-send>\(PlayForm.hidden)<input type="hidden" name="act" value="\(act)">\
        <button\("class", value: isPrimary ? "primary" : nil)>\(label)</button><p class="unsent" data-send-status role="status" hidden></p></form>
        """
    }

    private var asked: HTML {
        let answered = state.flatMap { $0.form == "answer" ? $0.state : nil }
        let form = answered ?? FormState(stored: FieldForm.stored(RequestAnswerFields()))
        return """
            \(request.state == .sent ? tap("acknowledgement", L("We have it"), isPrimary: true) : .empty)\
            <section id="answering"><h2>\(L("Answer"))</h2><form class="form" id="answer-\(request.id)" method="post" action="\(path)" data-send data-draft="answer-\(request.id)-\(player.seat.participant)">\
            \(PlayForm.hidden)<input type="hidden" name="act" value="answer">\(form.summary(RequestAnswerFields.fields.map { (field: $0.name, label: $0.label) }))\(outcomes(form))\
            \(form.area("text", L("What you say to it"), hint: L("Needed where you decline."), maxLength: 8_000))<p class="unsent" data-send-status role="status" hidden></p>\
            <div class="actions"><button\("class", value: request.state == .sent ? nil : "primary")>\(L("Send the answer"))</button></div></form>\(redirecting)</section>
            """
    }

    private func outcomes(_ form: FormState) -> HTML {
        """
        <fieldset class="options choices" id="outcome"><legend>\(L("Your answer"))</legend>\(RequestOutcome.answers.html { outcome in
            """
            <label><input type="radio" name="outcome" value="\(outcome.rawValue)"\("checked", when: form.values["outcome"] == outcome.rawValue)> <span>\(outcome.label)</span></label>
            """
        })\(form.error("outcome"))</fieldset>
        """
    }

    private var redirecting: HTML {
        let form = (state.flatMap { $0.form == "redirect" ? $0.state : nil } ?? FormState()).placed("redirect")
        let targets =
            view.others.filter { $0.id != request.from }.map { (RequestTarget.cell($0.id).description, $0.name) }
            + view.actors.map { (RequestTarget.actor($0.id).description, $0.name) }
        guard !targets.isEmpty else { return .empty }
        return """
            <details id="redirecting"\("open", when: state?.form == "redirect")><summary>\(L("Pass the request on"))</summary><form class="form" id="redirect-\(request.id)" method="post" action="\(path)">\
            \(PlayForm.hidden)<input type="hidden" name="act" value="redirect">\
            \(form.select("to", L("To whom?"), options: [(value: "", label: L("Choose"))] + targets.map { (value: $0.0, label: .verbatim($0.1)) }))\
            \(form.area("text", L("A word with it"), maxLength: 8_000))<div class="actions"><button>\(L("Pass on"))</button></div></form></details>
            """
    }
}

/// What every form of a player brings along: the name of its sending, and when it was typed.
enum PlayForm {
    static let hidden: HTML =
        "<input type=\"hidden\" name=\"idempotency\"><input type=\"hidden\" name=\"typed-at\"><input type=\"hidden\" name=\"offline\">"
}

extension RequestStepKind {
    var label: Message {
        switch self {
        case .acknowledged: L("Acknowledged")
        case .answered: L("Answered", context: "request")
        case .closed: L("Closed")
        case .withdrawn: L("Withdrawn")
        }
    }
}
