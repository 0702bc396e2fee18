import Markup
import Web

/// Bringing nominations in from a file, and what became of the last one.
struct CallFilePage {
    let visit: Visit
    let call: CountryCall
    let names: MandateNames
    let state: FormState
    /// Nothing before a file was sent.
    let done: (counts: NominationCounts, isTrial: Bool)?

    var answer: Answer {
        let (segment, event) = (call.segment, call.event)
        let (title, back) = (L("Nominations from a file"), Paths.call(segment, event.id))
        let frame = DeskFrame(
            visit: visit, title: title, path: Paths.callImport(segment, event.id),
            crumbs: [
                .init(call.name(names), Paths.country(segment)), .init(.verbatim(event.title), back),
                .init(title, nil),
            ], kind: .narrow)
        return frame.answer(
            """
            <div class="head"><h1>\(title)</h1><p class="muted">\(call.country == nil ? L("Each row is a person, in your order. Whoever is registered already is left out.") : L("Each row is a person, in your order. A row of another country is left out, and so is whoever is registered already."))</p></div>\(notice)
            <form class="form" id="file-form" method="post" enctype="multipart/form-data" action="\(Paths.callImport(segment, event.id))">\
            <div class="field"><label for="file">\(L("CSV or XLSX file"))</label>\(state.error("file"))\
            <input type="file" id="file" name="file" accept=".csv,.xlsx,.tsv,.txt" required></div>\
            <div class="actions"><button class="primary">\(L("Take the nominations"))</button>\
            <button class="plain" name="trial" value="1">\(L("Look what it would do"))</button>\
            <a class="button plain" href="\(back)">\(L("Cancel"))</a></div></form>
            <p class="actions">\(TableFormat.allCases.html { format in
                """
                <a class="button plain" href="\(Paths.callExport(segment, event.id, format.rawValue))" download>\
                \(Icon.svg("download")) \(format.label)</a>
                """
            })</p>
            """, status: state.errors.isEmpty ? .ok : .wrong)
    }

    private var notice: HTML {
        guard let (counts, isTrial) = done else { return .empty }
        let words =
            isTrial
            ? L(
                counts.added, one: "\(counts.added) person would be nominated.",
                other: "\(counts.added) people would be nominated.")
            : L(
                counts.added, one: "\(counts.added) person was nominated.",
                other: "\(counts.added) people were nominated.")
        let rows: HTML =
            counts.leftOut.isEmpty
            ? .empty
            : "<ul>\(counts.leftOut.html { "<li>\(L("Row \($0.row): \($0.reason)"))</li>" })</ul>"
        return "<div class=\"notice \(isTrial ? "" : "good")\" role=\"status\"><p>\(words)</p>\(rows)</div>"
    }
}
