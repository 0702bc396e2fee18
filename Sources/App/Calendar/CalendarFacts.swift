import Web

enum CalendarFacts: RoutedFeature, MenuFeature, StoredFeature, JournalFeature, NoticeFeature {
    static var routes: [Route] { CalendarRoutes.all }
    static var api: [APIRoute] { CalendarAPI.routes }

    static var menu: [MenuEntry] {
        [MenuEntry(order: 12, path: CalendarPaths.calendar(), label: { L("Calendar") })]
    }

    static var tables: [TableFacts] {
        [
            TableFacts(
                "calendar_feed", person: .rows(75, [.account("account_id")], ["created_at", "generation"]),
                erasure: .deleted)
        ]
    }

    static var journal: [JournalKind] {
        [
            JournalKind("calendar-feed.creation", L("Address of a calendar made")),
            JournalKind("calendar-feed.revocation", L("Address of a calendar ended")),
        ]
    }

    static var notices: [Done] { [.feedEnded] }
}

extension Done {
    static let feedEnded = Done("feed-ended", L("The address of your calendar leads nowhere now."))
}
