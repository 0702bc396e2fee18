import Foundation
import Testing

@testable import Roundtable

/// How far each story of the demo goes.
struct DemoPointTests {
    @Test func `a story is told until a point of its own, and no other`() throws {
        for (story, until) in [("infrastructure", "vote"), ("zagreb", "running"), ("cities", "ended"), ("secretariats", "guide"), ("year", "plan")] {
            let refused = try Invocation.run(["demo", "--story", story, "--until", until])
            #expect(refused.status == 64 && refused.output.isEmpty, "\(story) \(until)")
            #expect(refused.errors.contains("does not go until \(until)"), "\(refused.errors)")
        }
    }

    @Test func `an exercise is simulated by a word of its own`() throws {
        let parsed = try Simulate.parse(["exercise", "--url", "http://127.0.0.1:8080", "--seed", "3", "--speed", "10"])
        #expect(parsed.what == .exercise && parsed.seed == 3 && parsed.speed == 10)
        #expect(try Simulate.parse(["--url", "http://127.0.0.1:8080"]).what == .workshop)
    }

    @Test func `what belongs to the other play is refused in words`() {
        for (words, told) in [
            (["exercise", "--tables"], "--tables"), (["--direct"], "--direct"), (["--spare-player"], "--spare-player"),
            (["exercise", "--speed", "0"], "--speed"), (["exercise", "--speed", "nan"], "--speed"),
            (["exercise", "--minutes", "0"], "--minutes"), (["excercise"], "excercise"),
        ] {
            do {
                _ = try Simulate.parse(words + ["--url", "http://127.0.0.1:8080"])
                Issue.record("\(words) was taken")
            } catch {
                #expect(Simulate.message(for: error).contains(told))
            }
        }
    }
}
