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
