import Domain
import Storage
import Web

extension Paths {
    static let reminders = PathPattern<Event.ID>("/events/:event/reminders")
    static let personalLinkMails = PathPattern<Event.ID>("/events/:event/personal-link-mails")
    static let mailRetries = PathPattern<Event.ID>("/events/:event/mail/retries")
}

/// Mail of an event: what was sent, what waits, what failed and why; reminders and personal links by one press.
/// Reminders of stages that are open for days go out by themselves (ReminderOperations.watch).
enum ReminderRoutes {
    static let all: [Route] = [
        .get(Paths.eventMail, .facilitate) { visit, event in try await page(visit, event) },
        .post(Paths.reminders, .facilitate) { visit, event in
            .redirect(to: "\(Paths.eventMail(event))?written=\(try await ReminderOperations.remind(visit, event))")
        },
        .post(Paths.personalLinkMails, .organise) { visit, event in
            .redirect(to: "\(Paths.eventMail(event))?written=\(try await ReminderOperations.mailLinks(visit, event))")
        },
        .post(Paths.mailRetries, .facilitate) { visit, event in
            try await ReminderOperations.retry(visit, event)
            return .redirect(to: Paths.eventMail(event))
        },
    ]

    private static func page(_ visit: Visit, _ event: Event.ID) async throws -> Answer {
        try await visit.read { reading in
            let frame = try EventFrame(visit, event, reading)
            let store = ReminderStore(reading)
            let invited = Set(
                try EventStore(reading).participants(of: event).filter { $0.state == .invited }.map(\.id))
            let readers = try store.readers(of: event)
            return EventMailPage(
                frame: frame, mails: try MailStore(reading).mails(of: event), readers: readers.count,
                silent: try store.pending(in: frame.event, at: visit.now).count,
                invited: readers.count { invited.contains($0.participant) }
            ).answer
        }
    }
}
