import Domain
import Storage
import Web

/// A mail in the outbox.
struct OutgoingMailRecord: Sendable {
    enum State: String, Sendable { case waiting, sent, failed }

    let id: OutgoingMail.ID
    let event: Event.ID?
    let kind: String
    /// The same for the same mail.
    let key: String
    let address: String
    let name: String
    let language: String
    let subject: String
    let text: String
    let mailClass: MailClass
    /// An iCalendar object; empty where there is none.
    let calendar: String
    let attachment: KeptFile.ID?
    let replyTo: String?
    let unsubscribeToken: String
    let createdAt: Int64
    let sendAt: Int64
    let tries: Int
    let sentAt: Int64?
    let failedAt: Int64?
    /// What the server said last.
    let error: String?

    var state: State { sentAt != nil ? .sent : failedAt != nil ? .failed : .waiting }

    init(_ row: Row) throws {
        id = try row.get("id")
        event = try row.get("event_id")
        kind = try row.get("kind")
        key = try row.get("key")
        address = try row.get("address")
        name = try row.get("name")
        language = try row.get("language")
        subject = try row.get("subject")
        text = try row.get("text")
        mailClass = MailClass(rawValue: try row.get("class")) ?? .reminder
        calendar = try row.get("calendar")
        attachment = try row.get("attachment_id")
        replyTo = try row.get("reply_to")
        unsubscribeToken = try row.get("unsubscribe_token")
        createdAt = try row.get("created_at")
        sendAt = try row.get("send_at")
        tries = try row.get("tries")
        sentAt = try row.get("sent_at")
        failedAt = try row.get("failed_at")
        error = try row.get("error")
    }
}

/// The SQL of the outbox.
struct MailStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// Newest first.
    func mails(of event: Event.ID, limit: Int = 200) throws -> [OutgoingMailRecord] {
        try reading.all(
            "SELECT * FROM outgoing_mail WHERE event_id = \(event) ORDER BY created_at DESC, id DESC LIMIT \(limit)"
        ).map(OutgoingMailRecord.init)
    }

    /// Whose mail had this token, of which class it was, and which classes they refuse.
    func choice(of token: String) throws -> MailChoice? {
        guard let row = try reading.first("SELECT address, class FROM outgoing_mail WHERE unsubscribe_token = \(token)")
        else { return nil }
        let address: String = try row.get("address")
        let refused = try reading.all("SELECT class FROM mail_refusal WHERE address = \(address)").compactMap {
            MailClass(rawValue: try $0.get("class"))
        }
        let own = MailClass(rawValue: try row.get("class")) ?? .reminder
        return MailChoice(address: address, mailClass: own.isRefusable ? own : .reminder, refused: Set(refused))
    }

    /// Takes mails that are due, for a time in which no other node sends them.
    static func claim(at now: Int64, for milliseconds: Int64, limit: Int, _ tx: Transaction) throws
        -> [OutgoingMailRecord]
    {
        try tx.all(
            """
            UPDATE outgoing_mail SET claimed_until = \(now + milliseconds), tries = tries + 1 WHERE id IN
                (SELECT id FROM outgoing_mail WHERE sent_at IS NULL AND failed_at IS NULL AND send_at <= \(now)
                    AND (claimed_until IS NULL OR claimed_until < \(now))
                    AND NOT EXISTS (\(refusal))
                    ORDER BY send_at, id LIMIT \(limit))
            RETURNING *
            """
        ).map(OutgoingMailRecord.init)
    }

    /// A refusal that keeps a mail back: there is none of what concerns the reader's own account or place.
    private static let refusal: SQL = """
        SELECT r.address FROM mail_refusal r WHERE r.address = outgoing_mail.address AND r.class = outgoing_mail.class
        """

    /// It was no try: it may not go yet.
    static func setWaiting(_ id: OutgoingMail.ID, until time: Int64, _ tx: Transaction) throws {
        try tx.execute(
            "UPDATE outgoing_mail SET send_at = \(time), claimed_until = NULL, tries = tries - 1 WHERE id = \(id)")
    }

    /// All mail of a kind and an event waits.
    static func postpone(_ kind: String, of event: Event.ID, until time: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE outgoing_mail SET send_at = \(time) WHERE event_id = \(event) AND kind = \(kind) AND sent_at IS NULL
                AND failed_at IS NULL AND send_at < \(time)
            """)
    }

    /// How many of some kinds and an event went out since, or are on their way at this moment.
    func going(_ kinds: Set<String>, of event: Event.ID, since time: Int64, now: Int64, but id: OutgoingMail.ID) throws
        -> Int
    {
        try reading.value(
            """
            SELECT COUNT(*) FROM outgoing_mail WHERE event_id = \(event) AND kind IN \(in: kinds.sorted()) AND id <> \(id)
                AND (sent_at > \(time) OR sent_at IS NULL AND failed_at IS NULL AND claimed_until > \(now))
            """, as: Int.self) ?? 0
    }

    /// Which of these addresses refuse mail of a class.
    func refusing(_ mailClass: MailClass, of addresses: Set<String>) throws -> Set<String> {
        guard !addresses.isEmpty else { return [] }
        return Set(
            try reading.all(
                """
                SELECT address FROM mail_refusal WHERE class = \(mailClass.rawValue) AND address IN \(in: addresses.sorted())
                """
            ).map { try $0.get("address") })
    }

    /// Nothing where none with this key was written.
    func mail(_ key: String) throws -> OutgoingMailRecord? {
        try reading.first("SELECT * FROM outgoing_mail WHERE key = \(key)").map(OutgoingMailRecord.init)
    }

    static func setSent(_ id: OutgoingMail.ID, at now: Int64, _ tx: Transaction) throws {
        // What was sent is kept as a fact, without its words: they may hold a personal link.
        try tx.execute(
            "UPDATE outgoing_mail SET sent_at = \(now), claimed_until = NULL, error = NULL, \(wordless) WHERE id = \(id)"
        )
    }

    static func setLater(_ id: OutgoingMail.ID, at time: Int64, error: String, _ tx: Transaction) throws {
        try tx.execute(
            "UPDATE outgoing_mail SET send_at = \(time), claimed_until = NULL, error = \(error) WHERE id = \(id)")
    }

    /// What goes with the words of a mail.
    private static let wordless: SQL = "text = '', calendar = '', attachment_id = NULL"

    /// - Parameter isFinal: nobody can try it again: its words go, which may hold a personal link.
    static func setFailed(
        _ id: OutgoingMail.ID, at now: Int64, error: String, isFinal: Bool, _ tx: Transaction
    ) throws {
        let text: SQL = isFinal ? ", \(wordless)" : ""
        try tx.execute(
            "UPDATE outgoing_mail SET failed_at = \(now), claimed_until = NULL, error = \(error)\(text) WHERE id = \(id)"
        )
    }

    /// The words of mails that failed before a moment go; that they failed, their subject and the reason stay.
    static func forgetTexts(failedBefore time: Int64, _ tx: Transaction) throws {
        try tx.execute(
            "UPDATE outgoing_mail SET \(wordless) WHERE sent_at IS NULL AND failed_at < \(time) AND text <> ''")
    }

    /// A file goes: mails that still wait go without it.
    static func detach(_ file: KeptFile.ID, _ tx: Transaction) throws {
        try tx.execute("UPDATE outgoing_mail SET attachment_id = NULL WHERE attachment_id = \(file)")
    }

    /// Failed mails of an event that still have their words wait again, as if they had not been tried.
    static func retry(_ event: Event.ID, at now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE outgoing_mail SET failed_at = NULL, tries = 0, send_at = \(now)
            WHERE event_id = \(event) AND failed_at IS NOT NULL AND sent_at IS NULL AND text <> ''
                AND NOT EXISTS (\(refusal))
            """)
    }

    static func refuse(_ address: String, _ mailClass: MailClass, at now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO mail_refusal (address, class, refused_at) VALUES (\(address), \(mailClass.rawValue), \(now))
            ON CONFLICT (address, class) DO NOTHING
            """)
        try tx.execute(
            """
            UPDATE outgoing_mail SET failed_at = \(now), error = 'unsubscribed', \(wordless)
            WHERE address = \(address) AND class = \(mailClass.rawValue) AND sent_at IS NULL AND failed_at IS NULL
            """)
    }

    static func accept(_ address: String, _ mailClass: MailClass, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM mail_refusal WHERE address = \(address) AND class = \(mailClass.rawValue)")
    }
}

/// What somebody decided about mail, as they come with a link of one.
struct MailChoice: Sendable {
    let address: String
    /// Of the mail with the link.
    let mailClass: MailClass
    let refused: Set<MailClass>
}
