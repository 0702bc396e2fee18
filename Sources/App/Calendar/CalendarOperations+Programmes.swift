import Domain
import Storage
import Web

/// The calendar of one programme, at a secret address of its own: whoever has that learns of no other programme.
extension CalendarOperations {
    private static func token(
        _ account: Account.ID, in programme: Programme.ID, generation: Int, key: [UInt8]
    ) -> String {
        Secret.token { count in
            Array(Sodium.hash("calendar-feed:\(account):\(programme):\(generation)".utf8, key: key).prefix(count))
        }
    }

    /// Those that the visitor sees, with the addresses that there are, by title.
    static func programmes(_ visit: Visit, _ reading: any Reading) throws -> [CalendarProgramme] {
        guard let account = visit.visitor.account else { return [] }
        let (reader, store) = (try AccountReader(visit, reading), CalendarFeedStore(reading))
        let all = try CalendarFeatures.programmes(for: reader, reading).map { one in
            var one = one
            let feed = try store.feed(of: account.id, in: one.id)
            if feed.isOn {
                let token = token(account.id, in: one.id, generation: feed.generation, key: visit.services.key)
                one.feed = visit.settings.baseURL + CalendarPaths.feedFile(token)
            }
            return one
        }
        return Folded.ordered(all) { $0.title }
    }

    /// Makes an address; the one before ends.
    /// - Returns: whether there was one before, whose address leads nowhere now.
    @discardableResult static func makeFeed(_ visit: Visit, of programme: Programme.ID) async throws -> Bool {
        try await visit.database.write { tx in
            let (account, former) = try own(visit, programme, tx)
            let generation = former.generation + 1
            let token = token(account, in: programme, generation: generation, key: visit.services.key)
            try CalendarFeedStore.set(
                account, in: programme, digest: Secret.digest(token), generation: generation, at: visit.now, tx)
            try visit.record(
                tx, scope: .accounts, subject: "account:\(account)", kind: "calendar-feed.creation",
                facts: ["programme": .text(programme.description)])
            return former.isOn
        }
    }

    static func endFeed(_ visit: Visit, of programme: Programme.ID) async throws {
        try await visit.database.write { tx in
            let (account, feed) = try own(visit, programme, tx)
            guard feed.isOn else { return }
            try CalendarFeedStore.set(
                account, in: programme, digest: nil, generation: feed.generation, at: visit.now, tx)
            try visit.record(
                tx, scope: .accounts, subject: "account:\(account)", kind: "calendar-feed.revocation",
                facts: ["programme": .text(programme.description)])
        }
    }

    /// - Throws: ``Refusal/notFound`` for a programme that the visitor does not see.
    private static func own(_ visit: Visit, _ programme: Programme.ID, _ tx: Transaction) throws
        -> (account: Account.ID, feed: (generation: Int, isOn: Bool))
    {
        guard let account = visit.visitor.account else { throw Refusal.signInNeeded }
        let feed = try CalendarFeedStore(tx).feed(of: account.id, in: programme)
        let seen = try CalendarFeatures.programmes(for: try AccountReader(visit, tx), tx).map(\.id)
        // An address that is on can be ended also by who no longer sees it.
        guard feed.isOn || seen.contains(programme) else { throw Refusal.notFound }
        return (account.id, feed)
    }
}
