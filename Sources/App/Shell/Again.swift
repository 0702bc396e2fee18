import Storage
import Web

extension Services {
    /// Does something again and again, until the task is cancelled or the database is closed. A fault is logged, and it goes on.
    /// - Parameters:
    ///   - pause: between two times.
    ///   - waitsFirst: whether the first time comes after a pause.
    ///   - afterFault: the pause after a fault; as always where nothing is told.
    ///   - complaint: what the log says of a fault: "Reminders could not be written".
    func again(
        every pause: Duration, waitsFirst: Bool = false, afterFault: Duration? = nil, failing complaint: String,
        _ body: () async throws -> Void
    ) async {
        var wait: Duration? = waitsFirst ? pause : nil
        while !Task.isCancelled {
            do {
                if let wait { try await Task.sleep(for: wait) }
                wait = pause
                try await body()
            } catch is CancellationError {
                return
            } catch StorageError.closed {
                return
            } catch {
                logger.error("\(complaint): \(error)")
                wait = afterFault ?? pause
            }
        }
    }
}

/// Something done again and again while a server runs.
struct Clock: Sendable {
    /// Until the task is cancelled: by ``Services/again(every:waitsFirst:afterFault:failing:_:)``.
    let watch: @Sendable (Services) async -> Void
    /// Whether it writes though nothing is due. Tests that count commits do without such clocks.
    let isBusy: Bool

    init(isBusy: Bool = false, _ watch: @escaping @Sendable (Services) async -> Void) {
        self.watch = watch
        self.isBusy = isBusy
    }

    private static let all: [Clock] = Features.all { $0 as? any ClockFeature.Type }.flatMap { $0.clocks }

    /// Runs every clock that a feature tells, until the task is cancelled.
    static func run(_ services: Services, withBusy: Bool) async {
        await withTaskGroup { group in
            for clock in all where withBusy || !clock.isBusy {
                group.addTask { await clock.watch(services) }
            }
        }
    }
}

/// A feature with clocks of its own.
protocol ClockFeature: Feature {
    static var clocks: [Clock] { get }
}
