import Domain
import Storage
import Web

/// The meeting as JSON, on the same operations as the page.
enum MeetingAPI {
    struct StandBody: Codable, Sendable {
        let country: String
        let stance: MeetingStand.Stance
        let words: String
        /// `provisional` until the country's focal point confirms it.
        let state: MeetingStand.State
    }

    struct DecisionBody: Codable, Sendable {
        let id: MeetingDecision.ID
        let block: AgendaBlock.ID
        let text: String
        let language: String
        let stands: [StandBody]
    }

    struct ItemBody: Codable, Sendable {
        let block: AgendaBlock.ID
        let title: String
        let materials: [Material.ID]
        let decisions: [DecisionBody]
        let actions: [Action.ID]
    }

    struct SpeakerBody: Codable, Sendable {
        let id: MeetingSpeaker.ID
        let name: String
        /// Absent where none is known.
        let country: String?
        let state: MeetingSpeaker.State
        /// Epoch milliseconds; absent for as long as they like.
        let until: Int64?
    }

    struct FloorBody: Codable, Sendable {
        let open: Bool
        /// For each; absent for as long as they like.
        let minutes: Int?
        /// By their turn, with those who have spoken.
        let speakers: [SpeakerBody]
    }

    struct Body: Codable, Sendable, NamedType {
        static let schemaName = "MeetingAtTheTable"

        /// Actions that the meetings before gave.
        let promised: [Action.ID]
        let items: [ItemBody]
        let floor: FloorBody
    }

    struct DecisionInput: Codable, Sendable {
        let text: String
        /// BCP 47.
        let language: String
    }

    struct StandInput: Codable, Sendable {
        /// ISO 3166-1 alpha-2, of one for which you speak.
        let country: String
        let stance: MeetingStand.Stance
        /// Left out for none; a reservation needs them.
        let words: String?
    }

    struct SettlingInput: Codable, Sendable {
        let country: String
        /// False takes it back.
        let confirmed: Bool
    }

    struct PaperInput: Codable, Sendable {
        let material: Material.ID
        let linked: Bool
    }

    struct ActionMore: Codable, Sendable, NamedType {
        static let schemaName = "MeetingActionInput"

        /// `country:KZ`, `organisation:ID`, `account:ID`; left out for nobody yet.
        let owner: String?
    }

    struct ActionGiven: Codable, Sendable {
        let action: Action.ID
    }

    struct FloorInput: Codable, Sendable {
        let open: Bool
        /// 1 to 60; left out for as long as they like.
        let minutes: Whole<Numbers.FloorMinutes>?
    }

    struct TurnInput: Codable, Sendable {
        /// Left out for the first who waits.
        let speaker: MeetingSpeaker.ID?
        /// To the front of those who wait, not to the floor; false by default.
        let toFront: Bool?
    }

    static let routes: [APIRoute] = [
        .get(MeetingPaths.api, .attend, "Meeting", "The meeting at the table, as you may read it.") { visit, event in
            try await visit.read { try body(visit, event, $0) }
        },
        .send(
            .post, MeetingPaths.apiDecisions, .attend, "Meeting", "Writes a decision under an item of the agenda.",
            success: .created
        ) { (visit, input: DecisionInput, event, block) in
            body(
                try await MeetingOperations.decide(
                    visit, event, block, MeetingDecisionFields(text: input.text, language: input.language)))
        },
        .send(
            .put, MeetingPaths.apiDecision, .attend, "Meeting", "Changes a decision; every delegation is asked anew."
        ) { (visit, input: DecisionInput, event, id) in
            body(
                try await MeetingOperations.change(
                    visit, event, id, MeetingDecisionFields(text: input.text, language: input.language)))
        },
        .send(
            .put, MeetingPaths.apiStand, .attend, "Meeting",
            "Says what a delegation thinks of a decision; provisional until its focal point confirms it."
        ) { (visit, input: StandInput, event, id) in
            try await MeetingOperations.state(visit, event, id, input.country, input.stance, input.words ?? "")
            return try await visit.read { body(try MeetingStore($0).decision(id, of: event)) }
        },
        .send(
            .put, MeetingPaths.apiSettling, .attend, "Meeting",
            "Confirms what was said for a country, or takes it back."
        ) { (visit, input: SettlingInput, event, id) in
            try await MeetingOperations.settle(visit, event, id, input.country, isConfirmed: input.confirmed)
            return try await visit.read { body(try MeetingStore($0).decision(id, of: event)) }
        },
        .send(
            .put, MeetingPaths.apiPapers, .attend, "Meeting",
            "Links a material with an item of the agenda, or ends the link."
        ) { (visit, input: PaperInput, event, block) in
            try await MeetingOperations.link(visit, event, block, input.material, input.linked)
            return try await visit.read { try body(visit, event, $0) }
        },
        .send(
            .post, MeetingPaths.apiActions, .attend, "Meeting", "Proposes an action that an item of the agenda gave.",
            success: .created
        ) { (visit, input: FieldSending<ActionFields, ActionMore>, event, block) in
            let owner = input.more.owner.flatMap { ActionOwner($0) }
            if let told = input.more.owner, !told.isEmpty, owner == nil {
                throw Refusal.invalid(["owner": L("Choose a country, a member or a person of the programme.")])
            }
            let made = try await MeetingOperations.act(
                visit, event, block, input.told.fields(), owner: owner, key: input.told.key)
            return ActionGiven(action: made.id)
        },
        .send(.put, MeetingPaths.apiFloor, .facilitate, "Meeting", "Opens or closes the list of speakers.") {
            (visit, input: FloorInput, event) in
            try await MeetingFloorOperations.set(
                visit, event, MeetingFloor(isOpen: input.open, each: input.minutes?.value))
            return try await visit.read { try floor(event, visit.now, $0) }
        },
        .act(.put, MeetingPaths.apiSpeakers, .attend, "Meeting", "Asks for the floor.") { visit, event in
            try await MeetingFloorOperations.ask(visit, event)
            return try await visit.read { try floor(event, visit.now, $0) }
        },
        .act(.delete, MeetingPaths.apiSpeakers, .attend, "Meeting", "No longer asks for the floor.") { visit, event in
            try await MeetingFloorOperations.takeBack(visit, event)
            return try await visit.read { try floor(event, visit.now, $0) }
        },
        .send(.put, MeetingPaths.apiTurn, .facilitate, "Meeting", "Gives the floor, or changes the order.") {
            (visit, input: TurnInput, event) in
            if input.toFront ?? false, let speaker = input.speaker {
                try await MeetingFloorOperations.bringForward(visit, event, speaker)
            } else {
                try await MeetingFloorOperations.give(visit, event, to: input.speaker)
            }
            return try await visit.read { try floor(event, visit.now, $0) }
        },
    ]

    private static func body(_ visit: Visit, _ event: Event.ID, _ reading: any Reading) throws -> Body {
        let meeting = try MeetingReading(visit, event, reading)
        return Body(
            promised: meeting.promised.map(\.id),
            items: meeting.items.map { item in
                ItemBody(
                    block: item.id, title: item.block.title, materials: item.papers.map(\.id),
                    decisions: item.decisions.map(body), actions: item.actions.map(\.id))
            }, floor: try floor(event, visit.now, reading))
    }

    private static func body(_ one: MeetingDecisionRecord) -> DecisionBody {
        DecisionBody(
            id: one.id, block: one.block, text: one.fields.text, language: one.fields.language,
            stands: one.stands.map {
                StandBody(country: $0.country, stance: $0.stance, words: $0.words, state: $0.state)
            })
    }

    private static func floor(_ event: Event.ID, _ now: Int64, _ reading: any Reading) throws -> FloorBody {
        let section = try MeetingFloorSection(event, now: now, .phone, reading)
        return FloorBody(
            open: section.floor.isOpen, minutes: section.floor.each,
            speakers: section.speakers.map {
                SpeakerBody(id: $0.id, name: $0.name, country: $0.country, state: $0.state, until: $0.until)
            })
    }
}
