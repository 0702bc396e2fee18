import Domain
import Storage
import Web

/// One's own profile as JSON.
enum ProfileAPI {
    struct AreaLevelBody: Codable, Sendable {
        /// An area's code.
        let area: String
        /// `practitioner`, `trainer` or `lead`.
        let level: String
    }

    struct ProfileInput: Codable, Sendable {
        let areas: [AreaLevelBody]
        /// BCP 47, the strongest first.
        let languages: [String]
        /// In one's own words.
        let expertise: [String]
        /// Any of `train`, `review`, `exercise`, `deploy`.
        let willing: [String]?
        /// How long ahead one is asked.
        let noticeWeeks: Whole<Numbers.NoticeWeeks>?
        let remoteOnly: Bool?
        /// `focal-point` or `direct`.
        let contactVia: String?
        /// `nobody`, `focal-point`, `organisers` or `programme`.
        let visibleTo: String
        /// Whether one may be found as an expert.
        let consents: Bool
    }

    struct ProfileBody: Codable, Sendable {
        let person: Person.ID
        let name: String
        let areas: [AreaLevelBody]
        let languages: [String]
        let expertise: [String]
        let willing: [String]
        let noticeWeeks: Int?
        let remoteOnly: Bool
        let contactVia: String
        let visibleTo: String
        let consents: Bool
        /// When one last said that all of it is so, ISO 8601; nothing before the first time.
        let reviewedOn: String?
    }

    static let routes: [APIRoute] = [
        .get(Paths.apiProfile, .account, "Experts", "What you tell of yourself as an expert.") { visit in
            try await body(visit)
        },
        .send(.put, Paths.apiProfile, .account, "Experts", "Replaces what you tell of yourself as an expert.") {
            (visit, input: ProfileInput) in
            let fields = ProfileFields(
                areas: input.areas.map { .init(area: $0.area, level: $0.level) }, languages: input.languages,
                expertise: input.expertise,
                willing: Set((input.willing ?? []).compactMap { Willingness(rawValue: $0) }),
                noticeWeeks: input.noticeWeeks.map { String($0.value) } ?? "", isRemoteOnly: input.remoteOnly ?? false,
                contact: input.contactVia.flatMap { ContactWay(rawValue: $0) } ?? .focalPoint,
                visibleTo: try PersonAccountOperations.choice(input.visibleTo), consents: input.consents)
            try await ProfileOperations.change(visit, fields)
            return try await body(visit)
        },
        .act(
            .post, Paths.apiProfileConfirmation, .account, "Experts",
            "Says that all that you tell of yourself is still so, for another year."
        ) { visit in
            try await ProfileOperations.confirm(visit)
            return try await body(visit)
        },
        .send(
            .post, Paths.apiProfileFile, .administer, "Experts",
            "Takes people with what they know from a table; who is not in the directory is entered. All rows, or none.",
            limit: TableUpload.bodyLimit
        ) { (visit, input: TableInput) in try await ProfileFiles.take(visit, try TableUpload(input)) },
        .file(
            Paths.apiProfileFile, .keepDirectory, "Experts", "The file `people` with what they know.",
            mediaType: "text/csv"
        ) { visit in
            let rows = try await visit.read { try ProfileFiles.rows(visit, $0) }
            return try TableFormat.csv.answer(name: "people", header: ProfileFiles.header, rows: rows)
        },
    ]

    private static func body(_ visit: Visit) async throws -> ProfileBody {
        try await visit.read { reading in
            guard let id = try ProfileOperations.own(visit.visitor, reading) else { throw Refusal.notFound }
            let person = try PersonStore(reading).person(id)
            let profile = try ProfileStore(reading).profile(of: id) ?? ProfileRecord()
            let tree = try AreaTree(reading)
            return ProfileBody(
                person: id, name: person.fields.fullName,
                areas: tree.all.compactMap { area in
                    profile.areas[area.id].map { AreaLevelBody(area: area.code, level: $0.rawValue) }
                }, languages: person.fields.languages, expertise: person.fields.expertise,
                willing: Willingness.allCases.filter(profile.willing.contains).map(\.rawValue),
                noticeWeeks: profile.noticeWeeks, remoteOnly: profile.isRemoteOnly,
                contactVia: profile.contact.rawValue, visibleTo: person.visibleTo.rawValue,
                consents: profile.consentAt != nil, reviewedOn: profile.reviewedAt.map { CalendarDate.today($0) })
        }
    }
}

extension Numbers {
    enum NoticeWeeks: NumberLimits { static let range = ProfileFields.weeks }
}
