import Domain
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// Requests between cells, from sending to closing.
struct CellRequestTests {
    private func answer(_ outcome: RequestOutcome, _ text: String = "") -> RequestAnswerFields {
        RequestAnswerFields(outcome: outcome.rawValue, text: text)
    }

    @Test(arguments: TestEngine.allCases)
    func `a request is sent, acknowledged, answered and closed, each once`(engine: TestEngine) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let room = try await AnswerWorld(site)
            let ids = try await room.ask("A", ["B", "C"])
            #expect(ids.count == 2)
            let (id, receiver, sender) = (ids[0], try await room.player("B"), try await room.player("A"))
            #expect(try await room.request(id).call == room.request(ids[1]).call)
            #expect(try await room.request(id).fromFunction == "P")
            await expectRefusal(.notFound) { try await CellRequestOperations.acknowledge(sender, room.event, id) }
            room.play.advance(minutes: 2)
            try await CellRequestOperations.acknowledge(receiver, room.event, id)
            try await CellRequestOperations.acknowledge(receiver, room.event, id)
            await expectRefusal(.requestNotAnswered) {
                try await CellRequestOperations.close(sender, room.event, id, wasServed: true)
            }
            room.play.advance(minutes: 12)
            let refused = await refusal {
                try await CellRequestOperations.answer(receiver, room.event, id, answer(.declined))
            }
            #expect(refused?.fields["text"] != nil)
            try await CellRequestOperations.answer(receiver, room.event, id, answer(.agreed))
            try await CellRequestOperations.answer(receiver, room.event, id, answer(.agreed))
            await expectRefusal(.requestIsAnswered) {
                try await CellRequestOperations.answer(receiver, room.event, id, answer(.partly))
            }
            try await CellRequestOperations.close(sender, room.event, id, wasServed: true)
            let request = try await room.request(id)
            #expect(request.state == .closed)
            #expect(request.steps.map(\.elapsed) == [2, 14, 14].map { $0 * AnswerWorld.minute })
            let measures = try await room.figures().measures
            #expect(measures.answered == RequestMeasures.Share(1, of: 2))
            #expect(measures.timeToAcknowledge == 2)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who is asked is reminded at half of the time and at its end, once each, and not in a pause`(
        engine: TestEngine
    )
        async throws
    {
        try await TestSite.with(engine, runsClocks: false) { site in
            let room = try await AnswerWorld(site)
            for code in ["A", "B"] {
                _ = try await room.play.player(code).post("\(room.play.play)/confirmation")
            }
            let ids = try await room.ask("A", ["B", "C"])
            let allowed = try await room.request(ids[0]).allowed / AnswerWorld.minute
            func reminded() async throws -> Int {
                try await site.count("SELECT COUNT(*) FROM exercise_request_reminder WHERE share = 50") * 100
                    + site.count("SELECT COUNT(*) FROM exercise_request_reminder WHERE share = 100")
            }
            let (receiver, sender) = (await room.play.player("B"), await room.play.player("A"))
            try await room.play.look()
            #expect(try await reminded() == 0)
            #expect(try await !receiver.get(room.play.play).contains("Half of the time is over"))
            try await room.play.act(.pause)
            room.play.advance(minutes: allowed)
            try await room.play.look()
            #expect(try await reminded() == 0)
            try await room.play.act(.resume)
            room.play.advance(minutes: allowed / 2)
            try await room.play.look()
            try await room.play.look()
            #expect(try await reminded() == 200)
            let half = try await receiver.get(room.play.play)
            #expect(half.contains("Half of the time is over") && half.contains("now-r-\(ids[0])"))
            #expect(try await !sender.get(room.play.play).contains("now-r-"))
            try await CellRequestOperations.answer(
                try await room.player("B"), room.event, ids[0], answer(.agreed))
            room.play.advance(minutes: allowed)
            try await room.play.look()
            // B has answered: only C is overdue.
            #expect(try await reminded() == 201)
            #expect(try await sender.get(room.play.play).contains("The time is over"))
            // Half of it to two cells, to those who run it and to evaluators; overdue to who asked as well.
            #expect(try await room.play.journal("exercise.request-reminder") == 2 * 3 + 4)
        }
    }

    /// F18.
    @Test(arguments: TestEngine.allCases)
    func `what is answered is not withdrawn any more, and what is withdrawn not answered`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, runsClocks: false) { site in
            let room = try await AnswerWorld(site)
            let (one, other) = (try await room.ask("A", ["B"])[0], try await room.ask("A", ["B"], "And this?")[0])
            let (sender, receiver) = (try await room.player("A"), try await room.player("B"))
            try await CellRequestOperations.answer(receiver, room.event, one, answer(.partly, "Half of it"))
            await expectRefusal(.requestIsAnswered) {
                try await CellRequestOperations.withdraw(sender, room.event, one)
            }
            try await CellRequestOperations.withdraw(sender, room.event, other)
            await expectRefusal(.requestIsWithdrawn) {
                try await CellRequestOperations.answer(receiver, room.event, other, answer(.agreed))
            }
        }
    }

    /// F17.
    @Test(arguments: TestEngine.allCases)
    func `what is passed on goes neither back nor in circles`(engine: TestEngine) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let room = try await AnswerWorld(site)
            let id = try await room.ask("A", ["B"])[0]
            let cells = room.play.cells
            let target = { (code: String) in cells[code].map { RequestTarget.cell($0) } }
            let (b, c) = (try await room.player("B"), try await room.player("C"))
            await expectRefusal(.requestGoesInCircles) {
                _ = try await CellRequestOperations.redirect(b, room.event, id, to: target("A"), "")
            }
            let child = try await CellRequestOperations.redirect(b, room.event, id, to: target("C"), "They know")
            for code in ["A", "B"] {
                await expectRefusal(.requestGoesInCircles) {
                    _ = try await CellRequestOperations.redirect(c, room.event, child, to: target(code), "")
                }
            }
            let passed = try await room.request(child)
            #expect(passed.parent == id && passed.from == cells["A"])
            #expect(try await room.request(id).answer?.outcome == .redirected)
        }
    }

    /// F16.
    @Test(arguments: TestEngine.allCases)
    func `a cell in which nobody plays is answered for by those who run the exercise`(engine: TestEngine) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let room = try await AnswerWorld(site)
            let cell = try room.play.cell("C")
            try await site.database.write {
                try $0.execute("DELETE FROM exercise_seat WHERE cell_id = \(cell)")
            }
            let (empty, played) = (try await room.ask("A", ["C"])[0], try await room.ask("A", ["B"])[0])
            let event = room.event
            let queue = try await site.database.read { try CellRequestOperations.queue(of: event, $0) }
            #expect(queue.map(\.id) == [empty])
            let controller = try await room.play.controller()
            try await CellRequestOperations.answer(controller, event, empty, answer(.agreed))
            await expectRefusal(.notFound) {
                try await CellRequestOperations.answer(controller, event, played, answer(.agreed))
            }
            #expect(try await room.request(empty).state == .answered)
        }
    }

    /// I7.
    @Test(arguments: TestEngine.allCases)
    func `a cell sees its own requests and the picture that it was shown, nobody who looks on sees any`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let room = try await AnswerWorld(site)
            try await room.ask("A", ["B"])
            var fields = PictureFields()
            (fields.text, fields.shown) = ("Two trains stand at the bridge", PictureAudience.cells.rawValue)
            let shown = CellPictureOperations.Sending(fields, cells: [try room.play.cell("B")])
            let item = try await CellPictureOperations.add(try await room.player("A"), room.event, shown)
            let event = room.event
            func seen(_ visit: Visit) async throws -> [Int] {
                try await site.database.read { reading in
                    let standing = try ExerciseStanding(visit, event, reading)
                    return [
                        try PlaySight.requests(standing, reading).count, try PlaySight.picture(standing, reading).count,
                    ]
                }
            }
            #expect(try await seen(try await room.player("A")) == [1, 1])
            #expect(try await seen(try await room.player("B")) == [1, 1])
            #expect(try await seen(try await room.player("C")) == [0, 0])
            #expect(try await seen(try await room.observer()) == [0, 0])
            #expect(try await seen(try await room.play.controller()) == [1, 1])
            // An evaluator sees what a watched cell sent, got and was shown, and nothing of the others.
            let evaluator = try await room.world.visit(room.world.seats[3])
            #expect(try await seen(evaluator) == [0, 0])
            try await room.ask("B", ["C"])
            try await room.play.watch("A")
            #expect(try await seen(evaluator) == [1, 1])
            #expect(try await seen(try await room.play.controller()) == [2, 1])
            let other = try await room.player("B")
            await expectRefusal(.notFound) {
                try await CellPictureOperations.change(other, event, item, shown)
            }
            var turned = shown
            turned.fields.standing = PictureStanding.disproved.rawValue
            try await CellPictureOperations.change(try await room.player("A"), event, item, turned)
            let signals = try await site.database.read { reading in
                let plan = try ExercisePlan(try PlayStore(reading).required(event).msel, reading)
                return try AnswerFacts.signals(of: event, plan, reading).map(\.event)
            }
            #expect(signals == [.requestSent, .requestOverdue, .requestSent, .requestOverdue, .pictureDisproved])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a statement asks its neighbours and goes out once, and a question goes to those who run the exercise`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let room = try await AnswerWorld(site)
            let (a, b, c) = (try await room.player("A"), try await room.player("B"), try await room.player("C"))
            let event = room.event
            let id = try await CellTalkOperations.draft(
                a, event, StatementFields(text: "The station is closed"), asking: [try room.play.cell("B")])
            await expectRefusal(.notFound) {
                try await CellTalkOperations.consent(c, event, id, agrees: true, "")
            }
            try await CellTalkOperations.consent(b, event, id, agrees: true, "")
            try await CellTalkOperations.release(a, event, id)
            try await CellTalkOperations.release(a, event, id)
            await expectRefusal(.statementIsReleased) {
                try await CellTalkOperations.consent(b, event, id, agrees: false, "")
            }
            #expect(try await room.figures().agreedStatements == RequestMeasures.Share(1, of: 1))
            _ = try await CellTalkOperations.say(a, event, .control, ExerciseMessageFields(text: "May we call?"))
            await expectRefusal(.notFound) {
                _ = try await CellTalkOperations.say(
                    a, event, .cells, to: room.play.cells["B"], ExerciseMessageFields(text: "Psst"))
            }
            let messages = try await site.database.read { try CellTalkStore($0).messages(of: event) }
            #expect(messages.map(\.way) == [.control])
        }
    }
}

/// What whoever evaluates a cell is told of its requests.
struct CellDeedTests {
    @Test(arguments: TestEngine.allCases)
    func `an evaluator sees what a cell was asked, when it said so, and what it answered`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, runsClocks: false) { site in
            let room = try await AnswerWorld(site)
            let id = try await room.ask("A", ["B"], "Send a map")[0]
            room.play.advance(minutes: 2)
            let receiver = try await room.player("B")
            try await CellRequestOperations.acknowledge(receiver, room.event, id)
            room.play.advance(minutes: 3)
            try await CellRequestOperations.answer(
                receiver, room.event, id,
                RequestAnswerFields(outcome: RequestOutcome.agreed.rawValue, text: "It is on its way"))
            let (event, msel, code) = (room.event, room.play.msel, try room.play.cell("B"))
            let lines = try await site.database.read { reading in
                let plan = try ExercisePlan(msel, reading)
                let cell = try #require(plan.cell(code))
                return try CellRecords.lines(of: cell, in: event, plan, reading)
            }
            let told = lines.filter { $0.text.contains("map") || $0.text.contains("its way") || $0.text.hasPrefix("→") }
            #expect(told.map(\.elapsed) == [0, 2, 5].map { $0 * AnswerWorld.minute })
            #expect(told.first?.text.hasPrefix("←") == true && told.last?.text.contains("It is on its way") == true)
        }
    }
}
