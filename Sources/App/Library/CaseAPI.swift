import Domain
import Storage
import Web

/// The library as JSON, on the same operations as the pages: of a programme for accounts, of an event also for seats.
enum CaseAPI {
    /// What else is told of a case that is sent.
    struct More: Codable, Sendable {
        /// Codes; left out where they stay.
        let areas: [String]?
    }

    typealias CaseInput = FieldSending<CaseFields, More>
    typealias CaseBody = FieldBody<CaseFields, Known>

    /// What is known of a case besides its fields.
    struct Known: Codable, Sendable {
        let id: Case.ID
        let programme: Programme.ID
        let event: Event.ID?
        /// Codes.
        let areas: [String]
        let isRetired: Bool
    }

    struct WithdrawalInput: Codable, Sendable { let note: String }

    /// - Parameter marking: by default: that of the programme, or of the event.
    private static func fields(_ input: CaseInput, marking: String) -> CaseFields {
        input.told.fields(over: CaseFields(marking: marking))
    }

    private static func body(_ record: CaseRecord, _ visit: Visit) async throws -> CaseBody {
        try await visit.read { try bodies([record], $0)[0] }
    }

    private static func bodies(_ records: [CaseRecord], _ reading: any Reading) throws -> [CaseBody] {
        let areas = try AreaTags(reading).codes(of: .past, records.map(\.id.description))
        return records.map { record in
            CaseBody(
                Known(
                    id: record.id, programme: record.programme, event: record.event,
                    areas: areas[record.id.description] ?? [], isRetired: record.retiredAt != nil), record.fields)
        }
    }

    private static let query: [APIRoute.QueryParameter] =
        [
            .init(name: "q", meaning: "Words that all stand in title, place, date, text or source.", schema: .string),
            .init(
                name: "kind", meaning: "Only events, only exercises, or only practices.",
                schema: .choice(CaseRecord.Kind.allCases.map(\.rawValue))),
            .flag("retired", "Lists the retired ones too."),
        ] + Cursor.parameters

    static let routes: [APIRoute] = library + fromEvent

    private static let library: [APIRoute] = [
        .get(Paths.apiCases, .seeProgramme, "Cases", "The programme's library, newest first.", query: query) {
            visit, programme in try await list(visit, .programme(programme))
        },
        .send(.post, Paths.apiCases, .organiseProgramme, "Cases", "Adds a case to the library.", success: .created) {
            (visit, input: CaseInput, programme) in
            let marking = try await ProgrammeMarking.standard(of: programme, among: CaseMarking.kept, visit)
            let record = try await CaseOperations.create(
                visit, in: programme, fields(input, marking: marking), areas: input.more.areas ?? [],
                key: input.told.key)
            return try await body(record, visit)
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
        .send(
            .post, Paths.apiCaseWithdrawal, .organiseProgramme, "Cases",
            "Withdraws a case; whoever had it is told why."
        ) { (visit, input: WithdrawalInput, programme, id) in
            try await CaseOperations.withdraw(visit, programme, id, input.note)
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
            let record = try await CaseOperations.create(
                visit, from: event, fields(input, marking: marking), areas: input.more.areas ?? [],
                key: input.told.key)
            return try await body(record, visit)
        },
        .get(Paths.apiEventCase, .attend, "Cases", "One case.") { visit, event, id in
            try await one(visit, .event(event), id)
        },
        .send(.put, Paths.apiEventCase, .attend, "Cases", "Changes a case: who added it, and who runs the room.") {
            (visit, input: CaseInput, event, id) in
            try await change(visit, .event(event), id, input)
        },
    ]

    private static func list(_ visit: Visit, _ way: CaseOperations.Way) async throws -> ListBody<CaseBody> {
        let query = visit.inbound.query
        let kind = query["kind"].flatMap(CaseRecord.Kind.init(rawValue:))
        let includeRetired = try query.flag("retired")
        if query.has("kind"), kind == nil {
            throw Refusal.invalid(["kind": L("Choose an event, an exercise or a practice.")])
        }
        let found = try await visit.read { reading in
            let programme =
                switch way {
                case .programme(let id): id
                case .event(let id): try EventStore(reading).programmeOfLibrary(in: id)
                }
            return try CaseReading(visit, way, reading).seen(
                CaseStore(reading).cases(of: programme, includeRetired: includeRetired))
        }
        let words = SearchQuery(query.text("q"))
        let matching = found.filter { (kind == nil || $0.kind == kind) && $0.matches(words) }
        let page = try Cursor(visit).cut(matching) { $0.id.description }
        try await RecordFetching.note(
            visit,
            page.items.filter { $0.retiredAt == nil }.map { (RecordSubject(.pastCase, $0.id), $0.fields.marking) },
            "api")
        return ListBody(items: try await visit.read { try bodies(page.items, $0) }, next: page.next)
    }

    private static func one(_ visit: Visit, _ way: CaseOperations.Way, _ id: Case.ID) async throws -> CaseBody {
        let record = try await visit.read { try CaseOperations.visible(visit, id, way, $0) }
        if record.retiredAt == nil {
            try await RecordFetching.note(visit, RecordSubject(.pastCase, id), marking: record.marking, "api")
        }
        return try await body(record, visit)
    }

    private static func change(_ visit: Visit, _ way: CaseOperations.Way, _ id: Case.ID, _ input: CaseInput)
        async throws
        -> CaseBody
    {
        let stored = try await visit.read { try CaseOperations.visible(visit, id, way, $0) }
        let record = try await CaseOperations.change(
            visit, id, fields(input, marking: stored.marking), areas: input.more.areas, through: way)
        return try await body(record, visit)
    }
}
