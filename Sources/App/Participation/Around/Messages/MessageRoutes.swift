import Domain
import Storage
import Web

/// # Messages to chosen people
///
/// - `GET /events/E/messages` is the log; `…/new` chooses people and takes the words, in each language that somebody writes.
/// - `POST …/preview` shows who gets what, in which language; `POST /events/E/messages` sends it.
enum MessageRoutes {
    static let all: [Route] = [
        .get(Paths.messages, .organise) { visit, event in
            try await visit.read { try MessagesPage(try EventFrame(visit, event, $0), $0).answer }
        },
        .get(Paths.newMessage, .organise) { visit, event in
            try await form(visit, event, FormState(FormValues([(name: "group", value: MessageGroup.seats.rawValue)])))
        },
        .post(Paths.messagePreview, .organise) { visit, event in
            let values = try visit.inbound.form()
            // Back from the preview, with what was typed.
            if values.has("again") { return try await form(visit, event, FormState(values)) }
            do {
                let draft = try MessageDraft(values).cleaned()
                return try await visit.read { reading in
                    try MessagePreviewPage(try EventFrame(visit, event, reading), draft, values, reading).answer
                }
            } catch {
                return try await form(visit, event, .refused(values, error))
            }
        },
        .post(Paths.messages, .organise) { visit, event in
            let values = try visit.inbound.form()
            do {
                let sent = try await MessageOperations.send(
                    visit, event, MessageDraft(values), key: visit.sendingName(values))
                return .redirect(to: "\(Paths.messages(event))?written=\(sent.written)")
            } catch {
                return try await form(visit, event, .refused(values, error))
            }
        },
    ]

    private static func form(_ visit: Visit, _ event: Event.ID, _ state: FormState) async throws -> Answer {
        try await visit.read { reading in
            try MessageFormPage(try EventFrame(visit, event, reading), state, reading).answer
        }
    }
}

extension MessageDraft {
    init(_ form: FormValues) {
        for language in Language.allCases {
            let tag = language.rawValue
            texts[tag] = MessageText(subject: form["subject-\(tag)"] ?? "", text: form["text-\(tag)"] ?? "")
        }
        groups = Set(form.all("group").compactMap(MessageGroup.init(rawValue:)))
        country = form.text("country")
        sector = form.text("sector")
    }
}

/// The same as JSON.
enum MessageAPI {
    struct Input: Codable, Sendable {
        struct Text: Codable, Sendable {
            /// `en`, `fr`, `ru` or `ar`.
            let language: String
            let subject: String
            let text: String
        }
        let texts: [Text]
        /// `seats`, `seated`, `offered`, `waiting`, `pending`, `focal-points`.
        let groups: [String]
        let country: String?
        let sector: String?
        let key: String?
    }

    struct Body: Codable, Sendable {
        let id: EventMessage.ID
        let groups: [MessageGroup]
        let sentAt: Int
        /// Mails.
        let written: Int
        /// Readers who want no news from this server.
        let refused: Int
    }

    static let routes: [APIRoute] = [
        .get(
            Paths.apiMessages, .organise, "Messages", "Messages to people of the event, newest first.",
            query: Cursor.parameters
        ) {
            visit, event in
            let all = try await visit.read { try MessageStore($0).messages(of: event) }
            return try Cursor(visit).page(of: all.map(body)) { $0.id.description }
        },
        .send(
            .post, Paths.apiMessages, .organise, "Messages", "Writes to chosen people, each in their language.",
            success: .created
        ) {
            (visit, input: Input, event) in
            var draft = MessageDraft()
            for one in input.texts {
                guard Language(rawValue: one.language) != nil else {
                    throw Refusal.invalid(["texts": L("Choose one of the languages of the interface.")])
                }
                draft.texts[one.language] = MessageText(subject: one.subject, text: one.text)
            }
            for code in input.groups {
                guard let group = MessageGroup(rawValue: code) else {
                    throw Refusal.invalid(["groups": L("Choose who gets it.")])
                }
                draft.groups.insert(group)
            }
            (draft.country, draft.sector) = (input.country ?? "", input.sector ?? "")
            return body(try await MessageOperations.send(visit, event, draft, key: input.key))
        },
    ]

    private static func body(_ record: EventMessageRecord) -> Body {
        Body(
            id: record.id, groups: record.groups, sentAt: Int(record.sentAt), written: record.written,
            refused: record.refused)
    }
}
