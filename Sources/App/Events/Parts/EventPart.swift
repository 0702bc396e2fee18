import Domain
import Storage

/// A part of an event: a workshop, an exercise. An event has as many as it needs, in an order, or none.
public enum EventPart { public typealias ID = Identifier<EventPart> }

struct EventPartRecord: Sendable, Hashable {
    let id: EventPart.ID
    let event: Event.ID
    /// From 1.
    let position: Int
    /// ``EventPartKind/code``.
    let kind: String
    /// Empty: what its kind is called.
    let title: String

    init(_ row: Row) throws {
        id = try row.get("id")
        event = try row.get("event_id")
        position = try row.get("position")
        kind = try row.get("kind")
        title = try row.get("title")
    }

    /// From a row of an event with one of its parts.
    /// - Returns: nil if the event has none.
    init?(besideEvent row: Row) throws {
        guard let id: EventPart.ID = try row.get("part_key", as: EventPart.ID?.self) else { return nil }
        self.id = id
        event = try row.get("id")
        position = try row.get("part_position")
        kind = try row.get("part_kind")
        title = try row.get("part_title")
    }
}

/// Where a workshop stands.
struct EventWorkshop: Sendable, Hashable {
    /// ``EventPartKind/code`` of a workshop.
    static let kind = "workshop"

    let id: EventPart.ID
    /// Nothing before it has been opened.
    let stage: WorkshopStage?
    let topic: Topic.ID?
    let round: Round.ID?
    /// Nil if no step has the present stage.
    let step: EventStep.ID?
    let namesShown: Bool
    let issuesVisible: Bool

    /// - Returns: nil if the event of the row has no workshop.
    init?(_ row: Row) throws {
        guard let id: EventPart.ID = try row.get("workshop_id", as: EventPart.ID?.self) else { return nil }
        self.id = id
        stage = try row.get("stage")
        topic = try row.get("topic_id")
        round = try row.get("round_id")
        step = try row.get("step_id")
        namesShown = try row.get("names_shown")
        issuesVisible = try row.get("issues_visible")
    }
}
