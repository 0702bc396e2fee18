import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// The story of eight secretariats is made by the operations that people's own acts go through.
struct SecretariatsStoryTests {
    @Test(arguments: TestEngine.allCases)
    func `eight regions have answered, judged, planned and met, and everybody has a link`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let links = try await SecretariatsWorld.fill(site.services)
            #expect(
                links.map(\.role) == ["head", "focal-point", "respondent", "coordinator", "project-officer"])
            for link in links {
                let browser = site.browser()
                let page = try await browser.follow(try await browser.open(path(link.address)))
                #expect(page.status == 200, "\(link)")
            }
            try await picture(site)
            try await poll(site)
            try await plans(site)
            let counts: [(Int, SQL)] = [
                (62, "mandate WHERE role = 'focal-point'"), (8, "mandate WHERE role = 'head'"),
                (4, "risk_scenario"), (10, "plan_priority"), (12, "project_idea"), (2, "idea_proposal"),
                (1, "project_idea WHERE state = 'parked'"), (1, "project_idea WHERE joined_into IS NOT NULL"),
                (3, "programme WHERE kind = 'project'"), (6, "past_case WHERE kind = 'practice'"),
                (3, "event WHERE kind = 'meeting'"), (1, "event WHERE follows_id IS NOT NULL"),
                (1, "event WHERE prepares_id IS NOT NULL"), (3, "event WHERE kind = 'course'"),
                (53, "certificate WHERE revoked_at IS NULL"),
            ]
            for (count, rows) in counts {
                #expect(try await site.count("SELECT COUNT(*) FROM \(rows)") == count, "\(rows)")
            }
            try await trained(site)
            await #expect(throws: DemoWorld.NotEmpty.self) { _ = try await SecretariatsWorld.fill(site.services) }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `until the network has answered nothing is planned`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let links = try await SecretariatsWorld.fill(site.services, until: .network)
            #expect(links.map(\.role) == ["head", "focal-point", "respondent", "coordinator"])
            #expect(try await site.count("SELECT COUNT(*) FROM needs_rollup") == 1)
            #expect(try await site.count("SELECT COUNT(*) FROM programme_plan") == 0)
            #expect(try await site.count("SELECT COUNT(*) FROM project_idea") == 0)
        }
    }

    private func path(_ address: String) -> String { address.replacing("https://roundtable.test", with: "") }

    /// Six of seven in Central Asia: 2 3 1 2 4 3. The Middle East stands nowhere alone.
    private func picture(_ site: TestSite) async throws {
        let (picture, states) = try await site.database.read { reading in
            let text = try #require(try reading.value("SELECT cells FROM needs_rollup", as: String.self))
            let rows = try reading.all("SELECT state, COUNT(*) AS number FROM needs_assessment GROUP BY state")
            return (
                try JSONCoding.value(text, as: NeedsPicture.self),
                Dictionary(
                    uniqueKeysWithValues: try rows.map {
                        (try $0.get("state", as: String.self), try $0.get("number", as: Int.self))
                    })
            )
        }
        #expect(picture.indicators.count == 15)
        let names = picture.groups.map(\.name)
        #expect(names.contains("GCC+MIE") && !names.contains("MIE") && !names.contains("GCC"))
        let ours = try #require(picture.groups.first { $0.name == "CA" }?.cells.first)
        #expect(ours.members == 7 && ours.answered == 6)
        #expect(ours.median == 2 && ours.medianShown == "2–3" && ours.classes == [3, 2, 1] && ours.belowTarget == 3)
        for name in ["NAS", "SEA", "ECA"] {
            let group = try #require(picture.groups.first { $0.name == name })
            #expect(group.cells.allSatisfy { $0.isWithheld }, "\(name)")
        }
        for name in ["AAF", "CA", "SEEE", "GCC+MIE"] {
            let group = try #require(picture.groups.first { $0.name == name })
            #expect(group.cells.allSatisfy { !$0.isWithheld }, "\(name)")
        }
        #expect(states["submitted"] == 41 && states["returned"] == 1 && states["answering"] == 1, "\(states)")
    }

    /// The first five priorities come to the five outcomes.
    private func poll(_ site: TestSite) async throws {
        let today = CalendarDate.today(site.clock.now)
        let result = try await site.database.read { reading in
            let programme = try #require(
                try reading.value("SELECT programme_id FROM validity_poll", as: Programme.ID.self))
            let poll = try #require(try ValidityPollStore(reading).polls(of: [programme]).first)
            let answers = try ValidityPollStore(reading).answers(of: poll.id)
            return ValidityResult(poll, answers, on: today)
        }
        #expect(result.answered.count == 10)
        #expect(result.items.prefix(5).map(\.outcome) == [.confirmed, .toReword, .toDrop, .discuss, .tooFew])
    }

    /// 38.1 % of the regional plan; eight lanes of the roadmap.
    private func plans(_ site: TestSite) async throws {
        let now = site.clock.now
        try await site.database.read { reading in
            let ids = try reading.all("SELECT id, kind FROM programme_plan").map {
                (id: try $0.get("id", as: ProgrammePlan.ID.self), kind: try $0.get("kind", as: String.self))
            }
            #expect(ids.map(\.kind).sorted() == ["national", "regional", "roadmap"])
            for one in ids where one.kind != "national" {
                let plan = try PlanRecordStore(reading).plan(one.id)
                let material = try PlanMaterial(
                    plan, PlanVoice(serverOf: plan.programme, now: now, reading), reading)
                if one.kind == "regional" {
                    #expect(material.progress.value == Rational(8, 21))
                } else {
                    #expect(Set(material.entries.compactMap { $0.action.owner?.description }).count == 8)
                }
            }
        }
    }

    /// 17 of 24.
    private func trained(_ site: TestSite) async throws {
        try await site.database.read { reading in
            let programme = try #require(try reading.value("SELECT programme_id FROM course", as: Programme.ID.self))
            let courses = try CourseStore(reading).courses(of: [programme])
            let all = try CourseTrained(courses, reading).all
            #expect(all.values.map(\.count) == [17])
            let projects = try ProgrammeStore(reading).parts(of: programme).map(\.id)
            let periods = try ProjectStore(reading).results(of: projects).flatMap(\.indicators).compactMap(\.reached)
            #expect(periods.map(\.actual) == ["17"] && periods.map(\.target) == ["24"])
        }
    }
}
