import Domain
import Storage
import Web

/// Programmes, events, topics and participants as JSON, on the same operations as their pages.
enum EventAPI {
    struct MeBody: Codable, Sendable {
        struct Seat: Codable, Sendable {
            let participant: Participant.ID
            let event: Event.ID
            let name: String
            let role: Role
            let isApproved: Bool
        }
        let account: Account.ID?
        let name: String
        let seat: Seat?
    }

    typealias ProgrammeInput = FieldInput<ProgrammeFields>
    typealias ProgrammeBody = FieldBody<ProgrammeFields, ProgrammeKnown>
    typealias TopicInput = FieldInput<TopicFields>
    typealias TopicBody = FieldBody<TopicFields, TopicKnown>

    struct ProgrammeKnown: Codable, Sendable { let id: Programme.ID }

    struct TopicKnown: Codable, Sendable {
        let id: Topic.ID
        let position: Int
    }

    private static func body(_ programme: ProgrammeRecord) -> ProgrammeBody {
        ProgrammeBody(.init(id: programme.id), programme.fields)
    }

    static func topicBody(_ topic: TopicRecord) -> TopicBody {
        TopicBody(.init(id: topic.id, position: topic.position), topic.fields)
    }

    typealias EventInput = FieldSending<EventFields, EventMore>
    typealias EventBody = FieldBody<EventFields, EventKnown>

    /// What a body says of an event besides its fields.
    struct EventMore: Codable, Sendable {
        /// At its creation only: `workshop` unless told, `exercise`, `seminar`, `study-visit`, `meeting` or `course`.
        let kind: String?
        let door: Door?
        let namesShown: Bool?
        let issuesVisible: Bool?
        /// When an event gets another zone: whether its steps stay as they are on the `clock` (unless told), or the same `moment`.
        let stepTimes: StepClockTimes.Choice?
        /// At its creation only.
        let topics: [TopicInput]?
        /// At its creation only: what `GET …/designs` calls `key`. The Zagreb flow unless told.
        let design: String?
    }

    static func fields(_ input: EventInput) -> EventFields {
        var fields = input.told.fields()
        let more = input.more
        if let door = more.door { fields.door = door }
        if let namesShown = more.namesShown { fields.namesShown = namesShown }
        if let issuesVisible = more.issuesVisible { fields.issuesVisible = issuesVisible }
        fields.kind = more.kind
        fields.topics = (more.topics ?? []).map { $0.fields() }
        fields.design = more.design ?? ""
        return fields
    }

    /// What is known of an event besides its fields.
    struct EventKnown: Codable, Sendable {
        let id: Event.ID
        let programme: Programme.ID
        let kind: String
        let code: String
        let door: Door
        let namesShown: Bool
        let issuesVisible: Bool
        let stage: WorkshopStage?
        let topics: [TopicBody]
        /// In their order; what is said of names, issues and stage above is of its workshop.
        let parts: [EventPartAPI.PartBody]

        init(_ event: EventRecord, _ topics: [TopicRecord]) {
            id = event.id
            programme = event.programme
            kind = event.kind
            code = event.code
            door = event.door
            namesShown = event.namesShown
            issuesVisible = event.issuesVisible
            stage = event.stage
            self.topics = topics.map { EventAPI.topicBody($0) }
            parts = event.parts.map(EventPartAPI.PartBody.init)
        }
    }

    struct ParticipantInput: Codable, Sendable {
        let name: String
        let organisation: String?
        let country: String?
        let sector: String?
        let language: Language?
        let role: Role?
        /// A person of the directory, whose seat this is.
        let person: Person.ID?

        var fields: ParticipantFields {
            ParticipantFields(
                name: name, organisation: organisation ?? "", country: country, sector: sector, language: language,
                role: role ?? .participant, person: person)
        }
    }

    struct RoleInput: Codable, Sendable { let role: Role }

    struct LinkBody: Codable, Sendable {
        /// The whole address; its last part is the participant's bearer token.
        let link: String
    }

    struct ParticipantBody: Codable, Sendable {
        let id: Participant.ID
        let name: String
        let organisation: String
        let country: String?
        let sector: String?
        let language: Language?
        let role: Role
        let state: ParticipantRecord.State
        let hasLink: Bool
        /// Came in by the code, and nobody who runs the room has said that they know them: signs and decides for nobody.
        let isUnverified: Bool
        /// Agrees to be named in reports.
        let agreesToNaming: Bool

        init(_ participant: ParticipantRecord) {
            id = participant.id
            name = participant.name
            organisation = participant.organisation
            country = participant.country
            sector = participant.sector
            language = participant.language
            role = participant.role
            state = participant.state
            hasLink = participant.hasLink
            isUnverified = participant.unverifiedAt != nil
            agreesToNaming = participant.namingAgreedAt != nil
        }
    }

    static let routes: [APIRoute] = programmes + events + participants + SpeakerAPI.routes

    private static let programmes: [APIRoute] = [
        .get(Paths.apiMe, .anyone, "Access", "Who the token belongs to.") { visit in
            let (account, seat) = (visit.visitor.account, visit.visitor.seat)
            guard account != nil || seat != nil else { throw Refusal.signInNeeded }
            return MeBody(
                account: account?.id, name: account?.name ?? seat?.name ?? "",
                seat: seat.map {
                    .init(participant: $0.id, event: $0.event, name: $0.name, role: $0.role, isApproved: $0.isApproved)
                })
        },
        .get(
            Paths.apiProgrammes, .account, "Programmes", "The programmes that the account has a part in.",
            query: Cursor.parameters
        ) {
            visit in
            guard let account = visit.visitor.account else { throw Refusal.signInNeeded }
            let all = try await visit.read { try ProgrammeStore($0).programmes(of: account) }
            return try Cursor(visit).page(of: all.map { body($0) }) { $0.facts.id.description }
        },
        .send(.post, Paths.apiProgrammes, .administer, "Programmes", "Begins a programme.", success: .created) {
            (visit, input: ProgrammeInput) in
            let id = try await ProgrammeOperations.create(visit, input.fields())
            return body(try await visit.read { try ProgrammeStore($0).programme(id) })
        },
        .get(Paths.apiProgramme, .seeProgramme, "Programmes", "One programme.") { visit, id in
            body(try await visit.read { try ProgrammeStore($0).programme(id) })
        },
        .send(.put, Paths.apiProgramme, .organiseProgramme, "Programmes", "Changes a programme.") {
            (visit, input: ProgrammeInput, id) in
            try await ProgrammeOperations.change(visit, id, input.fields())
            return body(try await visit.read { try ProgrammeStore($0).programme(id) })
        },
        .get(
            Paths.apiProgrammeEvents, .seeProgramme, "Programmes", "The programme's events, by their start.",
            query: Cursor.parameters
        ) { visit, programme in
            let all = try await visit.read { reading in
                try ProgrammeStore(reading).events(of: programme, seenBy: visit.visitor).map {
                    try body($0.id, reading)
                }
            }
            return try Cursor(visit).page(of: all) { $0.facts.id.description }
        },
        .send(.post, Paths.apiProgrammeEvents, .organiseProgramme, "Programmes", "Plans an event.", success: .created) {
            (visit, input: EventInput, programme) in
            try await body(try await EventOperations.create(visit, in: programme, fields(input)), visit)
        },
    ]

    private static let events: [APIRoute] = [
        .get(
            Paths.apiEvents, .anyone, "Events", "The events that the token's owner has a part in.",
            query: Cursor.parameters
        ) {
            visit in
            guard visit.visitor.account != nil || visit.visitor.seat != nil else { throw Refusal.signInNeeded }
            let all = try await visit.read { reading in
                var ids: [Event.ID] = visit.visitor.seat.map { $0.isApproved ? [$0.event] : [] } ?? []
                if let account = visit.visitor.account {
                    for programme in try ProgrammeStore(reading).programmes(of: account) {
                        for event in try ProgrammeStore(reading).events(of: programme.id)
                        where try !visit.membership(in: event.id, reading).roles.isEmpty {
                            ids.append(event.id)
                        }
                    }
                }
                return try ids.map { try body($0, reading) }
            }
            return try Cursor(visit).page(of: all) { $0.facts.id.description }
        },
        .get(Paths.apiEvent, .attend, "Events", "One event with its topics.") { visit, event in
            try await body(event, visit)
        },
        .send(.put, Paths.apiEvent, .organise, "Events", "Changes an event; its topics have addresses of their own.") {
            (visit, input: EventInput, event) in
            try await EventOperations.change(visit, event, fields(input), times: input.more.stepTimes ?? .clock)
            return try await body(event, visit)
        },
        .send(.post, Paths.apiTopics, .organise, "Events", "Adds a topic at the end.", success: .created) {
            (visit, input: TopicInput, event) in
            _ = try await EventOperations.addTopic(visit, event, input.fields())
            return try await body(event, visit)
        },
        .send(.put, Paths.apiTopic, .organise, "Events", "Changes a topic's words.") {
            (visit, input: TopicInput, event, topic) in
            try await EventOperations.changeTopic(visit, event, topic, input.fields())
            return try await body(event, visit)
        },
        .act(.delete, Paths.apiTopic, .organise, "Events", "Removes a topic that has no issues.") {
            visit, event, topic in
            try await EventOperations.removeTopic(visit, event, topic)
            return try await body(event, visit)
        },
    ]

    private static let participants: [APIRoute] = [
        .get(
            Paths.apiParticipants, .facilitate, "Participants", "Everybody who has a seat, by country and name.",
            query: Cursor.parameters
        ) { visit, event in
            let all = try await visit.read { try EventStore($0).participants(of: event) }
            return try Cursor(visit).page(of: all.map(ParticipantBody.init)) { $0.id.description }
        },
        .send(.post, Paths.apiParticipants, .organise, "Participants", "Gives somebody a seat.", success: .created) {
            (visit, input: ParticipantInput, event) in
            let id = try await EventOperations.addParticipant(visit, event, input.fields)
            return ParticipantBody(try await visit.read { try EventStore($0).participant(id) })
        },
        .get(Paths.apiParticipant, .facilitate, "Participants", "One participant.") { visit, event, id in
            ParticipantBody(try await visit.read { try EventOperations.seat(id, of: event, $0) })
        },
        .send(.put, Paths.apiParticipantRole, .organise, "Participants", "Changes a participant's role.") {
            (visit, input: RoleInput, event, id) in
            try await EventOperations.setRole(visit, event, id, input.role)
            return ParticipantBody(try await visit.read { try EventOperations.seat(id, of: event, $0) })
        },
        .act(
            .post, Paths.apiParticipantLink, .organise, "Participants",
            "The personal link, the same each time; made where there is none. What was sent or printed before goes on working.",
            success: .created
        ) { visit, event, id in
            let token = try await JoiningOperations.issueLink(visit, event, id)
            return LinkBody(link: visit.settings.baseURL + JoiningPaths.link(token))
        },
        .act(
            .post, Paths.apiParticipantLinkRenewal, .organise, "Participants",
            "Ends every link of the participant, and where it is signed in, and makes a new one.", success: .created
        ) { visit, event, id in
            let token = try await JoiningOperations.renewLink(visit, event, id)
            return LinkBody(link: visit.settings.baseURL + JoiningPaths.link(token))
        },
        .act(.delete, Paths.apiParticipant, .organise, "Participants", "Removes a participant; the contributions stay.")
        {
            visit, event, id in
            try await EventOperations.remove(visit, event, id)
            return EmptyBody()
        },
    ]

    private static func body(_ id: Event.ID, _ visit: Visit) async throws -> EventBody {
        try await visit.read { try body(id, $0) }
    }

    private static func body(_ id: Event.ID, _ reading: any Reading) throws -> EventBody {
        let store = EventStore(reading)
        let event = try store.event(id)
        return EventBody(.init(event, try store.topics(of: id)), event.fields)
    }
}

// Enumerations of the bodies above, so that their values stand in the description.
extension Role: ChoiceType {}
extension Door: ChoiceType {}
extension ParticipantRecord.State: ChoiceType, CaseIterable {
    static var allCases: [ParticipantRecord.State] { [.invited, .waiting, .present, .removed] }
}
extension Language: Codable, ChoiceType {}
extension WorkshopStage: ChoiceType {}
