@testable import App
import Domain
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

/// What seats commit of the budget is shown, and what would break a ceiling needs a person (R8).
struct SeatCostTests {
    private static func line(_ made: RegistrationWorld, ceiling: String) async throws {
        _ = try await BudgetOperations.writeLine(
            try await made.world.visit(made.world.organiser), made.event, nil,
            BudgetLineFields(title: "Nights", category: "per-diem", ceiling: ceiling, perPerson: "400"))
    }

    private static func seats(_ count: Int, _ made: RegistrationWorld, _ site: TestSite) async throws {
        let event = made.event
        try await site.database.write { tx in
            let quota = SeatQuota(label: "all", kind: .cap, attribute: nil, values: [], seats: count)
            try QuotaStore.keep(
                [QuotaRecord(site.environment.id(), quota, until: nil)], of: event, now: site.clock.now, tx)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a preview says what its seats commit, and that it is more than there is`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let made = try await RegistrationWorld(site) {
                ($0.work, $0.nominationsClose) = (.batch, "2023-12-01T00:00")
            }
            for name in ["First", "Second", "Third"] { try await made.nominate("HR", name) }
            try await Self.line(made, ceiling: "1000")
            let browser = await made.world.browser(made.world.organiser)
            let path = "/events/\(made.event)/registration/allocation"
            try await browser.post(path)
            let over = try await browser.get(path)
            #expect(over.contains("These seats would commit more than there is in the budget:"))
            #expect(over.contains("Nights: about 1\u{202F}200.00\u{A0}EUR; 1\u{202F}000.00\u{A0}EUR is left"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who would break a ceiling does not move up alone, and an organiser may let them`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let made = try await RegistrationWorld(site) { ($0.offerHours, $0.offerLast) = (0, "2030-01-01T00:00") }
            try await Self.seats(1, made, site)
            let first = try await made.nominate("HR", "First")
            let second = try await made.nominate("BE", "Second")
            #expect(try await made.record(second.id).isWaiting)
            try await Self.line(made, ceiling: "300")
            try await made.desk { desk in
                _ = try desk.withdraw(try desk.registration(first.id), reason: "", by: .organiser)
            }
            let held = try await made.record(second.id)
            #expect(held.state == .pending && held.approvedAt == nil)
            let browser = await made.world.browser(made.world.organiser)
            let path = "/events/\(made.event)/registration"
            #expect(try await browser.get(path).contains("a seat for them goes beyond the budget"))
            let page = try await browser.get("\(path)/people/\(second.id)")
            #expect(page.contains("A seat for them goes beyond the budget.") && page.contains("Accept"))
            try await made.desk { desk in _ = try desk.approve(try desk.registration(second.id)) }
            #expect(try await made.record(second.id).state == .complete)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who comes as the event seats is held by the budget like who moves up, unless an organiser enters them`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let made = try await RegistrationWorld(site)
            try await Self.line(made, ceiling: "300")
            @Sendable func told(_ name: String) -> Cleaned<RegistrationFields> {
                var fields = RegistrationFields()
                (fields.familyName, fields.email, fields.country) = (name, "\(name)@example.org", "HR")
                return fields.cleaned
            }
            let own = try await made.desk { desk in
                try desk.confirm(desk.register(told("own"), .init(channel: .open), by: .own))
            }
            #expect(own.state == .pending && own.approvedAt == nil)
            // Also of a file, where several are placed together.
            let several: [RegistrationRecord] = try await made.desk { desk in
                let new = try ["first", "second"].map {
                    try desk.register(told($0), .init(channel: .nomination), by: .own, placing: false)
                }
                try desk.place(new)
                return try new.map { try desk.registration($0.id) }
            }
            #expect(several.map(\.state) == [.pending, .pending])
            #expect(try await made.nominate("BE", "Entered").state == .complete)
            try await made.desk { desk in _ = try desk.approve(desk.registration(own.id)) }
            #expect(try await made.record(own.id).state == .complete)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who pays for themselves moves up, and so does whoever fits the budget`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let made = try await RegistrationWorld(site) { ($0.offerHours, $0.offerLast) = (0, "2030-01-01T00:00") }
            try await Self.seats(1, made, site)
            let first = try await made.nominate("HR", "First")
            let second = try await made.nominate("BE", "Second")
            try await Self.line(made, ceiling: "400")
            try await made.desk { desk in
                _ = try desk.withdraw(try desk.registration(first.id), reason: "", by: .organiser)
            }
            #expect(try await made.record(second.id).state == .complete)
        }
    }
}
