import Markup
import Web

/// Choosing a table whose rows become records (``FieldImport``), and what the last one did.
struct FieldImportSection {
    let state: FormState
    /// The page that shows it, to which it sends.
    let path: String
    let list: String
    let workbook: String
    /// Nothing before a table was sent.
    let last: (counts: TableCounts, isTrial: Bool)?
    /// What is asked of the file that was sent.
    var questions: ColumnQuestions?

    static let title: Message = L("Bring in from a workbook")

    /// - Parameter query: as ``done(_:isTrial:at:)`` made it.
    init(state: FormState, path: String, list: String, workbook: String, query: FormValues) {
        (self.state, self.path, self.list, self.workbook) = (state, path, list, workbook)
        let counts = ["added", "changed", "same"].map { query.wish($0, in: 0...SheetFile.rowLimit) }
        if let added = counts[0], let changed = counts[1], let same = counts[2] {
            last = (counts: TableCounts(added: added, changed: changed, same: same), isTrial: query.isOn("trial"))
        } else {
            last = nil
        }
    }

    /// The address of the page with what was done.
    static func done(_ counts: TableCounts, isTrial: Bool, at path: String) -> String {
        "\(path)?added=\(counts.added)&changed=\(counts.changed)&same=\(counts.same)\(isTrial ? "&trial=1" : "")"
    }

    var isWrong: Bool { !state.errors.isEmpty }

    var html: HTML {
        let error = state.errors["file"]
        return """
            <div class="head"><h1>\(Self.title)</h1>\
            <p class="lede">\(L("A row with the name of something that is there changes it; every other row adds one. If a row is wrong, nothing is stored."))</p></div>
            \(notice)<form class="form" id="import" method="post" action="\(path)" enctype="multipart/form-data">\
            \(state.summary(asked + [("file", L("File"))]))\(asking)\
            <div class="field"><label for="file">\(L("File"))</label>\
            <p class="hint" id="file-hint">\(L("Excel (.xlsx) or CSV, up to 10 MB, with the headings that the workbook of the list has."))</p>\
            <input type="file" id="file" name="file" accept=".csv,.xlsx"\("required", when: questions?.upload.kept == nil) aria-describedby="file-hint\(error == nil ? "" : " file-error")"\
            \("aria-invalid", value: error == nil ? nil : "true")>\(state.error("file"))</div>\
            <div class="actions"><button class="primary">\(L("Bring in"))</button>\
            <button class="plain" name="trial" value="1">\(L("Only check the file"))</button>\
            \(FieldList.workbook(workbook))<a class="button plain" href="\(list)">\(L("Cancel"))</a></div></form>
            """
    }

    private var asked: [(field: String, label: Message)] {
        (questions?.columns ?? []).map { (ColumnQuestions.name($0.place), .verbatim($0.heading)) }
    }

    /// What each column holds that is not known; the file stays with the form, so that it is not chosen again.
    private var asking: HTML {
        guard let questions else { return .empty }
        let kept: HTML =
            questions.upload.kept.map {
                """
                <input type="hidden" name="kept" value="\($0)"><input type="hidden" name="kept-name" value="\(questions.upload.name)">
                """
            } ?? .empty
        return """
            <fieldset class="options" id="columns"><legend>\(L("What do these columns hold?"))</legend>\(questions.columns.html { column in
                let hint = column.samples.isEmpty ? L("It is empty.") : L("Such as: \(list: column.samples)")
                return state.select(ColumnQuestions.name(column.place), .verbatim(column.heading), hint: hint, options: questions.options)
            })</fieldset>\(kept)
            """
    }

    private var notice: HTML {
        guard let last else { return .empty }
        let (added, changed, same) = (last.counts.added, last.counts.changed, last.counts.same)
        let words =
            last.isTrial
            ? L(
                "The file is right. It would add \(added) and change \(changed); \(same) would stay the same. Nothing was stored: choose it again and bring it in."
            )
            : L("Brought in: \(added) added, \(changed) changed, \(same) the same.")
        return """
            <div class="notice \(last.isTrial ? "" : "good")" role="status"><p>\(words)</p>\
            \(last.isTrial ? .empty : "<p><a href=\"\(list)\">\(L("Show the list"))</a></p>")</div>
            """
    }
}
