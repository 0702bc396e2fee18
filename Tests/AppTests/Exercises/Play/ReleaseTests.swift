import Domain
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// What goes out to the cells: once, at its time, in their language.
struct ReleaseTests {
    private static let minute = PlayWorld.minute

    /// I3, I4, K15, F1.
    @Test(arguments: TestEngine.allCases)
    func `two controllers release one inject at once: one paper a cell, and the second is told by whom`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let play = try await PlayWorld(site, [.init(label: "7")])
            try await play.start()
            let (one, other) = (try await play.controller(), try await play.director())
            let id = try play.id("7")
            async let first = refusal { try await ReleaseOperations.release(one, play.event, id) }
            async let second = refusal { try await ReleaseOperations.release(other, play.event, id) }
            let refusals = await [first, second].compactMap { $0 }
            #expect(refusals.map(\.code) == ["already-released"])
            #expect(refusals[0].title.string(in: .english).contains("at 10:00:00"))
            #expect(try await play.having("7") == "A B C")
            #expect(try await play.journal("inject.release") == 1)
            // F1: the same again, after a lost answer.
            let again = await refusal { try await play.release("7") }
            #expect(again?.code == "already-released" && again?.status == .conflict)
            #expect(again?.title.string(in: .english) == refusals[0].title.string(in: .english))
            #expect(try await play.papers().count == 3)
        }
    }

    /// K3, I5.
    @Test(arguments: TestEngine.allCases)
    func `how late something went out is counted in played time, which no pause changes`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, runsClocks: false) { site in
            let play = try await PlayWorld(site, [.init(label: "1", at: 20)])
            try await play.start()
            play.advance(minutes: 19)
            try await play.act(.pause)
            play.advance(minutes: 60)
            try await play.act(.resume)
            play.advance(minutes: 2)
            site.clock.advance(seconds: 30)
            try await play.release("1")
            try await play.act(.pause)
            play.advance(minutes: 60)
            let inject = try #require(try await play.view().plan.inject(try play.id("1")))
            #expect(inject.dueElapsed == 20 * Self.minute)
            #expect(inject.releasedElapsed == 21 * Self.minute + 30_000)
            #expect(try await play.papers().allSatisfy { $0.elapsed == inject.releasedElapsed })
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `pages of who runs it are renewed where what is due has changed, and once a minute`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, runsClocks: false) { site in
            let play = try await PlayWorld(site, [.init(label: "1", at: 40), .init(label: "2", at: 69)])
            try await play.start()
            func shown() async throws -> ExerciseScheduler.Shown? {
                try await ExerciseScheduler.run(site.database, site.environment)?.shown[play.event]
            }
            let first = try await shown()
            #expect(first?.lines == [[], [], []])
            site.clock.advance(seconds: 40)
            #expect(try await shown() == first)
            site.clock.advance(seconds: 20)
            #expect(try await shown() != first)
            play.advance(minutes: 10)
            #expect(try await shown()?.lines == [[], [], ["\(try play.id("1"))"]])
            play.advance(minutes: 29)
            #expect(try await shown()?.lines == [[], ["\(try play.id("1"))"], ["\(try play.id("2"))"]])
        }
    }

    /// K14, F4.
    @Test(arguments: TestEngine.allCases)
    func `what falls due goes out by itself, soon after a restart too, and after a long one it waits`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let forty = (1...40).map { PlayWorld.Plan(label: "late \($0)", at: 30 + $0 / 40, release: "due") }
            let play = try await PlayWorld(
                site,
                [
                    .init(label: "1", at: 10, release: "due"), .init(label: "2", at: 20, release: "due"),
                    .init(label: "3", at: 20),
                ] + forty)
            try await play.start()
            play.advance(minutes: 10)
            try await play.look()
            try await play.look()
            #expect(try await play.having("1") == "A B C")
            #expect(try await play.journal("inject.release") == 1)
            // Fifty seconds away.
            play.advance(minutes: 10)
            site.clock.advance(seconds: 50)
            try await play.look()
            #expect(try await play.having("2") == "A B C")
            #expect(try await play.having("3").isEmpty)
            // Half an hour away.
            play.advance(minutes: 30)
            try await play.look()
            #expect(try await play.journal("inject.release") == 2)
            #expect(try await play.view().schedule.overdue.count == 41)
        }
    }

    /// F2, K13.
    @Test(arguments: TestEngine.allCases)
    func `nothing goes out in a pause, and what fell due in it by the clock on the wall waits for a hand`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let call = site.clock.now + 10 * Self.minute
            let play = try await PlayWorld(
                site,
                [
                    .init(label: "1", at: 5, release: "due"),
                    .init(label: "2", anchor: "wall", wallAt: call, release: "due"),
                ])
            try await play.start()
            play.advance(minutes: 5)
            // The pause comes in the very millisecond.
            try await play.act(.pause)
            try await play.look()
            #expect(try await play.papers().isEmpty)
            play.advance(minutes: 15)
            try await play.look()
            try await play.act(.resume)
            try await play.look()
            try await play.look()
            #expect(try await play.having("1") == "A B C")
            #expect(try await play.having("2").isEmpty)
            #expect(try await play.view().schedule.overdue.map(\.late) == [10 * Self.minute])
            try await play.release("2")
            #expect(try await play.having("2") == "A B C")
        }
    }

    /// I8, I9.
    @Test(arguments: TestEngine.allCases)
    func `deliveries are the recipients of what was released, and it can go to one cell first`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, runsClocks: false) { site in
            let play = try await PlayWorld(
                site, [.init(label: "1"), .init(label: "2", to: ["A", "B"]), .init(label: "3", to: ["C"])])
            try await play.start()
            try await play.release("1")
            let (a, c) = (try play.cell("A"), try play.cell("C"))
            try await play.release("2", .init(cells: [a]))
            #expect(try await play.having("2") == "A")
            await expectRefusal(.noCellIsOpen) { try await play.release("2", .init(cells: [c])) }
            #expect(await refusal { try await play.release("2", .init(cells: [a])) }?.code == "already-released")
            try await play.release("2")
            #expect(try await play.having("2") == "A B")
            #expect(try await play.papers().count == 5)
            let ofA = try await play.papers().filter { $0.cell == a }.map(\.number).sorted()
            #expect(ofA == [1, 2])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `held, deferred and complete are kept apart, each with its way back or none`(engine: TestEngine) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let play = try await PlayWorld(site, [.init(label: "1", at: 5, release: "due"), .init(label: "2", at: 6)])
            try await play.start()
            let (controller, one, two) = (try await play.controller(), try play.id("1"), try play.id("2"))
            try await ReleaseOperations.hold(controller, play.event, one, true)
            play.advance(minutes: 5)
            try await play.look()
            #expect(try await play.papers().isEmpty)
            try await ReleaseOperations.hold(controller, play.event, one, false)
            try await play.look()
            #expect(try await play.having("1") == "A B C")
            await expectRefusal(.invalid([:])) {
                try await ReleaseOperations.defer(controller, play.event, two, reason: "")
            }
            try await ReleaseOperations.defer(controller, play.event, two, reason: "No time is left for it")
            await expectRefusal(.injectIs(.deferred)) { try await play.release("2") }
            try await ReleaseOperations.takeUp(controller, play.event, two)
            try await play.release("2")
            try await ReleaseOperations.complete(controller, play.event, two)
            await expectRefusal(.injectIs(.complete)) {
                try await ReleaseOperations.complete(controller, play.event, two)
            }
            #expect(await refusal { try await ReleaseOperations.hold(controller, play.event, one, true) } != nil)
        }
    }

    /// F28, and what is in braces.
    @Test(arguments: TestEngine.allCases)
    func `each cell gets its language and its own times, and a missing language is asked about once`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let play = try await PlayWorld(
                site,
                [
                    .init(label: "1", body: "{plays} at {story_time}, day {story_day}, {cell}: {unknown} {"),
                    .init(label: "2", languages: ["en"]), .init(label: "3", languages: []),
                ])
            try await play.start()
            try await play.release("1")
            let papers = try await play.papers()
            let (a, c) = (try play.cell("A"), try play.cell("C"))
            #expect(papers.first { $0.cell == c }?.language == "fr")
            let body = try #require(papers.first { $0.cell == a }?.body)
            // 18 June 2027, 05:40 UTC, read in Tashkent.
            #expect(body == "Land A at 10:40, day 1, Cell A: {unknown} { (en)")
            await expectRefusal(.languageGaps("")) { try await play.release("2") }
            #expect(try await play.having("2").isEmpty)
            try await play.release("2", .init(acceptsGaps: true))
            let second = try play.id("2")
            #expect(try await play.papers().first { $0.cell == c && $0.inject == second }?.language == "en")
            await expectRefusal(.injectHasNoText) { try await play.release("3") }
            #expect(try await play.having("3").isEmpty)
        }
    }

    /// F9.
    @Test(arguments: TestEngine.allCases)
    func `what was changed since it was looked at does not go out unseen`(engine: TestEngine) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let play = try await PlayWorld(site, [.init(label: "1")])
            try await play.start()
            let id = try play.id("1")
            try await site.database.write { try $0.execute("UPDATE inject SET revision = 2 WHERE id = \(id)") }
            await expectRefusal(.injectChanged) { try await play.release("1", .init(revision: 1)) }
            try await play.release("1", .init(revision: 2))
            #expect(try await play.having("1") == "A B C")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a correction is a new paper to whoever has the old one, which stays as it was`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, runsClocks: false) { site in
            let play = try await PlayWorld(site, [.init(label: "1", to: ["A", "C"])])
            try await play.start()
            try await play.release("1")
            let before = try await play.papers()
            let (controller, id) = (try await play.controller(), try play.id("1"))
            await expectRefusal(.invalid([:])) {
                try await ReleaseOperations.correct(controller, play.event, id, texts: ["en": ("Subject", " ")])
            }
            try await ReleaseOperations.correct(
                controller, play.event, id, texts: ["en": ("Corrected", "The hall is empty.")])
            let after = try await play.papers()
            #expect(after.count == 4)
            #expect(Set(before).isSubset(of: Set(after)))
            #expect(Set(after.compactMap(\.corrects)) == Set(before.map(\.id)))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a call reaches a cell when somebody took it, and whoever was not reached has nothing`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, runsClocks: false) { site in
            let play = try await PlayWorld(site, [.init(label: "1", channel: "phone", at: 1, release: "due")])
            try await play.start()
            play.advance(minutes: 1)
            try await play.look()
            #expect(try await play.papers().isEmpty)
            await expectRefusal(.injectIsSpoken) { try await play.release("1") }
            let (controller, id) = (try await play.controller(), try play.id("1"))
            try await ReleaseOperations.note(controller, play.event, id, in: try play.cell("A"), .notReached)
            #expect(try await play.papers().isEmpty)
            #expect(try await play.view().attempts.count == 1)
            try await ReleaseOperations.note(controller, play.event, id, in: try play.cell("A"), .reached)
            try await ReleaseOperations.note(controller, play.event, id, in: try play.cell("C"), .message)
            #expect(try await play.having("1") == "A C")
            #expect(
                await refusal {
                    try await ReleaseOperations.note(controller, play.event, id, in: try play.cell("A"), .reached)
                }?.code == "already-released")
        }
    }

    /// F19, F20, I22.
    @Test(arguments: TestEngine.allCases)
    func `a rule makes an inject due for the cells for which it holds, or releases it to them`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, runsClocks: false) { site in
            let play = try await PlayWorld(
                site, [.init(label: "4"), .init(label: "19", anchor: "rule"), .init(label: "20", anchor: "rule")])
            let (four, nineteen, twenty) = (try play.id("4"), try play.id("19"), try play.id("20"))
            let environment = site.environment
            try await site.database.write { tx in
                for (inject, effect, event) in [
                    (nineteen, "due", "inject-unopened"), (twenty, "release", "inject-released"),
                ] {
                    let rule: InjectRule.ID = environment.id()
                    try tx.execute(
                        """
                        INSERT INTO inject_rule (id, inject_id, scope, match, delay_ms, effect)
                        VALUES (\(rule), \(inject), 'each-cell', 'all', \(5 * Self.minute), \(effect))
                        """)
                    try tx.execute(
                        """
                        INSERT INTO rule_condition (rule_id, position, event, subject_id, value, after_ms)
                        VALUES (\(rule), 1, \(event), \(four.description), '', \(20 * Self.minute))
                        """)
                }
            }
            try await play.start()
            try await play.release("4", .init(cells: [try play.cell("A"), try play.cell("B")]))
            // One cell already has what the rule would release.
            try await play.release("20", .init(cells: [try play.cell("B")]))
            play.advance(minutes: 5)
            try await play.look()
            #expect(try await play.having("20") == "A B")
            play.advance(minutes: 20)
            try await play.look()
            try await play.look()
            let view = try await play.view()
            #expect(Set((view.dues[nineteen] ?? []).map(\.cell)) == Set([try play.cell("A"), try play.cell("B")]))
            #expect(view.schedule.due.map(\.id) == [nineteen.description])
            #expect(try await play.having("19").isEmpty)
            let told = try await play.journal("inject.due")
            // 20 was to come for B, too, before a hand was quicker.
            #expect(told == 4)
            try await play.release(
                "19", .init(cells: Set(view.cellsDue(try #require(view.inject(nineteen.description))).map(\.id))))
            #expect(try await play.having("19") == "A B")
            play.advance(minutes: 60)
            try await play.look()
            #expect(try await play.journal("inject.due") == told)
        }
    }

    /// F3, I3.
    @Test(arguments: TestEngine.allCases)
    func `papers, status and journal come together or not at all, and a paper stays as it went out`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let play = try await PlayWorld(site, [.init(label: "1")])
            try await play.start()
            let (event, id, environment) = (play.event, try play.id("1"), site.environment)
            await expectRefusal(.stopping) {
                try await site.database.write { tx in
                    let work = try PlayWork(event, Work(tx, environment))
                    let inject = try #require(work.plan.inject(id))
                    _ = try ReleaseOperations.send(inject, to: work.plan.recipients(of: inject), work)
                    throw Refusal.stopping
                }
            }
            #expect(try await play.papers().isEmpty)
            #expect(try await play.journal("inject.release") == 0)
            #expect(try await play.view().plan.inject(id)?.status == .approved)
            try await play.release("1")
            let before = try await play.papers()
            try await site.database.write {
                try $0.execute("UPDATE inject_text SET body = 'Another text' WHERE inject_id = \(id)")
            }
            #expect(try await play.papers() == before)
        }
    }

    /// K12.
    @Test(arguments: TestEngine.allCases)
    func `days of the story are counted where it plays, the same for all cells`(engine: TestEngine) async throws {
        try await TestSite.with(engine, runsClocks: false) { site in
            let msel = try await PlayWorld(site, []).view().plan.msel
            // From 05:40 UTC: 21:30 is still the first day in Zagreb, though Tashkent's clock says 02:30; 22:10 is the second.
            let start = msel.storyStart - (5 * 60 + 40) * Self.minute
            #expect(StoryDay.number(start + (21 * 60 + 30) * Self.minute, in: msel) == 1)
            #expect(StoryDay.number(start + (22 * 60 + 10) * Self.minute, in: msel) == 2)
            #expect(StoryDay.number(.max, in: msel) > 2)
            #expect(StoryDay.number(.min, in: msel) < 1)
        }
    }
}
