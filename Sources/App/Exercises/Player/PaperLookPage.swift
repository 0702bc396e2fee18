import Domain
import Markup
import Storage
import Web

/// A paper for whoever runs the exercise, or evaluates its cell: as the players have it, with who has opened it and to whom it was passed.
struct PaperLookPage {
    let frame: ExerciseFrame
    let paper: ExercisePaper
    let cells: [CellRecord]
    let words: StoryWords
    /// Names of those who have opened it.
    let opened: [String]
    let passedTo: [ExerciseCell.ID]
    let isStruck: Bool
    let attachments: PaperAttachmentSection

    /// Nothing for whoever neither runs the exercise nor evaluates the cell.
    init?(_ visit: Visit, _ standing: ExerciseStanding, _ id: Paper.ID, _ reading: any Reading) throws {
        let (event, play) = (standing.event, PlayStore(reading))
        guard standing.isExcon || standing.roles.contains(.evaluator) else { return nil }
        let paper = try play.paper(id, of: event)
        guard standing.isExcon || standing.watches.contains(paper.cell) else { return nil }
        frame = try ExerciseFrame(visit, event, reading)
        self.paper = paper
        let plan = PlanStore(reading)
        cells = try plan.cells(of: frame.exercise.msel)
        words = StoryWords(try plan.msel(frame.exercise.msel), zone: frame.frame.event.timeZone)
        let names = Dictionary(
            try play.seats(of: event).map { ($0.participant, $0.name) }, uniquingKeysWith: { first, _ in first })
        opened = try play.openings(of: event).filter { $0.paper == id }.compactMap { names[$0.participant] }
        passedTo = try play.passings(of: event).filter { $0.paper == id }.map(\.to)
        attachments = try PaperAttachmentSection(event, paper, reading)
        isStruck = try play.papers(of: event).contains { $0.corrects == id }
    }

    private func name(_ id: ExerciseCell.ID) -> String { cells.first { $0.id == id }?.name ?? "" }

    var answer: Answer {
        let title = paper.subject.isEmpty ? paper.sender : paper.subject
        let readers: HTML = opened.isEmpty ? "–" : "\(Message.list(opened, .commas))"
        var layout = frame.layout(
            "console", .verbatim(title), path: ExercisePaths.paper(frame.event, paper.id))
        layout.styles.append("play")
        return layout.answer(
            frame.dressed(
                "console",
                """
                \(PaperSection(paper: paper, cell: name(paper.cell), words: words, isStruck: isStruck, attached: attachments.html).html)\
                <dl class="facts"><dt>\(L("Cell"))</dt><dd><bdi>\(name(paper.cell))</bdi></dd>\
                <dt>\(L("Opened by"))</dt><dd>\(readers)</dd>\
                \(passedTo.isEmpty ? .empty : "<dt>\(L("Shown to"))</dt><dd>\(Message.list(passedTo.map(name), .commas))</dd>")</dl>
                """), .ok)
    }
}
