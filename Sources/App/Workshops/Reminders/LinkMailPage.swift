import Domain
import Markup
import Storage
import Web

/// Who can be sent their personal link.
struct LinkReader: Sendable {
    let reader: ReminderStore.Reader
    let person: ParticipantRecord

    /// Everybody who has an address and takes part by personal link, by name.
    static func all(of event: Event.ID, _ reading: any Reading) throws -> [LinkReader] {
        let people = Dictionary(
            uniqueKeysWithValues: try EventStore(reading).participants(of: event).map { ($0.id, $0) })
        return try ReminderStore(reading).readers(of: event).compactMap { reader in
            guard let person = people[reader.participant], person.account == nil else { return nil }
            return LinkReader(reader: reader, person: person)
        }.sorted { ($0.person.name, $0.person.id) < ($1.person.name, $1.person.id) }
    }

    /// Has not come, and no link was made yet.
    var hasNoneYet: Bool { person.state == .invited && !person.hasLink }
}

/// What would be mailed, to how many, before it is mailed.
struct LinkMailPage {
    let frame: EventFrame
    let readers: [LinkReader]
    /// Nothing for those who have no link yet.
    let chosen: Set<Participant.ID>?
    let shown: ShownAddresses

    private var visit: Visit { frame.visit }
    private var event: EventRecord { frame.event }

    private var wanted: [LinkReader] {
        readers.filter { chosen?.contains($0.person.id) ?? $0.hasNoneYet }
    }

    var answer: Answer {
        let wanted = wanted
        let again = wanted.count { $0.person.hasLink }
        return frame.peopleDetail(
            L("Personal links by mail"), path: Paths.personalLinkMails(event.id),
            """
            <div class="head"><h1>\(L("Personal links by mail"))</h1>\
            <p class="lede">\(L(wanted.count, one: "\(wanted.count) e-mail will be written.", other: "\(wanted.count) e-mails will be written."))</p>\
            <p class="muted">\(L("A second e-mail brings the same link again. Nothing that was mailed or printed before stops working."))\
            \(again == 0 ? .empty : " \(L(again, one: "\(again) of these people has a link already.", other: "\(again) of these people have a link already."))")</p></div>\
            \(AddressChangesSection.notice(wanted.map(\.reader), frame))\
            \(wanted.first.map { send(wanted, example: $0) })\(choice(Set(wanted.map(\.person.id))))
            """)
    }

    private func send(_ wanted: [LinkReader], example: LinkReader) -> HTML {
        let words = ReminderWords(language: example.reader.language, settings: visit.settings)
        let text = words.invitation(example.reader.name, event, link: JoiningPaths.link("") + "…")
        return """
            <section class="stack-2"><h2>\(L("The mail"))</h2>\
            <p class="muted">\(L("As \(example.reader.name) gets it; everybody in their own language, with their own link."))</p>\
            <pre class="quote" lang="\(example.reader.language.rawValue)" dir="auto">\(event.title)\n\n\(text)</pre>\
            <form method="post" action="\(Paths.personalLinkMails(event.id))">\
            \(wanted.html { "<input type=\"hidden\" name=\"participant\" value=\"\($0.person.id)\">" })\
            <div class="actions"><button class="primary"\("disabled", when: visit.settings.mail == nil)>\
            \(L(wanted.count, one: "Send \(wanted.count) e-mail", other: "Send \(wanted.count) e-mails"))</button></div></form></section>
            """
    }

    private func choice(_ ticked: Set<Participant.ID>) -> HTML {
        """
        <details\("open", when: ticked.isEmpty)><summary>\(L("Choose who gets one"))</summary>\
        <form method="get" action="\(Paths.personalLinkMails(event.id))" class="stack-2"><input type="hidden" name="for" value="chosen">\
        <fieldset class="options"><legend>\(L("People who can be reached by mail"))</legend>\(readers.html { one in
            """
            <label><input type="checkbox" name="participant" value="\(one.person.id)"\("checked", when: ticked.contains(one.person.id))> <span><bdi>\(one.person.name)</bdi> <span class="meta">\(shown.html(one.reader.address))\
            \(one.person.hasLink ? " · \(L("has a link"))" : .empty)</span></span></label>
            """
        })</fieldset><div class="actions"><button>\(L("Show these e-mails"))</button></div></form></details>
        """
    }
}
