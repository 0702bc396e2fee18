import Domain
import Storage
import Web

/// Mails about registrations are made from the journal: whoever changes one only journals it. A change waits ten minutes (a setting), and then it is told
/// how things stand: two changes in between make one mail, a change that was taken back makes none. Of what leaves the server nothing
/// names what is marked AMBER or closer.
enum Post {
    /// Entries that one transaction looks at; people whom one tells.
    private static let batch = 500

    /// After which entries of the journal those who named somebody are told how their people stand.
    private static let decisions: Set<String> = [
        "registration.approval", "registration.waiting", "registration.rejection", "registration.promotion",
        "registration.offer", "registration.acceptance", "registration.lapse", "registration.withdrawal",
        "registration.unseating", "registration.return",
    ]
    /// After which all who come to the event are told when and where it is.
    private static let ofEvent: Set<String> = [
        "event.change", "event.postponement", "event.relocation", "event.cancellation",
        "agenda.release",
    ]

    static func watch(_ services: Services) async {
        guard services.settings.mail != nil else { return }
        // At once: the first look ever marks from where on the journal is told.
        await services.again(
            every: .seconds(15), failing: "Mails about registrations could not be written"
        ) {
            try await run(services)
        }
    }

    static func run(_ services: Services) async throws {
        try await read(services.database, services.environment)
        try await tell(services)
        try await PostReminders.run(services)
    }

    // MARK: Reading the journal

    /// Several nodes may do so at once: whoever moves the mark does it, in one transaction.
    static func read(_ database: Database, _ environment: Environment) async throws {
        while true {
            let (last, through) = try await database.read { reading in
                (try Journal.lastSequence(reading), try PostStore(reading).through())
            }
            if let through, through >= last { return }
            try await database.write { tx in try readIn(Work(tx, environment)) }
        }
    }

    static func readIn(_ work: Work) throws {
        let tx = work.tx
        guard let through = try PostStore(tx).through() else {
            // What happened before mail was first made is not told any more.
            return try PostStore.begin(at: Journal.lastSequence(tx), tx)
        }
        let records = try Journal.records(tx, after: through, limit: batch)
        guard let last = records.last?.sequence, try PostStore.claim(from: through, to: last, tx) else { return }
        for record in records { try enter(record.entry, tx) }
    }

    private static func enter(_ entry: JournalEntry, _ tx: Transaction) throws {
        guard case .event(let event)? = NewsKind.Place(entry.scope) else { return }
        let parts = entry.subject.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return }
        if entry.kind == "allocation.confirmation" || ofEvent.contains(entry.kind) {
            return try markAll(event, entry, tx)
        }
        if entry.kind == "invitation.sending", let id = Invitation.ID(parts[1]) {
            return try PostStore.mark(.invitation(id), of: event, at: entry.time, tx)
        }
        guard parts[0] == "registration", let id = Registration.ID(parts[1]) else { return }
        let isUrgent = try PostStore(tx).registration(id).map { Self.isUrgent($0, at: entry.time) } ?? false
        try PostStore.mark(.registration(id), of: event, at: isUrgent ? 0 : entry.time, tx)
        guard decisions.contains(entry.kind) else { return }
        try markNominator(of: id, event, entry, tx)
    }

    /// Somebody sits before the form and waits for the link, or an offer runs out soon: it is told at once.
    private static func isUrgent(_ registration: RegistrationRecord, at now: Int64) -> Bool {
        registration.awaitsPerson || (registration.offeredUntil.map { $0 < now + 6 * EpochTime.hour } ?? false)
    }

    private static func markAll(_ event: Event.ID, _ entry: JournalEntry, _ tx: Transaction) throws {
        for one in try RegistrationStore(tx).active(in: event) {
            try PostStore.mark(.registration(one.id), of: event, at: entry.time, tx)
            if entry.kind == "allocation.confirmation" { try markNominator(of: one.id, event, entry, tx) }
        }
    }

    /// Who did it themselves knows it.
    private static func markNominator(
        of id: Registration.ID, _ event: Event.ID, _ entry: JournalEntry, _ tx: Transaction
    ) throws {
        let store = PostStore(tx)
        guard let nomination = try store.registration(id)?.nomination, let behalf = try store.behalf(of: nomination)
        else { return }
        let record = try EventStore(tx).event(event)
        let holders = try store.holders(of: behalf, in: record, on: CalendarDate.today(entry.time))
        let isOwn = holders.contains { one in one.account.map { "account:\($0)" == entry.actor } ?? false }
        guard !holders.isEmpty, !isOwn else { return }
        try PostStore.mark(.nominator(event, behalf), of: event, at: entry.time, tx)
    }

    // MARK: Telling

    static func tell(_ services: Services) async throws {
        let now = services.environment.now()
        let time = now - services.settings.mailPause
        let due = try await services.database.read { try PostStore($0).due(changedBefore: time, limit: batch) }
        for record in due {
            do {
                try await services.database.write { tx in
                    try tellIn(Work(tx, services.environment), record.subject, services.settings)
                }
            } catch StorageError.decoding(let what) {
                // What is broken in one row keeps no mail from the others.
                services.logger.error("No mail about \(record.subject): \(what)")
            }
        }
    }

    static func tellIn(_ work: Work, _ subject: PostSubject, _ settings: Settings) throws {
        // As it is now: another node may have told it meanwhile.
        guard let record = try PostStore(work.tx).record(subject), record.changedAt != nil else { return }
        let event = try EventStore(work.tx).event(record.event)
        switch subject {
        case .registration(let id):
            guard let one = try PostStore(work.tx).registration(id) else {
                _ = try PostStore.settle(record, told: record.told, at: nil, work.tx)
                return
            }
            try PostPerson(work, event, one, settings).tell(record)
        case .invitation(let id): try PostNominator(work, event, settings).invite(id, record)
        case .nominator(_, let behalf): try PostNominator(work, event, settings).summarise(behalf, record)
        }
    }
}
