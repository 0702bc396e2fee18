import Domain
import Storage
import Web

/// The demo of an initiative on the protection of infrastructure: three workshops (one was held, one is today, one comes), two study visits
/// and an exercise, to which nineteen countries are asked; four are silent.
public enum InfrastructureWorld {
    /// An address that is as good as a password, with who it is for.
    public struct Link: Sendable, Hashable {
        public let role: String
        public let address: String
    }

    /// Makes the world by the operations that people's own acts go through.
    /// - Returns: whole addresses: organiser, focal-point, person, desk, and the room's three.
    /// - Throws: ``DemoWorld/NotEmpty``, where nothing is changed.
    public static func fill(_ services: Services) async throws -> [Link] {
        let base = services.settings.baseURL
        return try await InfrastructureMaker(services).make().map { Link(role: $0.role, address: base + $0.path) }
    }
}
