import Domain
import Storage
import Web

/// What a region of the story judges as its risks, puts first, and prepares for: by the operations that people's own acts go through. All of
/// it is invented, and stays at the level of what the public would see.
struct SecretariatsRisks: Sendable {
    /// Somebody who judges, for a sector.
    struct Judge: Sendable {
        let account: Account.ID
        let sector: String
    }

    let stage: DemoStage
    let programme: Programme.ID
    let region: App.Region.ID
    /// Of its secretariat.
    let head: Account.ID

    private struct Tale: Sendable {
        let code: String
        let title: String
        let story: String
        let hazards: [String]
        /// Likelihood and impact by sector, as its judges say around it.
        let views: [String: (likelihood: Int, impact: Int)]
        let agreed: (likelihood: Int, impact: Int, reason: String)?
    }

    private static let tales: [Tale] = [
        Tale(
            code: "R1", title: "An unknown irritant at a station",
            story:
                "On a weekday morning people in a station begin to cough. About two hundred leave by themselves, some go to two hospitals on their own. Trains stop. Nobody knows yet what it is.",
            hazards: ["C"],
            views: ["health": (3, 4), "security": (2, 4), "civil-protection": (4, 4)],
            agreed: (
                3, 4,
                "The services differ by two on how likely it is. Small releases happen each year, one of this size does not."
            )),
        Tale(
            code: "R2", title: "A contaminated reservoir is suspected",
            story:
                "A call says that the water of a town is not safe. Tests take a day. Shops sell out of bottled water, a hospital asks what to do, and two countries drink from the same lake.",
            hazards: ["B", "C"],
            views: ["health": (2, 4), "security": (2, 3), "civil-protection": (2, 4)],
            agreed: (2, 4, "Rare, but the lake is shared: both countries have to speak at the same time.")),
        Tale(
            code: "R3", title: "Sick travellers at a border",
            story:
                "Fifteen people on a bus have a fever. The crossing is closed for six hours, and each side waits for the other's laboratory.",
            hazards: ["B"],
            views: ["health": (4, 3), "security": (3, 3), "civil-protection": (3, 3)],
            agreed: (4, 3, "It has happened twice in three years.")),
        Tale(
            code: "R4", title: "A lost source is reported",
            story:
                "A company reports that a container is missing. Families near the road ask whether they have to leave. Scrap dealers in three countries are told.",
            hazards: ["R", "N"], views: ["health": (2, 3), "security": (2, 3), "civil-protection": (2, 3)], agreed: nil),
    ]

    /// Four scenarios: three agreed on, one of them treated, and one whose judgement is open.
    /// - Parameter judges: five or more of a sector for its median; a sector of fewer signs one.
    func tellRisks(_ judges: [Judge]) async throws -> [RiskScenario.ID] {
        var ids: [RiskScenario.ID] = []
        for tale in Self.tales {
            let visit = try await stage.visit(head)
            let draft = RiskDraft(
                place: .region(region), hazards: tale.hazards, marking: "AMBER", isShared: true)
            let fields = RiskScenarioFields(
                code: tale.code, title: tale.title, story: tale.story, coping: "", language: "en")
            let risk = try await RiskOperations.tell(visit, in: programme, fields, draft)
            ids.append(risk.id)
            try await RiskRoundOperations.open(visit, programme, risk.id)
            try await judge(risk.id, tale, judges)
            guard let agreed = tale.agreed else { continue }
            try await RiskRoundOperations.close(visit, programme, risk.id)
            _ = try await RiskRoundOperations.agree(
                visit, programme, risk.id,
                RiskAgreementFields(likelihood: agreed.likelihood, impact: agreed.impact, reason: agreed.reason))
        }
        if let first = ids.first { try await treat(first) }
        return ids
    }

    private func judge(_ id: RiskScenario.ID, _ tale: Tale, _ judges: [Judge]) async throws {
        for (sector, own) in Dictionary(grouping: judges, by: \.sector).sorted(by: { $0.key < $1.key }) {
            guard let view = tale.views[sector] else { continue }
            for (place, judge) in own.enumerated() {
                // Some think a step more, none changes the median.
                let likelihood = min(5, view.likelihood + (place % 3 == 2 ? 1 : 0))
                let confidence: RiskView.Confidence = sector == "security" ? .poor : place % 2 == 0 ? .good : .fair
                try await RiskRoundOperations.judge(
                    stage.visit(judge.account), programme, id,
                    RiskJudgementFields(
                        sector: sector, likelihood: likelihood, impact: view.impact, confidence: confidence.rawValue))
            }
            guard own.count < RiskPanel.least else { continue }
            try await RiskRoundOperations.sign(
                stage.visit(head), programme, id,
                RiskJudgementFields(
                    sector: sector, likelihood: view.likelihood, impact: view.impact,
                    confidence: RiskView.Confidence.fair.rawValue))
        }
    }

    private func treat(_ id: RiskScenario.ID) async throws {
        let visit = try await stage.visit(head)
        var fields = RiskTreatmentFields(
            treatment: RiskTreatment.reduce.rawValue, note: "First by what staff do in the first hour.")
        (fields.residualLikelihood, fields.residualImpact, fields.reviewOn) = (3, 3, stage.day(180))
        _ = try await RiskRoundOperations.treat(visit, programme, id, fields)
        var action = ActionFields()
        (action.title, action.element, action.dueOn) = (
            "Train station staff in what to do in the first hour", ActionElement.training.rawValue, stage.day(120)
        )
        _ = try await RiskRoundOperations.act(visit, programme, id, action, owner: nil)
    }

    // MARK: Priorities

    /// Ten statements, with what ten countries say of each: valid, reword, no longer; the others cannot say. Between them all five outcomes.
    private static let statements: [(text: String, votes: (Int, Int, Int))] = [
        ("One duty list a country, tested each month", (7, 1, 1)),
        ("A common form for the first call across a border", (4, 4, 1)),
        ("Fax lines between the ministries", (2, 1, 6)),
        ("Shared stocks for the first two days", (4, 2, 3)),
        ("A joint register of private laboratories", (3, 0, 0)),
        ("Police, health and civil protection exercise together once a year", (8, 1, 1)),
        ("Each country can speak to the public within one hour", (9, 1, 0)),
        ("Lessons of each exercise reach the neighbours", (5, 4, 1)),
        ("Equipment lists in three languages", (2, 1, 7)),
        ("A regional reserve of trained trainers", (7, 2, 1)),
    ]

    /// Ten priorities of the region, adopted at a meeting, and a poll about them that is closed.
    /// - Parameters:
    ///   - meeting: of the programme; nothing where they stand without one.
    ///   - focalPoints: by country, who answers; with ten of them all five outcomes come about.
    func tellPriorities(at meeting: Event.ID?, focalPoints: [(country: String, account: Account.ID)]) async throws
        -> ValidityPoll.ID
    {
        let visit = try await stage.visit(head)
        var made: [PlanPriorityRecord] = []
        for one in Self.statements {
            let fields = PlanPriorityFields(statement: one.text, reason: "", language: "en")
            let priority = try await PlanPriorityOperations.propose(
                visit, in: programme, fields, PlanPriorityDraft(region: region))
            made.append(
                try await PlanPriorityOperations.decide(
                    visit, programme, priority.id, .adopted, words: "", at: meeting))
        }
        let poll = try await ValidityPollOperations.open(
            visit, in: programme, of: region,
            ValidityPollFields(closesOn: stage.day(30), isNamed: "", note: "Please ask your services first."),
            about: made.map(\.id))
        for (place, point) in focalPoints.sorted(by: { $0.country < $1.country }).enumerated() {
            let said = zip(made, Self.statements).map { priority, statement in
                let stance = Self.stance(place, statement.votes)
                return ValidityPollOperations.Said(
                    priority: priority.id, stance: stance, words: stance == .reword ? "Say who keeps it." : "")
            }
            try await ValidityPollOperations.answer(
                stage.visit(point.account), programme, poll.id, for: point.country, said, agrees: nil)
        }
        try await ValidityPollOperations.close(visit, programme, poll.id)
        return poll.id
    }

    private static func stance(_ place: Int, _ votes: (Int, Int, Int)) -> PriorityPoll.Stance {
        if place < votes.0 { return .valid }
        if place < votes.0 + votes.1 { return .reword }
        return place < votes.0 + votes.1 + votes.2 ? .noLonger : .cannotSay
    }

    // MARK: Mass gatherings

    /// One that is over, with what was learned, and the next, prepared for.
    /// - Parameters:
    ///   - risks: that the next one is linked with.
    ///   - exercise: of the programme; nothing where there is none.
    func tellGatherings(risks: [RiskScenario.ID], exercise: Event.ID?) async throws -> Gathering.ID {
        let visit = try await stage.visit(head)
        func plan(_ title: String, _ days: (Int, Int), _ venue: String, _ summary: String) async throws -> Gathering.ID
        {
            let fields = GatheringFields(
                title: title, startsOn: stage.day(days.0), endsOn: stage.day(days.1), venue: venue, summary: summary,
                language: "en")
            return try await GatheringOperations.plan(
                visit, in: programme, fields, GatheringDraft(place: .region(region))
            ).id
        }
        let past = try await plan(
            "Pilgrimage of the hills", (-300, -280), "Hill villages",
            "Two hundred thousand people, many of them old, on one road.")
        try await GatheringOperations.set(visit, programme, past, .over)
        for lesson in [
            "Water points ran dry on the third day: count them again when the heat comes.",
            "Three services had three numbers for the same road.",
        ] {
            try await GatheringOperations.learn(visit, programme, past, lesson, language: "en")
        }
        let next = try await plan(
            "Games of the lakes", (150, 160), "Around the lakes", "Sixty thousand people a day from twelve countries.")
        for (title, due) in [
            ("Agree on one duty number for all services", 30), ("Say who tests the water, and how often", 60),
        ] {
            var action = ActionFields()
            (action.title, action.element, action.dueOn) = (title, ActionElement.organisation.rawValue, stage.day(due))
            _ = try await GatheringOperations.act(visit, programme, next, action, owner: nil)
        }
        for risk in risks.prefix(2) { try await GatheringOperations.link(visit, programme, next, .risk(risk)) }
        if let exercise { try await GatheringOperations.link(visit, programme, next, .event(exercise)) }
        return next
    }
}
