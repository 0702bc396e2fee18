import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// The way from one's own page, by the link of a registration, into the event.
struct OwnRoomTests {
    @Test(arguments: TestEngine.allCases)
    func `the link of a registration leads into the room on its days, and to what is asked of people afterwards`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let seated = try await LogisticsTests.Seated(site)
            let (id, link, guest) = (seated.event, "/r/\(seated.links[0])", site.browser())
            #expect(try await !guest.get(link).contains("\(link)/room"), "it has not begun")
            let now = site.clock.now
            let event = try await site.database.write { tx in
                let event = try EventStore(tx).event(id)
                let today = CalendarDate.today(now, timeZone: event.timeZone)
                try tx.execute("UPDATE event SET starts_on = \(today), ends_on = \(today) WHERE id = \(id)")
                return event
            }
            let page = try await guest.get(link)
            #expect(page.contains("action=\"\(link)/room\"") && page.contains("Go to the room"))
            let door = try #require(try await guest.post("\(link)/room", ["to": "room"]).location)
            #expect(door.hasPrefix("/i/"))
            #expect(try await guest.post(door).location == "/e/\(event.code)")
            #expect(try await guest.post("\(link)/room").location == "/e/\(event.code)", "they are in")
            // Who has come is not asked when they arrive, and has no place to give back.
            let inside = try await guest.get(link)
            #expect(!inside.contains("Tell when you arrive") && !inside.contains("\(link)/withdrawal"))
            #expect(!inside.contains("Give feedback"))
            try await seated.world.browser(seated.world.organiser).post("/events/\(id)/feedback/opening")
            #expect(try await guest.get(link).contains("Give feedback"))
            #expect(try await guest.post("\(link)/room", ["to": "feedback"]).location == "/e/\(event.code)/feedback")
            let other = try await site.browser().post("\(link)/room", ["to": "feedback"]).location
            #expect(other == "\(door)?to=feedback")
            #expect(try await site.browser().post("/r/nothing/room").status == 410)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an address of the room that is handed out opens the event's door, and says that a personal link is needed`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let guest = site.browser()
            for place in ["online", "feedback"] {
                let door = try #require(try await guest.get("/e/ZGRB/\(place)").location)
                #expect(door == "/e/ZGRB?back=%2Fe%2FZGRB%2F\(place)")
                let page = try await guest.get(door)
                #expect(page.status == 200 && page.contains("personal link"))
                #expect(page.contains("href=\"/sign-in?back=%2Fe%2FZGRB%2F\(place)\""))
            }
            #expect(try await !guest.get("/e/ZGRB?back=//example.org/e/ZGRB/x").contains("example.org"))
            #expect(try await world.browser(world.member).get("/e/ZGRB/feedback").status == 200)
        }
    }
}
