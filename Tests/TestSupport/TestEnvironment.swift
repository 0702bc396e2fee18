import Logging
import Synchronization
import Web

/// A clock that stands still until a test moves it. It begins on 29 November 2023, 09:00 UTC: the first morning of the workshop.
public final class TestClock: Sendable {
    public init() {}

    private let milliseconds = Mutex<Int64>(1_701_248_400_000)

    public var now: Int64 { milliseconds.withLock { $0 } }

    public func advance(seconds: Int64) { milliseconds.withLock { $0 += seconds * 1000 } }
    public func advance(days: Int64) { advance(seconds: days * 86_400) }
}

/// Random bytes that are the same in every run of a test (SplitMix64).
public final class SeededBytes: Sendable {
    private let state: Mutex<UInt64>
    private let made = Mutex<UInt32>(0)

    public init(seed: UInt64) { state = Mutex(seed) }

    public func bytes(_ count: Int) -> [UInt8] {
        state.withLock { state in
            (0..<count).map { _ in
                state &+= 0x9E37_79B9_7F4A_7C15
                var z = state
                z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
                z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
                return UInt8(truncatingIfNeeded: z ^ (z >> 31))
            }
        }
    }

    /// What is random in an id, so that ids sort as they were made, also in one millisecond.
    func rising() -> [UInt8] {
        let number = made.withLock { made in
            made += 1
            return made
        }
        return [0, 0, 0, UInt8(number >> 24), UInt8(number >> 16 & 255), UInt8(number >> 8 & 255), UInt8(number & 255)]
            + bytes(3)
    }
}

extension Environment {
    /// Time from a test's clock, randomness from a seed.
    /// - Parameter ordersIds: whether ids sort as they were made: what is listed by id then stands in the same order whatever else the
    ///   product comes to draw.
    public static func test(_ clock: TestClock, seed: UInt64 = 1, ordersIds: Bool = false) -> Environment {
        let source = SeededBytes(seed: seed)
        return Environment(
            now: { clock.now }, random: { ordersIds && $0 == 10 ? source.rising() : source.bytes($0) })
    }
}

/// Keeps every log line with its metadata, so that a test can hold that no secret is among them.
public final class CapturedLog: Sendable {
    private let lines = Mutex<[String]>([])

    public init() {}

    public var all: [String] { lines.withLock { $0 } }
    public var text: String { all.joined(separator: "\n") }

    public var logger: Logger { Logger(label: "test") { _ in Handler(log: self) } }

    private func add(_ line: String) { lines.withLock { $0.append(line) } }

    private struct Handler: LogHandler {
        let log: CapturedLog
        var logLevel: Logger.Level = .trace
        var metadata: Logger.Metadata = [:]

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let all = metadata.merging(event.metadata ?? [:]) { $1 }
            log.add("\(event.level) \(event.message) \(all)")
        }
    }
}
