@testable import App
import Domain
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

let onlineScenarios = """
    GET    /e/:code/online                                         room  200,organiser=303
    GET    /e/:code/online/live                                    room
    POST   /e/:code/online/joining                                 room  409,organiser=403
    POST   /e/:code/online/presence                                room  200,organiser=403
    POST   /e/:code/online/questions                               room  422,organiser=403
    POST   /e/:code/online/questions/:question/endorsement         room  303,organiser=403,rapporteur=404
    POST   /e/:code/online/polls/:poll/answer                      room  422,organiser=403
    GET    /events/:event/online                                   runners
    GET    /events/:event/online/live                              runners
    GET    /events/:event/projector/:token/online                  everyone
    GET    /events/:event/projector/:token/online/live             everyone
    POST   /events/:event/online/link                              owners  422
    POST   /events/:event/online/outage                            runners  303
    POST   /events/:event/online/questions/:question/state         runners  400
    POST   /events/:event/online/polls                             runners  422
    POST   /events/:event/online/polls/:poll/state                 runners  400
    GET    /events/:event/online/figures/:format                   runners
    GET    /api/v1/events/:event/online/figures                    runners
    GET    /api/v1/events/:event/online/questions                  runners
    GET    /api/v1/events/:event/online/polls                      runners
    POST   /api/v1/events/:event/online/polls                      runners  422
    """

let onlineScreens = """
    - organiser     en online-desk      /events/:event/online
    - member        en online-room      /e/:code/online
    - guest         en online-wall      /events/:event/projector/:token/online
    """

private let today = "2023-11-29"

extension World {
    fileprivate func setLink(_ link: String) async throws {
        let event = event
        try await site.database.write { try $0.execute("UPDATE event SET link = \(link) WHERE id = \(event)") }
    }

    fileprivate func sheet() async throws -> AttendanceSheet {
        let event = event
        return try await site.database.read { try AttendanceSheet(try EventStore($0).event(event), $0) }
    }

    fileprivate func questions() async throws -> [RoomQuestionRecord] {
        let event = event
        return try await site.database.read { try OnlineStore($0).questions(of: event) }
    }
}

struct OnlineTests {
    @Test(arguments: TestEngine.allCases)
    func `who goes to the meeting is there for as long as the page is open, once however often they press`(
        engine: TestEngine
    )
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            try await world.setLink("https://meet.example.org/preca7")
            let phone = await world.browser(world.member)
            let page = try await phone.get("/e/ZGRB/online")
            #expect(page.contains("action=\"/language\"") && page.contains("value=\"/e/ZGRB/online\""))
            #expect(page.status == 200 && page.contains("https://meet.example.org/preca7"))
            // Looking at the page is no attendance.
            try await phone.post("/e/ZGRB/online/presence")
            #expect(try await world.sheet().come == 0)
            for _ in 0..<7 { #expect(try await phone.post("/e/ZGRB/online/joining", ["heads": "5"]).status == 200) }
            for _ in 0..<20 {
                site.clock.advance(seconds: 30)
                try await phone.post("/e/ZGRB/online/presence")
            }
            // Away for longer than a sleep, and back for ten minutes.
            site.clock.advance(seconds: 301)
            try await phone.post("/e/ZGRB/online/presence")
            try await phone.post("/e/ZGRB/online/joining", ["heads": "1"])
            for _ in 0..<20 {
                site.clock.advance(seconds: 30)
                try await phone.post("/e/ZGRB/online/presence")
            }
            let line = try #require(try await world.sheet().lines.first { $0.person.id == world.member.id })
            #expect(line.days[today]?.minutes == 20)
            let stays = try await site.database.read { try OnlineStore($0).stays(of: world.event) }
            #expect(stays.count == 2 && stays[0].joins == 7 && stays[0].heads == 5)
        }
    }

    /// R9: what a phone sleeps through is bridged, and no minute counts twice.
    @Test(arguments: TestEngine.allCases)
    func `a sleep of five minutes is bridged, a longer one goes on only where the button was pressed`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            try await world.setLink("https://meet.example.org/preca7")
            let (phone, laptop) = (await world.browser(world.member), await world.browser(world.member))
            func minutes() async throws -> Int? {
                try await world.sheet().lines.first { $0.person.id == world.member.id }?.days[today]?.minutes
            }
            try await phone.post("/e/ZGRB/online/joining", ["heads": "1"])
            for _ in 0..<4 {
                site.clock.advance(seconds: 300)
                try await phone.post("/e/ZGRB/online/presence", ["joined": "1"])
                // The same person's second device: the union, not the sum.
                try await laptop.post("/e/ZGRB/online/joining", ["heads": "1"])
            }
            #expect(try await minutes() == 20)
            // Half an hour in a pocket: it does not count, and what comes after it does.
            site.clock.advance(seconds: 1_800)
            try await phone.post("/e/ZGRB/online/presence", ["joined": "1"])
            site.clock.advance(seconds: 300)
            try await phone.post("/e/ZGRB/online/presence", ["joined": "1"])
            #expect(try await minutes() == 25)
            // A page in which nobody pressed the button is only looked at.
            site.clock.advance(seconds: 1_800)
            for _ in 0..<3 {
                site.clock.advance(seconds: 30)
                try await laptop.post("/e/ZGRB/online/presence")
            }
            #expect(try await minutes() == 25)
            let stays = try await site.database.read { try OnlineStore($0).stays(of: world.event) }
            #expect(stays.count == 2 && stays.map(\.joins) == [5, 0])
        }
    }

    /// B7-25, B7-26, B7-28.
    @Test(arguments: TestEngine.allCases)
    func `a link changed shortly before is what the button leads to, and a link passed on counts once`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            try await world.setLink("https://meet.example.org/old")
            let phone = await world.browser(world.member)
            #expect(try await phone.get("/e/ZGRB/online").contains("https://meet.example.org/old"))
            try await world.setLink("https://meet.example.org/new")
            // The page that is open is told so, and who presses in between is led to the new one.
            let told = try await phone.post("/e/ZGRB/online/presence")
            #expect(told.contains("meet.example.org") && told.contains("new"))
            for _ in 0..<7 {
                let led = try await phone.post("/e/ZGRB/online/joining", ["heads": "5"])
                #expect(led.contains("https://meet.example.org/new") && !led.contains("/old"))
            }
            let figures = try await site.database.read { try OnlineFigures(try EventStore($0).event(world.event), $0) }
            #expect(figures.came == 1 && figures.connected == 1 && figures.heads == 5)
            #expect(figures.joins.map(\.count) == [7])
            let desk = try await world.browser(world.facilitator).get("/events/\(world.event)/online")
            #expect(desk.contains("joined 7 times") && desk.contains("before the screens"))
            // Five before a screen are one certificate.
            let visit = try await world.visit(world.organiser)
            _ = try await AttendanceImport.take(
                visit, world.event, day: today, minutes: [world.member.id: 360], list: "a")
            try await CertificateOperations.setRule(
                visit, world.event, AttendanceRule(percent: 50, counted: ["2023-11-30": 0]))
            #expect(try await CertificateOperations.issue(visit, world.event, nil) == 1)
        }
    }

    /// B7-27.
    @Test(arguments: TestEngine.allCases)
    func `while the meeting cannot be reached the page says so, and questions and polls go on`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            try await world.setLink("https://meet.example.org/preca7")
            let (phone, desk) = (await world.browser(world.member), await world.browser(world.facilitator))
            let outage = "/events/\(world.event)/online/outage"
            #expect(try await phone.post(outage, ["on": "1"]).status == 403)
            #expect(try await desk.post(outage, ["on": "1", "words": "Dial +385 1 000 00 00."]).status == 303)
            let page = try await phone.get("/e/ZGRB/online")
            #expect(page.contains("The meeting cannot be reached at the moment."))
            #expect(page.contains("Dial +385 1 000 00 00.") && page.contains("/events/\(world.event)/materials"))
            #expect(try await phone.post("/e/ZGRB/online/questions", ["text": "Is it only me?"]).status == 303)
            // Without words of one's own, ours; then it is back.
            try await desk.post(outage, ["on": "1"])
            #expect(try await phone.get("/e/ZGRB/online").contains("Stay on this page"))
            try await desk.post(outage)
            #expect(try await !phone.get("/e/ZGRB/online").contains("cannot be reached"))
            #expect(
                try await desk.post(outage, ["on": "1", "words": String(repeating: "x", count: 501)]).status == 422)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the wall shows what most ask and the poll, to whoever has the projector's link`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let wall = site.browser()
            let token = ProjectorLink.token(event: world.event, generation: 1, key: site.services.key)
            let path = "/events/\(world.event)/projector/\(token)/online"
            #expect(try await wall.get("/events/\(world.event)/projector/\(world.member.link)/online").status == 404)
            let welcome = try await wall.get(path)
            #expect(welcome.contains("Ask from your phone") && welcome.contains("class=\"qr\""))
            let desk = try await world.visit(world.facilitator)
            for (seat, text) in [(0, "First asked"), (1, "Most asked"), (2, "Not shown")] {
                try await world.browser(world.seats[seat]).post("/e/ZGRB/online/questions", ["text": text])
            }
            for question in try await world.questions() where question.text != "Not shown" {
                try await OnlineOperations.moderate(desk, world.event, question.id, .shown)
                guard question.text == "Most asked" else { continue }
                let endorse = "/e/ZGRB/online/questions/\(question.id)/endorsement"
                for seat in [2, 3] { try await world.browser(world.seats[seat]).post(endorse, ["on": "1"]) }
            }
            let poll = try await OnlineOperations.createPoll(desk, world.event, "Which first?", ["Lists", "Laws"])
            try await OnlineOperations.setPoll(desk, world.event, poll, .open)
            for seat in world.seats.prefix(5) {
                try await world.browser(seat).post("/e/ZGRB/online/polls/\(poll)/answer", ["choice": "0"])
            }
            let open = try await wall.get(path)
            #expect(!open.contains("Not shown") && !open.contains("Person 1"))
            let order = ["Most asked", "First asked", "Which first?", "Answer on your phone."]
            let places = order.compactMap { open.text.firstRange(of: $0)?.lowerBound }
            #expect(places.count == 4 && places == places.sorted())
            #expect(!open.contains("wall-result-list"))
            try await OnlineOperations.setPoll(desk, world.event, poll, .closed)
            #expect(try await wall.get(path).contains("wall-result-list"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the button leads on from a quarter of an hour before each part until its end`(engine: TestEngine) async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let phone = await world.browser(world.member)
            #expect(try await phone.get("/e/ZGRB/online").contains("There is no link to the meeting yet."))
            #expect(try await phone.post("/e/ZGRB/online/joining").status == 409)
            let minute: Int64 = 60_000
            let parts = [
                OnlineDoor.Part(
                    title: "A", startsAt: 100 * minute, endsAt: 160 * minute, link: "https://a.example.org"),
                OnlineDoor.Part(
                    title: "B", startsAt: 170 * minute, endsAt: 230 * minute, link: "https://b.example.org"),
            ]
            let door = OnlineDoor(parts: parts, hasAgenda: true)
            #expect(door.open(at: 85 * minute - 1).isEmpty && door.open(at: 85 * minute).map(\.title) == ["A"])
            #expect(door.open(at: 155 * minute).map(\.title) == ["B", "A"])
            #expect(door.open(at: 160 * minute).map(\.title) == ["B"] && door.open(at: 230 * minute).isEmpty)
            #expect(door.next(after: 90 * minute)?.title == "B")
            #expect(AttendanceTime.minutes(door.counted(90 * minute, 200 * minute)) == 90)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a question is shown when somebody shows it, without a name, and endorsed once by each`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let (asker, other, third) = (
                await world.browser(world.seats[0]), await world.browser(world.seats[1]),
                await world.browser(world.seats[2])
            )
            let desk = await world.browser(world.facilitator)
            #expect(try await asker.post("/e/ZGRB/online/questions", ["text": " Who owns the lists? "]).status == 303)
            try await asker.post("/e/ZGRB/online/questions", ["text": "Who owns the lists?"])
            let question = try #require(try await world.questions().first)
            #expect(try await world.questions().count == 1 && question.text == "Who owns the lists?")
            #expect(try await !other.get("/e/ZGRB/online").contains("Who owns the lists?"))
            #expect(try await asker.get("/e/ZGRB/online").contains("Who owns the lists?"))
            let endorse = "/e/ZGRB/online/questions/\(question.id)/endorsement"
            #expect(try await other.post(endorse, ["on": "1"]).status == 404)
            #expect(try await desk.get("/events/\(world.event)/online").contains("Person 1"))
            try await desk.post("/events/\(world.event)/online/questions/\(question.id)/state", ["state": "shown"])
            let seen = try await other.get("/e/ZGRB/online")
            #expect(seen.contains("Who owns the lists?") && !seen.contains("Person 1"))
            #expect(!seen.contains(world.seats[0].id.description))
            for browser in [other, other, third] { #expect(try await browser.post(endorse, ["on": "1"]).status == 303) }
            #expect(try await asker.post(endorse, ["on": "1"]).status == 404)
            #expect(try await world.questions().first?.endorsements == 2)
            try await third.post(endorse, ["on": "0"])
            #expect(try await world.questions().first?.endorsements == 1)
            for number in 0..<12 { try await asker.post("/e/ZGRB/online/questions", ["text": "Question \(number)"]) }
            #expect(try await world.questions().count == OnlineOperations.mostQuestions)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a poll takes one answer of each while it is open, and tells nobody's of a few`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let desk = try await world.visit(world.facilitator)
            let poll = try await OnlineOperations.createPoll(desk, world.event, "Which first?", ["Lists", "Laws"])
            let path = "/e/ZGRB/online/polls/\(poll)/answer"
            let first = await world.browser(world.seats[0])
            #expect(try await first.post(path, ["choice": "0"]).status == 409)
            try await OnlineOperations.setPoll(desk, world.event, poll, .open)
            for seat in world.seats.prefix(4) {
                #expect(try await world.browser(seat).post(path, ["choice": "0"]).status == 303)
            }
            try await first.post(path, ["choice": "1"])
            #expect(try await first.post(path, ["choice": "2"]).status == 422)
            func counts() async throws -> [Int] {
                try await site.database.read { try OnlineStore($0).poll(poll, of: world.event).counts }
            }
            #expect(try await counts() == [3, 1])
            try await OnlineOperations.setPoll(desk, world.event, poll, .closed)
            #expect(try await first.get("/e/ZGRB/online").contains("Too few have answered to show how."))
            try await OnlineOperations.setPoll(desk, world.event, poll, .open)
            for seat in world.seats.suffix(2) { try await world.browser(seat).post(path, ["choice": "0"]) }
            try await OnlineOperations.setPoll(desk, world.event, poll, .closed)
            #expect(try await counts() == [5, 1])
            #expect(try await first.get("/e/ZGRB/online").contains("6 have answered"))
            await #expect(throws: Refusal.self) {
                _ = try await OnlineOperations.createPoll(desk, world.event, "Which?", ["Same", "same"])
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `figures say who registered, came and stayed, and hide small groups`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(seats: 18)
            let visit = try await world.visit(world.organiser)
            let seats = world.seats.map(\.id)
            _ = try await AttendanceImport.take(
                visit, world.event, day: today,
                minutes: Dictionary(uniqueKeysWithValues: seats.prefix(9).map { ($0, 360) }), list: "a")
            try await CertificateOperations.setRule(
                visit, world.event, AttendanceRule(percent: 80, counted: ["2023-11-30": 0]))
            let figures = try await site.database.read { try OnlineFigures(try EventStore($0).event(world.event), $0) }
            // Eighteen participants, a rapporteur and an observer; three of each country.
            #expect(figures.registered == 20 && figures.came == 9 && figures.stayed == 9)
            #expect(figures.byCountry.lines.allSatisfy { $0.registered >= 5 })
            #expect(figures.byCountry.lines.reduce(0) { $0 + $1.registered } == 20)
            #expect(figures.bySector.lines.map(\.registered).reduce(0, +) == 20)
            let page = try await world.browser(world.organiser).get("/events/\(world.event)/online/figures/csv")
            #expect(page.text.contains("all,,20,9,9"))
        }
    }
}
