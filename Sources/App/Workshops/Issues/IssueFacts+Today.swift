import Domain
import Storage
import Web

extension IssueFacts: TodayFeature, FollowableFeature {
    static var notificationKinds: [NotificationKind] {
        [
            NotificationKind(
                code: "issue", order: 35, label: L("Issues"),
                hint: L("New issues in what I run, and what becomes of those that I follow."))
        ]
    }

    static var news: [NewsKind] {
        [
            .event("issue.contribution", "issue", to: .facilitate, at: { Paths.issues($0) }) { count in
                L(count, one: "\(count) new issue", other: "\(count) new issues")
            },
            .event("issue.revision", "issue", .itemFollowers) { _ in L("An issue was reworded") },
            .event("issue.withdrawal", "issue", .itemFollowers) { _ in L("An issue was withdrawn") },
            .event("issue.merge", "issue", .itemFollowers) { _ in L("An issue was merged with others") },
            .event("issue.wording", "issue", .itemFollowers) { _ in L("A merged issue was reworded") },
        ]
    }

    static var followed: [FollowedKind] {
        [
            FollowedKind(
                noun: "issue", label: L("Issue"),
                find: { id, reader, reading in
                    guard let id = Issue.ID(id) else { return nil }
                    let issue = try IssueStore(reading).issue(id)
                    guard let membership = reader.memberships[issue.event], !membership.isStranger else { return nil }
                    let event = try EventStore(reading).event(issue.event)
                    let sight = IssueSight(membership, stage: event.stage, issuesVisible: event.issuesVisible)
                    guard
                        sight.maySee(
                            by: issue.participant, isWithdrawn: issue.withdrawnAt != nil,
                            isMerged: issue.kind == .merged)
                    else { return nil }
                    return FollowedThing(
                        title: issue.title, language: issue.language, path: Paths.issue(issue.event, id))
                })
        ]
    }
}
