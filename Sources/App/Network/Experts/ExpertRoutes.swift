import Domain
import Storage
import Web

/// # Experts: found with the reason, asked through their focal point
///
/// Everybody with an account looks among those whom they see (``mayRead``) and who agreed to be found (``ProfileOperations``). The order is
/// ``ExpertRanking``: integer points that are shown, spread over countries and organisations. The map says which countries have somebody
/// for which area.
enum ExpertRoutes {
    static let all: [Route] = [
        .get(Paths.experts, .account) { visit in
            let filter = try ExpertFilter(visit)
            let limit = visit.inbound.query["all"] == "1" ? ExpertSearch.most : ExpertsPage.size
            return try await visit.read { reading in
                ExpertsPage(
                    visit: visit, search: try ExpertSearch(filter, visit, limit: limit, reading),
                    names: try DirectoryNames(reading)
                ).answer
            }
        },
        .get(Paths.expertCoverage, .account) { visit in
            try await visit.read { reading in
                let asked = visit.inbound.query.text("programme")
                let programme =
                    asked.isEmpty ? try ExpertCoverage.usual(visit, reading) : Programme.ID(asked)
                return ExpertCoveragePage(
                    visit: visit, coverage: try ExpertCoverage(visit, of: programme, reading),
                    names: try DirectoryNames(reading)
                ).answer
            }
        },
        .get(Paths.expert, .account) { visit, id in
            try await visit.read { reading in try ExpertPage(visit, id, reading).answer }
        },
        .get(Paths.expertCard, .account) { visit, id in try await card(visit, id) },
    ]

    static func card(_ visit: Visit, _ id: Person.ID) async throws -> Answer {
        let version = visit.inbound.query["version"].flatMap { ExpertCard.Version(rawValue: $0) } ?? .three
        return try await visit.read { reading in try ExpertCard(visit, id, reading).answer(version) }
    }
}
