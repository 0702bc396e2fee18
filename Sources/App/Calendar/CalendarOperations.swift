import Domain
import Storage
import Web

/// The feed of an account's calendar, and what stands in it.
enum CalendarOperations {
    /// How far a feed reaches: what is over longer is history, and what comes later is not known.
    private static let past = 400
    private static let future = 1_100

    /// Made from the installation's key, the account and a number, as personal links are.
    static func token(_ account: Account.ID, generation: Int, key: [UInt8]) -> String {
        Secret.token { count in
            Array(Sodium.hash("calendar-feed:\(account):\(generation)".utf8, key: key).prefix(count))
        }
    }

    /// The address that there is.
    static func address(_ visit: Visit, _ reading: any Reading) throws -> String? {
        guard let account = visit.visitor.account else { return nil }
        let feed = try CalendarFeedStore(reading).feed(of: account.id)
        guard feed.isOn else { return nil }
        let token = token(account.id, generation: feed.generation, key: visit.services.key)
        return visit.settings.baseURL + CalendarPaths.feedFile(token)
    }

    /// Makes an address; the one before ends.
    /// - Returns: whether there was one before, whose address leads nowhere now.
    @discardableResult static func makeFeed(_ visit: Visit) async throws -> Bool {
        try await visit.database.write { tx in
            guard let account = visit.visitor.account else { throw Refusal.signInNeeded }
            let former = try CalendarFeedStore(tx).feed(of: account.id)
            let generation = former.generation + 1
            let token = token(account.id, generation: generation, key: visit.services.key)
            try CalendarFeedStore.set(
                account.id, digest: Secret.digest(token), generation: generation, at: visit.now, tx)
            try visit.record(
                tx, scope: .accounts, subject: "account:\(account.id)", kind: "calendar-feed.creation")
            return former.isOn
        }
    }

    static func endFeed(_ visit: Visit) async throws {
        try await visit.database.write { tx in
            guard let account = visit.visitor.account else { throw Refusal.signInNeeded }
            let feed = try CalendarFeedStore(tx).feed(of: account.id)
            guard feed.isOn else { return }
            try CalendarFeedStore.set(account.id, digest: nil, generation: feed.generation, at: visit.now, tx)
            try visit.record(
                tx, scope: .accounts, subject: "account:\(account.id)", kind: "calendar-feed.revocation")
        }
    }

    /// What a program gets that asks with the token.
    /// - Throws: ``Refusal/linkEnded`` where no address is so.
    static func feed(_ visit: Visit, token: String) async throws -> CalendarFile {
        let digest = Secret.digest(token)
        let (now, settings) = (visit.now, visit.settings)
        return try await visit.triedLink {
            try await visit.read { reading in
                guard let (id, programme) = try CalendarFeedStore(reading).owner(digest: digest) else {
                    throw Refusal.linkEnded
                }
                let account = try AccountStore(reading).account(id)
                guard !account.isDisabled else { throw Refusal.linkEnded }
                let reader = try AccountReader(account, now: now, reading)
                let language = try account.language ?? AccountStore(reading).usualLanguage(of: id) ?? visit.language
                let title = try programme.map { programme in
                    try CalendarFeatures.programmes(for: reader, reading).first { $0.id == programme }?.title
                }
                let left = try CalendarFeatures.left(by: reader, since: now - CalendarEntry.cancelledKept, reading)
                let all = try CalendarFeatures.entries(for: reader, in: days(now), reading)
                let stays = Set(all.map(\.id))
                let entries = (all + left.filter { !stays.contains($0.id) }).filter { entry in
                    programme.map { $0 == entry.programmeID } ?? true
                }
                return CalendarFile(
                    name: (title ?? nil) ?? "Roundtable", entries: entries.filter { !$0.isForgotten(at: now) },
                    settings: settings,
                    host: try host(settings, reading), language: language)
            }
        }
    }

    private static func days(_ now: Int64) -> ClosedRange<String> {
        let day = MomentWords().wallClock(now).day.daysSince1970
        return CalendarDate(daysSince1970: day - past)
            .description...CalendarDate(daysSince1970: day + future).description
    }

    /// One event as a file, with what happens in it.
    static func file(of event: Event.ID, _ visit: Visit, _ reading: any Reading) throws -> CalendarFile {
        let entries = try CalendarFeatures.all.compactMap { try $0.entry(of: event, reading) }
        guard !entries.isEmpty else { throw Refusal.notFound }
        let details = try CalendarFeatures.all.flatMap { try $0.details(of: event, reading) }
        let now = visit.now
        return CalendarFile(
            name: "Roundtable", entries: entries + details.filter { !$0.isForgotten(at: now) },
            settings: visit.settings, host: try host(visit.settings, reading), language: visit.language)
    }

    /// What tells a person's calendar of their seat in an event, as a part of a mail: a request where the event takes place, and as often
    /// as time or place change; a cancellation where it does not, or where they have no seat any more.
    /// - Parameters:
    ///   - path: where the reader's entry leads; nothing for the event's page.
    ///   - hasSeat: false for somebody whose seat is gone.
    ///   - turns: of their seat (``SeatTurnStore``).
    ///   - own: in what happens there they have a part, where that is told with it.
    static func invitation(
        to event: Event.ID, path: String? = nil, for attendee: CalendarFile.Person, hasSeat: Bool, turns: Int,
        own: [CalendarEntry] = [], replyTo: String?, at now: Int64, settings: Settings, language: Language,
        _ reading: any Reading
    ) throws -> CalendarFile? {
        guard var entry = try CalendarFeatures.all.compactMap({ try $0.entry(of: event, reading) }).first else {
            throw Refusal.notFound
        }
        if let path { entry.path = path }
        let isMeant = hasSeat && entry.standing != .cancelled
        let told = [entry] + own.filter { !isMeant || $0.standing != .cancelled && $0.part != nil }
        return try message(
            isMeant ? .request : .cancel, of: told.map { (hasSeat ? $0 : $0.cancelled(at: now)).turned(turns) },
            for: attendee, replyTo: replyTo, at: now, settings: settings, language: language, reading)
    }

    /// What tells one person's calendar of things in one way: one object, since programs read one of a mail (RFC 6047, 2.4), and an object
    /// has one method. Without a personal link inside, since calendars are shared.
    /// - Parameters:
    ///   - attendee: the reader, and nobody else.
    ///   - replyTo: whose mailbox exists; nothing for where mail comes from.
    /// - Returns: nothing where the server sends no mail, or there is nothing to tell.
    static func message(
        _ method: CalendarFile.Method, of entries: [CalendarEntry], for attendee: CalendarFile.Person,
        replyTo: String?, at now: Int64, settings: Settings, language: Language, _ reading: any Reading
    ) throws -> CalendarFile? {
        guard let mail = settings.mail, !entries.isEmpty else { return nil }
        return CalendarFile(
            name: "", entries: entries, settings: settings, host: try host(settings, reading), language: language,
            invitation: .init(
                method: method,
                organizer: CalendarFile.Person(name: mail.from.name, address: replyTo ?? mail.from.address),
                attendee: attendee, madeAt: now))
    }

    /// What ends each UID.
    static func host(_ settings: Settings, _ reading: any Reading) throws -> String {
        try CalendarHostStore(reading).host() ?? CalendarHostStore.host(of: settings.baseURL)
    }
}
