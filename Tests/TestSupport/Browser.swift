@testable import App
import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization
import Web

/// What came back.
public struct Page: Sendable {
    public let status: Int
    public let headers: HTTPFields
    public let bytes: [UInt8]
    /// Where the browser stands, after redirects where they were followed.
    public let path: String

    public var text: String { String(decoding: bytes, as: UTF8.self) }
    public var location: String? { headers[.location] }
    public var cookies: [String] { headers[values: .setCookie] }

    public func contains(_ piece: String) -> Bool { text.contains(piece) }

    /// What stands between two marks, first occurrence.
    public func text(after start: String, before end: String) -> String? {
        guard let from = text.range(of: start), let to = text[from.upperBound...].range(of: end) else { return nil }
        return String(text[from.upperBound..<to.lowerBound])
    }
}

/// One browser: keeps cookies, follows redirects when told.
public actor Browser {
    private let site: TestSite
    /// By their plain names: the prefix that they have over HTTPS is taken off and put on here.
    public private(set) var cookies: [String: String] = [:]
    private var headers: HTTPFields

    init(site: TestSite, language: String) {
        self.site = site
        headers = [.acceptLanguage: language, .userAgent: "TestBrowser/1.0"]
    }

    public func setCookie(_ name: String, _ value: String?) { cookies[name] = value }
    public func setHeader(_ name: HTTPField.Name, _ value: String?) { headers[name] = value }

    @discardableResult
    public func get(_ path: String, fragment: Bool = false) async throws -> Page {
        try await send(.get, path, fragment ? [.fragment: "fragment"] : [:])
    }

    /// Sends a form.
    @discardableResult
    public func post(
        _ path: String, _ form: KeyValuePairs<String, String> = [:], fragment: Bool = false
    ) async throws -> Page {
        let pairs = form.map { "\(PercentCoding.encode($0.key))=\(PercentCoding.encode($0.value))" }
        var fields: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
        if fragment { fields[.fragment] = "fragment" }
        return try await send(.post, path, fields, Array(pairs.joined(separator: "&").utf8))
    }

    /// Sends a form with one file.
    @discardableResult
    public func upload(
        _ path: String, _ form: KeyValuePairs<String, String> = [:], field: String, fileName: String, _ bytes: [UInt8]
    ) async throws -> Page {
        var body: [UInt8] = []
        for (name, value) in form.map({ ($0.key, $0.value) }) {
            body += Array("--edge\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8)
        }
        let head = "--edge\r\nContent-Disposition: form-data; name=\"\(field)\"; filename=\"\(fileName)\"\r\n\r\n"
        body += Array(head.utf8) + bytes + Array("\r\n--edge--\r\n".utf8)
        return try await send(.post, path, [.contentType: "multipart/form-data; boundary=edge"], body)
    }

    /// Opens a link from a mail or from paper as a browser does: the page that it leads to sends itself.
    @discardableResult
    public func open(_ path: String) async throws -> Page {
        let page = try await get(path)
        return page.contains(" data-open>") ? try await post(path) : page
    }

    /// Goes where a redirect leads, at most five times.
    public func follow(_ page: Page) async throws -> Page {
        var page = page
        for _ in 0..<5 {
            guard let location = page.location else { return page }
            page = try await get(location)
        }
        return page
    }

    /// Any request, JSON for instance.
    @discardableResult
    public func send(
        _ method: HTTPRequest.Method, _ path: String, _ more: HTTPFields = [:], _ body: [UInt8] = []
    ) async throws -> Page {
        let response = try await response(method, path, more, .init(buffer: ByteBuffer(bytes: body)))
        let collected = CollectingWriter.Box()
        try await response.body.write(CollectingWriter(box: collected))
        return Page(status: Int(response.status.code), headers: response.headers, bytes: collected.bytes, path: path)
    }

    /// A request of which the body breaks off on its way.
    public func sendBroken(_ method: HTTPRequest.Method, _ path: String, _ more: HTTPFields = [:]) async throws -> Page
    {
        struct Broken: Error {}
        let pieces = AsyncThrowingStream<ByteBuffer, any Error> { stream in
            stream.yield(ByteBuffer(string: "half of"))
            stream.finish(throwing: Broken())
        }
        let response = try await response(method, path, more, .init(asyncSequence: pieces))
        let collected = CollectingWriter.Box()
        try await response.body.write(CollectingWriter(box: collected))
        return Page(status: Int(response.status.code), headers: response.headers, bytes: collected.bytes, path: path)
    }

    /// Opens a live stream; its events come as text, each with its `event:` and `data:` lines.
    public func listen(_ path: String) async throws -> LiveStream {
        let response = try await response(
            .get, path, [.accept: "text/event-stream"], .init(buffer: ByteBuffer()))
        return LiveStream(status: Int(response.status.code), body: response.body)
    }

    private func response(
        _ method: HTTPRequest.Method, _ path: String, _ more: HTTPFields, _ body: RequestBody
    ) async throws -> Response {
        var fields = headers
        for field in more { fields[field.name] = field.value }
        if !cookies.isEmpty, fields[.authorization] == nil {
            fields[.cookie] = cookies.sorted { $0.key < $1.key }.map {
                "\(Cookie.name($0.key, isSecure: site.services.settings.isSecure))=\($0.value)"
            }.joined(separator: "; ")
        }
        let head = HTTPRequest(
            method: method, scheme: "https", authority: "roundtable.test", path: path, headerFields: fields)
        let request = Request(head: head, body: body)
        let context = SiteContext(source: InProcessSource(logger: site.services.logger))
        let response = try await site.app.responder.respond(to: request, context: context)
        for cookie in response.headers[values: .setCookie] { keep(cookie) }
        return response
    }

    private func keep(_ cookie: String) {
        guard let pair = cookie.split(separator: ";").first else { return }
        let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let isRemoved = cookie.contains("Max-Age=0")
        let isHostOnly = cookie.hasPrefix("__Host-") && cookie.contains("; Path=/;") && cookie.contains("; Secure")
        cookies[String(isHostOnly ? sides[0].dropFirst(7) : sides[0])] = isRemoved ? nil : String(sides[1])
    }
}

struct CollectingWriter: ResponseBodyWriter {
    final class Box: Sendable {
        private let storage = Mutex<[UInt8]>([])
        var bytes: [UInt8] { storage.withLock { $0 } }
        func add(_ buffer: ByteBuffer) { storage.withLock { $0 += Array(buffer.readableBytesView) } }
    }

    let box: Box

    mutating func write(_ buffer: ByteBuffer) async throws { box.add(buffer) }
    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
