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

    /// What tells of a change to the reader's own account, which no refusal of reminders may keep back.
    static let account = "account"
}

/// The outbox: every feature writes in the transaction of what it tells; it is sent afterwards (Mail), and so never lost nor sent for
/// what did not happen.
enum Outbox {
    /// - Returns: whether it waits now: not where it was written before, or where the reader wants no mail; mail about the reader's own
    ///   account is no reminder, and is written all the same.
    @discardableResult
    static func writeIn(_ work: Work, _ draft: MailDraft) throws -> Bool {
        guard try draft.kind == MailDraft.account || !hasRefused(draft.to.address, work.tx) else { return false }
        let (id, token) = (work.environment.id(OutgoingMail.ID.self), Secret.token(random: work.environment.random))
        return try work.tx.all(
            """
            INSERT INTO outgoing_mail (id, event_id, kind, key, address, name, language, subject, text, unsubscribe_token,
                created_at, send_at, tries)
            VALUES (\(id), \(draft.event), \(draft.kind), \(draft.key), \(draft.to.address), \(draft.to.name),
                \(draft.language), \(draft.subject), \(draft.text), \(token), \(work.now), \(work.now), 0)
            ON CONFLICT (key) DO NOTHING RETURNING id
            """
        ).count == 1
    }

    static func hasRefused(_ address: String, _ reading: any Reading) throws -> Bool {
        try reading.first("SELECT address FROM mail_refusal WHERE address = \(address)") != nil
    }
}
