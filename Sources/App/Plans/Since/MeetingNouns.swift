import Domain
import Storage
import Web

/// What a meeting decided under an item of its agenda.
public enum MeetingDecision { public typealias ID = Identifier<MeetingDecision> }
/// Somebody on the list of speakers.
public enum MeetingSpeaker {
    public typealias ID = Identifier<MeetingSpeaker>

    enum State: String, Sendable, Codable, CaseIterable, SQLBindable, SQLDecodable, ChoiceType {
        case waiting, speaking, done
        case takenBack = "taken_back"
    }
}

/// What a delegation says of a decision.
enum MeetingStand {
    enum Stance: String, Sendable, Codable, CaseIterable, SQLBindable, SQLDecodable, ChoiceType {
        case agree, reserve

        var label: Message {
            switch self {
            case .agree: L("agrees")
            case .reserve: L("reserves")
            }
        }
    }

    enum State: String, Sendable, Codable, CaseIterable, SQLBindable, SQLDecodable, ChoiceType {
        /// By who decides for the country, or where nobody is mandated.
        case settled
        /// Said in the room; the focal point has not confirmed it yet.
        case provisional
        /// Taken back by the focal point.
        case refused

        var label: Message {
            switch self {
            case .settled: L("final", context: "decision")
            case .provisional: L("provisional", context: "decision")
            case .refused: L("taken back", context: "decision")
            }
        }
    }
}

struct MeetingDecisionFields: FieldRecord {
    var text = ""
    /// BCP 47.
    var language = "en"

    static let isSentWithKey = true

    static let fields: [Field<MeetingDecisionFields>] = [
        .lines("text", \.text, L("What was decided?"), limit: 2_000, isRequired: true),
        .choice(
            "language", \.language, L("Written in"), .language, options: { ContributionLanguage.options },
            fault: ContributionLanguage.fault),
    ]

    var cleaned: Cleaned<MeetingDecisionFields> { Cleaned(self) { fields, check in fields.clean(&check) } }
}

struct MeetingStandRecord: Sendable, Hashable {
    static let longest = 1_000

    let country: String
    let stance: MeetingStand.Stance
    let words: String
    let state: MeetingStand.State

    init(_ row: Row) throws {
        country = try row.get("country")
        stance = try row.get("stance")
        words = try row.get("words")
        state = try row.get("state")
    }
}

struct MeetingDecisionRecord: Sendable, Hashable {
    let id: MeetingDecision.ID
    let event: Event.ID
    let block: AgendaBlock.ID
    let fields: MeetingDecisionFields
    /// By country.
    var stands: [MeetingStandRecord] = []

    init(_ row: Row) throws {
        id = try row.get("id")
        event = try row.get("event_id")
        block = try row.get("block_id")
        fields = try MeetingDecisionFields(row)
    }

    /// What counts.
    var held: [MeetingStandRecord] { stands.filter { $0.state != .refused } }
}

struct MeetingSpeakerRecord: Sendable, Hashable {
    let id: MeetingSpeaker.ID
    let participant: Participant.ID
    let name: String
    let country: String?
    let state: MeetingSpeaker.State
    let beganAt: Int64?
    let endedAt: Int64?
    /// As it was when they began; nothing for as long as they like.
    let minutes: Int?

    init(_ row: Row) throws {
        id = try row.get("id")
        participant = try row.get("participant_id")
        name = try row.get("name")
        country = try row.get("country")
        state = try row.get("state")
        beganAt = try row.get("began_at")
        endedAt = try row.get("ended_at")
        minutes = try row.get("minutes")
    }

    /// When their time is over.
    var until: Int64? {
        guard let beganAt, let minutes else { return nil }
        let (sum, isTooMuch) = beganAt.addingReportingOverflow(Int64(minutes) * 60_000)
        return isTooMuch ? nil : sum
    }
}

struct MeetingFloor: Sendable, Hashable {
    static let minutes = 1...60

    var isOpen = false
    var each: Int?
}
