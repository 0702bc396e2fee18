import Markup
import Storage
import Web

/// Mail: an outbox that survives restarts (MailStore), sent by libcurl (MailTransport) while the server runs (MailSending).
///
/// `/mail/refusals/TOKEN` is where a reader says which mail is wanted no more, and takes that back: reminders, or news (``MailClass``); what
/// concerns their own account or place always comes. Who gets what and when belongs to the features that write it.
enum MailRoutes {
    static let all: [Route] = [
        .get(MailPaths.refusal, .anyone) { visit, token in
            let choice = try await visit.read { reading in
                guard let choice = try MailStore(reading).choice(of: token) else { throw Refusal.linkEnded }
                return choice
            }
            return MailRefusalPage(visit: visit, token: token, choice: choice).answer
        },
        .post(MailPaths.refusal, .anyone) { visit, token in
            try await MailOperations.unsubscribe(visit, token, from: try named(visit))
            return .redirect(to: MailPaths.refusal(token))
        },
        .post(MailPaths.acceptance, .anyone) { visit, token in
            try await MailOperations.subscribe(visit, token, to: try named(visit))
            return .redirect(to: MailPaths.refusal(token))
        },
    ]

    /// Nothing for that of the mail: mail programs press for their readers, and name none (RFC 8058).
    private static func named(_ visit: Visit) throws -> MailClass? {
        MailClass(rawValue: try visit.inbound.form().text("class")).flatMap { $0.isRefusable ? $0 : nil }
    }
}
