import Web

/// A feature with a page of its own beside a participant's page of an event: the online room.
protocol RoomAsideFeature: Feature {
    /// Nothing where the event has none.
    static func aside(of event: EventRecord) -> (label: Message, path: String)?
}

enum RoomAsides {
    private static let features: [any RoomAsideFeature.Type] = Features.all { $0 as? any RoomAsideFeature.Type }

    static func all(of event: EventRecord) -> [(label: Message, path: String)] {
        features.compactMap { $0.aside(of: event) }
    }
}
