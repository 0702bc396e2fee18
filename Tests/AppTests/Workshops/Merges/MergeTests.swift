@testable import App
import Domain
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

struct MergeTests {
    @Test(arguments: TestEngine.allCases)
    func `joined issues keep their parents and the wording of the one they were dropped on`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let merge = try await MergeWorld(site)
            let joined = try await merge.join(0, 1, into: 1)
            #expect(joined.kind == .merged && joined.title == "Old lists of contacts")
            #expect(joined.parents.map(\.id) == [merge.issues[0].id, merge.issues[1].id])
            #expect(joined.parents.map(\.title) == ["Lists are old", "Old lists of contacts"])
            #expect(joined.origins.count == 2)
            #expect(try await Set(merge.standing.map(\.id)) == [joined.id, merge.issues[2].id])
            let counts = try await site.database.read { try IssueStore($0).counts(of: merge.world.event) }[
                merge.world.topics[0]]
            #expect(counts == .init(contributed: 3, standing: 2))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `joining a merged issue with another adds to it, and two merged ones become flat`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let merge = try await MergeWorld(site, titles: ["A one", "B two", "C three", "D four", "E five"])
            let first = try await merge.join(0, 1)
            let second = try await merge.join(2, 3)
            let grown = try await MergeOperations.join(
                merge.lead, merge.world.event, MergeOrder([first.id, merge.issues[4].id]))
            #expect(grown.id == first.id && grown.parents.count == 3)
            let all = try await MergeOperations.join(
                merge.lead, merge.world.event, MergeOrder([first.id, second.id], title: "All of it"))
            #expect(all.id == first.id && all.title == "All of it" && all.parents.count == 5)
            #expect(all.parents.allSatisfy { $0.mergedInto == first.id })
            #expect(try await merge.standing.map(\.id) == [first.id])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `undoing restores exactly what was before, with what was built on it`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let merge = try await MergeWorld(site, titles: ["A one", "B two", "C three", "D four"])
            let before = try await merge.standing
            let first = try await merge.join(0, 1)
            let afterFirst = try await merge.standing
            let other = try await merge.join(2, 3)
            _ = try await MergeOperations.reword(
                merge.lead, merge.world.event, first.id, title: "Reworded", language: "fr")
            _ = try await MergeOperations.join(merge.lead, merge.world.event, MergeOrder([first.id, other.id]))
            let acts = try await merge.acts
            #expect(acts.map(\.kind) == [.merge, .merge, .wording, .merge])

            #expect(try await MergeOperations.undo(merge.lead, merge.world.event, act: acts[3].sequence) == 1)
            #expect(try await merge.standing.first { $0.id == first.id }?.title == "Reworded")
            #expect(try await merge.standing.first { $0.id == other.id }?.parents.count == 2)

            #expect(try await MergeOperations.undo(merge.lead, merge.world.event, act: acts[1].sequence) == 1)
            #expect(try await MergeOperations.undo(merge.lead, merge.world.event, act: acts[2].sequence) == 1)
            #expect(try await merge.standing.map(Self.words) == afterFirst.map(Self.words))
            #expect(try await MergeOperations.undo(merge.lead, merge.world.event, act: acts[0].sequence) == 1)
            #expect(try await merge.standing.map(Self.words) == before.map(Self.words))
            #expect(try await merge.acts.isEmpty)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `undoing an early act takes the later ones that built on it along`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let merge = try await MergeWorld(site, titles: ["A one", "B two", "C three", "D four", "E five"])
            let before = try await merge.standing
            let first = try await merge.join(0, 1)
            let apart = try await merge.join(3, 4)
            _ = try await MergeOperations.join(
                merge.lead, merge.world.event, MergeOrder([first.id, merge.issues[2].id]))
            #expect(
                try await MergeOperations.undo(merge.lead, merge.world.event, act: try await merge.acts[0].sequence)
                    == 2)
            let standing = try await merge.standing
            #expect(standing.filter { $0.id != apart.id }.map(Self.words) == before.prefix(3).map(Self.words))
            #expect(standing.contains { $0.id == apart.id && $0.parents.count == 2 })
        }
    }

    private static func words(_ issue: IssueRecord) -> [String] {
        [issue.id.description, issue.title, issue.language, issue.mergedInto?.description ?? "-"]
            + issue.parents.map(\.id.description)
    }

    @Test(arguments: TestEngine.allCases)
    func `one taken out stands alone again, and a pair ends with it`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let merge = try await MergeWorld(site)
            let joined = try await merge.join(0, 1, 2)
            try await MergeOperations.split(merge.lead, merge.world.event, joined.id, parent: merge.issues[2].id)
            #expect(try await merge.standing.map(\.id).contains(merge.issues[2].id))
            try await MergeOperations.split(merge.lead, merge.world.event, joined.id, parent: merge.issues[0].id)
            #expect(try await Set(merge.standing.map(\.id)) == Set(merge.issues.map(\.id)))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `two facilitators who join the same issue get one clear answer`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let merge = try await MergeWorld(site)
            let first = try await merge.join(0, 1, key: "press-1")
            #expect(try await merge.join(0, 1, key: "press-1").id == first.id)
            let used = await #expect(throws: Refusal.self) { try await merge.join(0, 2, key: "press-1") }
            #expect(used?.code == "key-used")
            let refusal = await #expect(throws: Refusal.self) { try await merge.join(1, 2) }
            #expect(refusal?.code == "issues-changed")
            #expect(try await merge.acts.count == 1)
            let few = await #expect(throws: Refusal.self) { try await merge.join(2) }
            #expect(few?.code == "too-few-issues")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an author cannot change an issue that was joined, and a withdrawn one cannot be joined`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let merge = try await MergeWorld(site)
            let world = merge.world
            _ = try await merge.join(0, 1)
            try await StageOperations.open(merge.lead, world.event, stage: .collect, topic: nil)
            let refusal = await #expect(throws: Refusal.self) {
                try await IssueOperations.withdraw(
                    try await world.visit(world.seats[0]), world.event, merge.issues[0].id)
            }
            #expect(refusal?.code == "issue-joined")
            let third = try await IssueOperations.contribute(
                try await world.visit(world.seats[3]), world.event,
                Contribution(topic: world.topics[0], title: "One more"))
            try await IssueOperations.withdraw(try await world.visit(world.seats[3]), world.event, third.id)
            try await StageOperations.open(merge.lead, world.event, stage: .merge, topic: world.topics[0])
            await #expect(throws: Refusal.self) {
                try await MergeOperations.join(merge.lead, world.event, MergeOrder([merge.issues[2].id, third.id]))
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what was voted on stays as it was, and joining makes a new issue`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let merge = try await MergeWorld(site)
            let joined = try await merge.join(0, 1)
            try await merge.vote(on: joined.id)
            await #expect(throws: Refusal.self) {
                try await MergeOperations.reword(
                    merge.lead, merge.world.event, joined.id, title: "Other", language: "en")
            }
            let act = try await merge.acts[0].sequence
            let refusal = await #expect(throws: Refusal.self) {
                try await MergeOperations.undo(merge.lead, merge.world.event, act: act)
            }
            #expect(refusal?.code == "already-voted")
            let larger = try await MergeOperations.join(
                merge.lead, merge.world.event, MergeOrder([joined.id, merge.issues[2].id]))
            #expect(larger.id != joined.id && larger.parents.count == 3)
            let old = try await site.database.read { try IssueStore($0).issue(joined.id) }
            #expect(old.title == joined.title && old.parents.count == 2)
            let last = try await merge.acts[1].sequence
            #expect(try await MergeOperations.undo(merge.lead, merge.world.event, act: last) == 1)
            #expect(try await merge.standing.contains { $0.id == joined.id })
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a pair kept apart is not suggested again, also as part of a merged issue`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let merge = try await MergeWorld(
                site,
                titles: [
                    "Contact lists are out of date", "The contact lists are out of date", "Nobody trains together",
                ])
            func suggestions() async throws -> [MergeSuggestion] {
                try await site.database.read { reading in
                    MergeSuggestion.among(
                        try IssueStore(reading).issues(of: merge.world.topics[0]),
                        keptApart: try MergeStore(reading).keptApart(in: merge.world.event))
                }
            }
            #expect(try await suggestions().map { $0.issues.map(\.id) } == [[merge.issues[0].id, merge.issues[1].id]])
            try await MergeOperations.dismiss(
                merge.lead, merge.world.event, issues: [merge.issues[1].id, merge.issues[0].id])
            #expect(try await suggestions().isEmpty)
            _ = try await merge.join(0, 2)
            #expect(try await suggestions().isEmpty)
        }
    }

    @Test func `on the demo's hundred issues suggestions are mostly right`() {
        var right = 0
        var wrong = 0
        for topic in 1...5 {
            let issues = DemoIssues.all.filter { $0.topic == topic }.map(\.title)
            for pair in NearDuplicates.find(issues, threshold: MergeSuggestion.threshold).pairs {
                let isTrue = DemoDuplicates.groups.contains {
                    $0.contains(issues[pair.first]) && $0.contains(issues[pair.second])
                }
                if isTrue { right += 1 } else { wrong += 1 }
            }
        }
        #expect(right >= 12 && wrong <= 1)
    }

    @Test(arguments: TestEngine.allCases)
    func `joining needs the merge stage and who runs the room`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let merge = try await MergeWorld(site)
            let world = merge.world
            let order = MergeOrder([merge.issues[0].id, merge.issues[1].id])
            await #expect(throws: Refusal.self) {
                try await MergeOperations.join(try await world.visit(world.member), world.event, order)
            }
            try await StageOperations.open(merge.lead, world.event, stage: .vote, topic: world.topics[0])
            let refusal = await #expect(throws: Refusal.self) {
                try await MergeOperations.join(merge.lead, world.event, order)
            }
            #expect(refusal?.code == "merge-closed")
        }
    }
}
