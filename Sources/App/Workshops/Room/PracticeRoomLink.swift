import Storage
import Web

/// To the practices of an event, for a seat without account, whose room has no tabs.
extension EventPracticeFacts: RoomLinkFeature {
    static func roomLinks(
        of event: EventRecord, _ membership: Membership, _ visit: Visit, _ reading: any Reading
    ) throws -> [(label: Message, path: String)] {
        event.has(partCode) ? [(L("Practices"), Paths.eventPractices(event.id))] : []
    }
}
