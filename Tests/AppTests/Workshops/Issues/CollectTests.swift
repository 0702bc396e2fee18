@testable import App
import Domain
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

struct CollectTests {
    @Test(arguments: TestEngine.allCases)
    func `an issue carries its author's sector and country`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .collect)
            let issue = try await IssueOperations.contribute(
                try await world.visit(world.member), world.event,
                Contribution(
                    topic: world.topics[1], title: "Contact lists are\nout of date\u{0}", explanation: "a\r\nb",
                    language: "hr"))
            #expect(issue.title == "Contact lists are out of date")
            #expect(issue.explanation == "a\nb")
            #expect(
                [issue.country, issue.sector, issue.language] == [world.member.country, world.member.sector, "hr"])
            #expect(issue.topic == world.topics[1])
            #expect(try await site.journal("event:\(world.event)").last == "issue.contribution")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `sending twice under one key stores one issue`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .collect)
            let visit = try await world.visit(world.member)
            let sent = Contribution(topic: world.topics[0], title: "Radio is not shared", key: "k1")
            let first = try await IssueOperations.contribute(visit, world.event, sent)
            let second = try await IssueOperations.contribute(visit, world.event, sent)
            #expect(first.id == second.id)
            #expect(try await site.count("SELECT COUNT(*) FROM issue") == 1)
            let other = try await IssueOperations.contribute(try await world.visit(world.seats[1]), world.event, sent)
            #expect(other.id != first.id)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a sentence that was corrected after a lost answer is stored as it was corrected`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .collect)
            let visit = try await world.visit(world.member)
            let topic = world.topics[0]
            _ = try await IssueOperations.contribute(
                visit, world.event, Contribution(topic: topic, title: "Radios are shared", key: "k1"))
            var words = Contribution(topic: topic, title: "Radios are not shared", key: "k1")
            words.corrects = true
            let corrected = try await IssueOperations.contribute(visit, world.event, words)
            #expect(corrected.title == "Radios are not shared")
            words.title = "Radios are never shared"
            #expect(try await IssueOperations.contribute(visit, world.event, words).title == words.title)
            #expect(try await site.count("SELECT COUNT(*) FROM issue") == 1)
        }
    }

    @Test(arguments: [
        ("", "Write the issue in one sentence."), ("😀 👍", "symbols and emoji alone"),
        (String(repeating: "a", count: 201), "you wrote 201"),
        ("12 : 30", "symbols and emoji alone"), ("e" + String(repeating: "\u{301}", count: 900), "At most 200"),
    ])
    func `a title is a sentence of words`(title: String, error: String) throws {
        let refusal = #expect(throws: Refusal.self) { try Contribution(topic: nil, title: title).checked() }
        #expect(refusal?.fields["title"]?.string().contains(error) == true)
    }

    @Test func `marks that turn the direction of text are taken out`() throws {
        #expect(try Contribution(topic: nil, title: "\u{202E}abc\u{2069} د").checked().title == "abc د")
    }

    @Test(arguments: TestEngine.allCases)
    func `observers look on and strangers find nothing`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .collect)
            let observer = await world.browser(world.observer)
            let refused = try await observer.post(
                "/events/\(world.event)/issues", ["topic": "\(world.topics[0])", "title": "Mine"])
            #expect(refused.status == 403)
            #expect(try await observer.get("/e/ZGRB").contains("You are an observer in this event"))
            #expect(
                try await world.browser(world.stranger).post("/events/\(world.event)/issues", ["title": "Mine"]).status
                    == 404)
            #expect(try await site.browser().post("/events/\(world.event)/issues", ["title": "Mine"]).status == 401)
            #expect(try await site.count("SELECT COUNT(*) FROM issue") == 0)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a wrong form comes back with what was typed`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .collect)
            let browser = await world.browser(world.member)
            let page = try await browser.post(
                "/events/\(world.event)/issues",
                ["topic": "\(world.topics[2])", "title": "!!! ???", "explanation": "kept <b>"],
                fragment: true)
            #expect(page.status == 422)
            #expect(page.contains("id=\"activity\"") && !page.contains("<html"))
            #expect(page.contains("!!! ???") && page.contains("kept &lt;b&gt;"))
            #expect(
                page.contains("aria-invalid=\"true\"") && page.contains("<option value=\"\(world.topics[2])\" selected")
            )
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `own issues are changed, withdrawn and brought back, others' are not`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .collect)
            let visit = try await world.visit(world.member)
            let issue = try await IssueOperations.contribute(
                visit, world.event, Contribution(topic: world.topics[0], title: "First words"))
            let edited = try await IssueOperations.edit(
                visit, world.event, issue.id, Contribution(topic: nil, title: "Better words", language: "fr"))
            #expect([edited.title, edited.language] == ["Better words", "fr"] && edited.topic == world.topics[0])
            try await IssueOperations.withdraw(visit, world.event, issue.id)
            try await IssueOperations.withdraw(visit, world.event, issue.id)
            #expect(try await site.database.read { try IssueStore($0).issues(of: world.event) }.isEmpty)
            await #expect(throws: Refusal.self) {
                try await IssueOperations.edit(visit, world.event, issue.id, Contribution(topic: nil, title: "Again"))
            }
            try await IssueOperations.restore(visit, world.event, issue.id)
            #expect(
                try await site.database.read { try IssueStore($0).issues(of: world.topics[0]) }.map(\.title) == [
                    "Better words"
                ])
            let other = try await world.visit(world.seats[1])
            await #expect(throws: Refusal.self) { try await IssueOperations.withdraw(other, world.event, issue.id) }
            #expect(
                try await site.journal("event:\(world.event)")
                    == ["issue.contribution", "issue.revision", "issue.withdrawal", "issue.restoration"])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `only the open topic takes issues, and only while collecting`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .collect)
            let lead = try await world.visit(world.facilitator)
            let visit = try await world.visit(world.member)
            try await StageOperations.open(lead, world.event, stage: .collect, topic: world.topics[1])
            await #expect(throws: Refusal.self) {
                try await IssueOperations.contribute(
                    visit, world.event, Contribution(topic: world.topics[0], title: "Elsewhere"))
            }
            let issue = try await IssueOperations.contribute(
                visit, world.event, Contribution(topic: nil, title: "Here"))
            #expect(issue.topic == world.topics[1])
            try await StageOperations.open(lead, world.event, stage: .merge, topic: nil)
            let refusal = await #expect(throws: Refusal.self) {
                try await IssueOperations.contribute(visit, world.event, Contribution(topic: nil, title: "Late"))
            }
            #expect(refusal?.code == "collect-closed")
            try await StageOperations.open(lead, world.event, stage: .collect, topic: nil)
            _ = try await IssueOperations.edit(
                visit, world.event, issue.id, Contribution(topic: nil, title: "Reopened"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `names and others' issues are shown as the facilitator decides`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .collect)
            let lead = try await world.visit(world.facilitator)
            let issue = try await IssueOperations.contribute(
                try await world.visit(world.member), world.event,
                Contribution(topic: world.topics[0], title: "Seen or not"))
            let other = await world.browser(world.seats[1])
            var page = try await other.get("/e/ZGRB")
            #expect(page.contains("Seen or not") && page.contains("Person 1"))
            try await RoomOperations.changeSettings(lead, world.event, namesShown: false)
            page = try await other.get("/e/ZGRB")
            #expect(page.contains("Seen or not") && !page.contains("Person 1"))
            #expect(
                try await !world.browser(world.facilitator).get("/events/\(world.event)/console").contains("Person 1"))
            try await RoomOperations.changeSettings(lead, world.event, issuesVisible: false)
            #expect(try await !other.get("/e/ZGRB").contains("Seen or not"))
            #expect(try await other.get("/events/\(world.event)/issues/\(issue.id)").status == 404)
            #expect(
                try await world.browser(world.member).get("/events/\(world.event)/issues/\(issue.id)").status == 200)
            await #expect(throws: Refusal.self) {
                try await RoomOperations.changeSettings(
                    try await world.visit(world.member), world.event, namesShown: true)
            }
        }
    }
}
