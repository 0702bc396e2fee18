@testable import App
import Domain
import Foundation
import StorageTestSupport
import Testing
import TestSupport
import Web

let moneyScenarios = """
    GET    /money                                                               accounts
    GET    /events/:event/budget                                                accounts  404,facilitator=403,organiser=200
    POST   /events/:event/budget/lines                                          accounts  404,facilitator=403,organiser=422
    POST   /events/:event/budget/lines/:line                                    accounts  404,facilitator=403,organiser=422
    POST   /events/:event/budget/lines/:line/removal                            accounts  404,facilitator=403,organiser=409
    POST   /events/:event/budget/entitlements                                   accounts  404,facilitator=403,organiser=422
    POST   /events/:event/budget/entitlements/:entitlement/removal              accounts  404,facilitator=403,organiser=303
    POST   /events/:event/budget/payments                                       accounts  404,facilitator=403,organiser=422
    POST   /events/:event/budget/rates                                          accounts  404,facilitator=403,organiser=422
    POST   /events/:event/budget/people                                         owners  422
    POST   /events/:event/budget/people/:account/removal                        owners  303
    GET    /events/:event/claims                                                accounts  404,facilitator=403,organiser=200
    GET    /events/:event/claims.xlsx                                           accounts  404,facilitator=403,organiser=200
    GET    /events/:event/claims/:claim                                         accounts  404,facilitator=403,organiser=200
    GET    /events/:event/claims/:claim/receipts/:receipt                       accounts  404,facilitator=403,organiser=200
    POST   /events/:event/claims/:claim/check                                   accounts  404,facilitator=403,organiser=303
    POST   /events/:event/claims/:claim/state                                   accounts  404,facilitator=403,organiser=409
    GET    /api/v1/events/:event/budget                                         accounts  404,facilitator=403,organiser=200
    POST   /api/v1/events/:event/budget                                         accounts  422
    GET    /api/v1/events/:event/claims                                         accounts  404,facilitator=403,organiser=200
    POST   /api/v1/events/:event/claims                                         accounts  422
    GET    /api/v1/events/:event/claims/:claim                                  accounts  404,facilitator=403,organiser=200
    PUT    /api/v1/events/:event/claims/:claim/state                            accounts  422
    POST   /api/v1/events/:event/claims/:claim/receipts                         accounts  422
    GET    /api/v1/events/:event/claims/:claim/receipts/:receipt                accounts  404,facilitator=403,organiser=200
    """

let moneyScreens = """
    - organiser     en budget        /events/:event/budget
    - organiser     en claims        /events/:event/claims
    - organiser     en claim         /events/:event/claims/:claim
    """

struct ClaimTests {
    /// Two who are seated, a line for nights and one for travel.
    struct Funded {
        let seated: LogisticsTests.Seated
        let nights: BudgetLine.ID
        let travel: BudgetLine.ID

        var world: World { seated.world }
        var event: Event.ID { seated.event }
        var ana: Registration.ID { seated.people[0].id }
        var link: String { "/r/\(seated.links[0])/claim" }

        init(_ site: TestSite, perPerson: String = "") async throws {
            seated = try await LogisticsTests.Seated(site)
            let visit = try await seated.world.visit(seated.world.organiser)
            nights = try await BudgetOperations.writeLine(
                visit, seated.event, nil, BudgetLineFields(title: "Nights", category: "per-diem", ceiling: "5,000.00"))
            travel = try await BudgetOperations.writeLine(
                visit, seated.event, nil, BudgetLineFields(title: "Travel", category: "travel", perPerson: perPerson))
        }

        func settlement() async throws -> Settlement {
            let event = event
            return try await seated.registration.site.database.read { try Settlement.of(event, $0) }
        }

        func balance() async throws -> Settlement.Balance { try #require(try await settlement().people[ana]?[.euro]) }

        func claim() async throws -> (record: ClaimRecord, items: [ClaimItemRecord]) {
            let ana = ana
            return try await seated.registration.site.database.read { reading in
                let record = try #require(try MoneyStore(reading).claims(of: ana).last)
                return (record, try MoneyStore(reading).items(of: [record.id])[record.id] ?? [])
            }
        }
    }

    private static let taxi: KeyValuePairs<String, String> = [
        "act": "addition", "category": "travel", "words": "Taxi", "spent-on": "2027-06-08", "amount": "187,500.00",
        "currency": "KZT",
    ]

    @Test(arguments: TestEngine.allCases)
    func `M1: entitled for two nights, paid in advance, one night slept, the rest is given back`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let funded = try await Funded(site)
            let visit = try await funded.world.visit(funded.world.organiser)
            var journey = JourneyFields(arrivesOn: "2027-06-08", departsOn: "2027-06-10")
            try await JourneyOperations.enter(visit, funded.event, funded.ana, journey)
            var input = BudgetOperations.EntitlementInput()
            (input.registration, input.line, input.rate) = (funded.ana, funded.nights, "203.00")
            #expect(try await BudgetOperations.entitle(visit, funded.event, input) == 1)
            #expect(try await funded.balance().due.decimal == "406.00")
            #expect(try await funded.settlement().lines[funded.nights]?.committed == 40_600)
            try await BudgetOperations.pay(
                visit, funded.event,
                .init(registration: funded.ana, kind: .advance, amount: "324.80", currency: "EUR", paidOn: "2027-05-20")
            )
            #expect(try await funded.balance().toPay.decimal == "81.20")
            journey.departsOn = "2027-06-09"
            try await JourneyOperations.enter(visit, funded.event, funded.ana, journey)
            #expect(try await funded.balance().due.decimal == "203.00")
            #expect(try await funded.balance().toRecover.decimal == "121.80")
            try await BudgetOperations.pay(
                visit, funded.event,
                .init(
                    registration: funded.ana, kind: .recovery, amount: "121.80", currency: "EUR", paidOn: "2027-07-01"))
            #expect(try await funded.balance().toRecover.minor == 0)
            // Who withdraws is entitled to nothing, but for what cannot be given back.
            (input.line, input.isFixed, input.basis, input.rate) = (funded.travel, true, .flat, "300")
            try await BudgetOperations.entitle(visit, funded.event, input)
            let ana = funded.ana
            try await site.database.write {
                try $0.execute("UPDATE registration SET state = 'withdrawn' WHERE id = \(ana)")
            }
            #expect(try await funded.balance().due.decimal == "300.00")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a claim in another currency waits for the rate of its month, and is exchanged once`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let funded = try await Funded(site)
            let guest = site.browser()
            #expect(try await guest.post(funded.link, Self.taxi).status == 303)
            let wrong = try await guest.post(
                funded.link, ["act": "addition", "words": "", "amount": "1.2345", "currency": "EUR"])
            #expect(
                wrong.status == 422 && wrong.contains("words-error") && wrong.contains("amount-error")
                    && wrong.contains("spent-on-error"))
            let unclear = try await guest.post(
                funded.link,
                ["act": "addition", "spent-on": "2027-06-08", "words": "Hotel", "amount": "12.345", "currency": "GEL"])
            #expect(unclear.status == 422 && unclear.contains("This can be 12345.00 or 12.35."))
            #expect(try await guest.post(funded.link, ["act": "submission", "note": "By taxi"]).status == 303)
            #expect(try await guest.post(funded.link, ["act": "submission"]).status == 409)
            let browser = await funded.world.browser(funded.world.organiser)
            let claim = try await funded.claim()
            let path = "/events/\(funded.event)/claims/\(claim.record.id)"
            #expect(try await browser.get(path).contains("By taxi"))
            let noRate = try await browser.post("\(path)/check")
            #expect(noRate.status == 422 && noRate.contains("There is no rate for"))
            #expect(noRate.contains("/events/\(funded.event)/budget#rates") && noRate.contains("id=\"rate\""))
            let rate: KeyValuePairs<String, String> = [
                "currency": "KZT", "base": "EUR", "month": "2027-06", "rate": "512.34", "source": "InforEuro",
            ]
            #expect(try await browser.post("/events/\(funded.event)/budget/rates", rate).status == 303)
            // What waits is said first, with what it comes to; on no line of the budget yet.
            let list = try await browser.get("/events/\(funded.event)/claims")
            #expect(list.contains("To check") && list.contains("Check claim no. 1") && list.contains("365.97\u{A0}EUR"))
            #expect(try await browser.get("/events/\(funded.event)/budget").contains("Claimed and not checked yet:"))
            #expect(
                try await browser.post("\(path)/check", ["line-\(claim.items[0].id)": "\(funded.travel)"]).status == 303
            )
            let item = try await funded.claim().items[0]
            #expect(
                item.exchanged == 36_597 && item.allowed == 36_597 && item.rate == "512.34"
                    && item.rateSource == "InforEuro")
            // Who checked it does not approve it, where there is somebody else.
            try await site.database.write {
                try $0.execute(
                    "INSERT INTO programme_organiser (programme_id, account_id) VALUES (\(funded.world.programme), \(funded.world.stranger.id))"
                )
            }
            #expect(try await browser.post("\(path)/state", ["state": "approved"]).status == 409)
            let barred = try await browser.get(path)
            #expect(barred.contains("Somebody else approves it") && !barred.contains("value=\"approved\""))
            let other = await funded.world.browser(funded.world.stranger)
            #expect(try await other.get(path).contains("value=\"approved\""))
            #expect(try await other.post("\(path)/state", ["state": "approved"]).status == 303)
            #expect(try await browser.post("\(path)/state", ["state": "paid", "paid-on": "2027-07-01"]).status == 303)
            #expect(try await funded.balance().toPay.minor == 0)
            #expect(try await browser.post("\(path)/state", ["state": "paid", "paid-on": "2027-07-01"]).status == 409)
            #expect(try await guest.get(funded.link).contains("All of it is paid."))
            let sheet = try SheetFile.read(
                try await browser.get("/events/\(funded.event)/claims.xlsx").bytes, name: "claims.xlsx")
            #expect(sheet.lines.count == 2 && sheet.lines[1].cells.contains("365.97"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `nobody approves their own claim, where somebody else can`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let funded = try await Funded(site)
            let (world, ana) = (funded.world, funded.ana)
            let guest = site.browser()
            try await guest.post(
                funded.link,
                [
                    "act": "addition", "category": "travel", "words": "Bus", "spent-on": "2027-06-08", "amount": "40",
                    "currency": "EUR",
                ])
            #expect(try await guest.post(funded.link, ["act": "submission"]).status == 303)
            let path = "/events/\(funded.event)/claims/\(try await funded.claim().record.id)"
            try await site.database.write {
                try $0.execute(
                    "INSERT INTO programme_organiser (programme_id, account_id) VALUES (\(world.programme), \(world.stranger.id))"
                )
                try $0.execute("UPDATE registration SET account_id = \(world.stranger.id) WHERE id = \(ana)")
            }
            let (own, other) = (await world.browser(world.stranger), await world.browser(world.organiser))
            #expect(try await other.post("\(path)/check").status == 303)
            #expect(try await own.post("\(path)/state", ["state": "approved"]).status == 409)
            try await site.database.write {
                try $0.execute("UPDATE registration SET account_id = NULL WHERE id = \(ana)")
            }
            #expect(try await own.post("\(path)/state", ["state": "approved"]).status == 303)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the largest payments that there can be are added up, and a form that is sent twice pays once`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let funded = try await Funded(site)
            let (event, ana, link) = (funded.event, funded.ana, funded.link)
            let browser = await funded.world.browser(funded.world.organiser)
            let form: KeyValuePairs<String, String> = [
                "registration": "\(ana)", "kind": "advance", "amount": "10000000000000", "currency": "EUR",
                "paid-on": "2027-05-20",
            ]
            for _ in 0..<2 { #expect(try await browser.post("/events/\(event)/budget/payments", form).status == 303) }
            #expect(try await site.count("SELECT COUNT(*) FROM payment") == 1)
            // As an older version let in.
            try await site.database.write { [environment = site.environment] tx in
                for _ in 0..<9_300 {
                    let id: Payment.ID = environment.id()
                    try tx.execute(
                        """
                        INSERT INTO payment (id, event_id, registration_id, kind, amount, currency, paid_on, reference, created_at)
                        VALUES (\(id), \(event), \(ana), 'advance', \(Money.most), 'EUR', '2027-05-20', '', 1)
                        """)
                }
            }
            for path in ["/events/\(event)/budget", "/events/\(event)/claims", "/events/\(event)/funder/report.html"] {
                #expect(try await browser.get(path).status == 200, "\(path)")
            }
            #expect(try await site.browser().get(link).status == 200)
            let more: KeyValuePairs<String, String> = [
                "registration": "\(ana)", "kind": "advance", "amount": "1", "currency": "EUR", "paid-on": "2027-05-21",
            ]
            #expect(try await browser.post("/events/\(event)/budget/payments", more).status == 409)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a ceiling cuts what is allowed, less is allowed with a reason only, and a returned claim is sent again`(
        engine: TestEngine
    )
        async throws
    {
        try await TestSite.with(engine) { site in
            let funded = try await Funded(site, perPerson: "100")
            let (guest, browser) = (site.browser(), await funded.world.browser(funded.world.organiser))
            for amount in ["80", "70.50"] {
                try await guest.post(
                    funded.link,
                    [
                        "act": "addition", "category": "travel", "words": "Bus", "spent-on": "2027-06-08",
                        "amount": amount, "currency": "EUR",
                    ])
            }
            try await guest.post(funded.link, ["act": "submission"])
            var claim = try await funded.claim()
            let path = "/events/\(funded.event)/claims/\(claim.record.id)"
            #expect(try await browser.post("\(path)/state", ["state": "returned"]).status == 422)
            #expect(
                try await browser.post("\(path)/state", ["state": "returned", "reason": "Receipts, please"]).status
                    == 303)
            #expect(try await guest.get(funded.link).contains("Receipts, please"))
            #expect(try await guest.post(funded.link, ["act": "submission"]).status == 303)
            claim = try await funded.claim()
            let (first, second) = (claim.items[0].id, claim.items[1].id)
            let less = try await browser.post(
                "\(path)/check",
                ["line-\(first)": "\(funded.travel)", "allowed-\(first)": "50", "line-\(second)": "\(funded.travel)"])
            #expect(less.status == 422 && less.contains("reason-\(first)-error"))
            #expect(try await browser.post("\(path)/check", ["allowed-\(first)": "90"]).status == 422)
            #expect(
                try await browser.post(
                    "\(path)/check", ["line-\(first)": "\(funded.travel)", "line-\(second)": "\(funded.travel)"]
                ).status == 303)
            claim = try await funded.claim()
            #expect(claim.items.map(\.allowed) == [8_000, 2_000] && claim.items.map(\.amount.minor) == [8_000, 7_050])
            #expect(try await browser.get(path).contains("cut by the ceiling"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who keeps the money sees budget and claims of the programme, and nothing else`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let funded = try await Funded(site)
            let (world, event) = (funded.world, funded.event)
            let (browser, stranger) = (await world.browser(world.organiser), await world.browser(world.stranger))
            #expect(try await stranger.get("/events/\(event)/budget").status == 404)
            #expect(
                try await browser.post("/events/\(event)/budget/people", ["email": "nobody@example.org"]).status == 422)
            #expect(
                try await browser.post("/events/\(event)/budget/people", ["email": world.stranger.email]).status == 303)
            #expect(try await stranger.get("/events/\(event)/budget").status == 200)
            #expect(try await stranger.get("/events/\(event)/claims").status == 200)
            #expect(try await stranger.get("/money").contains("/events/\(event)/claims"))
            for path in ["needs", "travel", "people", "settings"] {
                #expect(try await stranger.get("/events/\(event)/\(path)").status == 404, "\(path)")
            }
            #expect(
                try await stranger.post("/events/\(event)/budget/people", ["email": world.facilitator.email]).status
                    == 404)
            #expect(try await browser.post("/events/\(event)/budget/people/\(world.stranger.id)/removal").status == 303)
            #expect(try await stranger.get("/events/\(event)/budget").status == 404)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a line on which something rests stays, and a claim comes in by the API in minor units`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let funded = try await Funded(site)
            let client = try await funded.world.api(funded.world.organiser)
            let list = "/api/v1/events/\(funded.event)/claims"
            let item: [String: Any] = [
                "category": "other", "spentOn": "2027-06-08", "words": "Fee", "amount": "45.250", "currency": "JOD",
            ]
            let made = try await client.send(.post, list, ["registration": "\(funded.ana)", "items": [item]])
            #expect(made.status == 201 && made.text("state") == "submitted")
            #expect((made["items"] as? [[String: Any]])?.first?["amount"] as? Int == 45_250)
            #expect(try await client.send(.put, "\(list)/\(made.text("id"))/state", ["state": "checked"]).status == 409)
            #expect(
                try await client.send(
                    .put, "\(list)/\(made.text("id"))/state", ["state": "rejected", "reason": "No receipt"]
                ).text("state") == "rejected")
            #expect(try await client.send(.post, list, ["registration": "\(funded.ana)", "items": []]).status == 409)
            let lines = try await client.send(.get, "/api/v1/events/\(funded.event)/budget").json as? [[String: Any]]
            #expect(lines?.count == 2 && lines?.first?["ceiling"] as? String == "5000.00")
            let visit = try await funded.world.visit(funded.world.organiser)
            var input = BudgetOperations.EntitlementInput()
            (input.line, input.rate) = (funded.nights, "10")
            // Nobody is funded but by nomination: all who are, at once, and once.
            let count = try await BudgetOperations.entitle(visit, funded.event, input)
            #expect(try await BudgetOperations.entitle(visit, funded.event, input) == 0 && count > 0)
            let browser = await funded.world.browser(funded.world.organiser)
            #expect(
                try await browser.post("/events/\(funded.event)/budget/lines/\(funded.nights)/removal").status == 409)
            #expect(
                try await browser.post("/events/\(funded.event)/budget/lines/\(funded.travel)/removal").status == 303)
        }
    }
}
