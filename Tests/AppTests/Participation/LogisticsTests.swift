@testable import App
import Domain
import Foundation
import StorageTestSupport
import Testing
import TestSupport
import Web

let logisticsScenarios = """
    GET    /events/:event/travel                                                owners
    GET    /events/:event/travel/rooming.xlsx                                   owners
    GET    /events/:event/travel/:registration                                  owners
    POST   /events/:event/travel/:registration                                  owners  303
    GET    /events/:event/travel/:registration/letter.docx                      owners  409
    POST   /events/:event/travel/:registration/letter                           owners  409
    GET    /events/:event/needs                                                 runners
    GET    /events/:event/needs.xlsx                                            runners
    POST   /events/:event/needs/readings                                        owners  422
    GET    /my-events/:registration/travel                                      accounts  404,stranger=200
    POST   /my-events/:registration/travel                                      accounts  404,stranger=303
    POST   /my-events/:registration/needs                                       accounts  404,stranger=303
    POST   /my-events/:registration/letter                                      accounts  404,stranger=422
    GET    /my-events/:registration/claim                                       accounts  404,stranger=200
    POST   /my-events/:registration/claim                                       accounts  404,stranger=422
    GET    /my-events/:registration/claim/receipts/:receipt                     accounts  404,stranger=200
    GET    /r/:token/travel                                                     everyone
    POST   /r/:token/travel                                                     everyone  303
    POST   /r/:token/needs                                                      everyone  303
    POST   /r/:token/letter                                                     everyone  422
    GET    /r/:token/claim                                                      everyone
    POST   /r/:token/claim                                                      everyone  422
    GET    /r/:token/claim/receipts/:receipt                                    everyone
    GET    /api/v1/events/:event/journeys                                       owners
    PUT    /api/v1/events/:event/journeys/:registration                         owners
    GET    /api/v1/events/:event/needs                                          runners
    """

let logisticsScreens = """
    - organiser     en travel        /events/:event/travel
    - organiser     en needs         /events/:event/needs
    - stranger      en own-travel    /my-events/:registration/travel
    - stranger      ar own-claim     /my-events/:registration/claim
    """

struct LogisticsTests {
    /// An event with two who are seated, each with a link of their own.
    struct Seated {
        let registration: RegistrationWorld
        let people: [RegistrationRecord]
        let links: [String]

        var world: World { registration.world }
        var event: Event.ID { registration.event }

        init(_ site: TestSite) async throws {
            registration = try await RegistrationWorld(site)
            let (event, ana, boris) = (
                registration.event, try await registration.nominate("HR", "Primjer"),
                try await registration.nominate("BE", "Voorbeeld")
            )
            try await site.database.write {
                try $0.execute("UPDATE event SET starts_on = '2027-06-09', ends_on = '2027-06-10' WHERE id = \(event)")
            }
            people = [try await registration.record(ana.id), try await registration.record(boris.id)]
            links = ["tokenofana", "tokenofboris"]
            for (person, link) in zip(people, links) {
                try await site.database.write {
                    try $0.execute(
                        "UPDATE registration SET token_digest = \(Secret.digest(link)) WHERE id = \(person.id)")
                }
            }
        }
    }

    private static let journey: KeyValuePairs<String, String> = [
        "origin": "Zagreb", "arrives-on": "2027-06-08", "arrives-time": "9:05", "departs-on": "2027-06-10",
        "departs-time": "18:00",
        "carrier": "OU 400", "ticket": "organiser",
    ]

    @Test(arguments: TestEngine.allCases)
    func `a person tells by link how they come, and the organiser sees nights, hours and rooms`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let seated = try await Seated(site)
            #expect(seated.people.allSatisfy { $0.state == .complete })
            let (guest, path) = (site.browser(), "/r/\(seated.links[0])/travel")
            #expect(try await guest.get(path).contains("Primjer"))
            #expect(try await guest.post(path, Self.journey).status == 303)
            #expect(try await guest.get(path).contains("value=\"09:05\""))
            let wrong = try await guest.post(
                path,
                [
                    "arrives-on": "2027-06-10", "departs-on": "2027-06-08", "arrives-time": "25:00",
                    "ticket": "organiser",
                ])
            #expect(wrong.status == 422 && wrong.contains("departs-on-error") && wrong.contains("arrives-time-error"))
            let browser = await seated.world.browser(seated.world.organiser)
            let page = try await browser.get("/events/\(seated.event)/travel")
            #expect(
                page.contains("1 of 2 have told when they come.") && page.contains("OU 400")
                    && page.contains("Arrivals by hour") && page.contains("1 has told nothing yet"))
            // Whose flight it is stays beside them in every direction of writing.
            #expect(page.contains("<bdi>Primjer OU 400</bdi>"))
            let entry = try await browser.get("/events/\(seated.event)/travel/\(seated.people[0].id)")
            #expect(entry.contains("travels from") && !entry.contains("Where you travel from"))
            #expect(entry.contains("they buy it and claim the cost"))
            let sheet = try SheetFile.read(
                try await browser.get("/events/\(seated.event)/travel/rooming.xlsx").bytes, name: "rooming.xlsx")
            #expect(sheet.lines.count == 3 && sheet.lines.contains { $0.cells.contains("2027-06-08 09:05") })
            // Nobody else's link opens it, and a facilitator has no business with it.
            #expect(try await guest.get("/r/nothing/travel").status == 410)
            #expect(
                try await seated.world.browser(seated.world.facilitator).get("/events/\(seated.event)/travel").status
                    == 403)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `needs are counted for the kitchen, read with a logged reason, and go on their day`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let seated = try await Seated(site)
            let (guest, event) = (site.browser(), seated.event)
            for link in seated.links {
                try await guest.post(
                    "/r/\(link)/needs", ["need": "vegetarian", "need": "allergy", "text-allergy": "Peanuts"])
            }
            #expect(
                try await guest.post("/r/\(seated.links[0])/needs", ["need": "other", "text-other": ""]).status == 422)
            let browser = await seated.world.browser(seated.world.organiser)
            let page = try await browser.get("/events/\(event)/needs")
            #expect(page.contains("Vegetarian") && !page.contains("Peanuts") && !page.contains("Primjer"))
            #expect(try await browser.post("/events/\(event)/needs/readings", ["reason": " "]).status == 422)
            let read = try await browser.post("/events/\(event)/needs/readings", ["reason": "Seating at dinner"])
            #expect(read.contains("Peanuts") && read.contains("Primjer"))
            #expect(try await browser.get("/events/\(event)/needs").contains("Seating at dinner"))
            #expect(try await !browser.get("/events/\(event)/needs").contains("Peanuts"))
            let rows = try await site.database.read {
                try $0.all("SELECT facts FROM journal WHERE kind LIKE 'need.%'").map {
                    try $0.get("facts", as: String.self)
                }
            }
            #expect(rows.allSatisfy { !$0.contains("Peanuts") && !$0.contains("vegetarian") })
            // 30 days after the event, also where an old copy brought them back.
            for _ in 0..<2 {
                try await site.database.write {
                    try $0.execute("UPDATE event SET ends_on = '2023-01-01' WHERE id = \(event)")
                }
                try await NeedOperations.forgetDue(site.services)
                #expect(try await site.count("SELECT COUNT(*) FROM need") == 0)
                try await guest.post("/r/\(seated.links[0])/needs", ["need": "vegan"])
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what was copied from a passport is there only while the letter is asked for`(engine: TestEngine) async throws
    {
        try await TestSite.with(engine) { site in
            let seated = try await Seated(site)
            let (guest, event) = (site.browser(), seated.event)
            let letter: KeyValuePairs<String, String> = [
                "passport-name": "ANA PRIMJER", "passport-number": "X1", "born-on": "1980-01-01",
            ]
            for day in ["1080-01-01", "2030-01-01"] {
                let wrong = try await guest.post(
                    "/r/\(seated.links[0])/letter",
                    ["passport-name": "ANA PRIMJER", "passport-number": "X1", "born-on": day])
                #expect(wrong.status == 422 && wrong.contains("born-on-error"), "\(day)")
            }
            #expect(try await guest.post("/r/\(seated.links[0])/letter", letter).status == 303)
            let browser = await seated.world.browser(seated.world.organiser)
            #expect(try await browser.get("/events/\(event)/travel").contains("1 visa letter is waiting"))
            #expect(try await !browser.get("/events/\(event)/travel").contains("ANA PRIMJER"))
            let id = seated.people[0].id
            #expect(try await browser.post("/events/\(event)/travel/\(id)/letter").status == 303)
            #expect(try await site.count("SELECT COUNT(*) FROM visa_letter") == 0)
            #expect(try await guest.get("/r/\(seated.links[0])/travel").contains("The letter was issued"))
            #expect(try await browser.post("/events/\(event)/travel/\(id)/letter").status == 409)
            // At the latest on the day after the event.
            try await guest.post("/r/\(seated.links[1])/letter", letter)
            try await site.database.write {
                try $0.execute("UPDATE event SET ends_on = '2023-01-01' WHERE id = \(event)")
            }
            try await NeedOperations.forgetDue(site.services)
            #expect(try await site.count("SELECT COUNT(*) FROM visa_letter") == 0)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who withdraws may still take back what they told, and what is left goes within a minute`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let seated = try await Seated(site)
            let letter: KeyValuePairs<String, String> = [
                "passport-name": "ANA PRIMJER", "passport-number": "X1", "born-on": "1980-01-01",
            ]
            let guest = site.browser()
            for link in seated.links {
                try await guest.post("/r/\(link)/needs", ["need": "vegan"])
                #expect(try await guest.post("/r/\(link)/letter", letter).status == 303)
            }
            try await site.database.write { try $0.execute("UPDATE registration SET state = 'withdrawn'") }
            #expect(try await guest.post("/r/\(seated.links[0])/needs", ["need": "halal"]).status == 409)
            #expect(try await guest.post("/r/\(seated.links[0])/needs").status == 303)
            let end: KeyValuePairs<String, String> = ["act": "withdrawal"]
            #expect(try await guest.post("/r/\(seated.links[0])/letter", end).status == 303)
            #expect(try await site.count("SELECT COUNT(*) FROM need") == 1)
            #expect(try await site.count("SELECT COUNT(*) FROM visa_letter") == 1)
            let other = "/events/\(seated.event)/travel/\(seated.people[1].id)/letter.docx"
            #expect(try await seated.world.browser(seated.world.organiser).get(other).status == 409)
            try await NeedOperations.forgetDue(site.services)
            #expect(try await site.count("SELECT COUNT(*) FROM need") == 0)
            #expect(try await site.count("SELECT COUNT(*) FROM visa_letter") == 0)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `without a seat nothing is told, and who has left is not on the list`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let seated = try await Seated(site)
            let id = seated.people[0].id
            try await site.browser().post("/r/\(seated.links[0])/travel", Self.journey)
            try await site.database.write {
                try $0.execute("UPDATE registration SET state = 'withdrawn' WHERE id = \(id)")
            }
            #expect(try await site.browser().post("/r/\(seated.links[0])/travel", Self.journey).status == 409)
            let page = try await seated.world.browser(seated.world.organiser).get("/events/\(seated.event)/travel")
            #expect(!page.contains("Primjer") && page.contains("Voorbeeld"))
        }
    }
}
