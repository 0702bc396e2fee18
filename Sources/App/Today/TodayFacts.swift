import Storage
import Web

/// # Today, what one follows, and notifications
///
/// Features tell what waits, what is on and what is news (``TodayFeature``), and what can be followed (``FollowableFeature``).
enum TodayFacts: RoutedFeature, RailFeature, MenuFeature, TodayFeature, ClockFeature {
    static var clocks: [Clock] {
        [
            Clock(isBusy: true) { await Notifying.watch($0) },
            Clock(isBusy: true) { await Digest.watch($0) },
        ]
    }

    static var routes: [Route] { TodayRoutes.all }
    static var api: [APIRoute] { TodayAPI.routes }

    static var rail: [RailEntry] {
        [RailEntry(order: 10, key: "t", icon: "today", label: { L("Today") }, path: TodayPaths.today())]
    }

    static var menu: [MenuEntry] {
        [MenuEntry(order: 65, path: TodayPaths.notifications(), label: { L("Notifications") })]
    }

    static var notificationKinds: [NotificationKind] {
        [
            NotificationKind(
                code: "account", order: 90, label: L("My own account"),
                hint: L("A new password, a second factor, a sign-in link. These mails always come."), isService: true)
        ]
    }

    static func firstSteps(for reader: AccountReader, _ reading: any Reading) throws -> [TodayStep] {
        [
            TodayStep(
                order: 80, label: L("Choose what you want to be told"),
                words: L("You follow your events and programmes; one mail a day can tell what is new."),
                path: TodayPaths.settings()),
            TodayStep(
                order: 90, label: L("Set your language and time zone"),
                words: L(
                    "Then you see your own times everywhere, and mails come in your language and in your morning."),
                path: AccountPaths.account()),
        ]
    }
}
