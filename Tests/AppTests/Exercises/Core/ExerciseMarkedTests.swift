import Domain
import Foundation
import HTTPTypes
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// I13: whatever leaves of an exercise says so.
struct ExerciseMarkedTests {
    /// Addresses of the contract beside those below `/exercise`.
    private static let contract = ExerciseCoreFacts.contract.map { String($0) }

    private static var routes: [APIRoute] {
        Routes.api.filter { one in
            let parts = one.route.pattern.split(separator: "/").map(String.init)
            guard parts.starts(with: ["api", "v1", "events", ":event"]), parts.count > 4 else { return false }
            return parts[4] == "exercise" || contract.contains(parts[4])
        }
    }

    @Test func `every address of an exercise for programs is marked`() {
        let places = Set(Self.routes.compactMap { $0.route.pattern.split(separator: "/").dropFirst(4).first })
        #expect(places == Set((Self.contract + ["exercise"]).map { Substring($0) }))
        for one in Self.routes {
            #expect(one.headers == [ExerciseHeader.name], "\(one.route.method) \(one.route.pattern)")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what is read at these addresses carries the mark in a header`(engine: TestEngine) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let room = try await AnswerWorld(site)
            let api = try await room.world.api(room.world.organiser)
            let token = try #require(api.token)
            let name = try #require(HTTPField.Name(ExerciseHeader.name))
            var count = 0
            // Files on paper need what makes them.
            for one in Self.routes where one.route.method == .get && !one.route.pattern.hasSuffix("/:file") {
                let path = one.route.pattern.replacing(":event", with: "\(room.event)")
                guard !path.contains(":") else { continue }
                let page = try await site.browser().send(.get, path, [.authorization: "Bearer \(token)"], [])
                guard page.status == 200 else { continue }
                count += 1
                #expect(page.headers[name] == ExerciseMark.call, "\(path)")
            }
            #expect(count >= 12)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a refusal at an address of an exercise is marked as what is shown there, and no other is`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, runsClocks: false) { site in
            let room = try await AnswerWorld(site)
            let name = try #require(HTTPField.Name(ExerciseHeader.name))
            let stranger = await room.world.browser(room.world.stranger)
            let director = await room.world.browser(room.world.organiser)
            let pages = [
                "/events/\(room.event)/exercise/console", "/events/\(room.event)/exercise/nothing-here",
                "/events/\(room.world.programme)/exercise/papers",
            ]
            for path in pages {
                let page = try await stranger.get(path)
                #expect(page.status == 404 && page.headers[name] == ExerciseMark.call, "\(path)")
                #expect(page.contains("<title>EXERCISE · ") && page.contains("exercise-bar"), "\(path)")
            }
            let wrong = try await director.post("/events/\(room.event)/exercise/settings")
            #expect(wrong.status == 422 && wrong.headers[name] == ExerciseMark.call)
            let api = try await room.world.api(room.world.organiser)
            let token = try #require(api.token)
            for path in ["/api/v1/events/\(room.event)/exercise/nothing", "/api/v1/events/\(room.event)/papers/0"] {
                let page = try await site.browser().send(.get, path, [.authorization: "Bearer \(token)"], [])
                #expect(page.status == 404 && page.headers[name] == ExerciseMark.call, "\(path)")
                #expect(page.contains("\"exercise\":true"), "\(path)")
            }
            let guest = try await site.browser().send(.get, "/api/v1/events/\(room.event)/releases", [:], [])
            #expect(guest.status == 401 && guest.headers[name] == ExerciseMark.call)
            for path in ["/events/\(room.event)/nothing-here", "/events/\(room.event)/people/exercise"] {
                let page = try await stranger.get(path)
                #expect(page.headers[name] == nil && !page.contains("exercise-bar"), "\(path)")
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the list of requests has the mark in each line, and is read again`(engine: TestEngine) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let room = try await AnswerWorld(site)
            try await room.decide("A", "close")
            try await room.ask("A", ["B"])
            let director = await room.world.browser(room.world.organiser)
            let text = try await director.get(AnswerPaths.requestFile(room.event)).text
            let lines = text.split(whereSeparator: \.isNewline)
            #expect(lines.count == 2)
            for line in lines { #expect(line.contains(ExerciseMark.call), "\(line)") }
            for column in RequestFile.columns.split(separator: ",") { #expect(lines.first?.contains(column) == true) }
            let read = try RequestFile(Array(text.utf8))
            #expect(read.requests.count == 1)
            #expect(read.cells == ["A", "B"])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `in calendars an event with an exercise is marked, also where its title is not told`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let (environment, event) = (site.environment, world.event)
            let member = await world.browser(world.member)
            #expect(try await !member.get("/events/\(event)/event.ics").contains("EXERCISE"))
            try await site.database.write { tx in
                _ = try EventPartOperations.addIn(Work(tx, environment), "exercise", to: event, EventPartStart())
            }
            let file = try await member.get("/events/\(event)/event.ics").text
            #expect(file.contains("SUMMARY:EXERCISE · Cross-sector workshop"))
            try await site.database.write {
                try $0.execute("UPDATE event SET marking = 'AMBER', title = 'Hidden name' WHERE id = \(event)")
            }
            let close = try await member.get("/events/\(event)/event.ics").text
            #expect(close.contains("SUMMARY:EXERCISE · ") && !close.contains("Hidden name"))
        }
    }
}
