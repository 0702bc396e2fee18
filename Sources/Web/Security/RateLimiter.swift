import Synchronization

/// Allows so many tries in a window of time per key. At most 100,000 keys are remembered; then the oldest windows go first.
public final class RateLimiter: Sendable {
    private struct Window { var start: Int64; var count: Int }
    private let windows = Mutex<[String: Window]>([:])
    private let limit: Int
    private let milliseconds: Int64

    private let mostKeys: Int

    public init(limit: Int, seconds: Int, mostKeys: Int = 100_000) {
        self.mostKeys = mostKeys
        self.limit = limit
        milliseconds = Int64(seconds) * 1000
    }

    /// Counts a try.
    /// - Throws: ``Refusal/tooManyRequests(seconds:)`` when the window's tries are used up.
    public func check(_ key: String, now: Int64) throws { try look(key, now, counts: true) }

    /// As ``check(_:now:)``, but counts nothing: for tries that only count where they fail. See ``count(_:now:)``.
    public func require(_ key: String, now: Int64) throws { try look(key, now, counts: false) }

    /// Counts a try that has failed.
    public func count(_ key: String, now: Int64) {
        windows.withLock { windows in
            var window = window(of: key, windows, now)
            window.count = min(window.count + 1, limit)
            keep(window, key, &windows, now)
        }
    }

    /// Does something that counts as a try only where it fails with one of these refusals, so that many may stand behind one address.
    public func tried<Value: Sendable>(
        _ key: String, now: Int64, failingAs refusals: [Refusal], _ body: () async throws -> Value
    ) async throws -> Value {
        try require(key, now: now)
        do {
            return try await body()
        } catch let refusal as Refusal where refusals.contains(where: { $0.code == refusal.code }) {
            count(key, now: now)
            throw refusal
        }
    }

    private func look(_ key: String, _ now: Int64, counts: Bool) throws {
        let wait: Int64? = windows.withLock { windows in
            var window = window(of: key, windows, now)
            guard window.count < limit else { return window.start + milliseconds - now }
            guard counts else { return nil }
            window.count += 1
            keep(window, key, &windows, now)
            return nil
        }
        if let wait { throw Refusal.tooManyRequests(seconds: Int((wait + 999) / 1000)) }
    }

    private func window(of key: String, _ windows: [String: Window], _ now: Int64) -> Window {
        guard let window = windows[key], now - window.start < milliseconds, now >= window.start else {
            return Window(start: now, count: 0)
        }
        return window
    }

    private func keep(_ window: Window, _ key: String, _ windows: inout [String: Window], _ now: Int64) {
        windows[key] = window
        if windows.count > mostKeys { forgetSome(&windows, now) }
    }

    /// Those whose time is over; where that is not enough, the oldest tenth too.
    private func forgetSome(_ windows: inout [String: Window], _ now: Int64) {
        windows = windows.filter { now - $0.value.start < milliseconds }
        guard windows.count > mostKeys else { return }
        let oldest = windows.sorted { $0.value.start < $1.value.start }.prefix(windows.count - mostKeys * 9 / 10)
        for key in oldest.map(\.key) { windows[key] = nil }
    }

    /// How many keys are remembered.
    public var keys: Int { windows.withLock { $0.count } }

    /// Forgets the tries of a key, after a success.
    public func clear(_ key: String) { windows.withLock { $0[key] = nil } }
}
