import Domain
import Storage
import Web

/// The demo of an initiative on the protection of infrastructure: three workshops (one was held, one is today, one comes), two study visits
/// and an exercise, to which nineteen countries are asked; four are silent.
public enum InfrastructureWorld {
    /// How far its exercise is told: countries nominate for it, it is planned, in the middle of its second move, over and rated, or reviewed.
    public enum Point: String, CaseIterable, Sendable { case nominations, planned, running, ended, reviewed }

    /// An address that is as good as a password, with who it is for.
    public struct Link: Sendable, Hashable {
        public let role: String
        public let address: String
    }

    /// Makes the world by the operations that people's own acts go through.
    /// - Returns: whole addresses: organiser, focal-point, person, desk, and the room's three; once the exercise is planned those of its
    /// director, controller, evaluator, player, projector and observer, too.
    /// - Throws: ``DemoWorld/NotEmpty``, where nothing is changed.
    public static func fill(_ services: Services, until point: Point = .nominations) async throws -> [Link] {
        let base = services.settings.baseURL
        return try await InfrastructureMaker(services, until: point).make().map {
            Link(role: $0.role, address: base + $0.path)
        }
    }
}
