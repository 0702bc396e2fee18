import Domain
import Storage
import Web

/// The way through the event as the console shows it: its own steps, or the whole flow where it has none.
struct RoomSteps: Sendable {
    struct Stop: Sendable {
        /// Nothing for a stage of the whole flow.
        let step: EventStepRecord?
        let stage: WorkshopStage
        let topic: TopicRecord?

        var label: Message { step?.label ?? stage.eventLabel }

        /// With the topic, where the step is about one.
        var longLabel: Message { topic.map { L("\(label.string()), topic \($0.position)") } ?? label }
    }

    let stops: [Stop]
    /// Where the room is.
    let present: Int?

    init(_ room: Room, _ reading: any Reading) throws {
        let steps = try StepStore(reading).steps(of: room.event.id)
        stops =
            room.event.workshop == nil
            ? []
            : steps.isEmpty
                ? StageOperations.stages.map { Stop(step: nil, stage: $0, topic: nil) }
                : steps.map { step in
                    Stop(step: step, stage: step.stage, topic: room.topics.first { $0.id == step.topic })
                }
        present =
            stops.firstIndex { $0.step != nil && $0.step?.id == room.event.step }
            ?? stops.firstIndex {
                $0.stage == room.event.stage && ($0.topic == nil || $0.topic?.id == room.event.topic)
            }
    }

    /// After the present one; the first where nothing has been opened yet, none at the end.
    func next(_ stage: WorkshopStage?) -> Stop? {
        guard stage != nil else { return stops.first }
        guard let present else { return nil }
        return stops.indices.contains(present + 1) ? stops[present + 1] : nil
    }
}

/// Opens steps at their time, notes when their time is over, and carries out moves that have waited; several nodes may do so.
enum StepWatch {
    /// Everything whose time has come. A step waits while a vote is open that ends by itself.
    static func run(_ database: Database, _ environment: Environment) async throws {
        let now = environment.now()
        let isDue = try await database.read { reading in
            let store = StepStore(reading)
            return try !store.due(at: now).isEmpty || !store.ended(at: now).isEmpty
                || !RoomMoveStore(reading).due(at: now).isEmpty
        }
        guard isDue else { return }
        try await database.write { tx in
            let (store, work) = (StepStore(tx), Work(tx, environment))
            try RoomMoves.carryOut(try RoomMoveStore(tx).due(at: now), work)
            for step in try store.ended(at: now) where try StepStore.claimEnd(step.id, now: now, tx) {
                try work.record(.event(step.event), "step:\(step.id)", "step.end")
            }
            // Of several that are due in one event the last is where the room should be now.
            let due = Dictionary(grouping: try store.due(at: now), by: \.event)
            for (event, steps) in due where try !RoundStore(tx).hasOpenRound(event) {
                var claimed: EventStepRecord?
                for step in steps where try StepStore.claimOpening(step.id, now: now, tx) { claimed = step }
                if let claimed {
                    try StageOperations.openIn(work, event, stage: claimed.stage, topic: nil, step: claimed.id)
                }
            }
        }
    }

    /// Watches the clock until the task is cancelled.
    static func watch(_ services: Services) async {
        let complaint = "A step could not be opened"
        await services.again(every: .milliseconds(500), afterFault: .seconds(5), failing: complaint) {
            try await run(services.database, services.environment)
        }
    }
}
