internal import Synchronization

/// What the database has done since it was opened, and what waits for it.
public struct DatabaseLoad: Sendable, Equatable {
    /// Transactions, each of which may hold the bodies of many callers.
    public var commits = 0
    /// Bodies that were kept.
    public var writes = 0
    /// Bodies that were refused or failed.
    public var failures = 0
    /// Seconds from the beginning of a transaction to the end of its commit, all together.
    public var seconds = 0.0
    public var waitingWrites = 0
    public var waitingReads = 0
}

/// Counts what one writer does; read by others.
final class WriteCounter: Sendable {
    private let load = Mutex(DatabaseLoad())

    var counted: DatabaseLoad { load.withLock { $0 } }

    func kept(_ writes: Int, failures: Int, after duration: Duration) {
        let parts = duration.components
        load.withLock { load in
            load.commits += 1
            load.writes += writes
            load.failures += failures
            load.seconds += Double(parts.seconds) + Double(parts.attoseconds) / 1e18
        }
    }

    func failed(_ jobs: Int) {
        load.withLock { $0.failures += jobs }
    }
}
