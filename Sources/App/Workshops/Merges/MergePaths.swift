import Web

extension Paths {
    static let issueWording = PathPattern<Event.ID, Issue.ID>("/events/:event/issues/:issue/wording")
    static let issueSeparation = PathPattern<Event.ID, Issue.ID>("/events/:event/issues/:issue/separation")
    static let merges = PathPattern<Event.ID>("/events/:event/merges")
    static let mergeReversal = PathPattern<Event.ID, Int>("/events/:event/merges/:act/reversal")
    static let dismissals = PathPattern<Event.ID>("/events/:event/dismissals")
    static let apiIssueWording = PathPattern<Event.ID, Issue.ID>("/api/v1/events/:event/issues/:issue/wording")
    static let apiMerges = PathPattern<Event.ID>("/api/v1/events/:event/merges")
    static let apiMergeReversal = PathPattern<Event.ID, Int>("/api/v1/events/:event/merges/:act/reversal")
    static let apiSuggestions = PathPattern<Event.ID, Topic.ID>("/api/v1/events/:event/topics/:topic/suggestions")
}
