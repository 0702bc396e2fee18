import Domain
import Markup
import Web

/// What a desk has noted and not sent: kept in its browser until it is (desk.js), or taken away as a file.
enum DeskUnsent {
    /// By what the module knows its list, its addresses and its words.
    static func marks(_ visit: Visit, _ event: EventRecord, _ day: String, device: String) -> HTML {
        """
         data-event="\(event.id)" data-day="\(day)" data-device="\(device)" data-queue="\(DoorPaths.queue(event.id))" data-worker="\(DoorPaths.worker(event.id))"\
         data-scope="\(DoorPaths.desk(event.id))" data-zone="\(event.timeZone)" data-unsent="\(UnsentNotes.cookie(isSecure: visit.settings.isSecure))" data-words="\(words)"
        """
    }

    /// Stays hidden for as long as everything that is noted here is taken.
    static var panel: HTML {
        """
        <section id="desk-stuck" class="notice warn" hidden><p id="desk-left"></p>\
        <p class="small">\(L("Save them as a file and give it to whoever organises the event, who takes it over on the page Attendance. A note that comes twice counts once."))</p>\
        <div class="actions"><button type="button" id="desk-file">\(Icon.svg("download")) \(L("Save the notes as a file"))</button>\
        <button type="button" id="desk-drop" class="danger" hidden>\(L("The file is handed in: take them from this device"))</button></div></section>
        """
    }

    /// For the module, in the language of the page.
    private static var words: String {
        let words: [String: Message] = [
            "lost": L("No connection"),
            "unsent": L("Not sent yet: \("{n}"), kept here"),
            "again": L("\("{name}") was checked in before. The second note is kept."),
            "noted": L("\("{name}") is checked in."),
            "undone": L("Taken back: \("{name}")."),
            "unknown": L("This card is of nobody on this list."),
            "elsewhere": L("This card is of another event."),
            "kept": L("The card is not on this device’s list. It is kept, and looked up when the connection is back."),
            "camera": L("The camera could not be opened. Search the name instead."),
            "over": L("This desk link takes no more notes."),
            "signed": L("This device is no longer signed in. Sign in again; what was noted is kept and sent then."),
            "left": L("Notes of this device that were not taken: \("{n}")."),
            "first": L("Not sent yet: \("{n}"). Wait for the connection, then end it."),
        ]
        return JSONValue.object(words.mapValues { .text($0.string()) }).json
    }
}

/// In place of the list, once a link opens it no more and the device still holds notes: it sends what is taken, and saves the rest.
struct DeskEndedPage {
    let visit: Visit
    let event: EventRecord
    let pass: DeskPassRecord

    var answer: Answer {
        var layout = Layout(.phone, L("Check-in"), path: DoorPaths.desk(event.id))
        layout.heading = "<span dir=\"auto\">\(event.title)</span>"
        layout.scripts = ["desk"]
        layout.styles = ["door"]
        return .html(
            layout.document(
                """
                <div class="head"><h1>\(L("This desk link has ended"))</h1><p class="muted">\(DateText.day(pass.day)) · <bdi>\(pass.label)</bdi></p></div>\
                <div id="desk" data-ended\(DeskUnsent.marks(visit, event, pass.day, device: pass.label))>\
                <p>\(L("What was noted on this device while the link was good is sent now."))</p>\
                <p id="desk-connection" class="notice warn" role="status" hidden></p><p id="desk-said" class="sr" aria-live="polite"></p>\
                <p id="desk-done" class="notice good" role="status" hidden>\(L("Everything is sent. This device holds no more notes."))</p>\(DeskUnsent.panel)</div>
                """), status: .gone)
    }
}
