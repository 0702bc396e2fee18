import Domain
import Markup
import Storage
import Web

/// Where an event stands at one moment: what every page of the plenary begins from.
struct Room: Sendable {
    let event: EventRecord
    let topics: [TopicRecord]
    /// The topic on the table; nothing when all topics are open at once.
    let topic: TopicRecord?
    /// The round that is shown; only in the vote stage.
    let round: RoundRecord?
    /// The step that the room is in; nil if the event follows no design.
    let step: EventStepRecord?
    let participants: [ParticipantRecord]
    let names: DirectoryNames

    /// Read once for all who ask while nothing changes: after a change of the stage that is the whole room at once.
    init(_ id: Event.ID, _ reading: any Reading) throws {
        self = try reading.remember("room \(id) \(Language.current.rawValue)") { try Room(reading, id) }
    }

    private init(_ reading: any Reading, _ id: Event.ID) throws {
        let store = EventStore(reading)
        event = try store.event(id)
        topics = try store.topics(of: id)
        topic = topics.first { [event] in $0.id == event.topic }
        round = event.stage == .vote ? try event.round.flatMap { try RoundStore(reading).round($0) } : nil
        step = event.step == nil ? nil : try StepStore(reading).present(of: id)
        participants = try store.participants(of: id)
        names = try DirectoryNames(reading)
    }

    /// Those who may contribute and have come: the denominators of coverage.
    var voices: [ParticipantRecord] { participants.filter(\.isVoice) }
    /// Those who may contribute, here or not yet.
    var invited: [ParticipantRecord] { participants.filter(\.isInvitedVoice) }
    /// Who is here, and who was heard and is not any more: no fraction has more above than below.
    func voices(with heard: Set<Participant.ID>) -> Int { heard.union(voices.map(\.id)).count }

    /// What the part shows in which the room is; nothing before it has begun, and where the event has no part.
    var screen: (any PartScreen.Type)? {
        let feature = event.part.flatMap { EventParts.feature(of: $0.kind) } as? any RoomPartFeature.Type
        return feature?.screen(of: self)
    }
    /// What the present stage of the workshop shows.
    var stageScreen: (any StageScreen.Type)? { event.stage.flatMap(StageScreens.of) }

    var topicTitle: HTML {
        topic.map { "\(L("Topic \($0.position) · \($0.title)"))" } ?? "\(L("All topics open at once"))"
    }

    var scope: Scope { .event(event.id) }

    /// Changes when each participant's page must be fetched anew: another stage, topic, round, or state of the round.
    var state: String {
        [
            event.stage?.rawValue ?? "welcome", event.topic?.description ?? "-", round?.id.description ?? "-",
            round?.state.rawValue ?? "-", event.issuesVisible ? "visible" : "hidden",
            event.namesShown ? "named" : "unnamed",
            step?.closesAt.map(String.init) ?? "-",
        ].joined(separator: " ")
    }
}
