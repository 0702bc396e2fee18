internal import Synchronization

/// What the database has done since it was opened, and what waits for it.
public struct DatabaseLoad: Sendable, Equatable {
    /// Transactions, each of which may hold the bodies of many callers.
    public var commits = 0
    /// Bodies that were kept.
    public var writes = 0
    /// Bodies that failed by the database's doing or a mistake of the program.
    public var failures = 0
    /// Bodies that refused what was asked of them, in words of their own.
    public var refusals = 0
    /// Seconds from the beginning of a transaction to the end of its commit, all together.
    public var seconds = 0.0
    public var waitingWrites = 0
    public var waitingReads = 0
}

/// Counts what one writer does; read by others.
final class WriteCounter: Sendable {
    private let load = Mutex(DatabaseLoad())

    var counted: DatabaseLoad { load.withLock { $0 } }

    func kept(_ writes: Int, refusals: Int, failures: Int, after duration: Duration) {
        let parts = duration.components
        load.withLock { load in
            load.commits += 1
            load.writes += writes
            load.refusals += refusals
            load.failures += failures
            load.seconds += Double(parts.seconds) + Double(parts.attoseconds) / 1e18
        }
    }

    func failed(_ jobs: Int, by error: any Error) {
        load.withLock { load in
            if error is StorageError { load.failures += jobs } else { load.refusals += jobs }
        }
    }
}
