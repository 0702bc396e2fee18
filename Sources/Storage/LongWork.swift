internal import Synchronization

/// Something that takes long, between who does it and who watches: what is being done, how far it has come, and whether it is to stop.
public final class LongWork: Sendable {
    public struct Stage: Sendable, Equatable {
        /// In a few words: “Copying the database”.
        public let what: String
        public fileprivate(set) var done: Int64
        /// Nothing where nobody knows beforehand.
        public let total: Int64?
    }

    private struct State {
        var stage: Stage?
        var isStopped = false
        var left: Int?
        var measure: (@Sendable () -> Int64)?
        var stops: [Int: @Sendable () -> Void] = [:]
        var nextStop = 0
    }

    private let state = Mutex(State())

    public init() {}

    public var isStopped: Bool { state.withLock { $0.isStopped } }

    /// What is being done now.
    public var stage: Stage? {
        let (stage, measure) = state.withLock { ($0.stage, $0.measure) }
        guard var stage else { return nil }
        // Outside the lock: it may look at a file.
        if let measure { stage.done = measure() }
        return stage
    }

    /// Whoever does the work is told at its next piece, and by what ``whenStopped(_:_:)`` was given.
    public func stop() {
        let stops = state.withLock { state in
            state.isStopped = true
            return Array(state.stops.values)
        }
        for stop in stops { stop() }
    }

    /// - Parameter pieces: that may still be done: tests end work in its middle by it.
    public func stop(after pieces: Int) { state.withLock { $0.left = pieces } }

    // MARK: For who does the work

    /// - Parameter measure: how far it has come, where that is seen from outside only.
    /// - Throws: ``StorageError/stopped``
    public func begin(_ what: String, of total: Int64? = nil, measure: (@Sendable () -> Int64)? = nil) throws {
        state.withLock { state in
            state.stage = Stage(what: what, done: 0, total: total)
            state.measure = measure
        }
        try check()
    }

    /// - Throws: ``StorageError/stopped``
    public func advance(by pieces: Int = 1) throws {
        state.withLock { $0.stage?.done += Int64(pieces) }
        try check()
    }

    private func check() throws {
        let isStopped = state.withLock { state in
            if let left = state.left {
                state.left = left - 1
                if left <= 0 { state.isStopped = true }
            }
            return state.isStopped
        }
        if isStopped { throw StorageError.stopped }
    }

    /// From now on a stop also does this.
    public func whenStopped(_ stop: @escaping @Sendable () -> Void) {
        let isStopped = state.withLock { state in
            state.nextStop += 1
            state.stops[state.nextStop] = stop
            return state.isStopped
        }
        if isStopped { stop() }
    }

    /// While the body runs, a stop also does this: for one long statement, which nothing else reaches.
    public func whenStopped<Value>(_ stop: @escaping @Sendable () -> Void, _ body: () throws -> Value) throws -> Value {
        let number = state.withLock { state in
            state.nextStop += 1
            state.stops[state.nextStop] = stop
            return state.nextStop
        }
        defer { state.withLock { $0.stops[number] = nil } }
        try check()
        return try body()
    }
}
