import Domain
import Storage
import Web

/// Where the room is, and moving it, as JSON.
enum StageAPI {
    struct StageInput: Codable, Sendable {
        let stage: WorkshopStage
        /// Nothing opens all topics at once.
        let topic: Topic.ID?
        /// One of the event's steps; it gives stage and topic.
        let step: EventStep.ID?
    }

    struct ActivityBody: Codable, Sendable {
        let event: Event.ID
        let stage: WorkshopStage?
        let topic: EventAPI.TopicBody?
        let topics: [EventAPI.TopicBody]
        let round: RoundAPI.RoundBody?
        let step: DesignAPI.StepBody?
        /// Those who may contribute: how many are here, and how many are invited, here or not.
        let here: Int
        let invited: Int
        /// The server's clock, epoch milliseconds.
        let now: Int
    }

    static let routes: [APIRoute] = [
        .get(
            Paths.apiActivity, .attend, "Plenary",
            "What the room does now: stage, topic, and the round with its issues."
        ) {
            visit, event in try await activity(event, visit)
        },
        .send(.put, Paths.apiStage, .facilitate, "Plenary", "Opens a stage.") { (visit, input: StageInput, event) in
            try await StageOperations.open(visit, event, stage: input.stage, topic: input.topic, step: input.step)
            return try await activity(event, visit)
        },
    ]

    private static func activity(_ event: Event.ID, _ visit: Visit) async throws -> ActivityBody {
        try await visit.read { reading in
            let room = try Room(event, reading)
            return ActivityBody(
                event: event, stage: room.event.stage, topic: room.topic.map { EventAPI.topicBody($0) },
                topics: room.topics.map { EventAPI.topicBody($0) },
                round: try room.round.map { try RoundAPI.RoundBody($0, reading, now: visit.now) },
                step: room.step.map { DesignAPI.StepBody($0, now: $0.id, EventClock(zone: room.event.timeZone)) },
                here: room.voices.count, invited: room.invited.count, now: Int(visit.now))
        }
    }
}
