import Domain
import Storage
import Web

/// A feature with a page of its own to which an event's address leads by itself, while the event has nothing else open: an exercise that is
/// played.
protocol RoomWorkplaceFeature: Feature {
    /// Nothing where this seat has no work there now.
    static func workplace(of event: EventRecord, seat: Visitor.Seat, _ reading: any Reading) throws -> String?
    /// Whether any seat has: then each page of the room asks for itself again.
    static func isOpen(in event: EventRecord, _ reading: any Reading) throws -> Bool
    /// Before it opens: where this seat will work, to be seen first on their page.
    static func ahead(of event: EventRecord, seat: Visitor.Seat, _ reading: any Reading) throws -> RoomWorkplaceAhead?
}

extension RoomWorkplaceFeature {
    static func ahead(of event: EventRecord, seat: Visitor.Seat, _ reading: any Reading) throws -> RoomWorkplaceAhead? {
        nil
    }
}

struct RoomWorkplaceAhead: Sendable {
    let words: Message
    let label: Message
    let path: String
}

enum RoomWorkplaces {
    /// In the query of the room's own page: who asks for it is not led away.
    static let stay = "room"

    private static let features: [any RoomWorkplaceFeature.Type] = Features.all { $0 as? any RoomWorkplaceFeature.Type }

    /// A word of the state of each participant's page.
    static func state(of event: EventRecord, _ reading: any Reading) throws -> String {
        guard event.stage == nil else { return "" }
        return try features.contains { try $0.isOpen(in: event, reading) } ? " elsewhere" : ""
    }

    static func ahead(of event: EventRecord, seat: Visitor.Seat, _ reading: any Reading) throws -> RoomWorkplaceAhead? {
        guard event.stage == nil else { return nil }
        for feature in features {
            if let ahead = try feature.ahead(of: event, seat: seat, reading) { return ahead }
        }
        return nil
    }

    static func address(of event: EventRecord, seat: Visitor.Seat, _ reading: any Reading) throws -> String? {
        guard event.stage == nil else { return nil }
        for feature in features {
            if let address = try feature.workplace(of: event, seat: seat, reading) { return address }
        }
        return nil
    }
}

/// A feature that takes over the room's screen for a while: an exercise that is played.
protocol RoomWallFeature: Feature {
    /// The address below the projector's token; nothing where the screen stays the room's.
    static func wall(of event: EventRecord, token: String, _ reading: any Reading) throws -> String?
}

enum RoomWalls {
    private static let features: [any RoomWallFeature.Type] = Features.all { $0 as? any RoomWallFeature.Type }

    /// Of the projector's page.
    static func state(of event: EventRecord, _ reading: any Reading) throws -> String {
        try address(of: event, token: "", reading) == nil ? "projector" : "projector elsewhere"
    }

    static func address(of event: EventRecord, token: String, _ reading: any Reading) throws -> String? {
        guard event.stage == nil else { return nil }
        for feature in features {
            if let address = try feature.wall(of: event, token: token, reading) { return address }
        }
        return nil
    }
}
