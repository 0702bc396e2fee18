import Domain
import Storage
import Web

/// Cities as JSON.
enum CityAPI {
    typealias CityInput = FieldInput<CityFields>
    typealias CityBody = FieldBody<CityFields, CityKnown>

    /// What is known of a city besides its fields.
    struct CityKnown: Codable, Sendable {
        let id: City.ID
        /// No longer offered.
        let isRetired: Bool
    }

    static let routes: [APIRoute] = [
        .get(
            Paths.apiCities, .account, "Directory", "Cities by name.",
            query: [.init(name: "country", meaning: "ISO 3166-1 alpha-2.", schema: .string)] + Cursor.parameters
        ) { visit in
            let country = visit.inbound.query["country"]
            let all = try await visit.read { try CityStore($0).cities() }
                .filter { city in country.map { $0 == city.country } ?? true }
            return try Cursor(visit).page(of: all.map { body($0) }) { $0.facts.id.description }
        },
        .send(.post, Paths.apiCities, .keepDirectory, "Directory", "Adds a city.", success: .created) {
            (visit, input: CityInput) in
            let id = try await CityOperations.create(visit, input.fields())
            return body(try await visit.read { try CityStore($0).city(id) })
        },
        .send(.put, Paths.apiCity, .keepDirectory, "Directory", "Replaces what is known of a city.") {
            (visit, input: CityInput, id) in
            try await CityOperations.change(visit, id, input.fields())
            return body(try await visit.read { try CityStore($0).city(id) })
        },
        .act(.put, Paths.apiCityRetirement, .keepDirectory, "Directory", "Offers a city no longer.") { visit, id in
            try await CityOperations.retire(visit, id, true)
            return body(try await visit.read { try CityStore($0).city(id) })
        },
        .act(.delete, Paths.apiCityRetirement, .keepDirectory, "Directory", "Offers a city again.") { visit, id in
            try await CityOperations.retire(visit, id, false)
            return body(try await visit.read { try CityStore($0).city(id) })
        },
    ]

    private static func body(_ city: CityRecord) -> CityBody {
        CityBody(.init(id: city.id, isRetired: city.isRetired), city.fields)
    }
}
