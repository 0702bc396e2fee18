import Domain
import Web

enum TodayPaths {
    static let today = FixedPath("/today")
    static let notifications = FixedPath("/notifications")
    /// All of them are read.
    static let reading = FixedPath("/notifications/reading")
    static let settings = FixedPath("/notifications/settings")
    /// `issue:ID`, `event:ID` …
    static let follow = PathPattern<String>("/follows/:item")
    static let followEnd = PathPattern<String>("/follows/:item/end")
    static let apiToday = FixedPath("/api/v1/today")
    static let apiNotifications = FixedPath("/api/v1/notifications")
    static let apiReading = FixedPath("/api/v1/notifications/reading")
    static let apiFollows = FixedPath("/api/v1/follows")
    static let apiFollow = PathPattern<String>("/api/v1/follows/:item")
}
