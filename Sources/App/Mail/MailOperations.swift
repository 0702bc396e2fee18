import Domain
import Storage
import Web

/// What a reader says about mail. Writing is in ``Outbox``, sending in ``MailSending``.
enum MailOperations {
    /// - Parameter mailClass: nothing for that of the mail with the token.
    /// - Throws: ``Refusal/linkEnded`` where no mail had this token.
    static func unsubscribe(_ visit: Visit, _ token: String, from mailClass: MailClass?) async throws {
        try await visit.database.write { tx in
            guard let choice = try MailStore(tx).choice(of: token) else { throw Refusal.linkEnded }
            try MailStore.refuse(choice.address, mailClass ?? choice.mailClass, at: visit.now, tx)
        }
    }

    static func subscribe(_ visit: Visit, _ token: String, to mailClass: MailClass?) async throws {
        try await visit.database.write { tx in
            guard let choice = try MailStore(tx).choice(of: token) else { throw Refusal.linkEnded }
            try MailStore.accept(choice.address, mailClass ?? choice.mailClass, tx)
        }
    }
}

/// Sends what waits, until the task is cancelled. Several nodes may do so at once: each takes mails for itself for a while.
enum MailSending {
    /// Minutes after the first, second … try; after the last the mail has failed.
    static let pauses: [Int64] = [1, 5, 30, 120, 360]
    /// How long a failed mail can be tried again by hand, in milliseconds; then its words go, which may hold a personal link.
    static let textKept: Int64 = 7 * EpochTime.day
    /// How long a mail belongs to the node that took it; longer than any try to send it.
    private static let claim: Int64 = 2 * 60_000

    static func watch(_ services: Services) async {
        guard let settings = services.settings.mail else { return }
        await services.again(every: .seconds(2), afterFault: .seconds(5), failing: "The outbox could not be read") {
            while try await sendDue(services, by: settings) > 0, !Task.isCancelled {}
        }
    }

    /// - Returns: how many were tried.
    @discardableResult
    static func sendDue(_ services: Services, by settings: MailSettings) async throws -> Int {
        let now = services.environment.now()
        let due = try await services.database.write { tx in
            try MailStore.forgetTexts(failedBefore: now - textKept, tx)
            // One at a time: of a server that dies, one mail waits until another may take it.
            return try MailStore.claim(at: now, for: claim, limit: 1, tx)
        }
        for mail in due { try await send(mail, services, settings) }
        return due.count
    }

    private static func send(_ mail: OutgoingMailRecord, _ services: Services, _ settings: MailSettings) async throws {
        let now = services.environment.now()
        guard try await mayGo(mail, services, now) else { return }
        let file = try await attachment(mail, services)
        let message = MailMessage(
            id: mail.id.description, from: settings.from, to: MailAddress(name: mail.name, address: mail.address),
            subject: mail.subject, text: mail.text + footer(mail, services.settings) + MailKinds.lastLine(of: mail),
            language: mail.language,
            unsubscribe: refusal(mail, services.settings), date: now, calendar: mail.calendar, attachment: file,
            replyTo: mail.replyTo)
        do {
            try await MailTransport.send(message, by: settings)
            try await services.database.write { tx in try MailStore.setSent(mail.id, at: now, tx) }
        } catch let failure as MailFailure {
            services.logger.warning("A mail was not sent: \(failure.reason)")
            try await services.database.write { tx in
                if failure.isPermanent || mail.tries > pauses.count {
                    try MailStore.setFailed(mail.id, at: now, error: failure.reason, isFinal: failure.isPermanent, tx)
                } else {
                    let pause = pauses[max(0, min(mail.tries - 1, pauses.count - 1))] * 60_000
                    try MailStore.setLater(mail.id, at: now + pause, error: failure.reason, tx)
                }
            }
        }
    }

    /// Asked last, just before it goes: what has changed since it was written counts.
    private static func mayGo(_ mail: OutgoingMailRecord, _ services: Services, _ now: Int64) async throws -> Bool {
        let settings = services.settings
        let going = try await services.database.read { try MailKinds.going(mail, settings, now: now, $0) }
        guard going != .now else { return true }
        try await services.database.write { tx in
            switch going {
            case .now: break
            case .later(let time, let isForAll):
                try MailStore.setWaiting(mail.id, until: time, tx)
                if isForAll, let event = mail.event { try MailStore.postpone(mail.kind, of: event, until: time, tx) }
            case .never(let reason): try MailStore.setFailed(mail.id, at: now, error: reason, isFinal: true, tx)
            }
        }
        return false
    }

    /// Nothing where the file has gone since: the words say what it was.
    private static func attachment(_ mail: OutgoingMailRecord, _ services: Services) async throws -> MailMessage.File? {
        guard let id = mail.attachment else { return nil }
        return try await services.database.read { reading in
            let store = KeptFileStore(reading)
            guard let file = try store.known(id) else { return nil }
            return MailMessage.File(name: file.name, type: file.type, bytes: try store.bytes(of: file))
        }
    }

    private static func footer(_ mail: OutgoingMailRecord, _ settings: Settings) -> String {
        let language = Language(rawValue: mail.language) ?? .english
        let words =
            refusal(mail, settings).map { L("Stop such mail, or choose what comes: \($0)") }
            ?? service(mail.kind)
        return "\n\n-- \n" + words.string(in: language) + "\n"
    }

    private static func service(_ kind: String) -> Message {
        switch kind {
        case MailDraft.account:
            L("This mail is about your own account, so it comes to you whatever you chose about reminders.")
        case MailDraft.mandate:
            L("This mail is about a mandate, so it comes to you whatever you chose about reminders.")
        case MailDraft.expert:
            L("This mail asks for an expert, so it comes to you whatever you chose about reminders.")
        case "invitation", "nomination-summary":
            L(
                "This mail comes because you are asked to answer for an event, whatever you chose about reminders."
            )
        default:
            L("This mail is about your own place in an event, so it comes to you whatever you chose about reminders.")
        }
    }

    private static func refusal(_ mail: OutgoingMailRecord, _ settings: Settings) -> String? {
        mail.mailClass.isRefusable ? settings.baseURL + MailPaths.refusal(mail.unsubscribeToken) : nil
    }
}
