import Domain
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

let exconScenarios = """
    GET    /events/:event/exercise/console                                      room  404,organiser=200
    GET    /events/:event/exercise/console/live                                 room  404,organiser=200
    GET    /events/:event/exercise/console/injects/:inject                      room  404,organiser=200
    GET    /events/:event/exercise/console/rules                                room  404,organiser=200
    GET    /events/:event/exercise/control                                      room  404,organiser=200
    GET    /events/:event/exercise/control/live                                 room  404,organiser=200
    GET    /events/:event/exercise/story                                        room  404,organiser=200
    POST   /events/:event/exercise/story                                        room  404,organiser=422
    POST   /events/:event/exercise/injects/:inject/release                      room  404,organiser=409
    POST   /events/:event/exercise/injects/:inject/deferral                     room  404,organiser=422
    POST   /events/:event/exercise/injects/:inject/correction                   room  404,organiser=422
    """

let exconScreens = """
    - organiser     en excon            /events/:event/exercise/console
    - organiser     ar excon-inject     /events/:event/exercise/console/injects/:inject
    """

/// The pages of whoever runs an exercise, and that nobody else has them.
struct ExconTests {
    @Test(arguments: TestEngine.allCases)
    func `who does not run the exercise finds none of its pages, and no word of what is not released`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let play = try await PlayWorld(site, [.init(label: "1", to: ["A"]), .init(label: "2", to: ["B"])])
            try await play.start()
            try await play.release("1")
            let inject = try play.id("2")
            let pages = [
                ExercisePaths.console(play.event), ExconPaths.live(play.event), ExconPaths.controlLive(play.event),
                ExconPaths.inject(play.event, inject), ExconPaths.rules(play.event), PlayPaths.control(play.event),
                PlayPaths.jump(play.event),
                ExercisePaths.halt(play.event),
            ]
            for seat in [play.world.seats[0], play.world.seats[3], play.world.observer] {
                let browser = await play.world.browser(seat)
                for path in pages {
                    let page = try await browser.get(path)
                    #expect(page.status == (path == ExercisePaths.halt(play.event) ? 200 : 404), "\(path)")
                    #expect(!page.contains("Secret"), "\(path)")
                }
                #expect(try await browser.post(PlayPaths.release(play.event, inject)).status == 404)
                let api = play.world.api(seat)
                #expect(try await api.send(.get, PlayPaths.apiReleases(play.event)).status == 404)
                #expect(try await api.send(.get, PlayPaths.apiExercise(play.event)).text("state") == "running")
            }
            // The organiser's telephone is not for observers.
            let observer = try await play.world.api(play.world.observer).send(.get, PlayPaths.apiExercise(play.event))
            #expect(observer["emergencyPhone"] as? String == nil)
            #expect(try await play.having("2").isEmpty)
        }
    }

    /// I7.
    @Test(arguments: TestEngine.allCases)
    func `a player reads the papers of their own cell, and nothing of the others`(engine: TestEngine) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let play = try await PlayWorld(site, [.init(label: "1", to: ["A"]), .init(label: "2", to: ["B"])])
            try await play.start()
            try await play.release("1")
            try await play.release("2")
            func subjects(_ seat: TestSeat) async throws -> [String] {
                try await play.world.api(seat).send(.get, PlayPaths.apiPapers(play.event)).items.compactMap {
                    $0["subject"] as? String
                }
            }
            #expect(try await subjects(play.world.seats[0]) == ["Secret subject 1"])
            #expect(try await subjects(play.world.seats[1]) == ["Secret subject 2"])
            #expect(try await subjects(play.world.seats[2]).isEmpty)
            let organiser = try await play.world.api(play.world.organiser)
            #expect(try await organiser.send(.get, PlayPaths.apiPapers(play.event)).items.count == 2)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the console says what is next, and one press releases it`(engine: TestEngine) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let play = try await PlayWorld(
                site,
                [
                    .init(label: "12", at: 5), .init(label: "13", at: 20, release: "due"),
                    .init(label: "14", anchor: "hand"),
                ])
            let browser = await play.world.browser(play.world.organiser)
            #expect(try await browser.get(ExercisePaths.console(play.event)).contains("value=\"start\""))
            try await browser.post(PlayPaths.clock(play.event), ["act": "start", "seen": "0"])
            play.advance(minutes: 5)
            let page = try await browser.get(ExercisePaths.console(play.event))
            #expect(page.status == 200)
            #expect(page.contains("Release #12") && page.contains("Secret title 14"))
            let released = try await browser.post(
                PlayPaths.release(play.event, try play.id("12")), ["revision": "1"])
            #expect(released.status == 303)
            #expect(try await play.having("12") == "A B C")
            let look = try await browser.get(ExconPaths.inject(play.event, try play.id("13")))
            #expect(look.status == 200 && look.contains("Cell C") && look.contains("Secret expectation"))
            #expect(try await browser.get(PlayPaths.jump(play.event)).status == 200)
            #expect(try await browser.get(PlayPaths.control(play.event)).status == 200)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a refused form comes back with what was typed, and the clock is moved by programs alike`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, runsClocks: false) { site in
            let play = try await PlayWorld(site, [.init(label: "1", languages: ["en"])])
            try await play.start()
            let browser = await play.world.browser(play.world.organiser)
            let jump = try await browser.post(
                PlayPaths.jump(play.event), ["story": "2027-06-18T09:00", "rate": "1/1", "reason": ""])
            #expect(jump.status == 422 && jump.contains("2027-06-18T09:00"))
            // The night in which the clocks of Zagreb go forward has no half past two.
            let skipped = try await browser.post(
                PlayPaths.jump(play.event), ["story": "2027-03-28T02:30", "rate": "1/1", "reason": "Spring"])
            #expect(skipped.status == 422 && skipped.contains("2027-03-28T02:30"))
            let gaps = try await browser.post(PlayPaths.release(play.event, try play.id("1")), ["revision": "1"])
            #expect(gaps.status == 422 && gaps.contains("Cell C"))
            #expect(try await play.papers().isEmpty)
            let api = try await play.world.api(play.world.organiser)
            let paused = try await api.send(.post, PlayPaths.apiClock(play.event), ["act": "pause", "seen": 1])
            #expect(paused.text("state") == "paused")
            let late = try await api.send(.post, PlayPaths.apiClock(play.event), ["act": "pause", "seen": 1])
            #expect(late.status == 409)
            let set = try await api.send(.put, PlayPaths.apiExercise(play.event), ["comparison": "named"])
            #expect(set.text("comparison") == "named")
            let releases = try await api.send(.get, PlayPaths.apiReleases(play.event))
            #expect(releases.items.count == 1)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the console changes while it is open, and a controller's own page is fetched anew`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, runsClocks: false) { site in
            let play = try await PlayWorld(site, [.init(label: "12", to: ["A"])])
            try await play.start()
            let browser = await play.world.browser(play.world.organiser)
            let console = try await browser.listen(ExconPaths.live(play.event))
            let phone = try await browser.listen(ExconPaths.controlLive(play.event))
            #expect(console.status == 200 && phone.status == 200)
            #expect(await console.next(containing: "Secret title 12", seconds: 15) != nil)
            #expect(await phone.next(containing: "event: state", seconds: 15) != nil)
            try await play.release("12")
            #expect(await console.next(containing: "· Released", seconds: 15) != nil)
            #expect(await phone.next(containing: "event: state", seconds: 15) != nil)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an inject of which nothing more is awaited is complete when a controller says so`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, runsClocks: false) { site in
            let play = try await PlayWorld(site, [.init(label: "12", to: ["A"]), .init(label: "13", channel: "phone")])
            try await play.start()
            try await play.release("12")
            let browser = await play.world.browser(play.world.facilitator)
            let (done, call) = (try play.id("12"), try play.id("13"))
            #expect(try await browser.post(PlayPaths.completion(play.event, done)).status == 303)
            #expect(try await browser.get(ExconPaths.inject(play.event, done)).contains("Complete"))
            let told = try await browser.post(
                PlayPaths.call(play.event, call),
                ["cell": try play.cell("B").description, "reach": "reached", "from": "control"])
            #expect(told.location == PlayPaths.control(play.event))
            #expect(try await play.having("13") == "B")
            let later = try await browser.post(PlayPaths.hold(play.event, call), ["on": "1", "from": "control"])
            #expect(later.status == 409)
            #expect(try await browser.get(ExconPaths.rules(play.event)).status == 200)
        }
    }
}
