import CSodium
import Foundation

/// What the outside world gives: time and randomness. Passed by init, so that a test can hold the clock still.
public struct Environment: Sendable {
    /// The present moment in milliseconds since 1970-01-01 UTC.
    public var now: @Sendable () -> Int64
    /// That many bytes that nobody can guess.
    public var random: @Sendable (_ count: Int) -> [UInt8]

    public init(now: @escaping @Sendable () -> Int64, random: @escaping @Sendable (_ count: Int) -> [UInt8]) {
        self.now = now
        self.random = random
    }

    public static let live = Environment(
        now: { Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)) },
        random: Sodium.random)
}
