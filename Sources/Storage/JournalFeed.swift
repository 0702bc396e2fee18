internal import Synchronization

/// Hands committed journal entries to all who listen, in the order of their sequence.
final class JournalFeed: Sendable {
    private struct State {
        var listeners: [Int: AsyncStream<[JournalNotice]>.Continuation] = [:]
        var nextListener = 0
        var last: Int64 = 0
        var isFinished = false
    }

    private let state = Mutex(State())

    /// The newest entry that was handed out.
    var last: Int64 { state.withLock { $0.last } }

    /// Entries up to here are not news.
    func start(after sequence: Int64) {
        state.withLock { $0.last = max($0.last, sequence) }
    }

    /// Not bounded: a listener that dropped notices would show an outdated room. A notice is small.
    func makeStream() -> AsyncStream<[JournalNotice]> {
        let (stream, continuation) = AsyncStream<[JournalNotice]>.makeStream()
        let number: Int? = state.withLock { state in
            guard !state.isFinished else { return nil }
            state.nextListener += 1
            state.listeners[state.nextListener] = continuation
            return state.nextListener
        }
        guard let number else {
            continuation.finish()
            return stream
        }
        continuation.onTermination = { [weak self] _ in
            _ = self?.state.withLock { $0.listeners.removeValue(forKey: number) }
        }
        return stream
    }

    /// What was handed out before is left out, so that a caller may repeat itself.
    func publish(_ records: [JournalRecord]) {
        state.withLock { state in
            let notices = records.filter { $0.sequence > state.last }.map(JournalNotice.init)
            guard let newest = notices.last else { return }
            state.last = newest.sequence
            for listener in state.listeners.values { listener.yield(notices) }
        }
    }

    func finish() {
        let listeners = state.withLock { state in
            state.isFinished = true
            defer { state.listeners = [:] }
            return Array(state.listeners.values)
        }
        for listener in listeners { listener.finish() }
    }
}
