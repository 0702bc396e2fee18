import Domain
import Storage
import Web

/// Rounds put issues to the vote.
extension IssueFacts: VotableFeature {
    static func votables(of event: Event.ID, _ reading: any Reading) throws -> [Votable] {
        try IssueStore(reading).issues(of: event).map(Votable.init)
    }

    static func votables(_ ids: [Issue.ID], _ reading: any Reading) throws -> [Votable] {
        try IssueStore(reading).issues(ids).map(Votable.init)
    }
}

extension Votable {
    fileprivate init(_ issue: IssueRecord) {
        self.init(
            id: issue.id, topic: issue.topic, title: issue.title, language: issue.language,
            parents: issue.parents.map(\.id), raisedIn: issue.raisedIn)
    }
}
