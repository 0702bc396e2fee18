import Markup
import Web

/// Bringing mandates in from a file, and what became of the last one.
struct MandateFilePage {
    let visit: Visit
    let state: FormState
    /// Nothing before a file was sent.
    let done: (counts: MandateCounts, isTrial: Bool)?

    var answer: Answer {
        let title = L("Mandates from a file")
        return DirectoryFrame(visit: visit, tab: .mandates).detail(
            title, path: Paths.mandateImport(),
            """
            <div class="head"><h1>\(title)</h1><p class="muted">\(L("Each row appoints somebody: function, country or region, name, e-mail and first day. Who is not in the directory yet is entered. If a row is wrong, nothing is stored."))</p></div>\(notice)
            <form class="form" id="file-form" method="post" enctype="multipart/form-data" action="\(Paths.mandateImport())">\
            <div class="field"><label for="file">\(L("CSV or XLSX file"))</label>\(state.error("file"))\
            <p class="hint">\(L("Columns: \(list: MandateFiles.header, .commas)"))</p>\
            <input type="file" id="file" name="file" accept=".csv,.xlsx,.tsv,.txt" required></div>\
            <div class="actions"><button class="primary">\(L("Appoint all"))</button>\
            <button class="plain" name="trial" value="1">\(L("Look what it would do"))</button>\
            <a class="button plain" href="\(Paths.mandates())">\(L("Cancel"))</a></div></form>
            """, status: state.errors.isEmpty ? .ok : .wrong)
    }

    private var notice: HTML {
        guard let (counts, isTrial) = done else { return .empty }
        let words =
            isTrial
            ? L(
                counts.added, one: "\(counts.added) person would be appointed.",
                other: "\(counts.added) people would be appointed.")
            : L(
                counts.added, one: "\(counts.added) person was appointed.",
                other: "\(counts.added) people were appointed.")
        let more: HTML =
            counts.same == 0
            ? .empty
            : " \(L(counts.same, one: "\(counts.same) mandate is there already.", other: "\(counts.same) mandates are there already."))"
        let rows: HTML =
            counts.leftOut.isEmpty
            ? .empty
            : "<ul>\(counts.leftOut.html { "<li>\(L("Row \($0.row): \($0.reason)"))</li>" })</ul>"
        return "<div class=\"notice \(isTrial ? "" : "good")\" role=\"status\"><p>\(words)\(more)</p>\(rows)</div>"
    }
}
