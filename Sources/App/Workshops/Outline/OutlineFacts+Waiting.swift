import Domain
import Storage
import Web

extension OutlineFacts: WaitingFeature {
    static let waitingStage = WorkshopStage.outline
    static var request: Message {
        L("The outline of the guide is being agreed. Statements wait for your rating.")
    }

    static func waiting(
        for people: Set<Participant.ID>, in event: EventRecord, at now: Int64, _ reading: any Reading
    ) throws -> Waiting? {
        Waiting(people: people.subtracting(try OutlineStore(reading).ratedAll(in: event.id)))
    }
}
