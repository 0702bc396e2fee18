import Domain
import Foundation
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

let exerciseSheetScenarios = """
    GET    /events/:event/exercise/sheets                               room  404,organiser=200
    GET    /events/:event/exercise/sheets/new                           room  404
    POST   /events/:event/exercise/sheets/new                           room  404
    POST   /events/:event/exercise/sheets/:paperform/acts               room  400
    GET    /events/:event/exercise/badges                               room  404,organiser=200
    GET    /api/v1/events/:event/exercise/sheets                        room  404,organiser=200
    POST   /api/v1/events/:event/exercise/sheets                        room  422
    POST   /api/v1/events/:event/exercise/sheets/:paperform/acts        room  422
    """

let exerciseSheetScreens = """
    - organiser     en exercise-sheets  /events/:event/exercise/sheets
    - organiser     en exercise-badges  /events/:event/exercise/badges
    """

/// Decisions and requests on paper, entered by one and confirmed by another.
struct ExerciseSheetTests {
    private static func decision(_ change: (inout ExerciseSheetBody) -> Void = { _ in }) -> ExerciseSheetBody {
        var body = ExerciseSheetBody()
        (body.option, body.confidence, body.rationale) = ("close", 4, "People cough")
        body.consents = ["P", "X"]
        change(&body)
        return body
    }

    private static func enter(_ room: AnswerWorld, _ code: String, _ body: ExerciseSheetBody, isDecision: Bool = true)
        async throws -> ExerciseSheet.ID
    {
        try await ExerciseSheetOperations.enter(
            try await room.play.controller(), room.event, cell: try room.play.cell(code),
            point: isDecision ? room.point : nil, body)
    }

    private static func waiting(_ room: AnswerWorld) async throws -> [ExerciseSheetRecord] {
        let event = room.event
        return try await room.site.database.read { try ExerciseSheetStore($0).waiting(of: event) }
    }

    @Test(arguments: TestEngine.allCases)
    func `a decision on paper counts when a second person has compared it, as of when it was entered`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let room = try await AnswerWorld(site)
            room.play.advance(minutes: 5)
            let id = try await Self.enter(room, "A", Self.decision())
            #expect(try await room.decisions().isEmpty)
            await expectRefusal(.sheetWaitsAlready) { _ = try await Self.enter(room, "A", Self.decision()) }
            let (one, other) = (try await room.play.controller(), try await room.play.director())
            await expectRefusal(.sheetNeedsSecondPerson) {
                try await ExerciseSheetOperations.act(one, room.event, id, .confirmation)
            }
            let director = await room.world.browser(room.world.organiser)
            let page = try await director.get(ExerciseSheetPaths.list(room.event))
            #expect(page.contains("sheet-\(id)") && page.contains("People cough") && page.contains("Option close"))
            room.play.advance(minutes: 3)
            try await ExerciseSheetOperations.act(other, room.event, id, .confirmation)
            try await ExerciseSheetOperations.act(other, room.event, id, .confirmation)
            let made = try await room.decisions()
            #expect(made.count == 1)
            let decision = try #require(made.first)
            #expect(decision.choice == "close" && decision.decided == 5 * AnswerWorld.minute)
            #expect(decision.missing(["P", "S"]) == ["S"])
            #expect(try await Self.waiting(room).isEmpty)
            #expect(try await room.play.journal("exercise-sheet.confirmation") == 1)
        }
    }

    @Test func `a second form for the same decision is not taken, and what was typed stays`() async throws {
        try await TestSite.with(.sqlite, runsClocks: false) { site in
            let room = try await AnswerWorld(site)
            _ = try await Self.enter(room, "A", Self.decision())
            let director = await room.world.browser(room.world.organiser)
            let sent = try await director.post(
                ExerciseSheetPaths.new(room.event),
                [
                    "cell": try room.play.cell("A").description, "point": room.point.description,
                    "option-code": "keep", "confidence": "2", "rationale": "Nobody coughs", "allowed": "30",
                ])
            #expect(sent.status == 422 && sent.contains("waits for confirmation already"))
            #expect(sent.contains("Nobody coughs") && sent.contains("value=\"keep\" checked"))
            #expect(try await Self.waiting(room).count == 1)
        }
    }

    @Test func `a badge says what somebody is in word and colour, in which language, and where the door is`()
        async throws
    {
        try await TestSite.with(.sqlite, runsClocks: false) { site in
            let room = try await AnswerWorld(site)
            let director = await room.world.browser(room.world.organiser)
            let page = try await director.get(ExerciseSheetPaths.badges(room.event))
            #expect(page.contains("badge role-player") && page.contains("Player") && page.contains("lang=\"en\""))
            #expect(page.contains("class=\"qr\"") && page.contains("<svg"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a request on paper reaches the other cell, and one that is thrown away nobody`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, runsClocks: false) { site in
            let room = try await AnswerWorld(site)
            let target = RequestTarget.cell(try room.play.cell("B")).description
            var body = ExerciseSheetBody()
            (body.type, body.text, body.allowed, body.to) = ("assistance", "Send us two ambulances", 30, [target])
            let (kept, gone) = (
                try await Self.enter(room, "A", body, isDecision: false),
                try await Self.enter(room, "C", body, isDecision: false)
            )
            let director = try await room.play.director()
            // Whoever entered it may throw it away, too.
            try await ExerciseSheetOperations.act(
                try await room.play.controller(), room.event, gone, .discarding)
            try await ExerciseSheetOperations.act(director, room.event, kept, .confirmation)
            let cell = try room.play.cell("B")
            let requests = try await site.database.read { try CellRequestStore($0).all(of: cell) }
            #expect(requests.map(\.text) == ["Send us two ambulances"])
            #expect(requests.first?.from == room.play.cells["A"])
        }
    }

    @Test func `what is wrong on a sheet is told at its field, and only who runs the exercise has the page`()
        async throws
    {
        try await TestSite.with(.sqlite, runsClocks: false) { site in
            let room = try await AnswerWorld(site)
            let cases: [(String, (inout ExerciseSheetBody) -> Void)] = [
                ("option-code", { $0.option = "burn" }), ("confidence", { $0.confidence = nil }),
                ("confidence", { $0.confidence = .max }),
                ("rationale", { $0.rationale = String(repeating: "x", count: 100_000) }),
            ]
            for (field, change) in cases {
                let refused = await refusal { _ = try await Self.enter(room, "A", Self.decision(change)) }
                #expect(refused?.fields.keys.contains(field) == true, "\(field)")
            }
            let refused = await refusal {
                _ = try await Self.enter(room, "A", Self.decision { $0.text = "What?" }, isDecision: false)
            }
            #expect(refused?.fields.keys.contains("to") == true)
            for seat in [room.world.seats[0], room.world.seats[3], room.world.observer] {
                let browser = await room.world.browser(seat)
                for path in [ExerciseSheetPaths.list(room.event), ExerciseSheetPaths.badges(room.event)] {
                    #expect(try await browser.get(path).status == 404, "\(path)")
                }
            }
            let director = await room.world.browser(room.world.organiser)
            let path = "\(ExerciseSheetPaths.new(room.event))?sheet=\(try room.play.cell("A"))%20\(room.point)"
            let page = try await director.get(path)
            #expect(page.status == 200 && page.contains("What of the station?") && page.contains("Function P"))
            // A question that has not reached the cell is not there.
            let inject = try room.play.id("7")
            let unasked: DecisionPoint.ID = site.environment.id()
            try await site.database.write { tx in
                try tx.execute(
                    """
                    INSERT INTO decision_point (id, msel_id, inject_id, number, question, consent, allows_other)
                    VALUES (\(unasked), \(room.play.msel), \(inject), 2, '{"en":"Hidden?"}', '[]', TRUE)
                    """)
            }
            let hidden = "\(ExerciseSheetPaths.new(room.event))?sheet=\(try room.play.cell("A"))%20\(unasked)"
            #expect(try await director.get(hidden).status == 404)
            await expectRefusal(.notFound) {
                _ = try await ExerciseSheetOperations.enter(
                    try await room.play.controller(), room.event, cell: try room.play.cell("A"), point: unasked,
                    Self.decision())
            }
        }
    }

    @Test func `badges carry the mark, the cell, the function and the role of each`() async throws {
        try await TestSite.with(.sqlite, runsClocks: false) { site in
            let room = try await AnswerWorld(site)
            let director = await room.world.browser(room.world.organiser)
            for layout in BadgeLayout.allCases {
                let page = try await director.get("\(ExerciseSheetPaths.badges(room.event))?layout=\(layout.rawValue)")
                #expect(page.status == 200 && page.contains("badges \(layout.style)"))
                #expect(page.contains("Cell A") && page.contains("Function P") && page.contains("role-evaluator"))
                #expect(
                    page.text.components(separatedBy: "exercise-chip").count > page.text.components(
                        separatedBy: "<li class=\"badge"
                    ).count - 1)
            }
            let player = await room.world.browser(room.world.seats[0])
            let sheet = try await player.get("/events/\(room.event)/exercise/files/decision-sheet.html")
            #expect(sheet.status == 200 && sheet.contains(ExerciseMark.call) && sheet.contains("Function P"))
            #expect(!sheet.contains("Secret"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a form keeps what was checked, of its kind only, and a request that is sent twice is one`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, runsClocks: false) { site in
            let room = try await AnswerWorld(site)
            let target = RequestTarget.cell(try room.play.cell("B")).description
            var body = ExerciseSheetBody()
            (body.type, body.text, body.allowed, body.to) = (
                "assistance", "  Send us two ambulances ", 30, [target, "x"]
            )
            (body.rationale, body.consents) = (String(repeating: "x", count: 100_000), ["P"])
            let ids = [
                try await Self.enter(room, "A", body, isDecision: false),
                try await Self.enter(room, "A", body, isDecision: false),
            ]
            #expect(ids[0] == ids[1])
            let kept = try #require(try await Self.waiting(room).first?.body)
            #expect(kept.text == "Send us two ambulances" && kept.to == [target])
            #expect(kept.rationale.isEmpty && kept.consents.isEmpty)
            let (event, cell) = (room.event, try room.play.cell("A"))
            let director = try await room.play.director()
            let told = body
            await expectRefusal(.sheetWaitsAlready) {
                _ = try await ExerciseSheetOperations.enter(director, event, cell: cell, point: nil, told)
            }
        }
    }
}
