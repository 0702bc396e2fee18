import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

let exercisePlanScenarios = """
    GET    /events/:event/exercise                                              room
    GET    /events/:event/exercise/settings                                     room  404,organiser=200
    POST   /events/:event/exercise/settings                                     room  404,organiser=422
    GET    /events/:event/exercise/coverage                                     room  404,organiser=200,facilitator=200
    POST   /events/:event/exercise/readiness                                    room  404,organiser=422
    POST   /events/:event/exercise/scenario                                     room  400
    POST   /events/:event/exercise/scenario/keeping                             room  404,organiser=422
    GET    /events/:event/exercise/cells                                        room  404,organiser=200,facilitator=200
    POST   /events/:event/exercise/cells                                        room  404,organiser=422,facilitator=422
    POST   /events/:event/exercise/cells/making                                 room  400
    GET    /events/:event/exercise/cells/:cell                                  room  404,organiser=200,facilitator=200
    POST   /events/:event/exercise/cells/:cell                                  room  404,organiser=422,facilitator=422
    POST   /events/:event/exercise/cells/:cell/removal                          room  404,organiser=409,facilitator=409
    POST   /events/:event/exercise/functions                                    room  404,organiser=422,facilitator=422
    POST   /events/:event/exercise/functions/:function/removal                  room  404,organiser=303,facilitator=303
    GET    /events/:event/exercise/seats                                        room  404,organiser=200,facilitator=200
    POST   /events/:event/exercise/seats                                        room  404,organiser=422,facilitator=422
    POST   /events/:event/exercise/seats/delegations                            room  404,organiser=303
    GET    /events/:event/exercise/seats/:seat                                  room  404,organiser=200,facilitator=200
    POST   /events/:event/exercise/seats/:seat                                  room  404,organiser=422
    POST   /events/:event/exercise/seats/:seat/removal                          room  404,organiser=303
    POST   /events/:event/exercise/seats/:seat/assignments                      room  404,organiser=303,facilitator=303
    GET    /events/:event/exercise/moves                                        room  404,organiser=200,facilitator=200
    POST   /events/:event/exercise/moves                                        room  404,organiser=422,facilitator=422
    GET    /events/:event/exercise/moves/:move                                  room  404,organiser=200,facilitator=200
    POST   /events/:event/exercise/moves/:move                                  room  404,organiser=422,facilitator=422
    POST   /events/:event/exercise/moves/:move/shift                            room  400
    POST   /events/:event/exercise/moves/:move/removal                          room  404,organiser=303,facilitator=303
    POST   /events/:event/exercise/breaks                                       room  404,organiser=422,facilitator=422
    POST   /events/:event/exercise/breaks/:break/removal                        room  404,organiser=303,facilitator=303
    POST   /events/:event/exercise/storylines                                   room  404,organiser=422,facilitator=422
    POST   /events/:event/exercise/storylines/:storyline/removal                room  404,organiser=303,facilitator=303
    GET    /events/:event/exercise/actors                                       room  404,organiser=200,facilitator=200
    POST   /events/:event/exercise/actors                                       room  404,organiser=422,facilitator=422
    GET    /events/:event/exercise/actors/:actor                                room  404,organiser=200,facilitator=200
    POST   /events/:event/exercise/actors/:actor                                room  404,organiser=422,facilitator=422
    POST   /events/:event/exercise/actors/:actor/removal                        room  404,organiser=303,facilitator=303
    GET    /events/:event/exercise/objectives                                   room  404,organiser=200,facilitator=200
    POST   /events/:event/exercise/objectives                                   room  404,organiser=422,facilitator=422
    GET    /events/:event/exercise/sources                                      room  404,organiser=200,facilitator=200
    POST   /events/:event/exercise/sources                                      room  404
    GET    /events/:event/exercise/objectives/:goal                             room  404,organiser=200,facilitator=200
    POST   /events/:event/exercise/objectives/:goal                             room  404,organiser=422,facilitator=422
    POST   /events/:event/exercise/objectives/:goal/removal                     room  404,organiser=409,facilitator=409
    POST   /events/:event/exercise/objectives/:goal/tasks                       room  404,organiser=422,facilitator=422
    GET    /events/:event/exercise/tasks/:task                                  room  404,organiser=200,facilitator=200
    POST   /events/:event/exercise/tasks/:task                                  room  404,organiser=422,facilitator=422
    POST   /events/:event/exercise/tasks/:task/removal                          room  404,organiser=303,facilitator=303
    GET    /programmes/:programme/scenarios                                     owners
    GET    /programmes/:programme/scenarios/:scenario                           owners
    POST   /programmes/:programme/scenarios/:scenario                           owners  422
    GET    /api/v1/programmes/:programme/scenarios                              owners
    GET    /api/v1/events/:event/exercise/plan                                  room  404,organiser=200,facilitator=200
    PUT    /api/v1/events/:event/exercise/plan                                  room  422
    GET    /api/v1/events/:event/exercise/coverage                              room  404,organiser=200,facilitator=200
    POST   /api/v1/events/:event/exercise/readiness                             room  404,organiser=409
    GET    /api/v1/events/:event/exercise/cells                                 room  404,organiser=200,facilitator=200
    POST   /api/v1/events/:event/exercise/cells                                 room  422
    PUT    /api/v1/events/:event/exercise/cells/:cell                           room  422
    DELETE /api/v1/events/:event/exercise/cells/:cell                           room  404,organiser=409,facilitator=409
    GET    /api/v1/events/:event/exercise/moves                                 room  404,organiser=200,facilitator=200
    POST   /api/v1/events/:event/exercise/moves                                 room  422
    PUT    /api/v1/events/:event/exercise/moves/:move                           room  422
    DELETE /api/v1/events/:event/exercise/moves/:move                           room  404,organiser=200,facilitator=200
    GET    /api/v1/events/:event/exercise/objectives                            room  404,organiser=200,facilitator=200
    POST   /api/v1/events/:event/exercise/objectives                            room  422
    PUT    /api/v1/events/:event/exercise/objectives/:goal                      room  422
    DELETE /api/v1/events/:event/exercise/objectives/:goal                      room  404,organiser=409,facilitator=409
    GET    /api/v1/events/:event/exercise/objectives/:goal/tasks                room  404,organiser=200,facilitator=200
    POST   /api/v1/events/:event/exercise/objectives/:goal/tasks                room  422
    PUT    /api/v1/events/:event/exercise/tasks/:task                           room  422
    DELETE /api/v1/events/:event/exercise/tasks/:task                           room  404,organiser=200,facilitator=200
    GET    /api/v1/events/:event/exercise/seats                                 room  404,organiser=200,facilitator=200
    POST   /api/v1/events/:event/exercise/seats                                 room  422
    PUT    /api/v1/events/:event/exercise/seats/:seat                           room  422
    DELETE /api/v1/events/:event/exercise/seats/:seat                           room  404,organiser=200
    PUT    /api/v1/events/:event/exercise/seats/:seat/assignments               room  422
    GET    /api/v1/events/:event/exercise/functions                             room  404,organiser=200,facilitator=200
    POST   /api/v1/events/:event/exercise/functions                             room  422
    GET    /api/v1/events/:event/exercise/breaks                                room  404,organiser=200,facilitator=200
    POST   /api/v1/events/:event/exercise/breaks                                room  422
    GET    /api/v1/events/:event/exercise/actors                                room  404,organiser=200,facilitator=200
    POST   /api/v1/events/:event/exercise/actors                                room  422
    GET    /api/v1/events/:event/exercise/storylines                            room  404,organiser=200,facilitator=200
    POST   /api/v1/events/:event/exercise/storylines                            room  422
    POST   /api/v1/events/:event/exercise/scenarios                             room  422
    """

// The part of the world's event, on which all other rooms of exercises stand; what names it, is made after it.
let exercisePlanRows = """
    exercisepart /api/v1/events/:event/parts kind=exercise
    cell /api/v1/events/:event/exercise/cells name=Aldoria plays=:exercisepart
    move /api/v1/events/:event/exercise/moves title=First_signals briefing=:exercisepart
    goal /api/v1/events/:event/exercise/objectives text=Tell_neighbours_in_time capability=:exercisepart
    task /api/v1/events/:event/exercise/objectives/:goal/tasks text=First_notice_within_twenty_minutes
    seat /api/v1/events/:event/exercise/seats participant=:participant role=player cell=:cell
    function /api/v1/events/:event/exercise/functions name=Signals code=:exercisepart
    break /api/v1/events/:event/exercise/breaks title=Coffee at=1:25 lasts=0:20:00
    actor /api/v1/events/:event/exercise/actors name=Station_duty_desk address=:exercisepart
    storyline /api/v1/events/:event/exercise/storylines title=:goal
    scenario /api/v1/events/:event/exercise/scenarios title=Nordgate overview=:exercisepart
    """

let exercisePlanScreens = """
    - organiser     en exercise             /events/:event/exercise
    - organiser     en exercise-objectives  /events/:event/exercise/objectives
    - organiser     en exercise-coverage    /events/:event/exercise/coverage
    - organiser     ar exercise-moves       /events/:event/exercise/moves
    """

/// What an exercise is made of.
struct ExercisePlanTests {
    @Test(arguments: TestEngine.allCases)
    func `an event of the kind begins with an exercise in planning and a function for each sector`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let api = try await world.api(world.organiser)
            let made = try await api.send(
                .post, "/api/v1/programmes/\(world.programme)/events",
                [
                    "kind": "exercise", "title": "Nordgate", "startsOn": "2027-06-15", "endsOn": "2027-06-16",
                    "timeZone": "Europe/Zagreb", "place": "Zagreb",
                ])
            #expect(made.status == 201)
            let plan = try await api.send(.get, "/api/v1/events/\(made.text("id"))/exercise/plan")
            #expect(plan.text("state") == "draft" && plan.text("title") == "Nordgate")
            #expect(plan.text("startex") == "2027-06-15T09:00" && plan.text("storyStart") == "2027-06-15T09:00")
            let functions = try await api.send(.get, "/api/v1/events/\(made.text("id"))/exercise/functions")
            #expect((functions["items"] as? [Any])?.isEmpty == false)
            let browser = await world.browser(world.organiser)
            let page = try await browser.get("/events/\(made.text("id"))")
            #expect(page.contains("/events/\(made.text("id"))/exercise\""))
            #expect(try await browser.get("/events/\(made.text("id"))/exercise").contains("Make the cells"))
            // Another event has none until the part is added; an empty one can be taken out again.
            #expect(try await browser.get("/events/\(world.event)/exercise").status == 404)
            #expect(try await browser.post("/events/\(world.event)/parts", ["kind": "exercise"]).status == 303)
            #expect(try await browser.get("/events/\(world.event)/exercise").status == 200)
            let parts = try await api.send(.get, "/api/v1/events/\(world.event)/parts")
            let part = (parts["items"] as? [[String: Any]])?.first { $0["kind"] as? String == "exercise" }
            let id = part?["id"] as? String ?? ""
            #expect(try await browser.post("/events/\(world.event)/parts/\(id)/removal").status == 303)
            #expect(try await site.count("SELECT COUNT(*) FROM exercise") == 1)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `Nordgate in the tables covers what it covers on paper`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await ExercisePlanWorld(site)
            try await world.seat()
            let coverage = try await world.readiness().coverage
            let plan = try await world.plan()
            #expect(coverage.deliveries == 84)
            #expect(plan.cells.map { coverage.deliveries(to: $0.id.description) } == [17, 15, 15, 13, 12, 12])
            let counts = plan.objectives.map { objective in
                plan.moves.map { coverage.injects(of: objective.id.description, in: $0.id.description) }
            }
            #expect(counts == [[5, 2, 2, 1], [1, 3, 1, 1], [1, 3, 4, 2]])
            #expect(plan.tasks.map { coverage.injects(of: $0.id.description) } == [5, 6, 5, 3, 5, 5])
            #expect(coverage.blocks.isEmpty)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a plan is ready only when nothing blocks, and says what does`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await ExercisePlanWorld(site, without: [13: "C", 16: "D"])
            let refused = try await world.lead.post("\(world.path)/readiness")
            #expect(refused.status == 422 && refused.contains("Cell A gets injects, and nobody plays it."))
            #expect(refused.contains("Nobody evaluates task T1"))
            #expect(try await world.exercise().state == .draft)
            try await world.seat()
            let page = try await world.lead.get("\(world.path)/coverage")
            #expect(page.contains("Nothing stands in the way of a ready exercise."))
            #expect(page.contains("Cell D gets nothing for 29 min, from 1:09 to 1:38."))
            #expect(page.contains("has no text in the language of"))
            #expect(try await world.lead.post("\(world.path)/readiness").status == 303)
            #expect(try await world.exercise().state == .ready)
            #expect(try await world.lead.post("\(world.path)/readiness").status == 409)
            #expect(try await site.journal().contains("exercise.ready"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the broken twin leaves C silent for 41 minutes and D for 29`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await ExercisePlanWorld(site, without: [13: "C", 14: "C", 16: "D"])
            let silences = try await world.readiness().coverage.findings.compactMap { finding in
                if case .silence(let silence) = finding { silence.length / 60_000 } else { nil }
            }
            #expect(silences == [41, 29])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a move that goes later takes its injects along, and no others`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await ExercisePlanWorld(site)
            func due() async throws -> [String: Int64] {
                let plan = try await world.plan()
                return Dictionary(uniqueKeysWithValues: plan.injects.map { ($0.label, plan.dueElapsed($0) ?? -1) })
            }
            let (before, moves) = (try await due(), try await world.plan().moves)
            let second = try #require(moves.first { $0.number == 2 })
            #expect(try await world.lead.post("\(world.path)/moves/\(second.id)/shift", ["by": "7"]).status == 303)
            let after = try await due()
            for inject in Nordgate.injects {
                let moved = Int64(Nordgate.move(at: inject.at) == 2 ? 7 * 60_000 : 0)
                let label = "\(inject.number)"
                #expect(after[label] == (before[label] ?? 0) + moved, "#\(label)")
            }
            // With the rest, all moves after it; never before the beginning.
            #expect(
                try await world.lead.post("\(world.path)/moves/\(second.id)/shift", ["by": "-7", "rest": "1"]).status
                    == 303)
            #expect(try await world.plan().moves.map { $0.plannedStart / 60_000 } == [0, 40, 78, 123])
            #expect(try await world.lead.post("\(world.path)/moves/\(second.id)/shift", ["by": "-90"]).status == 422)
            #expect(try await world.lead.post("\(world.path)/moves/\(second.id)/shift", ["by": "much"]).status == 400)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a cell that was given papers is not removed, nor one in which people sit`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await ExercisePlanWorld(site)
            try await world.paper(to: "A")
            let (first, last) = (try world.cell("A"), try world.cell("F"))
            #expect(try await world.lead.post("\(world.path)/cells/\(first)/removal").status == 409)
            let (event, seat) = (world.event, world.world.seats[0].id)
            try await world.work {
                try ExercisePlanOperations.seatIn($0, event, SeatInput(seat, .player, cell: last))
            }
            #expect(try await world.lead.post("\(world.path)/cells/\(last)/removal").status == 409)
            let free = try world.cell("E")
            #expect(try await world.lead.post("\(world.path)/cells/\(free)/removal").status == 303)
            let plan = try await world.plan()
            #expect(plan.cells.map(\.code) == ["A", "B", "C", "D", "F"])
            #expect(!plan.injects.flatMap(\.recipients).contains { $0.target == free.description })
            #expect(!plan.borders.contains { $0.0 == free || $0.1 == free })
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what was typed stays where it is wrong`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await ExercisePlanWorld(site)
            let move = try await world.lead.post(
                "\(world.path)/moves", ["title": "Late", "starts": "25", "lasts": "0", "rate": "fast", "story": "soon"])
            #expect(move.status == 422 && move.contains("value=\"fast\""))
            for field in ["rate", "story", "lasts"] { #expect(move.contains("\(field)-error"), "\(field)") }
            let actor = try await world.lead.post(
                "\(world.path)/actors", ["name": "Desk", "kind": "authority", "address": "desk@gmail.com"])
            #expect(actor.status == 422 && actor.contains("desk@gmail.com"))
            let cell = try await world.lead.post("\(world.path)/cells", ["name": "Again", "code": "a"])
            #expect(cell.status == 422 && cell.contains("Another cell has this letter."))
            let long = String(repeating: "x", count: 100_000)
            #expect(try await world.lead.post("\(world.path)/objectives", ["text": long]).status == 422)
            #expect(
                try await world.lead.post("\(world.path)/breaks", ["title": "Tea", "lasts": "99999999"]).status == 422)
            // A time that the story's clock leaves out is refused with its neighbours.
            let settings = try await world.lead.post(
                "\(world.path)/settings",
                [
                    "title": "Nordgate", "zone": "Europe/Zagreb", "story-start": "2027-03-28T02:30", "languages": "en",
                    "marking": "GREEN", "pace": "clock", "approval": "none", "release": "hand",
                    "comparison": "private", "cells-talk": "no",
                ])
            #expect(settings.status == 422 && settings.contains("2027-03-28T03:30"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `no time of an exercise lies outside the years from 1900 to 2199`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await ExercisePlanWorld(site)
            let before = try await world.plan().msel.storyStart
            for time in ["0001-01-01T00:00", "1899-06-01T10:00", "2201-01-01T00:00", "9999-12-31T23:59"] {
                let settings = try await world.lead.post(
                    "\(world.path)/settings",
                    [
                        "title": "Nordgate", "zone": "Europe/Zagreb", "startex": time, "story-start": time,
                        "languages": "en", "marking": "GREEN", "pace": "clock", "approval": "none", "release": "hand",
                        "comparison": "private", "cells-talk": "no",
                    ])
                #expect(settings.status == 422 && settings.contains("value=\"\(time)\""), "\(time)")
                for field in ["startex", "story-start"] {
                    #expect(settings.contains("\(field)-error"), "\(time) \(field)")
                }
                let move = try await world.lead.post("\(world.path)/moves", ["title": "Late", "story": time])
                #expect(move.status == 422 && move.contains("story-error"), "\(time)")
            }
            #expect(try await world.plan().msel.storyStart == before)
        }
    }
}

/// What planners type.
struct ExerciseTypedTests {
    @Test func `hours and minutes, or minutes alone, are a time of the exercise's clock`() {
        let minute: Int64 = 60_000
        #expect(ElapsedTyped.read("1:25") == 85 * minute)
        #expect(ElapsedTyped.read("85") == 85 * minute)
        #expect(ElapsedTyped.read("0:00:30") == minute / 2)
        #expect(ElapsedTyped.read("26:30") == 1_590 * minute)
        for text in [
            "", "1:", ":5", "1:60", "1:2:3:4", "-5", "−5", "1.5", "999999999999999999999", "9999999:00", "soon",
        ] {
            #expect(ElapsedTyped.read(text) == nil, "\(text)")
        }
        #expect(ElapsedTyped.text(85 * minute) == "1:25" && ElapsedTyped.text(minute / 2) == "0:00:30")
    }

    @Test func `the story's pace is a number or a fraction`() {
        #expect(RateTyped.read("4") == Speed(4, 1))
        #expect(RateTyped.read("1/2") == Speed(1, 2))
        #expect(RateTyped.read("0") == Speed.none)
        for text in ["", "1/0", "-1", "1441", "1/2/3", "0.5", "∞"] { #expect(RateTyped.read(text) == nil, "\(text)") }
        #expect(RateTyped.text(Speed(1, 2)) == "1/2" && RateTyped.text(Speed(4, 1)) == "4")
    }

    @Test func `cells are lettered from A, and beyond Z by two letters`() {
        #expect([0, 25, 26, 27, 51, 52].map(CellLetters.letter) == ["A", "Z", "AA", "AB", "AZ", "BA"])
        #expect(CellLetters.free(["A", "B", "D"]) == "C")
        #expect(ExercisePlanOperations.slug("Physical protection") == "physical-protection")
    }
}
