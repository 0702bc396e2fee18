import HTTPTypes
import Hummingbird
import Logging
import Markup
import NIOCore
import Synchronization

/// One address that the server answers.
public struct Endpoint: Sendable {
    public let method: HTTPRequest.Method
    public let pattern: String
    /// The largest body accepted, in bytes.
    public let bodyLimit: Int
    public let handler: @Sendable (Inbound) async -> Answer

    public init(
        _ method: HTTPRequest.Method, _ pattern: String, bodyLimit: Int,
        handler: @escaping @Sendable (Inbound) async -> Answer
    ) {
        self.method = method
        self.pattern = pattern
        self.bodyLimit = bodyLimit
        self.handler = handler
    }
}

/// Names requests: eight digits that are random for each start of the program, and eight that count.
private final class RequestNumbers: Sendable {
    private let start: String
    private let count = Atomic<UInt32>(0)

    init(_ environment: Environment) { start = Secret.hex(environment.random(4)) }

    func next() -> String {
        let number = count.wrappingAdd(1, ordering: .relaxed).newValue
        return start + Secret.hex((0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) })
    }
}

/// The endpoints as a Hummingbird responder.
public final class Site: Sendable {
    private let endpoints: [Endpoint]
    private let missing: @Sendable (Inbound, Refusal) async -> Answer
    private let numbers: RequestNumbers
    private let trustsProxy: Bool
    private let isSecure: Bool
    private let logger: Logger

    /// - Parameters:
    ///   - missing: answers what no endpoint matches, and what is refused before a handler sees it.
    ///   - trustsProxy: whether `X-Forwarded-For` tells the real address.
    ///   - isSecure: whether people reach the site over HTTPS.
    public init(
        endpoints: [Endpoint], environment: Environment, trustsProxy: Bool, isSecure: Bool, logger: Logger,
        missing: @escaping @Sendable (Inbound, Refusal) async -> Answer
    ) {
        self.endpoints = endpoints
        self.missing = missing
        numbers = RequestNumbers(environment)
        self.trustsProxy = trustsProxy
        self.isSecure = isSecure
        self.logger = logger
    }

    /// - Parameter table: of the same endpoints in the same order, where it is made already.
    public func responder(by table: RouteTable? = nil) -> Border {
        Border(site: self, table: table ?? RouteTable(endpoints.map { ($0.method, $0.pattern) }))
    }

    fileprivate func respond(_ request: Request, _ context: SiteContext, _ number: Int) async -> Response {
        let endpoint = endpoints[number]
        let (limit, handler) = (endpoint.bodyLimit, endpoint.handler)
        var request = request
        var body: [UInt8] = []
        do {
            // Waiting for the end of a body that is not there costs a way between threads.
            if request.method != .get && request.method != .head || request.headers[.contentLength] != nil {
                body = Array(buffer: try await request.collectBody(upTo: limit))
            }
        } catch is NIOTooManyBytesError {
            return await refuse(request, context, .tooLarge)
        } catch {
            return await refuse(request, context, .brokenBody)
        }
        do {
            let inbound = try inbound(request, context, body: body)
            return response(for: await handler(inbound), to: request, context)
        } catch {
            return await turnAway(request, context, error)
        }
    }

    fileprivate func refuse(_ request: Request, _ context: SiteContext, _ refusal: Refusal) async -> Response {
        do {
            let inbound = try inbound(request, context, body: [])
            return response(for: await missing(inbound, refusal), to: request, context)
        } catch {
            return await turnAway(request, context, error)
        }
    }

    /// Answers a request of which nothing can be used but where it comes from and which face it meant.
    func turnAway(_ request: Request, _ context: SiteContext, _ refusal: Refusal) async -> Response {
        let isAPI = (request.head.path ?? "").utf8.starts(with: "/api/".utf8)
        let inbound = Inbound(
            method: request.method, path: isAPI ? "/api/" : "/", id: numbers.next(), address: context.address)
        return response(for: await missing(inbound, refusal), to: request, context)
    }

    private func inbound(_ request: Request, _ context: SiteContext, body: [UInt8]) throws(Refusal) -> Inbound {
        var parameters: [String: String] = [:]
        for (name, value) in context.parameters {
            do {
                parameters[String(name)] = try PercentCoding.read(value, plusIsSpace: false)
            } catch {
                throw .brokenText(error.fault, field: String(name))
            }
        }
        let forwarded = trustsProxy ? request.headers[.forwardedFor]?.split(separator: ",").last?.trimmed : nil
        return Inbound(
            method: request.method, path: request.uri.path,
            query: try FormValues.read(urlEncoded: request.uri.query ?? ""), headers: request.headers,
            host: request.head.authority, body: body,
            id: numbers.next(), address: forwarded.map { String($0.prefix(64)) } ?? context.address,
            parameters: parameters)
    }

    private func response(for answer: Answer, to request: Request, _ context: SiteContext) -> Response {
        var headers = SecurityHeaders.base(isSecure: isSecure)
        for field in answer.headers {
            // Several cookies stand side by side; all else takes the place of the base.
            if field.name == .setCookie { headers.append(field) } else { headers[field.name] = field.value }
        }
        let isHead = request.method == .head
        if isHead { headers[.setCookie] = nil }
        switch answer.body {
        case .bytes(var bytes):
            if Self.isWorthCompressing(bytes, headers) {
                headers[.vary] = "Accept-Encoding"
                // No page holds a secret that its length could tell.
                if request.headers.takesGzip, !isHead,
                    let small = Gzip.compress(bytes, level: 4)
                {
                    bytes = small
                    headers[.contentEncoding] = "gzip"
                }
            }
            if isHead { headers[.contentLength] = String(bytes.count) }
            return Response(
                status: answer.status, headers: headers,
                body: isHead ? .init() : .init(byteBuffer: ByteBuffer(bytes: bytes)))
        case .events(let stream):
            headers[.contentType] = "text/event-stream"
            headers[.cacheControl] = "no-store"
            headers[.accelBuffering] = "no"
            // Whoever only looks is answered at once, and listens to nothing.
            if isHead { return Response(status: answer.status, headers: headers) }
            let (place, channel) = (answer.place, context.channel)
            return Response(
                status: answer.status, headers: headers,
                body: ResponseBody { writer in
                    try await stream.write(to: &writer, over: channel)
                    withExtendedLifetime(place) {}
                    try await writer.finish(nil)
                })
        }
    }
}

extension Site {
    /// Pages and JSON that do not fit into one packet; files bring their own compression.
    private static func isWorthCompressing(_ bytes: [UInt8], _ headers: HTTPFields) -> Bool {
        guard bytes.count > 1_400, headers[.contentEncoding] == nil, headers[.contentDisposition] == nil else {
            return false
        }
        let type = headers[.contentType] ?? ""
        return type.hasPrefix("text/html") || type.hasPrefix("application/json")
    }
}

/// Which endpoint an address is for, by its number: made once for all sites that have the same addresses.
public struct RouteTable: Sendable {
    let router: RouterResponder<SiteContext>

    public init(_ endpoints: [(method: HTTPRequest.Method, pattern: String)]) {
        let router = Router(context: SiteContext.self)
        for (number, endpoint) in endpoints.enumerated() {
            // Whatever can be got can be looked at (RFC 9110, 9.3.2): monitors ask so.
            for method in endpoint.method == .get ? [.get, .head] : [endpoint.method] {
                router.on(RouterPath(endpoint.pattern), method: method) { request, context -> Response in
                    guard let site = context.site else { throw HTTPError(.notFound) }
                    return await site.respond(request, context, number)
                }
            }
        }
        router.add(middleware: FallbackMiddleware())
        self.router = router.buildResponder()
    }
}

/// Answers in words what no endpoint matches.
private struct FallbackMiddleware: RouterMiddleware {
    func handle(
        _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as HTTPError {
            guard let site = context.site else { throw error }
            return await site.refuse(
                request, context,
                error.status == .notFound
                    ? .notFound
                    : Refusal(
                        error.status, "http-error", L("The server could not read this request.")))
        }
    }
}

public struct SiteContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    let address: String
    /// That answers; nothing before it has taken the request.
    var site: Site?
    /// Nothing for tests that drive the responder in process.
    let channel: (any Channel)?

    public init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        channel = source.channel
        address = source.channel.remoteAddress?.ipAddress ?? ""
    }

    /// For tests that drive the responder in process.
    public init(source: InProcessSource) {
        coreContext = .init(source: source)
        channel = nil
        address = "127.0.0.1"
    }
}

/// Where an in-process request comes from.
public struct InProcessSource: RequestContextSource {
    public let logger: Logger
    public init(logger: Logger) { self.logger = logger }
}

extension HTTPField.Name {
    static let forwardedFor: HTTPField.Name = .init("X-Forwarded-For") ?? .accept
    static let accelBuffering: HTTPField.Name = .init("X-Accel-Buffering") ?? .accept
}
