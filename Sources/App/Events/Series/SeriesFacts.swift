import Domain
import Markup
import Storage
import Web

/// Series of events, and what an event follows and prepares.
enum SeriesFacts: RoutedFeature, StoredFeature, JournalFeature, OverviewFeature, EventCopyFeature {
    static var routes: [Route] { SeriesRoutes.all }
    static var api: [APIRoute] { SeriesAPI.routes }

    static var tables: [TableFacts] {
        [TableFacts("series", search: .left("stands on the pages of its events and of its programme"))]
    }

    static var journal: [JournalKind] {
        [
            JournalKind("series.creation", L("Series of events begun")),
            JournalKind("event.tying", L("Series, predecessor or preparation of the event changed")),
        ]
    }

    static func section(of event: Event.ID, _ visit: Visit, _ reading: any Reading) throws -> HTML {
        SeriesSection(told: try SeriesReading(EventStore(reading).event(event), visit.visitor, reading)).html
    }

    static func section(of programme: Programme.ID, _ visit: Visit, _ reading: any Reading) throws -> HTML {
        try ProgrammeSeriesSection(programme, visit, reading).html
    }

    static var copied: (code: String, order: Int, label: Message) {
        (code: "series", order: 40, label: L("The series: the new event follows this one"))
    }

    static func copy(_ event: EventRecord, to after: EventRecord, days: Int, _ work: Work) throws {
        guard after.startsOn >= event.startsOn else { return }
        let series = try SeriesStore(work.tx).ties(of: event.id).series
        try SeriesOperations.tieIn(work, after.id, EventTies(series: series, follows: event.id).cleaned)
    }
}
