import Domain
import Storage
import Web

/// Series, and where an event stands, as JSON.
enum SeriesAPI {
    struct Input: Codable, Sendable, NamedType {
        static let schemaName = "SeriesInput"

        let title: String
        /// `irregular` unless told.
        let rhythm: SeriesRhythm?
    }

    struct Body: Codable, Sendable, NamedType {
        static let schemaName = "Series"

        let id: Series.ID
        let programme: Programme.ID
        let title: String
        let rhythm: SeriesRhythm
        /// Those that the reader is told of, by their start.
        let events: [Event.ID]
    }

    struct TiesInput: Codable, Sendable, NamedType {
        static let schemaName = "EventTiesInput"

        /// What is left out is none.
        let series: Series.ID?
        /// The previous of the series.
        let follows: Event.ID?
        /// The meeting that it prepares.
        let prepares: Event.ID?
    }

    struct TiesBody: Codable, Sendable, NamedType {
        static let schemaName = "EventTies"

        let event: Event.ID
        let series: Series.ID?
        let title: String?
        let rhythm: SeriesRhythm?
        let follows: Event.ID?
        let followedBy: [Event.ID]
        let prepares: Event.ID?
        let preparedBy: [Event.ID]

        init(_ told: SeriesReading) {
            event = told.event.id
            (series, title, rhythm) = (told.series?.id, told.series?.title, told.series?.rhythm)
            (follows, prepares) = (told.follows?.id, told.prepares?.id)
            (followedBy, preparedBy) = (told.followedBy.map(\.id), told.preparedBy.map(\.id))
        }
    }

    static let routes: [APIRoute] = [
        .get(
            Paths.apiProgrammeSeries, .seeProgramme, "Events", "The series of a programme, with their events by start."
        ) { visit, programme in
            ListBody(items: try await visit.read { try bodies(programme, visit, $0) }, next: nil)
        },
        .send(
            .post, Paths.apiProgrammeSeries, .organiseProgramme, "Events", "Begins a series of events.",
            success: .created
        ) { (visit, input: Input, programme) in
            let fields = SeriesFields(title: input.title, rhythm: input.rhythm ?? .irregular)
            let id = try await SeriesOperations.begin(visit, programme, fields)
            let all = try await visit.read { try bodies(programme, visit, $0) }
            guard let made = all.first(where: { $0.id == id }) else { throw Refusal.notFound }
            return made
        },
        .get(
            Paths.apiEventSeries, .attend, "Events",
            "In which series an event is, what it follows and prepares, and what follows and prepares it."
        ) { visit, event in try await ties(visit, event) },
        .send(
            .put, Paths.apiEventSeries, .organise, "Events",
            "Says in which series of its programme an event is, which event it follows, and which meeting it prepares."
        ) { (visit, input: TiesInput, event) in
            try await SeriesOperations.tie(
                visit, event, EventTies(series: input.series, follows: input.follows, prepares: input.prepares))
            return try await ties(visit, event)
        },
    ]

    private static func ties(_ visit: Visit, _ event: Event.ID) async throws -> TiesBody {
        try await visit.read { reading in
            TiesBody(try SeriesReading(EventStore(reading).event(event), visit.visitor, reading))
        }
    }

    private static func bodies(_ programme: Programme.ID, _ visit: Visit, _ reading: any Reading) throws -> [Body] {
        try ProgrammeSeriesSection(programme, visit, reading).all.map { series, events in
            Body(
                id: series.id, programme: series.programme, title: series.title, rhythm: series.rhythm,
                events: events.map(\.id))
        }
    }
}

extension SeriesRhythm: ChoiceType {}
