import Domain
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

let exconSimcellScenarios = """
    GET    /events/:event/exercise/simcell                                      room  404,organiser=200
    GET    /events/:event/exercise/simcell/live                                 room  404,organiser=200
    POST   /events/:event/exercise/simcell/requests/:demand                     room  404,organiser=400
    POST   /events/:event/exercise/simcell/cells/:cell                          room  404,organiser=422
    """

/// Whoever runs the exercise answers for everybody who is not at the table.
struct ExconSimcellTests {
    private struct Desk {
        let room: AnswerWorld
        let request: ExerciseRequest.ID
        let lead: Browser

        /// A asks the hospitals, whom nobody plays.
        init(_ site: TestSite) async throws {
            room = try await AnswerWorld(site)
            let (msel, actor) = (room.play.msel, site.environment.id(Actor.ID.self))
            try await site.database.write { tx in
                try tx.execute(
                    "INSERT INTO exercise_actor (id, msel_id, name, kind, address) VALUES (\(actor), \(msel), 'Hospitals', 'authority', '')"
                )
            }
            var fields = RequestFields()
            fields.text = "Have you beds for ten?"
            let sent = try await CellRequestOperations.send(
                room.player("A"), room.event, CellRequestOperations.Sending(fields, to: [.actor(actor)]))
            request = try #require(sent.first)
            lead = await room.world.browser(room.world.organiser)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a request to a simulated body waits on the console, on the phone and on its own page, and is answered`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let desk = try await Desk(site)
            let event = desk.room.event
            #expect(try await desk.lead.get(ExercisePaths.console(event)).contains(ExconPaths.simcell(event)))
            for path in [ExconPaths.simcell(event), PlayPaths.control(event)] {
                let page = try await desk.lead.get(path)
                #expect(page.contains("request-\(desk.request)") && page.contains("Have you beds for ten?"), "\(path)")
                #expect(page.contains("Hospitals"), "\(path)")
            }
            let path = ExconPaths.simcellRequest(event, desk.request)
            let phone = try await desk.lead.post(path, ["act": "acknowledgement", "from": "control"])
            #expect(phone.status == 303 && phone.location?.hasPrefix(PlayPaths.control(event)) == true)
            #expect(try await desk.room.request(desk.request).state == .acknowledged)
            #expect(try await desk.lead.post(path, ["act": "nothing"]).status == 400)
            // Without a reason nothing is declined; a ready one will do.
            let empty = try await desk.lead.post(path, ["act": "declined"])
            #expect(empty.status == 422 && empty.contains("Say why you decline."))
            #expect(
                try await desk.lead.post(path, ["act": "declined", "ready": "This is not our task"]).status == 303)
            let answered = try await desk.room.request(desk.request)
            #expect(answered.answer?.outcome == .declined && answered.answer?.text == "This is not our task")
            #expect(try await desk.lead.get(ExconPaths.simcell(event)).contains("Nobody waits for an answer."))
        }
    }

    @Test func `a cell's question to control is answered, and players find none of it`() async throws {
        try await TestSite.with(.sqlite, runsClocks: false) { site in
            let desk = try await Desk(site)
            let event = desk.room.event
            let cell = try desk.room.play.cell("B")
            let told = ExerciseMessageFields(text: "Our page does not load")
            _ = try await CellTalkOperations.say(desk.room.player("B"), event, .control, told)
            let page = try await desk.lead.get(ExconPaths.simcell(event))
            #expect(page.contains("Our page does not load") && page.contains("talk-\(cell)"))
            let path = ExconPaths.simcellReply(event, cell)
            #expect(try await desk.lead.post(path, ["text": ""]).status == 422)
            #expect(try await desk.lead.post(path, ["text": "Load it again"]).status == 303)
            let queue = try await site.database.read {
                try ExconSimcellPage.queue(event, now: site.clock.now, $0)
            }
            #expect(queue.questions.isEmpty && queue.talks[cell]?.last?.text == "Load it again")
            let player = await desk.room.world.browser(desk.room.world.seats[0])
            #expect(try await player.get(ExconPaths.simcell(event)).status == 404)
            #expect(try await player.post(path, ["text": "x"]).status == 404)
            let other = try await player.post(ExconPaths.simcellRequest(event, desk.request), ["act": "agreed"])
            #expect(other.status == 404)
        }
    }
}
