import Domain
import Storage
import Web

/// # Parts of an event
///
/// An event has parts in an order: a workshop, an exercise. They are seen, added and taken out in the event's settings.
enum EventPartRoutes {
    static let all: [Route] = [
        .post(Paths.eventParts, .organise) { visit, event in
            _ = try await EventPartOperations.add(visit, event, kind: try visit.inbound.form().text("kind"))
            return .redirect(to: Done.added.at(Paths.eventSettings(event)) + "#parts")
        },
        .post(Paths.eventPartRemoval, .organise) { visit, event, part in
            try await EventPartOperations.remove(visit, event, part)
            return .redirect(to: Done.removed.at(Paths.eventSettings(event)) + "#parts")
        },
    ]
}

enum EventPartAPI {
    struct Input: Codable, Sendable {
        /// `workshop`.
        let kind: String
        /// Empty by default: what its kind is called.
        let title: String?
    }

    struct PartBody: Codable, Sendable {
        let id: EventPart.ID
        /// From 1.
        let position: Int
        let kind: String
        let title: String

        init(_ part: EventPartRecord) {
            id = part.id
            position = part.position
            kind = part.kind
            title = part.title
        }
    }

    static let routes: [APIRoute] = [
        .get(Paths.apiEventParts, .attend, "Events", "The event's parts, in their order.") { visit, event in
            try await list(event, visit)
        },
        .send(.post, Paths.apiEventParts, .organise, "Events", "Adds a part at the end.", success: .created) {
            (visit, input: Input, event) in
            _ = try await EventPartOperations.add(visit, event, kind: input.kind, title: input.title ?? "")
            return try await list(event, visit)
        },
        .act(
            .delete, Paths.apiEventPart, .organise, "Events", "Takes out a part in which nothing has been done."
        ) { visit, event, part in
            try await EventPartOperations.remove(visit, event, part)
            return try await list(event, visit)
        },
    ]

    private static func list(_ event: Event.ID, _ visit: Visit) async throws -> ListBody<PartBody> {
        ListBody(items: try await visit.read { try EventPartStore($0).parts(of: event).map(PartBody.init) }, next: nil)
    }
}
