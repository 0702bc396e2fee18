@testable import App
import Domain
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

struct ExchangeTests {
    @Test(arguments: TestEngine.allCases)
    func `endorsements come from others and are taken back`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await EnvisionWorld(site, stage: .exchange)
            let (_, intervention) = try await world.published()
            let event = world.event
            func count() async throws -> Int {
                try await site.database.read { try ExchangeStore($0).endorsements(of: event)[intervention.id] ?? 0 }
            }
            for seat in [3, 3, 4] {
                try await ExchangeOperations.endorse(try await world.visit(seat), event, intervention.id, true)
            }
            #expect(try await count() == 2)
            try await ExchangeOperations.endorse(try await world.visit(4), event, intervention.id, false)
            #expect(try await count() == 1)
            let own = await refusedBy {
                try await ExchangeOperations.endorse(try await world.visit(0), event, intervention.id, true)
            }
            #expect(own?.code == "own-endorsement")
            let observer = try await world.world.visit(world.world.observer)
            let looksOn = await refusedBy {
                try await ExchangeOperations.endorse(observer, event, intervention.id, true)
            }
            #expect(looksOn?.code == "observers-look-on")
            // Who chose a country at the door might endorse what their own country would do.
            let walkIn = world.world.seats[4].id
            try await site.database.write {
                try $0.execute("UPDATE participant SET unverified_at = 1 WHERE id = \(walkIn)")
            }
            let unknown = await refusedBy {
                try await ExchangeOperations.endorse(try await world.visit(4), event, intervention.id, true)
            }
            #expect(unknown?.code == "unverified")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the same question counts once, and a private sheet is not asked about`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await EnvisionWorld(site, stage: .exchange)
            let sheet = try await world.sheet(0)
            let event = world.event
            var question = ExchangeOperations.Question(sheet: sheet.id, text: "Who pays for it?", key: "q1")
            let early = await refusedBy { [question] in
                try await ExchangeOperations.ask(try await world.visit(3), event, question)
            }
            #expect(early?.code == "not-found")
            _ = try await world.add(0, to: sheet)
            _ = try await SheetOperations.publish(try await world.visit(0), event, sheet.id, .anonymous)
            let first = try await ExchangeOperations.ask(try await world.visit(3), event, question)
            #expect(try await ExchangeOperations.ask(try await world.visit(3), event, question).id == first.id)
            question.text = "Who pays for it, and from when?"
            let used = await refusedBy { [question] in
                try await ExchangeOperations.ask(try await world.visit(3), event, question)
            }
            #expect(used?.code == "key-used")
            question.text = " ?! "
            question.key = "q2"
            let signs = await refusedBy { [question] in
                try await ExchangeOperations.ask(try await world.visit(3), event, question)
            }
            #expect(signs?.fields.keys.first == "text")
            let lead = try await world.lead
            try await ExchangeOperations.setAnswered(lead, event, first.id, true)
            try await ExchangeOperations.setHidden(lead, event, first.id, true)
            let stored = try await site.database.read { try ExchangeStore($0).question(first.id, in: event) }
            #expect(stored.answeredAt != nil && stored.hiddenAt != nil && !stored.isOpen)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a country adopts, adapts with how, declines with why; the last word counts`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await EnvisionWorld(site, stage: .exchange)
            let (_, intervention) = try await world.published()
            let (event, be) = (world.event, try await world.visit(3))
            func decide(_ decision: AdoptionRecord.Decision, _ note: String) async -> Refusal? {
                await refusedBy {
                    try await DecisionOperations.decide(be, event, intervention.id, decision, note: note)
                }
            }
            #expect(await decide(.adapt, "  ")?.fields.keys.first == "note")
            #expect(await decide(.decline, "")?.fields.keys.first == "note")
            let early = await refusedBy { try await DecisionOperations.progress(be, event, intervention.id, .begun) }
            #expect(early?.code == "decide-first")
            #expect(await decide(.decline, "Two ministries share this by law") == nil)
            let declined = await refusedBy { try await DecisionOperations.progress(be, event, intervention.id, .begun) }
            #expect(declined?.code == "decide-first")
            // Another of the delegation decides only once they are its head.
            let second = try await world.visit(4)
            let other = await refusedBy { try await DecisionOperations.decide(second, event, intervention.id, .adopt) }
            #expect(other?.code == "head-decides")
            try await SpeakerOperations.nameHead(try await world.lead, event, world.world.seats[4].id)
            let adapted = try await DecisionOperations.decide(
                second, event, intervention.id, .adapt, note: "By agreement instead of law")
            #expect(adapted.country == "BE" && adapted.decidedBy == "participant:\(world.world.seats[4].id)")
            let begun = try await DecisionOperations.progress(
                be, event, intervention.id, .begun, note: "Draft is written")
            #expect(begun.id == adapted.id && begun.isActedOn)
            #expect(try await site.count("SELECT COUNT(*) FROM adoption") == 1)
            #expect(try await site.journal("event:\(event)").filter { $0 == "intervention.decision" }.count == 2)
            let lead = try await world.lead
            let facilitator = await refusedBy {
                try await DecisionOperations.decide(lead, event, intervention.id, .adopt)
            }
            #expect(facilitator?.code == "no-seat")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a private intervention is not decided on`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await EnvisionWorld(site, stage: .exchange)
            let intervention = try await world.add(0, to: try await world.sheet(0))
            for seat in [0, 3] {
                let found = await refusedBy {
                    try await DecisionOperations.decide(
                        try await world.visit(seat), world.event, intervention.id, .adopt)
                }
                #expect(found?.code == "not-found")
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who has a blocker is brought together with who solved it`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await EnvisionWorld(site, stage: .exchange)
            let (event, hr, be) = (world.event, try await world.visit(0), try await world.visit(3))
            try await DecisionOperations.tell(hr, event, world.blockers[0], .present, note: "Since 2019")
            try await DecisionOperations.tell(be, event, world.blockers[0], .solved, note: "By a standing order")
            try await DecisionOperations.tell(hr, event, world.blockers[1], .present)
            let shared = try await site.database.read { try SharedBlockers(event, $0) }
            #expect(shared.told.map(\.present) == [["HR"], ["HR"]])
            #expect(shared.visits.pairs == [.init(first: "BE", second: "HR", firstLearns: [], secondLearns: [1])])
            #expect(shared.visits.unsolved == [2])
            let matrix = try await site.database.read { try ExchangeMatrix(event, for: .room, $0) }
            #expect(matrix.cell("HR", world.issues[0]).present == 1 && matrix.cell("BE", world.issues[0]).solved == 1)
            // Linked as the same: one blocker, and HR still has it.
            let blockers = world.blockers.sorted()
            let now = hr.now
            try await site.database.write { tx in
                try tx.execute(
                    """
                    INSERT INTO aspect_link (first_aspect, second_aspect, event_id, state, decided_at)
                    VALUES (\(blockers[0]), \(blockers[1]), \(event), 'linked', \(now))
                    """)
            }
            let joined = try await site.database.read { try SharedBlockers(event, $0) }
            #expect(joined.blockers.count == 1 && joined.visits.pairs.map(\.secondLearns) == [[1]])
            try await DecisionOperations.tell(hr, event, world.blockers[0], nil)
            #expect(try await site.count("SELECT COUNT(*) FROM standing") == 2)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the facilitator steps through the gallery and stops at its ends`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await EnvisionWorld(site, stage: .exchange)
            let (event, lead) = (world.event, try await world.lead)
            try await ExchangeOperations.step(lead, event, by: 1)
            let (sheet, _) = try await world.published()
            let belgian = try await world.sheet(3)
            let hidden = await refusedBy { try await ExchangeOperations.show(lead, event, .gallery, sheet: belgian.id) }
            #expect(hidden?.code == "not-found")
            func shown() async throws -> EnvisionSheet.ID? {
                try await site.database.read { try ExchangeStore($0).shown(in: event).sheet }
            }
            for step in [1, 1, -1, -1] {
                try await ExchangeOperations.step(lead, event, by: step)
                #expect(try await shown() == sheet.id)
            }
            _ = try await SheetOperations.publish(try await world.visit(3), event, belgian.id, .private)
            try await ExchangeOperations.show(lead, event, .matrix, sheet: nil)
            #expect(try await site.database.read { try ExchangeStore($0).shown(in: event).view } == .matrix)
        }
    }
}
