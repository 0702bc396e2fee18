import Domain
import Storage
import Web

/// Who comes to a visit and has not told what its host asks is reminded before the list goes out, by the link of their own page: a week before,
/// and two days before. Each is written once, on whichever node.
enum VisitMails {
    /// Days before the list goes out.
    static let before = [7, 2]

    struct Task: Sendable {
        let registration: Registration.ID
        let event: Event.ID
        /// The day on which the list goes out.
        let due: String
        let days: Int

        /// A mail with the same key is written once.
        var key: String { "visit-access:\(registration):\(due):\(days)" }
    }

    static func watch(_ services: Services) async {
        guard services.settings.mail != nil else { return }
        await services.again(
            every: .seconds(300), waitsFirst: true, failing: "Mails about access lists could not be written"
        ) { try await run(services) }
    }

    static func run(_ services: Services) async throws {
        let now = services.environment.now()
        let tasks = try await services.database.read { try due(at: now, $0) }
        for task in tasks {
            try await services.database.write { tx in
                try tellIn(Work(tx, services.environment), task, services.settings)
            }
        }
    }

    /// What was not written yet.
    static func due(at now: Int64, _ reading: any Reading) throws -> [Task] {
        try VisitStore(reading).asking(from: CalendarDate.today(now - EpochTime.day)).flatMap { id -> [Task] in
            let event = try EventStore(reading).event(id)
            guard let (day, days) = try moment(event, now: now, reading) else { return [] }
            return try AccessList(id, reading).missing.map {
                Task(registration: $0.id, event: id, due: day, days: days)
            }.filter { try !PostStore(reading).isReminded($0.key) }
        }
    }

    /// When the list goes out, and of which of the reminders it is time; nothing where it is none.
    private static func moment(_ event: EventRecord, now: Int64, _ reading: any Reading) throws -> (String, Int)? {
        let told = try VisitStore(reading).visit(of: event.id).fields.listDue
        let due = told.isEmpty ? event.startsOn : min(told, event.endsOn)
        let today = CalendarDate.today(now, timeZone: event.timeZone)
        guard today <= due else { return nil }
        // The nearest only.
        return before.sorted().first { EventChanges.later(due, days: -$0) <= today }.map { (due, $0) }
    }

    private static func tellIn(_ work: Work, _ task: Task, _ settings: Settings) throws {
        guard try PostStore.remind(task.key, of: task.event, now: work.now, work.tx) else { return }
        let event = try EventStore(work.tx).event(task.event)
        let registration = try RegistrationStore(work.tx).registration(task.registration, in: event.id)
        guard let reader = try PostStore(work.tx).reader(of: registration, in: event) else { return }
        let words = try LogisticsMailWords(event, registration, reader, settings, work)
        let day = DateText.day(task.due, in: reader.language)
        let mail = words.mail(
            L("Tell what the host asks for: \(words.shown.title)"),
            [
                L("The host lets in whom it knows of, and asks something of everybody who comes."),
                L("Please tell it on your page by \(day): then the list goes to the host."),
                L("Only the organisers take it out, and it is erased afterwards. No copy of a passport is needed."),
            ], at: VisitPaths.link(words.token))
        try Outbox.writeIn(
            work,
            MailDraft(
                event: event.id, kind: "visit-access", key: task.key,
                to: MailAddress(name: reader.name, address: reader.address), language: reader.language.rawValue,
                subject: mail.subject, text: mail.text, mailClass: .reminder,
                replyTo: try PostStore(work.tx).setting(of: event.id).replyTo))
    }
}
