import Synchronization

/// What was deleted has to go out of the database's files as well; whoever reads meanwhile keeps it from that. This counts what was asked
/// and what was done, since a wiping that began before another deletion says nothing of that one.
final class Wiping: Sendable {
    /// One is asked for at the start: the last process may have ended between a closing and its wiping.
    private let counts = Mutex((asked: 1, done: 0))

    /// Whether something was deleted after the last wiping that came to its end had begun.
    var isWanted: Bool { counts.withLock { $0.done < $0.asked } }

    /// - Parameter body: says whether it came to its end; where it throws (the database is away or full), it did not.
    /// - Returns: the same. What was not done stays wanted.
    @discardableResult
    func run(_ body: () async throws -> Bool) async -> Bool {
        let mine = counts.withLock {
            $0.asked += 1
            return $0.asked
        }
        var isDone = false
        do { isDone = try await body() } catch { isDone = false }
        if isDone { counts.withLock { $0.done = max($0.done, mine) } }
        return isDone
    }
}
