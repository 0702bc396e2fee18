import Domain
import Storage
import Web

/// The workshop as a kind of event, and as a part of any.
enum WorkshopFacts: EventKindFeature, EventPartFeature, RoomPartFeature {
    static var eventKinds: [EventKind] {
        [
            EventKind(
                "workshop", order: 10, L("Workshop"),
                L(
                    "A workshop: people share issues on topics, merge them, vote, and see the result. Everything can be changed later."
                ), parts: [EventWorkshop.kind])
        ]
    }

    // MARK: The part

    static var part: EventPartKind {
        EventPartKind(
            code: EventWorkshop.kind, label: L("Workshop"),
            summary: L("In a workshop people share issues on topics, merge them, vote, and see the result."))
    }

    static func begin(_ part: EventPart.ID, in event: Event.ID, _ start: EventPartStart, _ work: Work) throws {
        try EventPartStore.insertWorkshop(
            part, in: event, namesShown: start.namesShown, issuesVisible: start.issuesVisible, work.tx)
        let store = EventWriting(work.tx)
        for (index, topic) in start.topics.enumerated() {
            try store.insert(work.environment.id(), in: event, topic, position: index + 1)
        }
        let programme = try EventStore(work.tx).event(event).programme
        try DesignOperations.applyIn(work, event, try DesignChoice.find(start.design, in: programme, work.tx))
    }

    static func obstacle(_ part: EventPartRecord, _ reading: any Reading) throws -> Message? {
        let event = try EventStore(reading).event(part.event)
        guard event.stage == nil, try !RestingStore(reading).isUsed("workshop", part.event) else {
            return L("The workshop has begun, so it cannot be removed.")
        }
        return try EventStore(reading).topics(of: part.event).isEmpty
            ? nil : L("The workshop has topics. Remove them first.")
    }

    static func end(_ part: EventPartRecord, _ tx: Transaction) throws {
        try StepStore.deleteAll(of: part.event, tx)
        try EventPartStore.deleteWorkshop(part.id, tx)
    }

    // MARK: The room

    static func screen(of room: Room) -> (any PartScreen.Type)? { room.stageScreen }
}
