import Domain
import Markup
import Storage
import Web

/// What waits for an answer of those who run the exercise: requests to simulated bodies and to cells without players, and questions that are no
/// part of the play.
struct ExconQueue: Sendable {
    let plan: ExercisePlan
    let moment: ExerciseMoment
    let requests: [CellRequest]
    /// Of each cell whose last word was its own, that word.
    let questions: [ExerciseMessageRecord]
    /// All that was said with control, by cell.
    let talks: [ExerciseCell.ID: [ExerciseMessageRecord]]

    init(_ event: Event.ID, _ plan: ExercisePlan, _ moment: ExerciseMoment, _ reading: any Reading) throws {
        self.plan = plan
        self.moment = moment
        requests = try CellRequestOperations.queue(of: event, reading)
        let messages = try CellTalkStore(reading).messages(of: event).filter { $0.way == .control }
        let talks = Dictionary(grouping: messages, by: \.cell)
        self.talks = talks
        questions = talks.values.compactMap(\.last).filter { !$0.isControl }.sorted { ($0.at, $0.id) < ($1.at, $1.id) }
    }

    var count: Int { requests.count + questions.count }

    /// Changes with whatever its page shows.
    var state: String {
        let asked = requests.map { "\($0.id)\($0.steps.count)" }
        return ExconDesk.hash((asked + talks.values.flatMap { $0 }.map(\.id.description).sorted()).joined())
    }
}

/// The queue with quick answers: nobody types while the clock runs.
struct ExconQueueSection {
    let event: Event.ID
    let queue: ExconQueue
    /// How many requests; more stand on their own page.
    var most = 200
    /// Where an answer leads back to: `control`, else the page of the queue.
    var from = ""
    /// Of an answer that was refused, with the request that it was for.
    var refused: (id: ExerciseRequest.ID, state: FormState)?

    /// Why something is declined, ready to be sent.
    static var reasons: [Message] {
        [L("Nothing is free at the moment"), L("This is not our task"), L("Not before tomorrow")]
    }

    var requests: HTML {
        guard !queue.requests.isEmpty else { return .empty }
        let left = queue.requests.count - most
        return """
            <section id="queue"><h2>\(L("Requests to simulated bodies")) <span class="muted">\(queue.requests.count)</span></h2>\
            \(queue.requests.prefix(most).html(card))\
            \(left > 0 ? "<p><a href=\"\(ExconPaths.simcell(event))\">\(L("and \(left) more"))</a></p>" : .empty)</section>
            """
    }

    private func card(_ request: CellRequest) -> HTML {
        let sender = queue.plan.cell(request.from)
        let form = (refused?.id == request.id ? refused?.state : nil) ?? FormState()
        let left = request.due - queue.moment.elapsed
        return """
            <article class="sheet-card" id="request-\(request.id)"><p class="between"><span><b>\(sender?.code ?? "")</b> <bdi>\(sender?.name ?? "")</bdi> → <bdi>\(request.target.name(queue.plan) ?? "–")</bdi></span>\
            <span class="state \(left < 0 ? "bad" : "open")">\(ExconDesk.lateness(-left))</span></p>\
            <p class="meta">\(ExerciseMark.chip) <span>\(request.type.label)</span> \(request.state == .acknowledged ? "<span>\(L("Acknowledged"))</span>" : .empty)</p>\
            <p class="lines-kept" lang="\(request.language)" dir="auto">\(request.text)</p>\
            <form class="form" id="answer-\(request.id)" method="post" action="\(ExconPaths.simcellRequest(event, request.id))"><input type="hidden" name="from" value="\(from)">\
            <div class="actions"><button name="act" value="agreed">\(RequestOutcome.agreed.label)</button><button name="act" value="partly">\(RequestOutcome.partly.label)</button>\
            \(request.state == .sent ? "<button class=\"plain\" name=\"act\" value=\"acknowledgement\">\(L("Acknowledge"))</button>" : .empty)</div>\
            <details\("open", when: !form.errors.isEmpty)><summary>\(L("Decline, or say something to it"))</summary>\
            \(form.placed("r-\(request.id)").area("text", L("What you say to it"), maxLength: 8_000))\
            <fieldset class="options"><legend>\(L("Or a ready reason"))</legend>\(Self.reasons.enumerated().html { index, reason in
                "<label><input type=\"radio\" name=\"ready\" value=\"\(reason.string())\"\("checked", when: index == 0)> \(reason)</label>"
            })</fieldset><div class="actions"><button name="act" value="declined">\(L("Decline"))</button></div></details></form></article>
            """
    }
}
