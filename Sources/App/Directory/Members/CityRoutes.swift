import Domain
import Storage
import Web

/// # Cities of the directory
///
/// Kept by whoever keeps the directory. They belong to programmes as countries do; the page of a city with what it is part of stands in
/// Network/Members.
enum CityRoutes {
    static let all: [Route] = [
        .get(Paths.cities, .keepDirectory) { visit in
            try await visit.read { reading in
                CitiesPage(visit: visit, cities: try CityStore(reading).cities(), names: try DirectoryNames(reading))
                    .answer
            }
        },
        .get(Paths.newCity, .keepDirectory) { visit in try await form(visit, nil, FormState(visit.inbound.query)) },
        .post(Paths.cities, .keepDirectory, create),
        .get(Paths.cityEditing, .keepDirectory) { visit, id in
            let stored = try await visit.read { try CityStore($0).city(id) }
            return try await form(visit, id, FormState(stored: FieldForm.stored(stored.fields)))
        },
        .post(Paths.cityEditing, .keepDirectory, change),
        .post(Paths.cityRetirement, .keepDirectory) { visit, id in
            try await CityOperations.retire(visit, id, true)
            return .redirect(to: Done.saved.at(Paths.cityEditing(id)))
        },
        .post(Paths.cityReturn, .keepDirectory) { visit, id in
            try await CityOperations.retire(visit, id, false)
            return .redirect(to: Done.saved.at(Paths.cityEditing(id)))
        },
    ]

    private static func create(_ visit: Visit) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            let id = try await CityOperations.create(visit, CityFields(form))
            return .redirect(to: Done.created.at(MemberReturnSection(form)?.path(.city(id)) ?? Paths.cities()))
        } catch {
            return try await self.form(visit, nil, try .refused(form, error))
        }
    }

    private static func change(_ visit: Visit, _ id: City.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        do {
            try await CityOperations.change(visit, id, CityFields(form))
            return .redirect(to: Done.saved.at(Paths.cityEditing(id)))
        } catch {
            return try await self.form(visit, id, try .refused(form, error))
        }
    }

    private static func form(_ visit: Visit, _ id: City.ID?, _ state: FormState) async throws -> Answer {
        try await visit.read { reading in
            CityForm(
                visit: visit, city: try id.map { try CityStore(reading).city($0) }, state: state,
                names: try DirectoryNames(reading)
            ).answer
        }
    }
}
