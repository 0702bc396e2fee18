import Domain
import Storage
import Web

/// Mails about travel and money: a visa letter is ready (S11), a claim was returned, rejected or paid (S12), a claim is missing (R3). Each waits
/// as long as mails about registrations do, and then tells how things stand; each is written once, on whichever node.
enum LogisticsMails {
    /// What is older when mail is first made is told no more.
    static let old: Int64 = 7 * EpochTime.day
    /// After the event's last day: when a claim is missing, and when nobody asks for it any more.
    static let missing = 20...50

    enum Task: Sendable {
        case letter(Registration.ID, Event.ID, at: Int64)
        case claim(Claim.ID, Registration.ID, Event.ID, ClaimState, at: Int64)
        case missing(Registration.ID, Event.ID)

        /// A mail with the same key is written once.
        var key: String {
            switch self {
            case .letter(let id, _, let at): "logistics:letter:\(id):\(at)"
            case .claim(let id, _, _, let state, let at): "logistics:claim:\(id):\(state.rawValue):\(at)"
            case .missing(let id, _): "logistics:missing:\(id)"
            }
        }

        var kind: String {
            switch self {
            case .letter: "visa-letter"
            case .claim(_, _, _, let state, _): "claim-\(state.rawValue)"
            case .missing: "claim-missing"
            }
        }

        var mailClass: MailClass { if case .missing = self { .reminder } else { .service } }

        var registration: Registration.ID {
            switch self {
            case .letter(let id, _, _), .claim(_, let id, _, _, _), .missing(let id, _): id
            }
        }

        var event: Event.ID {
            switch self {
            case .letter(_, let event, _), .claim(_, _, let event, _, _), .missing(_, let event): event
            }
        }
    }

    static func watch(_ services: Services) async {
        guard services.settings.mail != nil else { return }
        await services.again(
            every: .seconds(30), waitsFirst: true, failing: "Mails about travel and money could not be written"
        ) { try await run(services) }
    }

    static func run(_ services: Services) async throws {
        let (now, pause) = (services.environment.now(), services.settings.mailPause)
        let due = try await services.database.read { try LogisticsMailStore($0).due(at: now, pause: pause) }
        for task in due {
            try await services.database.write { tx in
                try tellIn(Work(tx, services.environment), task, services.settings)
            }
        }
    }

    private static func tellIn(_ work: Work, _ task: Task, _ settings: Settings) throws {
        guard try PostStore.remind(task.key, of: task.event, now: work.now, work.tx) else { return }
        let event = try EventStore(work.tx).event(task.event)
        let registration = try RegistrationStore(work.tx).registration(task.registration, in: event.id)
        guard let reader = try PostStore(work.tx).reader(of: registration, in: event) else { return }
        let words = try LogisticsMailWords(event, registration, reader, settings, work)
        let mail: (subject: String, text: String)
        switch task {
        case .letter: mail = words.letter
        case .claim(let id, _, _, _, _):
            let claim = try MoneyStore(work.tx).claim(event.id, id)
            mail = words.claim(claim, paid: try MoneyStore(work.tx).payment(of: id))
        case .missing: mail = words.missing
        }
        try Outbox.writeIn(
            work,
            MailDraft(
                event: event.id, kind: task.kind, key: task.key,
                to: MailAddress(name: reader.name, address: reader.address), language: reader.language.rawValue,
                subject: mail.subject, text: mail.text, mailClass: task.mailClass,
                replyTo: try PostStore(work.tx).setting(of: event.id).replyTo))
    }
}

/// The SQL of what is to be told.
struct LogisticsMailStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// What was not written yet.
    func due(at now: Int64, pause: Int64) throws -> [LogisticsMails.Task] {
        let (first, last) = (now - LogisticsMails.old, now - pause)
        let tasks =
            try letters(from: first, to: last) + claims(from: first, to: last) + missing(on: CalendarDate.today(now))
        return try tasks.filter { try !PostStore(reading).isReminded($0.key) }
    }

    private func letters(from first: Int64, to last: Int64) throws -> [LogisticsMails.Task] {
        try reading.all(
            """
            SELECT registration_id, event_id, letter_issued_at FROM journey
            WHERE visa = 'issued' AND letter_issued_at >= \(first) AND letter_issued_at <= \(last) ORDER BY letter_issued_at, registration_id
            """
        ).map { .letter(try $0.get("registration_id"), try $0.get("event_id"), at: try $0.get("letter_issued_at")) }
    }

    private func claims(from first: Int64, to last: Int64) throws -> [LogisticsMails.Task] {
        try reading.all(
            """
            SELECT id, registration_id, event_id, state, decided_at FROM claim
            WHERE state IN ('returned', 'rejected', 'paid') AND decided_at >= \(first) AND decided_at <= \(last) ORDER BY decided_at, id
            """
        ).compactMap { row in
            guard let state = ClaimState(rawValue: try row.get("state")) else { return nil }
            return .claim(
                try row.get("id"), try row.get("registration_id"), try row.get("event_id"), state,
                at: try row.get("decided_at"))
        }
    }

    /// Who is funded and was to come, where there is money, and has sent no claim.
    private func missing(on today: String) throws -> [LogisticsMails.Task] {
        let days = LogisticsMails.missing
        let (last, first) = (
            EventChanges.later(today, days: -days.lowerBound), EventChanges.later(today, days: -days.upperBound)
        )
        return try reading.all(
            """
            SELECT r.id, r.event_id FROM registration r JOIN event e ON e.id = r.event_id
            WHERE e.standing = 'planned' AND e.ends_on <= \(last) AND e.ends_on >= \(first)
                AND r.state = 'complete' AND r.funding = 'funded' AND r.mode <> 'online'
                AND EXISTS (SELECT 1 FROM budget_line b WHERE b.event_id = e.id)
                AND NOT EXISTS (SELECT 1 FROM claim c WHERE c.registration_id = r.id AND c.state <> 'draft')
            ORDER BY r.event_id, r.number
            """
        ).map { .missing(try $0.get("id"), try $0.get("event_id")) }
    }
}

enum LogisticsMailFacts: ClockFeature {
    static var clocks: [Clock] { [Clock { await LogisticsMails.watch($0) }] }
}
