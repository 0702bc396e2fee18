import Web

extension Paths {
    static let guideReview = PathPattern<Event.ID>("/events/:event/guide/review")
    static let guideReopening = PathPattern<Event.ID>("/events/:event/guide/reopening")
    static let guideVersions = PathPattern<Event.ID>("/events/:event/guide/versions")
    static let guideVersion = PathPattern<Event.ID, GuideVersion.ID>("/events/:event/guide/versions/:version")
    /// `?from=VERSION&to=VERSION|now&language=en`
    static let guideComparison = PathPattern<Event.ID>("/events/:event/guide/comparison")
    static let versionReview = PathPattern<Event.ID, GuideVersion.ID>("/events/:event/guide/versions/:version/review")
    static let versionSignOff = PathPattern<Event.ID, GuideVersion.ID>(
        "/events/:event/guide/versions/:version/sign-off")
    static let versionFinalisation = PathPattern<Event.ID, GuideVersion.ID>(
        "/events/:event/guide/versions/:version/finalisation")
    static let versionRestoration = PathPattern<Event.ID, GuideVersion.ID>(
        "/events/:event/guide/versions/:version/restoration")
    /// The comments on one section with its text; `?language=fr`.
    static let sectionComments = PathPattern<Event.ID, GuideSection.ID>(
        "/events/:event/guide/sections/:section/comments")
    static let commentReplies = PathPattern<Event.ID, GuideComment.ID>("/events/:event/guide/comments/:comment/replies")
    static let commentResolution = PathPattern<Event.ID, GuideComment.ID>(
        "/events/:event/guide/comments/:comment/resolution")
    static let commentReturn = PathPattern<Event.ID, GuideComment.ID>("/events/:event/guide/comments/:comment/return")
    static let suggestionAcceptance = PathPattern<Event.ID, GuideComment.ID>(
        "/events/:event/guide/comments/:comment/acceptance")
    static let suggestionDeclining = PathPattern<Event.ID, GuideComment.ID>(
        "/events/:event/guide/comments/:comment/declining")
    static let apiGuideReview = PathPattern<Event.ID>("/api/v1/events/:event/guide/review")
    static let apiGuideComments = PathPattern<Event.ID>("/api/v1/events/:event/guide/comments")
    static let apiGuideCommentState = PathPattern<Event.ID, GuideComment.ID>(
        "/api/v1/events/:event/guide/comments/:comment/state")
    static let apiGuideReplies = PathPattern<Event.ID, GuideComment.ID>(
        "/api/v1/events/:event/guide/comments/:comment/replies")
    static let apiGuideVersions = PathPattern<Event.ID>("/api/v1/events/:event/guide/versions")
    static let apiGuideVersion = PathPattern<Event.ID, GuideVersion.ID>("/api/v1/events/:event/guide/versions/:version")
    static let apiVersionReview = PathPattern<Event.ID, GuideVersion.ID>(
        "/api/v1/events/:event/guide/versions/:version/review")
    static let apiVersionSignOff = PathPattern<Event.ID, GuideVersion.ID>(
        "/api/v1/events/:event/guide/versions/:version/sign-off")
    static let apiVersionFinalisation = PathPattern<Event.ID, GuideVersion.ID>(
        "/api/v1/events/:event/guide/versions/:version/finalisation")
}
