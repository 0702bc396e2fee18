import Foundation
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import Testing

@testable import Web

/// What ends a connection, and what does not.
@Suite struct ConnectionWaitTests {
    private let patience = ConnectionPatience(begun: .seconds(30), bytesInSecond: 1_000, between: .seconds(75))
    private let start = NIODeadline.now()

    @Test func `a connection that says nothing has thirty seconds`() {
        let wait = ConnectionWait(patience, now: start)
        #expect(wait.deadline == start + .seconds(30))
    }

    @Test func `a body must go on, and not drop by drop`() {
        var wait = ConnectionWait(patience, now: start)
        wait.head(start)
        #expect(wait.deadline == start + .seconds(30))
        // One byte every twenty seconds: never silent for long, and over all the same.
        wait.piece(1, start + .seconds(20))
        #expect(wait.deadline == start + .seconds(30))
        // A megabyte on a slow line has its time, and thirty seconds for its next piece.
        wait.piece(1_000_000, start + .seconds(25))
        #expect(wait.deadline == start + .seconds(55))
    }

    @Test func `while an answer is being sent nothing ends it, however long it is`() {
        var wait = ConnectionWait(patience, now: start)
        wait.head(start)
        wait.end()
        #expect(wait.deadline == nil)
        // What is asked behind a stream waits with it.
        wait.head(start + .seconds(100))
        #expect(wait.deadline == nil)
    }

    @Test func `between two requests there is more time than proxies keep a connection`() {
        var wait = ConnectionWait(patience, now: start)
        wait.head(start)
        wait.end()
        wait.answered(start + .seconds(2))
        #expect(wait.deadline == start + .seconds(77))
    }
}

/// A real server on a socket, whose patience is short.
@Suite(.serialized) struct ConnectionTests {
    private func withServer(_ body: @escaping @Sendable (Int) async throws -> Void) async throws {
        let stream = EventStream()
        let site = Site(
            endpoints: [
                Endpoint(.get, "/words", bodyLimit: 0) { _ in Answer(type: "text/plain", "words") },
                Endpoint(.post, "/words", bodyLimit: 1_000) { inbound in
                    Answer(type: "text/plain", "\(inbound.body.count)")
                },
                Endpoint(.get, "/live", bodyLimit: 0) { _ in Answer(body: .events(stream)) },
            ], environment: .live, trustsProxy: false, isSecure: false, logger: Logger(label: "test"),
            missing: { _, refusal in Answer(status: refusal.status) })
        let short = ConnectionPatience(begun: .milliseconds(400), bytesInSecond: 1_000, between: .milliseconds(400))
        let (ports, found) = AsyncStream<Int>.makeStream()
        let application = Application(
            responder: site.responder(),
            server: HTTPServerBuilder { SiteChannel(responder: $0, patience: short) },
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { found.yield($0.localAddress?.port ?? 0) },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let running = Task { try await application.run() }
        defer { running.cancel() }
        var iterator = ports.makeAsyncIterator()
        let port = try #require(await iterator.next())
        try await body(port)
        stream.line.end()
    }

    /// Sends the pieces with pauses between, then reads until the other side ends, for at most ten seconds.
    /// - Returns: what came; nothing where the connection stayed open.
    private func talk(_ port: Int, _ pieces: [String], pause: Duration = .zero, seconds: Int = 10) async throws
        -> String?
    {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        try #require(connected == 0)
        for piece in pieces {
            let bytes = Array(piece.utf8)
            guard send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else { break }
            try await Task.sleep(for: pause)
        }
        var wait = timeval(tv_sec: seconds, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
        var heard: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count == 0 { return String(decoding: heard, as: UTF8.self) }
            if count < 0 { return errno == ECONNRESET ? String(decoding: heard, as: UTF8.self) : nil }
            heard += buffer[..<count]
        }
    }

    @Test func `HTTP 1_0 is closed after its answer, and kept where it asks for it`() async throws {
        try await withServer { port in
            let closed = try await talk(port, ["GET /words HTTP/1.0\r\n\r\n"])
            #expect(closed?.hasPrefix("HTTP/1.0 200 OK\r\n") == true, "\(closed ?? "open")")
            #expect(closed?.lowercased().contains("connection: close") == true)
            #expect(closed?.hasSuffix("\r\n\r\nwords") == true)
            let kept = try await talk(
                port, ["GET /words HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET /words HTTP/1.0\r\n\r\n"])
            #expect(kept?.components(separatedBy: "HTTP/1.0 200 OK").count == 3, "\(kept ?? "open")")
        }
    }

    @Test func `half a request is ended, also one that comes drop by drop`() async throws {
        try await withServer { port in
            let halfHead = try await talk(port, ["GET /words HT"])
            #expect(halfHead != nil)
            let halfBody = try await talk(port, ["POST /words HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf"])
            #expect(halfBody != nil)
            let drops =
                ["POST /words HTTP/1.1\r\nHost: x\r\nContent-Length: 90\r\n\r\n"] + Array(repeating: "x", count: 20)
            let slow = try await talk(port, drops, pause: .milliseconds(100))
            #expect(slow != nil)
        }
    }

    @Test func `a stream is not cut, and HEAD of it is answered at once`() async throws {
        try await withServer { port in
            let live = try await talk(port, ["GET /live HTTP/1.1\r\nHost: x\r\n\r\n"], seconds: 2)
            #expect(live == nil)
            let head = try await talk(port, ["HEAD /live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"])
            #expect(head?.hasPrefix("HTTP/1.1 200 OK\r\n") == true, "\(head ?? "open")")
            #expect(head?.hasSuffix("\r\n\r\n") == true)
        }
    }

    @Test func `HEAD is GET without its content, and the next request is understood`() async throws {
        try await withServer { port in
            let heard = try await talk(
                port,
                ["HEAD /words HTTP/1.1\r\nHost: x\r\n\r\nGET /words HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"])
            #expect(heard?.components(separatedBy: "HTTP/1.1 200 OK").count == 3, "\(heard ?? "open")")
            #expect(heard?.components(separatedBy: "words").count == 2, "\(heard ?? "open")")
            #expect(
                heard?.components(separatedBy: "content-length: 5").count == 3
                    || heard?.components(separatedBy: "Content-Length: 5").count == 3, "\(heard ?? "")")
        }
    }
}
