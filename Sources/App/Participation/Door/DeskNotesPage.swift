import Domain
import Markup
import Storage
import Web

/// Where the file of a desk is handed in.
struct DeskNotesPage {
    let frame: EventFrame
    var state = FormState()
    var taken: DeskOperations.HandedIn?

    var answer: Answer {
        let (title, event) = (L("Take over the notes of a desk"), frame.event.id)
        let path = DoorPaths.notes(event)
        let layout = frame.layout(
            title, path: path, tab: AttendancePage.tab.id,
            between: [.init(L("Attendance"), DoorPaths.attendance(event))])
        let error = state.errors["file"]
        return layout.answer(
            """
            <div class="head"><h1>\(title)</h1>\
            <p class="lede">\(L("A device whose link ended before it could send its notes saves them as a file. They are taken over here as having happened when they did, each once."))</p></div>\
            \(told)<form class="form" id="notes" method="post" action="\(path)" enctype="multipart/form-data">\
            \(state.summary([("file", L("File"))]))\
            <div class="field"><label for="file">\(L("File"))</label><p class="hint" id="file-hint">\(L("desk-notes-….json, as the device has saved it."))</p>\
            <input type="file" id="file" name="file" accept=".json,application/json" required aria-describedby="file-hint\(error == nil ? "" : " file-error")"\
            \("aria-invalid", value: error == nil ? nil : "true")>\(state.error("file"))</div>\
            <div class="actions"><button class="primary">\(L("Take over the notes"))</button>\
            <a class="button plain" href="\(DoorPaths.attendance(event))">\(L("Back to attendance"))</a></div></form>
            """, state.errors.isEmpty ? .ok : .wrong)
    }

    private var told: HTML {
        guard let taken else { return .empty }
        let left: HTML =
            taken.left == 0
            ? .empty
            : " \(L(taken.left, one: "\(taken.left) is of nobody on the list, or of another day, and was left out.", other: "\(taken.left) are of nobody on the list, or of another day, and were left out."))"
        return """
            <div class="notice\(taken.left == 0 ? " good" : " warn")" role="status"><p>\(L(taken.taken, one: "\(taken.taken) note was taken over.", other: "\(taken.taken) notes were taken over."))\
            \(taken.known == 0 ? .empty : " \(L(taken.known, one: "\(taken.known) had come before.", other: "\(taken.known) had come before."))" as HTML)\(left)</p></div>
            """
    }
}
