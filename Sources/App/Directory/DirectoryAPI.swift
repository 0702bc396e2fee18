import Domain
import Storage
import Web

/// The directory as JSON, on the same operations as its pages.
enum DirectoryAPI {
    struct CountryBody: Codable, Sendable {
        /// ISO 3166-1 alpha-2.
        let code: String
        let name: String
    }

    struct RegionBody: Codable, Sendable {
        let code: String
        let name: String
        let countries: [String]
    }

    struct SectorBody: Codable, Sendable {
        let code: String
        let name: String
    }

    struct PersonInput: Codable, Sendable {
        let givenName: String
        let familyName: String
        let email: String?
        let country: String?
        let sector: String?
        let organisation: String?
        let languages: [String]?
        let expertise: [String]?
        let note: String?

        var fields: PersonFields {
            PersonFields(
                givenName: givenName, familyName: familyName, email: email, country: country, sector: sector,
                organisation: organisation ?? "", languages: languages ?? [], expertise: expertise ?? [],
                note: note ?? "")
        }
    }

    struct PersonBody: Codable, Sendable {
        let id: Person.ID
        let givenName: String
        let familyName: String
        /// Shown to administrators and to organisers of the programmes that entered it; nothing for others.
        let email: String?
        let country: String?
        let sector: String?
        let organisation: String
        let languages: [String]
        let expertise: [String]
        let note: String
        /// The person's own choice: `nobody`, `focal-point`, `organisers` or `programme`.
        let visibleTo: String

        init(_ person: PersonRecord) {
            id = person.id
            givenName = person.fields.givenName
            familyName = person.fields.familyName
            email = person.fields.email
            country = person.fields.country
            sector = person.fields.sector
            organisation = person.fields.organisation
            languages = person.fields.languages
            expertise = person.fields.expertise
            note = person.fields.note
            visibleTo = person.visibleTo.rawValue
        }
    }

    typealias OrganisationInput = FieldInput<OrganisationFields>
    typealias OrganisationBody = FieldBody<OrganisationFields, OrganisationKnown>

    /// What is known of an organisation besides its fields.
    struct OrganisationKnown: Codable, Sendable {
        let id: Organisation.ID
        let people: Int
    }

    private static func body(_ organisation: OrganisationRecord) -> OrganisationBody {
        OrganisationBody(.init(id: organisation.id, people: organisation.people), organisation.fields)
    }

    private static let personFilter: [APIRoute.QueryParameter] = [
        .init(name: "query", meaning: "Words of the name, e-mail or organisation.", schema: .string),
        .init(name: "country", meaning: "ISO 3166-1 alpha-2.", schema: .string),
        .init(name: "sector", meaning: "A sector's code.", schema: .string),
    ]

    static let routes: [APIRoute] = [
        .get(Paths.apiCountries, .account, "Directory", "All countries, named in the language asked for.") { visit in
            let names = try await visit.read { [language = visit.language] in
                try DirectoryNames($0, language: language)
            }
            return ListBody(items: names.allCountries.map { CountryBody(code: $0.code, name: $0.name) }, next: nil)
        },
        .get(Paths.apiRegions, .account, "Directory", "The regions with the countries that belong to them now.") {
            visit in
            let regions = try await visit.read { try DirectoryNames.regions($0) }
            return ListBody(
                items: regions.map {
                    RegionBody(
                        code: $0.code, name: RegionWords.name($0.code, $0.name).string(), countries: $0.countries)
                }, next: nil)
        },
        .get(Paths.apiSectors, .account, "Directory", "The sectors, in their order.") { visit in
            let names = try await visit.read { try DirectoryNames($0) }
            return ListBody(items: names.sectors.map { SectorBody(code: $0.code, name: $0.label.string()) }, next: nil)
        },
        .get(
            Paths.apiPeople, .keepDirectory, "Directory", "The people whom you may see, by family name.",
            query: personFilter + Cursor.parameters
        ) { visit in
            let cursor = try Cursor(visit)
            let query = visit.inbound.query
            let filter = PersonFilter(query: query.text("query"), country: query["country"], sector: query["sector"])
            let after = try cursor.after.map { text in
                guard let id = Person.ID(text) else { throw Cursor.unknown }
                return id
            }
            let people = try await visit.read {
                try SightStore($0, visit).people(filter, after: after, limit: cursor.limit + 1)
            }
            try await AddressReading.noteList(visit, of: people)
            return cursor.page(people.map(PersonBody.init)) { $0.id.description }
        },
        .send(.post, Paths.apiPeople, .keepDirectory, "Directory", "Adds a person.", success: .created) {
            (visit, input: PersonInput) in
            let id = try await DirectoryOperations.createPerson(visit, input.fields)
            return PersonBody(try await visit.read { try SightStore($0, visit).person(id).person })
        },
        .get(Paths.apiPerson, .keepDirectory, "Directory", "One person.") { visit, id in
            let person = try await visit.read { try SightStore($0, visit).person(id).person }
            if person.fields.email != nil { try await AddressReading.note(visit, of: id) }
            return PersonBody(person)
        },
        .send(.put, Paths.apiPerson, .keepDirectory, "Directory", "Replaces what is known of a person.") {
            (visit, input: PersonInput, id) in
            try await DirectoryOperations.changePerson(visit, id, input.fields)
            return PersonBody(try await visit.read { try SightStore($0, visit).person(id).person })
        },
        .get(
            Paths.apiOrganisations, .keepDirectory, "Directory", "Organisations by name.",
            query: personFilter + Cursor.parameters
        ) { visit in
            let cursor = try Cursor(visit)
            let query = visit.inbound.query
            let after = try cursor.after.map { text in
                guard let id = Organisation.ID(text) else { throw Cursor.unknown }
                return id
            }
            let found = try await visit.read {
                try SightStore($0, visit).organisations(
                    query: query.text("query"), country: query["country"], sector: query["sector"], after: after,
                    limit: cursor.limit + 1)
            }
            return cursor.page(found.map(body)) { $0.facts.id.description }
        },
        .send(.post, Paths.apiOrganisations, .keepDirectory, "Directory", "Adds an organisation.", success: .created) {
            (visit, input: OrganisationInput) in
            let id = try await DirectoryOperations.createOrganisation(visit, input.fields())
            return body(try await visit.read { try SightStore($0, visit).organisation(id) })
        },
        .send(.put, Paths.apiOrganisation, .keepDirectory, "Directory", "Replaces what is known of an organisation.") {
            (visit, input: OrganisationInput, id) in
            try await DirectoryOperations.changeOrganisation(visit, id, input.fields())
            return body(try await visit.read { try SightStore($0, visit).organisation(id) })
        },
    ]
}
