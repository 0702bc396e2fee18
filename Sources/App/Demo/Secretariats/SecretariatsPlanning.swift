import Domain
import Storage
import Web

/// What is planned: a national plan that the region's gathers from, the region's plan as its countries look at it item by item, and the
/// roadmap of all eight before the heads decide.
struct SecretariatsPlanning: Sendable {
    let stage: DemoStage
    let cast: SecretariatsCast

    private static let country = "KZ"

    private typealias Regional = (plan: ProgrammePlan.ID, items: [PlanItem.ID])

    /// - Returns: the roadmap.
    func plan() async throws -> ProgrammePlan.ID {
        stage.go(-14)
        let national = try await national()
        let (region, head) = (try cast.region(SecretariatsCast.region), try cast.head(SecretariatsCast.region))
        let (environment, plans) = (
            stage.services.environment, SecretariatPlans(programme: cast.programme, today: stage.day(0))
        )
        let regional = try await stage.services.database.write { tx -> Regional in
            try plans.regional(region, Work(tx, environment, actor: "account:\(head)"))
        }
        if let second = regional.items.dropFirst().first {
            let visit = try await stage.visit(head)
            for item in national { try await PlanItemOperations.gather(visit, second, item) }
        }
        stage.go(-13)
        try await agree(regional)
        stage.go(-10)
        let (regions, coordinator) = (cast.regions.sorted { $0.key < $1.key }.map(\.value), cast.coordinator)
        let roadmap = try await stage.services.database.write { tx in
            try plans.roadmap(
                regions, gathered: [region: Array(regional.items.prefix(2))],
                Work(tx, environment, actor: "account:\(coordinator)"))
        }
        stage.go(-8)
        try await view(roadmap)
        return roadmap
    }

    /// Two actions of a country, shared with all.
    private func national() async throws -> [PlanItem.ID] {
        let visit = try await stage.visit(try cast.focalPoint(Self.country))
        let owner = MemberRef.country(Self.country)
        var fields = PlanRecordFields()
        fields.title = "National action plan"
        (fields.startsOn, fields.endsOn) = (stage.day(-100), stage.day(400))
        let plan = try await PlanOperations.begin(
            visit, in: cast.programme, fields,
            PlanDraft(kind: .national, owner: owner, marking: "GREEN", sharing: .programme))
        var items: [PlanItem.ID] = []
        for (title, due) in [
            ("Waterworks and hospitals agree on one form for a first notice", 45),
            ("The duty desks of two provinces are linked", 120),
        ] {
            var action = ActionFields()
            (action.title, action.element, action.dueOn) = (title, "organisation", stage.day(due))
            var item = PlanItemFields()
            (item.cost, item.currency, item.fundedBy) = ("12000", "EUR", "The country itself")
            items.append(
                try await PlanItemOperations.add(
                    visit, plan.id, action, item, PlanItemDraft(owner: .member(owner), isSecured: due < 100)))
        }
        return items
    }

    /// The countries of the region look at each item: one says how it agrees, one reserves.
    private func agree(_ regional: Regional) async throws {
        try await PlanOperations.review(
            try await stage.visit(try cast.head(SecretariatsCast.region)), regional.plan, answerBy: stage.day(20),
            silenceAgrees: true)
        for (number, country) in ["KZ", "UZ", "TJ", "MN", "KG"].enumerated() {
            stage.clock.tick(seconds: 3_600)
            var said: [PlanItem.ID: (kind: PlanStandKind, words: String)] = [:]
            for (place, item) in regional.items.enumerated() where place != 4 {
                said[item] = (.agrees, "")
                if place == 2, number == 3 { said[item] = (.agreesWith, "Once our laboratory is accredited.") }
                if place == 2, number == 4 { said[item] = (.reserves, "The law on samples has to be changed first.") }
            }
            try await PlanOperations.state(
                try await stage.visit(try cast.focalPoint(country)), regional.plan, for: .country(country), said)
        }
    }

    /// Heads state a view in their region's name; that of the region that is told whole has not yet.
    private func view(_ roadmap: ProgrammePlan.ID) async throws {
        try await PlanOperations.review(
            try await stage.visit(cast.coordinator), roadmap, answerBy: stage.day(7), silenceAgrees: false)
        let items = try await stage.services.database.read { try PlanItemStore($0).items(of: [roadmap]) }
        for code in ["AAF", "ECA", "SEEE", "NAS"] {
            var said: [PlanItem.ID: (kind: PlanStandKind, words: String)] = [:]
            for item in items { said[item.id] = (.agrees, "") }
            if code == "SEEE", let first = items.first {
                said[first.id] = (.agreesWith, "In two languages from the beginning.")
            }
            try await PlanOperations.state(
                try await stage.visit(try cast.head(code)), roadmap, for: .region(try cast.region(code)), said)
        }
    }
}
