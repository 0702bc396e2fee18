import Domain
import Web

enum CalendarPaths {
    static let calendar = FixedPath("/calendar")
    /// Makes the secret address of the account's feed, another in the place of the one before.
    static let feed = FixedPath("/calendar/feed")
    static let feedRevocation = FixedPath("/calendar/feed/revocation")
    /// The same for one programme.
    static let programmeFeed = PathPattern<Programme.ID>("/calendar/programmes/:programme/feed")
    static let programmeFeedRevocation = PathPattern<Programme.ID>("/calendar/programmes/:programme/feed/revocation")
    /// The token is the permission.
    static let feedFile = PathPattern<String>("/calendar/feeds/:token/roundtable.ics")
    static let eventFile = PathPattern<Event.ID>("/events/:event/event.ics")
    static let apiEventFile = PathPattern<Event.ID>("/api/v1/events/:event/calendar.ics")
    static let apiCalendar = FixedPath("/api/v1/calendar")
}
