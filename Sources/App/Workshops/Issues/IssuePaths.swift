import Web

extension Paths {
    static let issues = PathPattern<Event.ID>("/events/:event/issues")
    static let issue = PathPattern<Event.ID, Issue.ID>("/events/:event/issues/:issue")
    static let issueWithdrawal = PathPattern<Event.ID, Issue.ID>("/events/:event/issues/:issue/withdrawal")
    static let issueRestoration = PathPattern<Event.ID, Issue.ID>("/events/:event/issues/:issue/restoration")
    static let apiIssues = PathPattern<Event.ID>("/api/v1/events/:event/issues")
    static let apiIssue = PathPattern<Event.ID, Issue.ID>("/api/v1/events/:event/issues/:issue")
    static let apiIssueWithdrawal = PathPattern<Event.ID, Issue.ID>("/api/v1/events/:event/issues/:issue/withdrawal")
}
