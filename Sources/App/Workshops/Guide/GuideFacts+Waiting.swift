import Domain
import Storage
import Web

extension GuideFacts: WaitingFeature {
    static let waitingStage = WorkshopStage.guide
    static let tellsTodayItself = true
    static var request: Message {
        L("The guide is in review. You are named to sign it for your sector, and have not yet.")
    }

    /// Who is named to sign for a sector and has not said anything of the version in review.
    static func waiting(
        for people: Set<Participant.ID>, in event: EventRecord, at now: Int64, _ reading: any Reading
    ) throws -> Waiting? {
        let store = GuideReviewStore(reading)
        guard let guide = try store.guideIfAny(of: event.id), guide.state == .review,
            let version = try store.reviewed(guide)
        else { return nil }
        let silent = try SectorWord.all(on: version.id, in: event.id, reading).flatMap(\.silent).map(\.participant)
        return Waiting(people: people.intersection(silent))
    }
}
