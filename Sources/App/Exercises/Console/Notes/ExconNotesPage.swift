import Domain
import Markup
import Storage
import Web

/// One line to write, and what was noted so far, the newest first.
struct ExconNotesPage {
    static let label: Message = L("Notes of exercise control")

    private let frame: ExerciseFrame
    private let inject: InjectRecord?
    private let notes: [ExconNoteRecord]
    private let labels: [Inject.ID: String]
    private let names: [ExconNote.ID: String]
    private let elapsed: Int64
    private let state: FormState

    init(_ visit: Visit, _ event: Event.ID, _ state: FormState, _ reading: any Reading) throws {
        frame = try ExerciseFrame(visit, event, reading)
        try frame.standing.require(frame.standing.isExcon)
        self.state = state
        let injects = try ExercisePlan(frame.exercise.msel, reading).injects
        let asked = Inject.ID(visit.inbound.query.text("inject")) ?? Inject.ID(state.values.text("inject"))
        inject = injects.first { $0.id == asked }
        labels = Dictionary(injects.map { ($0.id, $0.label) }) { first, _ in first }
        let notes = try ExconNoteStore(reading).all(of: event)
        self.notes = notes
        let actors = PlayActors(reading)
        var known: [String: String] = [:]
        names = try notes.reduce(into: [:]) { names, note in
            let author = note.author ?? ""
            let name = try known[author] ?? actors.name(note.author)
            known[author] = name
            names[note.id] = name
        }
        elapsed = try ExerciseMoment(event, now: visit.now, reading).elapsed
    }

    private var event: Event.ID { frame.event }
    private var isOpen: Bool { frame.exercise.state.isPlayed || frame.exercise.state.isOver }

    var answer: Answer {
        frame.answer(
            ExconFacts.tab, Self.label, path: ExconPaths.notes(event),
            between: [.init(ExconPage.label, ExercisePaths.console(event))],
            """
            <div class="head"><h1>\(Self.label)</h1>\
            <p class="muted">\(L("Only those who run the exercise read them."))</p></div>\(form)\(list)
            """, status: state.errors.isEmpty ? .ok : .wrong)
    }

    private var form: HTML {
        guard isOpen else { return .empty }
        let fields = FieldForm<ExconNoteFields>(state: state)
        return """
            <form class="form" id="note" method="post" action="\(ExconPaths.notes(event))" data-draft="note-\(event)">\(fields.summary)\
            \(inject.map { "<input type=\"hidden\" name=\"inject\" value=\"\($0.id)\">" })\(fields.html)\
            <p class="meta"><span>E \(ElapsedText.short(elapsed))</span> \(inject.map { "<span>\(ExconDesk.name($0))</span>" as HTML })</p>\
            <div class="actions"><button class="primary">\(L("Note it"))</button> \
            <a class="button plain" href="\(PlayPaths.control(event))">\(L("My calls"))</a></div></form>
            """
    }

    private var list: HTML {
        guard !notes.isEmpty else { return "<p class=\"muted\">\(L("Nothing is noted yet."))</p>" }
        return """
            <ul class="lines" id="notes">\(notes.reversed().html { note in
                """
                <li id="note-\(note.id)"><p class="lines-kept" lang="\(note.language)" dir="auto">\(note.fields.text)</p>\
                <p class="meta"><span>E \(ElapsedText.short(note.elapsed))</span> <bdi>\(names[note.id] ?? "–")</bdi> \(link(note.inject))</p></li>
                """ as HTML
            })</ul>
            """
    }

    private func link(_ inject: Inject.ID?) -> HTML {
        guard let inject, let label = labels[inject] else { return .empty }
        return "<a href=\"\(ExconPaths.inject(event, inject))\">#\(label)</a>"
    }
}
