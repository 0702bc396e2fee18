import Domain
import Foundation
import HTTPTypes
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

struct APITests {
    @Test func `the description is valid JSON and names every route of the API`() throws {
        let document = try #require(
            JSONSerialization.jsonObject(with: Data(try OpenAPI.document().utf8)) as? [String: Any])
        let paths = try #require(document["paths"] as? [String: [String: Any]])
        #expect(document["openapi"] as? String == "3.1.0")
        let ids = paths.values.flatMap { $0.values.compactMap { ($0 as? [String: Any])?["operationId"] as? String } }
        #expect(ids.count == Routes.api.count)
        #expect(Set(ids).count == ids.count)
    }

    @Test func `every reference of the description leads somewhere, and every part of it is referred to`() throws {
        let text = try OpenAPI.document()
        let document = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        let components = try #require(document["components"] as? [String: [String: Any]])
        var told: Set<String> = []
        for kind in ["schemas", "parameters", "responses"] {
            for name in try #require(components[kind]).keys {
                #expect(name.allSatisfy { $0.isASCII && ($0.isLetter || $0 == "-") }, "\(name)")
                told.insert("#/components/\(kind)/\(name)")
            }
        }
        let referred = Set(text.matches(of: /"\$ref": "([^"]+)"/).map { String($0.output.1) })
        #expect(referred == told)
        // What is told once has a name: no object stands within another.
        let schemas = try #require(components["schemas"] as? [String: [String: Any]])
        for (name, schema) in schemas {
            for (property, inner) in schema["properties"] as? [String: [String: Any]] ?? [:] {
                #expect(inner["properties"] == nil, "\(name).\(property) has no name")
            }
        }
    }

    @Test func `a schema is called after its type`() {
        #expect(SchemaName.of(EventAPI.RoleInput.self) == "EventRoleInput")
        #expect(SchemaName.of(EventAPI.EventBody.self) == "Event")
        #expect(SchemaName.of(RoundRecord.State.self) == "RoundState")
        #expect(SchemaName.of(Role.self) == "Role")
        #expect(SchemaName.of(ListBody<CaseAPI.CaseBody>.self) == "CaseList")
        #expect(SchemaName.of(CaseAPI.CaseInput.self) == "CaseInput")
    }

    @Test func `what fits stands on one line, in the order of its names`() {
        let json = JSONValue.object(["b": JSONValue(["x", "y"]), "a": .object(["type": "a longer text"])])
        #expect(json.json(width: 80) == #"{"a": {"type": "a longer text"}, "b": ["x", "y"]}"#)
        #expect(json.json(width: 36) == "{\n  \"a\": {\"type\": \"a longer text\"},\n  \"b\": [\"x\", \"y\"]\n}")
    }

    @Test func `a schema is read from the type`() {
        let schema = JSONSchema.of(EventAPI.RoleInput.self)
        #expect(
            schema.plain
                == .object([
                    .init(
                        name: "role", schema: .named("Role", .choice(Role.allCases.map(\.rawValue))), isRequired: true)
                ]))
    }

    @Test(arguments: TestEngine.allCases)
    func `a whole plenary runs over the API as it is described`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(seats: 6, stage: .collect)
            let lead = try await world.api(world.facilitator)
            let base = "/api/v1/events/\(world.event)"
            #expect(
                try await lead.send(.put, "\(base)/stage", ["stage": "collect", "topic": world.topics[0].description])
                    .status == 200)
            for (number, seat) in world.seats.enumerated() {
                let reply = try await world.api(seat).send(
                    .post, "\(base)/issues",
                    ["title": "Duty contact lists are out of date, number \(number)", "key": "k\(number)"])
                #expect(reply.status == 201)
            }
            let title = "Duty contact lists are out of date, number 0"
            let again = try await world.api(world.member).send(.post, "\(base)/issues", ["title": title, "key": "k0"])
            // The same sending once more, and a program that uses its key for something else.
            #expect(again.status == 201 && again.text("title") == title)
            let other = try await world.api(world.member).send(
                .post, "\(base)/issues", ["title": "Something else", "key": "k0"])
            #expect(other.status == 409)
            let issues = try await lead.send(.get, "\(base)/issues?limit=4")
            #expect(issues.items.count == 4)
            let rest = try await lead.send(.get, "\(base)/issues?limit=4&cursor=\(issues.text("next"))")
            #expect(rest.items.count == 2)

            #expect(
                try await lead.send(.put, "\(base)/stage", ["stage": "merge", "topic": world.topics[0].description])
                    .status == 200)
            #expect(try await lead.send(.get, "\(base)/topics/\(world.topics[0])/suggestions").status == 200)
            let ids = (issues.items + rest.items).compactMap { $0["id"] as? String }
            let merged = try await lead.send(.post, "\(base)/merges", ["issues": Array(ids[0...1])])
            #expect(merged.status == 201)
            let acts = try await lead.send(.get, "\(base)/merges")
            let act = try #require(acts.items.first?["act"] as? Int)
            #expect(try await lead.send(.post, "\(base)/merges/\(act)/reversal").status == 200)

            #expect(
                try await lead.send(.put, "\(base)/stage", ["stage": "vote", "topic": world.topics[0].description])
                    .status == 200)
            let round = try await lead.send(
                .post, "\(base)/rounds",
                ["title": "Which matter most?", "settings": ["method": "multivote"], "issues": ids])
            #expect(round.status == 201)
            let address = "\(base)/rounds/\(round.text("id"))"
            #expect(try await lead.send(.post, "\(address)/opening").status == 200)
            for seat in world.seats {
                let ballot = ["choices": [["issue": ids[2], "value": 2], ["issue": ids[3], "value": 1]]]
                #expect(try await world.api(seat).send(.put, "\(address)/ballot", ballot).status == 200)
            }
            #expect(try await world.api(world.member).send(.get, "\(address)/ballot").status == 200)
            let activity = try await world.api(world.member).send(.get, "\(base)/activity")
            #expect((activity["round"] as? [String: Any])?["answered"] as? Int == 6)
            #expect(try await world.api(world.member).send(.get, "\(address)/tally").status == 409)
            #expect(try await lead.send(.post, "\(address)/closure").status == 200)
            #expect(try await lead.send(.post, "\(address)/revelation").status == 200)
            let tally = try await world.api(world.member).send(.get, "\(address)/tally")
            #expect(tally["ballots"] as? Int == 6)
            #expect(try await world.api(world.member).send(.get, "\(address)/ballots").status == 200)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the organiser prepares programme, event, people and directory over the API`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let admin = try await world.api(world.administrator)
            let programme = try await admin.send(.post, "/api/v1/programmes", ["title": "Seminars of the cities"])
            #expect(programme.status == 201)
            let event = try await admin.send(
                .post, "/api/v1/programmes/\(programme.text("id"))/events",
                [
                    "title": "Workshop", "startsOn": "2026-11-29", "endsOn": "2026-11-30", "timeZone": "Europe/Zagreb",
                    "place": "Zagreb",
                    "topics": [["title": "Information sharing"]],
                ])
            #expect(event.status == 201)
            let base = "/api/v1/events/\(event.text("id"))"
            #expect(try await admin.send(.get, "/api/v1/events").items.count == 1)
            #expect(try await admin.send(.post, "\(base)/topics", ["title": "Recovery"]).status == 201)
            let person = try await admin.send(
                .post, "/api/v1/people",
                ["givenName": "Ana", "familyName": "Primjer", "country": "HR", "sector": "health", "languages": ["hr"]])
            #expect(person.status == 201)
            let seat = try await admin.send(
                .post, "\(base)/participants",
                ["name": "Ana Primjer", "country": "HR", "sector": "health", "person": person.text("id")])
            #expect(seat.status == 201)
            #expect(
                try await admin.send(.put, "\(base)/participants/\(seat.text("id"))/role", ["role": "rapporteur"]).text(
                    "role") == "rapporteur")
            #expect(try await admin.send(.get, "\(base)/participants").items.count == 1)
            #expect(try await admin.send(.delete, "\(base)/participants/\(seat.text("id"))").status == 200)
            for list in ["countries", "regions", "sectors", "people", "organisations", "programmes", "me"] {
                #expect(try await admin.send(.get, "/api/v1/\(list)").status == 200)
            }
        }
    }

    @Test(arguments: [
        (#"{"title": 5}"#, 422, "title"), ("{}", 422, "title"), ("[", 400, ""),
        (#"{"title": "x", "topic": "nowhere"}"#, 422, "topic"),
    ])
    func `a bad body is answered with the field that is wrong`(body: String, status: Int, field: String) async throws {
        try await TestSite.with(.sqlite) { site in
            let world = try await site.world(stage: .collect)
            let reply = try await world.api(world.member).send(.post, "/api/v1/events/\(world.event)/issues", raw: body)
            #expect(reply.status == status)
            let errors = reply["errors"] as? [[String: Any]]
            #expect(field.isEmpty || errors?.first?["field"] as? String == field)
        }
    }

    @Test func `cookies open no door to the API`() async throws {
        try await TestSite.with(.sqlite) { site in
            let world = try await site.world()
            let page = try await world.browser(world.organiser).get("/api/v1/events/\(world.event)")
            #expect(page.status == 401)
        }
    }

    @Test(arguments: ["/healthz", "/readyz"])
    func `health needs no token`(path: String) async throws {
        try await TestSite.with(.sqlite) { site in
            let page = try await site.browser().get(path)
            #expect(page.status == 200)
        }
    }
}
