import Domain
import Storage
import Web

/// Today, notifications and following as JSON.
enum TodayAPI {
    struct TaskBody: Codable, Sendable {
        let id: String
        /// Of the notifications that it belongs to.
        let kind: String
        let what: String
        /// Where: the title of an event; empty where it is in none.
        let place: String
        let why: String
        let path: String
        /// Epoch milliseconds; nothing where nobody set an end.
        let due: Int64?
    }

    struct OccasionBody: Codable, Sendable {
        let title: String
        let what: String
        let path: String
        /// Epoch milliseconds.
        let until: Int64?
        let isOwn: Bool
    }

    struct NotificationBody: Codable, Sendable {
        let id: Notification.ID
        let kind: String
        let what: String
        let place: String
        let why: String
        let path: String
        /// Epoch milliseconds: of the last that it counts.
        let at: Int64
        let isRead: Bool
    }

    struct TodayBody: Codable, Sendable {
        /// What is due first comes first.
        let waiting: [TaskBody]
        let running: [OccasionBody]
        /// Unread notifications, newest first.
        let changes: [NotificationBody]
    }

    struct FollowBody: Codable, Sendable {
        /// `event:ID`, `issue:ID` …
        let subject: String
        let title: String
        let path: String
        let isOn: Bool
    }

    static let routes: [APIRoute] = [
        .get(TodayPaths.apiToday, .account, "Today", "What waits for the account, what is on now, what changed.") {
            visit in
            try await visit.read { reading in
                let today = try Today(AccountReader(visit, reading), reading)
                return TodayBody(
                    waiting: today.tasks.map(body), running: today.occasions.map(body),
                    changes: today.changes.map(body))
            }
        },
        .get(
            TodayPaths.apiNotifications, .account, "Today", "What the account was told in the last 90 days.",
            query: Cursor.parameters
        ) { visit in
            let lines = try await visit.read { try NotificationLine.all(of: AccountReader(visit, $0), $0).map(body) }
            return try Cursor(visit).page(of: lines) { $0.id.description }
        },
        .act(.put, TodayPaths.apiReading, .account, "Today", "Says that all notifications are read.") { visit in
            try await NotificationOperations.setRead(visit)
            return EmptyBody()
        },
        .get(TodayPaths.apiFollows, .account, "Today", "What the account follows, or could and does not.") { visit in
            let all = try await visit.read { try Following.listed(for: AccountReader(visit, $0), $0) }
            return ListBody(
                items: all.map {
                    FollowBody(subject: $0.subject, title: $0.thing.title, path: $0.thing.path, isOn: $0.isOn)
                }, next: nil)
        },
        .act(.put, TodayPaths.apiFollow, .account, "Today", "Follows something.") { visit, item in
            let thing = try await Following.set(visit, item, isOn: true)
            return FollowBody(subject: item, title: thing.title, path: thing.path, isOn: true)
        },
        .act(.delete, TodayPaths.apiFollow, .account, "Today", "No longer follows something.") { visit, item in
            let thing = try await Following.set(visit, item, isOn: false)
            return FollowBody(subject: item, title: thing.title, path: thing.path, isOn: false)
        },
    ]

    private static func body(_ task: TodayTask) -> TaskBody {
        TaskBody(
            id: task.id, kind: task.kind, what: task.what.string(), place: task.place, why: task.why.string(),
            path: task.path, due: task.due)
    }

    private static func body(_ occasion: TodayOccasion) -> OccasionBody {
        OccasionBody(
            title: occasion.title, what: occasion.what.string(), path: occasion.path, until: occasion.until?.time,
            isOwn: occasion.isOwn)
    }

    private static func body(_ line: NotificationLine) -> NotificationBody {
        NotificationBody(
            id: line.id, kind: line.kind, what: line.what.string(), place: line.place, why: line.why.string(),
            path: line.path, at: line.at, isRead: line.isRead)
    }
}
