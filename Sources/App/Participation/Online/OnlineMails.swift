import Domain
import Storage
import Web

/// The way to a meeting, to who takes part online: the day before, and a quarter of an hour before it begins. The mail leads to the reader's own
/// page, so that a link which is changed at the last minute is the right one there, and whoever comes is counted.
enum OnlineMails {
    enum Stage: String, CaseIterable, Sendable {
        case day, quarter
    }

    /// What is due now for an event.
    struct Due: Sendable, Hashable {
        let event: Event.ID
        let stage: Stage
        let startsAt: Int64
        /// Whether the agenda says the hour.
        let hasHour: Bool

        /// Once for an event that begins then: another beginning is told anew.
        var key: String { "online:\(event):\(stage.rawValue):\(startsAt)" }
    }

    /// People of one transaction: whoever else writes waits for so many mails only.
    private static let part = 200

    static func watch(_ services: Services) async {
        guard services.settings.mail != nil else { return }
        await services.again(every: .seconds(30), failing: "Mails with the way to a meeting could not be written") {
            try await run(services)
        }
    }

    static func run(_ services: Services) async throws {
        let now = services.environment.now()
        let all = try await services.database.read { try due(at: now, $0) }
        for due in all {
            let people = try await services.database.read { try online(in: due.event, $0) }
            for start in stride(from: 0, to: people.count, by: part) {
                let some = Array(people[start..<min(start + part, people.count)])
                try await services.database.write { tx in
                    let work = Work(tx, services.environment)
                    for one in some { try tell(one, due, work, services.settings) }
                }
            }
            try await services.database.write { tx in
                _ = try PostStore.remind(due.key, of: due.event, now: now, tx)
            }
        }
    }

    static func due(at now: Int64, _ reading: any Reading) throws -> [Due] {
        let days = EpochTime.day
        let (from, to) = (CalendarDate.today(now - 2 * days), CalendarDate.today(now + 2 * days))
        return try OnlineMailStore(reading).events(startingFrom: from, to: to).compactMap { id in
            let event = try EventStore(reading).event(id)
            guard event.standing == .planned, let due = try due(event, at: now, reading),
                try !PostStore(reading).isReminded(due.key)
            else { return nil }
            return due
        }
    }

    /// - Returns: nothing for an event without a link, and between the two times.
    static func due(_ event: EventRecord, at now: Int64, _ reading: any Reading) throws -> Due? {
        let door = try OnlineDoor(event, reading)
        guard let first = door.parts.first(where: { !$0.link.isEmpty }) else { return nil }
        let start = first.startsAt
        // Where nobody has said the hour, the day begins at midnight: it is told in the morning before, and no quarter of an hour.
        let ahead = door.hasAgenda ? EpochTime.day : 15 * EpochTime.hour
        if door.hasAgenda, now >= start - OnlineDoor.before, now < start + OnlineDoor.before {
            return Due(event: event.id, stage: .quarter, startsAt: start, hasHour: true)
        }
        guard now >= start - ahead, now < start - OnlineDoor.before else { return nil }
        return Due(event: event.id, stage: .day, startsAt: start, hasHour: door.hasAgenda)
    }

    /// Who has a seat and takes part online.
    private static func online(in event: Event.ID, _ reading: any Reading) throws -> [RegistrationRecord] {
        try RegistrationStore(reading).active(in: event).filter {
            $0.state == .complete && $0.mode == .online && $0.participant != nil
        }
    }

    private static func tell(_ known: RegistrationRecord, _ due: Due, _ work: Work, _ settings: Settings) throws {
        let (store, key) = (PostStore(work.tx), "\(due.key):\(known.id)")
        let event = try EventStore(work.tx).event(due.event)
        // As it is now: somebody may have withdrawn while the others were written to.
        guard let one = try store.registration(known.id), one.state == .complete, one.mode == .online,
            event.standing == .planned, let reader = try store.reader(of: one, in: event),
            try PostStore.remind(key, of: event.id, now: work.now, work.tx)
        else { return }
        let mail = try PostWords(event, reader, settings, work).meeting(due, one)
        try Outbox.writeIn(
            work,
            MailDraft(
                event: event.id, kind: "online-\(due.stage.rawValue)", key: "post:\(key)",
                to: MailAddress(name: reader.name, address: reader.address), language: reader.language.rawValue,
                subject: mail.subject, text: mail.text, mailClass: .reminder,
                replyTo: try store.setting(of: event.id).replyTo))
    }
}

extension PostWords {
    /// The way to a meeting, shortly before it begins.
    func meeting(_ due: OnlineMails.Due, _ registration: RegistrationRecord) -> Mail {
        let subject =
            due.stage == .day ? L("Online soon: \(title)") : L("It begins in a quarter of an hour: \(title)")
        return mail(
            subject,
            [
                L("You take part online."), due.hasHour ? L("It begins: \(moment(due.startsAt)).") : nil,
                L(
                    "The button on your page leads to the meeting from a quarter of an hour before it begins. Come by it: then you are counted, and a link that has changed is the right one."
                ),
            ], registration)
    }
}
