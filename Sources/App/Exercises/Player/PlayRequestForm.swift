import Domain
import Markup
import Storage
import Web

/// A new request: to one or several cells, or to bodies of the story for which those who run the exercise answer.
struct PlayRequestForm {
    let visit: Visit
    let player: PlayerSeat
    let view: CellView
    /// About which it is.
    let paper: CellPaper?
    var state: FormState?

    init(_ visit: Visit, _ event: Event.ID, about paper: Paper.ID?, _ state: FormState? = nil, _ reading: any Reading)
        throws
    {
        self.visit = visit
        self.state = state
        player = try PlayerSeat(visit, event, reading)
        let view = try CellView(player.event, player.exercise, player.cell, now: visit.now, reading)
        self.view = view
        self.paper = view.papers.first { $0.id == paper }
    }

    private var event: Event.ID { player.event.id }

    var answer: Answer {
        let frame = PlayerFrame(visit, player, L("Ask another cell"), path: PlayerPaths.newRequest(event))
        guard view.isPlayed else {
            return frame.answer("<p class=\"notice\">\(L("The exercise is not being played at the moment."))</p>")
        }
        let form = state ?? FormState(stored: FieldForm.stored(RequestFields()))
        return frame.answer(
            """
            <div class="head play-page"><h1>\(L("Ask another cell"))</h1></div>\
            <form class="form" id="request" method="post" action="\(PlayerPaths.requests(event))" data-send data-each data-draft="request-\(event)-\(player.seat.participant)" data-limit="4000">\
            \(PlayForm.hidden)\(paper.map { "<input type=\"hidden\" name=\"paper\" value=\"\($0.id)\"><p>\(L("About the paper:")) <bdi>\($0.paper.subject)</bdi></p>" })\
            \(form.summary([("to", L("Whom do you ask?"))] + RequestFields.fields.map { (field: $0.name, label: $0.label) }))\(targets(form))\
            \(types(form))\(form.area("text", L("Your request"), maxLength: 8_000))<div class="row">\
            \(form.text("allowed", L("Answer wanted within"), hint: L("Minutes of the exercise."), inputMode: "numeric"))\
            \(form.select("to-function", L("To which function"), options: [(value: "", label: L("Does not matter"))] + view.functions.map { (value: $0.code, label: .verbatim($0.name)) }))</div>\
            <p class="unsent" data-send-status role="status" hidden></p><div class="actions dock"><button class="primary">\(L("Send the request"))</button></div></form>
            """, state?.errors.isEmpty ?? true ? .ok : .wrong)
    }

    private func targets(_ form: FormState) -> HTML {
        let ticked = Set(form.values.all("to"))
        func line(_ value: String, _ name: String) -> HTML {
            "<label><input type=\"checkbox\" name=\"to\" value=\"\(value)\"\("checked", when: ticked.contains(value))> <span dir=\"auto\">\(name)</span></label>"
        }
        return """
            <fieldset class="options" id="to"><legend>\(L("Whom do you ask?"))</legend>\(view.others.html { line(RequestTarget.cell($0.id).description, $0.name) })\
            \(view.actors.isEmpty ? .empty : """
                <details><summary>\(L("Others in the story"))</summary>\(view.actors.html { line(RequestTarget.actor($0.id).description, $0.name) })</details>
                """)\(form.error("to"))</fieldset>
            """
    }

    private func types(_ form: FormState) -> HTML {
        form.select(
            "type", L("What you want"),
            options: RequestType.allCases.map { (value: $0.rawValue, label: $0.label) })
    }
}

/// All requests of a cell.
struct PlayRequestsPage {
    let visit: Visit
    let player: PlayerSeat
    let view: CellView

    init(_ visit: Visit, _ event: Event.ID, _ reading: any Reading) throws {
        self.visit = visit
        let desk = try PlayerDesk(visit, event, reading)
        (player, view) = (desk.player, desk.view)
    }

    var answer: Answer {
        let event = player.event.id
        let frame = PlayerFrame(visit, player, L("Requests"), path: PlayerPaths.requests(event))
        let sections = PlayRequestSections(view: view)
        return frame.answer(
            """
            <div class="between play-page"><h1>\(L("Requests"))</h1>\(view.isPlayed ? "<a class=\"button primary\" href=\"\(PlayerPaths.newRequest(event))\">\(L("Ask another cell"))</a>" as HTML : .empty)</div>\
            \(view.requests.isEmpty ? "<p class=\"muted\">\(L("No request waits."))</p>" as HTML : "<ul class=\"lines\">\(view.requests.reversed().html(sections.line))</ul>")
            """)
    }
}
