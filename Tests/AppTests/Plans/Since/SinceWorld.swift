import Domain
import Storage
import TestSupport
import Testing
import Web

@testable import App

/// A region, its first meeting, and the next one, which follows it. It is 29 November 2023.
struct SinceWorld {
    let region: RegionWorld
    let next: Event.ID

    var site: TestSite { region.site }
    var programme: Programme.ID { region.programme }
    var first: Event.ID { region.network.world.event }

    init(_ site: TestSite) async throws {
        let region = try await RegionWorld(site)
        let next = try await site.database.write { tx in
            let maker = WorldMaker(environment: site.environment)
            let next = try maker.addEvent(tx, region.programme, code: "NEXT", title: "Ninth meeting of heads")
            try tx.execute("UPDATE event SET starts_on = '2024-11-29', ends_on = '2024-11-30' WHERE id = \(next)")
            return next
        }
        try await SeriesOperations.tie(
            region.visit(region.network.world.organiser), next, EventTies(follows: region.network.world.event))
        (self.region, self.next) = (region, next)
    }

    func organiser() async throws -> Visit { try await region.visit(region.network.world.organiser) }

    func close() async throws { try await SinceOperations.close(organiser(), first) }

    /// An action of a country's plan, agreed by it.
    func action(_ country: String, _ title: String, due: String, marking: String = "GREEN") async throws -> PlanItem.ID
    {
        let account = try #require(region.countries.first { $0.code == country }?.account)
        let visit = try await region.visit(account)
        var plan = PlanRecordFields()
        plan.title = "Plan of \(country)"
        let plans = try await site.database.read { try PlanRecordStore($0).plans(of: region.programme) }
        let record: PlanRecord
        if let found = plans.first(where: { $0.owner == .country(country) }) {
            record = found
        } else {
            record = try await PlanOperations.begin(
                visit, in: programme, plan,
                PlanDraft(kind: .national, owner: .country(country), marking: marking, sharing: .programme))
        }
        var fields = ActionFields()
        (fields.title, fields.dueOn) = (title, due)
        return try await PlanItemOperations.add(
            visit, record.id, fields, PlanItemFields(), PlanItemDraft(owner: .member(.country(country))))
    }

    func id(_ item: PlanItem.ID) async throws -> Action.ID {
        try await site.database.read { try PlanItemStore($0).item(item).action }
    }

    func move(_ country: String, _ item: PlanItem.ID, _ move: ActionMove) async throws {
        let account = try #require(region.countries.first { $0.code == country }?.account)
        _ = try await ActionOperations.move(region.visit(account), id(item), move, "As agreed")
    }

    func postpone(_ country: String, _ item: PlanItem.ID, to day: String) async throws {
        let account = try #require(region.countries.first { $0.code == country }?.account)
        let action = try await id(item)
        let record = try await site.database.read { try ActionStore($0).action(action) }
        var fields = record.fields
        fields.dueOn = day
        _ = try await ActionOperations.change(
            region.visit(account), action, fields,
            ActionDraft(owner: record.owner, origin: record.origin, marking: record.marking, isShared: record.isShared))
    }

    func material(_ account: TestAccount?, _ audience: SinceReader.Audience = .person, isPaper: Bool = false)
        async throws
        -> SinceMaterial
    {
        let visitor = try await account.asyncMap { try await region.visit($0).visitor } ?? .guest
        let (programme, next, now) = (programme, next, site.clock.now)
        return try await site.database.read { reading in
            let reader = try SinceReader(visitor, programme, audience, now: now, reading)
            return try SinceMaterial(EventStore(reading).event(next), reader, isPaper: isPaper, reading)
        }
    }

    func part(_ account: TestAccount?, _ audience: SinceReader.Audience = .person, isPaper: Bool = false) async throws
        -> SincePart
    {
        try #require(try await material(account, audience, isPaper: isPaper).part(of: region.region))
    }
}

extension Optional {
    fileprivate func asyncMap<Value>(_ make: (Wrapped) async throws -> Value) async rethrows -> Value? {
        if let self { try await make(self) } else { nil }
    }
}
