@testable import App
import Domain
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

/// Proven is what a later exercise has shown, and nothing else.
struct RetestTests {
    /// An action of Croatia that is done, and an exercise that cites it.
    private func retest(_ site: TestSite, isRehearsal: Bool = false) async throws -> (AfterWorld, Action.ID) {
        let network = try await NetworkWorld(site, stage: .collect)
        let action = try await ActionTests.propose(network)
        let croatia = try await network.visit(network.croatia)
        _ = try await ActionOperations.move(croatia, action.id, .agree, "")
        _ = try await ActionOperations.move(croatia, action.id, .finish, "The list is tested.")
        site.clock.advance(seconds: 60)
        return (try await AfterWorld(network, isRehearsal: isRehearsal, citing: action.id), action.id)
    }

    @Test(arguments: TestEngine.allCases)
    func `an action is proven once every task of the objective was performed in its owner's cell`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let (after, action) = try await retest(site)
            #expect(try await after.standing(action).standing == .done)
            try await after.rateAll(.some)
            try await after.agree(0, 0, .some)
            // One of two tasks: partly covered stays done, and says what is left.
            let partly = try await after.standing(action)
            #expect(partly.standing == .done && partly.left == ["T2"])
            try await after.agree(1, 0, .some)
            #expect(try await after.standing(action).standing == .proven)
            let page = try await after.network.browser(after.network.croatia).get("/actions/\(action)")
            #expect(page.contains("A later exercise has shown that it helped."))
            // What Latvia did says nothing of Croatia's action.
            try await after.agree(0, 1, .some)
            #expect(try await after.standing(action).standing == .proven)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `one task that was not performed opens it again, with what was seen`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let (after, action) = try await retest(site)
            try await after.rateAll(.major)
            try await after.agree(0, 0, .major)
            #expect(try await after.standing(action).standing == .notProven)
            let croatia = await after.network.browser(after.network.croatia)
            let page = try await croatia.get("/actions/\(action)")
            #expect(page.contains("it is open again") && page.contains("As seen on the spot"))
            #expect(try await croatia.get("/today").contains("A retest failed"))
            // The cell publishes nothing by name: other members are not told.
            let other = try await after.network.browser(after.network.latvia).get("/actions/\(action)")
            #expect(other.status == 200 && !other.contains("open again") && !other.contains("As seen on the spot"))
            // Done anew, it waits for the next retest.
            let visit = try await after.network.visit(after.network.croatia)
            site.clock.advance(seconds: 60)
            _ = try await ActionOperations.move(visit, action, .begin, "")
            _ = try await ActionOperations.move(visit, action, .finish, "Tested each week.")
            #expect(try await after.standing(action).standing == .done)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a rehearsal proves nothing, and makes no findings`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let (after, action) = try await retest(site, isRehearsal: true)
            try await after.rateAll(.performed)
            try await after.agree(0, 0, .performed)
            try await after.agree(1, 0, .performed)
            #expect(try await after.standing(action).standing == .done)
            await expectRefusal(.exerciseIsRehearsal) { _ = try await after.find() }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a lesson is learned by proof alone`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let after = try await AfterWorld(site)
            let finding = try await after.find { _, place in place.isShared = true }
            #expect(finding.missing.isEmpty && finding.rootCause == "Nobody tests the list")
            var fields = ActionFields()
            (fields.title, fields.dueOn) = ("Test the list monthly", "2030-01-01")
            let action = try await AfterOperations.act(
                after.director(), after.event, finding.id, fields, owner: ActionOwner("country:HR"))
            #expect(action.origin == ActionOrigin(kind: "finding", id: finding.id.description))
            let lesson = try await AfterOperations.learn(
                after.director(), after.event, "Lists that nobody tests are wrong", of: [finding.id])
            let (event, site) = (after.event, after.site)
            func state() async throws -> LessonRecord.State? {
                try await site.database.read { reading in
                    let lessons = try AfterStore(reading).lessons(of: event)
                    let actions = try ActionStore(reading).actions(from: "finding", [finding.id.description])
                    return try lessons.first { $0.id == lesson }?.state(actions, ActionProofs(actions, reading))
                }
            }
            #expect(try await state() == .identified)
            let page = try await after.network.browser(after.network.croatia).get("/actions/\(action.id)")
            #expect(page.contains("Test the list monthly") && page.contains("I will do it"))
        }
    }
}
