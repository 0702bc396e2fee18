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
            <div class="head"><h1>\(title)</h1><p class="muted">\(L("Each row appoints somebody: function, for what it is held, name, e-mail and first day. Who is not in the directory yet is entered. If a row is wrong, nothing is stored."))</p></div>\(notice)
            <form class="form" id="file-form" method="post" enctype="multipart/form-data" action="\(Paths.mandateImport())">\
            <div class="field"><label for="file">\(L("CSV or XLSX file"))</label>\(state.error("file"))\
            \(columns)\
            <input type="file" id="file" name="file" accept=".csv,.xlsx,.tsv,.txt" required></div>\
            <div class="actions"><button class="primary">\(L("Appoint all"))</button>\
            <button class="plain" name="trial" value="1">\(L("Look what it would do"))</button>\
            <a class="button plain" href="\(Paths.mandates())">\(L("Cancel"))</a></div></form>
            """, status: state.errors.isEmpty ? .ok : .wrong)
    }

    /// What stands in the columns, and a file to begin with.
    private var columns: HTML {
        let roles = MandateRole.allCases.map(\.rawValue)
        let kinds = MandateHolder.Kind.allCases.map(\.rawValue)
        let told: [(names: String, words: Message)] = [
            ("role", L("The function: \(list: roles, .commas)")),
            ("holder-kind", L("For what it is held: \(list: kinds, .commas)")),
            ("holder", L("Its code or name; a working group by its title, with its programme")),
            ("programme", L("The title of a programme; empty for all")),
            ("given-name, family-name, email", L("Who it is; the family name is required")),
            (
                "since, until, review-by",
                L(
                    "Days as 2026-11-30: the first one, the first on which it no longer holds, and by when it is to be confirmed"
                )
            ),
            (
                "appointed-by, document, note",
                L("Who appointed, what it rests on, and a note; all may be empty")
            ),
        ]
        return """
            <p class="hint">\(L("The first row names the columns; what is not known stays empty."))</p>\
            <details id="columns"><summary>\(L("What the columns mean"))</summary><dl class="facts">\(told.html {
                "<dt><bdi dir=\"ltr\">\($0.names)</bdi></dt><dd>\($0.words)</dd>"
            })</dl></details>\
            <p><a href="\(Paths.mandateExport("csv"))" download>\(Icon.svg("download")) \(L("The mandates there are, as a file to begin with"))</a></p>
            """
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
        let again: HTML =
            isTrial ? " \(L("Nothing was stored: choose the file once more, and appoint."))" : .empty
        let rows: HTML =
            counts.leftOut.isEmpty
            ? .empty
            : "<ul>\(counts.leftOut.html { "<li>\(L("Row \($0.row): \($0.reason)"))</li>" })</ul>"
        return """
            <div class="notice \(isTrial ? "" : "good")" role="status"><p>\(words)\(more)\(again)</p>\(rows)</div>
            """
    }
}
