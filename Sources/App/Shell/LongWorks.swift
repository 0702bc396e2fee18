import Domain
import Storage
import Synchronization
import Web

/// What takes long and was begun on a page: it goes on by itself while its person watches it, and can be stopped. It is known to the node
/// that does it only, and for an hour at most; whatever it stores it stores in one transaction, and needs none of this afterwards.
public final class LongWorks: Sendable {
    enum Outcome: Sendable {
        case answered(Answer)
        case failed(any Error)
        case stopped
    }

    /// One of them, as it is watched.
    struct Watched: Sendable {
        let id: String
        /// As ``Visitor/journalName``.
        let owner: String
        let title: Message
        /// What is left when it is stopped.
        let leaves: Message
        /// Where it was begun.
        let back: String
        let work: LongWork
        /// Epoch milliseconds.
        let beganAt: Int64
        var endedAt: Int64?
        var outcome: Outcome?
    }

    private struct State {
        var works: [String: Watched] = [:]
        var patience: Duration
        var stopsAfter: Int?
    }

    /// How many of one person are remembered.
    static let mostOfPerson = 5
    private static let kept = EpochTime.minute * 60

    private let state: Mutex<State>

    init(patience: Duration) { state = Mutex(State(patience: patience)) }

    /// How long an answer is waited for before the page that shows how far it is comes instead.
    var patience: Duration {
        get { state.withLock { $0.patience } }
        set { state.withLock { $0.patience = newValue } }
    }

    /// Pieces that each may do from now on: tests end work in its middle by it.
    var stopsAfter: Int? {
        get { state.withLock { $0.stopsAfter } }
        set { state.withLock { $0.stopsAfter = newValue } }
    }

    /// - Returns: nothing for what is another person's, or was too long ago.
    func find(_ id: String, of owner: String?) -> Watched? {
        state.withLock { state in state.works[id].flatMap { $0.owner == owner ? $0 : nil } }
    }

    func add(_ watched: Watched, now: Int64) {
        state.withLock { state in
            state.works = state.works.filter { $0.value.endedAt.map { now - $0 < Self.kept } ?? true }
            let own = state.works.values.filter { $0.owner == watched.owner }.sorted { $0.beganAt < $1.beganAt }
            for old in own.dropLast(Self.mostOfPerson - 1) where old.outcome != nil { state.works[old.id] = nil }
            state.works[watched.id] = watched
        }
    }

    func end(_ id: String, _ outcome: Outcome, now: Int64) {
        state.withLock { state in
            state.works[id]?.outcome = outcome
            state.works[id]?.endedAt = now
        }
    }

    /// What came of it, which nobody needs to watch any more; nothing while it goes on.
    func take(_ id: String) -> Outcome? {
        state.withLock { state in
            guard let outcome = state.works[id]?.outcome else { return nil }
            state.works[id] = nil
            return outcome
        }
    }
}

extension Visit {
    /// Does what may take long. Whoever asked gets its answer where that comes soon, else a page that shows how far it is, from which
    /// it can be stopped.
    ///
    /// - Parameters:
    ///   - leaves: in a sentence, what is left when it is stopped.
    ///   - back: where it was begun.
    ///   - body: asks what it is given, or ``Stopping``, whether it is to stop.
    func watched(
        _ title: Message, leaves: Message, back: String,
        _ body: @escaping @Sendable (LongWork) async throws -> Answer
    ) async throws -> Answer {
        guard let owner = visitor.journalName else { return try await body(LongWork()) }
        let (services, environment, inbound) = (services, environment, inbound)
        let works = services.longWorks
        let watched = LongWorks.Watched(
            id: Secret.hex(environment.random(16)), owner: owner, title: title, leaves: leaves, back: back,
            work: LongWork(), beganAt: now)
        works.add(watched, now: now)
        let stopping = Stopping(within: Stopping.current)
        watched.work.whenStopped { stopping.begin() }
        if let pieces = works.stopsAfter { watched.work.stop(after: pieces) }
        let (soon, told) = AsyncStream.makeStream(of: Void.self)
        Task {
            let outcome: LongWorks.Outcome
            do {
                outcome = .answered(
                    try await Stopping.$current.withValue(stopping) { try await body(watched.work) })
            } catch {
                if watched.work.isStopped {
                    outcome = .stopped
                } else {
                    if !(error is Refusal) { services.logger.error("\(error)", metadata: ["request": "\(inbound.id)"]) }
                    outcome = .failed(error)
                }
            }
            works.end(watched.id, outcome, now: environment.now())
            told.finish()
        }
        let patience = works.patience
        guard patience > .zero else { return .redirect(to: Paths.work(watched.id)) }
        let clock = Task {
            try? await Task.sleep(for: patience)  // Ended early where the answer came.
            told.finish()
        }
        for await _ in soon {}
        clock.cancel()
        switch works.take(watched.id) {
        case .answered(let answer): return answer
        case .failed(let error): throw error
        case .stopped, nil: return .redirect(to: Paths.work(watched.id))
        }
    }
}
