import Domain
import Storage
import Web

/// The library as JSON, on the same operations as the pages: of a programme for accounts, of an event also for seats.
enum CaseAPI {
    struct CaseInput: Codable, Sendable {
        let kind: CaseRecord.Kind
        let title: String
        /// ISO 8601, also only a year or a month.
        let happenedOn: String
        let place: String?
        /// ISO 3166-1 alpha-2.
        let country: String?
        let summary: String?
        /// A TLP 2.0 label without "TLP:": AMBER, GREEN or CLEAR; from an event that event's unless told.
        let marking: String?
        let source: String?
        let link: String?
        /// BCP 47; English unless told.
        let language: String?
        /// Names this sending: the same key again is answered with the first result.
        let key: String?

        func fields(marking standard: String) -> CaseFields {
            CaseFields(
                kind: kind.rawValue, title: title, happenedOn: happenedOn, place: place ?? "", country: country,
                summary: summary ?? "", marking: marking ?? standard, source: source ?? "", link: link ?? "",
                language: language ?? "en")
        }
    }

    struct CaseBody: Codable, Sendable {
        let id: Case.ID
        let programme: Programme.ID
        let event: Event.ID?
        let kind: CaseRecord.Kind
        let title: String
        let happenedOn: String
        let place: String
        let country: String?
        let summary: String
        let marking: String
        let source: String
        let link: String
        let language: String
        let isRetired: Bool

        init(_ record: CaseRecord) {
            id = record.id
            programme = record.programme
            event = record.event
            kind = record.kind
            title = record.title
            happenedOn = record.happenedOn
            place = record.place
            country = record.country
            summary = record.summary
            marking = record.marking
            source = record.source
            link = record.link
            language = record.language
            isRetired = record.retiredAt != nil
        }
    }

    private static let query: [APIRoute.QueryParameter] =
        [
            .init(name: "q", meaning: "Words that all stand in title, place, date, text or source.", schema: .string),
            .init(name: "kind", meaning: "Only events, or only exercises.", schema: .choice(["event", "exercise"])),
            .init(name: "retired", meaning: "`1` lists the retired ones too.", schema: .string),
        ] + Cursor.parameters

    static let routes: [APIRoute] = library + fromEvent

    private static let library: [APIRoute] = [
        .get(Paths.apiCases, .seeProgramme, "Cases", "The programme's library, newest first.", query: query) {
            visit, programme in try await list(visit, .programme(programme))
        },
        .send(.post, Paths.apiCases, .organiseProgramme, "Cases", "Adds a case to the library.", success: .created) {
            (visit, input: CaseInput, programme) in
            CaseBody(
                try await CaseOperations.create(
                    visit, in: programme, input.fields(marking: CaseMarking.standard(of: nil)), key: input.key))
        },
        .get(Paths.apiCase, .seeProgramme, "Cases", "One case.") { visit, programme, id in
            try await one(visit, .programme(programme), id)
        },
        .send(.put, Paths.apiCase, .organiseProgramme, "Cases", "Changes a case.") {
            (visit, input: CaseInput, programme, id) in
            try await change(visit, .programme(programme), id, input)
        },
        .act(.delete, Paths.apiCase, .organiseProgramme, "Cases", "Takes away a case that nothing cites.") {
            visit, programme, id in
            try await CaseOperations.delete(visit, programme, id)
            return EmptyBody()
        },
        .act(.put, Paths.apiCaseRetirement, .organiseProgramme, "Cases", "Retires a case: it stays where it is cited.")
        {
            visit, programme, id in
            try await CaseOperations.retire(visit, programme, id)
            return EmptyBody()
        },
        .act(.delete, Paths.apiCaseRetirement, .organiseProgramme, "Cases", "Brings a retired case back.") {
            visit, programme, id in
            try await CaseOperations.bringBack(visit, programme, id)
            return EmptyBody()
        },
    ]

    private static let fromEvent: [APIRoute] = [
        .get(Paths.apiEventCases, .attend, "Cases", "The library, as somebody in an event of it sees it.", query: query)
        {
            visit, event in try await list(visit, .event(event))
        },
        .send(.post, Paths.apiEventCases, .attend, "Cases", "Adds a case from an event.", success: .created) {
            (visit, input: CaseInput, event) in
            let marking = try await visit.read { CaseMarking.standard(of: try EventStore($0).event(event).marking) }
            return CaseBody(
                try await CaseOperations.create(visit, from: event, input.fields(marking: marking), key: input.key))
        },
        .get(Paths.apiEventCase, .attend, "Cases", "One case.") { visit, event, id in
            try await one(visit, .event(event), id)
        },
        .send(.put, Paths.apiEventCase, .attend, "Cases", "Changes a case: who added it, and who runs the room.") {
            (visit, input: CaseInput, event, id) in
            try await change(visit, .event(event), id, input)
        },
    ]

    private static func list(_ visit: Visit, _ door: CaseOperations.Door) async throws -> ListBody<CaseBody> {
        let query = visit.inbound.query
        let kind = query["kind"].flatMap(CaseRecord.Kind.init(rawValue:))
        if query.has("kind"), kind == nil {
            throw Refusal.invalid(["kind": L("Choose an event or an exercise.")])
        }
        let found = try await visit.read { reading in
            let programme =
                switch door {
                case .programme(let id): id
                case .event(let id): try EventStore(reading).event(id).programme
                }
            return try CaseStore(reading).cases(of: programme, includeRetired: query.text("retired") == "1")
        }
        let matching = found.filter { (kind == nil || $0.kind == kind) && $0.matches(query.text("q")) }
        return try Cursor(visit).page(of: matching.map(CaseBody.init)) { $0.id.description }
    }

    private static func one(_ visit: Visit, _ door: CaseOperations.Door, _ id: Case.ID) async throws -> CaseBody {
        CaseBody(try await visit.read { try CaseOperations.visible(id, door, $0) })
    }

    private static func change(_ visit: Visit, _ door: CaseOperations.Door, _ id: Case.ID, _ input: CaseInput)
        async throws
        -> CaseBody
    {
        let stored = try await visit.read { try CaseOperations.visible(id, door, $0) }
        return CaseBody(
            try await CaseOperations.change(visit, id, input.fields(marking: stored.marking), through: door))
    }
}
