import Domain
import Storage
import Web

/// Mail of an event: what was sent, what waits, what failed and why; reminders and personal links by one press.
/// Reminders of stages that are open for days go out by themselves (ReminderOperations.watch).
enum ReminderRoutes {
    static let all: [Route] = [
        .get(Paths.eventMail, .facilitate) { visit, event in try await page(visit, event) },
        .post(Paths.reminders, .facilitate) { visit, event in
            .redirect(to: "\(Paths.eventMail(event))?written=\(try await ReminderOperations.remind(visit, event))")
        },
        .get(Paths.personalLinkMails, .organise) { visit, event in
            let query = visit.inbound.query
            let chosen = query.has("for") ? Set(query.all("participant").compactMap { Participant.ID($0) }) : nil
            return try await visit.read { reading in
                LinkMailPage(
                    frame: try EventFrame(visit, event, reading), readers: try LinkReader.all(of: event, reading),
                    chosen: chosen, shown: try ShownAddresses(visit, event, reading)
                ).answer
            }
        },
        .post(Paths.personalLinkMails, .organise) { visit, event in
            let chosen = Set(try visit.inbound.form().all("participant").compactMap { Participant.ID($0) })
            let written = try await ReminderOperations.mailLinks(visit, event, to: chosen)
            return .redirect(to: "\(Paths.eventMail(event))?written=\(written)")
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
            let readers = try store.readers(of: event)
            return EventMailPage(
                frame: frame, mails: try MailStore(reading).mails(of: event).filter { !MailKinds.hasPage($0.kind) },
                readers: readers,
                shown: try ShownAddresses(visit, event, reading),
                silent: try store.pending(in: frame.event, at: visit.now).count,
                withoutLink: try LinkReader.all(of: event, reading).count(where: \.hasNoneYet)
            ).answer
        }
    }
}
