import Markup
import Web

/// The list of what somebody was told.
struct NotificationPage {
    let visit: Visit
    let reader: AccountReader
    let lines: [NotificationLine]

    var answer: Answer {
        let frame = DeskFrame(
            visit: visit, title: L("Notifications"), path: TodayPaths.notifications(),
            crumbs: [.init(L("Today"), TodayPaths.today()), .init(L("Notifications"), nil)])
        return frame.answer(
            """
            <div class="head"><h1>\(L("Notifications"))</h1><div class="actions">\(lines.contains { !$0.isRead } ? read : .empty)\
            <a class="button plain" href="\(TodayPaths.settings())">\(L("Notification settings"))</a></div></div>\
            \(lines.isEmpty ? empty : "<ul class=\"lines\">\(lines.html { $0.html(reader.clock) })</ul>")
            """)
    }

    private var read: HTML {
        """
        <form id="read" method="post" action="\(TodayPaths.reading())"><button>\(Icon.svg("check")) \(L("Mark all as read"))</button></form>
        """
    }

    private var empty: HTML {
        """
        <div class="empty"><h2>\(L("No notification yet"))</h2>\
        <p class="muted">\(L("You find here what happens in your events and programmes, and in what you follow. They are kept for 90 days."))</p></div>
        """
    }
}

/// What somebody wants to be told, and what they follow.
struct NotificationSettingsPage {
    let visit: Visit
    /// Codes of kinds, and ``NotificationOperations/digest``.
    let refused: Set<String>
    let followed: [Following.Listed]

    var answer: Answer {
        let title = L("Notification settings")
        let frame = DeskFrame(
            visit: visit, title: title, path: TodayPaths.settings(),
            crumbs: [
                .init(L("Today"), TodayPaths.today()), .init(L("Notifications"), TodayPaths.notifications()),
                .init(title, nil),
            ], kind: .narrow)
        return frame.answer(
            """
            <div class="head"><h1>\(title)</h1></div>\
            <form class="form" id="kinds" method="post" action="\(TodayPaths.settings())">\
            <fieldset class="options"><legend>\(L("By mail"))</legend>\(digest)</fieldset>\
            <fieldset class="options"><legend>\(L("In the list and in the daily mail"))</legend>\(NotificationKind.all.html(option))</fieldset>\
            <div class="actions"><button class="primary">\(L("Save"))</button></div></form>\
            <hr><section id="followed"><h2>\(L("What I follow"))</h2>\(list)</section>
            """)
    }

    private var digest: HTML {
        let hint =
            visit.settings.mail == nil
            ? L("This server sends no mail.")
            : L(
                "In the morning, in your time zone, and only when there is something new. It also says what waits for you."
            )
        return box(NotificationOperations.digest, L("One mail a day"), hint, isFixed: false)
    }

    private func option(_ kind: NotificationKind) -> HTML {
        box(kind.code, kind.label, kind.hint, isFixed: kind.isService)
    }

    private func box(_ code: String, _ label: Message, _ hint: Message, isFixed: Bool) -> HTML {
        let isOn = isFixed || !refused.contains(code)
        return """
            <label><input type="checkbox" name="kind" value="\(code)"\("checked", when: isOn)\("disabled", when: isFixed) \
            aria-describedby="\(code)-hint"> <span>\(label)<br><span class="hint" id="\(code)-hint">\(hint)</span></span></label>
            """
    }

    private var list: HTML {
        guard !followed.isEmpty else {
            return
                "<p class=\"muted\">\(L("Nothing yet. Events and programmes in which you have a role are followed automatically."))</p>"
        }
        return """
            <ul class="lines">\(followed.html { one in
                """
                <li class="between"><span><a href="\(one.thing.path)" dir="auto">\(one.thing.title)</a> <span class="meta">\(one.kind)</span></span>\
                <form id="\(one.subject)" method="post" action="\(one.isOn ? TodayPaths.followEnd(one.subject) : TodayPaths.follow(one.subject))">\
                <button class="plain">\(one.isOn ? L("Stop following") : L("Follow"))<span class="sr">: \(one.thing.title)</span></button></form></li>
                """
            })</ul>
            """
    }
}
