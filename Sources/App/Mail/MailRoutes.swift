import Markup
import Storage
import Web

/// Mail: an outbox that survives restarts (MailStore), sent by libcurl (MailTransport) while the server runs (MailSending).
///
/// `/mail/refusals/TOKEN` is where a reader says that no more mail is wanted, and takes that back. Who gets what and when belongs to
/// Workshops/Reminders.
enum MailRoutes {
    static let all: [Route] = [
        .get(MailPaths.refusal, .anyone) { visit, token in
            let (address, hasRefused) = try await visit.read { reading in
                guard let address = try MailStore(reading).address(unsubscribing: token) else {
                    throw Refusal.linkEnded
                }
                return (address, try Outbox.hasRefused(address, reading))
            }
            return MailRefusalPage(visit: visit, token: token, address: address, hasRefused: hasRefused).answer
        },
        .post(MailPaths.refusal, .anyone) { visit, token in
            try await MailOperations.unsubscribe(visit, token)
            return .redirect(to: MailPaths.refusal(token))
        },
        .post(MailPaths.acceptance, .anyone) { visit, token in
            try await MailOperations.subscribe(visit, token)
            return .redirect(to: MailPaths.refusal(token))
        },
    ]
}
