import Domain
import Storage
import Web

/// What the heads and focal points of Central Asia fear: four scenarios as the public would see them, each at another point of its way.
struct SecretariatsRisks: Sendable {
    let stage: DemoStage
    let cast: SecretariatsCast

    private struct Told: Sendable {
        let code: String
        let title: String
        let story: String
        let coping: String
        let hazards: [String]
        let area: String
        /// By sector: likelihood and impact. Empty: it is not judged.
        var judged: [(sector: String, likelihood: Int, impact: Int, sure: RiskView.Confidence)] = []
        /// With its reason; nothing where the round goes on.
        var agreed: (likelihood: Int, impact: Int, reason: String)?
    }

    private static let told = [
        Told(
            code: "S1", title: "An unknown irritant at a station",
            story:
                "In the evening people in the hall of a station complain of sore eyes. The hall is cleared. Nobody knows what it is, trains stop, and families look for each other.",
            coping: "First teams in three cities; one telephone line for families.", hazards: ["C"],
            area: "chemical-safety",
            judged: [
                ("health", 3, 3, .good), ("security", 2, 3, .fair), ("civil-protection", 4, 4, .poor),
            ],
            agreed: (
                3, 4, "Security knows of no plan, civil protection of many false alarms: the room took the middle."
            )),
        Told(
            code: "S2", title: "A contaminated reservoir is suspected",
            story:
                "A waterworks closes its inlet because people downstream feel ill. The tests take days. A city drinks from bottles, and asks its neighbours what they know.",
            coping: "Two laboratories, one on each side of the border.", hazards: ["C", "B"], area: "water-safety",
            judged: [("health", 3, 4, .fair), ("security", 2, 4, .fair), ("civil-protection", 3, 4, .good)],
            agreed: (3, 4, "All sectors agree on what it would mean.")),
        Told(
            code: "S3", title: "Sick travellers at a border",
            story:
                "A bus is held at a border: several travellers are ill, and the disease is not known. Both sides ask who treats them, and who tells the towns behind.",
            coping: "An agreement of two border regions.", hazards: ["B"], area: "public-health-c3",
            judged: [("health", 4, 3, .good), ("security", 3, 2, .fair)]),
        Told(
            code: "S4", title: "A lost source is reported",
            story:
                "A company reports that a measuring device has not come home from a building site. The public hears of it before the authorities have a word to say.",
            coping: "A search team in the capital.", hazards: ["R"], area: ""),
    ]

    /// - Returns: the scenarios, in their order.
    func judge() async throws -> [RiskScenario.ID] {
        stage.go(-56)
        let region = try cast.region(SecretariatsCast.region)
        var scenarios: [RiskScenario.ID] = []
        for told in Self.told {
            let visit = try await stage.visit(try cast.head(SecretariatsCast.region))
            var fields = RiskScenarioFields()
            (fields.code, fields.title, fields.story, fields.coping) = (told.code, told.title, told.story, told.coping)
            var draft = RiskDraft()
            (draft.place, draft.hazards, draft.area, draft.marking) = (
                .region(region), told.hazards, told.area, "GREEN"
            )
            let risk = try await RiskOperations.tell(visit, in: cast.programme, fields, draft)
            scenarios.append(risk.id)
            try await judge(told, risk.id, visit)
        }
        stage.go(-53)
        try await treat(scenarios)
        return scenarios
    }

    private func judge(_ told: Told, _ id: RiskScenario.ID, _ visit: Visit) async throws {
        guard !told.judged.isEmpty else { return }
        let programme = cast.programme
        try await RiskRoundOperations.open(visit, programme, id)
        for one in told.judged {
            var fields = RiskJudgementFields()
            (fields.sector, fields.likelihood, fields.impact) = (one.sector, one.likelihood, one.impact)
            fields.confidence = one.sure.rawValue
            try await RiskRoundOperations.sign(visit, programme, id, fields)
        }
        // In the round people judge for themselves, too.
        for (number, country) in ["KZ", "KG", "TJ", "UZ", "MN"].enumerated() {
            var fields = RiskJudgementFields()
            (fields.sector, fields.likelihood, fields.impact) = ("health", 3 + number % 2, 3)
            try await RiskRoundOperations.judge(
                try await stage.visit(try cast.focalPoint(country)), programme, id, fields)
        }
        guard let agreed = told.agreed else { return }
        stage.clock.tick(seconds: 1_800)
        try await RiskRoundOperations.close(visit, programme, id)
        var fields = RiskAgreementFields()
        (fields.likelihood, fields.impact, fields.reason) = (agreed.likelihood, agreed.impact, agreed.reason)
        _ = try await RiskRoundOperations.agree(visit, programme, id, fields)
    }

    /// The first is reduced, by an action of the region.
    private func treat(_ scenarios: [RiskScenario.ID]) async throws {
        guard let first = scenarios.first else { return }
        let visit = try await stage.visit(try cast.head(SecretariatsCast.region))
        var fields = RiskTreatmentFields()
        (fields.treatment, fields.note) = (RiskTreatment.reduce.rawValue, "First teams learn to tell and to wait.")
        (fields.residualLikelihood, fields.residualImpact, fields.reviewOn) = (3, 2, stage.day(200))
        _ = try await RiskRoundOperations.treat(visit, cast.programme, first, fields)
        var action = ActionFields()
        (action.title, action.element) = ("A card of one page for first teams at stations", "planning")
        (action.dueOn, action.evidence) = (stage.day(70), "The card is in use in three cities.")
        _ = try await RiskRoundOperations.act(
            visit, cast.programme, first, action,
            owner: .member(.region(try cast.region(SecretariatsCast.region))))
    }
}
