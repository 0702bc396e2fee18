import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// What a reviewer found open, and is held now.
extension RiskTests {
    @Test(arguments: TestEngine.allCases)
    func `what was judged keeps its words, and a sector has one signature`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await RegionWorld(site)
            let risk = try await Self.tell(world)
            try await Self.judged(world, risk)
            let organiser = try await world.visit(world.network.world.organiser)
            await expectRefusal(.riskJudged) {
                _ = try await RiskOperations.change(
                    organiser, world.programme, risk.id, Self.fields { $0.story = "Somebody coughs." }
                ) { $0 }
            }
            let changed = try await RiskOperations.change(
                organiser, world.programme, risk.id, Self.fields { $0.coping = "Two teams" }
            ) { before in
                var draft = before
                draft.marking = "AMBER"
                return draft
            }
            #expect(changed.marking == "AMBER" && changed.coping == "Two teams")
            try await site.database.write { tx in
                try tx.execute("UPDATE person SET sector = 'civil-protection' WHERE email = 'liga@example.org'")
            }
            let latvia = try await world.visit(world.network.latvia)
            await expectRefusal(.riskSigned) {
                try await RiskRoundOperations.sign(
                    latvia, world.programme, risk.id, Self.view("civil-protection", 1))
            }
            try await RiskRoundOperations.open(organiser, world.programme, risk.id)
            let other = await refusal {
                try await RiskRoundOperations.judge(latvia, world.programme, risk.id, Self.view("health", 1))
            }
            #expect(other?.fields.keys.sorted() == ["sector"])
            try await RiskRoundOperations.judge(latvia, world.programme, risk.id, Self.view("civil-protection", 1))
        }
    }

    @Test func `reason, note and outcome stay with what the public would see, and a long list is refused`()
        async throws
    {
        try await TestSite.with(.sqlite) { site in
            let world = try await RegionWorld(site)
            let risk = try await Self.tell(world)
            try await Self.judged(world, risk)
            let organiser = try await world.visit(world.network.world.organiser)
            let reason = await refusal {
                _ = try await RiskRoundOperations.agree(
                    organiser, world.programme, risk.id,
                    RiskAgreementFields(likelihood: 3, impact: 3, reason: "Somebody has 5 kg of it."))
            }
            #expect(reason?.fields.keys.sorted() == ["reason"])
            _ = try await RiskRoundOperations.agree(
                organiser, world.programme, risk.id, RiskAgreementFields(likelihood: 3, impact: 3, reason: "So"))
            let note = await refusal {
                _ = try await RiskRoundOperations.treat(
                    organiser, world.programme, risk.id,
                    RiskTreatmentFields(treatment: "reduce", note: "Look for 5 kg of it."))
            }
            #expect(note?.fields.keys.sorted() == ["note"])
            let many = await refusal {
                _ = try await Self.tell(world) { $0.indicators = (0..<100_000).map { "I\($0)" } }
            }
            #expect(many?.fields.keys.sorted() == ["indicators"])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an older page does not share again what was closed, and what was typed stays`(engine: TestEngine) async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await RegionWorld(site)
            let risk = try await Self.tell(world)
            let (organiser, path) = (
                try await world.visit(world.network.world.organiser),
                "/programmes/\(world.programme)/risks/\(risk.id)"
            )
            site.clock.advance(seconds: 1)
            let later = try await world.visit(world.network.world.organiser)
            _ = try await RiskOperations.change(later, world.programme, risk.id, Self.fields()) { before in
                var draft = before
                draft.isShared = false
                return draft
            }
            let stale = await refusal {
                _ = try await RiskOperations.change(
                    organiser, world.programme, risk.id, Self.fields(), seen: risk.changedAt
                ) { _ in risk.draft }
            }
            #expect(stale?.fields.keys.sorted() == ["title"])
            let page = try await world.browser(world.network.world.organiser).get("\(path)/edit")
            #expect(page.contains("name=\"changed\""))
            #expect(try await site.count("SELECT COUNT(*) FROM risk_scenario WHERE is_shared") == 0)
        }
    }
}
