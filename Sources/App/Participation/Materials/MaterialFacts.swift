import Domain
import Markup
import Storage
import Web

/// What is handed out around an event.
enum MaterialFacts: RoutedFeature, ClockFeature, EventTabFeature, NoticeFeature, RoomLinkFeature {
    static var routes: [Route] { MaterialRoutes.all }
    static var api: [APIRoute] { MaterialAPI.routes }
    static var clocks: [Clock] { [Clock { await MaterialClock.watch($0) }] }
    static var eventTabs: [EventTab] { [.materials] }
    static var notices: [Done] { [.materialReleased, .materialWithdrawn] }

    /// For a seat without account, whose room has no tabs.
    static func roomLinks(
        of event: EventRecord, _ membership: Membership, _ visit: Visit, _ reading: any Reading
    ) throws -> [(label: Message, path: String)] {
        let all = try reading.remember("materials of \(event.id)") {
            try MaterialStore(reading).materials(of: [event.id])
        }
        let seen = all.contains {
            MaterialReading.sees($0, of: event.marking, membership, now: visit.now)
        }
        return seen ? [(L("Materials"), Paths.materials(event.id))] : []
    }
}

extension EventTab {
    static let materials = EventTab(
        id: "materials", order: 55, label: L("Materials"), path: { Paths.materials($0.event.id) }, permission: .attend,
        under: agendaID)
}

extension Done {
    static let materialReleased = Done("materialReleased", L("Released: those for whom it is find it on their page."))
    static let materialWithdrawn = Done(
        "materialWithdrawn", L("Withdrawn: its title stays for those who could read it."))
}
