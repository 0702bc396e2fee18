import Web

/// # Today, what one follows, and notifications
///
/// Features tell what waits, what is on and what is news (``TodayFeature``), and what can be followed (``FollowableFeature``).
enum TodayFacts: RoutedFeature, MenuFeature, TodayFeature {
    static var routes: [Route] { TodayRoutes.all }
    static var api: [APIRoute] { TodayAPI.routes }

    static var menu: [MenuEntry] {
        [
            MenuEntry(order: 5, path: TodayPaths.today(), label: { L("Today") }),
            MenuEntry(order: 65, path: TodayPaths.notifications(), label: { L("Notifications") }),
        ]
    }

    static var notificationKinds: [NotificationKind] {
        [
            NotificationKind(
                code: "account", order: 90, label: L("My own account"),
                hint: L("A new password, a second factor, a sign-in link. These mails always come."), isService: true)
        ]
    }
}
