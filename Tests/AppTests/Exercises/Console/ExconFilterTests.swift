import Domain
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

let exconFilterScenarios = """
    GET    /events/:event/exercise/msel/present                                 room  404,organiser=200,facilitator=200
    GET    /events/:event/exercise/msel/present/live                            room  404,organiser=200,facilitator=200
    """

let exconFilterScreens = """
    - organiser     en msel-present     /events/:event/exercise/msel/present
    """

/// What of the injects is looked at, and the list for the screen of a planning conference.
struct ExconFilterTests {
    @Test func `a filter is written into an address and read from it as the same`() {
        var filter = InjectFilter()
        #expect(filter.isEmpty && filter.query.isEmpty && filter.at("/x") == "/x")
        (filter.cell, filter.channel, filter.status) = ("01900000-0000-7000-8000-000000000001", "email", "draft")
        #expect(InjectFilter(query: filter.query) == filter)
        #expect(filter.at("/x") == "/x?\(filter.query)")
        #expect(InjectFilter(query: "cell=&nothing=1&&=&status").isEmpty)
    }

    @Test func `the console shows what is chosen, says what is due and hidden, and keeps its one big button`()
        async throws
    {
        try await TestSite.with(.sqlite, runsClocks: false) { site in
            let play = try await PlayWorld(
                site,
                [
                    .init(label: "1", channel: "email", at: 6, to: ["A"]),
                    .init(label: "2", channel: "document", at: 6, to: ["B"]),
                ])
            try await play.start()
            play.advance(minutes: 6)
            let lead = await play.world.browser(play.world.organiser)
            let path = ExercisePaths.console(play.event)
            let (one, two) = (try play.id("1"), try play.id("2"))
            let whole = try await lead.get(path)
            #expect(whole.contains("line-\(one)") && whole.contains("line-\(two)"))
            let cell = try #require(play.cells["B"])
            let filtered = try await lead.get("\(path)?cell=\(cell)")
            #expect(!filtered.contains("line-\(one)") && filtered.contains("line-\(two)"))
            #expect(filtered.contains("hidden by the filter"))
            #expect(filtered.contains("Release #1"))
            #expect(filtered.contains("/exercise/console/live?cell=\(cell)"))
            let channel = try await lead.get("\(path)?channel=email")
            #expect(channel.contains("line-\(one)") && !channel.contains("line-\(two)"))
            // What is streamed to such a page is of the same choice.
            var filter = InjectFilter()
            filter.channel = "email"
            let (event, name, now) = (play.event, ExconPage.audience(filter), site.clock.now)
            let view = try await site.database.read { reading in
                try ExconPage.view(
                    .init(place: ExercisePlaces.excon, event: event, name: name, people: [], now: now), reading)
            }
            let streamed = view?.regions.map { $0.html.text }.joined() ?? ""
            #expect(streamed.contains("line-\(one)") && !streamed.contains("line-\(two)"))
        }
    }

    @Test func `rows of the time line are cells or storylines, and one inject is read beside the list`() async throws {
        try await TestSite.with(.sqlite) { site in
            let plan = try await ExercisePlanWorld(site)
            let msel = plan.msel
            try await plan.work { _ = try ExercisePlanOperations.storylineIn($0, msel, "The hall") }
            let path = InjectPaths.timeline(plan.event)
            #expect(try await plan.lead.get(path).contains("A Aldoria"))
            let lines = try await plan.lead.get("\(path)?lanes=storylines")
            #expect(lines.contains("The hall") && !lines.contains("A Aldoria"))
            let inject = try #require(try await plan.plan().injects.first)
            let list = try await plan.lead.get("\(InjectPaths.msel(plan.event))?look=\(inject.id)")
            #expect(list.contains("id=\"look\""))
        }
    }

    @Test func `the list for the room goes ten lines or one inject at a time`() async throws {
        try await TestSite.with(.sqlite) { site in
            let plan = try await ExercisePlanWorld(site)
            let path = ExconPaths.present(plan.event)
            let page = try await plan.lead.get(path)
            #expect(page.contains("1–10 of 24 injects") && page.contains("EXERCISE EXERCISE EXERCISE"))
            let last = try await plan.lead.get("\(path)?from=20")
            #expect(last.contains("21–24 of 24 injects"))
            let read = try await plan.plan()
            let inject = try #require(read.injects.first { $0.label == "6" })
            let one = try await plan.lead.get("\(path)?inject=\(inject.id)")
            #expect(one.contains("6 of 24 injects") && one.contains(inject.title))
            #expect(try await plan.lead.get("\(path)?from=-1").status == 200)
            let player = await plan.world.browser(plan.world.seats[0])
            #expect(try await player.get(path).status == 404)
        }
    }
}
