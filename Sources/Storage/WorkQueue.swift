internal import Dispatch
internal import Foundation
internal import Synchronization

/// Jobs for dedicated threads: the only place where waiting for the database blocks. Swift's own threads are never
/// held.
final class WorkQueue<Job: Sendable>: Sendable {
    private struct State {
        var jobs: [Job] = []
        var isClosed = false
        var threads = 0
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())
    private let signal = DispatchSemaphore(value: 0)

    /// How many jobs no thread has taken yet.
    var waiting: Int { state.withLock { $0.jobs.count } }

    /// - Returns: false where the queue is closed.
    func add(_ job: Job) -> Bool {
        let isTaken = state.withLock { state in
            guard !state.isClosed else { return false }
            state.jobs.append(job)
            return true
        }
        if isTaken { signal.signal() }
        return isTaken
    }

    /// Starts a thread that runs `work` with up to `limit` jobs at a time until the queue is closed and empty.
    func startThread(
        named name: String, limit: Int, makeWork: @escaping @Sendable () -> (work: ([Job]) -> Void, end: () -> Void)
    ) {
        state.withLock { $0.threads += 1 }
        let thread = Thread { [self] in
            let (work, end) = makeWork()
            while let jobs = next(limit) {
                if !jobs.isEmpty { work(jobs) }
            }
            end()
            threadEnded()
        }
        thread.name = name
        thread.stackSize = 4 << 20
        thread.start()
    }

    /// Takes no more jobs; those already taken are still done.
    func close() {
        let threads = state.withLock { state in
            state.isClosed = true
            return state.threads
        }
        for _ in 0..<threads { signal.signal() }
    }

    /// Returns when all threads have ended.
    func waitUntilEnded() async {
        await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
            let isEnded = state.withLock { state in
                if state.threads > 0 { state.waiting.append(continuation) }
                return state.threads == 0
            }
            if isEnded { continuation.resume() }
        }
    }

    /// Empty after a signal whose job another round has already taken; `nil` at the end.
    private func next(_ limit: Int) -> [Job]? {
        signal.wait()
        return state.withLock { state in
            if state.jobs.isEmpty { return state.isClosed ? nil : [] }
            let jobs = Array(state.jobs.prefix(limit))
            state.jobs.removeFirst(jobs.count)
            return jobs
        }
    }

    private func threadEnded() {
        let waiting = state.withLock { state in
            state.threads -= 1
            guard state.threads == 0 else { return [CheckedContinuation<Void, Never>]() }
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }
}
