import Domain
import Storage
import Web

/// Issues as their lists show them; not those that were taken back.
extension IssueFacts: SearchFeature {
    private static let issue = SearchKind("issue", order: 70, L("Issues"))

    static var searchKinds: [SearchKind] { [issue] }

    static func tellSearch(_ asked: SearchAsked, _ reading: any Reading) throws -> [SearchEntry] {
        try IssueStore(reading).searched(of: asked.events).filter { one in
            guard let membership = asked.memberships[one.event] else { return false }
            return IssueSight(membership, stage: one.stage, issuesVisible: one.issuesVisible)
                .maySee(by: one.participant, isWithdrawn: false, isMerged: one.isMerged)
        }.map { one in
            var entry = SearchEntry(
                issue, one.id, SearchText(one.title, in: one.language), in: .event(one.event),
                path: Paths.issue(one.event, one.id))
            entry.texts = [SearchText(one.explanation, in: one.language)]
            return entry
        }
    }
}
