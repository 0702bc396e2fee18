import Domain
import Storage
import Web

/// What happens in an event when and where.
enum AgendaFacts: RoutedFeature, EventTabFeature, RoomLinkFeature, JournalFeature, NoticeFeature, ClockFeature,
    TodayFeature, OwnRegistrationLinkFeature, CardFeature
{
    static var routes: [Route] { AgendaRoutes.all }
    static var api: [APIRoute] { AgendaAPI.routes }
    static var eventTabs: [EventTab] { [.agenda] }
    static var cards: [CardKind] { [BlockMinutes.kind] }
    static var clocks: [Clock] { [Clock { await AgendaZoneWatch.watch($0) }] }

    /// For a seat without account, whose room has no tabs.
    static func roomLinks(
        of event: EventRecord, _ membership: Membership, _ visit: Visit, _ reading: any Reading
    ) throws -> [(label: Message, path: String)] {
        let isReleased = try reading.remember("agenda of \(event.id)") {
            try AgendaStore(reading).isReleased(event.id)
        }
        return isReleased ? [(EventTab.agenda.label, AgendaPaths.agenda(event.id))] : []
    }

    /// On the form with which people register: what awaits them.
    static func links(of event: EventRecord, _ reading: any Reading) throws -> [(label: Message, path: String)] {
        try AgendaStore(reading).isReleased(event.id)
            ? [(label: L("See the agenda"), path: AgendaPaths.everybody(event.code))] : []
    }

    static var journal: [JournalKind] {
        [
            JournalKind("agenda.change", L("Draft of the agenda changed")),
            JournalKind("agenda.release", L("Agenda released"), news: .everybody),
        ]
    }

    static var notices: [Done] { [.agendaReleased, .agendaSame] }

    static var news: [NewsKind] {
        [.event("agenda.release", "event", at: { AgendaPaths.agenda($0) }) { _ in L("An agenda was released") }]
    }
}

extension Done {
    static let agendaReleased = Done(
        "agenda-released", L("Released. Those whom it concerns are told, and calendars follow."),
        withoutMail: L(
            "Released. Everybody with a seat reads it on their page; this server sends no mail, so nobody was told."))
    static let agendaSame = Done("agenda-same", L("Nothing is different from the last release, so nothing was sent."))
}
