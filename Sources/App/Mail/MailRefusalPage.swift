import Markup
import Web

/// One question, one button; below it the other kinds of mail.
struct MailRefusalPage {
    let visit: Visit
    let token: String
    let choice: MailChoice

    private var hasRefused: Bool { choice.refused.contains(choice.mailClass) }

    var answer: Answer {
        DeskFrame(visit: visit, title: L("Mail"), path: MailPaths.refusal(token), kind: .narrow).answer(
            """
            <div class="head"><h1>\(title)</h1><p class="lede"><bdi>\(choice.address)</bdi></p></div>\
            <p>\(hasRefused ? done : L("Your place in an event is not touched; you are still told of changes to your own account and to your own place."))</p>\
            <div class="actions">\(button(choice.mailClass, isFirst: true))</div>\
            <section class="stack-2"><h2>\(L("What comes to you"))</h2><ul class="lines">\
            \((MailClass.refusable.filter { $0 != choice.mailClass } + [.service]).html(row))</ul></section>
            """)
    }

    private var title: Message {
        switch (choice.mailClass, hasRefused) {
        case (.news, true): L("You will get no more news")
        case (.news, false): L("Stop news?")
        case (.exercise, true): L("You will get no more mail of exercises")
        case (.exercise, false): L("Stop mail of exercises?")
        case (_, true): L("You will get no more reminders")
        case (_, false): L("Stop reminders?")
        }
    }

    private var done: Message {
        L(
            "Nothing of this kind is sent to this address any more. Your place in an event is not touched; you are still told of changes to your own account and to your own place."
        )
    }

    private func row(_ mailClass: MailClass) -> HTML {
        let state: HTML =
            choice.refused.contains(mailClass)
            ? "<span class=\"state\">\(L("comes no more", context: "mail"))</span>"
            : "<span class=\"state good\">\(L("comes", context: "mail"))</span>"
        return """
            <li class="between"><div><p class="title">\(mailClass.label) \(state)</p><p class="muted">\(mailClass.meaning)</p></div>\
            \(mailClass.isRefusable ? button(mailClass, isFirst: false) : .empty)</li>
            """
    }

    private func button(_ mailClass: MailClass, isFirst: Bool) -> HTML {
        let isRefused = choice.refused.contains(mailClass)
        let words: Message =
            switch (mailClass, isRefused) {
            case (.news, true): L("Send me news again")
            case (.news, false): L("Stop news")
            case (.exercise, true): L("Send me mail of exercises again")
            case (.exercise, false): L("Stop mail of exercises")
            case (_, true): L("Send me reminders again")
            case (_, false): L("Stop reminders")
            }
        return """
            <form method="post" action="\(isRefused ? MailPaths.acceptance(token) : MailPaths.refusal(token))">\
            <input type="hidden" name="class" value="\(mailClass.rawValue)"><button class="\(isFirst ? "primary" : "plain")">\(words)</button></form>
            """
    }
}
