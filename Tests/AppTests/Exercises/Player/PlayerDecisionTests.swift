import Domain
import Foundation
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// What players send: decisions, requests, picture, log, words to the public.
struct PlayerDecisionTests {
    @Test(arguments: TestEngine.allCases)
    func `a decision is sent from one screen, and changed as a version with its reason`(engine: TestEngine) async throws
    {
        try await TestSite.with(engine, runsClocks: false) { site in
            let play = try await PlayWorld(site, [.init(label: "1")])
            let point = try await play.ask("1", deadline: 20)
            try await play.begin()
            let browser = await play.player("A")
            let path = "\(play.play)/questions/\(point)"
            // What nobody has asked yet is not there.
            #expect(try await browser.get(path).status == 404)
            try await play.release("1")
            #expect(try await browser.get(play.play).contains("Question of 1?"))
            let empty = try await browser.post(path, ["rationale": "We keep what was typed"])
            #expect(empty.status == 422 && empty.contains("We keep what was typed"))
            let sent = try await browser.post(
                path, ["option-code": "keep", "confidence": "4", "rationale": "The hall is clear", "basis": "0"])
            #expect(sent.status == 303)
            let page = try await browser.get(path)
            #expect(page.contains("Keep it after 1") && page.contains("Rather sure") && page.contains("version 1"))
            let again = try await browser.post(path, ["option-code": "close", "confidence": "3", "basis": "1"])
            #expect(again.status == 422 && again.contains("Say why you change it."))
            let changed = try await browser.post(
                path, ["option-code": "close", "confidence": "3", "basis": "1", "change-reason": "New readings"],
                fragment: true)
            #expect(changed.status == 200 && changed.contains("version 2") && !changed.contains("<!doctype"))
            #expect(try await site.count("SELECT COUNT(*) FROM decision") == 2)
            // Another cell has its own.
            #expect(try await !play.player("B").get(path).contains("The hall is clear"))
        }
    }

    /// F14.
    @Test(arguments: TestEngine.allCases)
    func `what was written without a connection counts as of then`(engine: TestEngine) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let play = try await PlayWorld(site, [.init(label: "1")])
            let point = try await play.ask("1", deadline: 20)
            try await play.begin()
            try await play.release("1")
            let typed = site.clock.now + 60_000
            play.advance(minutes: 25)
            let sent = try await play.player("A").post(
                "\(play.play)/questions/\(point)",
                ["option-code": "keep", "confidence": "4", "typed-at": "\(typed)", "offline": "1"])
            #expect(sent.status == 303)
            let decision = try await site.database.read { try CellDecisionStore($0).all(of: play.event).first }
            #expect(decision?.decided == 60_000 && decision?.isLate == false && decision?.isOffline == true)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a request goes to another cell, is acknowledged, answered and closed, and a third sees nothing of it`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let play = try await PlayWorld(site, [.init(label: "1")])
            try await play.begin()
            let (one, two, three) = (await play.player("A"), await play.player("B"), await play.player("C"))
            let path = "\(play.play)/requests"
            let empty = try await one.post(path, ["type": "assistance", "text": "", "allowed": "30"])
            #expect(empty.status == 422)
            let sent = try await one.post(
                path,
                ["type": "assistance", "text": "Ten protective suits", "allowed": "30", "to": "cell:\(play.cell("B"))"])
            #expect(sent.status == 303)
            let request = try await site.database.read { try CellRequestStore($0).all(of: play.event)[0].id }
            #expect(try await two.get(play.play).contains("Ten protective suits"))
            #expect(try await three.get("\(path)/\(request)").status == 404)
            #expect(try await !three.get(play.play).contains("Ten protective suits"))
            #expect(try await two.post("\(path)/\(request)", ["act": "acknowledgement"]).status == 303)
            let declined = try await two.post("\(path)/\(request)", ["act": "answer", "outcome": "declined"])
            #expect(declined.status == 422)
            let answered = try await two.post(
                "\(path)/\(request)", ["act": "answer", "outcome": "partly", "text": "Five by tonight"])
            #expect(answered.status == 303)
            #expect(try await one.get("\(path)/\(request)").contains("Five by tonight"))
            #expect(try await two.post("\(path)/\(request)", ["act": "served"]).status == 404)
            #expect(try await one.post("\(path)/\(request)", ["act": "served"]).status == 303)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `picture, log, report, words to the public and questions to control stand on their pages`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, runsClocks: false) { site in
            let play = try await PlayWorld(site, [.init(label: "1")])
            try await play.begin()
            let (one, two) = (await play.player("A"), await play.player("B"))
            let item: KeyValuePairs = [
                "topic": "people", "text": "Forty with sore eyes", "standing": "confirmed", "shown-to": "all",
            ]
            #expect(try await one.post("\(play.play)/picture", item).status == 303)
            #expect(try await two.get("\(play.play)/picture").contains("Forty with sore eyes"))
            #expect(
                try await one.post("\(play.play)/log", ["kind": "note", "text": "Called the station"]).status == 303)
            #expect(try await one.get("\(play.play)/log").contains("Called the station"))
            #expect(try await !two.get("\(play.play)/log").contains("Called the station"))
            #expect(try await one.post("\(play.play)/reports", ["summary": "Calm so far"]).status == 303)
            #expect(try await one.get("\(play.play)/reports").contains("Forty with sore eyes"))
            let words = try await one.post(
                "\(play.play)/statements", ["text": "Stay away from the hall", "cell": "\(play.cell("B"))"])
            #expect(words.status == 303)
            let statement = try await site.database.read { try CellTalkStore($0).statements(of: play.event)[0].id }
            let path = "\(play.play)/statements/\(statement)"
            #expect(try await play.player("C").post(path, ["act": "agree"]).status == 404)
            #expect(try await two.post(path, ["act": "agree"]).status == 303)
            #expect(try await one.post(path, ["act": "release"]).status == 303)
            #expect(try await play.player("C").get(play.play).contains("Stay away from the hall"))
            #expect(try await one.post("\(play.play)/control", ["text": "May we call?"]).status == 303)
            #expect(try await one.get("\(play.play)/control").contains("May we call?"))
        }
    }
}
