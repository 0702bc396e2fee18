import Domain
import HTTPTypes
import Web

/// One row of the product's routing table: what is asked, what it needs, and who answers.
///
/// `docs/routes.txt` is made from these rows, and a test tries each of them as guest, stranger, member and owner.
public struct Route: Sendable {
    public let method: HTTPRequest.Method
    public let pattern: String
    public let permission: Permission
    public let bodyLimit: Int
    /// The API answers with problem+json, takes bearer tokens only, and needs no form token.
    public var isAPI: Bool { pattern.hasPrefix("/api/") || pattern == "/healthz" || pattern == "/readyz" }
    var isForMonitors: Bool { ["/healthz", "/readyz", "/metrics"].contains(pattern) }
    /// Whether the address holds the short code of an event, which can be guessed.
    var isByCode: Bool { pattern.utf8.starts(with: "/e/:code".utf8) }
    let handler: @Sendable (Visit) async throws -> Answer

    /// Pages and forms: 256 kB holds any form of ours.
    static let formLimit = 256 * 1024
    /// Files to import.
    static let fileLimit = 10 * 1024 * 1024

    static func get<each P: PathParameter>(
        _ path: PathPattern<repeat each P>, _ permission: Permission,
        _ handler: @escaping @Sendable (Visit, repeat each P) async throws -> Answer
    ) -> Route {
        on(.get, path, permission, limit: 0, handler)
    }

    static func post<each P: PathParameter>(
        _ path: PathPattern<repeat each P>, _ permission: Permission, limit: Int = formLimit,
        _ handler: @escaping @Sendable (Visit, repeat each P) async throws -> Answer
    ) -> Route {
        on(.post, path, permission, limit: limit, handler)
    }

    static func on<each P: PathParameter>(
        _ method: HTTPRequest.Method, _ path: PathPattern<repeat each P>, _ permission: Permission,
        limit: Int = formLimit,
        _ handler: @escaping @Sendable (Visit, repeat each P) async throws -> Answer
    ) -> Route {
        Route(method: method, pattern: path.template, permission: permission, bodyLimit: limit) { visit in
            let parameters = try path.parameters(of: visit.inbound)
            return try await handler(visit, repeat each parameters)
        }
    }
}

/// The addresses of the product; each feature adds its own beside its routes.
enum Paths {
    static let home = FixedPath("/")
    static let help = FixedPath("/help")
    /// Permissions hang on events, so their address is known everywhere.
    static let event = PathPattern<Event.ID>("/events/:event")
}
