import Domain
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

let exconNoteScenarios = """
    GET    /events/:event/exercise/console/notes                                room  404,organiser=200
    POST   /events/:event/exercise/console/notes                                room  404,organiser=409
    GET    /api/v1/events/:event/exercise/notes                                 room  404,organiser=200
    POST   /api/v1/events/:event/exercise/notes                                 room  422
    """

/// Notes of those who run an exercise.
struct ExconNoteTests {
    @Test(arguments: TestEngine.allCases)
    func `whoever runs the exercise notes a line with its clock's time, and nobody else reads it`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, runsClocks: false) { site in
            let play = try await PlayWorld(site, [.init(label: "1", to: ["A"])])
            try await play.start()
            play.advance(minutes: 7)
            let path = ExconPaths.notes(play.event)
            let lead = await play.world.browser(play.world.organiser)
            #expect(try await lead.get(ExercisePaths.console(play.event)).contains("data-key=\"n\""))
            let inject = try play.id("1")
            let sent = try await lead.post(path, ["text": "A waits for a map", "inject": inject.description])
            #expect(sent.status == 303)
            let page = try await lead.get(path)
            #expect(page.contains("A waits for a map") && page.contains("E 0:07") && page.contains(">#1</a>"))
            let empty = try await lead.post(path, ["text": " "])
            #expect(empty.status == 422)
            let long = String(repeating: "x", count: 5_000)
            let refused = try await lead.post(path, ["text": long])
            #expect(refused.status == 422 && refused.contains(long))
            let told = try await play.world.api(play.world.organiser).send(.get, ExconPaths.apiNotes(play.event))
            #expect(told.items.map { $0["text"] as? String } == ["A waits for a map"])
            #expect(try await play.journal("excon-note.entry") == 1)
            for seat in [play.world.seats[0], play.world.seats[3], play.world.observer] {
                let browser = await play.world.browser(seat)
                #expect(try await browser.get(path).status == 404)
                #expect(try await browser.post(path, ["text": "Mine"]).status == 404)
                let api = try await play.world.api(seat).send(.get, ExconPaths.apiNotes(play.event))
                #expect(api.status == 404)
            }
        }
    }

    @Test func `an inject of another exercise is not there`() async throws {
        try await TestSite.with(.sqlite, runsClocks: false) { site in
            let play = try await PlayWorld(site, [.init(label: "1", to: ["A"])])
            try await play.start()
            let strange: Inject.ID = site.environment.id()
            await expectRefusal(.notFound) {
                _ = try await ExconNoteOperations.note(
                    try await play.director(), play.event, ExconNoteFields(text: "Here"), on: strange)
            }
        }
    }
}
