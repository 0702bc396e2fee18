internal import Foundation

/// The database, on either engine.
///
/// Bodies are synchronous and run on threads of their own, so that neither GRDB nor libpq ever blocks Swift's threads,
/// and no transaction is held while something is awaited.
public final class Database: Sendable {
    private let driver: any Driver
    private let feed: JournalFeed
    private let writes: WorkQueue<WriteJob>
    private let reads: WorkQueue<ReadJob>
    private let counter = WriteCounter()
    let memory = Memory()

    public var engine: Engine { driver.engine }

    /// While this is set for a task its writes are refused: a HEAD request runs what GET runs, and must leave nothing behind.
    @TaskLocal public static var isOnlyLookedAt = false

    /// What opening it changed: the newest step before and now. Nil if it was up to date; no step before where it was empty.
    public let schemaChange: (from: String?, to: String)?

    /// Opens the database (SQLite creates its file and folder) and migrates it.
    ///
    /// - Parameters:
    ///   - migrations: all there ever were, oldest first; see ``Migration``.
    ///   - longestQuiet: seconds after which PostgreSQL's journal is looked at although no notification came.
    /// - Throws: ``StorageError/newerSchema(found:known:)``, ``StorageError/unavailable(_:)`` and others.
    public static func open(
        _ location: DatabaseLocation, migrations: [Migration], watch: LongWork? = nil, longestQuiet: Double = 15
    ) async throws -> Database {
        let feed = JournalFeed()
        // A file that another program is just beginning is waited for.
        let driver = try await onThread("storage-open") { try location.driver(longestQuiet: longestQuiet) }
        let change: (from: String?, to: String)?
        do {
            change = try await onThread("storage-open") {
                let session = driver.makeSession(isPatient: true)
                defer { session.close() }
                let change = try Patience.untilItHolds(seconds: 10) {
                    let change = try Migrator(migrations, watch).run(session)
                    feed.start(after: try session.read { try Journal.lastSequence(Snapshot($0)) })
                    return change
                }
                try driver.startListening(feed)
                return change
            }
        } catch {
            driver.close()
            throw error
        }
        return Database(driver, feed, change)
    }

    /// Looks through a database without bringing it up to date.
    static func asItIs<Value>(_ location: DatabaseLocation, _ body: (Database) async throws -> Value) async throws
        -> Value
    {
        let database = Database(try await onThread("storage-open") { try location.driver() }, JournalFeed())
        do {
            let value = try await body(database)
            await database.close()
            return value
        } catch {
            await database.close()
            throw error
        }
    }

    private init(_ driver: any Driver, _ feed: JournalFeed, _ change: (from: String?, to: String)? = nil) {
        schemaChange = change
        self.driver = driver
        self.feed = feed
        writes = WorkQueue()
        reads = WorkQueue()
        writes.startThread(named: "storage-write", limit: 128) { [counter] in
            let session = driver.makeSession()
            let writer = GroupCommitWriter(session, feed, counter)
            return (work: writer.run, end: session.close)
        }
        // More than cores: a report that takes a second must not keep the phones waiting.
        for number in 1...4 {
            reads.startThread(named: "storage-read-\(number)", limit: 1) {
                let session = driver.makeSession()
                return (work: { jobs in jobs.forEach { $0.run(session) } }, end: session.close)
            }
        }
    }

    deinit {
        writes.close()
        reads.close()
        driver.close()
        feed.finish()
    }

    /// Runs `body` on a consistent view of everything committed so far. It may run again after a lost connection.
    @inlinable
    public func read<Value: Sendable>(
        _ body: @escaping @Sendable (any Reading) throws -> Value
    ) async throws -> Value {
        let made = Made<Value>()
        try await run { made.value = try body($0) }
        return try made.get()
    }

    @usableFromInline
    func run(_ body: @escaping @Sendable (any Reading) throws -> Void) async throws {
        try await withCheckedThrowingContinuation { continuation in
            if !reads.add(ReadJob(body, memory, continuation)) { continuation.resume(throwing: StorageError.closed) }
        }
    }

    /// Runs `body` in a transaction and returns once that is durable: an answer never precedes its commit.
    ///
    /// Bodies run one after the other, over all nodes too, so that what a body has read still holds when it writes.
    /// Bodies that wait at the same time share one commit, and one that throws undoes only itself. A body may run again *before* the
    /// commit, if the connection was lost, the engine asked for it, or another body of its batch has to be undone, so it must have no
    /// effect besides the transaction. Cancelling the task neither stops the write nor hides its
    /// answer.
    ///
    /// - Throws: what the body threw, or ``StorageError``. After ``StorageError/unavailable(_:)`` the write may, in
    ///   the rare case that PostgreSQL vanished during the commit and did not come back, have been kept; its message
    ///   says so.
    @inlinable
    public func write<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        let made = Made<Value>()
        try await run { made.value = try body($0) }
        return try made.get()
    }

    @usableFromInline
    func run(_ body: @escaping @Sendable (Transaction) throws -> Void) async throws {
        guard !Self.isOnlyLookedAt else { throw StorageError.onlyLookedAt }
        try await withCheckedThrowingContinuation { continuation in
            if !writes.add(WriteJob(body, continuation)) { continuation.resume(throwing: StorageError.closed) }
        }
    }

    /// Committed journal entries from now on, in order, without gaps, of all nodes; it may begin with some committed
    /// shortly before. On SQLite, entries of another program on the same file follow with the next write of this one.
    public func journalFeed() -> AsyncStream<[JournalNotice]> {
        feed.makeStream()
    }

    /// What it has done, and what waits for it.
    public var load: DatabaseLoad {
        var load = counter.counted
        load.waitingWrites = writes.waiting
        load.waitingReads = reads.waiting
        return load
    }

    /// Bytes that may still be written beside an SQLite file; PostgreSQL's disk is its own.
    public var roomLeft: Int64? { driver.roomLeft }

    /// What the engine itself finds wrong in its file; nil if that is sound. PostgreSQL has tools of its own for this, as `pg_amcheck`.
    public func damage() async throws -> String? {
        guard engine == .sqlite else { return nil }
        let found = try await read { try $0.value("PRAGMA integrity_check(1)", as: String.self) }
        return found == "ok" ? nil : found
    }

    /// Takes what was deleted from these tables out of the files as well: the former pages in SQLite's write-ahead log, PostgreSQL's dead rows.
    /// To be called after the commit that deleted it.
    ///
    /// - Parameter tables: names of the program itself.
    /// - Returns: false where readers kept the log from being emptied; call it again then.
    public func wipe(_ tables: [String]) async throws -> Bool {
        let driver = driver
        return try await onThread("storage-wipe") {
            do {
                return try driver.wipe(tables)
            } catch let interruption as Interruption {
                throw interruption.storageError
            }
        }
    }

    /// Finishes what was begun, then closes all connections. Later calls throw ``StorageError/closed``.
    public func close() async {
        writes.close()
        reads.close()
        await writes.waitUntilEnded()
        await reads.waitUntilEnded()
        driver.close()
        feed.finish()
    }
}

/// Where a body leaves what it made. All between the body and its caller is compiled for no value at all, not anew (or worse, by looking
/// it up each time) for each type.
@usableFromInline
final class Made<Value: Sendable>: Sendable {
    /// Written before the caller goes on, and read after that.
    @usableFromInline nonisolated(unsafe) var value: Value?

    @inlinable init() {}

    @inlinable
    func get() throws -> Value {
        // There is no answer without the body.
        guard let value else { throw StorageError.closed }
        return value
    }
}

/// A read waiting for a thread.
struct ReadJob: Sendable {
    private let perform: @Sendable (any Session) -> Void

    init(
        _ body: @escaping @Sendable (any Reading) throws -> Void, _ memory: Memory,
        _ continuation: CheckedContinuation<Void, any Error>
    ) {
        // From its arrival: while the database is away, jobs that waited for a thread must not each begin to wait anew.
        let patience = Patience(seconds: 10)
        perform = { session in
            continuation.resume(with: Result { try Self.answer(body, memory, session, patience) })
        }
    }

    func run(_ session: any Session) { perform(session) }

    private static func answer(
        _ body: (any Reading) throws -> Void, _ memory: Memory, _ session: any Session, _ patience: Patience
    ) throws {
        guard !patience.isOver else { throw StorageError.unavailable("it has not answered for ten seconds.") }
        try patience.untilItHolds {
            try session.read { connection in
                let snapshot = Snapshot(connection, memory)
                defer { snapshot.end() }
                try body(snapshot)
                if let failure = snapshot.failure { throw failure }
            }
        }
    }
}

/// Trying again after interruptions, with growing pauses.
struct Patience: Sendable {
    // Not by the clock on the wall, which may be set back an hour.
    private let deadline: ContinuousClock.Instant
    private var pause = 0.02

    init(seconds: Double) {
        deadline = ContinuousClock.now + .seconds(seconds)
    }

    var isOver: Bool { ContinuousClock.now >= deadline }

    /// Waits a little; false when there is no time left.
    mutating func isThereTime() -> Bool {
        guard !isOver else { return false }
        Thread.sleep(forTimeInterval: pause)
        pause = min(pause * 2, 1)
        return true
    }

    static func untilItHolds<Value>(seconds: Double, _ body: () throws -> Value) throws -> Value {
        try Patience(seconds: seconds).untilItHolds(body)
    }

    func untilItHolds<Value>(_ body: () throws -> Value) throws -> Value {
        var patience = self
        while true {
            do {
                return try body()
            } catch let interruption as Interruption {
                guard patience.isThereTime() else { throw interruption.storageError }
            }
        }
    }
}

/// Runs blocking work on a thread of its own.
func onThread<Value: Sendable>(
    _ name: String, _ work: @escaping @Sendable () throws -> Value
) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        let thread = Thread { continuation.resume(with: Result { try work() }) }
        thread.name = name
        thread.start()
    }
}
