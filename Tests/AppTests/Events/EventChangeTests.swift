@testable import App
import Domain
import Foundation
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

let eventChangeScenarios = """
    GET    /events/:event/change                  owners
    POST   /events/:event/change                  owners  422
    GET    /programmes/:programme/change          owners
    POST   /programmes/:programme/change          owners  422
    POST   /events/:event/copies                  owners  422
    POST   /api/v1/events/:event/change           owners  422
    POST   /api/v1/programmes/:programme/change   owners  422
    POST   /api/v1/events/:event/copies           owners  422
    GET    /api/v1/events/:event/calendar.ics     room
    """

let eventChangeScreens = """
    - organiser     en event-change     /events/:event/change
    """

/// Postponing, moving online, cancelling, and planning another like this one.
@Suite struct EventChangeTests {
    private static func event(_ id: Event.ID, _ site: TestSite) async throws -> EventRecord {
        try await site.database.read { try EventStore($0).event(id) }
    }

    @Test(arguments: TestEngine.allCases)
    func `other days in the settings are looked at before they are saved, where somebody has a seat`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let lead = await world.browser(world.organiser)
            let path = "/events/\(world.event)/settings"
            let event = try await site.database.read { try EventStore($0).event(world.event) }
            func save(_ starts: String, _ ends: String, lookedAt: String = "") async throws -> Page {
                try await lead.post(
                    path,
                    [
                        "title": event.title, "starts-on": starts, "ends-on": ends, "place": event.place,
                        "link": event.link, "time-zone": event.timeZone, "marking": event.marking,
                        "door": event.door.rawValue, "names-until": "2025-06-01", "names-shown": "1",
                        "looked-at": lookedAt,
                    ])
            }
            func days() async throws -> String {
                try await site.database.read { try EventStore($0).event(world.event).startsOn }
            }
            let asked = try await save("2024-04-10", "2024-04-11")
            #expect(
                asked.status == 200 && asked.contains("Nothing is saved yet.") && asked.contains("10–11 April 2024"))
            #expect(try await days() == event.startsOn)
            // What was looked at is what is saved.
            #expect(try await save("2024-04-12", "2024-04-13", lookedAt: "2024-04-10 2024-04-11").status == 200)
            #expect(try await save("2024-04-10", "2024-04-11", lookedAt: "2024-04-10 2024-04-11").status == 303)
            #expect(try await days() == "2024-04-10")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an event is postponed after a look at what follows, and its steps go along on the same clock`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let (api, lead) = (try await world.api(world.organiser), await world.browser(world.organiser))
            _ = try await api.send(
                .post, "/api/v1/events/\(world.event)/steps",
                ["stage": "collect", "opensLocal": "2023-11-30T18:00", "closesLocal": "2023-11-30T20:00"])
            let path = "/events/\(world.event)/change"
            #expect(try await lead.get("/events/\(world.event)/settings").contains("\(path)?act=cancellation"))
            let asked = try await lead.get("\(path)?act=postponement&preview=1&starts-on=2024-04-10&note=Floods")
            #expect(asked.contains("29–30 November 2023 becomes 10–11 April 2024."))
            #expect(asked.contains("1 step of the workshop with a time goes along."))
            #expect(try await Self.event(world.event, site).startsOn == "2023-11-29")
            let done = try await lead.follow(
                try await lead.post(path, ["act": "postponement", "starts-on": "2024-04-10", "note": "Floods"]))
            #expect(done.contains("10–11 April 2024"))
            let steps = try await api.send(.get, "/api/v1/events/\(world.event)/steps").items
            #expect(steps.compactMap { $0["opensLocal"] as? String } == ["2024-04-11T18:00"])
            // In April the clock of Zagreb is two hours ahead of UTC.
            #expect(steps.compactMap { $0["opensAt"] as? Int } == [1_712_851_200_000])
            #expect(try await lead.post(path, ["act": "postponement", "starts-on": "2024-04-10"]).status == 409)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an event without a new date, and one that is cancelled, says so everywhere and is not on`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let (lead, facilitator) = (await world.browser(world.organiser), await world.browser(world.facilitator))
            let path = "/events/\(world.event)/change"
            #expect(try await facilitator.get("/today").contains("Run the event"))
            _ = try await lead.post(path, ["act": "postponement", "note": "The river is high"])
            let page = try await lead.get("/events/\(world.event)")
            #expect(page.contains("Postponed, no new date yet") && page.contains("The river is high"))
            #expect(try await !facilitator.get("/today").contains("Run the event"))
            let file = try await lead.get("/events/\(world.event)/event.ics").text
            #expect(file.contains("STATUS:CANCELLED") && file.contains("SEQUENCE:1"))
            _ = try await lead.post(path, ["act": "cancellation"])
            #expect(try await lead.get("/calendar").contains("does not take place"))
            #expect(
                try await lead.post(path, ["act": "relocation", "link": "https://meet.example.org/x"]).status == 409)
            _ = try await lead.post(path, ["act": "postponement", "starts-on": "2023-11-29"])
            let back = try await lead.get("/events/\(world.event)/event.ics").text
            #expect(back.contains("STATUS:CONFIRMED") && back.contains("SEQUENCE:3"))
            #expect(try await facilitator.get("/today").contains("Run the event"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what moves online loses its place, keeps its days, and needs a link`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let lead = await world.browser(world.organiser)
            let path = "/events/\(world.event)/change"
            #expect(try await lead.post(path, ["act": "relocation", "link": "meet"]).status == 422)
            _ = try await lead.post(path, ["act": "relocation", "link": "https://meet.example.org/x"])
            let event = try await Self.event(world.event, site)
            #expect(event.place.isEmpty && event.link == "https://meet.example.org/x" && event.standing == .planned)
            let file = try await lead.get("/events/\(world.event)/event.ics").text.replacing("\r\n ", with: "")
            #expect(file.contains("LOCATION:https://meet.example.org/x"))
            #expect(file.contains("CONFERENCE;VALUE=URI;FEATURE=VIDEO;LABEL=\"Join\":https://meet.example.org/x"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `all events of a programme to come are changed by one act, and none that is over`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let (maker, programme) = (WorldMaker(environment: site.environment), world.programme)
            let (over, next) = try await site.database.write { tx in
                let over = try maker.addEvent(tx, programme, code: "OVER", title: "Over")
                let next = try maker.addEvent(tx, programme, code: "NEXT", title: "Next")
                try tx.execute("UPDATE event SET starts_on = '2023-10-01', ends_on = '2023-10-02' WHERE id = \(over)")
                try tx.execute("UPDATE event SET starts_on = '2024-02-28', ends_on = '2024-03-01' WHERE id = \(next)")
                return (over, next)
            }
            let lead = await world.browser(world.organiser)
            let path = "/programmes/\(programme)/change"
            #expect(try await lead.get("/programmes/\(programme)").contains(path))
            let asked = try await lead.get("\(path)?act=postponement&preview=1&days=7")
            #expect(asked.contains("Next") && asked.contains("6–8 March 2024") && !asked.contains("Over<"))
            let seen = try #require(asked.text.firstMatch(of: /name="seen" value="([0-9a-f]+)"/)).1
            let confirmed: KeyValuePairs = ["act": "postponement", "days": "7", "seen": String(seen)]
            #expect(try await lead.post(path, confirmed).status == 303)
            // Pressed a second time, it is not done a second time.
            #expect(try await lead.post(path, confirmed).status == 409)
            #expect(try await Self.event(next, site).startsOn == "2024-03-06")
            #expect(try await Self.event(world.event, site).startsOn == "2023-12-06")
            #expect(try await Self.event(over, site).startsOn == "2023-10-01")
            #expect(try await lead.post(path, ["act": "postponement", "days": "0"]).status == 422)
            #expect(try await lead.post(path, ["act": "cancellation"]).status == 303)
            #expect(try await lead.post(path, ["act": "cancellation"]).status == 409)
            #expect(try await site.journal().count { $0 == "event.cancellation" } == 2)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `another event is planned like this one, with its topics, steps and agenda, and without its people`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let (api, lead) = (try await world.api(world.organiser), await world.browser(world.organiser))
            let path = "/api/v1/events/\(world.event)"
            _ = try await api.send(.post, "\(path)/steps", ["stage": "vote", "opensLocal": "2023-11-30T18:00"])
            _ = try await api.send(
                .post, "\(path)/agenda",
                [
                    "session": "Opening", "kind": "plenary", "day": "2023-11-29", "starts": "09:00", "ends": "10:00",
                    "people": [["name": "Eva Primer"]],
                ])
            let form = try await lead.post(
                "/events/\(world.event)/copies", ["copy-title": "", "copy-starts-on": "2024-05-07"])
            #expect(form.status == 422 && form.contains("id=\"copy-title-error\""))
            let made = try await api.send(
                .post, "\(path)/copies", ["title": "The second one", "startsOn": "2024-05-07"])
            #expect(made.status == 201)
            let copy = "/api/v1/events/\(made.text("id"))"
            let event = try await api.send(.get, copy)
            #expect(event.text("startsOn") == "2024-05-07" && event.text("endsOn") == "2024-05-08")
            #expect((event["topics"] as? [Any])?.count == 5 && event.text("place") == "Zagreb")
            let steps = try await api.send(.get, "\(copy)/steps").items
            #expect(steps.compactMap { $0["opensLocal"] as? String } == ["2024-05-08T18:00"])
            let blocks = try await api.send(.get, "\(copy)/agenda?draft=1").items
            #expect(blocks.map { $0["day"] as? String } == ["2024-05-07"])
            #expect((blocks.first?["people"] as? [Any])?.isEmpty == true)
            #expect(try await api.send(.get, "\(copy)/participants").items.isEmpty)
            #expect(try await api.send(.get, "\(path)/agenda?draft=1").items.count == 1)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `whoever only runs the room changes nothing of it`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            for account in [world.facilitator, world.stranger] {
                let browser = await world.browser(account)
                for path in ["/events/\(world.event)/change", "/programmes/\(world.programme)/change"] {
                    let page = try await browser.post(path, ["act": "cancellation"])
                    #expect([403, 404].contains(page.status))
                }
            }
            #expect(try await Self.event(world.event, site).standing == .planned)
        }
    }
}
