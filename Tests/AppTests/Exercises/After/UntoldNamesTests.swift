import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// What words tell of cells that are not named: looked at before others read them.
struct UntoldNamesTests {
    @Test(arguments: TestEngine.allCases)
    func `a finding that others read names no cell, unless who runs the exercise means it so`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let after = try await AfterWorld(site)
            for words in [
                "Latvia waited", "Латвии не сказали", "La Lettonie attendait", "The Latvian desk", "Aldoria",
                "Le poste croate attendait", "Les Lettons attendaient", "A Croat called", "اتصل الكرواتي",
            ] {
                let refused = await refusal {
                    _ = try await after.find { fields, place in (fields.text, place.isShared) = (words, true) }
                }
                #expect(refused?.fields.keys.contains("shared") == true, "\(words)")
            }
            // Nobody else reads it, or nothing in it tells.
            _ = try await after.find { fields, _ in fields.text = "Latvia waited" }
            let open = try await after.find { fields, place in
                (fields.text, place.isShared) = ("A neighbour waited for the others", true)
            }
            // Its own cell knows its own name, and no other's.
            let own = after.cells[1]
            _ = try await after.find { fields, place in (fields.text, place.cell) = ("Latvia waited", own) }
            let other = await refusal {
                _ = try await after.find { fields, place in (fields.text, place.cell) = ("Croatia was told first", own)
                }
            }
            #expect(other?.fields.keys.contains("shared") == true)
            _ = try await after.find { fields, place in
                (fields.text, place.isShared, place.acceptsNames) = ("Latvia waited", true, true)
            }
            var place = FindingPlace()
            (place.isShared, place.acceptsNames) = (true, true)
            var fields = open.fields
            fields.text = "Latvia waited"
            let evaluator = try await after.evaluator(0)
            let (changed, shared) = (fields, place)
            let refused = await refusal {
                _ = try await AfterOperations.change(evaluator, after.event, open.id, changed, shared)
            }
            #expect(refused?.fields.keys.contains("shared") == true, "an evaluator does not decide that")
            let lesson = await refusal {
                _ = try await AfterOperations.learn(
                    try await after.director(), after.event, "Latvia calls first", of: [open.id])
            }
            #expect(lesson?.fields.keys.contains("text") == true)
            // Where the cell publishes by name, so may its findings.
            let event = after.event
            try await site.database.write { tx in
                try tx.execute("UPDATE exercise SET comparison = 'named' WHERE event_id = \(event)")
                try tx.execute("UPDATE exercise_cell SET publication = 'named'")
            }
            _ = try await after.find { fields, place in (fields.text, place.isShared) = ("Latvia waited", true) }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a report that would name a cell is agreed on only by who has read the names`(engine: TestEngine) async throws
    {
        try await TestSite.with(engine) { site in
            let after = try await AfterWorld(site)
            let (director, event) = (try await after.director(), after.event)
            try await AfterReportOperations.write(director, event, .page, "Latvia was late.", revision: 0)
            let lead = await after.world.browser(after.world.organiser)
            let page = try await lead.get(AfterPaths.report(event))
            #expect(page.contains("who is meant") && page.contains("name=\"names\""))
            let refused = await refusal { try await AfterReportOperations.agree(director, event) }
            #expect(refused?.fields.keys.contains("names") == true)
            #expect(try await lead.post(AfterPaths.agreement(event)).status == 422)
            #expect(try await lead.post(AfterPaths.agreement(event), ["names": "1"]).status == 303)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `actions that told whose they are close, and no others`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let after = try await AfterWorld(site)
            let cell = after.cells[1]
            let (about, general) = (
                try await after.find { _, place in (place.cell, place.isShared) = (cell, true) },
                try await after.find { _, place in place.isShared = true }
            )
            var made: [ActionRecord] = []
            for finding in [about, general] {
                var fields = ActionFields()
                (fields.title, fields.dueOn) = ("Test the list monthly", "2030-01-01")
                made.append(
                    try await AfterOperations.act(after.director(), after.event, finding.id, fields, owner: nil))
            }
            #expect(made.map(\.isShared) == [false, true])
            let ids = made.map(\.id)
            try await site.database.write { tx in
                try tx.execute("UPDATE action SET is_shared = TRUE")
                try tx.execute(Migrations.closesFindingActions)
            }
            let shared = try await site.database.read { reading in
                try ids.map { try ActionStore(reading).action($0).isShared }
            }
            #expect(shared == [false, true])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `nobody opens an action by hand where its finding is about a cell that is not named`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let after = try await AfterWorld(site)
            let (cell, director) = (after.cells[1], try await after.director())
            let (about, general) = (
                try await after.find { _, place in (place.cell, place.isShared) = (cell, true) },
                try await after.find { _, place in place.isShared = true }
            )
            var fields = ActionFields()
            (fields.title, fields.dueOn) = ("Test the list monthly", "2030-01-01")
            let (closed, open) = (
                try await AfterOperations.act(director, after.event, about.id, fields, owner: nil),
                try await AfterOperations.act(director, after.event, general.id, fields, owner: nil)
            )
            let draft = ActionDraft(marking: closed.marking, isShared: true)
            let told = fields
            let refused = await refusal { _ = try await ActionOperations.change(director, closed.id, told, draft) }
            #expect(refused?.fields.keys.contains("shared") == true)
            var named = fields
            named.title = "Call Latvia monthly"
            let words = named
            let other = await refusal { _ = try await ActionOperations.change(director, open.id, words, draft) }
            #expect(other?.fields.keys.contains("shared") == true)
            let event = after.event
            try await site.database.write { tx in
                try tx.execute("UPDATE exercise SET comparison = 'named' WHERE event_id = \(event)")
                try tx.execute("UPDATE exercise_cell SET publication = 'named'")
            }
            #expect(try await ActionOperations.change(director, closed.id, told, draft).isShared)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who plans and does not run the exercise writes probes, and sees no cell's answers`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, runsClocks: false) { site in
            let play = try await PlayWorld(site, [])
            let event = play.event
            var draft = ProbeDraft()
            draft.questions = [
                ProbeDraft.Question(
                    text: LocalTexts(["en": "Where is it?"]),
                    options: [LocalTexts(["en": "Here"]), LocalTexts(["en": "There"])], truth: "a")
            ]
            let probe = try await ProbeOperations.create(try await play.director(), event, draft)
            try await play.begin()
            try await ProbeOperations.act(try await play.director(), event, probe, .open)
            let question = try await site.database.read { try ProbeStore($0).probe(probe, of: event) }.questions[0].id
            try await ProbeOperations.answer(
                try await play.world.visit(play.world.seats[0]), event, probe, [question: "a"])
            try await site.database.write {
                try $0.execute("DELETE FROM exercise_seat WHERE event_id = \(event) AND role = 'controller'")
            }
            let (planner, lead) = (
                await play.world.browser(play.world.facilitator), await play.world.browser(play.world.organiser)
            )
            for path in [ProbePaths.list(event), ProbePaths.probe(event, probe)] {
                let told = try await lead.get(path)
                let untold = try await planner.get(path)
                #expect(untold.status == 200)
                #expect(told.contains("Right answers to probes") && !untold.contains("Right answers to probes"))
                #expect(!untold.contains("cells answered"))
            }
            let api = try await play.world.api(play.world.facilitator).send(.get, ProbePaths.apiList(event))
            let questions = try #require(api.items.first?["questions"] as? [[String: Any]])
            #expect(questions.allSatisfy { ($0["answers"] as? [Any])?.isEmpty ?? false })
        }
    }
}
