internal import Foundation
internal import Synchronization

/// Waits on a connection of its own for commits of all nodes, and hands the new journal entries to the feed.
///
/// The notification carries nothing: what is new is read from the journal behind the last entry handed out. So nothing
/// is missed when the connection is lost for a while.
final class PostgresListener: Sendable {
    private let url: String
    /// After so many seconds without a notification the journal is looked at all the same.
    private let longestQuiet: Double
    private let isStopped = Mutex(false)
    /// A byte written here ends the waiting.
    private let wake = Pipe()

    init(url: String, longestQuiet: Double) {
        self.url = url
        self.longestQuiet = longestQuiet
    }

    /// Returns when it is listening.
    func start(_ feed: JournalFeed) throws {
        try Patience.untilItHolds(seconds: 10) { _ = try listen() }
        let thread = Thread { [self] in follow(feed) }
        thread.name = "storage-listen"
        thread.stackSize = 1 << 20
        thread.start()
    }

    func stop() {
        isStopped.withLock { $0 = true }
        do { try wake.fileHandleForWriting.close() } catch { return }
    }

    private func listen() throws -> PostgresConnection {
        let connection = try PostgresConnection(url)
        try connection.script("LISTEN roundtable_journal")
        return connection
    }

    private func follow(_ feed: JournalFeed) {
        var pause = 0.05
        while !isStopped.withLock({ $0 }) {
            do {
                let connection = try listen()
                pause = 0.05
                try follow(feed, on: connection)
            } catch {
                // Whatever it was: the next round opens a new connection and catches up.
                Thread.sleep(forTimeInterval: pause)
                pause = min(pause * 2, 2)
            }
        }
    }

    private func follow(_ feed: JournalFeed, on connection: PostgresConnection) throws {
        while !isStopped.withLock({ $0 }) {
            var records: [JournalRecord]
            repeat {
                records = try Journal.records(Snapshot(connection), after: feed.last, limit: 500)
                feed.publish(records)
            } while records.count == 500
            // The reading after the time is up also finds a connection that died silently.
            try connection.waitForNotification(
                seconds: longestQuiet, wake: wake.fileHandleForReading.fileDescriptor)
        }
    }
}
