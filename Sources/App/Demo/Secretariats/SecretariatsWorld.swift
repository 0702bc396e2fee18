import Web

/// The demo of eight secretariats: their 62 countries in one network, what they need, fear and want, a region's plan and the roadmap of all,
/// ideas that became projects, and two meetings of the heads. All people are invented.
public enum SecretariatsWorld {
    /// How far the network has come: it has answered what it needs, or it has planned as well.
    public enum Point: String, CaseIterable, Sendable { case network, plan }

    /// Makes the world by the operations that people's own acts go through.
    /// - Returns: who each address is for, and the address, which is as good as a password: head, focal-point, respondent, coordinator,
    /// project-officer (from ``Point/plan`` on).
    /// - Throws: ``DemoWorld/NotEmpty``, where nothing is changed.
    public static func fill(_ services: Services, until point: Point = .plan) async throws -> [(
        role: String, address: String
    )] {
        let base = services.settings.baseURL
        return try await SecretariatsMaker(services).make(until: point).map {
            (role: $0.role, address: base + $0.path)
        }
    }
}
