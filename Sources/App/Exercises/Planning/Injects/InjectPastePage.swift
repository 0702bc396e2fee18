import Domain
import Markup
import Storage
import Web

/// Where lines are pasted, and looked at before they are stored.
struct InjectPastePage {
    let frame: ExerciseFrame
    let text: String
    let pasted: InjectPaste?
    /// How many were stored just now.
    let added: Int?

    init(_ frame: ExerciseFrame, text: String = "", added: Int? = nil, _ reading: any Reading) throws {
        self.frame = frame
        try frame.standing.require(frame.standing.mayPlan)
        (self.text, self.added) = (text, added)
        pasted = text.isEmpty ? nil : try InjectPaste(text, InjectDesk(frame.event, reading))
    }

    var answer: Answer {
        let path = InjectPaths.paste(frame.event)
        let ready = pasted?.ready.count ?? 0
        return InjectFrame.answer(
            frame, "", L("Paste from a spreadsheet"), path: path, between: [InjectFrame.list(frame.event)],
            """
            <div class="head"><h1>\(L("Paste from a spreadsheet"))</h1><p class="muted">\(L("Copy these columns, in this order: label, time, recipients, title, text. Nothing is stored before you have seen it."))</p></div>\
            \(added.map { "<div class=\"notice warn\" role=\"status\"><p>\(L($0, one: "\($0) line was added. The others need another look.", other: "\($0) lines were added. The others need another look."))</p></div>" } ?? .empty)\
            <form class="form wide" id="paste" method="post" action="\(path)"><div class="field"><label for="text">\(L("Lines"))</label>\
            <textarea id="text" name="text" rows="10" dir="auto" maxlength="\(InjectPaste.longest)">\(text)</textarea></div>\(preview)\
            <div class="actions dock">\(ready > 0 ? "<button class=\"primary\" name=\"act\" value=\"storage\">\(L(ready, one: "Add \(ready) line", other: "Add \(ready) lines"))</button><button name=\"act\" value=\"preview\">\(L("Look again"))</button>" : "<button class=\"primary\" name=\"act\" value=\"preview\">\(L("Look at it"))</button>" as HTML)\
            <a class="button plain" href="\(InjectPaths.msel(frame.event))">\(L("Cancel"))</a></div></form>
            """)
    }

    private var preview: HTML {
        guard let pasted else { return .empty }
        guard !pasted.lines.isEmpty else { return "<p class=\"error\">\(L("There is no line in it."))</p>" }
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(L("Lines").string())"><table class="stack"><caption>\(L("\(pasted.ready.count) of \(pasted.lines.count) can be added"))</caption>\
            <thead><tr><th scope="col">\(L("No."))</th><th scope="col">\(L("Exercise time"))</th><th scope="col">\(L("Title"))</th><th scope="col">\(L("Text", context: "inject"))</th><th scope="col">\(L("State"))</th></tr></thead><tbody>\
            \(pasted.lines.html { line in
                """
                <tr\(line.faults.isEmpty ? .empty : " class=\"bad\"" as HTML)><th scope="row"><bdi>\(line.draft.fields.label)</bdi></th><td><bdi>\(line.draft.time)</bdi></td><td dir="auto">\(line.draft.fields.title)</td>\
                <td dir="auto">\(String(line.text.prefix(80)))</td><td>\(line.faults.isEmpty ? "<span class=\"state good\">\(L("Ready"))</span>" : line.faults.html { "<p>\($0)</p>" })</td></tr>
                """
            })</tbody></table></div>
            """
    }
}
