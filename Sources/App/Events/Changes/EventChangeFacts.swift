import Domain
import Markup
import Storage
import Web

enum EventChangeFacts: RoutedFeature, JournalFeature, NoticeFeature, TodayFeature, OverviewFeature {
    static var routes: [Route] { EventChangeRoutes.all }
    static var api: [APIRoute] { EventChangeAPI.routes }

    static var journal: [JournalKind] {
        [
            JournalKind("event.postponement", L("Event postponed"), news: .everybody),
            JournalKind("event.relocation", L("Event moved online"), news: .everybody),
            JournalKind("event.cancellation", L("Event cancelled"), news: .everybody),
        ]
    }

    static var notices: [Done] { [.eventChanged, .eventCopied] }

    static var news: [NewsKind] {
        [
            .event("event.postponement", "event") { _ in L("An event was postponed") },
            .event("event.relocation", "event") { _ in L("An event takes place online now") },
            .event("event.cancellation", "event") { _ in L("An event was cancelled") },
        ]
    }

    static func links(of programme: Programme.ID) -> HTML {
        """
        <a class="button plain" href="\(Paths.programmeChange(programme))">\(Icon.svg("calendar")) \(L("Postpone or cancel"))</a>
        """
    }
}

extension Done {
    static let eventChanged = Done(
        "event-changed", L("Done. Everybody with a seat is told, and calendars follow."),
        withoutMail: L("Done. This server sends no mail, so nobody was told: tell those with a seat yourself."))
    static let eventCopied = Done(
        "event-copied", L("Planned. Look at days, place and agenda before you invite people."))
}
