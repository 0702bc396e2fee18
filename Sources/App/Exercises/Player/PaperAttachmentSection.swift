import Domain
import Markup
import Storage
import Web

/// What came with a paper: pictures with the mark in them, texts as part of it, and PDFs, which are handed out on paper. Nothing is there
/// before the paper is, and nobody but who has the paper finds it.
struct PaperAttachmentSection {
    private let event: Event.ID
    private let paper: ExercisePaper
    private let attachments: [InjectAttachmentRecord]
    private let texts: [InjectAttachment.ID: String]

    init(_ event: Event.ID, _ paper: ExercisePaper, _ reading: any Reading) throws {
        (self.event, self.paper) = (event, paper)
        let store = InjectAttachmentStore(reading)
        attachments = try store.all(of: paper)
        texts = try store.texts(of: attachments)
    }

    var html: HTML {
        attachments.html { one in
            switch one.kind {
            case .image: MarkedImageSection.figure(one, at: PlayerPaths.attachment(event, paper.id, one.id))
            case .text:
                """
                <section class="paper-attached"><p class="meta">\(ExerciseMark.chip) <bdi>\(one.file.name)</bdi></p><div class="paper-body" dir="auto">\(texts[one.id] ?? "")</div></section>
                """
            case .pdf:
                "<p class=\"meta\">\(L("Handed out on paper:")) <bdi>\(one.alt.isEmpty ? one.file.name : one.alt)</bdi></p>"
            }
        }
    }

    /// For players of a cell that has the paper, for who runs the exercise, and who evaluates the cell.
    /// - Throws: ``Refusal/notFound`` for everybody else, and for what is no picture of this paper.
    static func image(
        _ visit: Visit, _ event: Event.ID, _ id: Paper.ID, _ attachment: InjectAttachment.ID, _ reading: any Reading
    ) throws -> Answer {
        _ = try PlayStore(reading).required(event)
        let standing = try ExerciseStanding(visit, event, reading)
        let paper: ExercisePaper
        if standing.isPlayer, let cell = standing.cell {
            paper = try PlayerStore(reading).paper(id, of: cell, in: event).paper
        } else {
            paper = try PlayStore(reading).paper(id, of: event)
            try standing.require(standing.isExcon || standing.watches.contains(paper.cell))
        }
        let store = InjectAttachmentStore(reading)
        guard let found = try store.all(of: paper).first(where: { $0.id == attachment && $0.kind == .image }) else {
            throw Refusal.notFound
        }
        return MarkedImageSection(attachment: found, bytes: try store.bytes(of: found)).answer
    }
}
