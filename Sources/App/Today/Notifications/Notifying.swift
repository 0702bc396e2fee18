import Domain
import Storage
import Web

/// Makes notifications of the journal's new entries. Several nodes may do so at once: whoever moves the mark makes them, in the same
/// transaction, so that none is made twice and none is lost.
enum Notifying {
    /// Entries that one transaction looks at.
    private static let batch = 500

    static func run(_ database: Database, _ environment: Environment) async throws {
        while true {
            let (last, through) = try await database.read { reading in
                (try Journal.lastSequence(reading), try NotificationStore(reading).through())
            }
            if let through, through >= last { return }
            try await database.write { tx in try makeIn(Work(tx, environment)) }
        }
    }

    static func makeIn(_ work: Work) throws {
        let tx = work.tx
        guard let through = try NotificationStore(tx).through() else {
            return try NotificationStore.begin(at: Journal.lastSequence(tx), tx)
        }
        let records = try Journal.records(tx, after: through, limit: batch)
        guard let last = records.last?.sequence, try NotificationStore.claim(from: through, to: last, tx) else {
            return
        }
        var book = NotificationBook(tx, now: work.now)
        for record in records { try book.enter(record) }
        for (draft, sum) in book.sums.sorted(by: { $0.value.order < $1.value.order }) {
            try NotificationStore.add(
                draft, sum.number, at: sum.lastAt, id: work.environment.id(Notification.ID.self), tx)
        }
        try NotificationStore.forget(before: work.now - NotificationStore.lifetime, tx)
    }

    /// Looks again and again until the task is cancelled.
    static func watch(_ services: Services) async {
        await services.again(every: .seconds(15), waitsFirst: true, failing: "Notifications could not be made") {
            try await run(services.database, services.environment)
        }
    }
}

/// What a few entries of the journal are to whom.
private struct NotificationBook {
    struct Sum {
        let order: Int
        var number = 0
        var lastAt: Int64 = 0
    }

    private(set) var sums: [NotificationDraft: Sum] = [:]
    private let tx: Transaction
    private let now: Int64
    private var readers: [Account.ID: AccountReader?] = [:]
    private var refusals: [Account.ID: Set<String>] = [:]
    private var followers: [NewsKind.Place: [Account.ID: Bool]] = [:]
    private var seats: [Participant.ID: Account.ID?] = [:]

    init(_ tx: Transaction, now: Int64) {
        self.tx = tx
        self.now = now
    }

    mutating func enter(_ record: JournalRecord) throws {
        let entry = record.entry
        guard let kinds = NewsKind.byEntry[entry.kind], let place = NewsKind.Place(entry.scope) else { return }
        var told: Set<Account.ID> = []
        if let actor = try entry.actor.flatMap({ try account(ofActor: $0) }) { told.insert(actor) }
        // Who follows an item is told of it as that, and not of the event's too.
        for kind in kinds.sorted(by: { $0.readers < $1.readers }) where kind.path(place) != nil {
            for (account, reason, item) in try readers(of: kind, entry, place) where !told.contains(account) {
                if try add(kind, entry, place, to: account, reason, item) { told.insert(account) }
            }
        }
    }

    private mutating func readers(of kind: NewsKind, _ entry: JournalEntry, _ place: NewsKind.Place) throws
        -> [(Account.ID, NotificationRecord.Reason, String)]
    {
        switch kind.readers {
        case .subject:
            return try account(ofActor: entry.subject).map { [($0, .you, "")] } ?? []
        case .itemFollowers:
            var found: [(Account.ID, NotificationRecord.Reason, String)] = []
            for item in items(of: entry) {
                for (account, isOn) in try FollowStore(tx).choices(on: item) where isOn {
                    found.append((account, .item, item))
                }
            }
            return found
        case .followers:
            let all = try followers[place] ?? Following.followers(of: place, tx)
            followers[place] = all
            return all.map { ($0.key, $0.value ? .part : .follow, "") }
        }
    }

    /// What the entry is about, and what its facts name: `issue:ID`.
    private func items(of entry: JournalEntry) -> [String] {
        var found = [entry.subject]
        // Facts are our own writing: what cannot be read names nothing.
        guard case .object(let facts)? = try? JSONReader.read(Array(entry.facts.utf8)) else { return found }
        for noun in FollowedKind.all.map(\.noun) {
            for (name, value) in facts.values where name == noun || name == "\(noun)s" {
                switch value {
                case .text(let id): found.append("\(noun):\(id)")
                case .list(let ids):
                    for case .text(let id) in ids { found.append("\(noun):\(id)") }
                default: continue
                }
            }
        }
        return Array(Set(found)).sorted()
    }

    private mutating func add(
        _ kind: NewsKind, _ entry: JournalEntry, _ place: NewsKind.Place, to account: Account.ID,
        _ reason: NotificationRecord.Reason, _ item: String
    ) throws -> Bool {
        guard let reader = try reader(account), try !refused(account).contains(kind.kind) else { return false }
        let draft = NotificationDraft(
            account: account, entry: entry.kind, scope: place.subject, item: item, reason: reason)
        guard try NotificationLine.isShown(kind, place, item: item, to: reader, tx),
            try kind.isFor(entry.subject, place, reader, tx)
        else { return false }
        var sum = sums[draft] ?? Sum(order: sums.count)
        sum.number += 1
        sum.lastAt = max(sum.lastAt, entry.time)
        sums[draft] = sum
        return true
    }

    private mutating func reader(_ account: Account.ID) throws -> AccountReader? {
        if let known = readers[account] { return known }
        // The journal may name an account that is no more; that must not stop what comes after.
        let record = try AccountStore(tx).known(account)
        let reader = try record.flatMap { $0.isDisabled ? nil : try AccountReader($0, now: now, tx) }
        readers[account] = .some(reader)
        return reader
    }

    private mutating func refused(_ account: Account.ID) throws -> Set<String> {
        if let known = refusals[account] { return known }
        let found = try NotificationStore(tx).refusals(of: account)
        refusals[account] = found
        return found
    }

    /// - Parameter name: as the journal names people.
    private mutating func account(ofActor name: String) throws -> Account.ID? {
        switch EventActor(name) {
        case .account(let id): return id
        case .participant(let seat):
            if let known = seats[seat] { return known }
            let found = try MembershipStore(tx).account(of: seat)
            seats[seat] = .some(found)
            return found
        case .imported, nil: return nil
        }
    }
}
