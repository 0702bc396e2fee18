import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

/// A connection as the site wants it: Hummingbird's HTTP/1.1, with an end to what never comes to one.
///
/// Behind a proxy that is the proxy's work; a server in a room may stand without one.
public struct SiteChannel: ServerChildChannel {
    private let inner: HTTP1Channel
    private let patience: ConnectionPatience

    public init(responder: @escaping HTTPChannelHandler.Responder, patience: ConnectionPatience = .usual) {
        inner = HTTP1Channel(responder: responder)
        self.patience = patience
    }

    public func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
        let patience = patience
        return inner.setup(channel: channel, logger: logger).flatMapThrowing { value in
            let pipeline = channel.pipeline.syncOperations
            let codec = try pipeline.handler(type: HTTP1ToHTTPServerCodec.self)
            try pipeline.addHandler(ConnectionHandler(patience), position: .before(codec))
            return value
        }
    }

    public func handle(value: HTTP1Channel.Value, logger: Logger) async {
        await inner.handle(value: value, logger: logger)
    }
}

extension HTTPServerBuilder {
    public static var site: HTTPServerBuilder { HTTPServerBuilder { SiteChannel(responder: $0) } }
}

/// How long a connection may keep us waiting.
public struct ConnectionPatience: Sendable {
    /// For the first request's head, and for the next piece of a body.
    public var begun: TimeAmount
    /// A body that brings less than this in a second, once `begun` is over, is ended too.
    public var bytesInSecond: Int64
    /// Between two requests: longer than proxies keep a connection that they may use again (nginx: 60 seconds), lest one is sent into a
    /// connection that is just being closed.
    public var between: TimeAmount

    public static let usual = ConnectionPatience(begun: .seconds(30), bytesInSecond: 1_000, between: .seconds(75))

    public init(begun: TimeAmount, bytesInSecond: Int64, between: TimeAmount) {
        self.begun = begun
        self.bytesInSecond = bytesInSecond
        self.between = between
    }
}

/// What one connection is waiting for, and until when. While an answer is being made or sent nothing ends it: a live page is a long answer.
struct ConnectionWait {
    private let patience: ConnectionPatience
    /// Requests whose head is read and whose answer is not at its end.
    private var open = 0
    private var isReading = false
    /// When the wait began.
    private var since: NIODeadline
    private var lastPiece: NIODeadline
    private var bytes: Int64 = 0
    private var hasAnswered = false

    init(_ patience: ConnectionPatience, now: NIODeadline) {
        self.patience = patience
        since = now
        lastPiece = now
    }

    mutating func head(_ now: NIODeadline) {
        open += 1
        isReading = true
        (since, lastPiece, bytes) = (now, now, 0)
    }

    mutating func piece(_ count: Int, _ now: NIODeadline) {
        bytes += Int64(count)
        lastPiece = now
    }

    mutating func end() { isReading = false }

    mutating func answered(_ now: NIODeadline) {
        open = max(0, open - 1)
        hasAnswered = true
        // A body that is still being read has its own time from here on.
        (since, lastPiece, bytes) = (now, now, 0)
    }

    /// Nothing while we are the ones that are waited for.
    var deadline: NIODeadline? {
        if isReading {
            // Behind an answer that is still being sent nothing is read.
            if open > 1 { return nil }
            let pace = since + patience.begun + .seconds(bytes / max(1, patience.bytesInSecond))
            return min(lastPiece + patience.begun, pace)
        }
        if open > 0 { return nil }
        return since + (hasAnswered ? patience.between : patience.begun)
    }
}

/// Ends connections whose time is over, and those of HTTP/1.0 after their answer.
private final class ConnectionHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    /// How an answer must look because of its request.
    private struct Manner {
        var isOld: Bool
        var keepsOpen: Bool
    }

    private var wait: ConnectionWait
    private var manners = CircularBuffer<Manner>(initialCapacity: 2)
    private var timer: Scheduled<Void>?

    init(_ patience: ConnectionPatience) { wait = ConnectionWait(patience, now: .now()) }

    func handlerAdded(context: ChannelHandlerContext) { look(context) }

    func handlerRemoved(context: ChannelHandlerContext) {
        timer?.cancel()
        timer = nil
    }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.cancel()
        timer = nil
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            wait.head(.now())
            manners.append(
                Manner(isOld: head.version.major == 1 && head.version.minor == 0, keepsOpen: head.isKeepAlive))
        case .body(let bytes): wait.piece(bytes.readableBytes, .now())
        case .end: wait.end()
        }
        look(context)
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(let head) where head.status.code >= 200:
            guard let manner = manners.first, manner.isOld || !manner.keepsOpen else {
                return context.write(data, promise: promise)
            }
            context.write(wrapOutboundOut(.head(mannered(head, manner))), promise: promise)
        case .end:
            wait.answered(.now())
            let keepsOpen = manners.popFirst()?.keepsOpen ?? true
            look(context)
            guard !keepsOpen else { return context.write(data, promise: promise) }
            // The other side may still be sending: closing both ways would take our answer from it.
            let channel = context.channel
            context.writeAndFlush(data, promise: promise)
            channel.close(mode: .output, promise: nil)
        default: context.write(data, promise: promise)
        }
    }

    private func mannered(_ head: HTTPResponseHead, _ manner: Manner) -> HTTPResponseHead {
        var head = head
        if manner.isOld {
            // Without pieces (chunks), which HTTP/1.0 does not know: what has no length ends with the connection.
            head.version = .http1_0
            if !head.headers.contains(name: "content-length") { manners[manners.startIndex].keepsOpen = false }
        }
        head.headers.replaceOrAdd(
            name: "connection", value: manners.first?.keepsOpen == true ? "keep-alive" : "close")
        return head
    }

    /// One timer a connection, which looks again when it is over: most requests never touch it.
    private func look(_ context: ChannelHandlerContext) {
        guard timer == nil, let deadline = wait.deadline else { return }
        let loopBound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        timer = context.eventLoop.scheduleTask(deadline: deadline) {
            let (handler, context) = loopBound.value
            handler.timer = nil
            guard let deadline = handler.wait.deadline else { return }
            if deadline <= .now() { context.close(promise: nil) } else { handler.look(context) }
        }
    }
}
