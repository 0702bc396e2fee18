import Domain
import HTTPTypes
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// What is told of cells outside those who run the exercise: for players, observers and the projector's link. Of three cells C is simulated,
/// so that two are asked; with D and E they are five.
struct ExerciseLadderTests {
    private func room(
        _ site: TestSite, _ comparison: Comparison, five: Bool = false, named: [String] = []
    ) async throws -> AnswerWorld {
        let room = try await AnswerWorld(site, isReleased: false)
        let (inject, event, msel) = (try room.play.id("6"), room.event, room.play.msel)
        let others = [site.environment.id(ExerciseCell.ID.self), site.environment.id(ExerciseCell.ID.self)]
        let (simulated, open) = (try room.play.cell("C"), try named.map { try room.play.cell($0) })
        try await site.database.write { tx in
            try tx.execute("UPDATE inject SET shows_observers = TRUE WHERE id = \(inject)")
            try tx.execute("UPDATE exercise SET comparison = \(comparison) WHERE event_id = \(event)")
            for cell in open { try tx.execute("UPDATE exercise_cell SET publication = 'named' WHERE id = \(cell)") }
            guard five else {
                try tx.execute("UPDATE exercise_cell SET kind = 'simcell' WHERE id = \(simulated)")
                return
            }
            for (index, id) in others.enumerated() {
                let code = index == 0 ? "D" : "E"
                try tx.execute(
                    """
                    INSERT INTO exercise_cell (id, msel_id, number, code, name, country, plays, zone, language, kind, publication)
                    VALUES (\(id), \(msel), \(index + 4), \(code), \("Cell \(code)"), NULL, \("Land \(code)"), 'Asia/Tashkent', 'en',
                        'players', 'private')
                    """)
            }
        }
        try await room.play.release("6")
        try await room.decide("A", "close")
        try await room.decide("B", "keep")
        return room
    }

    private func matrix(_ room: AnswerWorld, _ visit: Visit) async throws -> DecisionMatrix.Line {
        let event = room.event
        let matrix = try await room.site.database.read { try DecisionMatrix(ExerciseStanding(visit, event, $0), $0) }
        return try #require(matrix.lines.first)
    }

    private func choices(_ room: AnswerWorld) async throws -> [Int?] {
        let (event, now) = (room.event, room.site.clock.now)
        let view = try await room.site.database.read { try WatchView(event, now: now, language: .english, $0) }
        return try #require(view?.readable.first).choices.map(\.count)
    }

    /// The wall by the room's page and by the projector's link, and the observer's page.
    private func walls(_ room: AnswerWorld) async throws -> [String] {
        let event = try await room.site.database.read { try EventStore($0).event(room.event) }
        let link = ProjectorLink.address(of: event, key: room.site.services.key)
        let observer = await room.world.browser(room.world.observer)
        let player = await room.world.browser(room.world.seats[0])
        let pages = [
            try await room.site.browser().get("\(link)/exercise"),
            try await observer.get("/events/\(room.event)/exercise/observe"),
            try await player.get("/events/\(room.event)/exercise/wall"),
        ]
        #expect(pages.map(\.status) == [200, 200, 200])
        return pages.map(\.text)
    }

    @Test(arguments: TestEngine.allCases, Comparison.allCases)
    func `of two cells that publish nothing by name nobody outside reads a choice, whatever the exercise compares`(
        engine: TestEngine, comparison: Comparison
    ) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let room = try await room(site, comparison)
            #expect(try await choices(room).isEmpty)
            for text in try await walls(room) { #expect(!text.contains("play-choices")) }
            for visit in [try await room.player("A"), try await room.observer()] {
                let line = try await matrix(room, visit)
                #expect(!line.isCounted && line.letters == nil && line.squares.isEmpty)
                #expect(line.counts.allSatisfy { $0.count == 0 }, "not even what is not shown holds a count")
                #expect(line.decided == 2 && line.asked == 2)
            }
            try await room.play.act(.end)
            for seat in [room.world.seats[0], room.world.observer] {
                let browser = await room.world.browser(seat)
                let page = try await browser.get(AnswerPaths.measures(room.event))
                #expect(page.contains("Shown from 5 cells on"))
                for word in ["Most chosen", "From release to decision", "Incompatible neighbours", "Answered in time"] {
                    #expect(!page.contains(word), "\(word)")
                }
                let told = try await site.browser().send(
                    .get, "/api/v1/events/\(room.event)/measures", [.authorization: "Bearer \(seat.link)"])
                #expect(told.status == 404)
            }
            let director = await room.world.browser(room.world.organiser)
            #expect(try await director.get(AnswerPaths.measures(room.event)).contains("Most chosen"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `of five cells options are counted, and no cell is named`(engine: TestEngine) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let room = try await room(site, .anonymous, five: true)
            #expect(try await choices(room) == [1, 0, 1, 0])
            for text in try await walls(room) { #expect(text.contains("play-choices")) }
            let line = try await matrix(room, try await room.observer())
            #expect(line.isCounted && line.asked == 5 && line.squares.isEmpty)
            #expect(line.letters == ["close", "keep"])
            try await room.play.act(.end)
            let page = try await room.world.browser(room.world.observer).get(AnswerPaths.measures(room.event))
            #expect(page.contains("Most chosen") && !page.contains("Cell A") && !page.contains("Shown from 5 cells on"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `beside a cell that publishes by name the other is neither shown nor counted`(engine: TestEngine) async throws
    {
        try await TestSite.with(engine, runsClocks: false) { site in
            let room = try await room(site, .named, named: ["A"])
            #expect(try await choices(room) == [nil], "whose it is, and no count of the others")
            for text in try await walls(room) {
                #expect(text.contains("<b class=\"chip\">A</b>") && !text.contains("<b class=\"chip\">B</b>"))
            }
            let line = try await matrix(room, try await room.observer())
            #expect(line.asked == 1 && line.counts.map(\.count) == [1, 0, 0, 0] && line.squares.count == 1)
            try await room.play.act(.end)
            let page = try await room.world.browser(room.world.observer).get(AnswerPaths.measures(room.event))
            #expect(!page.contains("Most chosen"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `two cells that both publish by name are shown, unless the exercise names none`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, runsClocks: false) { site in
            let room = try await room(site, .named, named: ["A", "B"])
            #expect(try await choices(room) == [1, 0, 1, 0])
            for text in try await walls(room) {
                #expect(text.contains("<b class=\"chip\">A</b>") && text.contains("<b class=\"chip\">B</b>"))
            }
            let event = room.event
            try await site.database.write {
                try $0.execute("UPDATE exercise SET comparison = 'anonymous' WHERE event_id = \(event)")
            }
            #expect(try await choices(room).isEmpty)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who looks on after the exercise reads a finding, and neither whose it was nor who acts`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let after = try await AfterWorld(site)
            let (cell, event) = (after.cells[1], after.event)
            let finding = try await after.find { _, place in
                place.cell = cell
                place.isShared = true
            }
            var fields = ActionFields()
            (fields.title, fields.dueOn) = ("Test the list monthly", "2030-01-01")
            let action = try await AfterOperations.act(
                after.director(), event, finding.id, fields, owner: ActionOwner("country:LV"))
            try await site.database.write {
                try $0.execute(
                    "UPDATE exercise SET state = 'reviewed', comparison = 'anonymous' WHERE event_id = \(event)")
            }
            for visit in [try await after.player(), try await after.world.visit(after.world.observer)] {
                try await expectUntold(after, visit, finding, action)
            }
            let browser = await after.world.browser(after.world.observer)
            for path in [AfterPaths.findings(event), AfterPaths.finding(event, finding.id)] {
                let page = try await browser.get(path)
                #expect(page.contains("Neighbours were told late") && !page.contains("Latvia"))
            }
            #expect(try await !report(after).contains("<strong>Owner</strong>"))
            try await site.database.write {
                try $0.execute("UPDATE exercise SET comparison = 'named' WHERE event_id = \(event)")
                try $0.execute("UPDATE exercise_cell SET publication = 'named' WHERE id = \(cell)")
            }
            #expect(try await browser.get(AfterPaths.findings(event)).contains("Latvia"))
            #expect(try await report(after).contains("<strong>Owner</strong>"))
        }
    }

    private func report(_ after: AfterWorld) async throws -> String {
        let event = after.event
        let document = try await after.site.database.render(in: .english) { try ExerciseReport(event, $0).document }
        return String(decoding: try await document.file(.html), as: UTF8.self)
    }

    private func expectUntold(_ after: AfterWorld, _ visit: Visit, _ finding: FindingRecord, _ action: ActionRecord)
        async throws
    {
        let event = after.event
        let told = try await after.site.database.read { reading in
            let sight = try AfterSight(
                ExerciseStanding(visit, event, reading), PlayStore(reading).required(event), reading)
            return [
                sight.findings.map(\.id) == [finding.id], sight.names(finding.cell),
                sight.tellsOwner(action, try ActionVoice(visit, reading)),
            ]
        }
        #expect(told == [true, false, false])
        #expect(!action.isShared, "its own page would tell whose it is")
    }

    @Test(arguments: TestEngine.allCases)
    func `a copy of the report tells no measures of two cells that do not publish them`(engine: TestEngine) async throws
    {
        try await TestSite.with(engine) { site in
            let after = try await AfterWorld(site)
            let (event, msel, own) = (after.event, after.msel, after.cells[0])
            for cell in [nil, own] {
                let measures = try await site.database.render(in: .english) {
                    try AfterFacts.measures(of: event, ExercisePlan(msel, $0), own: cell, $0)
                }
                #expect(!measures.isEmpty && measures.allSatisfy { $0.value == "–" })
            }
            #expect(try await report(after).contains("Shown from 5 cells on"))
        }
    }
}
