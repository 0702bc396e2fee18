import Storage
import Web

enum CalendarFacts: RoutedFeature, RailFeature, StoredFeature, JournalFeature, NoticeFeature, TodayFeature {
    static var routes: [Route] { CalendarRoutes.all }
    static var api: [APIRoute] { CalendarAPI.routes }

    static var rail: [RailEntry] {
        [RailEntry(order: 30, key: "c", icon: "calendar", label: { L("Calendar") }, path: CalendarPaths.calendar())]
    }

    static var tables: [TableFacts] {
        [
            TableFacts(
                "calendar_feed", person: .rows(75, [.account("account_id")], ["created_at", "generation"]),
                erasure: .deleted),
            TableFacts(
                "programme_feed",
                person: .rows(316, [.account("account_id")], ["programme_id", "created_at", "generation"]),
                erasure: .deleted),
        ]
    }

    static var journal: [JournalKind] {
        [
            JournalKind("calendar-feed.creation", L("Address of a calendar created")),
            JournalKind("calendar-feed.revocation", L("Address of a calendar ended")),
        ]
    }

    static var notices: [Done] { [.feedEnded] }

    static func firstSteps(for reader: AccountReader, _ reading: any Reading) throws -> [TodayStep] {
        [
            TodayStep(
                order: 70, label: L("Put the events into your own calendar"),
                words: L("A secret address keeps it up to date automatically."),
                path: CalendarPaths.calendar() + "#feed")
        ]
    }
}

extension Done {
    static let feedEnded = Done("feed-ended", L("The address of your calendar no longer works."))
}
