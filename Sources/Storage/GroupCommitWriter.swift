/// A write waiting for its turn.
struct WriteJob: Sendable {
    let perform: @Sendable (Transaction) throws -> Void
    /// Once the commit is done.
    let answer: @Sendable () -> Void
    let fail: @Sendable (any Error) -> Void
    /// From its arrival, and shorter than the fifteen seconds that a device waits: what is written later might come after something newer
    /// that the device has sent meanwhile, through another node, and undo it.
    private let patience = Patience(seconds: 12)
    var isLate: Bool { patience.isOver }

    init(
        _ body: @escaping @Sendable (Transaction) throws -> Void, _ continuation: CheckedContinuation<Void, any Error>
    ) {
        perform = body
        answer = { continuation.resume() }
        fail = { error in continuation.resume(throwing: error) }
    }
}

/// Takes all waiting bodies, runs one after the other in one transaction, commits once, then answers each.
///
/// One commit means one wait for the disk: under load it is shared by all who wait. Where a body fails that has written something, the batch
/// is undone and run again with a savepoint for each body, so that only that one is.
final class GroupCommitWriter {
    private let session: any Session
    private let feed: JournalFeed
    private let counter: WriteCounter

    init(_ session: any Session, _ feed: JournalFeed, _ counter: WriteCounter) {
        self.session = session
        self.feed = feed
        self.counter = counter
    }

    /// What a batch has come to. Nobody is answered before its commit.
    private struct Batch {
        var answers: [@Sendable () -> Void] = []
        var refusals: [@Sendable () -> Void] = []
        /// How many of them are failures of the database.
        var failures = 0
        var entries: [JournalEntry] = []
        var records: [JournalRecord] = []

        mutating func refuse(_ job: WriteJob, _ error: any Error) {
            if error is StorageError { failures += 1 }
            refusals.append { job.fail(error) }
        }

        func answer() {
            for answer in answers { answer() }
            for refusal in refusals { refusal() }
        }
    }

    /// COMMIT was sent, and the connection lost before its answer.
    private struct CommitUnanswered: Error {
        let token: CommitToken
        let batch: Batch
    }

    func run(_ waiting: [WriteJob]) {
        var jobs: [WriteJob] = []
        for job in waiting {
            // While the database is away, who has waited long enough is told so, and does not begin to wait anew.
            if job.isLate { fail([job], Self.tooLate) } else { jobs.append(job) }
        }
        guard !jobs.isEmpty else { return }
        var patience = Patience(seconds: 10)
        let start = ContinuousClock.now
        while true {
            do {
                return finish(try attempt(jobs), since: start)
            } catch let unanswered as CommitUnanswered {
                switch settle(unanswered, &patience) {
                case .committed: return finish(unanswered.batch, since: start)
                case .aborted: continue
                case .unknown:
                    let reason = "the connection was lost during the commit; look whether it was kept before repeating."
                    return fail(jobs, StorageError.unavailable(reason))
                }
            } catch let interruption as Interruption {
                guard patience.isThereTime() else {
                    return fail(jobs, interruption.storageError)
                }
            } catch {
                return fail(jobs, error)
            }
        }
    }

    private static let tooLate = StorageError.unavailable("it has not answered for too long.")

    private func fail(_ jobs: [WriteJob], _ error: any Error) {
        counter.failed(jobs.count, by: error)
        jobs.forEach { $0.fail(error) }
    }

    private func finish(_ batch: Batch, since start: ContinuousClock.Instant) {
        counter.kept(
            batch.answers.count, refusals: batch.refusals.count - batch.failures, failures: batch.failures,
            after: ContinuousClock.now - start)
        feed.publish(batch.records)
        batch.answer()
    }

    /// What one body has done cannot be undone without the others: each needs a savepoint.
    private struct Entangled: Error {}

    private func attempt(_ jobs: [WriteJob]) throws -> Batch {
        do {
            return try attempt(jobs, hasSavepoints: false)
        } catch is Entangled {
            return try attempt(jobs, hasSavepoints: true)
        }
    }

    private func attempt(_ jobs: [WriteJob], hasSavepoints: Bool) throws -> Batch {
        try session.write { connection in
            let token = try connection.begin()
            var batch = Batch()
            let memory = BatchMemory()
            // What was sent for one body may fail with another's statement.
            func mayRunAgain(after error: any Error) -> Bool {
                jobs.count > 1 && !hasSavepoints && !(error is Interruption)
            }
            do {
                if hasSavepoints { try connection.script("SAVEPOINT body") }
                for job in jobs {
                    if hasSavepoints {
                        try runGuarded(job, on: connection, memory, &batch)
                    } else {
                        try run(job, on: connection, memory, isAlone: jobs.count == 1, &batch)
                    }
                }
                batch.records =
                    try unseenRecords(before: batch.entries, on: connection)
                    + Journal.flush(batch.entries, on: connection)
                try Memory.count(on: connection)
            } catch {
                connection.rollback()
                throw mayRunAgain(after: error) ? Entangled() : error
            }
            do {
                try connection.commit()
            } catch {
                // Still in the transaction: the engine has answered, and refused something that came with the COMMIT.
                if case Interruption.lost = error, !connection.isInTransaction {
                    throw CommitUnanswered(token: token, batch: batch)
                }
                connection.rollback()
                throw mayRunAgain(after: error) ? Entangled() : error
            }
            return batch
        }
    }

    /// A body's own error stays with its caller as long as there is nothing to undo.
    private func run(
        _ job: WriteJob, on connection: any Connection, _ memory: BatchMemory, isAlone: Bool, _ batch: inout Batch
    ) throws {
        let transaction = Transaction(connection, memory)
        defer { transaction.end() }
        do {
            try perform(job, transaction, &batch)
        } catch {
            if let interruption = (transaction.failure ?? error) as? Interruption { throw interruption }
            guard !isAlone, transaction.failure == nil, !transaction.hasWritten else { throw error }
            batch.refuse(job, error)
        }
    }

    /// A body's own error stays with its caller; errors thrown from here concern the whole batch.
    private func runGuarded(
        _ job: WriteJob, on connection: any Connection, _ memory: BatchMemory, _ batch: inout Batch
    ) throws {
        let transaction = Transaction(connection, memory)
        defer { transaction.end() }
        do {
            try perform(job, transaction, &batch) { try transaction.settle() }
        } catch {
            if let interruption = (transaction.failure ?? error) as? Interruption { throw interruption }
            guard connection.isInTransaction else { throw error }
            // The savepoint is still there afterwards, for the next body.
            try connection.rollback(to: "body")
            memory.forget(.any)
            batch.refuse(job, error)
            return
        }
        // Both at once: on PostgreSQL each is a way over the network. The commit releases the last one.
        try connection.script("RELEASE SAVEPOINT body; SAVEPOINT body")
    }

    private func perform(
        _ job: WriteJob, _ transaction: Transaction, _ batch: inout Batch, settle: () throws -> Void = {}
    ) throws {
        guard !job.isLate else { throw Self.tooLate }
        try job.perform(transaction)
        if let failure = transaction.failure { throw failure }
        try settle()
        batch.answers.append(job.answer)
        batch.entries += transaction.entries
    }

    /// On SQLite another program may have written to the same file: its entries come first in the feed.
    private func unseenRecords(before entries: [JournalEntry], on connection: any Connection) throws -> [JournalRecord]
    {
        guard connection.engine == .sqlite, !entries.isEmpty else { return [] }
        return try Journal.records(Snapshot(connection), after: feed.last, limit: .max)
    }

    private func settle(_ unanswered: CommitUnanswered, _ patience: inout Patience) -> CommitOutcome {
        repeat {
            do {
                let outcome = try session.outcome(of: unanswered.token)
                return outcome == .committed ? try proof(of: unanswered.batch) : outcome
            } catch is Interruption {
                continue
            } catch {
                return .unknown
            }
        } while patience.isThereTime()
        return .unknown
    }

    /// PostgreSQL forgets the number of a write that neither its disk nor its standby had got before a crash or a failover, and gives it
    /// again to the next one, maybe another node's. So “committed” is believed only where the journal holds what the batch wrote.
    private func proof(of batch: Batch) throws -> CommitOutcome {
        guard let last = batch.records.last else { return .unknown }
        let found = try session.read { try Journal.record(Snapshot($0), sequence: last.sequence) }
        return found?.hash == last.hash ? .committed : .aborted
    }
}
