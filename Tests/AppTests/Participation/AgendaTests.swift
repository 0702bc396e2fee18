@testable import App
import Domain
import Foundation
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

let agendaScenarios = """
    GET    /events/:event/agenda                          room
    GET    /events/:event/agenda/draft                    runners
    POST   /events/:event/agenda/blocks                   runners  422
    POST   /events/:event/agenda/blocks/:block            runners  422
    GET    /events/:event/agenda/blocks/:block            room     404,facilitator=200,organiser=200
    POST   /events/:event/agenda/blocks/:block/minutes    room     403,facilitator=303,organiser=303,rapporteur=303
    POST   /events/:event/agenda/blocks/:block/removal    runners  303
    POST   /events/:event/agenda/blocks/:block/choice     voices   404
    GET    /events/:event/agenda/release                  owners
    POST   /events/:event/agenda/releases                 owners   303
    GET    /events/:event/agenda.xlsx                     runners
    GET    /events/:event/agenda.csv                      runners
    GET    /events/:event/agenda/import                   runners
    POST   /events/:event/agenda/import                   runners  422
    GET    /api/v1/events/:event/agenda                   room
    POST   /api/v1/events/:event/agenda                   runners  422
    PUT    /api/v1/events/:event/agenda/:block            runners  422
    DELETE /api/v1/events/:event/agenda/:block            runners
    PUT    /api/v1/events/:event/agenda/:block/choice     voices   404
    DELETE /api/v1/events/:event/agenda/:block/choice     voices   404
    PUT    /api/v1/events/:event/agenda/:block/minutes    room     403,facilitator=200,organiser=200,rapporteur=200
    GET    /api/v1/events/:event/agenda/releases          room
    POST   /api/v1/events/:event/agenda/releases          owners
    GET    /api/v1/events/:event/agenda.xlsx              runners
    POST   /api/v1/events/:event/agenda/import            runners  422
    GET    /e/:code/agenda                                everyone 404,facilitator=200,organiser=200
    GET    /events/:event/dates                           owners
    POST   /events/:event/dates                           owners   303
    GET    /api/v1/events/:event/dates                    owners
    PUT    /api/v1/events/:event/dates                    owners
    """

let agendaRows = """
    block /api/v1/events/:event/agenda session=Opening day=2023-11-29 starts=09:00 ends=10:00 place=Hall_1
    """

let agendaScreens = """
    - organiser     en agenda-draft     /events/:event/agenda/draft
    - organiser     en agenda-release   /events/:event/agenda/release
    """

/// An agenda from its draft to what everybody sees (R11, R7).
struct AgendaTests {
    private static func body(
        _ session: String, _ starts: String, _ ends: String, day: String = "2023-11-29", kind: String = "plenary",
        place: String = "", people: [[String: String]] = [], seats: Int? = nil
    ) -> [String: Any] {
        var body: [String: Any] = [
            "session": session, "kind": kind, "day": day, "starts": starts, "ends": ends, "place": place,
            "people": people,
        ]
        if let seats { body["seats"] = seats }
        return body
    }

    private static func facts(_ site: TestSite) async throws -> [String] {
        try await site.database.read { reading in
            try reading.all("SELECT facts FROM journal WHERE kind = 'agenda.release' ORDER BY sequence").map {
                try $0.get("facts", as: String.self)
            }
        }
    }

    /// What another person's program would read: UID → sequence and standing.
    private static func calendar(_ browser: Browser, _ world: World) async throws -> [String: String] {
        let text = try await browser.get("/events/\(world.event)/event.ics").text
        var result: [String: String] = [:]
        for part in text.components(separatedBy: "BEGIN:VEVENT").dropFirst() {
            let lines = part.components(separatedBy: "\r\n")
            func value(_ name: String) -> String {
                lines.first { $0.hasPrefix("\(name):") }.map { String($0.dropFirst(name.count + 1)) } ?? ""
            }
            result[value("UID").replacing("@roundtable.test", with: "")] =
                "\(value("SEQUENCE")) \(value("STATUS")) \(value("DTSTART"))"
        }
        return result
    }

    @Test(arguments: TestEngine.allCases)
    func `a session is typed, released and seen by everybody, who never see the draft`(engine: TestEngine) async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let (lead, seat) = (await world.browser(world.organiser), await world.browser(world.member))
            let path = "/events/\(world.event)/agenda"
            #expect(try await lead.get(path).contains("No agenda yet"))
            let form: KeyValuePairs = [
                "session": "Opening", "kind": "plenary", "day": "2023-11-29", "starts": "9:00", "ends": "10:30",
                "place": "Hall 1", "person": world.member.name, "part": "chair",
            ]
            // Pressed twice, it is one block.
            for _ in 0..<2 { #expect(try await lead.post("\(path)/blocks", form).status == 303) }
            #expect(try await site.count("SELECT COUNT(*) FROM agenda_block") == 1)
            let draft = try await lead.get("\(path)/draft")
            #expect(draft.contains("Opening") && draft.contains("9:00–10:30") && draft.contains("Zagreb time"))
            #expect(try await !seat.get(path).contains("Opening"))
            let preview = try await lead.get("\(path)/release")
            #expect(preview.contains("Release 1") && preview.contains(world.member.name))
            let done = try await lead.follow(try await lead.post("\(path)/releases", ["note": "Welcome to all"]))
            #expect(done.contains("Released.") && done.contains("Welcome to all"))
            let seen = try await seat.get(path)
            #expect(seen.contains("Opening") && seen.contains("data-moment=\"time\"") && seen.contains("my part"))
            #expect(seen.contains("Wednesday 29 November") && !seen.contains("/agenda/draft"))
            #expect(try await seat.get("\(path)/draft").status == 403)
            #expect(try await seat.get("/e/\(world.code)").contains("href=\"\(path)\""))
            #expect(try await lead.get("/events/\(world.event)/steps").contains("\(path)\""))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a second release raises, cancels and tells as the rule says, and one without a change sends nothing`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let (api, browser) = (try await world.api(world.organiser), await world.browser(world.member))
            let path = "/api/v1/events/\(world.event)/agenda"
            func person(_ index: Int) -> [[String: String]] { [["participant": world.seats[index].id.description]] }
            func add(_ number: Int, _ starts: String, _ ends: String, place: String = "") async throws -> String {
                let body = Self.body(
                    "B\(number)", starts, ends, kind: "parallel", place: place, people: person(number % 6))
                return try await api.send(.post, path, body).text("id")
            }
            let first = try await add(1, "09:00", "10:00")
            let second = try await add(2, "10:00", "11:00", place: "Hall 1")
            let third = try await add(3, "11:00", "12:00")
            let fifth = try await add(5, "14:00", "15:00")
            #expect(try await api.send(.post, "\(path)/releases", ["note": ""])["number"] as? Int == 1)
            let before = try await Self.calendar(browser, world)
            #expect(before["block-\(first)"] == "0 CONFIRMED 20231129T080000Z")
            #expect(before["event-\(world.event)"] == "1 CONFIRMED 20231129T080000Z")

            let people = person(1)
            _ = try await api.send(
                .put, "\(path)/\(first)", Self.body("B1", "09:30", "10:00", kind: "parallel", people: people))
            _ = try await api.send(
                .put, "\(path)/\(second)",
                Self.body("B2", "10:00", "11:00", kind: "parallel", place: "Hall 2", people: person(2)))
            _ = try await api.send(.delete, "\(path)/\(third)")
            let fourth = try await add(4, "12:00", "13:00")
            _ = try await api.send(
                .put, "\(path)/\(fifth)",
                Self.body("B5 in other words", "14:00", "15:00", kind: "parallel", people: person(5)))
            #expect(try await api.send(.post, "\(path)/releases", ["note": ""])["number"] as? Int == 2)
            let after = try await Self.calendar(browser, world)
            #expect(after["block-\(first)"] == "1 CONFIRMED 20231129T083000Z")
            #expect(after["block-\(second)"]?.hasPrefix("1 CONFIRMED") == true)
            #expect(after["block-\(third)"]?.hasPrefix("1 CANCELLED") == true)
            #expect(after["block-\(fourth)"]?.hasPrefix("0 CONFIRMED") == true)
            #expect(after["block-\(fifth)"] == before["block-\(fifth)"])
            #expect(after["event-\(world.event)"] == "2 CONFIRMED 20231129T083000Z")
            let facts = try await Self.facts(site).last ?? ""
            for index in [1, 2, 3, 4] { #expect(facts.contains(world.seats[index].id.description)) }
            #expect(!facts.contains(world.seats[5].id.description) && !facts.contains(world.seats[1].name))

            #expect(try await api.send(.post, "\(path)/releases", ["note": ""])["number"] as? Int == 2)
            #expect(try await Self.facts(site).count == 2)
            // Ninety days later programs have taken it out.
            let (visit, event) = (site.visit(.guest), world.event)
            func file() async throws -> String {
                try await site.database.read { try CalendarOperations.file(of: event, visit, $0).text }
            }
            site.clock.advance(seconds: 89 * 86_400)
            #expect(try await file().contains("block-\(third)"))
            site.clock.advance(seconds: 2 * 86_400)
            #expect(try await !file().contains("block-\(third)"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who is in two sessions at once is pointed out, and may be released all the same`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let (api, lead) = (try await world.api(world.organiser), await world.browser(world.organiser))
            let path = "/api/v1/events/\(world.event)/agenda"
            let same = [["name": world.member.name]]
            _ = try await api.send(.post, path, Self.body("First", "10:00", "11:00", place: "Hall 1", people: same))
            _ = try await api.send(.post, path, Self.body("Second", "11:00", "12:00", place: "Hall 1", people: same))
            #expect(try await !lead.get("/events/\(world.event)/agenda/draft").contains("id=\"clashes\""))
            _ = try await api.send(.post, path, Self.body("Third", "10:30", "11:30", people: same))
            let draft = try await lead.get("/events/\(world.event)/agenda/draft")
            #expect(draft.contains("2 clashes") && draft.contains("is in “First” and in “Third” at the same time."))
            let answer = try await api.send(.get, "\(path)?draft=1")
            #expect((answer["clashes"] as? [Any])?.count == 2)
            #expect(try await api.send(.post, "\(path)/releases", ["note": ""]).status == 200)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the table comes in as it went out, moves a session without losing it, and is taken whole or not at all`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let (api, lead) = (try await world.api(world.organiser), await world.browser(world.organiser))
            let path = "/events/\(world.event)/agenda"
            _ = try await api.send(.post, "/api/v1/events/\(world.event)/steps", ["stage": "collect", "position": 1])
            let rows = """
                day,starts,ends,session,kind,place,link,person,role,step
                2023-11-29,9:00,10:00,Opening,plenary,Hall 1,,\(world.member.name),chair,1
                2023-11-29,9:00,10:00,Opening,plenary,Hall 1,,Eva Primer,speaker,1
                2023-11-29,23:00,01:00,Dinner,social,"Old Town, river",,,,
                """
            func take(_ text: String) async throws -> APIClient.Reply {
                let content = Data(text.utf8).base64EncodedString()
                return try await api.send(.post, "/api/v1\(path)/import", ["fileName": "a.csv", "content": content])
            }
            let taken = try await take(rows)
            #expect(taken.status == 200 && taken["added"] as? Int == 2)
            let items = try await api.send(.get, "/api/v1\(path)?draft=1").items
            #expect((items.first?["people"] as? [Any])?.count == 2 && items.first?["step"] as? String != nil)
            let csv = try await lead.get("\(path).csv").text
            #expect(csv.contains("day,starts,ends,session,kind,place,link,person,role,step"))
            let again = try await take(csv)
            #expect(again["same"] as? Int == 2 && again["changed"] as? Int == 0 && again["added"] as? Int == 0)
            let moved = try await take(csv.replacing("2023-11-29,09:00,10:00", with: "2023-11-30,08:00,09:00"))
            #expect(moved["changed"] as? Int == 1 && moved["added"] as? Int == 0)
            let later = try await api.send(.get, "/api/v1\(path)?draft=1").items
            #expect(Set(later.map { $0["id"] as? String }) == Set(items.map { $0["id"] as? String }))
            let wrong = try await take(
                "day,starts,ends,session\n2023-11-29,9:00,10:00,New\n2023-11-29,25:00,10:00,Bad\n")
            #expect(wrong.status == 422)
            #expect(try await api.send(.get, "/api/v1\(path)?draft=1").items.count == 2)
            let bytes = try await lead.get("\(path).xlsx").bytes
            let book = ["fileName": "a.xlsx", "content": Data(bytes).base64EncodedString()]
            #expect(try await api.send(.post, "/api/v1\(path)/import", book)["same"] as? Int == 2)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a block over midnight stands once, on the day on which it begins`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let api = try await world.api(world.organiser)
            let path = "/api/v1/events/\(world.event)/agenda"
            let id = try await api.send(.post, path, Self.body("Night shift", "23:00", "01:30")).text("id")
            _ = try await api.send(.post, "\(path)/releases", ["note": ""])
            // Also for somebody whose own clock is seven hours ahead: there it is the next morning.
            let facilitator = world.facilitator.id
            try await site.database.write {
                try $0.execute("UPDATE account SET time_zone = 'Asia/Manila' WHERE id = \(facilitator)")
            }
            for browser in [await world.browser(world.member), await world.browser(world.facilitator)] {
                let page = try await browser.get("/events/\(world.event)/agenda").text
                #expect(page.components(separatedBy: "id=\"block-\(id)\"").count == 2)
                #expect(page.contains("id=\"day-2023-11-29\"") && !page.contains("id=\"day-2023-11-30\""))
            }
            let item = try await api.send(.get, path).items[0]
            #expect((item["endsAt"] as? Int ?? 0) - (item["startsAt"] as? Int ?? 0) == 9_000_000)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `times that the clock leaves out, and days far from the event, are refused at their field`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let api = try await world.api(world.organiser)
            let path = "/api/v1/events/\(world.event)/agenda"
            #expect(try await api.send(.post, path, Self.body("S", "09:00", "10:00", day: "2027-11-29")).status == 422)
            #expect(try await api.send(.post, path, Self.body("S", "9", "10:00")).status == 422)
            #expect(try await api.send(.post, path, Self.body("", "09:00", "10:00")).status == 422)
            #expect(try await api.send(.post, path, Self.body("S", "09:00", "10:00", kind: "party")).status == 422)
            let event = world.event
            try await site.database.write {
                try $0.execute("UPDATE event SET starts_on = '2024-03-30', ends_on = '2024-04-01' WHERE id = \(event)")
            }
            #expect(try await api.send(.post, path, Self.body("S", "02:30", "04:00", day: "2024-03-31")).status == 422)
            #expect(try await site.count("SELECT COUNT(*) FROM agenda_block") == 0)
        }
    }

    /// Real: Asia/Almaty went from UTC+6 to UTC+5 on 1 March 2024.
    @Test(arguments: TestEngine.allCases)
    func `where the rules of a zone change the clock stays, the moment moves, and calendars and people are told`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let (api, event) = (try await world.api(world.organiser), world.event)
            try await site.database.write {
                try $0.execute(
                    "UPDATE event SET starts_on = '2024-06-04', ends_on = '2024-06-05', time_zone = 'Asia/Almaty' WHERE id = \(event)"
                )
            }
            let path = "/api/v1/events/\(event)/agenda"
            let id = try await api.send(.post, path, Self.body("Opening", "09:00", "10:00", day: "2024-06-04")).text(
                "id")
            _ = try await api.send(.post, "\(path)/releases", ["note": ""])
            let right = try await Self.calendar(await world.browser(world.member), world)
            #expect(right["block-\(id)"] == "0 CONFIRMED 20240604T040000Z")
            // As it was computed under the rules of before.
            let hour: Int64 = 3_600_000
            try await site.database.write { tx in
                try tx.execute("UPDATE agenda_block SET starts_at = starts_at - \(hour), ends_at = ends_at - \(hour)")
                let last = try #require(try AgendaStore(tx).last(of: event))
                let old = last.content.blocks.map { block in
                    var block = block
                    (block.startsAt, block.endsAt) = (block.startsAt - hour, block.endsAt - hour)
                    return block
                }
                try tx.execute("UPDATE agenda_release SET content = \(try JSONCoding.text(AgendaContent(blocks: old)))")
            }
            try await AgendaZoneWatch.refresh(site.services)
            let after = try await Self.calendar(await world.browser(world.member), world)
            #expect(after["block-\(id)"] == "1 CONFIRMED 20240604T040000Z")
            try await AgendaZoneWatch.refresh(site.services)
            #expect(try await Self.facts(site).count == 2)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an event that moves by a day takes its agenda along, and its calendar follows`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let (api, seat) = (try await world.api(world.organiser), await world.browser(world.member))
            let path = "/api/v1/events/\(world.event)"
            let id = try await api.send(.post, "\(path)/agenda", Self.body("Opening", "09:00", "10:00")).text("id")
            _ = try await api.send(.post, "\(path)/agenda/releases", ["note": ""])
            let fields: [String: Any] = [
                "title": "Cross-sector workshop", "startsOn": "2023-11-30", "endsOn": "2023-12-01",
                "timeZone": "Europe/Zagreb", "place": "Zagreb",
            ]
            #expect(try await api.send(.put, path, fields).status == 200)
            let calendar = try await Self.calendar(seat, world)
            #expect(calendar["block-\(id)"] == "1 CONFIRMED 20231130T080000Z")
            #expect(calendar["event-\(world.event)"] == "2 CONFIRMED 20231130T080000Z")
            #expect(try await api.send(.get, "\(path)/agenda")["release"] as? Int == 2)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what is postponed leaves calendars, and a new date brings it back with a higher number`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let (api, seat) = (try await world.api(world.organiser), await world.browser(world.member))
            let path = "/api/v1/events/\(world.event)"
            let id = try await api.send(.post, "\(path)/agenda", Self.body("Opening", "09:00", "10:00")).text("id")
            _ = try await api.send(.post, "\(path)/agenda/releases", ["note": ""])
            let trial = try await api.send(.post, "\(path)/change", ["act": "postponement", "isTrial": true])
            #expect(trial.status == 200 && trial.items[0]["standing"] as? String == "postponed")
            #expect(try await Self.calendar(seat, world)["event-\(world.event)"]?.hasPrefix("1 CONFIRMED") == true)
            #expect(
                try await api.send(.post, "\(path)/change", ["act": "postponement", "note": "Floods"]).status == 200)
            let gone = try await Self.calendar(seat, world)
            #expect(gone["event-\(world.event)"]?.hasPrefix("2 CANCELLED") == true)
            #expect(gone["block-\(id)"]?.hasPrefix("1 CANCELLED") == true)
            #expect(try await seat.get("/events/\(world.event)/agenda").contains("Nothing takes place"))
            let back = try await api.send(
                .post, "\(path)/change", ["act": "postponement", "startsOn": "2024-01-10"])
            #expect(back.items[0]["endsOn"] as? String == "2024-01-11")
            _ = try await api.send(.post, "\(path)/agenda/releases", ["note": ""])
            let calendar = try await Self.calendar(seat, world)
            #expect(calendar["block-\(id)"] == "2 CONFIRMED 20240110T080000Z")
            #expect(calendar["event-\(world.event)"]?.hasSuffix("CONFIRMED 20240110T080000Z") == true)
            let kinds = try await site.journal("event:\(world.event)")
            #expect(kinds.count { $0 == "event.postponement" } == 2)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a small room takes as many as it has places, and a place that is given up is free`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let api = try await world.api(world.organiser)
            let path = "/api/v1/events/\(world.event)/agenda"
            let id = try await api.send(
                .post, path, Self.body("Sampling", "09:00", "10:00", kind: "parallel", seats: 1)
            )
            .text("id")
            _ = try await api.send(.post, "\(path)/releases", ["note": ""])
            let (first, second) = (world.api(world.seats[0]), world.api(world.seats[1]))
            #expect(try await first.send(.put, "\(path)/\(id)/choice").status == 200)
            #expect(try await first.send(.put, "\(path)/\(id)/choice").status == 200)
            #expect(try await second.send(.put, "\(path)/\(id)/choice").status == 409)
            let page = try await world.browser(world.seats[0]).get("/events/\(world.event)/agenda")
            #expect(page.contains("1 of 1 places taken") && page.contains("Do not come to this one"))
            #expect(try await first.send(.delete, "\(path)/\(id)/choice").status == 200)
            #expect(try await second.send(.put, "\(path)/\(id)/choice").status == 200)
        }
    }

    /// R6: Astana is free on Saturday and Sunday, Algiers on Friday and Saturday.
    @Test(arguments: TestEngine.allCases)
    func `what is due falls on working days of the host country, is ticked off, and moves with the event`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let event = world.event
            try await site.database.write { tx in
                try tx.execute("UPDATE event SET starts_on = '2027-06-09', ends_on = '2027-06-10' WHERE id = \(event)")
            }
            let (api, lead) = (try await world.api(world.organiser), await world.browser(world.organiser))
            let path = "/api/v1/events/\(event)/dates"
            func date(_ name: String) async throws -> String {
                let items = try await api.send(.get, path).items
                return items.first { $0["name"] as? String == name }?["date"] as? String ?? ""
            }
            let early: [String: Any] = ["dates": [["name": "final-list", "days": -10]]]
            #expect(try await api.send(.put, path, early).status == 200)
            #expect(try await date("final-list") == "2027-05-28")
            #expect(try await date("materials") == "2027-06-14")
            #expect(try await date("claims") == "2027-07-12")
            #expect(try await api.send(.put, path, early.merging(["hostCountry": "DZ"]) { $1 }).status == 200)
            #expect(try await date("final-list") == "2027-05-30")
            #expect(try await date("materials") == "2027-06-13")
            #expect(try await date("claims") == "2027-07-11")
            #expect(try await api.send(.put, path, ["dates": [["name": "claims", "days": -3]]]).status == 422)

            let page = try await lead.get("/events/\(event)/dates")
            #expect(page.contains("30 May 2027") && page.contains("name=\"days-final-list\""))
            #expect(try await lead.get("/events/\(event)").contains("Invitations are sent"))
            _ = try await lead.post("/events/\(event)/dates", ["days-final-list": "10", "done-invitation": "1"])
            #expect(try await !lead.get("/events/\(event)").contains("Invitations are sent"))
            #expect(try await lead.post("/events/\(event)/dates", ["days-claims": "x"]).status == 422)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a guest sees the agenda of a public event without names, and of no other`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let made = try await RegistrationWorld(site)
            let (world, event) = (made.world, made.event)
            let api = try await world.api(world.organiser)
            let people = [["name": "Eva Primer"]]
            _ = try await api.send(
                .post, "/api/v1/events/\(event)/agenda", Self.body("Opening", "09:00", "10:00", people: people))
            _ = try await api.send(.post, "/api/v1/events/\(event)/agenda/releases", ["note": ""])
            #expect(try await site.browser().get("/e/\(world.code)/agenda").status == 404)
            try await site.database.write { try $0.execute("UPDATE event SET marking = 'CLEAR' WHERE id = \(event)") }
            let page = try await site.browser().get("/e/\(world.code)/agenda")
            #expect(page.status == 200 && page.contains("Opening") && page.contains("Zagreb time"))
            #expect(!page.contains("Eva Primer"))
            let form = try await site.browser().get("/e/\(world.code)/registration")
            #expect(form.contains("href=\"/e/\(world.code)/agenda\""), "who registers sees what awaits them")
            let own = try await world.browser(world.organiser).get("/events/\(event)/agenda")
            #expect(own.contains("https://roundtable.test/e/\(world.code)/agenda") && own.contains("Eva Primer"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `with the names of an event go those of speakers without a seat, and the agenda stays`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let (api, event) = (try await world.api(world.organiser), world.event)
            let path = "/api/v1/events/\(event)/agenda"
            let people = [["name": "Eva Primer"]]
            _ = try await api.send(.post, path, Self.body("Opening", "09:00", "10:00", people: people))
            _ = try await api.send(.post, "\(path)/releases", ["note": "With Eva Primer"])
            site.clock.advance(seconds: 800 * 86_400)
            try await Retention.run(site.database, site.environment)
            let kept = try await site.database.read { reading in
                (
                    try AgendaStore(reading).last(of: event)?.content.blocks.map(\.title),
                    try reading.all("SELECT name FROM agenda_person").map { try $0.get("name", as: String.self) },
                    try reading.all("SELECT content, note FROM agenda_release").map {
                        try $0.get("content", as: String.self) + $0.get("note", as: String.self)
                    }
                )
            }
            #expect(kept.0 == ["Opening"] && kept.1 == [""] && kept.2 == [""])
        }
    }
}
