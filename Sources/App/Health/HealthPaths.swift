import Domain
import Web

extension Paths {
    static let health = FixedPath("/healthz")
    static let readiness = FixedPath("/readyz")
    static let openAPI = FixedPath("/api/v1/openapi.json")
    static let metrics = FixedPath("/metrics")
}
