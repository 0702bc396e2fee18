@testable import App
import Domain
import StorageTestSupport
import Testing
import TestSupport
import Web

private let arrival: KeyValuePairs = [
    "name": "Nora Newcomer", "organisation": "Institute of Examples", "country": "HR", "sector": "health",
    "language": "fr",
]

struct JoiningTests {
    @Test(arguments: TestEngine.allCases)
    func `a personal link opens the room and marks the arrival once`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let (event, environment) = (world.event, site.environment)
            let seat = try await site.database.write {
                try WorldMaker(environment: environment).addSeat(
                    $0, event, "Ivo Invited", country: "HR", sector: "health", state: "invited")
            }
            let browser = site.browser()
            #expect(try await browser.open("/i/\(seat.link)").location == "/e/ZGRB")
            #expect(try await browser.get("/e/ZGRB").status == 200)
            let arrived = try await site.count("SELECT arrived_at FROM participant WHERE id = \(seat.id)")
            #expect(arrived == Int(site.clock.now))
            site.clock.advance(seconds: 60)
            #expect(try await site.browser().open("/i/\(seat.link.uppercased())").location == "/e/ZGRB")
            #expect(try await site.count("SELECT arrived_at FROM participant WHERE id = \(seat.id)") == arrived)
            #expect(try await site.journal().filter { $0 == "participant.arrival" }.count == 1)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the door of an event that is AMBER says whose it is, and not its name or place`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let event = world.event
            try await site.database.write {
                try $0.execute(
                    "UPDATE event SET marking = 'AMBER', title = 'Hidden name', place = 'Hidden place' WHERE id = \(event)"
                )
            }
            let guest = site.browser()
            func isDiscreet(_ page: Page) -> Bool { page.contains("An event of") && !page.contains("Hidden") }
            #expect(isDiscreet(try await guest.get("/e/ZGRB")))
            #expect(try await guest.post("/e/ZGRB/arrivals", ["name": ""]).contains("Hidden") == false)
            #expect(try await guest.post("/e/ZGRB/arrivals", arrival).status == 303)
            // Who waits reads it in the language that they chose.
            let waiting = try await guest.get("/e/ZGRB")
            #expect(waiting.contains("Un événement de") && !waiting.contains("Hidden"))
            #expect(try await world.browser(world.facilitator).get("/e/ZGRB").contains("Hidden name"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an unknown, a revoked and a removed link get the same page in words`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let organiser = try await world.visit(world.organiser)
            try await JoiningOperations.revokeLink(organiser, world.event, world.seats[0].id)
            try await EventOperations.remove(organiser, world.event, world.seats[1].id)
            for link in [world.seats[0].link, world.seats[1].link, "00000000000000000000000000"] {
                let page = try await site.browser().open("/i/\(link)")
                #expect(page.status == 410)
                #expect(page.contains("This link no longer works."))
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `revoking a link also ends the seats taken with it`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.member)
            #expect(try await browser.get("/e/ZGRB").contains(world.member.name))
            let path = "/events/\(world.event)/participants/\(world.member.id)/link/revocation"
            #expect(try await world.browser(world.organiser).post(path).status == 303)
            let page = try await browser.get("/e/ZGRB")
            #expect(!page.contains(world.member.name))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a link is the same each time, and older ones go on working until it is ended`(engine: TestEngine) async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let organiser = await world.browser(world.organiser)
            let path = "/events/\(world.event)/participants/\(world.member.id)/link"
            func shown(_ path: String) async throws -> String {
                let page = try await organiser.post(path)
                return try #require(page.text(after: "data-copy=\"https://roundtable.test", before: "\""))
            }
            let link = try await shown(path)
            #expect(try await shown(path) == link)
            // The link of this seat that was printed before links could be made again.
            #expect(try await site.browser().open("/i/\(world.member.link)").location == "/e/ZGRB")
            #expect(try await site.browser().open(link).location == "/e/ZGRB")
            let member = await world.browser(world.member)
            #expect(try await member.get("/e/ZGRB").contains(world.member.name))

            let fresh = try await shown("\(path)/renewal")
            #expect(fresh != link)
            for ended in [link, "/i/\(world.member.link)"] {
                #expect(try await site.browser().get(ended).status == 410)
                #expect(try await site.browser().post(ended).status == 410)
            }
            #expect(try await !member.get("/e/ZGRB").contains(world.member.name))
            #expect(try await site.browser().open(fresh).location == "/e/ZGRB")
            #expect(try await shown(path) == fresh)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a code leads to the door however it is typed`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let (maker, programme) = (WorldMaker(environment: site.environment), world.programme)
            _ = try await site.database.write { try maker.addEvent($0, programme, code: "0K1A") }
            for typed in ["ZGRB", "zgrb", " zg-rb "] {
                #expect(try await site.browser().post("/join", ["code": typed]).location == "/e/ZGRB")
            }
            #expect(try await site.browser().post("/join", ["code": "okla"]).location == "/e/0K1A")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an unknown code comes back with an error at the field`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            _ = try await site.world()
            for typed in ["XXXX", "", "%%%", "ZGRBZGRBZGRBZGRB"] {
                let page = try await site.browser().post("/join", ["code": typed])
                #expect(page.status == 422)
                #expect(page.contains("id=\"code-error\""))
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `codes cannot be tried out`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let visit = try await world.visit(world.stranger)
            for number in 0..<300 { _ = try await JoiningOperations.event(visit, code: "A\(number)") }
            #expect(try await site.browser().post("/join", ["code": "ZGRB"]).status == 429)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `somebody who comes by code waits until they are let in`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .collect)
            let browser = site.browser()
            let door = try await browser.get("/e/ZGRB")
            #expect(door.status == 200 && door.contains("id=\"arrival\""))
            #expect(try await browser.post("/e/ZGRB/arrivals", arrival).location == "/e/ZGRB")
            #expect(try await browser.get("/e/ZGRB").contains("Vous êtes en attente d’admission"))
            let facilitator = try await world.visit(world.facilitator)
            let waiting = try await site.database.read { [event = world.event] in
                try JoiningStore($0).waiting(for: event)
            }
            #expect(waiting.map(\.name) == ["Nora Newcomer"])
            try await JoiningOperations.approve(facilitator, world.event, waiting[0].id)
            let room = try await browser.get("/e/ZGRB")
            #expect(room.contains("data-stage=\"collect\""))
            let seat = try await world.visit(world.facilitator).database.read {
                try EventStore($0).participant(waiting[0].id)
            }
            #expect(
                seat.country == "HR" && seat.sector == "health" && seat.role == .participant && seat.state == .present)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `nobody at the door can write or vote`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .collect)
            let browser = site.browser()
            _ = try await browser.post("/e/ZGRB/arrivals", arrival)
            let page = try await browser.post(
                "/events/\(world.event)/issues",
                ["topic": world.topics[0].description, "title": "A title", "language": "en"])
            #expect(page.status == 404)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the waiting page is told to go on`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = site.browser()
            _ = try await browser.post("/e/ZGRB/arrivals", arrival)
            let stream = try await browser.listen("/e/ZGRB/arrivals/live")
            #expect(await stream.next(containing: "event: beat") != nil)
            _ = try await world.browser(world.facilitator).post("/events/\(world.event)/admissions")
            #expect(await stream.next(containing: "event: reload") != nil)
            stream.close()
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `somebody declined is told so and may ask again`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = site.browser()
            _ = try await browser.post("/e/ZGRB/arrivals", arrival)
            let waiting = try await site.database.read { [event = world.event] in
                try JoiningStore($0).waiting(for: event)
            }
            let answer = try await world.browser(world.facilitator).post(
                "/events/\(world.event)/participants/\(waiting[0].id)/refusal")
            #expect(answer.status == 303)
            let page = try await browser.get("/e/ZGRB")
            #expect(page.contains("You are not in this event.") && page.contains("id=\"arrival\""))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a closed door takes nobody by code`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            _ = try await site.world(door: .closed)
            let page = try await site.browser().get("/e/ZGRB")
            #expect(page.contains("need a personal link") && !page.contains("id=\"arrival\""))
            #expect(try await site.browser().post("/e/ZGRB/arrivals", arrival).status == 403)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the form at the door keeps what was typed and shows what is wrong`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            _ = try await site.world()
            let page = try await site.browser().post(
                "/e/ZGRB/arrivals", ["name": "<b>Nora</b>", "organisation": "", "country": "XX", "sector": ""])
            #expect(page.status == 422)
            #expect(page.contains("value=\"&lt;b&gt;Nora&lt;/b&gt;\""))
            #expect(page.contains("id=\"country-error\"") && page.contains("id=\"sector-error\""))
            #expect(try await site.count("SELECT COUNT(*) FROM participant WHERE state = 'waiting'") == 0)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a door holds three hundred people`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let (maker, event) = (WorldMaker(environment: site.environment), world.event)
            try await site.database.write { tx in
                for number in 0..<300 {
                    _ = try maker.addSeat(
                        tx, event, "Crowd \(number)", country: "HR", sector: "health", state: "waiting")
                }
            }
            #expect(try await site.browser().post("/e/ZGRB/arrivals", arrival).status == 409)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `leaving gives the seat up and the link still works`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.member)
            #expect(try await browser.post("/seat/departure").location == "/")
            #expect(await browser.cookies["roundtable_seat"] == nil)
            #expect(try await browser.open("/i/\(world.member.link)").location == "/e/ZGRB")
        }
    }

    /// Printing no longer ends a link, and a name card no longer holds one: it is worn in public.
    @Test(arguments: TestEngine.allCases)
    func `a name card lets nobody in, and a closed slip holds the link`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let organiser = try await world.visit(world.organiser)
            try await JoiningOperations.revokeLink(organiser, world.event, world.seats[0].id)
            let browser = await world.browser(world.organiser)
            let path = "/events/\(world.event)/name-cards"
            let sheet = try await browser.post(path, ["for": "all"])
            #expect(sheet.text.components(separatedBy: "class=\"card\"").count == 10)
            #expect(sheet.contains("<svg class=\"qr\"") && sheet.contains("Person 1"))
            let codes = try await site.database.read { [event = world.event] in
                try JoiningStore($0).cardCodes(of: event)
            }
            let code = try #require(codes[world.seats[0].id])
            let guest = site.browser()
            for typed in [code, code.lowercased()] {
                let card = try await guest.get("/k/\(typed)")
                #expect(card.location == "/e/ZGRB" && !card.text.contains("Person 1"))
            }
            #expect(try await guest.follow(guest.get("/k/\(code)")).contains("id=\"arrival\""))
            #expect(await guest.cookies["roundtable_seat"] == nil)
            #expect(try await guest.get("/k/00000000").status == 404)
            #expect(try await guest.get("/i/\(code)").status == 410)
            #expect(
                try await browser.get("/k/\(code)").location == "/events/\(world.event)/people#p-\(world.seats[0].id)")

            let slips = "/events/\(world.event)/link-slips"
            #expect(try await browser.get(path).contains("Slip for 1 person without a link"))
            let missing = try await browser.post(slips, ["for": "missing"])
            #expect(missing.text.components(separatedBy: "class=\"card slip\"").count == 2)
            let chosen: KeyValuePairs = [
                "for": "chosen", "participant": world.seats[1].id.description,
                "participant": world.seats[2].id.description,
            ]
            let first = try await browser.post(slips, chosen)
            #expect(first.text.components(separatedBy: "class=\"card slip\"").count == 3)
            let link = try #require(first.text(after: "<bdi>https://roundtable.test", before: "</bdi>"))
            #expect(try await browser.post(slips, chosen).contains(link))
            #expect(try await site.browser().open(link).status == 303)
            #expect(try await site.browser().open("/i/\(world.seats[1].link)").status == 303)
            #expect(try await browser.post(slips, ["for": "chosen"]).status == 422)
            #expect(try await browser.post(path, ["for": "chosen"]).status == 422)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a person of another event gets no link here`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let (maker, programme) = (WorldMaker(environment: site.environment), world.programme)
            let other = try await site.database.write { tx in
                let event = try maker.addEvent(tx, programme, code: "AAAA")
                return try maker.addSeat(tx, event, "Far Away", country: "HR", sector: "health")
            }
            let path = "/events/\(world.event)/participants/\(other.id)/link"
            #expect(try await world.browser(world.organiser).post(path).status == 404)
        }
    }

    @Test
    func `a projector link holds for its event and generation only`() throws {
        let key = [UInt8](repeating: 7, count: 32)
        let event = try #require(Event.ID("01890000-0000-7000-8000-000000000001"))
        let other = try #require(Event.ID("01890000-0000-7000-8000-000000000002"))
        let token = ProjectorLink.token(event: event, generation: 1, key: key)
        #expect(token.count == 26)
        #expect(ProjectorLink.accepts(token, event: event, generation: 1, key: key))
        #expect(!ProjectorLink.accepts(token, event: event, generation: 2, key: key))
        #expect(!ProjectorLink.accepts(token, event: other, generation: 1, key: key))
        #expect(!ProjectorLink.accepts("", event: event, generation: 1, key: key))
    }
}
