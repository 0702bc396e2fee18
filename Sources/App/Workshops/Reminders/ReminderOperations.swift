import Domain
import Foundation
import Storage
import Web

/// Mail to those of whom something is wanted: a digest of all that waits for a person, at most once a day.
enum ReminderOperations {
    /// The facilitator reminds those who have not been heard yet.
    /// - Returns: how many mails wait now.
    static func remind(_ visit: Visit, _ event: Event.ID) async throws -> Int {
        guard visit.settings.mail != nil else { throw Refusal.noMail }
        return try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            let written = try remindIn(Work(tx, visit), [event], visit.settings)
            if written > 0 {
                try visit.record(
                    tx, scope: .event(event), subject: "event:\(event)", kind: "reminder.sending",
                    facts: ["count": .whole(written)])
            }
            return written
        }
    }

    /// Writes one mail for each person for whom something waits in these events; whoever got one today is left out.
    static func remindIn(_ work: Work, _ events: [Event.ID], _ settings: Settings) throws -> Int {
        let store = ReminderStore(work.tx)
        var readers: [String: ReminderStore.Reader] = [:]
        var waiting: [String: [ReminderWords.Item]] = [:]
        for id in events {
            let event = try EventStore(work.tx).event(id)
            let pending = try store.pending(in: event, at: work.now)
            for reader in try store.readers(of: id) {
                guard let task = pending[reader.participant] else { continue }
                readers[reader.address] = readers[reader.address] ?? reader
                waiting[reader.address, default: []].append(.init(event: event, task: task))
            }
        }
        var written = 0
        for (address, reader) in readers.sorted(by: { $0.key < $1.key }) {
            let items = waiting[address] ?? []
            let words = ReminderWords(language: reader.language, zone: reader.timeZone, settings: settings)
            let draft = MailDraft(
                event: items.first?.event.id, kind: "reminder",
                key: "digest:\(address):\(CalendarDate.today(work.now))",
                to: MailAddress(name: reader.name, address: address), language: reader.language.rawValue,
                subject: words.subject(items), text: words.digest(reader.name, items))
            if try Outbox.writeIn(work, draft) { written += 1 }
        }
        return written
    }

    /// Mails personal links. Each is the same as before; nothing that was mailed or printed stops working.
    /// - Parameter chosen: nothing for those who have not come and have no link yet.
    static func mailLinks(_ visit: Visit, _ event: Event.ID, to chosen: Set<Participant.ID>? = nil) async throws
        -> Int
    {
        guard visit.settings.mail != nil else { throw Refusal.noMail }
        return try await visit.database.write { tx in
            try visit.require(.organise, in: event, tx)
            let record = try EventStore(tx).event(event)
            let work = Work(tx, visit)
            var written = 0
            for one in try LinkReader.all(of: event, tx) {
                guard chosen?.contains(one.person.id) ?? one.hasNoneYet else { continue }
                let reader = one.reader
                let token = try JoiningOperations.issueLinkIn(work, event, reader.participant)
                let words = ReminderWords(language: reader.language, settings: visit.settings)
                let draft = MailDraft(
                    event: event, kind: "personal-link", key: "link:\(Secret.digest(token)):\(work.now / pressedTwice)",
                    to: MailAddress(name: reader.name, address: reader.address), language: reader.language.rawValue,
                    subject: record.title, text: words.invitation(reader.name, record, link: JoiningPaths.link(token)),
                    mailClass: .service)
                if try Outbox.writeIn(work, draft) { written += 1 }
            }
            if written > 0 {
                try work.record(
                    .event(event), "event:\(event)", "personal-link.sending", ["count": .whole(written)])
            }
            return written
        }
    }

    /// Milliseconds within which a second press sends nothing more.
    private static let pressedTwice: Int64 = 10 * 60_000

    static func retry(_ visit: Visit, _ event: Event.ID) async throws {
        try await visit.database.write { tx in
            try visit.require(.facilitate, in: event, tx)
            try MailStore.retry(event, at: visit.now, tx)
        }
    }

    /// Looks once a minute whether a stage that is open for days began or ends today, and reminds of it.
    static func watch(_ services: Services) async {
        guard services.settings.mail != nil else { return }
        await services.again(every: .seconds(60), failing: "Reminders could not be written") {
            try await remindDue(services)
        }
    }

    static func remindDue(_ services: Services) async throws {
        let now = services.environment.now()
        let events = try await services.database.read { try ReminderStore($0).eventsToRemind(at: now) }
        guard !events.isEmpty else { return }
        try await services.database.write { tx in
            _ = try remindIn(Work(tx, services.environment), events, services.settings)
        }
    }
}
