import Domain
import Storage
import Web

/// What goes out because time passes: that an offer runs out, that somebody has not confirmed, that nobody was named, and a week before the
/// event the way in.
enum PostReminders {
    /// How long somebody who was named may be silent.
    private static let silence: Int64 = 5 * EpochTime.day
    /// Days before nominations close.
    static let beforeClosing = [14, 3]
    /// Days before the event.
    static let linkDays = 7

    enum Task: Sendable {
        case offer(PostSubjectRecord, Registration.ID)
        case confirmation(PostSubjectRecord, Registration.ID)
        case nomination(Event.ID, Invitation.ID, days: Int)
        case link(Event.ID, Registration.ID)
    }

    static func run(_ services: Services) async throws {
        let now = services.environment.now()
        let tasks = try await services.database.read { try due(at: now, $0) }
        for task in tasks {
            try await services.database.write { tx in
                try perform(task, Work(tx, services.environment), services.settings)
            }
        }
    }

    /// What was not written yet.
    static func due(at now: Int64, _ reading: any Reading) throws -> [Task] {
        let store = PostReminderStore(reading)
        return try store.offers(at: now) + store.unconfirmed(toldBefore: now - silence) + nominations(at: now, store)
            + links(at: now, store)
    }

    private static func nominations(at now: Int64, _ store: PostReminderStore) throws -> [Task] {
        var tasks: [Task] = []
        for one in try store.silent(closingBefore: now + Int64(beforeClosing[0]) * EpochTime.day, after: now) {
            // The nearest only, and none of a moment at which the invitation had not gone out yet.
            for days in beforeClosing.sorted() where one.closesAt <= now + Int64(days) * EpochTime.day {
                let moment = one.closesAt - Int64(days) * EpochTime.day
                if one.sentAt < moment, try !store.isDone("invitation:\(one.invitation):\(days)") {
                    tasks.append(.nomination(one.event, one.invitation, days: days))
                }
                break
            }
        }
        return tasks
    }

    private static func links(at now: Int64, _ store: PostReminderStore) throws -> [Task] {
        try store.seatsWithoutAccount(
            startingBy: CalendarDate.today(now + Int64(linkDays) * EpochTime.day), from: CalendarDate.today(now)
        )
        .map { .link($0.event, $0.id) }
    }

    private static func perform(_ task: Task, _ work: Work, _ settings: Settings) throws {
        switch task {
        case .offer(let record, let id):
            let event = try EventStore(work.tx).event(record.event)
            let one = try RegistrationStore(work.tx).registration(id, in: event.id)
            try PostPerson(work, event, one, settings).remindOfOffer(record)
        case .confirmation(let record, let id):
            let event = try EventStore(work.tx).event(record.event)
            let one = try RegistrationStore(work.tx).registration(id, in: event.id)
            try PostPerson(work, event, one, settings).remindToConfirm(record)
        case .nomination(let id, let invitation, let days):
            let event = try EventStore(work.tx).event(id)
            let one = try InvitationStore(work.tx).invitation(invitation, in: id)
            try PostNominator(work, event, settings).remind(one, days: days)
        case .link(let id, let registration):
            let event = try EventStore(work.tx).event(id)
            let one = try RegistrationStore(work.tx).registration(registration, in: id)
            try link(one, event, work, settings)
        }
    }

    /// The way into the room, a week before.
    private static func link(
        _ registration: RegistrationRecord, _ event: EventRecord, _ work: Work, _ settings: Settings
    )
        throws
    {
        guard try PostStore.remind("link:\(registration.id)", of: event.id, now: work.now, work.tx),
            let seat = registration.participant, let reader = try PostStore(work.tx).reader(of: registration, in: event)
        else { return }
        let token = try JoiningOperations.issueLinkIn(work, event.id, seat)
        let words = ReminderWords(language: reader.language, zone: reader.zone, settings: settings)
        let shown = try PostWords(event, reader, settings, work).shown
        try Outbox.writeIn(
            work,
            MailDraft(
                event: event.id, kind: "personal-link", key: "post:link:\(registration.id)",
                to: MailAddress(name: reader.name, address: reader.address), language: reader.language.rawValue,
                subject: shown.title,
                text: words.invitation(
                    reader.name, event, title: shown.title, place: shown.place, link: JoiningPaths.link(token)),
                mailClass: .service, replyTo: try PostStore(work.tx).setting(of: event.id).replyTo))
    }
}

/// The SQL of what is due.
struct PostReminderStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// Offers of which half of the time is over, and which still hold.
    func offers(at now: Int64) throws -> [PostReminders.Task] {
        try PostStore(reading).told("offered ").compactMap { record in
            guard case .registration(let id) = record.subject, let told = record.toldAt,
                let until = try reading.value(
                    "SELECT offered_until FROM registration WHERE id = \(id) AND offered_until > \(now)", as: Int64.self
                ),
                now >= told + (until - told) / 2, try !isDone("\(record.subject):half:\(until)")
            else { return nil }
            return .offer(record, id)
        }
    }

    func unconfirmed(toldBefore time: Int64) throws -> [PostReminders.Task] {
        try PostStore(reading).told("asked ").compactMap { record in
            guard case .registration(let id) = record.subject, let told = record.toldAt, told <= time,
                try !isDone("\(record.subject):confirm")
            else { return nil }
            return .confirmation(record, id)
        }
    }

    /// Countries and others that were asked, have not answered and named nobody, with when nominations close.
    func silent(closingBefore end: Int64, after now: Int64) throws
        -> [(event: Event.ID, invitation: Invitation.ID, sentAt: Int64, closesAt: Int64)]
    {
        try reading.all(
            """
            SELECT i.event_id, i.id, i.sent_at, COALESCE(i.answer_by_at, r.nominations_close_at) AS closes_at
            FROM invitation i JOIN registration_rule r ON r.event_id = i.event_id
            WHERE i.state = 'pending' AND i.sent_at IS NOT NULL AND i.target_kind <> 'person'
                AND COALESCE(i.answer_by_at, r.nominations_close_at) > \(now)
                AND COALESCE(i.answer_by_at, r.nominations_close_at) <= \(end)
                AND NOT EXISTS (SELECT 1 FROM nomination n WHERE n.event_id = i.event_id AND n.behalf_kind = i.target_kind
                    AND n.behalf = i.target AND n.state = 'submitted')
            ORDER BY i.id
            """
        ).map { (try $0.get("event_id"), try $0.get("id"), try $0.get("sent_at"), try $0.get("closes_at")) }
    }

    /// Who has a seat and no account, and was not sent the way in.
    /// - Parameters:
    ///   - day: the last on which the event begins.
    ///   - today: the first.
    func seatsWithoutAccount(startingBy day: String, from today: String) throws
        -> [(event: Event.ID, id: Registration.ID)]
    {
        try reading.all(
            """
            SELECT r.event_id, r.id FROM registration r JOIN event e ON e.id = r.event_id
                JOIN participant p ON p.id = r.participant_id
            WHERE r.state = 'complete' AND e.starts_on >= \(today) AND e.starts_on <= \(day) AND p.account_id IS NULL
                AND p.state = 'invited'
            ORDER BY r.event_id, r.number
            """
        ).compactMap { row in
            let id: Registration.ID = try row.get("id")
            return try isDone("link:\(id)") ? nil : (try row.get("event_id"), id)
        }
    }

    func isDone(_ key: String) throws -> Bool { try PostStore(reading).isReminded(key) }
}
