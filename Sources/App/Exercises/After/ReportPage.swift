import Domain
import Markup
import Storage
import Web

/// The after-action report on a page: each part as it makes itself, with the words of people above it, which are edited in place.
struct ReportPage {
    let frame: ExerciseFrame
    let report: ExerciseReport
    let state: FormState
    private let mayWrite: Bool
    private let mayCopy: Bool
    private let prints: Bool
    /// Names that would be told with it.
    private let told: [String]

    init(_ visit: Visit, _ event: Event.ID, _ state: FormState, _ reading: any Reading) throws {
        frame = try ExerciseFrame(visit, event, reading)
        self.state = state
        let standing = frame.standing
        let isWriter = standing.isExcon || standing.mayEvaluate
        let isTold = frame.exercise.state == .reviewed || frame.exercise.state == .closed
        guard isWriter && frame.exercise.state.isOver || isTold else { throw Refusal.notFound }
        mayWrite = isWriter && frame.exercise.state == .ended
        mayCopy = standing.isExcon
        prints = isWriter
        let (exercise, isDeciding) = (frame.exercise, standing.isDirector && frame.exercise.state == .ended)
        told = try isDeciding ? AfterReportOperations.told(exercise, ExercisePlan(exercise.msel, reading), reading) : []
        let asked = ExerciseCell.ID(visit.inbound.query.text("cell"))
        let own = standing.isExcon ? asked ?? standing.cell : standing.cell
        report = try ExerciseReport(event, own: own, reading)
        if let asked, report.material.plan.cell(asked) == nil { throw Refusal.notFound }
    }

    private var event: Event.ID { frame.event }
    private var blocks: DocumentBlocks {
        DocumentBlocks(place: .page([:]), direction: Language.current.direction, words: DocumentWords(.current))
    }
    private var exercise: ExerciseRecord { frame.exercise }

    var answer: Answer {
        frame.answer(
            "report", L("After-action report"), path: AfterPaths.report(event),
            """
            <div class="head"><h1>\(L("After-action report"))</h1>\
            <p class="meta"><span class="state\(exercise.reviewedAt == nil ? " warn" : " good")">\(exercise.reviewedAt == nil ? L("Draft") : L("Agreed"))</span> \
            <a href="\(AfterPaths.findings(event))">\(L("Findings"))</a></p>\(files)\(acts)</div>
            <div class="document">\(ReportSection.allCases.html(part))</div>
            """, status: state.errors.isEmpty ? .ok : .wrong)
    }

    private var files: HTML {
        let query = report.material.own.map { "?cell=\($0)" } ?? ""
        let formats = ["pdf", "docx", "odt", "html"]
        return """
            <p class="actions">\(formats.html { "<a class=\"button\" href=\"\(AfterPaths.file(event, "aar.\($0)"))\(query)\" download>\(Icon.svg("download")) \($0.uppercased())</a> " })</p>\
            \(mayCopy ? copies : .empty)
            """
    }

    /// Each cell gets its own results in its own copy.
    private var copies: HTML {
        """
        <p class="meta">\(L("Copy for")) \(report.material.plan.players.html { "<a href=\"\(AfterPaths.report(event))?cell=\($0.id)\"><bdi>\($0.name)</bdi></a> " })</p>
        """
    }

    private var acts: HTML {
        var parts: HTML = .empty
        if mayWrite {
            let form = FormState(stored: [("template", report.material.template.rawValue)])
            parts = """
                <form class="inline" id="template" method="post" action="\(AfterPaths.template(event))">\
                \(form.select("template", L("Outline"), options: ReportTemplate.allCases.map { (value: $0.rawValue, label: $0.label) }))\
                <button>\(L("Save"))</button></form>
                """
        }
        guard frame.standing.isDirector else { return parts }
        if exercise.state == .ended {
            parts = """
                \(parts)<form id="agree" method="post" action="\(AfterPaths.agreement(event))">\(naming)\
                <button class="primary">\(L("Agree on the report"))</button></form>
                """
        } else if exercise.state == .reviewed {
            parts = """
                \(parts)<form id="close" method="post" action="\(AfterPaths.closing(event))">\
                <p class="muted">\(exercise.isRehearsal ? L("A rehearsal makes no case.") : L("It becomes a case of the library, with what is shared."))</p>\
                <button class="primary">\(L("Close the exercise"))</button></form>
                """
        }
        return parts
    }

    /// What others would read in it, to be said so before it is agreed on.
    private var naming: HTML {
        guard !told.isEmpty else { return .empty }
        return
            "<p class=\"state warn\">\(AfterOperations.tells(told))</p>\(state.check("names", L("Others may read these names")))"
    }

    private func part(_ section: ReportSection) -> HTML {
        let title = section.isAnnex ? L("Annex \(section.number): \(section.title.string())") : section.title
        let text = report.material.texts[section]
        let written: HTML =
            text.map { one in
                one.text.isEmpty
                    ? .empty
                    : """
                    <div lang="\(one.language)" dir="auto">\(blocks.html(MarkdownReader.blocks(one.text, level: 2, prefix: "text-\(section.rawValue)")))</div>
                    """
            } ?? .empty
        return """
            <section id="part-\(section.rawValue)"><h2>\(title)</h2>\(written)\(mayWrite ? editing(section, text) : .empty)\
            \(blocks.html(report.made(section)))</section>
            """
    }

    private func editing(_ section: ReportSection, _ text: AfterStore.Written?) -> HTML {
        let isSent = state.values.text("part") == section.rawValue
        let stored = FormState(stored: [("text", text?.text ?? "")])
        let form = (isSent ? state : stored).placed(section.rawValue)
        return """
            <details\("open", when: isSent)><summary>\(text?.text.isEmpty ?? true ? L("Write something here") : L("Edit the text"))</summary>\
            <form class="form" id="write-\(section.rawValue)" method="post" action="\(AfterPaths.part(event, section.rawValue))">\
            <input type="hidden" name="part" value="\(section.rawValue)"><input type="hidden" name="revision" value="\(text?.revision ?? 0)">\
            \(form.area("text", section.title, maxLength: 2 * AfterReportOperations.limit))\
            <div class="actions"><button>\(L("Save"))</button></div></form></details>
            """
    }
}
