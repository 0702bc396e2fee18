import Domain
import Foundation
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

let riskScenarios = """
    GET    /programmes/:programme/risks                              programme
    POST   /programmes/:programme/risks                              programme  422,facilitator=403
    GET    /programmes/:programme/risks/new                          programme  200,facilitator=403
    GET    /programmes/:programme/risks/settings                     owners
    POST   /programmes/:programme/risks/settings                     owners     303
    GET    /programmes/:programme/risks/import                       programme  200,facilitator=403
    POST   /programmes/:programme/risks/import                       programme  422,facilitator=403
    GET    /programmes/:programme/risks/files/:format                programme
    GET    /programmes/:programme/risks/:risk                        programme
    POST   /programmes/:programme/risks/:risk                        programme  422,facilitator=403
    GET    /programmes/:programme/risks/:risk/edit                   programme  200,facilitator=403
    GET    /programmes/:programme/risks/:risk/wall                   programme
    POST   /programmes/:programme/risks/:risk/rounds                 programme  303,facilitator=403
    POST   /programmes/:programme/risks/:risk/rounds/closing         programme  303,facilitator=403
    POST   /programmes/:programme/risks/:risk/judgement              programme  422
    POST   /programmes/:programme/risks/:risk/sector-judgement       programme  422
    POST   /programmes/:programme/risks/:risk/agreement              programme  422,facilitator=403
    POST   /programmes/:programme/risks/:risk/treatment              programme  422,facilitator=403
    POST   /programmes/:programme/risks/:risk/actions                programme  422,facilitator=403
    POST   /programmes/:programme/risks/:risk/closing                programme  422
    POST   /programmes/:programme/risks/:risk/reports                programme  422
    POST   /programmes/:programme/risks/:risk/reports/settling       programme  303,facilitator=403
    GET    /api/v1/programmes/:programme/risks                       programme
    POST   /api/v1/programmes/:programme/risks                       programme  422
    GET    /api/v1/programmes/:programme/risks/file                  programme
    POST   /api/v1/programmes/:programme/risks/file                  programme  422
    GET    /api/v1/programmes/:programme/risks/:risk                 programme
    PUT    /api/v1/programmes/:programme/risks/:risk                 programme  422
    PUT    /api/v1/programmes/:programme/risks/:risk/round           programme  422
    PUT    /api/v1/programmes/:programme/risks/:risk/judgement       programme  422
    PUT    /api/v1/programmes/:programme/risks/:risk/agreement       programme  422
    PUT    /api/v1/programmes/:programme/risks/:risk/treatment       programme  422
    """

let riskRows = """
    risk /api/v1/programmes/:programme/risks title=An_unknown_irritant_at_a_station story=Many_people_cough language=en marking=GREEN
    """

let riskScreens = """
    - organiser     en risks            /programmes/:programme/risks
    - organiser     ar risks            /programmes/:programme/risks
    - organiser     en risk             /programmes/:programme/risks/:risk
    - organiser     fr risk-new         /programmes/:programme/risks/new
    """

/// Scenarios, judged by sectors, agreed on and treated.
struct RiskTests {
    static func fields(_ change: (inout RiskScenarioFields) -> Void = { _ in }) -> RiskScenarioFields {
        var fields = RiskScenarioFields()
        (fields.title, fields.story) = (
            "An unknown irritant at a station", "Two hundred people cough; the station is closed."
        )
        change(&fields)
        return fields
    }

    static func tell(_ world: RegionWorld, _ change: (inout RiskDraft) -> Void = { _ in }) async throws
        -> RiskRecord
    {
        var draft = RiskDraft()
        draft.marking = "GREEN"
        change(&draft)
        return try await RiskOperations.tell(
            world.visit(world.network.world.organiser), in: world.programme, fields(), draft)
    }

    static func view(_ sector: String, _ likelihood: Int, _ impact: Int = 3, _ confidence: String = "good")
        -> RiskJudgementFields
    {
        RiskJudgementFields(sector: sector, likelihood: likelihood, impact: impact, confidence: confidence)
    }

    /// Judged by five of two sectors, and signed for the third.
    static func judged(_ world: RegionWorld, _ risk: RiskRecord) async throws {
        let organiser = try await world.visit(world.network.world.organiser)
        try await RiskRoundOperations.open(organiser, world.programme, risk.id)
        let people = world.countries.map(\.account) + [world.head]
        for (place, account) in people.enumerated() {
            // Five of health say 3 3 4 3 3, one of security 2.
            let own = place < 5 ? view("health", place == 2 ? 4 : 3) : view("security", 2)
            try await RiskRoundOperations.judge(world.visit(account), world.programme, risk.id, own)
        }
        try await RiskRoundOperations.sign(organiser, world.programme, risk.id, view("civil-protection", 4, 3, "poor"))
        try await RiskRoundOperations.close(organiser, world.programme, risk.id)
    }

    @Test(arguments: TestEngine.allCases)
    func `sectors judge sealed, differ by two, and the room agrees with a reason`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await RegionWorld(site)
            let risk = try await Self.tell(world)
            let organiser = try await world.visit(world.network.world.organiser)
            await expectRefusal(.riskNotJudged) {
                _ = try await RiskRoundOperations.agree(
                    organiser, world.programme, risk.id, RiskAgreementFields(likelihood: 3, impact: 3, reason: "So"))
            }
            try await Self.judged(world, risk)
            let view = try await site.database.read { reading in
                try RiskReading(RiskStore(reading).risk(risk.id, of: world.programme), actor: nil, reading)
            }
            let panel = try #require(view.panel)
            #expect(panel.sectors.map(\.code) == ["health", "security", "civil-protection"])
            #expect(panel.sectors.map(\.standing) == [.median, .few, .signed])
            #expect(panel.sectors.map(\.likelihood?.value) == [3, nil, 4])
            #expect(!panel.isDissent)
            try await RiskRoundOperations.sign(organiser, world.programme, risk.id, Self.view("security", 2))
            let page = try await world.browser(world.network.latvia).get(
                "/programmes/\(world.programme)/risks/\(risk.id)")
            #expect(page.contains("Civil protection puts the likelihood at 4, Security and law enforcement at 2"))
            #expect(page.contains("-hatch"))
            let agreed = try await RiskRoundOperations.agree(
                organiser, world.programme, risk.id,
                RiskAgreementFields(likelihood: 2, impact: 5, reason: "Few, but grave"))
            #expect(agreed.state == .assessed && agreed.band(.standard) == .high)
            #expect(try await site.count("SELECT COUNT(*) FROM risk_judgement") == 6)
            // What was agreed is no longer signed over.
            await expectRefusal(.riskRoundClosed) {
                try await RiskRoundOperations.sign(organiser, world.programme, risk.id, Self.view("security", 3))
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `nobody sees what was judged before the end, and the last word of each counts`(engine: TestEngine) async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await RegionWorld(site)
            let risk = try await Self.tell(world)
            let organiser = try await world.visit(world.network.world.organiser)
            let latvia = try await world.visit(world.network.latvia)
            await expectRefusal(.riskRoundClosed) {
                try await RiskRoundOperations.judge(latvia, world.programme, risk.id, Self.view("health", 3))
            }
            try await RiskRoundOperations.open(organiser, world.programme, risk.id)
            // Pressed twice, it is one.
            try await RiskRoundOperations.open(organiser, world.programme, risk.id)
            #expect(try await site.count("SELECT COUNT(*) FROM risk_round") == 1)
            try await RiskRoundOperations.judge(latvia, world.programme, risk.id, Self.view("health", 5))
            try await RiskRoundOperations.judge(latvia, world.programme, risk.id, Self.view("health", 1, 2, "poor"))
            #expect(try await site.count("SELECT COUNT(*) FROM risk_judgement WHERE likelihood = 1") == 1)
            let api = try await world.network.world.api(world.network.world.organiser)
            let body = try await api.send(.get, "/api/v1/programmes/\(world.programme)/risks/\(risk.id)")
            #expect(body["isOpen"] as? Bool == true)
            #expect((body["heard"] as? [String: Int])?["health"] == 1)
            #expect((body["views"] as? [Any])?.isEmpty == true)
            // Its words stay as they are while it is judged.
            await expectRefusal(.riskRoundOpen) {
                _ = try await RiskOperations.change(organiser, world.programme, risk.id, Self.fields()) { $0 }
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `one of likelihood and impact is no judgement, nor is a sector that is not asked`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await RegionWorld(site)
            let risk = try await Self.tell(world) { $0.sectors = ["health"] }
            let organiser = try await world.visit(world.network.world.organiser)
            try await RiskRoundOperations.open(organiser, world.programme, risk.id)
            let path = "/programmes/\(world.programme)/risks/\(risk.id)/judgement"
            let browser = await world.browser(world.network.latvia)
            let page = try await browser.post(path, ["sector": "health", "likelihood": "3", "confidence": "good"])
            #expect(page.status == 422 && page.contains("This field is required."))
            let other = try await browser.post(
                path, ["sector": "security", "likelihood": "3", "impact": "3", "confidence": "good"])
            #expect(other.status == 422)
            for wrong in ["0", "6", "2.5", "-1", "9223372036854775808", "x"] {
                let refused = try await browser.post(
                    path, ["sector": "health", "likelihood": wrong, "impact": "3", "confidence": "good"])
                #expect(refused.status == 422, "\(wrong)")
            }
            #expect(try await site.count("SELECT COUNT(*) FROM risk_judgement") == 0)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a text with quantities or listed names is refused, and that is written down`(engine: TestEngine) async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await RegionWorld(site)
            let organiser = try await world.visit(world.network.world.organiser)
            try await RiskOperations.keep(
                organiser, world.programme,
                RiskSettingFields(bands: RiskTable.standard.description, siteNames: "Lakeside Works\n"))
            for story in ["Somebody brings 5 kg of it.", "It happens at LAKESIDE works."] {
                let refused = await refusal {
                    _ = try await RiskOperations.tell(
                        organiser, in: world.programme, Self.fields { $0.story = story }, RiskDraft())
                }
                #expect(refused?.status == .unprocessableContent, "\(story)")
            }
            #expect(try await site.count("SELECT COUNT(*) FROM risk_scenario") == 0)
            #expect(try await site.count("SELECT COUNT(*) FROM journal WHERE kind = 'risk.refusal'") == 2)
            #expect(try await site.count("SELECT COUNT(*) FROM journal WHERE facts LIKE '%5 kg%'") == 0)
            let risk = try await Self.tell(world)
            try await RiskOperations.report(
                world.visit(world.network.latvia), world.programme, risk.id, "Names a platform")
            let page = try await world.browser(world.network.world.organiser).get(
                "/programmes/\(world.programme)/risks/\(risk.id)")
            #expect(page.contains("Names a platform"))
            try await RiskOperations.settle(organiser, world.programme, risk.id)
            #expect(try await site.count("SELECT COUNT(*) FROM risk_report WHERE settled_at IS NULL") == 0)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `another table is taken before the first judgement alone, and only where it passes`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await RegionWorld(site)
            let organiser = try await world.visit(world.network.world.organiser)
            func keep(_ bands: String) async throws {
                try await RiskOperations.keep(
                    organiser, world.programme, RiskSettingFields(bands: bands, siteNames: ""))
            }
            await #expect(throws: Refusal.self) { try await keep("LLLHH/LLMMH/LMMHH/LMHHV/MMHVV") }
            try await keep("LLMMH\nLMMHH\nLMHHV\nMMHVV\nMHHVV")
            let risk = try await Self.tell(world)
            try await RiskRoundOperations.open(organiser, world.programme, risk.id)
            await expectRefusal(.riskTableFixed) { try await keep(RiskTable.standard.description) }
            // Names may still be added.
            try await RiskOperations.keep(
                organiser, world.programme,
                RiskSettingFields(bands: "LLMMH/LMMHH/LMHHV/MMHVV/MHHVV", siteNames: "A name"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an accepted risk has a name and a day, and a treated one leads to actions`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await RegionWorld(site)
            let risk = try await Self.tell(world)
            let organiser = try await world.visit(world.network.world.organiser)
            await expectRefusal(.riskNotAgreed) {
                _ = try await RiskRoundOperations.treat(
                    organiser, world.programme, risk.id, RiskTreatmentFields(treatment: "reduce"))
            }
            try await Self.judged(world, risk)
            _ = try await RiskRoundOperations.agree(
                organiser, world.programme, risk.id, RiskAgreementFields(likelihood: 4, impact: 4, reason: "So"))
            for wrong in [
                RiskTreatmentFields(treatment: "accept"), RiskTreatmentFields(treatment: "accept", acceptor: "A. Name"),
                RiskTreatmentFields(treatment: "accept", acceptor: "A. Name", reviewOn: "2020-01-01"),
                RiskTreatmentFields(treatment: "reduce", residualLikelihood: 3), RiskTreatmentFields(treatment: "wish"),
            ] {
                await #expect(throws: Refusal.self) {
                    _ = try await RiskRoundOperations.treat(organiser, world.programme, risk.id, wrong)
                }
            }
            var fields = RiskTreatmentFields(treatment: "reduce", residualLikelihood: 2, residualImpact: 3)
            fields.reviewOn = "2030-02-28"
            let treated = try await RiskRoundOperations.treat(organiser, world.programme, risk.id, fields)
            #expect(treated.state == .treated && treated.residual(.standard) == .medium)
            var action = ActionFields()
            action.title = "Train the station staff"
            let made = try await RiskRoundOperations.act(
                organiser, world.programme, risk.id, action, owner: ActionOwner("country:HR"))
            #expect(made.origin == ActionOrigin(kind: "risk", id: risk.id.description))
            let browser = await world.browser(world.network.croatia)
            #expect(try await browser.get("/actions/\(made.id)").contains("An unknown irritant at a station"))
            #expect(
                try await browser.get("/programmes/\(world.programme)/risks/\(risk.id)").contains(
                    "Train the station staff"))
            try await RiskRoundOperations.end(organiser, world.programme, risk.id, outcome: "Watched from now on")
            await expectRefusal(.riskClosed) {
                try await RiskRoundOperations.open(organiser, world.programme, risk.id)
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a country's own scenario is read by nobody else, a region's by its region`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await RegionWorld(site)
            let latvia = try await world.visit(world.network.latvia)
            var draft = RiskDraft(place: .country("LV"), marking: "AMBER", isShared: false)
            let own = try await RiskOperations.tell(latvia, in: world.programme, Self.fields(), draft)
            let path = "/programmes/\(world.programme)/risks/\(own.id)"
            for account in [
                world.network.world.organiser, world.network.croatia, world.head, world.network.world.facilitator,
            ] {
                let browser = await world.browser(account)
                #expect(try await browser.get(path).status == 404)
                #expect(try await !browser.get("/search?q=irritant").contains("An unknown irritant"))
            }
            #expect(try await world.browser(world.network.latvia).get(path).status == 200)
            draft.place = .country("HR")
            let foreign = draft
            await #expect(throws: Refusal.self) {
                _ = try await RiskOperations.tell(latvia, in: world.programme, Self.fields(), foreign)
            }
            let head = try await world.visit(world.head)
            draft.place = .region(world.region)
            let regional = try await RiskOperations.tell(head, in: world.programme, Self.fields(), draft)
            let address = "/programmes/\(world.programme)/risks/\(regional.id)"
            #expect(try await world.browser(world.network.croatia).get(address).status == 200)
            #expect(try await world.browser(world.network.world.facilitator).get(address).status == 404)
            await expectRefusal(.forbidden) {
                try await RiskRoundOperations.open(latvia, world.programme, regional.id)
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `scenarios go out as a table and come in by it, all rows or none`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await RegionWorld(site)
            let api = try await world.network.world.api(world.network.world.organiser)
            let address = "/api/v1/programmes/\(world.programme)/risks/file"
            func take(_ rows: [String]) async throws -> APIClient.Reply {
                let text = ([RiskFiles.header.joined(separator: ",")] + rows).joined(separator: "\n")
                return try await api.send(
                    .post, address, ["fileName": "risks.csv", "content": Data(text.utf8).base64EncodedString()])
            }
            let wrong = try await take(["R1,A dam,,C,,health,3,,good,,,", "R2,A reservoir,,,,health,3,3,good,,,"])
            #expect(wrong.status == 422)
            #expect(try await site.count("SELECT COUNT(*) FROM risk_scenario") == 0)
            let taken = try await take([
                "R1,A contaminated reservoir is suspected,,C,LAKES,health,3,4,good,3,4,reduce",
                "R1,A contaminated reservoir is suspected,,C,LAKES,security,2,4,poor,3,4,reduce",
                "R2,Sick travellers at a border,,B,,health,2,3,fair,,,",
            ])
            #expect(taken.status == 200 && taken["added"] as? Int == 2)
            #expect(try await take(["R2,Sick travellers at a border,,B,,health,2,3,fair,,,"])["same"] as? Int == 1)
            let list = try await api.send(.get, "/api/v1/programmes/\(world.programme)/risks")
            #expect(list.items.compactMap { $0["band"] as? String } == ["high"])
            let page = try await world.browser(world.network.world.organiser).get(
                "/programmes/\(world.programme)/risks/files/csv")
            #expect(page.contains("R1,A contaminated reservoir is suspected,,C,LAKES,security,2,4,poor,3,4,reduce"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what is open waits on the first page of who has not judged`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await RegionWorld(site)
            let risk = try await Self.tell(world)
            let organiser = try await world.visit(world.network.world.organiser)
            try await RiskRoundOperations.open(organiser, world.programme, risk.id)
            let browser = await world.browser(world.network.latvia)
            #expect(try await browser.get("/today").contains("Judge a scenario"))
            #expect(try await browser.get("/programmes/\(world.programme)/planning").contains("judgement open"))
            try await RiskRoundOperations.judge(
                world.visit(world.network.latvia), world.programme, risk.id, Self.view("health", 3))
            #expect(try await !browser.get("/today").contains("Judge a scenario"))
        }
    }
}
