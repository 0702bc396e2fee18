import StorageTestSupport
import Storage
import TestSupport
import Testing
import Web

@testable import App

@Suite struct DemoTests {
    @Test(arguments: TestEngine.allCases)
    func `the demo is a whole workshop, up to a round that is ready to be opened`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            _ = try await DemoWorld.fill(site.services, until: .vote)
            try await site.database.read { reading in
                let event = try #require(
                    try reading.value("SELECT id FROM event", as: Event.ID.self).map {
                        try EventStore(reading).event($0)
                    })
                let people = try EventStore(reading).participants(of: event.id)
                #expect(people.filter { $0.role.contributes }.count == 45)
                #expect(Set(people.filter { $0.role == .participant }.compactMap(\.country)).count == 13)
                #expect(Set(people.filter { $0.role == .participant }.compactMap(\.sector)).count == 3)
                #expect(people.allSatisfy { $0.state == .present })
                #expect(try EventStore(reading).topics(of: event.id).count == 5)
                #expect(try reading.value("SELECT COUNT(*) FROM issue WHERE kind = 'contributed'", as: Int.self) == 100)
                #expect(
                    try reading.value("SELECT COUNT(*) FROM issue WHERE kind = 'merged'", as: Int.self)
                        == DemoMerges.all.count)
                #expect(event.stage == .vote)
                let rounds = try RoundStore(reading).rounds(of: event.id)
                #expect(rounds.map(\.state) == [.draft])
                let round = try #require(rounds.first)
                #expect(try RoundStore(reading).items(of: round.id).count == 11)
            }
            #expect(try await Journal.verify(site.database).isSound)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `until collect, nothing is merged and collecting is open on all topics`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            _ = try await DemoWorld.fill(site.services, until: .collect)
            try await site.database.read { reading in
                let event = try #require(
                    try reading.value("SELECT id FROM event", as: Event.ID.self).map {
                        try EventStore(reading).event($0)
                    })
                #expect(event.stage == .collect)
                #expect(event.topic == nil)
                #expect(
                    try reading.value("SELECT COUNT(*) FROM issue WHERE merged_into IS NOT NULL", as: Int.self) == 0)
                #expect(try reading.value("SELECT COUNT(*) FROM round", as: Int.self) == 0)
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the three links open their screens, each on a device of its own`(engine: TestEngine) async throws {
        try await TestSite.with(engine, baseURL: "https://roundtable.test") { site in
            let links = try await DemoWorld.fill(site.services, until: .vote)
            for link in [links.facilitator, links.projector, links.participant] {
                let path = link.replacing("https://roundtable.test", with: "")
                #expect(path.hasPrefix("/"))
                let browser = site.browser()
                var answer = try await browser.get(path)
                while let location = answer.location { answer = try await browser.get(location) }
                #expect(answer.status == 200)
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a database that is in use is left as it is`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            _ = try await DemoWorld.fill(site.services, until: .collect)
            let before = try await site.database.read { try Journal.lastSequence($0) }
            await #expect(throws: DemoWorld.NotEmpty.self) { try await DemoWorld.fill(site.services, until: .collect) }
            #expect(try await site.database.read { try Journal.lastSequence($0) } == before)
        }
    }

    @Test func `every merge and every duplicate of the demo names titles that exist`() {
        let titles = Set(DemoIssues.all.map(\.title))
        #expect(titles.count == DemoIssues.all.count)
        for title in DemoMerges.all.flatMap(\.titles) + DemoDuplicates.groups.flatMap(\.self) {
            #expect(titles.contains(title))
        }
    }

    @Test func `every issue has an author, and every late voice has a topic`() {
        let people = Set(DemoPeople.experts.map(\.key))
        #expect(people.count == 45)
        #expect(DemoIssues.all.allSatisfy { people.contains($0.author) && $0.title.count <= 120 })
        #expect(DemoVoices.late.allSatisfy { (1...5).contains($0.topic) })
    }
}
