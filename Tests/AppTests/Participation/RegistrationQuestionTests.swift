@testable import App
import Domain
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

/// What an organiser asks besides the form.
struct RegistrationQuestionTests {
    /// A public event that asks for the organisation and two questions of its own, one of them to be answered.
    private static func world(_ site: TestSite) async throws -> (made: RegistrationWorld, browser: Browser) {
        let made = try await RegistrationWorld(site) {
            $0.asked = [.organisation]
            $0.languages = ["en", "fr"]
        }
        let event = made.event
        try await site.database.write { try $0.execute("UPDATE event SET marking = 'CLEAR' WHERE id = \(event)") }
        let browser = await made.world.browser(made.world.organiser)
        let path = "/events/\(event)/registration/questions"
        #expect(try await browser.get(path).contains("No question yet."))
        let forms: [KeyValuePairs<String, String>] = [
            [
                "code": "", "words-en": "What do you bring?", "words-fr": "Qu’apportez-vous ?", "kind": "line",
                "required": "1",
            ],
            ["code": "", "words-en": "Which laboratory?", "kind": "one", "options-en": "North\nSouth"],
        ]
        for form in forms { #expect(try await browser.post(path, form).status == 303) }
        return (made, browser)
    }

    @Test(arguments: TestEngine.allCases)
    func `questions of the organiser are answered with the form, seen by who runs the event, and go out as a file`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let (made, browser) = try await Self.world(site)
            let (guest, path) = (site.browser(), "/e/\(made.world.code)/registration")
            let form = try await guest.get(path)
            #expect(form.contains("What do you bring?") && form.contains("Which laboratory?"))
            #expect(form.contains("name=\"organisation\"") && !form.contains("name=\"sector\""))
            let missing = try await guest.post(
                path, ["family-name": "Primjer", "email": "ana@example.org", "answer-q2": "o2"])
            #expect(missing.status == 422 && missing.contains("href=\"#answer-q1\""))
            #expect(missing.contains("value=\"o2\" checked"))
            #expect(try await site.count("SELECT COUNT(*) FROM registration") == 0)
            let sent = try await guest.post(
                path,
                [
                    "family-name": "Primjer", "email": "ana@example.org", "sector": "health", "answer-q1": "=A map",
                    "answer-q2": "o2",
                ])
            #expect(sent.contains("hand you your link"))
            let event = made.event
            let record = try #require(
                try await site.database.read { try RegistrationStore($0).registrations(of: event).first })
            #expect(record.sector == nil, "what is not asked is not taken")
            let page = try await browser.get("/events/\(event)/registration/people/\(record.id)")
            #expect(page.contains("=A map") && page.contains("South"))
            let file = try await browser.get("/events/\(event)/registration/questions/export/csv").text
            #expect(
                file.contains(
                    "number,state,given-name,family-name,country,organisation,What do you bring?,Which laboratory?"))
            #expect(file.contains("South"))
            // Nobody has shown that the address is theirs: whoever is named at it answers anew.
            let named = try await made.nominate("HR", "Primjer", email: "ana@example.org")
            #expect(named.id == record.id)
            #expect(try await site.count("SELECT COUNT(*) FROM registration WHERE answers <> ''") == 0)
            let given = GivenAnswers(["q1": ["A map"]])
            try await made.desk { try $0.answer($0.registration(record.id), given) }
            // What was answered stays readable.
            let removal: KeyValuePairs<String, String> = ["code": "q1", "act": "removal"]
            #expect(try await browser.post("/events/\(event)/registration/questions", removal).status == 409)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who was named answers on the page of their link, and the answers go with their name`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let (made, _) = try await Self.world(site)
            let record = try await made.nominate("HR", "Primjer", email: "ana@example.org")
            let link = try await site.database.write { [environment = site.environment] tx in
                "/r/" + RegistrationLink.token(record.id, generation: 1, key: try tx.installationKey(environment))
            }
            let guest = site.browser()
            #expect(try await guest.get(link).contains("Answer 2 questions of the organiser"))
            let confirmed = try await guest.post("\(link)/confirmation")
            #expect(confirmed.location?.hasPrefix("\(link)/questions") == true)
            #expect(try await guest.get("\(link)/questions").contains("What do you bring?"))
            #expect(try await guest.post("\(link)/questions", ["answer-q2": "o9"]).status == 422)
            #expect(try await guest.post("\(link)/questions", ["answer-q1": "A map"]).status == 303)
            #expect(try await guest.get(link).contains("Change my answers"))
            #expect(try await site.count("SELECT COUNT(*) FROM registration WHERE answers LIKE '%A map%'") == 1)
            #expect(try await site.count("SELECT COUNT(*) FROM journal WHERE facts LIKE '%A map%'") == 0)
            try await site.database.write { tx in
                try tx.execute("UPDATE event SET starts_on = '2021-11-01', ends_on = '2021-11-01', names_until = NULL")
            }
            try await Retention.run(site.database, site.environment)
            #expect(try await site.count("SELECT COUNT(*) FROM registration WHERE answers LIKE '%A map%'") == 0)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a program sets the questions and enters an answer`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let (made, _) = try await Self.world(site)
            let record = try await made.nominate("HR", "Primjer", email: "ana@example.org")
            let visit = try await made.world.visit(made.world.organiser)
            let client = APIClient(
                browser: site.browser(), token: try await AccountOperations.createToken(visit, name: "Test"))
            let path = "/api/v1/events/\(made.event)"
            let asked = try await client.send(.get, "\(path)/registration-questions")
            #expect((asked["questions"] as? [[String: Any]])?.count == 2)
            let answers: [String: Any] = ["answers": ["q1": ["A map"]]]
            let kept = try await client.send(.put, "\(path)/registrations/\(record.id)/answers", answers)
            #expect(kept.status == 200 && kept["answers"] as? [String: [String]] == ["q1": ["A map"]])
            let none: [String: Any] = ["questions": [[String: Any]]()]
            #expect(try await client.send(.put, "\(path)/registration-questions", none).status == 409)
        }
    }
}
