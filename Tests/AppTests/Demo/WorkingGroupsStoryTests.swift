import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// The story of working groups is made by the operations that people's own acts go through.
struct WorkingGroupsStoryTests {
    @Test(arguments: TestEngine.allCases)
    func `the story has nineteen of twenty-four cells, gaps, reviews, proposals and a call, and a link for everybody`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let links = try await WorkingGroupsWorld.fill(site.services)
            #expect(links.map(\.role) == ["coordinator", "city", "head", "focal-point", "expert"])
            for link in links {
                let path = link.address.replacing("https://roundtable.test", with: "")
                #expect([200, 303].contains(try await site.browser().get(path).status), "\(link)")
            }
            let today = CalendarDate.today(site.clock.now)
            let (held, proposed) = try await site.database.read { reading in
                let all = try MandateStore(reading).mandates(seenIn: nil)
                return (all.filter { $0.holds(on: today) }, all.filter { $0.state == .proposed })
            }
            #expect(held.count { $0.role == .groupChair || $0.role == .groupMember } == 19)
            #expect(held.count { $0.role == .head } == 8)
            #expect(held.count { $0.role == .focalPoint } == 59 && held.count { $0.role == .alternate } == 62)
            #expect(held.count { $0.reviewBy.map { $0 <= MandateReviews.moved(today, by: 30) } ?? false } == 6)
            #expect(Set(proposed.map(\.role)) == [.groupMember, .nationalTeam, .alternate] && proposed.count == 3)
            #expect(try await site.count("SELECT COUNT(*) FROM expert_candidate") == 3)
            #expect(try await site.count("SELECT COUNT(*) FROM expert_candidate WHERE state = 'asked'") == 1)
            #expect(try await site.count("SELECT COUNT(*) FROM profile WHERE consent_at IS NOT NULL") == 380)
            #expect(try await site.count("SELECT COUNT(*) FROM publication WHERE state = 'drafting'") == 1)
            // A gathering that is over, with what it taught, and the next.
            #expect(try await site.count("SELECT COUNT(*) FROM gathering") == 2)
            #expect(try await site.count("SELECT COUNT(*) FROM gathering_lesson") == 2)
            // Ideas at every step, and a project that leaves as IATI.
            #expect(try await site.count("SELECT COUNT(*) FROM project_idea WHERE state = 'shared'") == 3)
            #expect(try await site.count("SELECT COUNT(*) FROM project_idea WHERE state IN ('parked', 'taken')") == 2)
            let export = try #require(NamedExport.all.first { $0.name == "iati" })
            let wish = NamedExport.Wish(
                subject: "DEMO-HS", day: nil, format: "xml", language: .english, now: site.clock.now)
            let iati = String(decoding: try await export.make(wish, site.database), as: UTF8.self)
            #expect(iati.contains("XX-DEMO-00000-DEMO-P1") && iati.contains("<actual value=\"17\">"))
            await #expect(throws: DemoWorld.NotEmpty.self) { _ = try await WorkingGroupsWorld.fill(site.services) }
        }
    }
}
