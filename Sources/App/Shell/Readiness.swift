import Logging
import Storage
import Web

/// Whether something could be stored now, found out by storing something: reading alone goes on with a full disk, and on a database that
/// may only be read.
///
/// One write a second at most, however many ask. While one is on its way for long, as when another node holds the database, what was found
/// before is answered, for some seconds: a node must not be taken out of service for waiting its turn.
actor Readiness {
    private enum State: Equatable { case ready, full, failing }

    private static let fresh: Duration = .seconds(1)
    private static let longestWait: Duration = .seconds(8)
    /// What a commit may need besides its own bytes.
    private static let leastRoom: Int64 = 1 << 20

    private let database: Database
    private let logger: Logger
    private var state = State.ready
    private var foundAt: ContinuousClock.Instant?
    private var begunAt: ContinuousClock.Instant?
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ database: Database, _ logger: Logger) {
        self.database = database
        self.logger = logger
    }

    /// - Throws: ``Refusal`` 503.
    func require(at now: Int64) async throws {
        if begunAt == nil, foundAt.map({ .now - $0 >= Self.fresh }) ?? true { begin(now) }
        if begunAt != nil { await withCheckedContinuation { waiting.append($0) } }
        if let begunAt, .now - begunAt > Self.longestWait { throw Refusal.notReady(isFull: false) }
        guard state == .ready else { throw Refusal.notReady(isFull: state == .full) }
    }

    private func begin(_ now: Int64) {
        begunAt = .now
        // Detached: whoever only looks may write nothing, but this is no doing of theirs.
        Task.detached { [database] in
            let result: Result<Void, any Error>
            do {
                try await database.write { try $0.note("readiness", now) }
                result = .success(())
            } catch {
                result = .failure(error)
            }
            await self.found(result)
        }
        Task.detached {
            try? await Task.sleep(for: .milliseconds(500))  // Never cancelled.
            await self.answer()
        }
    }

    private func found(_ result: Result<Void, any Error>) {
        let before = state
        switch result {
        case .success:
            let isFull = database.roomLeft.map { $0 < Self.leastRoom } ?? false
            state = isFull ? .full : .ready
            if isFull, before == .ready { logger.error("Not ready: the disk is full.") }
        case .failure(let error):
            state = database.roomLeft.map { $0 < Self.leastRoom } ?? false ? .full : .failing
            if before == .ready { logger.error("Not ready: \(error)") }
        }
        if state == .ready, before != .ready { logger.notice("Ready again") }
        (foundAt, begunAt) = (.now, nil)
        answer()
    }

    private func answer() {
        for one in waiting { one.resume() }
        waiting = []
    }
}
