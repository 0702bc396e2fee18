import Web

extension Paths {
    static let eventSeries = PathPattern<Event.ID>("/events/:event/series")
    static let apiEventSeries = PathPattern<Event.ID>("/api/v1/events/:event/series")
    static let apiProgrammeSeries = PathPattern<Programme.ID>("/api/v1/programmes/:programme/series")
}
