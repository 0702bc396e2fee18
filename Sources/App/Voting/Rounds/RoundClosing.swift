import Domain
import Storage
import Synchronization
import Web

/// Ends a round: by hand, or when its time is over.
enum RoundClosing {
    /// Destroys the key, cuts ballots from people, and notes who could have answered.
    /// - Parameter actor: nothing where the time closed it.
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
                facts: FactValue.object([
                    "ballots": .number(ballots), "present": .number(max(present, ballots)),
                    "by": .text(actor == nil ? "time" : "hand"),
                ]).json))
    }

    /// Closes every round whose last moment has passed. Waiting paper keeps a round from closing by itself.
    static func closeDue(_ database: Database, at now: Int64) async throws {
        let due = try await database.read { try RoundStore($0).dueRounds(at: now).map(\.id) }
        guard !due.isEmpty else { return }
        try await database.write { tx in
            for round in try RoundStore(tx).dueRounds(at: now) {
                let end = round.endsAt ?? now
                try close(round, at: end, actor: nil, tx)
            }
        }
        await wipe(database)
    }

    /// What a closed round has forgotten goes out of the database's files too: key, voters, choices on paper.
    ///
    /// - Returns: whether it is done; nothing depends on it at once, and the watch tries again.
    @discardableResult
    static func wipe(_ database: Database) async -> Bool {
        var isDone = false
        let mine = wipes.withLock {
            $0.asked += 1
            return $0.asked
        }
        do {
            isDone = try await database.wipe(["round", "ballot", "participation", "paper_ballot"])
        } catch {
            // The database is away or full: the round is closed all the same, and the watch comes back to it.
            isDone = false
        }
        if isDone { wipes.withLock { $0.done = max($0.done, mine) } }
        return isDone
    }

    /// At the start too: the last process may have ended between a closing and its wiping.
    /// Counted, since a wiping that began before another closing says nothing of that one.
    private static let wipes = Mutex((asked: 1, done: 0))

    /// Watches the clock until the task is cancelled, so that rounds close by themselves on every node.
    static func watch(_ services: Services) async {
        while !Task.isCancelled {
            do {
                try await closeDue(services.database, at: services.environment.now())
                if wipes.withLock({ $0.done < $0.asked }) { await wipe(services.database) }
                try await Task.sleep(for: .milliseconds(500))
            } catch is CancellationError {
                return
            } catch StorageError.closed {
                return
            } catch {
                services.logger.error("A round could not be closed: \(error)")
                try? await Task.sleep(for: .seconds(2))  // Cancelled only at the end, and the loop looks.
            }
        }
    }

    /// A UUIDv7 whose time is 0: its order tells nothing. Always from the system's randomness, whatever the environment: the order of
    /// secret ballots must not be repeatable, not even in a simulation.
    private static func randomID() -> String {
        Identifier<Round>(milliseconds: 0, random: Sodium.random(10)).description
    }
}
