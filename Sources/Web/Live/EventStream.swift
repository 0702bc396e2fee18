import Hummingbird
import NIOCore
import NIOHTTPTypes
import Synchronization

/// The sending end of one page's events: from anywhere, in order, until either end is done.
///
/// Between two events nothing runs for the page: where its connection takes more, an event is written to it at once, on the
/// connection's own thread, and many pages of one thread in one turn. For a page that does not keep up the newest 64 are kept
/// (what it gets is still right, since every event carries a whole region).
public final class EventLine: Sendable {
    private struct State {
        var waiting: [ServerEvent] = []
        /// Who delivers what waits, while nothing does.
        var sleeper: CheckedContinuation<Void, Never>?
        /// Takes events directly, while nothing waits.
        var channel: (any Channel)?
        /// From the first delivery on every event goes by way of this thread, so that none overtakes another.
        var loop: (any EventLoop)?
        var isOver = false
        var whenOver: (@Sendable () -> Void)?

        /// Keeps the event where it cannot go on at once.
        mutating func way(of event: ServerEvent) -> Way {
            if isOver { return .nowhere }
            // Connected since it was asked for its thread: behind what is on its way there.
            if let loop, !loop.inEventLoop { return .loop(loop) }
            if let channel, channel.isWritable { return .channel(channel) }
            if waiting.count == EventLine.mostWaiting { waiting.removeFirst() }
            waiting.append(event)
            defer { (sleeper, channel) = (nil, nil) }
            return .waiting(sleeper)
        }
    }

    private enum Way {
        case nowhere
        case channel(any Channel)
        case loop(any EventLoop)
        case waiting(CheckedContinuation<Void, Never>?)
    }

    private static let mostWaiting = 64
    /// How many pages are written to in one turn of their thread, so that requests come in between.
    private static let mostInTurn = 128

    private let state = Mutex(State())

    fileprivate init() {}

    /// Called once, when the listener is gone or the line was ended.
    public func whenOver(_ call: @escaping @Sendable () -> Void) {
        let isOver = state.withLock { state in
            if !state.isOver { state.whenOver = call }
            return state.isOver
        }
        if isOver { call() }
    }

    public func send(_ event: ServerEvent) { Self.send(event, to: CollectionOfOne(self)) }

    /// The same bytes for all.
    public static func send(_ event: ServerEvent, to lines: some Collection<EventLine>) {
        var loops: [ObjectIdentifier: (loop: any EventLoop, lines: [EventLine])] = [:]
        for line in lines {
            if let loop = line.state.withLock({ $0.loop }) {
                loops[ObjectIdentifier(loop), default: (loop, [])].lines.append(line)
            } else {
                line.pass(event)
            }
        }
        for (loop, lines) in loops.values {
            for start in stride(from: 0, to: lines.count, by: mostInTurn) {
                let some = lines[start..<min(start + mostInTurn, lines.count)]
                loop.execute { for line in some { line.pass(event) } }
            }
        }
    }

    /// Nothing is sent after this.
    public func end(_ last: ServerEvent? = nil) {
        let (sleeper, call) = state.withLock { state -> (CheckedContinuation<Void, Never>?, (@Sendable () -> Void)?) in
            if state.isOver { return (nil, nil) }
            if let last { state.waiting.append(last) }
            state.isOver = true
            defer { (state.sleeper, state.whenOver, state.channel) = (nil, nil, nil) }
            return (state.sleeper, state.whenOver)
        }
        sleeper?.resume()
        call?()
    }

    /// To the connection where it takes more, otherwise to what waits for it.
    private func pass(_ event: ServerEvent) {
        switch state.withLock({ $0.way(of: event) }) {
        case .nowhere: return
        case .channel(let channel): channel.writeAndFlush(HTTPResponsePart.body(event.bytes), promise: nil)
        case .loop(let loop): loop.execute { self.pass(event) }
        case .waiting(let sleeper): sleeper?.resume()
        }
    }

    /// Writes what waits, and lets the events go directly to the channel meanwhile; returns when the line has ended.
    /// - Parameter channel: nil if there is no connection (tests in process).
    fileprivate func deliver(to writer: inout any ResponseBodyWriter, over channel: (any Channel)?) async throws {
        state.withLock { $0.loop = channel?.eventLoop }
        channel?.closeFuture.whenComplete { [weak self] _ in self?.end() }
        try await withTaskCancellationHandler {
            while let events = await waiting(over: channel) { try await writer.write(ServerEvent(events).bytes) }
        } onCancel: {
            end()
        }
    }

    /// - Returns: nothing when the line has ended.
    private func waiting(over channel: (any Channel)?) async -> [ServerEvent]? {
        await withCheckedContinuation { continuation in
            let isReady = state.withLock { state in
                if !state.waiting.isEmpty || state.isOver { return true }
                (state.sleeper, state.channel) = (continuation, channel)
                return false
            }
            if isReady { continuation.resume() }
        }
        return state.withLock { state in
            defer { state.waiting = [] }
            return state.waiting.isEmpty ? nil : state.waiting
        }
    }
}

/// The receiving end of a line: what an answer holds. When nobody holds it any more the line has ended.
public final class EventStream: Sendable {
    public let line = EventLine()

    public init() {}

    deinit { line.end() }

    /// Writes the events as they come, until the line has ended or the listener has gone.
    /// - Parameter channel: the connection that the writer writes to, if there is one.
    public func write(to writer: inout any ResponseBodyWriter, over channel: (any Channel)?) async throws {
        defer { line.end() }
        try await line.deliver(to: &writer, over: channel)
    }
}
