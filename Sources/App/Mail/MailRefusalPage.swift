import Markup
import Web

/// One question, one button.
struct MailRefusalPage {
    let visit: Visit
    let token: String
    let address: String
    let hasRefused: Bool

    var answer: Answer {
        DeskFrame(visit: visit, title: L("Mail"), path: MailPaths.refusal(token), kind: .narrow).answer(
            """
            <div class="head"><h1>\(hasRefused ? L("You will get no more mail") : L("Stop mail?"))</h1>\
            <p class="lede"><bdi>\(address)</bdi></p></div>\
            <p>\(hasRefused
                ? L("This server no longer sends reminders and links to this address. Your place in an event is not touched; you are still told of changes to your own account.")
                : L("Reminders and personal links are no longer sent to this address. Your place in an event is not touched; you are still told of changes to your own account."))</p>\
            <form method="post" action="\(hasRefused ? MailPaths.acceptance(token) : MailPaths.refusal(token))">\
            <div class="actions"><button class="primary">\(hasRefused ? L("Send me mail again") : L("Stop mail"))</button></div></form>
            """)
    }
}
