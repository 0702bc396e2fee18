import Domain
import Storage
import Web

/// A message before it is sent: in which languages what, and to whom.
struct MessageDraft: Sendable, Hashable {
    /// By language; those that say nothing are left out.
    var texts: [String: MessageText] = [:]
    var groups: Set<MessageGroup> = []
    /// Narrows the groups; empty for all.
    var country = ""
    var sector = ""

    static let subjectLimit = 150
    static let textLimit = 8_000

    /// - Throws: ``Refusal/invalid(_:)`` with all that is wrong.
    func cleaned() throws -> MessageDraft {
        var (check, draft) = (FieldCheck(), self)
        draft.texts = [:]
        for language in Language.allCases {
            guard let told = texts[language.rawValue] else { continue }
            let text = MessageText(
                subject: check.line("subject-\(language.rawValue)", told.subject, limit: Self.subjectLimit),
                text: check.lines("text-\(language.rawValue)", told.text, limit: Self.textLimit))
            guard !text.isEmpty else { continue }
            if text.subject.isEmpty { check.fail("subject-\(language.rawValue)", L("This field is required.")) }
            if text.text.isEmpty { check.fail("text-\(language.rawValue)", L("This field is required.")) }
            draft.texts[language.rawValue] = text
        }
        if draft.texts.isEmpty, check.errors.isEmpty {
            check.fail("subject-en", L("Write it in one language at least."))
        }
        if groups.isEmpty { check.fail("group", L("Choose who gets it.")) }
        try check.finish()
        return draft
    }

    /// In the reader's language, else in English, else in what there is.
    func text(for language: Language) -> (language: Language, text: MessageText)? {
        let order = [language, .english] + Language.allCases
        return order.lazy.compactMap { one in texts[one.rawValue].map { (one, $0) } }.first
    }

    func chosen(_ readers: [MessageReader]) -> [MessageReader] {
        readers.filter { one in
            !one.groups.isDisjoint(with: groups) && (country.isEmpty || one.country == country)
                && (sector.isEmpty || one.sector == sector)
        }
    }
}

enum MessageOperations {
    /// Writes one mail for each of the chosen people who wants news from this server.
    /// - Parameter key: what a device calls the sending: the same again is answered with the first result.
    static func send(_ visit: Visit, _ event: Event.ID, _ draft: MessageDraft, key: String? = nil) async throws
        -> EventMessageRecord
    {
        guard visit.settings.mail != nil else { throw Refusal.noMail }
        let draft = try draft.cleaned()
        return try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            let work = Work(tx, visit)
            let sending = SendingKey.of(key, by: work.actor)
            if let sending, let first = try MessageStore(tx).sent(event, key: sending) { return first }
            return try sendIn(work, event, draft, visit.settings, key: sending)
        }
    }

    static func sendIn(
        _ work: Work, _ event: Event.ID, _ draft: MessageDraft, _ settings: Settings, key: String? = nil
    ) throws -> EventMessageRecord {
        let (tx, id) = (work.tx, work.environment.id(EventMessage.ID.self))
        let record = try EventStore(tx).event(event)
        let readers = draft.chosen(try MessageStore(tx).readers(of: record, now: work.now))
        guard !readers.isEmpty else { throw Refusal.invalid(["group": L("Nobody of these can be reached by mail.")]) }
        let replyTo = try PostStore(tx).setting(of: event).replyTo
        var written = 0
        for reader in readers {
            guard let (language, text) = draft.text(for: reader.language) else { continue }
            let mail = MailDraft(
                event: event, kind: "message", key: "message:\(id):\(reader.address)",
                to: MailAddress(name: reader.name, address: reader.address), language: language.rawValue,
                subject: text.subject, text: text.text, mailClass: .news, replyTo: replyTo)
            if try Outbox.writeIn(work, mail) { written += 1 }
        }
        try MessageStore.insert(
            id, event, draft, by: work.actor, now: work.now, written: written, refused: readers.count - written,
            key: key, tx)
        try work.record(
            .event(event), "message:\(id)", "message.sending",
            ["count": .whole(written), "groups": .list(draft.groups.map(\.rawValue).sorted().map { .text($0) })])
        guard let sent = try MessageStore(tx).messages(of: event).first(where: { $0.id == id }) else {
            throw Refusal.notFound
        }
        return sent
    }
}
