import Storage
import Web

/// For load balancers and for programs that want to know what there is.
enum HealthAPI {
    struct HealthBody: Codable, Sendable {
        let status: String
        let version: String
        /// The same for all nodes of one installation, and for no other: by it `doctor` sees whether an address leads here.
        let instance: String

        init(_ status: String, _ services: Services) {
            self.status = status
            version = Version.text
            instance = services.instance
        }
    }

    static let routes: [APIRoute] = [
        .get(Paths.health, .anyone, "Health", "The process answers.") {
            HealthBody("alive", $0.services)
        },
        .get(Paths.readiness, .anyone, "Health", "Something could be stored now; else 503.") { visit in
            _ = try await visit.read { try $0.first("SELECT 1 AS one") }
            try await visit.services.readiness.require(at: visit.now)
            return HealthBody("ready", visit.services)
        },
        .file(Paths.openAPI, .anyone, "Health", "This description.", mediaType: "application/json") { _ in
            Answer(type: "application/json", try OpenAPI.document())
        },
    ]
}
