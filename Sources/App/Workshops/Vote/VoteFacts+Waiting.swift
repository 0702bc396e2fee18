import Domain
import Storage
import Web

extension VoteFacts: WaitingFeature {
    static let waitingStage = WorkshopStage.vote
    static var request: Message { L("A vote is open. Your ballot has not arrived yet.") }

    static func waiting(
        for people: Set<Participant.ID>, in event: EventRecord, at now: Int64, _ reading: any Reading
    ) throws -> Waiting? {
        guard let id = event.round, let round = try RoundStore(reading).round(id), round.phase(at: now) == .open else {
            return nil
        }
        let voted = Set(try BallotStore(reading).participations(in: id).map(\.participant))
        return Waiting(people: people.subtracting(voted), closesAt: round.closesAt)
    }
}
