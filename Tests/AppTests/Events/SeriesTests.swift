import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

let seriesScenarios = """
    POST   /events/:event/series                                                 owners  303
    GET    /api/v1/events/:event/series                                          room
    PUT    /api/v1/events/:event/series                                          owners
    GET    /api/v1/programmes/:programme/series                                  programme
    POST   /api/v1/programmes/:programme/series                                  owners  422
    """

/// Events that come again and again, and what an event follows and prepares.
struct SeriesTests {
    /// The world's event on 29 November 2023, one a year later, and a meeting in October between them.
    private struct Field {
        let world: World
        let next: Event.ID
        let meeting: Event.ID

        var site: TestSite { world.site }
        var event: Event.ID { world.event }

        init(_ site: TestSite) async throws {
            let world = try await site.world(seats: 0)
            let environment = site.environment
            (next, meeting) = try await site.database.write { tx in
                let maker = WorldMaker(environment: environment)
                let next = try maker.addEvent(tx, world.programme, code: "NEXT", title: "Second annual meeting")
                let meeting = try maker.addEvent(tx, world.programme, code: "PREP", title: "Preparatory talks")
                try tx.execute(
                    "UPDATE event SET starts_on = '2024-11-29', ends_on = '2024-11-30' WHERE id = \(next)")
                try tx.execute(
                    "UPDATE event SET starts_on = '2024-10-01', ends_on = '2024-10-01' WHERE id = \(meeting)")
                return (next, meeting)
            }
            self.world = world
        }

        func ties(_ event: Event.ID) async throws -> EventTies {
            try await site.database.read { try SeriesStore($0).ties(of: event) }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an organiser begins a series in the settings, and each event says what is before and after it`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let field = try await Field(site)
            let browser = await field.world.browser(field.world.organiser)
            let form = try await browser.get("/events/\(field.next)/settings")
            #expect(form.contains("Before and after") && form.contains("Cross-sector workshop"))
            let first = try await browser.post(
                "/events/\(field.event)/series",
                ["series": "new", "title": "Annual meetings", "rhythm": "yearly", "follows": "", "prepares": ""])
            #expect(first.status == 303)
            let series = try #require(try await field.ties(field.event).series)
            let second = try await browser.post(
                "/events/\(field.next)/series", ["series": series.description, "follows": field.event.description])
            #expect(second.status == 303)
            #expect(
                try await browser.post("/events/\(field.meeting)/series", ["prepares": field.next.description]).status
                    == 303)
            let before = try await browser.get("/events/\(field.event)")
            #expect(before.contains("Annual meetings") && before.contains("Every year"))
            #expect(before.contains("Followed by") && before.contains("Second annual meeting"))
            let after = try await browser.get("/events/\(field.next)")
            #expect(after.contains("Follows") && after.contains("Prepared by") && after.contains("Preparatory talks"))
            #expect(try await browser.get("/events/\(field.meeting)").contains("Prepares"))
            let home = try await browser.get("/programmes/\(field.world.programme)")
            #expect(home.contains("Annual meetings") && home.contains("2 events"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an event follows none that begins after it, prepares none before it, and never itself round a corner`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let field = try await Field(site)
            let visit = try await field.world.visit(field.world.organiser)
            func fault(_ event: Event.ID, _ ties: EventTies) async -> String? {
                do {
                    try await SeriesOperations.tie(visit, event, ties)
                    return nil
                } catch {
                    return (error as? Refusal)?.fields.keys.sorted().joined(separator: " ")
                }
            }
            #expect(await fault(field.event, EventTies(follows: field.next)) == "follows")
            #expect(await fault(field.next, EventTies(prepares: field.meeting)) == "prepares")
            #expect(await fault(field.event, EventTies(follows: field.event)) == "follows")
            try await site.database.write { tx in
                try tx.execute("UPDATE event SET starts_on = '2024-11-29', ends_on = '2024-11-30'")
            }
            #expect(await fault(field.next, EventTies(follows: field.event)) == nil)
            #expect(await fault(field.meeting, EventTies(follows: field.next)) == nil)
            #expect(await fault(field.event, EventTies(follows: field.meeting)) == "follows")
            let browser = await field.world.browser(field.world.organiser)
            let page = try await browser.post(
                "/events/\(field.event)/series", ["follows": field.meeting.description])
            #expect(page.status == 422 && page.contains("That event follows this one already."))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `of an event for named people the others are not told what it follows`(engine: TestEngine) async throws {
        try await TestSite.with(engine, apiLimit: 0) { site in
            let field = try await Field(site)
            let organiser = try await field.world.api(field.world.organiser)
            let made = try await organiser.send(
                .post, "/api/v1/programmes/\(field.world.programme)/series", ["title": "Annual", "rhythm": "yearly"])
            #expect(made.status == 201 && made.text("rhythm") == "yearly")
            for event in [field.event, field.next] {
                var body = ["series": made.text("id")]
                if event == field.next { body["follows"] = field.event.description }
                #expect(try await organiser.send(.put, "/api/v1/events/\(event)/series", body).status == 200)
            }
            try await site.database.write { [next = field.next] tx in
                try tx.execute("UPDATE event SET marking = 'RED' WHERE id = \(next)")
            }
            let facilitator = try await field.world.api(field.world.facilitator)
            let path = "/api/v1/events/\(field.event)/series"
            let theirs = try await facilitator.send(.get, path)
            #expect(theirs.status == 200 && theirs.text("title") == "Annual")
            #expect(!"\(theirs.json)".contains(field.next.description))
            #expect("\(try await organiser.send(.get, path).json)".contains(field.next.description))
            let list = "/api/v1/programmes/\(field.world.programme)/series"
            #expect(!"\(try await facilitator.send(.get, list).json)".contains(field.next.description))
            let page = try await field.world.browser(field.world.facilitator).get("/events/\(field.event)")
            #expect(!page.contains("Second annual meeting"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a calendar says of which series an event is, and nothing of one that is marked closely`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let field = try await Field(site)
            let visit = try await field.world.visit(field.world.organiser)
            try await SeriesOperations.tie(visit, field.event, EventTies(), new: SeriesFields(title: "Annual meetings"))
            let browser = await field.world.browser(field.world.organiser)
            let path = CalendarPaths.eventFile(field.event)
            #expect(try await browser.get(path).contains("Annual meetings"))
            try await site.database.write { [event = field.event] tx in
                try tx.execute("UPDATE event SET marking = 'AMBER' WHERE id = \(event)")
            }
            #expect(try await !browser.get(path).contains("Annual meetings"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an event that is planned like another follows it in the same series`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let field = try await Field(site)
            let visit = try await field.world.visit(field.world.organiser)
            try await SeriesOperations.tie(visit, field.event, EventTies(), new: SeriesFields(title: "Annual meetings"))
            let made = try await EventCopyOperations.copy(
                visit, field.event, title: "Third", startsOn: "2025-11-28", parts: ["series"])
            let series = try #require(try await field.ties(field.event).series)
            #expect(try await field.ties(made) == EventTies(series: series, follows: field.event))
        }
    }
}
