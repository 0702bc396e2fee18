import Domain
import Foundation
import HTTPTypes
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// Who gets through, route by route, and how they are answered (see ``AccessTests``, which finds both tables here).
let materialScenarios = """
    GET    /events/:event/materials  room
    GET    /events/:event/materials/new  runners
    GET    /events/:event/materials/:material  runners
    GET    /events/:event/materials/:material/edit  runners
    GET    /events/:event/materials/:material/file  room  404,facilitator=200,organiser=200
    POST   /events/:event/materials  runners  422
    POST   /events/:event/materials/:material  runners  422
    POST   /events/:event/materials/:material/files  runners  422
    POST   /events/:event/materials/:material/release  runners  303
    POST   /events/:event/materials/:material/withdrawal  runners  409
    POST   /events/:event/materials/:material/removal  runners  303
    GET    /api/v1/events/:event/materials  room
    POST   /api/v1/events/:event/materials  runners  422
    GET    /api/v1/events/:event/materials/:material  room  404,facilitator=200,organiser=200
    PUT    /api/v1/events/:event/materials/:material  runners  422
    DELETE /api/v1/events/:event/materials/:material  runners
    GET    /api/v1/events/:event/materials/:material/file  room  404,facilitator=200,organiser=200
    POST   /api/v1/events/:event/materials/:material/files  runners  422
    PUT    /api/v1/events/:event/materials/:material/release  runners
    PUT    /api/v1/events/:event/materials/:material/withdrawal  runners  409
    GET    /api/v1/events/:event/materials/:material/fetches  runners
    """

let materialRows = """
    material /api/v1/events/:event/materials title=Slides fileName=slides.txt content=SGVsbG8=
    """

let materialScreens = """
    - facilitator   en materials  /events/:event/materials
    - facilitator   ru material  /events/:event/materials/:material
    - member        ar materials-member  /events/:event/materials
    """

struct MaterialTests {
    private static let pdf = Array("%PDF-1.7 slides".utf8)

    private static func material(
        _ world: World, marking: String = "GREEN", audience: MaterialAudience = .everybody, released: Bool = true
    ) async throws -> MaterialRecord {
        var fields = MaterialFields()
        (fields.title, fields.marking, fields.audience) = ("Slides of day 1", marking, audience.rawValue)
        let visit = try await world.visit(world.facilitator)
        let file = try CheckedFile(pdf, name: "slides.pdf", FileSettings())
        let made = try await MaterialOperations.create(visit, world.event, fields, file)
        return released ? try await MaterialOperations.release(visit, world.event, made.id) : made
    }

    @Test(arguments: TestEngine.allCases)
    func `a material is a draft until it is released, and then those for whom it is fetch it at one address`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let made = try await Self.material(world, released: false)
            let (desk, seat) = (await world.browser(world.facilitator), await world.browser(world.seats[0]))
            let (list, file) = ("/events/\(world.event)/materials", "/events/\(world.event)/materials/\(made.id)/file")
            #expect(try await !seat.get(list).contains("Slides of day 1"))
            #expect(try await seat.get(file).status == 404)
            #expect(try await desk.get(list).contains("Not released yet"))
            #expect(try await desk.post("\(list)/\(made.id)/release").status == 303)
            #expect(try await seat.get(list).contains(file))
            let got = try await seat.get(file)
            #expect(got.bytes == Self.pdf)
            #expect(got.headers[.contentSecurityPolicy]?.contains("sandbox") == true)
            #expect(got.headers[.contentDisposition]?.hasPrefix("attachment") == true)
            #expect(got.headers[.xContentTypeOptions] == "nosniff")
            let newer = try CheckedFile(Array("%PDF-2.0".utf8), name: "slides2.pdf", FileSettings())
            _ = try await MaterialOperations.supersede(
                try await world.visit(world.facilitator), world.event, made.id, newer)
            #expect(try await seat.get(file).bytes == newer.bytes)
            #expect(
                try await site.journal().filter { $0.hasPrefix("material.") } == [
                    "material.creation", "material.release", "material.supersession",
                ])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a withdrawn material leaves its title and the reason to those who could read it`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let made = try await Self.material(world, audience: .participants)
            let visit = try await world.visit(world.facilitator)
            _ = try await MaterialOperations.withdraw(visit, world.event, made.id, reason: "A wrong number")
            let seat = await world.browser(world.seats[0])
            let page = try await seat.get("/events/\(world.event)/materials")
            #expect(page.contains("Slides of day 1") && page.contains("A wrong number"))
            #expect(!page.contains("\(made.id)/file"))
            #expect(try await seat.get("/events/\(world.event)/materials/\(made.id)/file").status == 410)
            await #expect(throws: Refusal.self) { try await MaterialOperations.remove(visit, world.event, made.id) }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func
        `the stricter of the event's marking and the material's decides, and who is in by the code alone reads no AMBER`(
            engine: TestEngine
        ) async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let made = try await Self.material(world, marking: "AMBER")
            let file = "/events/\(world.event)/materials/\(made.id)/file"
            let seat = await world.browser(world.seats[0])
            let id = world.seats[0].id
            try await site.database.write {
                try $0.execute("UPDATE participant SET unverified_at = 1 WHERE id = \(id)")
            }
            #expect(try await seat.get(file).status == 404)
            #expect(try await site.count("SELECT COUNT(*) FROM material_fetch") == 0)
            try await site.database.write {
                try $0.execute("UPDATE participant SET unverified_at = NULL WHERE id = \(id)")
            }
            #expect(try await seat.get(file).status == 200)
            #expect(try await seat.get(file).status == 200)
            #expect(try await site.count("SELECT COUNT(*) FROM material_fetch") == 1)
            let page = try await world.browser(world.facilitator).get("/events/\(world.event)/materials/\(made.id)")
            #expect(page.contains("id=\"fetches\"") && page.contains(world.seats[0].name))
        }
    }

    @Test(arguments: ["RED", "AMBER+STRICT", "AMBER", "GREEN", "CLEAR"])
    func `of what is GREEN or CLEAR nobody is noted down`(marking: String) async throws {
        try await TestSite.with(.sqlite) { site in
            let world = try await site.world()
            try await site.database.write { try $0.execute("UPDATE event SET marking = 'CLEAR'") }
            let made = try await Self.material(world, marking: marking)
            let seat = await world.browser(world.seats[0])
            #expect(try await seat.get("/events/\(world.event)/materials/\(made.id)/file").status == 200)
            let expected = ["GREEN", "CLEAR"].contains(marking) ? 0 : 1
            #expect(try await site.count("SELECT COUNT(*) FROM material_fetch") == expected)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what is released for later is read from that moment on, and told then`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let made = try await Self.material(world, released: false)
            let later = site.clock.now + 3_600_000
            _ = try await MaterialOperations.release(
                try await world.visit(world.facilitator), world.event, made.id, at: later)
            let seat = await world.browser(world.seats[0])
            let file = "/events/\(world.event)/materials/\(made.id)/file"
            try await MaterialClock.run(site.database, site.environment)
            #expect(try await seat.get(file).status == 404)
            site.clock.advance(seconds: 3_600)
            #expect(try await seat.get(file).status == 200)
            for _ in 0..<2 { try await MaterialClock.run(site.database, site.environment) }
            let kinds = try await site.journal().filter { $0.hasPrefix("material.") }
            #expect(kinds == ["material.creation", "material.scheduling", "material.release"])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a material comes in by a form, and what is wrong with its file stands at the field`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let desk = await world.browser(world.organiser)
            let list = "/events/\(world.event)/materials"
            let none = try await desk.post(
                list, ["title": "Slides", "language": "en", "marking": "GREEN", "audience": "everybody"])
            #expect(none.status == 422 && none.contains("id=\"file-error\"") && none.contains("value=\"Slides\""))
            #expect(try await site.count("SELECT COUNT(*) FROM kept_file") == 0)
            let done = try await desk.upload(
                list, ["title": "Slides", "language": "en", "marking": "AMBER", "audience": "everybody"], field: "file",
                fileName: "slides.pdf", Self.pdf)
            #expect(done.status == 303 && done.location?.contains("done=added") == true)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the API adds, releases, replaces and withdraws, and the same sending twice is one`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let (client, list) = (try await world.api(world.organiser), "/api/v1/events/\(world.event)/materials")
            let content = Data(Self.pdf).base64EncodedString()
            let body: [String: Any] = ["title": "Slides", "fileName": "=a.pdf", "content": content, "key": "k1"]
            let first = try await client.send(.post, list, body)
            #expect(first.status == 201 && first.text("fileName") == "a.pdf" && first.text("state") == "draft")
            #expect(try await client.send(.post, list, body).text("id") == first.text("id"))
            #expect(try await site.count("SELECT COUNT(*) FROM material") == 1)
            let one = "\(list)/\(first.text("id"))"
            #expect(try await client.send(.put, "\(one)/release", [:]).text("state") == "released")
            #expect(try await client.send(.put, "\(one)/release", ["at": "2026-02-30T10:00"]).status == 422)
            let html = Data("<html>".utf8).base64EncodedString()
            #expect(
                try await client.send(.post, "\(one)/files", ["fileName": "a.pdf", "content": html]).status == 422)
            #expect(try await client.send(.put, "\(one)/withdrawal", ["reason": "Old"]).text("reason") == "Old")
            #expect(try await client.send(.get, list).items.count == 1)
            #expect(try await client.send(.delete, one).status == 409)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a search finds a material for those who may read it`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            _ = try await Self.material(world, audience: .team)
            #expect(try await world.browser(world.organiser).get("/search?q=slides").contains("found-material"))
            let seat = await world.browser(world.seats[0])
            #expect(try await !seat.get("/search?q=slides").contains("found-material"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `news of materials count what the reader may read, and nothing else`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let maker = WorldMaker(environment: site.environment)
            let guest = try await site.database.write { tx in
                let guest = try maker.addAccount(tx, "Petra Part", "petra@example.org")
                try maker.addAccountSeat(tx, world.event, guest, .participant)
                return guest
            }
            try await Notifying.run(site.database, site.environment)
            func told(_ account: TestAccount) async throws -> [String] {
                try await Notifying.run(site.database, site.environment)
                return try await world.api(account).send(.get, "/api/v1/notifications").items.map {
                    $0["what"] as? String ?? ""
                }
            }
            let team = try await Self.material(world, audience: .team)
            #expect(try await told(guest) == [])
            _ = try await Self.material(world)
            #expect(try await told(guest) == ["1 material was released"])
            #expect(try await told(world.organiser) == ["2 materials were released"])
            _ = try await MaterialOperations.withdraw(
                try await world.visit(world.facilitator), world.event, team.id, reason: "Wrong file")
            #expect(try await told(guest) == ["1 material was released"])
        }
    }
}
