import Domain
import Storage
import Web

/// Makes the story of a year of the other stories: the workshop half a year ago; the initiative with its exercise, what it led to and the
/// retest; the network of cities; the working groups; and at last the network of secretariats of which all of them are parts.
struct YearMaker: Sendable {
    private let services: Services

    init(_ services: Services) { self.services = services }

    /// How long ago the workshop was held, and the retest that ends the initiative's story.
    private static let workshop = 200 * EpochTime.day
    private static let retest = 90 * EpochTime.day

    /// - Returns: roles and paths.
    func make() async throws -> [(role: String, path: String)] {
        let earlier = services.at(DemoClock(services.environment.now() - Self.workshop))
        _ = try await DemoMaker(earlier, until: .guide).make(until: .guide)
        let initiative = try await InfrastructureMaker(
            services, until: .reviewed, part: DemoPart(domain: "example.org"), ago: Self.retest
        ).make()
        let cities = try await CitiesMaker(services, part: DemoPart(domain: "cities.example.org")).make()
        let groups = try await WorkingGroupsMaker(services, part: DemoPart(domain: "groups.example.org")).make()
        let parts = try await services.database.read { reading in
            try ProgrammeStore(reading).all().filter { $0.parent == nil }.map(\.id)
        }
        let maker = SecretariatsMaker(services, part: DemoPart(domain: "network.example.org"))
        let told = try await maker.tell(until: .plan)
        let thread = YearThread(stage: DemoStage(services, begins: YearThread.begins), cast: told.cast)
        try await thread.join(parts)
        try await thread.tell(parts)
        return try await maker.links(told, home: TodayPaths.today())
            + Self.some(["organiser", "director"], of: initiative) + Self.some(["city"], of: cities)
            + Self.some(["expert"], of: groups)
    }

    private static func some(_ roles: [String], of links: [(role: String, path: String)]) -> [(
        role: String, path: String
    )] { links.filter { roles.contains($0.role) } }
}
