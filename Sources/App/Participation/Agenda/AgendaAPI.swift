import Domain
import Storage
import Web

/// The agenda as JSON, on the same operations as its pages.
enum AgendaAPI {
    struct PersonInput: Codable, Sendable {
        /// Whose seat it is; else a name, which is taken for a seat where one person of the event has it.
        let participant: Participant.ID?
        let name: String?
        /// `speaker` unless told.
        let part: AgendaContent.Part?
    }

    struct More: Codable, Sendable {
        let people: [PersonInput]?
        /// Of the workshop, which the block opens.
        let step: EventStep.ID?
    }

    typealias Input = FieldSending<AgendaBlockFields, More>

    struct PersonBody: Codable, Sendable {
        let participant: Participant.ID?
        let name: String
        let part: AgendaContent.Part
    }

    struct Known: Codable, Sendable {
        let id: AgendaBlock.ID
        /// Epoch milliseconds; [start, end).
        let startsAt: Int
        let endsAt: Int
        /// Of iCalendar, in what was released.
        let sequence: Int
        let people: [PersonBody]
        let step: EventStep.ID?
        /// How many have chosen it.
        let chosen: Int
    }

    typealias Body = FieldBody<AgendaBlockFields, Known>

    struct ClashBody: Codable, Sendable {
        let first: AgendaBlock.ID
        let second: AgendaBlock.ID
        /// In both at once; or nothing where it is the place.
        let person: String?
        let place: String?
    }

    struct AgendaBody: Codable, Sendable, NamedType {
        static let schemaName = "Agenda"

        /// The number of the release; nothing of a draft, and where nothing was released.
        let release: Int?
        /// Epoch milliseconds.
        let releasedAt: Int?
        let note: String
        let timeZone: String
        /// In the order of their starts.
        let items: [Body]
        /// Of the draft.
        let clashes: [ClashBody]
    }

    struct ReleaseInput: Codable, Sendable {
        /// For everybody, above the agenda.
        let note: String?
    }

    struct ReleaseBody: Codable, Sendable {
        let number: Int
        let releasedAt: Int
        let note: String
        let blocks: Int
    }

    private static let query: [APIRoute.QueryParameter] = [
        .flag("draft", "The draft, for who runs the event, instead of what was released.")
    ]

    static let routes: [APIRoute] = blocks + releases + tables

    private static let blocks: [APIRoute] = [
        .get(AgendaPaths.api, .attend, "Agenda", "The agenda as it was released last, or its draft.", query: query) {
            visit, event in try await body(visit, event, isDraft: try visit.inbound.query.flag("draft"))
        },
        .send(
            .post, AgendaPaths.api, .facilitate, "Agenda",
            "Adds a block to the draft. Blocks with the same title are one session.", success: .created
        ) { (visit, input: Input, event) in
            let id = try await AgendaOperations.add(visit, event, draft(input))
            return try await block(visit, event, id)
        },
        .send(.put, AgendaPaths.apiBlock, .facilitate, "Agenda", "Changes a block of the draft.") {
            (visit, input: Input, event, id) in
            try await AgendaOperations.change(visit, event, id, draft(input))
            return try await block(visit, event, id)
        },
        .act(
            .delete, AgendaPaths.apiBlock, .facilitate, "Agenda",
            "Takes a block out of the draft. What was released stays until the next release, which cancels it."
        ) { visit, event, id in
            try await AgendaOperations.remove(visit, event, id)
            return EmptyBody()
        },
        .act(.put, AgendaPaths.apiChoice, .contribute, "Agenda", "Says that the participant comes to a block.") {
            visit, event, id in
            try await AgendaOperations.choose(visit, event, id, true)
            return EmptyBody()
        },
        .act(.delete, AgendaPaths.apiChoice, .contribute, "Agenda", "Says that the participant does not come to it.") {
            visit, event, id in
            try await AgendaOperations.choose(visit, event, id, false)
            return EmptyBody()
        },
    ]

    private static let releases: [APIRoute] = [
        .act(
            .put, AgendaPaths.apiMinutes, .attend, "Agenda",
            "Begins the minutes of a block, a card that several write, or says which card it is."
        ) { visit, event, block in
            let id = try await BlockMinutes.begin(visit, event, block)
            return try await visit.read { CardAPI.CardBody(try CardStore($0).card(id)) }
        },
        .get(AgendaPaths.apiReleases, .attend, "Agenda", "The releases, the latest one first.") { visit, event in
            ListBody(items: try await visit.read { try AgendaStore($0).releases(of: event).map(body) }, next: nil)
        },
        .send(
            .post, AgendaPaths.apiReleases, .organise, "Agenda",
            "Releases the draft. Where nothing is different nothing is sent, and the last release is the answer."
        ) { (visit, input: ReleaseInput, event) in
            try await AgendaReleases.release(visit, event, note: input.note ?? "")
            return try await visit.read { reading in
                guard let last = try AgendaStore(reading).last(of: event) else { throw Refusal.notFound }
                return body(last)
            }
        },
    ]

    private static let tables: [APIRoute] = [
        .file(
            AgendaPaths.apiSheet, .facilitate, "Agenda", "The draft as a workbook, as the page offers it.",
            mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        ) { visit, event in try await AgendaRoutes.sheet(visit, event) },
        .send(
            .post, AgendaPaths.apiImport, .facilitate, "Agenda",
            "Takes a workbook or CSV: a row for each block, or for each person in it; all rows, or none.",
            limit: TableUpload.bodyLimit
        ) { (visit, input: TableInput, event) in
            try await AgendaTables.take(visit, event, try TableUpload(input))
        },
    ]

    // MARK: Bodies

    private static func draft(_ input: Input) -> AgendaDraft {
        AgendaDraft(
            fields: input.told.fields(),
            people: (input.more.people ?? []).map {
                AgendaPersonFields(participant: $0.participant, name: $0.name ?? "", part: $0.part ?? .speaker)
            }, step: input.more.step)
    }

    private static func body(_ release: AgendaReleaseRecord) -> ReleaseBody {
        ReleaseBody(
            number: release.number, releasedAt: Int(release.releasedAt), note: release.note,
            blocks: release.content.blocks.count)
    }

    private static func body(
        _ block: AgendaContent.Block, _ id: AgendaBlock.ID, _ names: [String: String], chosen: Int
    ) -> Body {
        let people = block.people.map { person in
            PersonBody(
                participant: person.participant.flatMap { Participant.ID($0) },
                name: person.participant.flatMap { names[$0] } ?? person.name, part: person.part)
        }
        return Body(
            Known(
                id: id, startsAt: Int(block.startsAt), endsAt: Int(block.endsAt), sequence: block.sequence,
                people: people, step: block.step.flatMap { EventStep.ID($0) }, chosen: chosen), block.fields)
    }

    private static func block(_ visit: Visit, _ event: Event.ID, _ id: AgendaBlock.ID) async throws -> Body {
        try await visit.read { reading in
            let store = AgendaStore(reading)
            return body(
                try store.block(id, of: event), id, try store.names(of: event),
                chosen: try store.choices(of: event)[id.description] ?? 0)
        }
    }

    private static func body(_ visit: Visit, _ event: Event.ID, isDraft: Bool) async throws -> AgendaBody {
        try await visit.read { reading in
            let (store, record) = (AgendaStore(reading), try EventStore(reading).event(event))
            if isDraft { try visit.require(.facilitate, in: event, reading) }
            let (names, choices) = (try store.names(of: event), try store.choices(of: event))
            let release = isDraft ? nil : try store.last(of: event)
            let membership = try visit.membership(in: event, reading)
            let blocks =
                isDraft
                ? try store.draft(of: event)
                : (release?.content.blocks ?? []).map { $0.seen(by: membership, in: record.marking) }
            return AgendaBody(
                release: release?.number, releasedAt: release.map { Int($0.releasedAt) }, note: release?.note ?? "",
                timeZone: record.timeZone,
                items: blocks.compactMap { block in
                    AgendaBlock.ID(block.id).map { body(block, $0, names, chosen: choices[block.id] ?? 0) }
                }, clashes: isDraft ? AgendaClash.all(in: blocks).compactMap { clash($0, names) } : [])
        }
    }

    private static func clash(_ clash: AgendaClash, _ names: [String: String]) -> ClashBody? {
        guard let first = AgendaBlock.ID(clash.first), let second = AgendaBlock.ID(clash.second) else { return nil }
        switch clash.cause {
        case .person(let person):
            let name = person.participant.flatMap { names[$0] } ?? person.name
            return ClashBody(first: first, second: second, person: name, place: nil)
        case .place(let place): return ClashBody(first: first, second: second, person: nil, place: place)
        }
    }
}
