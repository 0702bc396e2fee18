import Domain
import Storage
import Web

extension IssueFacts: WaitingFeature {
    static let waitingStage = WorkshopStage.collect
    static var request: Message { L("Please send your issues: what gets in the way?") }

    static func waiting(
        for people: Set<Participant.ID>, in event: EventRecord, at now: Int64, _ reading: any Reading
    ) throws -> Waiting? {
        Waiting(people: people.subtracting(try IssueStore(reading).authors(of: event.id, topic: event.topic)))
    }
}
