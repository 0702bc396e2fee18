import Domain
import HTTPTypes
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// The same as JSON, at the addresses of the contract.
struct AnswerAPITests {
    @Test(arguments: TestEngine.allCases)
    func `a cell decides, asks and answers by programs as on pages, and sees no more`(engine: TestEngine) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let room = try await AnswerWorld(site)
            let path = "/api/v1/events/\(room.event)"
            let (a, b) = (room.world.api(room.world.seats[0]), room.world.api(room.world.seats[1]))
            let sent = try await a.send(
                .post, "\(path)/decisions",
                ["point": "\(room.point)", "optionCode": "close", "confidence": 4, "key": "k"])
            #expect(sent.status == 201)
            #expect(sent["exercise"] as? Bool == true)
            let wrong = try await a.send(
                .post, "\(path)/decisions", ["point": "\(room.point)", "optionCode": "none", "confidence": 4])
            #expect(wrong.status == 422)
            for address in ["\(path)/decisions", "\(path)/exercise/decisions"] {
                #expect(try await a.send(.get, address).items.count == 1)
                #expect(try await b.send(.get, address).items.isEmpty)
            }
            let asked = try await a.send(
                .post, "\(path)/requests",
                [
                    "type": "assistance", "text": "Two ambulances", "allowed": 30,
                    "to": ["cell:\(try room.play.cell("B"))"],
                ])
            #expect(asked.status == 201)
            let id = try #require(asked.items.first?["id"] as? String)
            let answered = try await b.send(.post, "\(path)/requests/\(id)/steps", ["kind": "agreed"])
            #expect(answered.text("state") == "answered")
            let again = try await b.send(
                .post, "\(path)/requests/\(id)/steps", ["kind": "declined", "text": "No more"])
            #expect(again.status == 409)
            let item = try await a.send(
                .post, "\(path)/picture", ["topic": "hazard", "text": "Sore eyes", "standing": "confirmed"])
            #expect(item.status == 201)
            #expect(try await b.send(.get, "\(path)/picture").items.isEmpty)
            #expect(try await a.send(.get, "\(path)/exercise/log").items.count >= 3)
            #expect(try await a.send(.get, "\(path)/measures").status == 404)
            let plain = try await site.browser().send(
                .get, "\(path)/requests", [.authorization: "Bearer \(room.world.seats[0].link)"], [])
            let header = try #require(HTTPField.Name(ExerciseHeader.name))
            #expect(plain.headers[header] == ExerciseMark.call)
            let director = try await room.world.api(room.world.organiser)
            let measures = try await director.send(.get, "\(path)/measures")
            #expect(measures.status == 200)
            let requests = measures["requests"] as? [String: Any]
            #expect((requests?["answered"] as? [String: Any])?["value"] as? String == "1")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `in a workshop the same address tells what countries decided`(engine: TestEngine) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let world = try await site.world()
            let reply = try await world.api(world.seats[0]).send(.get, "/api/v1/events/\(world.event)/decisions")
            #expect(reply.status == 200)
            #expect(reply.items.isEmpty)
        }
    }
}
