import Domain
import Markup
import Storage
import Web

/// What was written to people of an event, and to how many.
struct MessagesPage {
    let frame: EventFrame
    let messages: [(message: EventMessageRecord, sent: Int, failed: Int)]

    init(_ frame: EventFrame, _ reading: any Reading) throws {
        self.frame = frame
        let store = MessageStore(reading)
        messages = try store.messages(of: frame.event.id).map { one in
            let outcome = try store.outcome(of: one.id)
            return (one, outcome.sent, outcome.failed)
        }
    }

    var answer: Answer {
        let event = frame.event.id
        let add: HTML =
            "<a class=\"button primary\" href=\"\(Paths.newMessage(event))\">\(L("Write a message"))</a>"
        return frame.messagePage(
            L("Messages"), path: Paths.messages(event),
            """
            \(Around.tabs(frame, "messages"))<div class="between"><h1>\(L("Messages"))</h1><div class="actions">\(messages.isEmpty ? .empty : add)\
            <a class="button plain" href="\(Paths.postSettings(event))">\(L("Words of the mails"))</a></div></div>\(written)
            \(messages.isEmpty ? empty(add) : list)
            """)
    }

    private func empty(_ add: HTML) -> HTML {
        """
        <div class="empty"><h2>\(L("No message yet"))</h2>\
        <p class="muted">\(L("Write to everybody, or to those of one country, one sector or one state: each gets it in their language."))</p>\(add)</div>
        """
    }

    private var list: HTML { "<ul class=\"lines\">\(messages.html(line))</ul>" }

    private var written: HTML {
        guard let count = frame.visit.inbound.query.wish("written", in: 0...1_000_000) else { return .empty }
        return """
            <div class="notice good" role="status"><p>\(L(count, one: "\(count) e-mail is on its way.", other: "\(count) e-mails are on their way."))</p></div>
            """
    }

    private func line(_ one: (message: EventMessageRecord, sent: Int, failed: Int)) -> HTML {
        let message = one.message
        let groups = Message.list(message.groups.map { "\($0.label)" as HTML }, .commas)
        return """
            <li><details><summary><span lang="\(message.title?.language ?? "en")" dir="auto">\(message.title?.text.subject ?? "")</span></summary>\
            \(message.texts.sorted { $0.key < $1.key }.html { tag, text in
                "<pre class=\"quote\" lang=\"\(tag)\" dir=\"auto\">\(text.subject)\n\n\(text.text)</pre>"
            })</details><p class="meta"><span>\(MomentWords(frame.event.timeZone).html(message.sentAt))</span> <span>\(groups)</span> \
            <span>\(L(message.written, one: "\(message.written) e-mail", other: "\(message.written) e-mails"))</span> \
            <span>\(L("\(one.sent) sent"))</span>\(one.failed == 0 ? .empty : " <span class=\"state bad\">\(L("\(one.failed) failed"))</span>")\
            \(message.refused == 0 ? .empty : " <span>\(L(message.refused, one: "\(message.refused) person wants no news", other: "\(message.refused) people want no news"))</span>")</p></li>
            """
    }
}

extension EventFrame {
    /// The log of messages, or a page below it.
    fileprivate func messagePage(_ title: Message, path: String, _ main: HTML, status: DeskFrame.FormStatus = .ok)
        -> Answer
    {
        let list = Paths.messages(event.id)
        let between: [Layout.Crumb] = path == list ? [] : [Layout.Crumb(L("Messages"), list)]
        return layout(title, path: path, tab: Around.tab, between: between).answer(main, status)
    }
}

/// To whom, and what.
struct MessageFormPage {
    let frame: EventFrame
    let state: FormState
    let readers: [MessageReader]
    let names: DirectoryNames

    init(_ frame: EventFrame, _ state: FormState, _ reading: any Reading) throws {
        self.frame = frame
        self.state = state
        readers = try MessageStore(reading).readers(of: frame.event, now: frame.visit.now)
        names = try DirectoryNames(reading)
    }

    var answer: Answer {
        let event = frame.event.id
        return frame.messagePage(
            L("Write a message"), path: Paths.newMessage(event),
            """
            <div class="head"><h1>\(L("Write a message"))</h1>\
            <p class="lede">\(L("You see who gets what before anything is sent."))</p>\
            \(TLP.isDiscreet(frame.event.marking) ? "<p class=\"notice warn\">\(L("The event is marked \(frame.event.marking), and mail passes through other people’s servers: name neither its subject nor anybody in it."))</p>" : .empty)</div>
            <form class="form" id="message" method="post" action="\(Paths.messagePreview(event))">\(state.summary(fields))\
            \(who)\(Language.allCases.html(words))\
            <div class="actions"><button class="primary">\(L("Show the preview"))</button>\
            <a class="button plain" href="\(Paths.messages(event))">\(L("Cancel"))</a></div></form>
            """, status: state.errors.isEmpty ? .ok : .wrong)
    }

    private var fields: [(field: String, label: Message)] {
        [("group", L("Who gets it"))]
            + Language.allCases.flatMap { language -> [(field: String, label: Message)] in
                [
                    ("subject-\(language.rawValue)", L("Subject (\(language.ownName))")),
                    ("text-\(language.rawValue)", L("Text (\(language.ownName))")),
                ]
            }
    }

    private var who: HTML {
        let chosen = Set(state.values.all("group"))
        let groups = MessageGroup.allCases.filter { group in readers.contains { $0.groups.contains(group) } }
        let countries = Set(readers.compactMap(\.country)).sorted {
            (names.country($0) ?? $0) < (names.country($1) ?? $1)
        }
        let sectors = names.sectors.filter { sector in readers.contains { $0.sector == sector.code } }
        guard !groups.isEmpty else {
            return "<p class=\"notice\" id=\"group\">\(L("Nobody of this event can be reached by mail yet."))</p>"
        }
        return """
            <fieldset class="options" id="group"><legend>\(L("Who gets it"))</legend>\(groups.html { group in
                let count = readers.count { $0.groups.contains(group) }
                return """
                    <label><input type="checkbox" name="group" value="\(group.rawValue)"\("checked", when: chosen.contains(group.rawValue))> \
                    <span>\(group.label) <span class="muted small">\(count)</span></span></label>
                    """
            })\(state.error("group"))</fieldset>
            <div class="row">\(state.select("country", L("Only of this country"), options: [(value: "", label: L("all countries"))] + countries.map { (value: $0, label: .verbatim(names.country($0) ?? $0)) }))\
            \(state.select("sector", L("Only of this sector"), options: [(value: "", label: L("all sectors"))] + sectors.map { (value: $0.code, label: $0.label) }))</div>
            """
    }

    /// Of those ticked; everybody while nobody is.
    private var reached: [MessageReader] {
        let chosen = Set(state.values.all("group").compactMap { MessageGroup(rawValue: $0) })
        return chosen.isEmpty ? readers : readers.filter { !chosen.isDisjoint(with: $0.groups) }
    }

    /// Languages that nobody of them reads are folded away.
    private func words(_ language: Language) -> HTML {
        let tag = language.rawValue
        let count = reached.count { $0.language == language }
        let isOpen =
            count > 0 || language == .english || state.errors["subject-\(tag)"] != nil
            || state.errors["text-\(tag)"] != nil
            || !state.values.text("text-\(tag)").isEmpty
        return """
            <details\("open", when: isOpen)><summary><bdi>\(language.ownName)</bdi> <bdi class="muted small">\(L(count, one: "\(count) reader", other: "\(count) readers"))</bdi></summary>\
            <div class="stack-2">\(state.text("subject-\(tag)", L("Subject (\(language.ownName))"), maxLength: 2 * MessageDraft.subjectLimit, language: tag))\
            \(state.area("text-\(tag)", L("Text (\(language.ownName))"), maxLength: 2 * MessageDraft.textLimit))</div></details>
            """
    }
}

/// Who gets what, before it is sent.
struct MessagePreviewPage {
    let frame: EventFrame
    let draft: MessageDraft
    let values: FormValues
    let readers: [MessageReader]
    /// Of them, who want no news from this server.
    let refusing: Set<String>

    init(_ frame: EventFrame, _ draft: MessageDraft, _ values: FormValues, _ reading: any Reading) throws {
        self.frame = frame
        self.draft = draft
        self.values = values
        readers = draft.chosen(try MessageStore(reading).readers(of: frame.event, now: frame.visit.now))
        refusing = Set(try readers.map(\.address).filter { try Outbox.hasRefused($0, .news, reading) })
    }

    var answer: Answer {
        let event = frame.event.id
        let count = readers.count - refusing.count
        return frame.messagePage(
            L("Preview of the message"), path: Paths.newMessage(event),
            """
            <div class="head"><h1>\(L("Preview of the message"))</h1>\
            <p class="lede">\(frame.visit.settings.mail == nil ? L(count, one: "It is for \(count) person.", other: "It is for \(count) people.") : L(count, one: "\(count) e-mail will be written.", other: "\(count) e-mails will be written."))</p>\
            \(refusing.isEmpty ? .empty : "<p class=\"notice\">\(L(refusing.count, one: "\(refusing.count) person wants no news from this server and does not get it.", other: "\(refusing.count) people want no news from this server and do not get it."))</p>")</div>
            \(unsent(count))\(Language.allCases.html(version))
            <form method="post" action="\(Paths.messages(event))">\(hidden)<div class="actions">\
            \(frame.visit.settings.mail == nil ? .empty : "<button class=\"primary\"\("disabled", when: count == 0)>\(L(count, one: "Send \(count) e-mail", other: "Send \(count) e-mails"))</button>" as HTML)\
            <button class="plain" name="again" value="1" formaction="\(Paths.messagePreview(event))">\(L("Change it"))</button></div></form>
            """)
    }

    /// Why it cannot be sent.
    private func unsent(_ count: Int) -> HTML {
        if frame.visit.settings.mail == nil {
            return
                "<p class=\"notice warn\">\(L("This server sends no mail, so nothing can be sent from here: tell them yourself."))</p>"
        }
        return count > 0 ? .empty : "<p class=\"notice warn\">\(L("Nobody would get it: choose other groups."))</p>"
    }

    /// What is read in one language, by whom.
    private func version(_ language: Language) -> HTML {
        let own = readers.filter {
            draft.text(for: $0.language)?.language == language && !refusing.contains($0.address)
        }
        guard !own.isEmpty, let text = draft.texts[language.rawValue] else { return .empty }
        let names = Message.list(own.prefix(30).map { "<bdi>\($0.name)</bdi>" as HTML }, .commas)
        let more = own.count - 30
        // Without mail the words and the addresses are taken elsewhere.
        let copying: HTML =
            frame.visit.settings.mail != nil
            ? .empty
            : """
            <div class="actions"><button type="button" data-copy="\(text.subject)\n\n\(text.text)">\(Icon.svg("copy")) \(L("Copy the text"))</button>\
            <button type="button" data-copy="\(own.map(\.address).joined(separator: ", "))">\(Icon.svg("copy")) \(L("Copy the e-mail addresses"))</button></div>
            """
        return """
            <section class="stack-2"><h2><bdi>\(language.ownName)</bdi></h2>\
            <blockquote class="letter" lang="\(language.rawValue)"><p class="title" dir="auto">\(text.subject)</p><p class="lines-kept" dir="auto">\(text.text)</p></blockquote>\
            <p class="muted">\(L(own.count, one: "\(own.count) reader", other: "\(own.count) readers")): \(names)\
            \(more > 0 ? " \(L(more, one: "and \(more) more", other: "and \(more) more"))" : .empty)</p>\(copying)</section>
            """
    }

    private var hidden: HTML {
        values.fields.filter { $0.name != "again" }.html {
            "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">"
        }
    }
}
