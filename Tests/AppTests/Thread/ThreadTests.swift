@testable import App
import Domain
import Foundation
import HTTPTypes
import StorageTestSupport
import Testing
import TestSupport
import Web

struct ThreadTests {
    private struct Answer: Decodable {
        struct Item: Decodable {
            let kind: String
            let id: String
            let title: String
            let country: String?
            let ending: String?
            let via: String?
            let from: String?
            let steps: Int?
        }

        let item: Item
        let up: [Item]
        let down: [Item]
    }

    private static func get(_ site: TestSite, _ token: String?, _ path: String) async throws -> Page {
        let fields: HTTPFields = token.map { [.authorization: "Bearer \($0)"] } ?? [:]
        return try await site.browser().send(.get, "/api/v1/thread/\(path)", fields)
    }

    private static func ask(_ site: TestSite, _ token: String, _ path: String) async throws -> Answer {
        let page = try await get(site, token, path)
        #expect(page.status == 200, "\(path): \(page.text)")
        return try JSONDecoder().decode(Answer.self, from: Data(page.bytes))
    }

    private static func token(_ world: World, _ account: TestAccount) async throws -> String {
        try await AccountOperations.createToken(try await world.visit(account), name: "Test")
    }

    @Test func `every kind of item is told by one feature, but for topics, which are the thread's own`() {
        let told = ThreadFeatures.all.flatMap { $0.threadKinds }
        #expect(told.count == Set(told).count)
        #expect(Set(told) == Set(ThreadKind.allCases).subtracting([.topic]))
        for feature in ThreadFeatures.all {
            #expect(feature.threadKinds.isEmpty == feature.threadHome(of: "").isEmpty, "\(feature)")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `no item of the thread stops without a reason, whoever looks`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let thread = try await site.threadWorld()
            let world = thread.world
            var visitors = [Visitor.guest]
            for account in [world.organiser, world.facilitator] {
                visitors.append(try await world.visit(account).visitor)
            }
            for seat in [world.seats[0], world.seats[3], world.observer] {
                visitors.append(try await world.visit(seat).visitor)
            }
            for visitor in visitors.dropFirst() {
                let book = try await site.database.read { try ThreadBook(world.event, visitor: visitor, $0) }
                #expect(book.order.count > 30)
                #expect(Set(book.order.map(\.kind)) == Set(ThreadKind.allCases).subtracting(ThreadWorld.elsewhere))
                for item in book.order where book.graph.edges(below: item.id).isEmpty {
                    #expect(book.ending(of: item.id) != nil, "\(item.kind) “\(item.title)” stops without a reason")
                }
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `from a section back to the first words, and from these to the section`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let thread = try await site.threadWorld()
            let link = thread.world.seats[3].link
            let section = try await Self.ask(site, link, thread.id("section"))
            for name in [
                "a national list", "nobody keeps lists", "merged", "old lists", "lists", "round", "station exercise",
                "one list for all",
            ] {
                #expect(section.up.contains { $0.id == thread.id(name) }, "\(name)")
            }
            #expect(section.up.contains { $0.kind == "topic" && $0.title == "Topic 1" })
            let contribution = try await Self.ask(site, link, "issue:\(thread.id("old lists"))")
            #expect(contribution.item.title == "Lists of contacts are old")
            #expect(contribution.up.map(\.kind) == ["topic"])
            #expect(contribution.down.first?.id == thread.id("merged") && contribution.down.first?.via == "merged into")
            for name in [
                "round", "nobody keeps lists", "yearly drill", "one list for all", "a national list", "section",
            ] {
                #expect(contribution.down.contains { $0.id == thread.id(name) }, "\(name)")
            }
            #expect(
                !contribution.down.contains { $0.id == thread.id("channel") },
                "Other issues of the round are not its thread.")
            let vote = try #require(contribution.down.first { $0.kind == "round" })
            #expect(vote.via == "voted in, rank 1 of 5" && vote.from == thread.id("merged") && vote.steps == 2)
            let adopted = contribution.down.filter { $0.kind == "adoption" }.map { "\($0.via ?? "") \($0.title)" }
            #expect(
                adopted.contains("adopted by Croatia adopts it") && adopted.contains("declined by Belgium declines it"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `it is told in whose name somebody decided and signed`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let thread = try await site.threadWorld()
            let token = try await Self.token(thread.world, thread.world.organiser)
            let (guide, version) = (thread.id("guide"), thread.id("version"))
            try await site.database.write { tx in
                try tx.execute("UPDATE adoption SET decided_as = 'head' WHERE country = 'HR'")
                try tx.execute("UPDATE guide SET state = 'review' WHERE id = \(guide)")
                try tx.execute("UPDATE guide_version SET review_at = 1 WHERE id = \(version)")
                try tx.execute(
                    """
                    INSERT INTO sign_off (version_id, sector, decision, note, actor, decided_at)
                    VALUES (\(version), 'civil-protection', 'objection', 'Not yet', 'participant:1', 1)
                    """)
            }
            let adopted = try await Self.ask(site, token, thread.id("adoption HR")).item
            #expect(adopted.title == "Croatia adopts it (by the head of the delegation)")
            // Of before there were heads.
            #expect(try await Self.ask(site, token, thread.id("adoption BE")).item.title == "Belgium declines it")
            let section = try await Self.ask(site, token, thread.id("section")).item
            #expect(
                section.ending
                    == "Part of the guide, which is in review. Signed for: Health. Objection for: Civil protection.")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what fell through says why`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let thread = try await site.threadWorld()
            let token = try await Self.token(thread.world, thread.world.organiser)
            let reasons: [(String, String)] = [
                ("lead", "In round 1 it had rank 5 of 5, and was not among the 4 that were chosen."),
                ("unasked", "It was not on the ballot when its topic was put to the vote."),
                ("no vote", "Its topic was never put to the vote."), ("withdrawn", "Withdrawn by its author."),
                ("drills", "A priority, but no group has it yet."),
                ("words", "A priority of Group 2, which wrote no aspect of it."),
                ("channel", "What countries plan for it is on sheets that they have not published."),
                ("yearly drill", "No intervention builds on it yet."),
                ("two radios", "No intervention removes it yet."),
                ("unused case", "No aspect rests on it yet."), ("lonely wish", "No intervention leads there yet."),
                ("an anonymous plan", "Declined by 1 country: Latvia (No need)."), ("adoption HR", "Begun."),
                ("left statement", "Agreed, but no section was made from it yet."),
                ("dropped statement", "The room dropped it."),
                ("section", "Part of the guide, which is being written."),
            ]
            for (name, reason) in reasons {
                #expect(try await Self.ask(site, token, thread.id(name)).item.ending == reason, "\(name)")
            }
            #expect(try await Self.ask(site, token, thread.id("merged")).item.ending == nil)
            let browser = await thread.world.browser(thread.world.organiser)
            let page = try await browser.get("/events/\(thread.world.event)/thread")
            #expect(page.status == 200)
            for (_, reason) in reasons.prefix(12) { #expect(page.contains(reason), "\(reason)") }
            for path in [
                "/events/\(thread.world.event)", "/programmes/\(thread.world.programme)",
                "/programmes/\(thread.world.programme)/thread",
            ] {
                #expect(try await browser.get(path).contains("class=\"funnel\""), "\(path)")
            }
            let visitor = try await thread.world.visit(thread.world.organiser).visitor
            let event = thread.world.event
            let numbers = try await site.database.read { try ThreadBook(event, visitor: visitor, $0).numbers }
            #expect(numbers.counts.map(\.issues) == [7, 4, 2, 1, 1, 1])
            #expect(numbers.counts.map(\.contributions) == [8, 5, 3, 2, 2, 2])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a country's private sheet is seen by its delegation only, an anonymous one without its country`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let thread = try await site.threadWorld()
            let world = thread.world
            let organiser = try await Self.token(world, world.organiser)
            for token in [organiser, world.seats[3].link, world.observer.link] {
                for name in ["a secret plan", "secret wish"] {
                    #expect(try await Self.get(site, token, thread.id(name)).status == 404)
                }
                let issue = try await Self.get(site, token, thread.id("channel"))
                #expect(issue.status == 200 && !issue.contains("secret"))
            }
            #expect(try await Self.ask(site, world.seats[0].link, thread.id("a secret plan")).item.country == "HR")
            #expect(try await Self.ask(site, organiser, thread.id("an anonymous plan")).item.country == nil)
            #expect(try await Self.ask(site, world.seats[3].link, thread.id("an anonymous plan")).item.country == "BE")
            let page = try await (await world.browser(world.organiser)).get("/events/\(world.event)/thread")
            #expect(page.status == 200 && !page.contains("secret"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `no rank is told before the room has seen it, and no issue before it is shown`(engine: TestEngine) async throws
    {
        try await TestSite.with(engine) { site in
            let thread = try await site.threadWorld()
            let world = thread.world
            let token = try await Self.token(world, world.organiser)
            try await site.database.write { tx in
                try tx.execute("UPDATE round SET state = 'closed' WHERE id = \(thread.id("round"))")
                try tx.execute("DELETE FROM group_priority")
                try tx.execute("DELETE FROM priority")
            }
            let sealed = try await Self.ask(site, token, thread.id("lead"))
            #expect(sealed.item.ending == "Round 1 is closed, and its result is not shown yet.")
            #expect(sealed.down.map(\.via) == ["voted in"])
            try await site.database.write { tx in
                try tx.execute("UPDATE workshop SET stage = 'collect', issues_visible = \(false)")
            }
            #expect(try await Self.get(site, world.observer.link, thread.id("lead")).status == 404)
            #expect(try await Self.get(site, token, thread.id("lead")).status == 200)
            let topic = try await Self.ask(site, world.observer.link, world.topics[0].description)
            #expect(topic.item.ending == "Its issues are not shown yet.")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the thread is for those who have a part in the event`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let thread = try await site.threadWorld()
            let world = thread.world
            let item = thread.id("merged")
            #expect(try await Self.get(site, nil, item).status == 401)
            #expect(try await Self.get(site, try await Self.token(world, world.stranger), item).status == 404)
            let case_ = thread.id("station exercise")
            #expect(try await Self.get(site, try await Self.token(world, world.stranger), case_).status == 404)
            #expect(
                try await Self.ask(site, world.seats[2].link, "case:\(case_)").down.contains {
                    $0.id == thread.id("section")
                })
            for wrong in ["topic:\(item)", "nonsense", "issue:", "01890000-0000-7000-8000-000000000000"] {
                #expect(try await Self.get(site, world.member.link, wrong).status == 404, "\(wrong)")
            }
            for wrong in ["steps=0", "steps=x", "kind=person"] {
                #expect(try await Self.get(site, world.member.link, "\(item)?\(wrong)").status == 422, "\(wrong)")
            }
            let near = try await Self.ask(site, world.member.link, "\(item)?steps=1&kind=issue")
            #expect(near.up.count == 2 && near.down.isEmpty)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `every item has a page with its thread as chips, picture and table`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let thread = try await site.threadWorld()
            let world = thread.world
            let browser = await world.browser(world.seats[0])
            let visitor = try await world.visit(world.seats[0]).visitor
            let items = try await site.database.read {
                Set(try ThreadBook(world.event, visitor: visitor, $0).items.keys)
            }
            for (name, id) in thread.ids.sorted(by: { $0.key < $1.key }) {
                let page = try await browser.get("/events/\(world.event)/thread/\(id)")
                #expect(page.status == (items.contains(id) ? 200 : 404), "\(name)")
            }
            let page = try await browser.get(
                "/events/\(world.event)/thread/\(thread.id("a national list"))?steps=2&kind=")
            for mark in [
                "class=\"ways\"", "class=\"chart threadchart\"", "Everything connected with it", "removes",
            ] {
                #expect(page.contains(mark), "\(mark)")
            }
            let issue = try await browser.get("/events/\(world.event)/issues/\(thread.id("merged"))")
            #expect(issue.contains("class=\"chart threadchart\"") && issue.contains("a national list"))
        }
    }
}
