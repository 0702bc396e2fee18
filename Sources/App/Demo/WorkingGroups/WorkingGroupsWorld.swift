import Web

/// The demo of a network of working groups: eight secretariats and their countries' focal points, a programme of six countries with four groups
/// (nineteen of twenty-four cells are held), experts of all regions, a report that two countries plan, and a call for some of the experts.
public enum WorkingGroupsWorld {
    /// - Returns: who each address is for, and the address, which is as good as a password: coordinator, city, head, focal-point, expert.
    /// - Throws: ``DemoWorld/NotEmpty``, where nothing is changed.
    public static func fill(_ services: Services) async throws -> [(role: String, address: String)] {
        let base = services.settings.baseURL
        return try await WorkingGroupsMaker(services).make().map { (role: $0.role, address: base + $0.path) }
    }
}
