import ArgumentParser
import NIOCore
import NIOPosix
import Synchronization

/// Plain channels without HTTP: each gets a greeting, and when one of them says “GO” all others are written the same bytes.
struct Relay: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Writes the same bytes to all plain NIO channels.")

    @Option(help: "A port of 127.0.0.1.") var port: Int
    @Option(help: "How many bytes a GO writes to each.") var bytes: Int

    func run() async throws {
        let crowd = Crowd(ByteBuffer(string: String(repeating: "x", count: max(0, bytes - 2)) + "\n\n"))
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 1_024)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(RelayHandler(crowd))
                }
            }
            .bind(host: "127.0.0.1", port: port).get()
        try await server.closeFuture.get()
    }
}

/// The open channels.
private final class Crowd: Sendable {
    private let channels = Mutex<[ObjectIdentifier: any Channel]>([:])
    let payload: ByteBuffer

    init(_ payload: ByteBuffer) { self.payload = payload }

    func join(_ channel: any Channel) { channels.withLock { $0[ObjectIdentifier(channel)] = channel } }
    func leave(_ channel: any Channel) { channels.withLock { $0[ObjectIdentifier(channel)] = nil } }

    func tellAll(but sender: any Channel) {
        let others = channels.withLock { all in all.filter { $0.key != ObjectIdentifier(sender) }.values.map { $0 } }
        for channel in others { channel.writeAndFlush(payload, promise: nil) }
    }
}

private final class RelayHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer
    private let crowd: Crowd

    init(_ crowd: Crowd) { self.crowd = crowd }

    func channelActive(context: ChannelHandlerContext) {
        crowd.join(context.channel)
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: "ok\n\n")), promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) { crowd.leave(context.channel) }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let text = String(buffer: unwrapInboundIn(data))
        if text.hasPrefix("GO") { crowd.tellAll(but: context.channel) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
