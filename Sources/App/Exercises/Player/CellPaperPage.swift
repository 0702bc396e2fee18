import Domain
import Markup
import Storage
import Web

/// One paper, at an address that can be passed on within the cell; another cell's answers as if there were none.
struct CellPaperPage {
    let visit: Visit
    let player: PlayerSeat
    let view: CellView
    let paper: CellPaper
    let isOpened: Bool
    let attachments: PaperAttachmentSection
    /// To whom this cell has passed it.
    let passedTo: Set<ExerciseCell.ID>
    var state: FormState?

    init(_ visit: Visit, _ event: Event.ID, _ id: Paper.ID, _ state: FormState? = nil, _ reading: any Reading) throws {
        self.visit = visit
        self.state = state
        let desk = try PlayerDesk(visit, event, reading)
        (player, view) = (desk.player, desk.view)
        guard let paper = view.papers.first(where: { $0.id == id }) else { throw Refusal.notFound }
        self.paper = paper
        let store = PlayerStore(reading)
        isOpened = try store.opened(by: player.seat.participant, in: event).contains(id)
        passedTo = try store.passed(id, by: player.cell.id)
        attachments = try PaperAttachmentSection(event, paper.paper, reading)
    }

    private var event: Event.ID { player.event.id }

    var answer: Answer {
        let frame = PlayerFrame(visit, player, .verbatim(paper.title), path: ExercisePaths.paper(event, paper.id))
        return frame.answer(
            """
            \(opening)\(passed)\(correction)\(PaperSection(paper: paper.paper, cell: view.name(paper.paper.cell), words: view.words, isStruck: paper.correctedBy != nil, attached: attachments.html).html)\
            \(alert)\(asked)\(asking)\(passing)
            """, state?.errors.isEmpty ?? true ? .ok : .wrong)
    }

    /// Sent by the browser once somebody looks; without it a button, since looking at a page changes nothing.
    private var opening: HTML {
        guard !isOpened, view.exercise.state.isPlayed else { return .empty }
        return """
            <form id="opening-\(paper.id)" method="post" action="\(PlayerPaths.opening(event, paper.id))" data-open data-send><button>\(L("I have read this"))</button></form>
            """
    }

    /// In place of that form, once it is sent.
    static func noted(_ id: Paper.ID) -> HTML { "<span id=\"opening-\(id)\" hidden></span>" }

    private var passed: HTML {
        guard let passing = paper.passed else { return .empty }
        return """
            <div class="notice" id="passed"><p>\(L("Passed on by \(view.name(passing.from))"))</p>\
            \(passing.note.isEmpty ? .empty : "<p class=\"lines-kept\" dir=\"auto\">\(passing.note)</p>")</div>
            """
    }

    private var correction: HTML {
        if let corrected = paper.correctedBy {
            return """
                <div class="notice bad" id="corrected"><p><b>\(L("This paper was corrected."))</b> <a href="\(ExercisePaths.paper(event, corrected))">\(L("Read the correction"))</a></p></div>
                """
        }
        guard let old = paper.paper.corrects, view.papers.contains(where: { $0.id == old }) else { return .empty }
        return """
            <div class="notice warn" id="corrects"><p>\(L("This corrects an earlier paper.")) <a href="\(ExercisePaths.paper(event, old))">\(L("The earlier paper"))</a></p></div>
            """
    }

    /// For programs that read alerts.
    private var alert: HTML {
        guard paper.paper.channel == .cap else { return .empty }
        return """
            <p class="actions"><a class="button plain" href="\(ExercisePaths.alert(event, paper.id))" download>\(Icon.svg("download")) CAP</a></p>
            """
    }

    /// What is to be decided on it.
    private var asked: HTML {
        guard let question = view.questions.first(where: { $0.paper.id == paper.id }) else { return .empty }
        let words = question.text(in: view.cell.language, view.msel)
        return """
            <section class="play-card" id="asked"><p class="between"><span class="eyebrow">\(L("To decide"))</span>\(PlayerSections(view: view).left(question))</p>\
            <p class="asked" lang="\(words.language)" dir="auto">\(words.text)</p>\
            <a class="button primary" href="\(PlayerPaths.question(event, question.point.id))">\(question.isDecided ? L("Look at the decision") : L("Decide"))</a></section>
            """
    }

    private var asking: HTML {
        guard view.isPlayed else { return .empty }
        return
            "<div class=\"actions\"><a class=\"button\" href=\"\(PlayerPaths.newRequest(event))?paper=\(paper.id)\">\(L("Ask another cell about it"))</a></div>"
    }

    private var passing: HTML {
        let others = view.others.filter { $0.id != paper.paper.cell }
        guard view.isPlayed, !others.isEmpty else { return .empty }
        let left = others.filter { !passedTo.contains($0.id) }
        let form = state ?? FormState()
        let told: HTML =
            passedTo.isEmpty
            ? .empty
            : "<p class=\"meta\">\(L("Passed on to \(list: others.filter { passedTo.contains($0.id) }.map(\.name))"))</p>"
        guard !left.isEmpty else { return told }
        return """
            <details id="passing"\("open", when: state != nil)><summary>\(L("Pass on to another cell"))</summary>\(told)\
            <form class="form" id="pass" method="post" action="\(PlayerPaths.passing(event, paper.id))" data-draft="pass-\(paper.id)-\(player.seat.participant)">\
            \(form.summary([("to", L("To which cell?")), ("note", L("A word with it"))]))\
            \(form.select("to", L("To which cell?"), options: [(value: "", label: L("Choose"))] + left.map { (value: $0.id.description, label: .verbatim($0.name)) }))\
            \(form.area("note", L("A word with it"), maxLength: 2 * PlayerOperations.noteLimit))<div class="actions"><button>\(L("Pass on"))</button></div></form></details>
            """
    }
}

/// All papers of a cell.
struct CellPapersPage {
    let visit: Visit
    let player: PlayerSeat
    let view: CellView
    let opened: Set<Paper.ID>

    init(_ visit: Visit, _ event: Event.ID, _ reading: any Reading) throws {
        self.visit = visit
        let desk = try PlayerDesk(visit, event, reading)
        (player, view) = (desk.player, desk.view)
        opened = try PlayerStore(reading).opened(by: player.seat.participant, in: event)
    }

    var answer: Answer {
        let event = player.event.id
        let frame = PlayerFrame(visit, player, L("Papers"), path: PlayerPaths.papers(event))
        let sections = PlayerSections(view: view, opened: opened)
        return frame.answer(
            """
            <div class="head play-page"><h1>\(L("Papers"))</h1></div>\
            \(view.papers.isEmpty ? "<p class=\"muted\">\(L("No paper has come yet."))</p>" as HTML : "<ul class=\"lines play-page\">\(view.papers.html(sections.line))</ul>")
            """)
    }
}
