import Domain
import Storage
import Web

/// The demo of a network of cities: thirteen real cities and three partners as members since their days, a seminar that was held, two
/// reports by pairs of cities, what they need in common, and a table-top that goes on, with two hundred who look on. All people are invented.
public enum CitiesWorld {
    /// Makes the world by the operations that people's own acts go through.
    /// - Returns: whole addresses: coordinator, city, head, focal-point, expert; of the table-top director, controller,
    /// evaluator, player, projector, observer.
    /// - Throws: ``DemoWorld/NotEmpty``, where nothing is changed.
    public static func fill(_ services: Services) async throws -> [(role: String, address: String)] {
        let base = services.settings.baseURL
        return try await CitiesMaker(services).make().map { (role: $0.role, address: base + $0.path) }
    }
}
