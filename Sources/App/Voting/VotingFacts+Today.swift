import Domain
import Storage
import Web

extension VotingFacts: TodayFeature {
    static var notificationKinds: [NotificationKind] {
        [
            NotificationKind(
                code: "vote", order: 30, label: L("Votes and results"),
                hint: L("A vote is opened, a result is revealed."))
        ]
    }

    static var news: [NewsKind] {
        [
            .event("round.opening", "vote") { count in
                L(count, one: "\(count) vote was opened", other: "\(count) votes were opened")
            },
            .event("round.revelation", "vote") { count in
                L(count, one: "\(count) result was revealed", other: "\(count) results were revealed")
            },
        ]
    }
}
