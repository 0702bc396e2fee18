import Domain
import Storage
import Web

/// The same as JSON, on the same operations. Who needs what is not told to programs: only how many.
enum LogisticsAPI {
    struct Known: Codable, Sendable {
        let registration: Registration.ID
        /// Of the registration, in its event.
        let number: Int
        let name: String
        let country: String?
        /// Days.
        let nights: [String]
        let visa: JourneyRecord.Visa
    }

    typealias Body = FieldBody<JourneyFields, Known>

    struct NeedBody: Codable, Sendable, NamedType {
        static var schemaName: String { "NeedCount" }

        let need: NeedCode
        let count: Int
    }

    private static let tag = "Travel"

    static let routes: [APIRoute] = [
        .get(
            LogisticsPaths.apiJourneys, .organise, tag,
            "Journeys of those who have a seat and come to the place, by name.", query: Cursor.parameters
        ) {
            visit, event in
            let all = try await visit.read { reading in
                let journeys = try JourneyStore(reading).journeys(of: event)
                return try TravellerStore(reading).all(of: event).filter(\.travels).map { body($0, journeys[$0.id]) }
            }
            return try Cursor(visit).page(of: all) { $0.facts.registration.description }
        },
        .send(
            .put, LogisticsPaths.apiJourney, .organise, tag,
            "Enters somebody's journey; a field that the body leaves out is emptied."
        ) {
            (visit, input: FieldInput<JourneyFields>, event, id) in
            try await JourneyOperations.enter(visit, event, id, input.fields())
            return try await visit.read {
                body(try TravellerStore($0).traveller(event, id), try JourneyStore($0).journey(id))
            }
        },
        .get(LogisticsPaths.apiNeeds, .facilitate, tag, "How many of those who have a seat need what.") {
            visit, event in
            try await visit.read { reading -> [NeedBody] in
                let counts = try NeedStore(reading).counts(of: event)
                return NeedCode.allCases.compactMap { code in counts[code].map { NeedBody(need: code, count: $0) } }
            }
        },
        .send(
            .post, LogisticsPaths.apiJourneysImport, .organise, tag,
            "Takes the rooming list back, as a workbook or CSV: a row for each person; all rows, or none.",
            limit: TableUpload.bodyLimit
        ) { (visit, input: TableInput, event) in
            try await LogisticsFiles.takeRooming(visit, event, try TableUpload(input))
        },
        .send(
            .post, LogisticsPaths.apiNeedsImport, .organise, tag,
            "Takes needs by person, as a workbook or CSV: name, country, need, text; all rows, or none.",
            limit: TableUpload.bodyLimit
        ) { (visit, input: TableInput, event) in
            try await LogisticsFiles.takeNeeds(visit, event, try TableUpload(input))
        },
    ]

    private static func body(_ traveller: Traveller, _ journey: JourneyRecord?) -> Body {
        Body(
            Known(
                registration: traveller.id, number: traveller.number, name: traveller.name, country: traveller.country,
                nights: journey?.fields.nights ?? [], visa: journey?.visa ?? .notNeeded),
            journey?.fields ?? JourneyFields())
    }
}
