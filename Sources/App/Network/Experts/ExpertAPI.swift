import Domain
import Storage
import Web

/// Experts as JSON, by the same search as the page.
enum ExpertAPI {
    struct ExpertBody: Codable, Sendable {
        struct KnownAreaBody: Codable, Sendable {
            /// An area's code.
            let area: String
            let name: String
            /// `practitioner`, `trainer` or `lead`.
            let level: String
        }

        struct ExpertReasonBody: Codable, Sendable {
            /// In the language asked for.
            let words: String
            let points: Int
        }

        let id: Person.ID
        let name: String
        let country: String?
        let sector: String?
        let organisation: String
        let areas: [KnownAreaBody]
        let languages: [String]
        let expertise: [String]
        let willing: [String]
        /// `focal-point` or `direct`: how they are asked.
        let contactVia: String
        /// Only where it is shown to you.
        let email: String?
        /// By which they stand where they stand.
        let rank: Int
        /// What speaks for them, without who stands above.
        let points: Int
        let why: [ExpertReasonBody]
        /// When they last said that it is so, ISO 8601.
        let reviewedOn: String?

        init(_ found: FoundExpert, _ search: ExpertSearch, _ names: DirectoryNames, email: String?) {
            let fields = found.person.fields
            id = found.id
            name = fields.fullName
            country = fields.country
            sector = fields.sector
            organisation = fields.organisation
            areas = search.tree.all.compactMap { area in
                found.profile.areas[area.id].map {
                    KnownAreaBody(area: area.code, name: area.name(), level: $0.rawValue)
                }
            }
            languages = fields.languages
            expertise = fields.expertise
            willing = Willingness.allCases.filter(found.profile.willing.contains).map(\.rawValue)
            contactVia = found.profile.contact.rawValue
            self.email = email
            rank = found.ranked.rank
            points = found.ranked.points
            why = (found.ranked.reasons + found.ranked.spread).map {
                ExpertReasonBody(words: $0.words(search, names).string(), points: $0.points)
            }
            reviewedOn = found.profile.reviewedAt.map { CalendarDate.today($0) }
        }
    }

    struct ExpertsBody: Codable, Sendable {
        /// Of those who let you see them.
        let count: Int
        /// Codes of the areas that were looked for, also where a word named them.
        let areas: [String]
        let items: [ExpertBody]
    }

    struct ExpertCoverageBody: Codable, Sendable {
        struct CoverageCellBody: Codable, Sendable {
            let area: String
            let country: String
            let experts: Int
        }

        let areas: [String]
        let countries: [String]
        let filled: Int
        let cells: Int
        /// Those that have somebody.
        let items: [CoverageCellBody]
    }

    private static let filter: [APIRoute.QueryParameter] = [
        .init(name: "area", meaning: "An area's code or id.", schema: .string),
        .init(
            name: "q", meaning: "Words of what they write of themselves, or of an area's name in any language.",
            schema: .string),
        .init(name: "language", meaning: "BCP 47, or a language's name.", schema: .string),
        .init(name: "sector", meaning: "A sector's code.", schema: .string),
        .init(name: "country", meaning: "ISO 3166-1 alpha-2.", schema: .string),
        .init(name: "willing", meaning: "train, review, exercise or deploy.", schema: .string),
        .init(name: "from", meaning: "For days from this one: who needs more notice is left out.", schema: .string),
        .init(name: "to", meaning: "The last of these days.", schema: .string),
    ]

    static let routes: [APIRoute] = [
        .get(
            Paths.apiExperts, .account, "Experts",
            "Experts whom you may see, in the order in which they are proposed, each with the reasons.", query: filter
        ) { visit in
            let filter = try ExpertFilter(visit)
            return try await visit.read { reading in
                let search = try ExpertSearch(filter, visit, reading)
                let names = try DirectoryNames(reading)
                let shown = try SightStore(reading, visit).emailsShown(of: Set(search.found.map(\.id)))
                return ExpertsBody(
                    count: search.count, areas: search.areas.map(\.code),
                    items: search.found.map { one in
                        ExpertBody(one, search, names, email: shown.contains(one.id) ? one.person.fields.email : nil)
                    })
            }
        },
        .file(
            Paths.apiExpertCard, .account, "Experts", "A card for the address book, with what you see.",
            mediaType: "text/vcard",
            query: [
                .init(
                    name: "version", meaning: "Of vCard; 3.0 by default.",
                    schema: .choice(ExpertCard.Version.allCases.map(\.rawValue)))
            ]
        ) { visit, id in try await ExpertRoutes.card(visit, id) },
        .get(
            Paths.apiExpertCoverage, .account, "Experts",
            "How many experts of each country know each area, of those whom you may see.",
            query: [
                .init(
                    name: "programme", meaning: "One of yours: by the countries that belong to it; all by default.",
                    schema: .string)
            ]
        ) { visit in
            try await visit.read { reading in
                let programme = Programme.ID(visit.inbound.query.text("programme"))
                let coverage = try ExpertCoverage(visit, of: programme, reading)
                return ExpertCoverageBody(
                    areas: coverage.areas.map(\.code), countries: coverage.countries, filled: coverage.filled,
                    cells: coverage.cells,
                    items: coverage.areas.flatMap { area in
                        coverage.countries.compactMap { country in
                            let count = coverage.count(area.id, country)
                            return count == 0
                                ? nil
                                : ExpertCoverageBody.CoverageCellBody(area: area.code, country: country, experts: count)
                        }
                    })
            }
        },
    ]
}
