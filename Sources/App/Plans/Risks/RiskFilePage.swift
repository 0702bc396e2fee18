import Markup
import Web

/// Bringing scenarios in from a file, and what became of the last one.
struct RiskFilePage {
    let frame: PlansFrame
    let state: FormState
    /// Nothing before a file was sent.
    var done: (counts: TableCounts, isTrial: Bool)?

    var answer: Answer {
        let (id, title) = (frame.programme, L("Scenarios from a file"))
        return frame.answer(
            RiskFacts.tab, title, path: RiskPaths.fileImport(id), between: [.init(L("Risks"), RiskPaths.risks(id))],
            status: state.errors.isEmpty ? .ok : .wrong,
            """
            <div class="head"><h1>\(title)</h1><p class="muted">\(L("Each row is a scenario and what one sector thinks of it; rows of one code belong together. If a row is wrong, nothing is stored."))</p></div>\(notice)
            <form class="form" id="file-form" method="post" enctype="multipart/form-data" action="\(RiskPaths.fileImport(id))">\
            <div class="field"><label for="file">\(L("CSV or XLSX file"))</label>\(state.error("file"))\
            <p class="hint"><bdi dir="ltr">\(RiskFiles.header.joined(separator: ", "))</bdi></p>\
            <input type="file" id="file" name="file" accept=".csv,.xlsx,.tsv,.txt" required></div>\
            <div class="actions"><button class="primary">\(L("Add all"))</button>\
            <button class="plain" name="trial" value="1">\(L("Look what it would do"))</button>\
            <a class="button plain" href="\(RiskPaths.risks(id))">\(L("Cancel"))</a></div></form>
            """)
    }

    private var notice: HTML {
        guard let (counts, isTrial) = done else { return .empty }
        let words =
            isTrial
            ? L(
                counts.added, one: "\(counts.added) scenario would be added.",
                other: "\(counts.added) scenarios would be added.")
            : L(
                counts.added, one: "\(counts.added) scenario was added.", other: "\(counts.added) scenarios were added."
            )
        let more: HTML =
            counts.same == 0
            ? .empty
            : " \(L(counts.same, one: "\(counts.same) is there already.", other: "\(counts.same) are there already."))"
        return "<div class=\"notice \(isTrial ? "" : "good")\" role=\"status\"><p>\(words)\(more)</p></div>"
    }
}
