import HTTPTypes
import Hummingbird
import NIOCore

/// A live stream that a test reads event by event.
public final class LiveStream: Sendable {
    public let status: Int
    private let stream: AsyncStream<String>
    private let task: Task<Void, Never>

    init(status: Int, body: ResponseBody) {
        self.status = status
        let (stream, continuation) = AsyncStream.makeStream(of: String.self)
        self.stream = stream
        task = Task {
            try? await body.write(StreamWriter(continuation: continuation))
            continuation.finish()
        }
    }

    deinit { task.cancel() }

    public func close() { task.cancel() }

    /// The first event from now on that holds the text; `nil` if none comes in time.
    public func next(containing piece: String, seconds: Double = 3) async -> String? {
        await withTaskGroup(of: String?.self) { group in
            group.addTask { [stream] in await stream.first { $0.contains(piece) } }
            group.addTask {
                try? await Task.sleep(for: .seconds(seconds))
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first
        }
    }
}

private struct StreamWriter: ResponseBodyWriter {
    let continuation: AsyncStream<String>.Continuation

    mutating func write(_ buffer: ByteBuffer) async throws { continuation.yield(String(buffer: buffer)) }
    consuming func finish(_ trailingHeaders: HTTPFields?) async throws { continuation.finish() }
}
