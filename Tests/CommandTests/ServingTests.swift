import Foundation
import Testing

@testable import Roundtable

/// A real server in a process of its own, with the demo in it.
@Suite(.serialized) struct ServingTests {
    @Test func `the demo prints exactly three links, and refuses to be made twice`() async throws {
        try await withFolder { folder in
            let demo = try Invocation.run(["demo", "--data", folder, "--base-url", "https://demo.example"])
            #expect(demo.status == 0)
            let lines = demo.output.split(separator: "\n").map(String.init)
            #expect(lines.map { $0.prefix { $0 != " " } } == ["facilitator", "projector", "participant"])
            #expect(lines.allSatisfy { $0.contains(" https://demo.example/") })
            #expect(demo.errors.hasSuffix("roundtable serve --data \(folder) --base-url https://demo.example\n"))
            let again = try Invocation.run(["demo", "--data", folder])
            #expect(again.status == 1)
            #expect(again.output.isEmpty)
            #expect(again.errors.hasPrefix("This database already holds an account or an event"))
            let verify = try Invocation.run(["verify", "--data", folder])
            #expect(verify.status == 0)
            #expect(verify.output.hasPrefix("The journal is sound: "))
        }
    }

    @Test func `a room is played, and the server stops within five seconds while pages listen`() async throws {
        try await withFolder { folder in
            let port = Int.random(in: 20_000...60_000)
            let url = "http://127.0.0.1:\(port)"
            #expect(
                try Invocation.run(["demo", "--data", folder, "--base-url", url, "--until", "collect"]).status == 0)
            let server = Invocation.process(["serve", "--data", folder, "--port", "\(port)", "--log-level", "warning"])
            try server.run()
            defer { if server.isRunning { kill(server.processIdentifier, SIGKILL) } }
            try await untilReady(url)

            let taken = try Invocation.run(["serve", "--data", folder + "/other", "--port", "\(port)"])
            #expect(taken.status == 69)
            #expect(taken.errors.contains("Port \(port) on 127.0.0.1 is taken by another program."))

            let play = Invocation.process(
                ["simulate", "--url", url, "--participants", "6", "--seed", "3", "--speed", "40", "--minutes", "2"])
            let lines = Pipe()
            play.standardOutput = lines
            try play.run()
            // Until all are here and somebody has written: on a busy machine that takes a while.
            var said = ""
            while said.components(separatedBy: " is here.").count < 7 || !said.contains(" writes on topic ") {
                let more = lines.fileHandleForReading.availableData
                guard !more.isEmpty else { break }
                said += String(decoding: more, as: UTF8.self)
            }
            server.terminate()
            server.waitUntilExit()
            #expect(server.terminationStatus == 0)
            play.terminate()
            let text = said + String(decoding: lines.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            play.waitUntilExit()
            #expect(text.contains("6 people are played."))
            #expect(text.contains("are those of the people played: 40 of them pass in one of the clock."))
            #expect(text.components(separatedBy: " is here.").count == 7)
            #expect(text.contains(" writes on topic "))
            #expect(try Invocation.run(["verify", "--data", folder]).status == 0)
        }
    }

    @Test func `of an exercise that is played, what evaluators see is taken`() async throws {
        try await withFolder { folder in
            let port = Int.random(in: 20_000...60_000)
            let url = "http://127.0.0.1:\(port)"
            let demo = try Invocation.run(
                ["demo", "--data", folder, "--base-url", url, "--story", "infrastructure", "--until", "running"])
            let link = demo.output.split(separator: "\n").first { $0.hasPrefix("director ") }
            let director = try #require(link?.split(separator: " ").last.map(String.init))
            let server = Invocation.process(["serve", "--data", folder, "--port", "\(port)", "--log-level", "warning"])
            try server.run()
            defer { if server.isRunning { kill(server.processIdentifier, SIGKILL) } }
            try await untilReady(url)

            let play = Invocation.process(["simulate", "exercise", "--url", director, "--seed", "3", "--speed", "60"])
            let lines = Pipe()
            play.standardOutput = lines
            try play.run()
            defer { if play.isRunning { play.terminate() } }
            var said = ""
            while !said.contains(" notes what they see.") && !said.contains(" was refused ") {
                let more = lines.fileHandleForReading.availableData
                guard !more.isEmpty else { break }
                said += String(decoding: more, as: UTF8.self)
            }
            #expect(said.contains(" notes what they see."), "\(said)")
            #expect(!said.contains(" was refused "), "\(said)")
        }
    }

    private func untilReady(_ url: String) async throws {
        let client = WebClient(base: url)
        for _ in 0..<200 {
            if (try? client.get("/healthz"))?.status == 200 { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("The server did not answer within ten seconds.")
    }
}

@Suite struct NextCommandTests {
    @Test func `the demo's next command is its own with serve, without its point, as a shell reads it`() {
        func next(_ words: String...) -> String { Demo.nextCommand(words) }
        #expect(next("roundtable", "demo") == "roundtable serve")
        #expect(next("bin/rt", "demo", "--until", "guide", "--data", "a b") == "bin/rt serve --data 'a b'")
        #expect(next("rt", "demo", "--until=vote", "--data", "demo") == "rt serve --data demo")
        #expect(next("rt", "demo", "--data", "it's") == #"rt serve --data 'it'\''s'"#)
    }

    @Test func `simulated seconds are told apart from those of the clock`() {
        #expect(Simulate.unit(1).contains("since the play began"))
        #expect(Simulate.unit(2.5).contains("2.5 of them pass in one of the clock"))
    }
}

@Suite struct ChanceTests {
    @Test func `the same seed makes the same choices, another seed or person others`() {
        func draws(_ seed: UInt64, _ person: String) -> [UInt64] {
            var chance = Chance(seed: seed, "person", person)
            return (0..<8).map { _ in chance.next() }
        }
        #expect(draws(1, "4") == draws(1, "4"))
        #expect(draws(1, "4") != draws(2, "4"))
        #expect(draws(1, "4") != draws(1, "5"))
    }

    @Test func `thoughts stay in their range, and are mostly short`() {
        var chance = Chance(seed: 7, "thoughts")
        let thoughts = (0..<1000).map { _ in chance.thought(10...110) }
        #expect(thoughts.allSatisfy { (10...170).contains($0) })
        #expect(thoughts.filter { $0 < 60 }.count > 600)
    }

    private func round(_ method: String, settings: String = "") throws -> SimulatedRound {
        let items = (1...6).map { #"{"issue": "i\#($0)", "title": "hospital \#($0)"}"# }.joined(separator: ",")
        let json = """
            {"id": "r", "number": 1, "title": "", "state": "open", "settings": {"method": "\(method)"\(settings)}, "items": [\(items)],
            "answered": 0, "present": 0}
            """
        return try JSONDecoder().decode(SimulatedRound.self, from: Data(json.utf8))
    }

    private func ballots(_ round: SimulatedRound) -> [[String: BallotValue]] {
        (0..<200).map { number in
            var judgement = Judgement(
                sector: "health", settings: round, chance: Chance(seed: 1, "ballot", String(number)))
            return judgement.ballot()
        }
    }

    @Test func `a simulated multivote spends all dots and never too many on one`() throws {
        for ballot in ballots(try round("multivote", settings: #", "dots": 4, "maxPerIssue": 2"#)) {
            let dots = ballot.values.map { if case .one(let number) = $0 { number } else { 0 } }
            #expect(dots.reduce(0, +) == 4)
            #expect(dots.allSatisfy { (1...2).contains($0) })
        }
    }

    @Test func `a simulated ranking gives each rank once`() throws {
        for ballot in ballots(try round("ranking", settings: #", "maximumRanked": 3"#)) {
            let ranks = ballot.values.map { if case .one(let number) = $0 { number } else { 0 } }
            #expect(ranks.sorted() == [1, 2, 3])
        }
    }

    @Test func `simulated ratings lie between 1 and 9, with the second criterion only where it is asked`() throws {
        for (criteria, hasSecond) in [
            (#", "criteria": ["importance", "feasibility"]"#, true), (#", "criteria": ["importance"]"#, false),
        ] {
            for ballot in ballots(try round("rating", settings: criteria)) {
                for case .criteria(let importance, let feasibility) in ballot.values {
                    #expect((1...9).contains(importance))
                    #expect((feasibility != nil) == hasSecond)
                    #expect(feasibility.map { (1...9).contains($0) } ?? true)
                }
            }
        }
    }
}
