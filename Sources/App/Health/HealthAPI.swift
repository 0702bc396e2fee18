import Storage
import Web

extension Paths {
    static let health = FixedPath("/healthz")
    static let readiness = FixedPath("/readyz")
    static let openAPI = FixedPath("/api/v1/openapi.json")
}

/// For load balancers and for programs that want to know what there is.
enum HealthAPI {
    struct HealthBody: Codable, Sendable { let status: String }

    static let routes: [APIRoute] = [
        .get(Paths.health, .anyone, "Health", "The process answers.") { _ in HealthBody(status: "alive") },
        .get(Paths.readiness, .anyone, "Health", "The process reaches its database.") { visit in
            _ = try await visit.read { try $0.first("SELECT 1 AS one") }
            return HealthBody(status: "ready")
        },
        .file(Paths.openAPI, .anyone, "Health", "This description.", mediaType: "application/json") { _ in
            Answer(type: "application/json", try OpenAPI.document())
        },
    ]
}
