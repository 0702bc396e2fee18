import Domain
import Storage
import Web

/// A mail before it is in the outbox.
struct MailDraft: Sendable {
    let event: Event.ID?
    /// `reminder`, `personal-link` …
    let kind: String
    /// A mail with the same key is written once.
    let key: String
    let to: MailAddress
    /// BCP 47.
    let language: String
    let subject: String
    let text: String
    /// What it is for: whether its reader may refuse it.
    var mailClass = MailClass.reminder
    /// iCalendar objects with their METHOD, one after the other, for the reader alone.
    var calendar = ""
    var attachment: KeptFile.ID?
    /// Where answers go; nothing for where mail comes from.
    var replyTo: String?
    /// Epoch milliseconds; nothing for now.
    var sendAt: Int64?

    /// What tells of a change to the reader's own account.
    static let account = "account"
    /// What tells of the reader's own mandate, or of one that they watch over.
    static let mandate = "mandate"
    /// What asks for an expert, or asks one.
    static let expert = "expert"
}

/// The outbox: every feature writes in the transaction of what it tells; it is sent afterwards (Mail), and so never lost nor sent for
/// what did not happen.
enum Outbox {
    /// - Returns: whether it waits now: not where it was written before, or where the reader wants no mail of its class.
    @discardableResult
    static func writeIn(_ work: Work, _ draft: MailDraft) throws -> Bool {
        guard try !hasRefused(draft.to.address, draft.mailClass, work.tx) else { return false }
        let (id, token) = (work.environment.id(OutgoingMail.ID.self), Secret.token(random: work.environment.random))
        return try work.tx.all(
            """
            INSERT INTO outgoing_mail (id, event_id, kind, key, address, name, language, subject, text, unsubscribe_token,
                created_at, send_at, tries, class, calendar, attachment_id, reply_to)
            VALUES (\(id), \(draft.event), \(draft.kind), \(draft.key), \(draft.to.address), \(draft.to.name),
                \(draft.language), \(draft.subject), \(draft.text), \(token), \(work.now), \(draft.sendAt ?? work.now), 0,
                \(draft.mailClass.rawValue), \(draft.calendar), \(draft.attachment), \(draft.replyTo))
            ON CONFLICT (key) DO NOTHING RETURNING id
            """
        ).count == 1
    }

    /// False for what nobody can refuse.
    static func hasRefused(_ address: String, _ mailClass: MailClass, _ reading: any Reading) throws -> Bool {
        guard mailClass.isRefusable else { return false }
        return try reading.first(
            "SELECT address FROM mail_refusal WHERE address = \(address) AND class = \(mailClass.rawValue)") != nil
    }
}
