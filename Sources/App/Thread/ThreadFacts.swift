import Markup
import Storage
import Web

enum ThreadFacts: RoutedFeature, OverviewFeature, EventTabFeature {
    static var routes: [Route] { ThreadRoutes.all }
    static var api: [APIRoute] { ThreadAPI.routes }

    static var part: String? { EventWorkshop.kind }

    static var eventTabs: [EventTab] {
        [
            EventTab(
                id: EventTab.threadID, order: 70, label: L("Thread"), path: { ThreadPaths.event($0.event.id) },
                permission: .attend, part: EventWorkshop.kind)
        ]
    }

    static func section(of event: Event.ID, _ visit: Visit, _ reading: any Reading) throws -> HTML {
        try ThreadSummary.event(event, visit, reading)
    }

    static func section(of programme: Programme.ID, _ visit: Visit, _ reading: any Reading) throws -> HTML {
        try ThreadSummary.programme(programme, visit, reading)
    }
}
