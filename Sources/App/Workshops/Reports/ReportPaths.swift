import Domain
import Web

extension Paths {
    static let report = PathPattern<Event.ID, String>("/events/:event/reports/:file")
    static let apiReport = PathPattern<Event.ID, String>("/api/v1/events/:event/reports/:file")
}
