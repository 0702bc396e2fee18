@testable import App
import Domain
import Foundation
import StorageTestSupport
import Testing
import TestSupport
import Web

let logisticsFileScenarios = """
    GET    /events/:event/travel/import                                         owners
    POST   /events/:event/travel/import                                         owners  422
    GET    /events/:event/needs/by-person.xlsx                                  owners
    GET    /events/:event/needs/import                                          owners
    POST   /events/:event/needs/import                                          owners  422
    GET    /events/:event/claims/import                                         accounts  404,facilitator=403,organiser=200
    POST   /events/:event/claims/import                                         accounts  404,facilitator=403,organiser=422
    GET    /events/:event/budget/allowances                                     accounts  404,facilitator=403,organiser=200
    POST   /events/:event/budget/allowances                                     accounts  404,facilitator=403,organiser=422
    GET    /events/:event/budget/allowances/rates.xlsx                          accounts  404,facilitator=403,organiser=200
    GET    /events/:event/budget/allowances/import                              accounts  404,facilitator=403,organiser=200
    POST   /events/:event/budget/allowances/import                              accounts  404,facilitator=403,organiser=422
    POST   /events/:event/budget/allowances/:allowance/removal                  accounts  404,facilitator=403,organiser=303
    GET    /api/v1/events/:event/allowances                                     accounts  404,facilitator=403,organiser=200
    POST   /api/v1/events/:event/allowances/import                              accounts  422
    POST   /api/v1/events/:event/claims/import                                  accounts  422
    POST   /api/v1/events/:event/journeys/import                                owners  422
    POST   /api/v1/events/:event/needs/import                                   owners  422
    """

let logisticsFileScreens = """
    - organiser     en rates         /events/:event/budget/allowances
    """

/// The files of travel and money, out and in.
struct LogisticsFileTests {
    private static func take(_ browser: Browser, _ path: String, _ text: String, isTrial: Bool = false) async throws
        -> Page
    {
        try await browser.upload(
            path, isTrial ? ["trial": "1"] : [:], field: "file", fileName: "table.csv", Array(text.utf8))
    }

    @Test(arguments: TestEngine.allCases)
    func `the rooming list goes out with its columns and comes back with what the hotel says`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let seated = try await LogisticsTests.Seated(site)
            let browser = await seated.world.browser(seated.world.organiser)
            let path = "/events/\(seated.event)/travel"
            let sheet = try SheetFile.read(try await browser.get("\(path)/rooming.xlsx").bytes, name: "rooming.xlsx")
            #expect(
                sheet.lines.first?.cells == ["name", "country", "arrives", "departs", "nights", "ticket", "visa"])
            let told = """
                name,country,arrives,departs,nights,ticket,visa
                Primjer,Croatia,2027-06-08 09:05,2027-06-10,,own,
                voorbeeld,BE,2027-06-07,2027-06-11 18:00,,,
                """
            let trial = try await Self.take(browser, "\(path)/import", told, isTrial: true)
            #expect(trial.location?.contains("added=2") == true)
            #expect(try await site.count("SELECT COUNT(*) FROM journey") == 0)
            #expect(try await Self.take(browser, "\(path)/import", told).status == 303)
            let event = seated.event
            let journeys = try await site.database.read { try JourneyStore($0).journeys(of: event) }
            let ana = try #require(journeys[seated.people[0].id]?.fields)
            #expect(ana.nights.count == 2 && ana.arrivesTime == "09:05" && ana.ticket == "own")
            #expect(try await Self.take(browser, "\(path)/import", told).location?.contains("same=2") == true)
            // All rows, or none.
            let wrong = try await Self.take(
                browser, "\(path)/import", "name,arrives,departs\nPrimjer,2027-06-09,2027-06-08\nNobody,2027-06-09,\n")
            #expect(wrong.status == 422 && wrong.contains("nobody with a seat has this name"))
            #expect(wrong.contains("The end is before the start."))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `needs come in by person, are counted, and what somebody told stays`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let seated = try await LogisticsTests.Seated(site)
            try await site.browser().post("/r/\(seated.links[0])/needs", ["need": "vegan"])
            let browser = await seated.world.browser(seated.world.organiser)
            let path = "/events/\(seated.event)/needs"
            let told = "name,need,text\nPrimjer,Allergy,Peanuts\nVoorbeeld,vegan,\n"
            #expect(try await Self.take(browser, "\(path)/import", told).location?.contains("added=2") == true)
            let counts = try await site.database.read { try NeedStore($0).counts(of: seated.event) }
            #expect(counts == [.vegan: 2, .allergy: 1])
            #expect(
                try await Self.take(browser, "\(path)/import", "name,need,text\nPrimjer,other,\n").status == 422)
            let out = try SheetFile.read(try await browser.get("\(path).xlsx").bytes, name: "needs.xlsx")
            #expect(out.lines.first?.cells == ["need", "count"])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `claims that came on paper come in as one for each person, and those that are there stay`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let funded = try await ClaimTests.Funded(site)
            let browser = await funded.world.browser(funded.world.organiser)
            let path = "/events/\(funded.event)/claims"
            let told = """
                number,person,category,date,amount,currency,rate,eur,allowed,reason,state
                ,Primjer,travel,2027-06-08,80,EUR,,,,,
                ,Primjer,other,2027-06-09,45.250,JOD,,,,,
                ,Voorbeeld,travel,2027-06-08,12.50,EUR,,,,,
                """
            #expect(try await Self.take(browser, "\(path)/import", told).location?.contains("added=3") == true)
            let event = funded.event
            let claims = try await site.database.read { try MoneyStore($0).claims(of: event) }
            #expect(claims.map(\.state) == [.submitted, .submitted])
            let sheet = try SheetFile.read(try await browser.get("\(path).xlsx").bytes, name: "claims.xlsx")
            #expect(
                sheet.lines.first?.cells.joined(separator: ",")
                    == "number,person,category,date,amount,currency,rate,eur,allowed,reason,state")
            #expect(sheet.lines.count == 4 && sheet.lines[2].cells.contains("45.250"))
            let back = try await browser.upload(
                "\(path)/import", field: "file", fileName: "claims.xlsx", try await browser.get("\(path).xlsx").bytes)
            #expect(back.location?.contains("added=0&changed=0&same=3") == true)
            let wrong = try await Self.take(
                browser, "\(path)/import", "person,category,date,amount,currency\nPrimjer,travel,2027-06-08,some,EUR\n"
            )
            #expect(wrong.status == 422)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a rate is the one of its place and date, and entitles by it`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let funded = try await ClaimTests.Funded(site)
            let (world, event) = (funded.world, funded.event)
            let (browser, visit) = (await world.browser(world.organiser), try await world.visit(world.organiser))
            let path = "/events/\(event)/budget/allowances"
            let told = """
                scheme,country,city,per,amount,currency,valid_from
                UN,,,night,100,EUR,2020-01-01
                UN,HR,,night,180,EUR,2026-01-01
                UN,HR,,night,203.00,EUR,2027-01-01
                UN,HR,,night,250,EUR,2027-07-01
                UN,KZ,,night,150,EUR,2026-01-01
                Experts,,,day,92,EUR,2026-01-01
                """
            #expect(try await Self.take(browser, "\(path)/import", told).location?.contains("added=6") == true)
            #expect(
                try await Self.take(browser, "\(path)/import", told.replacing("203.00", with: "204.00")).location?
                    .contains("added=0&changed=1&same=5") == true)
            func holding() async throws -> [AllowanceRecord] {
                try await site.database.read { reading in
                    let host = try EventDatesStore(reading).dates(of: event).country
                    return try AllowanceStore(reading).holding(for: try EventStore(reading).event(event), host: host)
                }
            }
            // Without a host country only what holds everywhere.
            #expect(try await holding().map(\.amount.decimal) == ["92.00", "100.00"])
            try await EventDatesOperations.set(visit, event, EventDates(country: "HR"))
            let rates = try await holding()
            #expect(rates.map(\.amount.decimal) == ["92.00", "204.00"])
            #expect(try await browser.get(path).contains("204.00"))
            try await JourneyOperations.enter(
                visit, event, funded.ana, JourneyFields(arrivesOn: "2027-06-08", departsOn: "2027-06-10"))
            let form: KeyValuePairs<String, String> = [
                "registration": "\(funded.ana)", "line": "\(funded.nights)", "allowance": "\(rates[1].id)", "rate": "",
                "basis": "flat",
            ]
            #expect(try await browser.post("/events/\(event)/budget/entitlements", form).status == 303)
            #expect(try await funded.balance().due.decimal == "408.00")
            // A choice that nobody offered is answered in words, and entitles nobody.
            let wrong = try await browser.post(
                "/events/\(event)/budget/entitlements",
                ["registration": "everybody", "line": "\(funded.nights)", "rate": "1"])
            #expect(wrong.status == 422 && wrong.contains("entitlement-registration-error"))
            #expect(try await browser.post("\(path)/\(rates[1].id)/removal").status == 303)
            #expect(try await holding().map(\.amount.decimal) == ["92.00", "180.00"])
        }
    }
}
