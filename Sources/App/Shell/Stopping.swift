import Foundation
import Synchronization
import Web

/// Whether the server is being stopped. What takes long asks between its pieces, and ends with a refusal that says so: a transaction
/// that is ended by it leaves nothing behind, and nobody has to wait for a file of fifty thousand rows.
public final class Stopping: Sendable {
    /// Of the server that the current request came to; nothing at the terminal, where the program itself is ended.
    @TaskLocal static var current: Stopping?

    /// How many more pieces may be done; nothing while all is well.
    private let left = Mutex<Int?>(nil)
    /// Whose stop is also this one's: the server's.
    private let whole: Stopping?

    /// - Parameter whole: of something that is stopped by itself, or with the server.
    init(within whole: Stopping? = nil) { self.whole = whole }

    /// - Parameter pieces: that may still be done: tests end work in its middle by it.
    public func begin(after pieces: Int = 0) { left.withLock { $0 = pieces } }

    var hasBegun: Bool { left.withLock { $0 == 0 } || whole?.hasBegun ?? false }

    /// - Throws: what tells the visitor that nothing was done.
    func check() throws {
        try whole?.check()
        let mayGoOn = left.withLock { left -> Bool in
            guard let pieces = left else { return true }
            if pieces > 0 { left = pieces - 1 }
            return pieces > 0
        }
        if !mayGoOn { throw Refusal.stopping }
    }

    static func check() throws { try current?.check() }

    /// Work that takes long, on a thread of its own, so that requests need not wait behind it: in the words of the visitor's language,
    /// and ended with the server.
    static func aside<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        let (language, stopping) = (Language.current, current)
        return try await withCheckedThrowingContinuation { continuation in
            let thread = Thread {
                continuation.resume(
                    with: Result {
                        try Language.$current.withValue(language) { try $current.withValue(stopping, operation: body) }
                    })
            }
            thread.stackSize = 8 << 20
            thread.start()
        }
    }
}
