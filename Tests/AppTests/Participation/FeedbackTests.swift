@testable import App
import Domain
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

let feedbackScenarios = """
    GET    /events/:event/feedback                                 runners
    POST   /events/:event/feedback/questions                       owners  422
    POST   /events/:event/feedback/opening                         owners  303
    POST   /events/:event/feedback/closing                         owners  303
    GET    /events/:event/feedback.xlsx                            runners
    GET    /e/:code/feedback                                       room  200,organiser=403
    POST   /e/:code/feedback                                       room  409,organiser=403
    GET    /api/v1/events/:event/feedback                          runners
    PUT    /api/v1/events/:event/feedback/questions                owners  422
    PUT    /api/v1/events/:event/feedback/opening                  owners
    DELETE /api/v1/events/:event/feedback/opening                  owners
    """

let feedbackScreens = """
    - organiser     en feedback       /events/:event/feedback
    - member        ar feedback-own   /e/:code/feedback
    """

struct FeedbackTests {
    @Test(arguments: TestEngine.allCases)
    func `people answer once without a name, and nothing is told before it is closed or of fewer than five`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(seats: 7)
            let (organiser, guide) = (await world.browser(world.organiser), await world.browser(world.facilitator))
            let (path, own) = ("/events/\(world.event)/feedback", "/e/ZGRB/feedback")
            let first = await world.browser(world.seats[0])
            #expect(try await first.get(own).contains("Nobody asks for feedback yet."))
            #expect(try await organiser.get(path).contains("How useful was the event for your work?"))
            #expect(try await guide.post("\(path)/opening").status == 403)
            #expect(try await organiser.post("\(path)/opening").status == 303)
            func say(_ number: Int, _ useful: String, _ better: String) async throws -> Int {
                try await world.browser(world.seats[number]).post(
                    own, ["answer-q1": useful, "answer-q4": "no", "answer-q5": "not asked", "answer-q6": better]
                ).status
            }
            for wrong in ["", "6"] { #expect(try await say(0, wrong, "") == 422) }
            for number in 0..<4 { #expect(try await say(number, "5", "More time \(number)") == 303) }
            #expect(try await say(0, "1", "") == 409)
            #expect(try await first.get(own).contains("Your answer has arrived."))
            // Four: nothing, open or closed; then it may be asked again.
            #expect(try await !organiser.get(path).contains("More time"))
            try await organiser.post("\(path)/closing")
            #expect(try await !organiser.get(path).contains("More time"))
            let isTold = try await site.database.read { reading in
                let record = try FeedbackOperations.record(of: try EventStore(reading).event(world.event), reading)
                return try FeedbackResults(record, reading) != nil
            }
            #expect(!isTold)
            #expect(try await say(4, "2", "") == 409)
            try await organiser.post("\(path)/opening")
            for (number, useful) in [(4, "2"), (5, "4")] { #expect(try await say(number, useful, "=cmd") == 303) }
            #expect(try await !organiser.get(path).contains("More time"))
            try await organiser.post("\(path)/closing")
            let told = try await organiser.get(path)
            #expect(told.contains("More time 3") && told.contains("on average 4.3 of 5") && !told.contains("not asked"))
            #expect(!told.contains("Person 1"))
            #expect(try await organiser.get("\(path).xlsx").status == 200)
            // What was shown is shown: two more answers would be known by the difference.
            #expect(try await organiser.post("\(path)/opening").status == 409)
            let changed = try await organiser.post("\(path)/questions", ["act": "removal", "code": "q1"])
            #expect(changed.status == 409)
            // Nothing stored says whose an answer is.
            #expect(try await site.count("SELECT COUNT(*) FROM feedback_given") == 6)
            #expect(try await site.count("SELECT COUNT(*) FROM feedback_answer") == 6)
            let journal = try await site.database.read { reading in
                try reading.all("SELECT actor, facts FROM journal WHERE kind = 'feedback.answer'").map {
                    try $0.get("actor", as: String?.self)
                }
            }
            #expect(journal == Array(repeating: nil, count: 6))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what participants said stands in the report to the funder, as figures only`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(seats: 6)
            let visit = try await world.visit(world.organiser)
            try await FeedbackOperations.open(visit, world.event)
            for seat in world.seats.prefix(5) {
                try await world.browser(seat).post(
                    "/e/ZGRB/feedback", ["answer-q1": "4", "answer-q6": "Say it to nobody"])
            }
            func report() async throws -> Page {
                try await world.browser(world.organiser).get(OutcomePaths.funderFile(world.event, "report.html"))
            }
            #expect(try await !report().contains("What participants said"))
            try await FeedbackOperations.close(visit, world.event)
            let page = try await report()
            #expect(page.contains("What participants said") && page.contains("on average 4"))
            #expect(!page.contains("Say it to nobody"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `organisers write their own questions before the first answer, by page and by API`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let organiser = await world.browser(world.organiser)
            let path = "/events/\(world.event)/feedback"
            #expect(try await organiser.post("\(path)/questions", ["act": "removal", "code": "q3"]).status == 303)
            let added = try await organiser.post(
                "\(path)/questions",
                ["code": "", "kind": "one", "words-en": "Which day?", "options-en": "First\nSecond"])
            #expect(added.status == 303)
            let page = try await organiser.get(path)
            #expect(page.contains("Which day?") && !page.contains("How good were preparation"))
            let kept = try await site.database.read { try FeedbackStore($0).feedback(of: world.event) }
            #expect(kept?.questionnaire.questions.count == 6 && kept?.state == .draft)
        }
    }
}
