import Domain
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

let probeScenarios = """
    GET    /events/:event/exercise/probes                               room  404,organiser=200,facilitator=200
    GET    /events/:event/exercise/probes/new                           room  404,organiser=200,facilitator=200
    POST   /events/:event/exercise/probes/new                           room  404,organiser=303,facilitator=303
    GET    /events/:event/exercise/probes/:probe                        room  404,organiser=200,facilitator=200
    GET    /events/:event/exercise/probes/:probe/edit                   room  404,organiser=200,facilitator=200
    POST   /events/:event/exercise/probes/:probe/edit                   room  404,organiser=303,facilitator=303
    POST   /events/:event/exercise/probes/:probe/acts                   room  400
    GET    /events/:event/exercise/play/probes/:probe                   room  404
    POST   /events/:event/exercise/play/probes/:probe                   room  404
    GET    /api/v1/events/:event/exercise/probes                        room
    POST   /api/v1/events/:event/exercise/probes                        room  404,organiser=201,facilitator=201
    PUT    /api/v1/events/:event/exercise/probes/:probe                 room  404,organiser=200,facilitator=200
    POST   /api/v1/events/:event/exercise/probes/:probe/acts            room  422
    PUT    /api/v1/events/:event/exercise/probes/:probe/answers         room  422
    """

let probeRows = """
    probe /api/v1/events/:event/exercise/probes title=:exercisepart time=0:35
    """

let probeScreens = """
    - organiser     en probes           /events/:event/exercise/probes
    - organiser     ar probe-form       /events/:event/exercise/probes/:probe/edit
    """

/// Whether cells see the same.
struct ProbeTests {
    private static let truth = ["b", "a", "c", "a"]

    /// Four questions of three options each, of which the truth is b, a, c, a.
    private static func draft(_ change: (inout ProbeDraft) -> Void = { _ in }) -> ProbeDraft {
        var draft = ProbeDraft()
        draft.title = "Before the break"
        draft.questions = truth.enumerated().map { place, truth in
            ProbeDraft.Question(
                text: LocalTexts(["en": "Question \(place + 1)?"]),
                options: ["One", "Two", "Three"].map { LocalTexts(["en": "\($0) of \(place + 1)"]) }, truth: truth)
        }
        change(&draft)
        return draft
    }

    private static func probe(_ play: PlayWorld) async throws -> ExerciseProbeRecord {
        let event = play.event
        let probes = try await play.site.database.read { try ProbeStore($0).probes(of: event) }
        return try #require(probes.first)
    }

    private static func answers(_ probe: ExerciseProbeRecord, _ letters: String)
        -> [ExerciseProbeQuestion.ID: String]
    {
        Dictionary(zip(probe.questions.map(\.id), letters.map { String($0) }).filter { $0.1 != "–" }) { first, _ in
            first
        }
    }

    private static func player(_ play: PlayWorld, _ code: String) async throws -> Visit {
        try await play.world.visit(play.world.seats[["A", "B", "C"].firstIndex(of: code) ?? 0])
    }

    /// The worked example: 18 of 24 right, 33 of 55 pairs alike.
    @Test(arguments: TestEngine.allCases)
    func `of six cells and four questions 18 of 24 answers are right and 33 of 55 pairs alike`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, runsClocks: false) { site in
            let play = try await PlayWorld(site, [])
            let (event, msel) = (play.event, play.msel)
            var cells = ["A": try play.cell("A"), "B": try play.cell("B"), "C": try play.cell("C")]
            for code in ["D", "E", "F"] { cells[code] = site.environment.id() }
            let added = cells
            try await site.database.write { tx in
                for (place, code) in ["D", "E", "F"].enumerated() {
                    try tx.execute(
                        """
                        INSERT INTO exercise_cell (id, msel_id, number, code, name, plays, zone, language, kind, publication)
                        VALUES (\(added[code]), \(msel), \(place + 4), \(code), \(code), '', 'Asia/Almaty', 'en', 'players', 'private')
                        """)
                }
            }
            let id = try await ProbeOperations.create(try await play.director(), event, Self.draft())
            try await play.start()
            play.advance(minutes: 35)
            try await ProbeOperations.act(try await play.director(), event, id, .open)
            let probe = try await Self.probe(play)
            let given = ["A": "baca", "B": "baca", "C": "bbca", "D": "bac–", "E": "aaca", "F": "bbab"]
            try await site.database.write { tx in
                for (code, letters) in given {
                    for (question, option) in Self.answers(probe, letters) {
                        try tx.execute(
                            """
                            INSERT INTO probe_answer (question_id, cell_id, number, option_code, at, elapsed)
                            VALUES (\(question), \(added[code]), 1, \(option), 0, \(35 * PlayWorld.minute))
                            """)
                    }
                }
            }
            let now = site.clock.now
            let figures = try await site.database.read { try ExerciseFigures(event, now: now, $0) }
            let picture = try #require(figures.picture)
            #expect(picture.right == 18 && picture.asked == 24 && picture.answered == 23)
            #expect(picture.alike.count == 33 && picture.alike.of == 55)
            #expect(picture.byQuestion.map { "\($0.count)/\($0.of)" } == ["5/6", "4/6", "5/6", "4/5"])
            #expect(figures.json.contains("shared_picture"))
            let page = try await play.world.browser(play.world.organiser).get("/events/\(event)/exercise/probes/\(id)")
            #expect(page.contains("18/24") && page.contains("33/55"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a cell is asked while it is open, its last answer counts, and nobody learns what is true before the end`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let play = try await PlayWorld(site, [])
            let (event, director) = (play.event, try await play.director())
            let id = try await ProbeOperations.create(director, event, Self.draft())
            try await play.begin()
            let (one, other) = (try await Self.player(play, "A"), try await Self.player(play, "B"))
            let planned = try await Self.probe(play)
            let path = "\(play.play)/probes/\(id)"
            let browser = await play.player("A")
            await expectRefusal(.notFound) {
                try await ProbeOperations.answer(one, event, id, Self.answers(planned, "baca"))
            }
            #expect(try await browser.get(path).status == 404)
            #expect(try await !browser.get(play.play).contains("Before the break"))
            try await ProbeOperations.act(director, event, id, .open)
            #expect(try await browser.get(play.play).contains(path))
            let asked = try await browser.get(path)
            #expect(asked.status == 200 && asked.contains("Two of 1") && !asked.contains(">True<"))
            try await ProbeOperations.answer(one, event, id, Self.answers(planned, "aaaa"))
            try await ProbeOperations.answer(one, event, id, Self.answers(planned, "b"))
            try await ProbeOperations.answer(other, event, id, Self.answers(planned, "b"))
            let cell = try play.cell("A")
            let probes = try await site.database.read { try ExerciseProbes(event, $0) }
            #expect(planned.questions.map { probes.answer(of: cell, to: $0.id) } == ["b", "a", "a", "a"])
            let told = try await play.world.api(play.world.seats[0]).send(
                .get, "/api/v1/events/\(event)/exercise/probes")
            #expect(told.items.count == 1 && !"\(told.json)".contains("truth = b"))
            let questions = try #require(told.items.first?["questions"] as? [[String: Any]])
            #expect(questions.allSatisfy { $0["truth"] == nil })
            #expect(questions.allSatisfy { ($0["answers"] as? [Any])?.count ?? 9 <= 1 })
            let looking = try await play.world.api(play.world.observer).send(
                .get, "/api/v1/events/\(event)/exercise/probes")
            #expect(looking.items.isEmpty)
            try await ProbeOperations.act(director, event, id, .close)
            await expectRefusal(.probeIsClosed) {
                try await ProbeOperations.answer(one, event, id, Self.answers(planned, "caca"))
            }
            #expect(try await browser.get(path).status == 404)
            try await play.act(.end)
            #expect(try await browser.get(path).contains("what was true"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what is due opens by itself, what is long past does not, and one that opens closes the other`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let play = try await PlayWorld(site, [])
            let (event, director) = (play.event, try await play.director())
            let times: [Int64] = [5, 20]
            for time in times {
                _ = try await ProbeOperations.create(
                    director, event,
                    Self.draft { ($0.planned, $0.release) = (time * PlayWorld.minute, .due) })
            }
            let hand = try await ProbeOperations.create(director, event, Self.draft { $0.planned = 60_000 })
            func states() async throws -> [ExerciseProbeRecord.State] {
                try await site.database.read { try ProbeStore($0).probes(of: event) }.map(\.state)
            }
            try await play.start()
            play.advance(minutes: 4)
            try await play.look()
            #expect(try await states() == [.planned, .planned, .planned])
            play.advance(minutes: 1)
            try await play.look()
            #expect(try await states() == [.planned, .open, .planned])
            try await ProbeOperations.act(director, event, hand, .open)
            #expect(try await states() == [.open, .closed, .planned])
            play.advance(minutes: 20)
            try await play.look()
            #expect(try await states() == [.open, .closed, .planned])
            try await play.act(.end)
            #expect(try await states() == [.closed, .closed, .planned])
        }
    }

    @Test func `what is not whole is told at its field, and an empty probe is not opened`() async throws {
        try await TestSite.with(.sqlite, runsClocks: false) { site in
            let play = try await PlayWorld(site, [])
            let (event, director) = (play.event, try await play.director())
            let cases: [(String, (inout ProbeDraft) -> Void)] = [
                ("question-0", { $0.questions[0].text = LocalTexts() }),
                ("question-1", { $0.questions[1].options.removeLast(2) }),
                ("question-2", { $0.questions[2].text = LocalTexts(["ru": "Что?"]) }),
                (
                    "question-3",
                    { $0.questions[3].options[0] = LocalTexts(["en": String(repeating: "x", count: 100_000)]) }
                ),
                ("truth-0", { $0.questions[0].truth = "f" }), ("from-0", { $0.questions[0].trueFrom = .max }),
                ("time", { $0.planned = .min }), ("title", { $0.title = String(repeating: "x", count: 121) }),
                ("questions", { $0.questions += $0.questions }),
            ]
            for (field, change) in cases {
                let refused = await refusal {
                    _ = try await ProbeOperations.create(director, event, Self.draft(change))
                }
                #expect(refused?.fields.keys.contains(field) ?? false, "\(field)")
            }
            let empty = try await ProbeOperations.create(director, event, ProbeDraft())
            try await play.start()
            await expectRefusal(.probeIsEmpty) { try await ProbeOperations.act(director, event, empty, .open) }
            let lead = await play.world.browser(play.world.organiser)
            let wrong = try await lead.post(
                "/events/\(event)/exercise/probes/new", ["time": "soon", "question-0-en": "Where is it?"])
            #expect(wrong.status == 422 && wrong.contains("Where is it?") && wrong.contains("soon"))
        }
    }

    @Test func `before it is true no option is right`() async throws {
        try await TestSite.with(.sqlite, runsClocks: false) { site in
            let play = try await PlayWorld(site, [])
            let (event, director) = (play.event, try await play.director())
            let id = try await ProbeOperations.create(
                director, event, Self.draft { $0.questions[0].trueFrom = 30 * PlayWorld.minute })
            try await play.start()
            try await ProbeOperations.act(director, event, id, .open)
            let probe = try await Self.probe(play)
            #expect(probe.questions.map { probe.truth(of: $0) } == [nil, "a", "c", "a"])
        }
    }
}
