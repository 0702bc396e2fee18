import Domain
import Markup
import Web

/// One link for a day, to be scanned with the device that stands at the door.
struct DeskPassPage {
    let frame: EventFrame
    let pass: DeskPassRecord
    let token: String

    var answer: Answer {
        let event = frame.event
        let address = frame.visit.settings.baseURL + DoorPaths.passLink(token)
        let path = DoorPaths.pass(event.id, pass.id)
        return .html(
            frame.layout(
                L("Desk link"), path: path, tab: AttendancePage.tab.id, kind: .narrow,
                between: [.init(L("Attendance"), DoorPaths.attendance(event.id))]
            ).document(
                """
                <div class="head"><h1 dir="auto">\(pass.label)</h1><p class="muted">\(L("For \(DateText.day(pass.day)), from noon of the day before until six in the morning after."))</p></div>\
                <p>\(L("Scan it with the device that will stand at the door, or send it there. Whoever has it sees names, organisations and countries, and checks people in; nothing else."))</p>\
                <div><div class="qr">\(QRCode.svg(address, label: L("QR code of the desk link").string()))</div></div>\
                <p><code>\(address)</code></p>\
                <div class="actions"><button type="button" class="primary" data-copy="\(address)">\(Icon.svg("copy")) \(L("Copy"))</button>\
                <a class="button plain" href="\(DoorPaths.attendance(event.id))">\(L("Back to attendance"))</a></div>\
                <form method="post" action="\(DoorPaths.passRevocation(event.id, pass.id))">\
                <p class="muted">\(L("Ending the link ends it on every device that has it. What they noted before and have not sent yet is still taken for three days, unless a device was lost."))</p>\
                <div class="actions"><button>\(L("End this link"))</button>\
                <button class="danger" name="lost" value="1">\(L("A device was lost: end it, and take nothing more from it"))</button></div></form>
                """))
    }
}
