import Domain
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

let stationScenarios = """
    GET    /events/:event/exercise/stations                                     room  404,organiser=200,facilitator=200
    POST   /events/:event/exercise/stations                                     room  404,organiser=422,facilitator=422
    POST   /events/:event/exercise/stations/timetable                           room  400
    GET    /events/:event/exercise/stations/:station                            room  404,organiser=200,facilitator=200
    POST   /events/:event/exercise/stations/:station                            room  404,organiser=422,facilitator=422
    POST   /events/:event/exercise/stations/:station/removal                    room  404,organiser=303,facilitator=303
    GET    /events/:event/exercise/stations/files/:file                         room  404
    GET    /api/v1/events/:event/exercise/stations                              room  404,organiser=200,facilitator=200
    POST   /api/v1/events/:event/exercise/stations                              room  422
    PUT    /api/v1/events/:event/exercise/stations/:station                     room  422
    DELETE /api/v1/events/:event/exercise/stations/:station                     room  404,organiser=200,facilitator=200
    GET    /api/v1/events/:event/exercise/timetable                             room  404,organiser=200,facilitator=200
    PUT    /api/v1/events/:event/exercise/timetable                             room  422
    """

let stationRows = """
    station /api/v1/events/:event/exercise/stations name=First_aid
    """

let stationScreens = """
    - organiser     en stations         /events/:event/exercise/stations
    - organiser     ar station-ar       /events/:event/exercise/stations/:station
    """

/// Stations and rotations of a practical exercise.
struct StationTests {
    private struct Practical {
        let plan: ExercisePlanWorld
        let stations: [ExerciseStation.ID]
        let evaluator: ExerciseSeat.ID

        /// Six groups, four stations of which the first has two tasks and an evaluator.
        init(_ site: TestSite) async throws {
            plan = try await ExercisePlanWorld(site)
            let (event, tasks, seats) = (plan.event, plan.tasks, plan.world.seats)
            let (rapporteur, cells) = (plan.world.rapporteur.id, plan.cells)
            let made = try await plan.work { work -> ([ExerciseStation.ID], ExerciseSeat.ID) in
                try work.tx.execute("UPDATE participant SET organisation = 'Elsewhere' WHERE id = \(rapporteur)")
                for (code, seat) in zip(Nordgate.all, seats) {
                    try ExercisePlanOperations.seatIn(work, event, SeatInput(seat.id, .player, cell: cells[code]))
                }
                let evaluator = try ExercisePlanOperations.seatIn(work, event, SeatInput(rapporteur, .evaluator))
                let stations = try ["First aid", "Washing", "Gate", "Desk"].enumerated().map { index, name in
                    var draft = StationDraft()
                    (draft.fields.name, draft.fields.place) = (name, "Hall \(index + 1)")
                    if index == 0 {
                        draft.tasks = Set(["T1", "T2"].compactMap { tasks[$0] })
                        draft.seats = [evaluator]
                    }
                    return try StationOperations.addIn(work, event, draft)
                }
                return (stations, evaluator)
            }
            (stations, evaluator) = made
        }

        static let start: Int64 = 1_813_045_200_000

        func generate(revision: Int? = nil) async throws {
            let event = plan.event
            try await plan.work { work in
                try StationOperations.generateIn(
                    work, event,
                    TimetableWish(
                        start: Self.start, length: 20 * EpochTime.minute, change: 5 * EpochTime.minute),
                    revision: revision)
            }
        }

        func read() async throws -> StationPlan {
            let event = plan.event
            return try await plan.site.database.read { try StationPlan(event, $0) }
        }

        func watched() async throws -> Set<ExerciseCell.ID> {
            let (event, seat) = (plan.event, evaluator)
            return try await plan.site.database.read { reading in
                Set(try PlayStore(reading).assignments(of: event).filter { $0.seat == seat }.map(\.cell))
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a timetable is made by itself, and the evaluator of a station rates its tasks in each group that comes`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let practical = try await Practical(site)
            try await practical.generate()
            let made = try await practical.read()
            #expect(made.timetable.rotations.count == 6)
            #expect(made.findings.isEmpty)
            #expect(made.revision == 1)
            #expect(try await practical.watched() == Set(practical.plan.cells.values))
            // A group that does not come any more is not looked at any more.
            let cell = try practical.plan.cell("A")
            var timetable = made.timetable
            for place in timetable.rotations.indices
            where timetable.rotations[place].visits[cell.description] == practical.stations[0].description {
                timetable.rotations[place].visits[cell.description] = nil
            }
            let changed = timetable
            let visit = try await practical.plan.world.visit(practical.plan.world.organiser)
            try await StationOperations.set(visit, practical.plan.event, changed, revision: 1)
            #expect(try await practical.watched() == Set(practical.plan.cells.values).subtracting([cell]))
            let after = try await practical.read()
            #expect(after.findings.count == 1 && after.revision == 2)
            await #expect(throws: Refusal.self) {
                try await StationOperations.set(visit, practical.plan.event, changed, revision: 1)
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `two groups at one station and rotations that overlap are refused where they stand`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let practical = try await Practical(site)
            try await practical.generate()
            let made = try await practical.read()
            let visit = try await practical.plan.world.visit(practical.plan.world.organiser)
            var clash = made.timetable
            for group in made.groups.prefix(2) {
                clash.rotations[0].visits[group.id.description] = practical.stations[0].description
            }
            let told = clash
            await #expect(throws: Refusal.self) {
                try await StationOperations.set(visit, practical.plan.event, told, revision: nil)
            }
            var early = made.timetable
            early.rotations[1].start = early.rotations[0].start
            let sent = early
            await #expect(throws: Refusal.self) {
                try await StationOperations.set(visit, practical.plan.event, sent, revision: nil)
            }
            #expect(try await practical.read().timetable == made.timetable)
        }
    }

    @Test func `an exercise at stations is ready without a list of injects`() async throws {
        try await TestSite.with(.sqlite) { site in
            let practical = try await Practical(site)
            let (event, msel) = (practical.plan.event, practical.plan.msel)
            try await practical.plan.work { work in
                for inject in try PlanStore(work.tx).injects(of: msel) {
                    try work.tx.execute("DELETE FROM inject_text WHERE inject_id = \(inject.id)")
                    try work.tx.execute("DELETE FROM inject_task WHERE inject_id = \(inject.id)")
                    try work.tx.execute("DELETE FROM inject_recipient WHERE inject_id = \(inject.id)")
                    try work.tx.execute("DELETE FROM inject_author WHERE inject_id = \(inject.id)")
                    try work.tx.execute("DELETE FROM inject WHERE id = \(inject.id)")
                }
            }
            func blocking() async throws -> [String] {
                try await practical.plan.site.database.read { reading in
                    try ExerciseReadiness(event, reading).findings.filter(\.blocks).map { $0.words.string() }
                }
            }
            #expect(try await blocking() == ["The stations have no timetable yet."])
            try await practical.generate()
            #expect(try await blocking().isEmpty)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `rotations stand in the calendar of players and evaluators, each their own, with the mark`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let practical = try await Practical(site)
            try await practical.generate()
            let (event, world) = (practical.plan.event, practical.plan.world)
            func titles(_ seat: Participant.ID) async throws -> [String] {
                try await site.database.read { reading in
                    try StationFacts.own(seat, in: event, reading).map { $0.mark + $0.title }
                }
            }
            // A draft is nobody's yet.
            #expect(try await titles(world.seats[0].id).isEmpty)
            try await practical.plan.setState(.ready)
            let own = try await titles(world.seats[0].id)
            #expect(own.count == 4 && own.allSatisfy { $0.contains("EXERCISE") })
            #expect(own.contains { $0.contains("First aid · ") })
            let rated = try await titles(world.rapporteur.id)
            #expect(rated.count == 6 && rated.allSatisfy { $0.contains("First aid: ") })
        }
    }

    @Test func `who takes part sees the timetable and no task, and what goes on paper carries the mark`() async throws {
        try await TestSite.with(.sqlite) { site in
            let practical = try await Practical(site)
            try await practical.generate()
            let (event, world) = (practical.plan.event, practical.plan.world)
            let player = await world.browser(world.seats[0])
            let path = StationPaths.stations(event)
            #expect(try await player.get(path).status == 404)
            try await practical.plan.setState(.ready)
            let page = try await player.get(path)
            #expect(page.status == 200 && page.contains("First aid") && page.contains("Your group"))
            #expect(!page.contains("Make the timetable") && !page.contains("id=\"stations\""))
            #expect(try await player.get(StationPaths.station(event, practical.stations[0])).status == 404)
            let sheet = try await player.get(StationPaths.file(event, "timetable.html"))
            #expect(sheet.status == 200 && sheet.contains("EXERCISE EXERCISE EXERCISE"))
            #expect(!sheet.contains("T1 "))
            #expect(try await player.get(StationPaths.file(event, "else.pdf")).status == 404)
            let evaluator = await world.browser(world.rapporteur)
            let one = try await evaluator.get(StationPaths.station(event, practical.stations[0]))
            #expect(one.status == 200 && one.contains("T1") && one.contains("0 of 2 rated"))
        }
    }

    @Test func `in the browser a station is added, the timetable made and edited, and what is wrong is said there`()
        async throws
    {
        try await TestSite.with(.sqlite) { site in
            let practical = try await Practical(site)
            let (event, lead) = (practical.plan.event, practical.plan.lead)
            let path = StationPaths.stations(event)
            #expect(try await lead.post(path, ["name": ""]).status == 422)
            #expect(try await lead.post(path, ["name": "Tent", "place": "Yard"]).status == 303)
            let made = try await lead.post(
                StationPaths.timetable(event),
                ["act": "generate", "start": "2027-06-15T09:00", "length": "20", "change": "5"])
            #expect(made.status == 303)
            let wrong = try await lead.post(
                StationPaths.timetable(event), ["act": "generate", "start": "", "length": "0", "change": "5"])
            #expect(wrong.status == 422)
            let bad = try await lead.post(
                StationPaths.timetable(event), ["act": "storage", "start-1": "soon", "length-1": "20"])
            #expect(bad.status == 422 && bad.contains("id=\"rotation-1\""))
            #expect(try await practical.read().timetable.rotations.count == 6)
            // One rotation is left.
            let group = try practical.plan.cell("A")
            let one = try await lead.post(
                StationPaths.timetable(event),
                [
                    "act": "storage", "start-1": "2027-06-15T10:00", "length-1": "30",
                    "at-1-\(group)": practical.stations[1].description,
                ])
            #expect(one.status == 303)
            let after = try await practical.read()
            #expect(after.timetable.rotations.map(\.length) == [30 * EpochTime.minute])
            #expect(after.group(at: practical.stations[1], in: after.timetable.rotations[0])?.code == "A")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what is rated at a station is rated as in every exercise, and stays when the timetable changes`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let practical = try await Practical(site)
            try await practical.generate()
            try await practical.plan.setState(.running)
            let (event, world) = (practical.plan.event, practical.plan.world)
            let (task, cell) = (try practical.plan.task("T1"), try practical.plan.cell("B"))
            try await EvaluationOperations.rate(
                world.visit(world.rapporteur), event, RatedUnit(task: task, cell: cell), RatingDraft(value: .some))
            let evaluator = await world.browser(world.rapporteur)
            let page = try await evaluator.get(StationPaths.station(event, practical.stations[0]))
            #expect(page.contains("1 of 2 rated") && page.contains("evaluate?cell=\(cell)"))
            #expect(try await evaluator.get(EvaluationPaths.evaluate(event)).contains(StationPaths.stations(event)))
            var timetable = try await practical.read().timetable
            for place in timetable.rotations.indices
            where timetable.rotations[place].visits[cell.description] == practical.stations[0].description {
                timetable.rotations[place].visits[cell.description] = nil
            }
            let changed = timetable
            try await StationOperations.set(world.visit(world.organiser), event, changed, revision: nil)
            let seat = practical.evaluator
            let watched = try await site.database.read { reading in
                try PlayStore(reading).assignments(of: event).filter { $0.seat == seat && $0.cell == cell }.map(\.task)
            }
            #expect(watched == [task])
        }
    }

    @Test func `nothing that a program sends traps`() async throws {
        try await TestSite.with(.sqlite) { site in
            let practical = try await Practical(site)
            let path = StationPaths.apiTimetable(practical.plan.event)
            for (start, minutes) in [(Int64.max, Int.max), (Int64.min, Int.min), (0, 0), (1_813_045_200_000, -1)] {
                let reply = try await practical.plan.api.send(
                    .put, path, ["startsAt": start, "minutes": minutes, "change": Int.max] as [String: Any])
                #expect(reply.status == 422, "\(start) \(minutes)")
                let whole = try await practical.plan.api.send(
                    .put, path,
                    ["rotations": [["startsAt": start, "minutes": minutes, "places": []] as [String: Any]]]
                        as [String: Any])
                #expect(whole.status == 422, "\(start) \(minutes)")
            }
            let made = try await practical.plan.api.send(
                .put, path, ["startsAt": 1_813_045_200_000, "minutes": 20, "change": 5] as [String: Any])
            #expect(made.status == 200)
            #expect((made["rotations"] as? [Any])?.count == 6)
        }
    }
}
