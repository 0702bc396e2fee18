import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// Who sits where in an exercise, who rates whom, and what goes along into a copy.
struct ExerciseSeatTests {
    @Test(arguments: TestEngine.allCases)
    func `nobody rates their own cell or their own organisation`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await ExercisePlanWorld(site)
            let (event, player, evaluator) = (world.event, world.world.seats[0].id, world.world.rapporteur.id)
            let (cell, other, task) = (try world.cell("A"), try world.cell("B"), try world.task("T1"))
            let seat = try await world.work { work in
                try ExercisePlanOperations.seatIn(work, event, SeatInput(player, .player, cell: cell))
                return try ExercisePlanOperations.seatIn(work, event, SeatInput(evaluator, .evaluator))
            }
            // Both come from the same institute.
            await expectRefusal(.evaluatorOfOwn) {
                try await world.work { try ExercisePlanOperations.assignIn($0, event, seat, task, cell) }
            }
            try await world.work { try ExercisePlanOperations.assignIn($0, event, seat, task, other) }
            // Nor does a colleague come into a cell that they rate already.
            let late = world.world.seats[1].id
            await expectRefusal(.evaluatorOfOwn) {
                try await world.work {
                    _ = try ExercisePlanOperations.seatIn($0, event, SeatInput(late, .player, cell: other))
                }
            }
            let form = try await world.lead.post(
                "\(world.path)/seats/\(seat)/assignments", ["watch": "\(task) \(cell)"])
            #expect(form.status == 409)
            #expect(try await site.count("SELECT COUNT(*) FROM task_assignment") == 1)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `only who directs or controls has several seats, and a player needs a cell`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await ExercisePlanWorld(site)
            let (event, person, cell) = (world.event, world.world.seats[0].id, try world.cell("A"))
            func seat(_ input: SeatInput) async throws {
                try await world.work { _ = try ExercisePlanOperations.seatIn($0, event, input) }
            }
            await expectRefusal(.playerNeedsCell) { try await seat(SeatInput(person, .player)) }
            try await seat(SeatInput(person, .director))
            try await seat(SeatInput(person, .controller))
            try await seat(SeatInput(person, .controller))
            await expectRefusal(.oneSeatEach) { try await seat(SeatInput(person, .player, cell: cell)) }
            #expect(try await site.count("SELECT COUNT(*) FROM exercise_seat") == 2)
            let another = world.world.seats[1].id
            try await seat(SeatInput(another, .player, cell: cell))
            await expectRefusal(.oneSeatEach) { try await seat(SeatInput(another, .observer)) }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `delegations are seated in the cells of their countries, and one of each speaks for it`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.organiser)
            #expect(try await browser.post("/events/\(world.event)/parts", ["kind": "exercise"]).status == 303)
            let path = "/events/\(world.event)/exercise"
            #expect(try await browser.post("\(path)/cells/making", ["source": "countries"]).status == 303)
            #expect(try await browser.get("\(path)/cells").contains("Croatia"))
            #expect(try await browser.post("\(path)/seats/delegations").status == 303)
            let event = world.event
            let seats = try await site.database.read { try PlayStore($0).seats(of: event) }
            // Six participants and the rapporteur; neither the observer nor who runs the room.
            #expect(seats.count == 7 && seats.allSatisfy { $0.role == .player && $0.cell != nil && $0.function != nil })
            let speaking = Dictionary(grouping: seats.filter(\.isSpokesperson)) { $0.cell }
            #expect(speaking.count == 2 && speaking.values.allSatisfy { $0.count == 1 })
            #expect(try await browser.post("\(path)/seats/delegations").status == 303)
            #expect(try await site.count("SELECT COUNT(*) FROM exercise_seat") == 7)
            // A second press makes no second cells.
            #expect(try await browser.post("\(path)/cells/making", ["source": "countries"]).status == 303)
            #expect(try await site.count("SELECT COUNT(*) FROM exercise_cell") == 2)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `players see what the exercise is, and nothing of its plan`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await ExercisePlanWorld(site)
            try await world.seat()
            let player = await world.world.browser(world.world.seats[0])
            let page = try await player.get(world.path)
            #expect(page.status == 200 && page.contains("Aldoria") && page.contains("Open your page"))
            for secret in ["First confirmed report", "Tell neighbours", "coverage", "24"] {
                #expect(!page.contains(">\(secret)"), "\(secret)")
            }
            for part in ["cells", "seats", "moves", "actors", "objectives", "sources", "coverage", "settings"] {
                #expect(try await player.get("\(world.path)/\(part)").status == 404, "\(part)")
            }
            let api = world.world.api(world.world.seats[0])
            for part in ["plan", "cells", "moves", "objectives", "seats", "coverage"] {
                #expect(try await api.send(.get, "\(world.apiPath)/\(part)").status == 404, "\(part)")
            }
        }
    }

    // MARK: Copies

    @Test(arguments: TestEngine.allCases)
    func `a scenario and an exercise of it hold no names and nothing that was played`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await ExercisePlanWorld(site)
            try await world.seat()
            try await world.paper(to: "A")
            try await world.work { work in
                try work.tx.execute(
                    "UPDATE inject SET status = 'released', approved_by = 'account:x', released_elapsed = 7, held_at = 1"
                )
                try work.tx.execute("UPDATE exercise_move SET state = 'closed', opened_elapsed = 1, closed_elapsed = 2")
                try work.tx.execute("UPDATE exercise_cell SET publication = 'named'")
            }
            #expect(try await world.lead.post("\(world.path)/scenario/keeping", ["title": "Station"]).status == 303)
            let programme = world.world.programme
            let scenario = try await site.database.read { reading in
                try ExercisePlan(try #require(try PlanStore(reading).scenarios(of: programme).first).id, reading)
            }
            try Self.expectCopy(scenario, of: try await world.plan())
            #expect(try await world.lead.get("/programmes/\(programme)/scenarios").contains("Station"))
            // From the scenario into another exercise.
            let api = world.api
            let made = try await api.send(
                .post, "/api/v1/programmes/\(programme)/events",
                [
                    "kind": "exercise", "title": "Retest", "startsOn": "2028-06-15", "endsOn": "2028-06-15",
                    "timeZone": "Europe/Zagreb", "place": "Zagreb",
                ])
            let path = "/events/\(made.text("id"))/exercise"
            let id = scenario.msel.id.description
            #expect(try await world.lead.get(path).contains("Begin with a scenario"))
            #expect(try await world.lead.post("\(path)/scenario", ["scenario": id]).status == 303)
            #expect(try await world.lead.post("\(path)/scenario", ["scenario": id]).status == 409)
            let event = try #require(Event.ID(made.text("id")))
            let plan = try await site.database.read { reading in
                try ExercisePlan(try PlayStore(reading).required(event).msel, reading)
            }
            try Self.expectCopy(plan, of: scenario)
            #expect(plan.msel.title == "Retest" && plan.msel.copiedFrom == scenario.msel.id)
            #expect(plan.functions.map(\.code) == Nordgate.functions.map(\.0))
            #expect(try await site.count("SELECT COUNT(*) FROM exercise_seat WHERE event_id = \(event)") == 0)
            #expect(try await site.count("SELECT COUNT(*) FROM paper") == 1)
        }
    }

    private static func expectCopy(_ copy: ExercisePlan, of plan: ExercisePlan) throws {
        #expect(copy.injects.map(\.label) == plan.injects.map(\.label))
        #expect(copy.injects.map(\.copiedFrom) == plan.injects.map { $0.id })
        #expect(copy.injects.allSatisfy { $0.status == .draft && $0.approvedBy == nil && $0.writtenBy == nil })
        #expect(copy.injects.allSatisfy { $0.releasedElapsed == nil && $0.heldAt == nil && $0.controller == nil })
        #expect(copy.moves.allSatisfy { $0.state == .planned && $0.openedElapsed == nil })
        #expect(copy.cells.allSatisfy { $0.publication == .private })
        #expect(copy.cells.map(\.name) == plan.cells.map(\.name) && copy.borders.count == plan.borders.count)
        #expect(copy.injects.map(\.tasks.count) == plan.injects.map(\.tasks.count))
        #expect(
            copy.injects.map { copy.recipients(of: $0).map(\.code) }
                == plan.injects.map { plan.recipients(of: $0).map(\.code) })
        #expect(copy.injects.flatMap(\.texts).map(\.body) == plan.injects.flatMap(\.texts).map(\.body))
        #expect(Set(copy.injects.map(\.id)).isDisjoint(with: plan.injects.map(\.id)))
    }

    @Test(arguments: TestEngine.allCases)
    func `an event that is planned like another takes its plan along, and STARTEX moves with the event`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let world = try await ExercisePlanWorld(site)
            try await world.seat()
            let (event, environment) = (world.event, site.environment)
            let (made, before, after) = try await site.database.write { tx in
                let work = Work(tx, environment)
                let record = try EventStore(tx).event(event)
                if !record.has(ExerciseFacts.partCode) {
                    try EventPartStore.insert(
                        environment.id(), in: event, kind: ExerciseFacts.partCode, title: "", now: work.now, tx)
                }
                let made = try EventCopyOperations.copyIn(
                    work, try EventStore(tx).event(event), title: "Again",
                    startsOn: EventChanges.later(record.startsOn, days: 7), ["exercise"])
                let store = PlayStore(tx)
                return (made, try store.required(event).plannedStartex, try store.required(made).plannedStartex)
            }
            #expect(after == before.map { $0 + 7 * EpochTime.day })
            let plan = try await site.database.read { reading in
                try ExercisePlan(try PlayStore(reading).required(made).msel, reading)
            }
            #expect(plan.injects.count == 24 && plan.cells.count == 6)
            #expect(try await site.count("SELECT COUNT(*) FROM exercise_seat WHERE event_id = \(made)") == 0)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a rehearsal is of another exercise of the programme, and is said before STARTEX`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await ExercisePlanWorld(site)
            let made = try await world.api.send(
                .post, "/api/v1/programmes/\(world.world.programme)/events",
                [
                    "kind": "exercise", "title": "Rehearsal", "startsOn": "2027-06-14", "endsOn": "2027-06-14",
                    "timeZone": "Europe/Zagreb", "place": "Zagreb",
                ])
            let id = try #require(Event.ID(made.text("id")))
            func send(_ other: String) async throws -> Int {
                try await world.api.send(
                    .put, "/api/v1/events/\(id)/exercise/plan",
                    [
                        "title": "Rehearsal", "zone": "Europe/Zagreb", "storyStart": "2027-06-18T07:40",
                        "languages": "en fr", "marking": "GREEN", "rehearses": other,
                    ]
                ).status
            }
            #expect(try await send("\(id)") == 422)
            #expect(try await send("elsewhere") == 422)
            #expect(try await send("\(world.event)") == 200)
            let record = try await site.database.read { try PlayStore($0).required(id) }
            #expect(record.isRehearsal && record.rehearses == world.event)
            try await site.database.write { try $0.execute("UPDATE exercise SET state = 'running'") }
            #expect(try await send("") == 422)
            #expect(try await send("\(world.event)") == 200)
        }
    }

    // MARK: The thread

    @Test(arguments: TestEngine.allCases)
    func `what came out of a workshop is exercised from its own page, once`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let thread = try await site.threadWorld()
            let world = thread.world
            let browser = await world.browser(world.organiser)
            #expect(try await browser.post("/events/\(world.event)/parts", ["kind": "exercise"]).status == 303)
            let path = "/events/\(world.event)/exercise"
            let id = thread.id("a national list")
            #expect(try await browser.get("\(path)/sources").contains("value=\"\(id)\""))
            #expect(try await browser.get("/events/\(world.event)/thread/\(id)").contains("Make an objective of it"))
            for _ in 1...2 {
                let sent = try await browser.post("\(path)/sources", ["kind": "intervention", "id": id])
                #expect(sent.status == 303 && sent.location?.contains("#objective-") == true)
            }
            #expect(try await site.count("SELECT COUNT(*) FROM exercise_objective") == 1)
            #expect(try await browser.get("\(path)/objectives").contains(id))
            #expect(try await browser.get("/events/\(world.event)/thread/\(id)").contains("Open the objective"))
            #expect(try await browser.get("/events/\(world.event)/thread/\(id)").contains("exercised by the objective"))
            let unknown = try await browser.post("\(path)/sources", ["kind": "intervention", "id": "\(world.event)"])
            #expect(unknown.status == 404)
            // Who takes part is offered nothing of it, and finds it in the thread once the exercise is over.
            let member = await world.browser(world.member)
            let before = try await member.get("/events/\(world.event)/thread/\(id)")
            #expect(!before.contains("Make an objective of it") && !before.contains("exercised by the objective"))
            try await site.database.write { try $0.execute("UPDATE exercise SET state = 'ended'") }
            let after = try await member.get("/events/\(world.event)/thread/\(id)")
            #expect(after.status == before.status)
            #expect(before.status != 200 || after.contains("exercised by the objective"))
        }
    }
}
