import Domain
import Storage
import Web

/// Ends a round: by hand, or when its time is over.
enum RoundClosing {
    /// Destroys the key, cuts ballots from people, and notes who could have answered.
    /// - Parameter actor: nil if the time closed it.
    static func close(
        _ round: RoundRecord, at now: Int64, actor: String?, _ tx: Transaction
    ) throws {
        try RoundVoters.fix(round.id, tx)
        let present = try RoundVoters(round, tx).count
        let ballots = try BallotStore.unlink(
            round,
            ids: { count in (0..<count).map { _ in randomID() } }, tx)
        try BallotStore.forgetDevices(in: round.id, tx)
        try RoundStore.close(round.id, at: now, present: max(present, ballots), tx)
        try tx.append(
            JournalEntry(
                time: now, actor: actor, scope: Scope.event(round.event).description, subject: round.subject,
                kind: "round.closure",
                facts: JSONValue.object([
                    "ballots": .whole(ballots), "present": .whole(max(present, ballots)),
                    "by": .text(actor == nil ? "time" : "hand"),
                ]).json))
    }

    /// Closes every round whose last moment has passed. Waiting paper keeps a round from closing by itself.
    static func closeDue(_ database: Database, at now: Int64, _ wiping: Wiping = Wiping()) async throws {
        let due = try await database.read { try RoundStore($0).dueRounds(at: now).map(\.id) }
        guard !due.isEmpty else { return }
        try await database.write { tx in
            for round in try RoundStore(tx).dueRounds(at: now) {
                let end = round.endsAt ?? now
                try close(round, at: end, actor: nil, tx)
            }
        }
        await wipe(database, wiping)
    }

    /// What a closed round has forgotten goes out of the database's files too: key, voters, choices on paper.
    ///
    /// - Returns: whether it is done; nothing depends on it at once, and the watch tries again.
    @discardableResult
    static func wipe(_ database: Database, _ wiping: Wiping) async -> Bool {
        await wiping.run { try await database.wipe(["round", "ballot", "participation", "paper_ballot"]) }
    }

    /// Watches the clock until the task is cancelled, so that rounds close by themselves on every node.
    static func watch(_ services: Services) async {
        let complaint = "A round could not be closed"
        await services.again(every: .milliseconds(500), afterFault: .seconds(2), failing: complaint) {
            try await turn(services)
        }
    }

    /// One look: closes what is due, and wipes where an earlier wiping was kept from it.
    static func turn(_ services: Services) async throws {
        try await closeDue(services.database, at: services.environment.now(), services.wiping)
        if services.wiping.isWanted { await wipe(services.database, services.wiping) }
    }

    /// A UUIDv7 whose time is 0: its order tells nothing. Always from the system's randomness, whatever the environment: the order of
    /// secret ballots must not be repeatable, not even in a simulation.
    private static func randomID() -> String {
        Identifier<Round>(milliseconds: 0, random: Sodium.random(10)).description
    }
}
