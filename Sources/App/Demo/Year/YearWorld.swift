import Web

/// The demo of a year: one world in which all the other stories have happened, as parts of one network, with a thread from a topic of a
/// workshop to what came of it.
public enum YearWorld {
    /// Makes the world by the operations that people's own acts go through.
    /// - Returns: who each address is for, and the address, which is as good as a password: the first opens what waits for a head of
    /// secretariat today; then focal-point, respondent, coordinator, project-officer, organiser, director, city, expert.
    /// - Throws: ``DemoWorld/NotEmpty``, where nothing is changed.
    public static func fill(_ services: Services) async throws -> [(role: String, address: String)] {
        let base = services.settings.baseURL
        return try await YearMaker(services).make().map { (role: $0.role, address: base + $0.path) }
    }
}
