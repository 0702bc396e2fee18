import Domain
import Web

enum OutcomePaths {
    static let note = PathPattern<Event.ID>("/events/:event/note")
    static let noteRelease = PathPattern<Event.ID>("/events/:event/note/release")
    static let noteWithdrawal = PathPattern<Event.ID>("/events/:event/note/withdrawal")
    /// What anybody may read.
    static let publicNote = PathPattern<Event.ID>("/notes/:event")
    static let funder = PathPattern<Event.ID>("/events/:event/funder")
    static let funderCount = PathPattern<Event.ID>("/events/:event/funder/count")
    static let funderFile = PathPattern<Event.ID, String>("/events/:event/funder/:file")
    static let programmeFile = PathPattern<Programme.ID, String>("/programmes/:programme/funder/:file")
    static let apiFunderReports = PathPattern<Event.ID>("/api/v1/events/:event/funder")
    static let apiFunderFile = PathPattern<Event.ID, String>("/api/v1/events/:event/funder/:file")
}
