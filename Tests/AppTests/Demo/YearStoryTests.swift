import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// The story of a year is made of the parts of the others.
struct YearStoryTests {
    @Test(arguments: TestEngine.allCases)
    func `all stories have happened in one world, and a thread leads from a topic to a result`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, runsClocks: false) { site in
            let links = try await YearWorld.fill(site.services)
            #expect(
                links.map(\.role) == [
                    "head", "focal-point", "respondent", "coordinator", "project-officer", "organiser", "director",
                    "city", "expert",
                ])
            for link in links {
                let path = link.address.replacing("https://roundtable.test", with: "")
                #expect([200, 303].contains(try await site.browser().get(path).status), "\(link)")
            }
            // The first is a head's day.
            let head = site.browser()
            let first = try #require(links.first).address.replacing("https://roundtable.test", with: "")
            let today = try await head.follow(try await head.open(first))
            #expect(today.status == 200 && today.contains("Interregional roadmap"))
            let counts: [(Int, SQL)] = [
                (1, "programme WHERE parent_id IS NULL"), (1, "event WHERE title LIKE 'Demo workshop: preparedness%'"),
                (1, "event WHERE kind = 'seminar'"), (1, "needs_rollup"), (4, "working_group"), (2, "gathering"),
            ]
            for (count, rows) in counts {
                #expect(try await site.count("SELECT COUNT(*) FROM \(rows)") == count, "\(rows)")
            }
            try await thread(site)
            await #expect(throws: DemoWorld.NotEmpty.self) { _ = try await YearWorld.fill(site.services) }
        }
    }

    /// From what was said in the room to the result, as the network's coordinator sees it.
    private func thread(_ site: TestSite) async throws {
        let account = try await site.database.read {
            try $0.value("SELECT id FROM account WHERE email = 'coordinator@network.example.org'", as: Account.ID.self)
        }
        let visit = try await DemoStage(site.services, begins: 0).visit(try #require(account))
        let book = try await site.database.read { reading in
            try ThreadBook(
                around: try #require(
                    try reading.value(
                        "SELECT event_id FROM issue WHERE title = 'Who may tell whom, before the cause is sure'",
                        as: Event.ID.self)), visitor: visit.visitor, reading)
        }
        let issue = try #require(book.items(.issue).first { $0.title.hasPrefix("Who may tell whom") })
        let below = book.way(.down, of: issue.id)
        for kind in [
            ThreadKind.round, .aspect, .intervention, .exercised, .inject, .observation, .finding, .action, .lesson,
        ] { #expect(below.contains { $0.item.kind == kind }, "\(kind)") }
        #expect(book.way(.up, of: issue.id).contains { $0.item.kind == .topic })
        #expect(book.ending(of: issue.id) == .proven(exercises: 2))
        // What was found became an idea, and that a project with a result.
        let findings = Set(below.filter { $0.item.kind == .finding }.map { "finding:\($0.item.id)" })
        try await site.database.read { reading in
            let idea = try #require(
                try reading.value(
                    "SELECT id FROM project_idea WHERE title = \(YearThread.idea) AND state = 'taken'",
                    as: ProjectIdea.ID.self))
            let told = try IdeaStore(reading).idea(idea)
            #expect(!told.sources.isDisjoint(with: findings))
            let project = try #require(
                try reading.value("SELECT programme_id FROM project WHERE idea_id = \(idea)", as: Programme.ID.self))
            let results = try ProjectStore(reading).results(of: [project])
            #expect(results.map(\.fields.title) == [YearThread.result])
            #expect(results.first?.indicators.first?.reached?.actual == YearThread.reached)
        }
    }
}
