import Domain
import Foundation
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

let becameScenarios = """
    GET    /events/:event/became               room
    GET    /events/:event/became/:file         room
    GET    /programmes/:programme/thread/:item programme
    GET    /api/v1/events/:event/became        room
    GET    /api/v1/events/:event/became/:file  room
    """

let becameScreens = """
    - organiser     en became       /events/:event/became
    - organiser     ar became       /events/:event/became
    """

/// What a programme plans in the thread, and what became of a meeting.
struct BecameTests {
    /// A topic that led to a priority, this to an idea, the idea to a project with a result.
    private struct Way {
        let network: NetworkWorld
        let topic: String
        let priority: PlanPriorityRecord
        let idea: IdeaRecord
        let project: Programme.ID
        let result: ProjectResult.ID

        init(_ site: TestSite) async throws {
            let network = try await NetworkWorld(site)
            let event = network.world.event
            let topic = try await site.database.read { reading -> String in
                try #require(
                    try reading.value("SELECT id FROM topic WHERE event_id = \(event) ORDER BY position LIMIT 1"))
            }
            let visit = try await network.visit(network.world.organiser)
            var fields = PlanPriorityFields()
            fields.statement = "One duty list a country"
            var draft = PlanPriorityDraft()
            (draft.sources, draft.marking) = (["topic:\(topic)"], "AMBER")
            let made = try await PlanPriorityOperations.propose(visit, in: network.programme, fields, draft)
            priority = try await PlanPriorityOperations.decide(
                visit, network.programme, made.id, .adopted, words: "", at: event)
            var words = IdeaFields()
            words.title = "A joint water alert"
            var asked = IdeaDraft(marking: "GREEN")
            (asked.countries, asked.sources) = (["HR", "LV", "AT"], ["priority:\(made.id)"])
            let idea = try await IdeaOperations.propose(visit, in: network.programme, words, asked)
            try await IdeaOperations.move(visit, idea.id, .share, day: "", words: "")
            let project = try await ProjectTests.told(network)
            let chosen = idea.id
            try await site.database.write {
                try $0.execute("UPDATE project SET idea_id = \(chosen) WHERE programme_id = \(project)")
            }
            result = try await ProjectOperations.add(visit, project, ProjectResultFields(title: "Alerts in an hour"))
            (self.network, self.topic, self.idea, self.project) = (network, topic, idea, project)
        }

        func kinds(_ answer: APIClient.Reply, _ direction: String) -> Set<String> {
            Set((answer[direction] as? [[String: Any]] ?? []).compactMap { $0["kind"] as? String })
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `from a topic to the result of a project and back`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let way = try await Way(site)
            let api = try await way.network.world.api(way.network.world.organiser)
            let topic = try await api.send(.get, "/api/v1/thread/topic:\(way.topic)")
            #expect(way.kinds(topic, "down").isSuperset(of: ["priority", "idea", "project", "result"]))
            let result = try await api.send(.get, "/api/v1/thread/result:\(way.result)")
            #expect(way.kinds(result, "up") == ["project", "idea", "priority", "topic"])
            let told = try #require(result["item"] as? [String: Any])
            #expect(told["event"] == nil && told["title"] as? String == "Alerts in an hour")
            let page = try await way.network.browser(way.network.world.organiser).get(
                "/programmes/\(way.network.programme)/thread/idea:\(way.idea.id)")
            #expect(page.status == 200 && page.contains("One duty list a country"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who has no part in the meeting sees what is planned, and nothing of the meeting`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let way = try await Way(site)
            let latvia = try await way.network.visit(way.network.latvia)
            let (programme, topic) = (way.network.programme, way.topic)
            let book = try await site.database.read {
                try ThreadBook(planned: programme, visitor: latvia.visitor, now: latvia.now, $0)
            }
            let up = book.way(.up, of: way.result.description).map(\.item)
            #expect(up.map(\.kind).contains(.priority) && !book.items.keys.contains(topic))
            let stranger = try await way.network.visit(way.network.belgium)
            let seen = try await site.database.read {
                try ThreadBook(planned: programme, visitor: stranger.visitor, now: stranger.now, $0)
            }
            #expect(!seen.order.contains { $0.kind == .priority || $0.kind == .idea })
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what became of a meeting is told in numbers, with what stands still`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let way = try await Way(site)
            let (event, organiser) = (way.network.world.event, way.network.world.organiser)
            let programme = way.network.programme
            let visit = try await way.network.visit(organiser)
            let became = try await site.database.read { try Became(event, programme: programme, visit, $0) }
            for step in [BecameStep.priorities, .ideas, .projects, .results] {
                #expect(became.count(step)?.items == 1, "\(step)")
            }
            #expect(became.count(.proven)?.items == 0)
            #expect(became.arrived.map(\.id) == [way.result.description])
            let page = try await way.network.browser(organiser).get(BecamePaths.page(event))
            #expect(page.contains("Alerts in an hour") && page.contains("What stands still"))
            let paper = try await way.network.browser(organiser).get(BecamePaths.file(event, "report.html"))
            #expect(paper.status == 200 && paper.contains("TLP:AMBER"))
            #expect(try await way.network.browser(organiser).get(BecamePaths.file(event, "report.exe")).status == 404)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an indicator of a framework is a source, and is named by its code`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let visit = try await network.visit(network.world.organiser)
            let (programme, framework) = (network.programme, site.environment.id(Framework.ID.self))
            let unknown = ThreadIndicator(framework: framework.description, code: "A.1").description
            #expect(ThreadReference("indicator:\(unknown)")?.id == unknown)
            #expect(ThreadReference("indicator:\(framework).") == nil && ThreadReference("A.1") == nil)
            let found = try await site.database.read {
                try PlanPrioritySource.find("indicator:\(unknown)", visit, programme, $0)
            }
            #expect(found == nil)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what a meeting decided and gave to do stands in the thread, for who reads that item`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await SinceWorld(site)
            let item = try await MeetingTests.item(world)
            let decision = try await MeetingTests.decide(world, item)
            let close = try await MeetingTests.item(world, "For few", marking: "RED")
            var fields = ActionFields()
            (fields.title, fields.dueOn) = ("Send the list of numbers", "2024-02-01")
            let made = try await MeetingOperations.act(
                world.organiser(), world.first, item, fields, owner: ActionOwner("country:HR"))
            _ = try await MeetingOperations.act(
                world.organiser(), world.first, close, fields, owner: ActionOwner("country:HR"))
            let network = world.region.network
            let (event, programme) = (world.first, world.programme)
            let organiser = try await world.organiser()
            let became = try await site.database.read { try Became(event, programme: programme, organiser, $0) }
            #expect(became.count(.decisions)?.items == 1 && became.count(.actions)?.items == 2)
            let seat = try await network.world.visit(network.world.seats[0])
            let book = try await site.database.read {
                try ThreadBook(around: event, visitor: seat.visitor, now: seat.now, $0)
            }
            #expect(book.items(.agendaItem).map(\.id) == [item.description])
            #expect(Set(book.way(.down, of: item.description).map(\.item.kind)).contains(.decision))
            #expect(book.ending(of: decision.id.description) == .agreedOn(agreed: 0, reserved: 0))
            let api = try await network.world.api(network.world.organiser)
            let told = try await api.send(.get, "/api/v1/thread/action:\(made.id)")
            #expect(
                (told["up"] as? [[String: Any]])?.contains { $0["kind"] as? String == "agenda-item" } == true)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a country's own risk is in nobody else's thread, nor is what follows from it`(engine: TestEngine) async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await RegionWorld(site)
            var fields = RiskScenarioFields()
            (fields.title, fields.story) = ("An unknown irritant", "Two hundred people cough; the station is closed.")
            var draft = RiskDraft(place: .country("HR"))
            (draft.marking, draft.isShared) = ("AMBER", false)
            let risk = try await RiskOperations.tell(
                world.visit(world.network.croatia), in: world.programme, fields, draft)
            let programme = world.programme
            func told(_ account: TestAccount) async throws -> ThreadBook {
                let visit = try await world.visit(account)
                return try await site.database.read {
                    try ThreadBook(planned: programme, visitor: visit.visitor, now: visit.now, $0)
                }
            }
            let own = try await told(world.network.croatia)
            #expect(own.items(.risk).map(\.id) == [risk.id.description])
            #expect(own.ending(of: risk.id.description) == .notTakenUp)
            for account in [world.network.latvia, world.head, world.network.world.organiser] {
                #expect(try await told(account).items(.risk).isEmpty)
            }
            let api = try await world.network.world.api(world.network.world.organiser)
            #expect(try await api.send(.get, "/api/v1/thread/risk:\(risk.id)").status == 404)
        }
    }
}
