@testable import App
import Domain
import Foundation
import StorageTestSupport
import Testing
import TestSupport
import Web

/// Journeys, entitlements and claims follow an event that moves, has no date, or is cancelled (A7, 17 and 18).
struct MoneyChangeTests {
    private typealias Funded = ClaimTests.Funded

    /// Two nights and, by the day, a fee; and a ticket that cannot be given back.
    private static func entitle(_ funded: Funded) async throws {
        let visit = try await funded.world.visit(funded.world.organiser)
        try await JourneyOperations.enter(
            visit, funded.event, funded.ana, JourneyFields(arrivesOn: "2027-06-08", departsOn: "2027-06-10"))
        var input = BudgetOperations.EntitlementInput()
        (input.registration, input.line, input.rate) = (funded.ana, funded.nights, "203.00")
        try await BudgetOperations.entitle(visit, funded.event, input)
        (input.basis, input.rate) = (.day, "92")
        try await BudgetOperations.entitle(visit, funded.event, input)
        (input.line, input.basis, input.rate, input.isFixed) = (funded.travel, .flat, "300", true)
        try await BudgetOperations.entitle(visit, funded.event, input)
    }

    private static func preview(_ fields: EventActFields, _ funded: Funded) async throws -> [String] {
        let visit = try await funded.world.visit(funded.world.organiser)
        return try await EventChangeOperations.preview(visit, .event(funded.event), fields)
            .flatMap { $0.consequences.map { $0.string() } }
    }

    private static func act(_ fields: EventActFields, _ funded: Funded) async throws {
        try await EventChangeOperations.apply(
            try await funded.world.visit(funded.world.organiser), .event(funded.event), fields)
    }

    private static func journey(_ funded: Funded, _ site: TestSite) async throws -> JourneyRecord {
        try #require(try await site.database.read { try JourneyStore($0).journey(funded.ana) })
    }

    @Test(arguments: TestEngine.allCases)
    func `an event moved by a day takes journeys and their nights along, and each is asked to look`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let funded = try await Funded(site)
            try await Self.entitle(funded)
            #expect(try await funded.balance().due.decimal == "890.00")
            let move = EventActFields(act: .postponement, startsOn: "2027-06-10")
            #expect(try await Self.preview(move, funded).contains { $0.hasPrefix("1 journey moves along") })
            try await Self.act(move, funded)
            let moved = try await Self.journey(funded, site)
            #expect(moved.fields.arrivesOn == "2027-06-09" && moved.fields.nights == ["2027-06-09", "2027-06-10"])
            #expect(moved.movedAt != nil)
            #expect(try await funded.balance().due.decimal == "890.00")
            let (guest, path) = (site.browser(), "/r/\(funded.seated.links[0])/travel")
            #expect(try await guest.get(path).contains("The event has moved, and your journey with it."))
            let browser = await funded.world.browser(funded.world.organiser)
            #expect(try await browser.get("/events/\(funded.event)/travel").contains("moved with the event"))
            let same: KeyValuePairs<String, String> = [
                "arrives-on": "2027-06-09", "departs-on": "2027-06-11", "ticket": "organiser",
            ]
            #expect(try await guest.post(path, same).status == 303)
            #expect(try await Self.journey(funded, site).movedAt == nil)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `without a new date all stays open`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let funded = try await Funded(site)
            try await Self.entitle(funded)
            let words = try await Self.preview(EventActFields(act: .postponement), funded)
            #expect(
                words.contains("What people are entitled to and their claims stay open until there is a new date."))
            try await Self.act(EventActFields(act: .postponement), funded)
            #expect(try await funded.balance().due.decimal == "890.00")
            #expect(try await Self.journey(funded, site).fields.arrivesOn == "2027-06-08")
            let page = try await site.browser().get("/r/\(funded.seated.links[0])/claim")
            #expect(page.contains("The event is postponed") && page.contains("Add a cost"))
        }
    }

    private static func cost(_ words: String, _ amount: String, isLost: Bool) -> KeyValuePairs<String, String> {
        [
            "act": "addition", "category": "travel", "words": words, "spent-on": "2027-06-01", "amount": amount,
            "currency": "EUR", "not-refundable": isLost ? "1" : "",
        ]
    }

    @Test(arguments: TestEngine.allCases)
    func `a cancelled event leaves what cannot be given back, and nothing else`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let funded = try await Funded(site)
            try await Self.entitle(funded)
            let (guest, path) = (site.browser(), "/r/\(funded.seated.links[0])/claim")
            try await guest.post(path, Self.cost("Bus", "20", isLost: false))
            try await guest.post(path, Self.cost("Ticket", "300", isLost: true))
            try await guest.post(path, ["act": "submission"])
            let browser = await funded.world.browser(funded.world.organiser)
            let claim = try await funded.claim().record
            let check = "/events/\(funded.event)/claims/\(claim.id)/check"
            #expect(try await browser.post(check).status == 303)
            #expect(try await funded.claim().items.map(\.allowed) == [2_000, 30_000])
            let words = try await Self.preview(EventActFields(act: .cancellation), funded)
            #expect(words.contains { $0.contains("comes to 300.00\u{A0}EUR; before, it was 890.00\u{A0}EUR") })
            try await Self.act(EventActFields(act: .cancellation), funded)
            #expect(try await funded.balance().due.decimal == "300.00")
            // What was allowed before is looked at once more.
            #expect(try await funded.claim().record.state == .submitted)
            #expect(try await browser.post(check).status == 303)
            #expect(try await funded.claim().items.map(\.allowed) == [0, 30_000])
            #expect(
                try await browser.get("/events/\(funded.event)/claims/\(claim.id)").contains("could be given back"))
            let late = try await guest.post(path, Self.cost("Taxi", "5", isLost: false))
            #expect(late.status == 422 && late.contains("not-refundable-error"))
            #expect(try await guest.post(path, Self.cost("Insurance", "5", isLost: true)).status == 303)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `whose seat was taken back claims nothing, and gives back what was advanced`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let funded = try await Funded(site)
            let visit = try await funded.world.visit(funded.world.organiser)
            var input = BudgetOperations.EntitlementInput()
            (input.registration, input.line, input.rate, input.basis) = (funded.ana, funded.nights, "100", .flat)
            try await BudgetOperations.entitle(visit, funded.event, input)
            try await BudgetOperations.pay(
                visit, funded.event,
                .init(registration: funded.ana, kind: .advance, amount: "120", currency: "EUR", paidOn: "2027-05-20"))
            // More than is due already.
            #expect(try await funded.balance().toRecover.decimal == "20.00")
            let (guest, path) = (site.browser(), "/r/\(funded.seated.links[0])/claim")
            try await guest.post(path, Self.cost("Bus", "20", isLost: false))
            try await RegistrationOperations.unseat(visit, funded.event, funded.ana, reason: "Entered twice")
            #expect(try await guest.post(path, ["act": "submission"]).status == 409)
            #expect(try await guest.post(path, Self.cost("Taxi", "5", isLost: false)).status == 409)
            #expect(try await funded.balance().toRecover.decimal == "120.00")
            #expect(try await guest.get(path).contains("Please give back"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `no more is paid for a claim than was approved, less what was advanced`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let funded = try await Funded(site)
            let visit = try await funded.world.visit(funded.world.organiser)
            try await BudgetOperations.pay(
                visit, funded.event,
                .init(registration: funded.ana, kind: .advance, amount: "30", currency: "EUR", paidOn: "2027-05-20"))
            let id = try await ClaimOperations.enter(
                visit, funded.event, funded.ana,
                [ClaimItemInput(spentOn: "2027-06-08", words: "Bus", amount: "100", currency: "EUR")], note: "")
            let item = try await funded.claim().items[0].id
            try await ClaimOperations.check(
                visit, funded.event, id, [item: .init(line: nil, allowed: "80", reason: "Second class")])
            try await ClaimOperations.decide(visit, funded.event, id, .approved, reason: "")
            try await ClaimOperations.decide(visit, funded.event, id, .paid, reason: "", paidOn: "2027-07-01")
            let event = funded.event
            let payments = try await site.database.read { try MoneyStore($0).payments(of: event) }
            #expect(payments.filter { $0.claim == id }.map(\.amount.decimal) == ["50.00"])
            #expect(payments.reduce(0) { $0 + $1.signed } == 8_000)
        }
    }
}
