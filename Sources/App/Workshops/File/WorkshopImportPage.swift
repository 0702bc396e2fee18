import Markup
import Web

/// Choosing a workshop file for a programme.
struct WorkshopImportPage {
    let visit: Visit
    let programme: ProgrammeRecord
    let state: FormState

    var answer: Answer {
        let title = L("Import a workshop file")
        let path = WorkshopFilePaths.importing(programme.id)
        let error = state.errors["file"]
        let frame = DeskFrame(
            visit: visit, title: title, path: path,
            crumbs: [
                .init(L("Programmes"), Paths.programmes()),
                .init(.verbatim(programme.title), Paths.programme(programme.id)), .init(title, nil),
            ])
        return frame.answer(
            """
            <div class="head"><h1>\(title)</h1>\
            <p class="lede">\(L("A workshop that was saved as a file is imported whole, as an event of this programme."))</p></div>
            <form class="form" id="import" method="post" action="\(path)" enctype="multipart/form-data">\
            \(state.summary([("file", L("File"))]))\
            <div class="field"><label for="file">\(L("File"))</label>\
            <p class="hint" id="file-hint">\(L("The JSON file that an event’s page gives, or “roundtable export”, up to \(WorkshopFile.limit / 1_048_576) MB. It holds names: handle it by its marking."))</p>\
            <input type="file" id="file" name="file" accept=".json,application/json" required aria-describedby="file-hint\(error == nil ? "" : " file-error")"\
            \("aria-invalid", value: error == nil ? nil : "true")>\(state.error("file"))</div>\
            <div class="actions"><button class="primary">\(L("Import"))</button>\
            <a class="button plain" href="\(Paths.programme(programme.id))">\(L("Cancel"))</a></div></form>
            <section><h2>\(L("What is not imported"))</h2><ul>\
            <li>\(L("Accounts and personal links: invite those who should work with it here."))</li>\
            <li>\(L("The journal: this server writes an entry with the file’s hash."))</li>\
            <li>\(L("What was left out when the file was made, for instance sheets that a country keeps to itself."))</li></ul></section>
            """, status: error == nil ? .ok : .wrong)
    }
}
