import Foundation
import Storage

extension Database {
    /// Keeps the writer busy while the bodies are begun one after the other, so that their writes wait in this order and make one batch.
    /// - Parameter bodies: each makes one write.
    /// - Returns: what each gave.
    public func inOneBatch<Value: Sendable>(_ bodies: [@Sendable () async -> Value]) async throws -> [Value] {
        let (begun, gate) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        async let first: Void = write { _ in
            begun.signal()
            gate.wait()
        }
        await withCheckedContinuation { go in
            Thread {
                begun.wait()
                go.resume()
            }.start()
        }
        var answers: [Task<Value, Never>] = []
        for body in bodies {
            answers.append(Task { await body() })
            while load.waitingWrites < answers.count { await Task.yield() }
        }
        gate.signal()
        try await first
        var values: [Value] = []
        for answer in answers { values.append(await answer.value) }
        return values
    }

    /// Runs the body while somebody reads, and goes on seeing the database as it was before.
    public func whileReading(_ body: () async throws -> Void) async throws {
        let (begun, gate) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        async let reader: Void = read { reading in
            // The view of the database begins with the first statement.
            _ = try reading.first("SELECT name FROM setting")
            begun.signal()
            gate.wait()
        }
        await withCheckedContinuation { go in
            Thread {
                begun.wait()
                go.resume()
            }.start()
        }
        do {
            try await body()
        } catch {
            gate.signal()
            throw error
        }
        gate.signal()
        try await reader
    }
}
