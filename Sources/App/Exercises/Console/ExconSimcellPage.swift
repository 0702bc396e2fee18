import Domain
import Markup
import Storage
import Web

/// The desk of whoever plays everybody who is not at the table: requests to simulated bodies, and questions of cells to control.
struct ExconSimcellPage {
    static let audience = "simcell"

    private let frame: ExerciseFrame
    private let queue: ExconQueue
    private let refused: (id: ExerciseRequest.ID, state: FormState)?
    private let reply: (cell: ExerciseCell.ID, state: FormState)?

    init(
        _ visit: Visit, _ event: Event.ID, refused: (id: ExerciseRequest.ID, state: FormState)? = nil,
        reply: (cell: ExerciseCell.ID, state: FormState)? = nil, _ reading: any Reading
    ) throws {
        frame = try ExerciseFrame(visit, event, reading)
        try frame.standing.require(frame.standing.isExcon)
        queue = try Self.queue(event, now: visit.now, reading)
        (self.refused, self.reply) = (refused, reply)
    }

    static func queue(_ event: Event.ID, now: Int64, _ reading: any Reading) throws -> ExconQueue {
        let plan = try ExercisePlan(PlayStore(reading).required(event).msel, reading)
        return try ExconQueue(event, plan, ExerciseMoment(event, now: now, reading), reading)
    }

    private var event: Event.ID { frame.event }

    var answer: Answer {
        guard !frame.visit.inbound.wantsFragment else { return Answer.html(body).setting(.pageState, queue.state) }
        var layout = frame.layout(
            ExconFacts.tab, L("Simulation cell"), path: ExconPaths.simcell(event),
            between: [.init(ExconPage.label, ExercisePaths.console(event))])
        layout.styles.append("excon")
        layout.live = ExconPaths.simcellLive(event)
        layout.state = queue.state
        let isFine = refused == nil && reply == nil
        return layout.answer(frame.dressed(ExconFacts.tab, body), isFine ? .ok : .wrong)
    }

    private var body: HTML {
        """
        <section id="activity" class="stack-4"><div class="head"><h1>\(L("Simulation cell"))</h1>\
        <p class="lede">\(queue.count == 0 ? L("Nobody waits for an answer.") : L(queue.count, one: "\(queue.count) waits for an answer.", other: "\(queue.count) wait for an answer."))</p></div>\
        \(ExconQueueSection(event: event, queue: queue, refused: refused).requests)\(questions)</section>
        """
    }

    /// Cells whose last word is their own first.
    private var questions: HTML {
        let open = queue.questions.map(\.cell)
        let others = queue.plan.cells.map(\.id).filter { queue.talks[$0] != nil && !open.contains($0) }
        guard !(open + others).isEmpty else { return .empty }
        return """
            <section id="questions"><h2>\(L("Questions to control"))</h2><p class="muted">\(L("Not part of the play: about rules, or where something does not work."))</p>\
            \((open + others).html(talk))</section>
            """
    }

    private func talk(_ id: ExerciseCell.ID) -> HTML {
        let cell = queue.plan.cell(id)
        let isOpen = queue.questions.contains { $0.cell == id }
        let state = (reply?.cell == id ? reply?.state : nil) ?? FormState()
        let form = FieldForm<ExerciseMessageFields>(state: state.placed("c-\(id)"))
        return """
            <details class="sheet-card" id="talk-\(id)"\("open", when: isOpen)><summary><b>\(cell?.code ?? "")</b> <bdi>\(cell?.name ?? "")</bdi>\
            \(isOpen ? " <span class=\"state warn\">\(L("waits"))</span>" : .empty)</summary><ol class="lines">\((queue.talks[id] ?? []).suffix(20).html { one in
                "<li><p class=\"meta\">\(one.isControl ? L("Exercise control") : .verbatim(cell?.name ?? ""))</p><p class=\"lines-kept\" dir=\"auto\">\(one.text)</p></li>"
            })</ol><form class="form" id="reply-\(id)" method="post" action="\(ExconPaths.simcellReply(event, id))">\(form.summary)\(form.html)\
            <div class="actions"><button>\(L("Answer"))</button></div></form></details>
            """
    }
}
