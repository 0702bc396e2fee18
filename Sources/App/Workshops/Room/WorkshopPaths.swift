import Web

/// Where stages lead on to.
extension Paths {
    static let guideBuilder = PathPattern<Event.ID>("/events/:event/guide/edit")
    static let reports = PathPattern<Event.ID>("/events/:event/reports")
}
