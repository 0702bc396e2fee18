import Domain
import Storage
import Web

/// A feature with a page for people who take part from a seat, without an account: their room has no tabs, so that their menu leads there.
protocol RoomLinkFeature: Feature {
    /// What there is for this visitor; nothing of what they may not see.
    static func roomLinks(
        of event: EventRecord, _ membership: Membership, _ visit: Visit, _ reading: any Reading
    ) throws -> [(label: Message, path: String)]
}

enum RoomLinks {
    static func all(of event: EventRecord, _ visit: Visit, _ reading: any Reading) throws -> [(
        label: Message, path: String
    )] {
        let membership = try visit.membership(in: event.id, reading)
        return try Features.all { $0 as? any RoomLinkFeature.Type }.flatMap {
            try $0.roomLinks(of: event, membership, visit, reading)
        }
    }
}
