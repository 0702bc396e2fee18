import Markup
import Web

/// The outbox of one event.
struct EventMailPage {
    let frame: EventFrame
    let mails: [OutgoingMailRecord]
    /// People who can be reached.
    let readers: [ReminderStore.Reader]
    let shown: ShownAddresses
    /// Of them, for whom something waits.
    let silent: Int
    /// Of them, who have not come and have no personal link yet.
    let withoutLink: Int

    private var visit: Visit { frame.visit }
    private var event: EventRecord { frame.event }
    private var sendsMail: Bool { visit.settings.mail != nil }

    var answer: Answer {
        frame.peopleDetail(
            L("Mail"), path: Paths.eventMail(event.id),
            "<div class=\"head\"><h1>\(L("Mail"))</h1></div>\(written)\(settings)\(acts)\(list)")
    }

    private var written: HTML {
        guard let count = visit.inbound.query.wish("written", in: 0...1_000_000) else { return .empty }
        let words =
            count == 0
            ? L(
                "No mail was sent: nobody who can be reached has anything waiting, or they were written to today already."
            )
            : L(count, one: "\(count) e-mail is on its way.", other: "\(count) e-mails are on their way.")
        return "<div class=\"\(count == 0 ? "notice" : "notice good")\" role=\"status\"><p>\(words)</p></div>"
    }

    private var settings: HTML {
        sendsMail
            ? .empty
            : "<div class=\"notice warn\"><p><b>\(Refusal.noMail.title)</b> \(L("Its administrator can name a mail server with --smtp-url and --mail-from."))</p></div>"
    }

    private var acts: HTML {
        """
        <p class="muted">\(L(readers.count, one: "\(readers.count) person of this event can be reached by mail.", other: "\(readers.count) people of this event can be reached by mail.")) \
        \(L("Each gets at most one reminder a day, in their own language, with everything that waits for them. Stages that are open for days send it automatically."))</p>\
            \(AddressChangesSection.notice(readers, frame))\
        <div class="actions"><form method="post" action="\(Paths.reminders(event.id))">\
        <button\("disabled", when: silent == 0 || !sendsMail)>\(L(silent, one: "Remind \(silent) person who has not answered", other: "Remind \(silent) people who have not answered"))</button></form>\
        \(frame.allows(.organise) ? links : .empty)</div>
        """
    }

    private var links: HTML {
        """
        <a class="button" href="\(Paths.personalLinkMails(event.id))">\(L("Personal links by mail…"))\
        \(withoutLink == 0 ? .empty : " <span class=\"chip\">\(L(withoutLink, one: "\(withoutLink) person has none yet", other: "\(withoutLink) people have none yet"))</span>")</a>
        """
    }

    private var list: HTML {
        guard !mails.isEmpty else { return "<p class=\"muted\">\(L("No mail has been written yet."))</p>" }
        return """
            \(mails.contains { $0.state == .failed && !$0.text.isEmpty } ? retry : .empty)<div class="scroll" tabindex="0" role="region" aria-label="\(L("Outbox").string())">\
            <table class="stack"><caption>\(L("Outbox"))</caption><thead><tr><th scope="col">\(L("To"))</th><th scope="col">\(L("Subject"))</th>\
            <th scope="col">\(L("Written"))</th><th scope="col">\(L("State"))</th></tr></thead><tbody>\(mails.html { mail in
                """
                <tr><th scope="row"><bdi>\(mail.name)</bdi> <span class="muted small">\(shown.html(mail.address))</span></th>\
                <td data-label="\(L("Subject").string())" dir="auto" lang="\(mail.language)">\(mail.subject)</td>\
                <td data-label="\(L("Written").string())">\(MomentWords(event.timeZone).html(mail.createdAt))</td>\
                <td data-label="\(L("State").string())">\(state(mail))</td></tr>
                """
            })</tbody></table></div>
            """
    }

    private var retry: HTML {
        """
        <form method="post" action="\(Paths.mailRetries(event.id))">\
        <div class="actions"><button class="plain">\(L("Try the failed ones again"))</button></div></form>
        """
    }

    private func state(_ mail: OutgoingMailRecord) -> HTML {
        let reason: HTML =
            mail.error.map { "<br><span class=\"muted small\">\(shown.words($0, about: mail.address))</span>" }
            ?? .empty
        switch mail.state {
        case .sent: return "<span class=\"state good\">\(L("Sent"))</span>"
        case .failed: return "<span class=\"state bad\">\(L("Failed"))</span>\(reason)"
        case .waiting:
            let words =
                mail.tries == 0
                ? L("Waiting") : L(mail.tries, one: "Tried \(mail.tries) time", other: "Tried \(mail.tries) times")
            return "<span class=\"state open\">\(words)</span>\(reason)"
        }
    }
}
