import Domain
import Storage
import Web

/// Mass gatherings as JSON, on the same operations as the pages. What is done for one are actions whose origin it is.
enum GatheringAPI {
    struct More: Codable, Sendable {
        /// `region:ID` or `country:KZ`; left out for the programme's. Stays as it was told first.
        let place: String?
        /// Codes, ids or names.
        let areas: [String]?
        /// A TLP 2.0 label without "TLP:"; GREEN unless told.
        let marking: String?
        /// Everybody of the programme reads it, as its marking says; else those whose it is.
        let shared: Bool?
    }

    struct LessonBody: Codable, Sendable {
        let id: GatheringLesson.ID
        let text: String
        let language: String
    }

    struct Facts: Codable, Sendable {
        let id: Gathering.ID
        let programme: Programme.ID
        let place: String
        let areas: [Area.ID]
        let marking: String
        let shared: Bool
        let state: GatheringState
        /// `risk:ID` and `event:ID`, of what you see.
        let links: [String]
        /// Of those that you read.
        let actions: [Action.ID]
        let lessons: [LessonBody]
    }

    typealias Input = FieldSending<GatheringFields, More>
    typealias Body = FieldBody<GatheringFields, Facts>

    struct StateInput: Codable, Sendable { let state: GatheringState }

    struct LinkInput: Codable, Sendable {
        /// `risk:ID` or `event:ID`.
        let link: String
        /// Whether it is linked from now on.
        let linked: Bool
    }

    struct LessonInput: Codable, Sendable {
        let text: String
        /// BCP 47.
        let language: String
    }

    static let routes: [APIRoute] = [
        .get(
            GatheringPaths.apiGatherings, .seeProgramme, "Gatherings", "Mass gatherings that you may read.",
            query: Cursor.parameters
        ) { visit, programme in
            let cursor = try Cursor(visit)
            return try await visit.read { reading in
                let standing = try PlansStanding(visit, programme, reading)
                let seen = try GatheringStore(reading).gatherings(of: [programme]).filter(standing.reads)
                let page = try cursor.cut(seen) { $0.id.description }
                let book = try Book(page.items, standing, visit, reading)
                return ListBody(items: page.items.map { body($0, book) }, next: page.next)
            }
        },
        .send(
            .post, GatheringPaths.apiGatherings, .seeProgramme, "Gatherings", "Plans a gathering.", success: .created
        ) { (visit, input: Input, programme) in
            let made = try await GatheringOperations.plan(
                visit, in: programme, input.told.fields(), try draft(input.more, GatheringDraft()), key: input.told.key)
            return try await visit.read { try body(made, visit, $0) }
        },
        .get(GatheringPaths.apiGathering, .seeProgramme, "Gatherings", "One gathering.") { visit, programme, id in
            try await body(visit, programme, id)
        },
        .send(.put, GatheringPaths.apiGathering, .seeProgramme, "Gatherings", "Changes a gathering.") {
            (visit, input: Input, programme, id) in
            let more = input.more
            _ = try await GatheringOperations.change(visit, programme, id, input.told.fields()) { try draft(more, $0) }
            return try await body(visit, programme, id)
        },
        .send(
            .put, GatheringPaths.apiState, .seeProgramme, "Gatherings", "Says that a gathering is over, or cancelled."
        ) {
            (visit, input: StateInput, programme, id) in
            try await GatheringOperations.set(visit, programme, id, input.state)
            return try await body(visit, programme, id)
        },
        .send(
            .put, GatheringPaths.apiLinks, .seeProgramme, "Gatherings",
            "Links a gathering with a risk, an exercise or another event, or ends the link."
        ) { (visit, input: LinkInput, programme, id) in
            guard let link = GatheringLink(input.link) else {
                throw Refusal.invalid(["link": L("This value is not one of those allowed.")])
            }
            if input.linked {
                try await GatheringOperations.link(visit, programme, id, link)
            } else {
                try await GatheringOperations.unlink(visit, programme, id, link)
            }
            return try await body(visit, programme, id)
        },
        .send(.post, GatheringPaths.apiLessons, .seeProgramme, "Gatherings", "What was learned there, for the next.") {
            (visit, input: LessonInput, programme, id) in
            try await GatheringOperations.learn(visit, programme, id, input.text, language: input.language)
            return try await body(visit, programme, id)
        },
    ]

    private static func draft(_ more: More, _ before: GatheringDraft) throws -> GatheringDraft {
        var draft = before
        if let told = more.place {
            guard let place = RiskPlace(told) else {
                throw Refusal.invalid(["place": L("Choose a region or a country for which you act.")])
            }
            draft.place = place
        }
        draft.areas = more.areas ?? before.areas
        draft.marking = more.marking ?? before.marking
        draft.isShared = more.shared ?? before.isShared
        return draft
    }

    private static func body(_ visit: Visit, _ programme: Programme.ID, _ id: Gathering.ID) async throws -> Body {
        try await visit.read { try body(GatheringOperations.seen(visit, programme, id, $0).0, visit, $0) }
    }

    private static func body(_ one: GatheringRecord, _ visit: Visit, _ reading: any Reading) throws -> Body {
        body(one, try Book([one], PlansStanding(visit, one.programme, reading), visit, reading))
    }

    private static func body(_ one: GatheringRecord, _ book: Book) -> Body {
        let links = one.links.filter { link in
            switch link {
            case .risk(let id): book.risks.contains(id)
            case .event(let id): book.events.contains(id)
            }
        }
        return Body(
            Facts(
                id: one.id, programme: one.programme, place: one.place.description, areas: one.areas.sorted(),
                marking: one.marking, shared: one.isShared, state: one.state, links: links.map(\.description),
                actions: book.actions[one.id.description, default: []], lessons: book.lessons[one.id] ?? []), one.fields
        )
    }

    /// What several gatherings hang together with, as far as the visitor reads it.
    private struct Book {
        let risks: Set<RiskScenario.ID>
        let events: Set<Event.ID>
        let actions: [String: [Action.ID]]
        let lessons: [Gathering.ID: [LessonBody]]

        init(_ all: [GatheringRecord], _ standing: PlansStanding, _ visit: Visit, _ reading: any Reading) throws {
            let linked = all.flatMap(\.links).compactMap { if case .risk(let id) = $0 { id } else { nil } }
            risks = Set(try RiskStore(reading).risks(linked).filter { standing.reads($0) }.map(\.id))
            events = Set(
                try ProgrammeStore(reading).events(of: standing.programme, seenBy: visit.visitor).map(\.id))
            let voice = try ActionVoice(visit, reading)
            let read = try ActionStore(reading).actions(from: GatheringFacts.origin, all.map(\.id.description)).filter(
                voice.reads)
            actions = Dictionary(grouping: read) { $0.origin?.id ?? "" }.mapValues { $0.map(\.id) }
            lessons = Dictionary(grouping: try GatheringStore(reading).lessons(of: all.map(\.id)), by: \.gathering)
                .mapValues { $0.map { LessonBody(id: $0.id, text: $0.text, language: $0.language) } }
        }
    }
}
