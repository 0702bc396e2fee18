@testable import App
import Domain
import HTTPTypes
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

/// A world in the groups stage, with issues that can become priorities.
struct GroupWorld {
    let world: World
    let visit: Visit
    let issues: [App.Issue.ID]

    var site: TestSite { world.site }
    var event: Event.ID { world.event }

    init(_ site: TestSite, seats: Int = 12, issues count: Int = 4) async throws {
        world = try await site.world(seats: seats, stage: .collect)
        var issues: [App.Issue.ID] = []
        for number in 0..<count {
            let issue = try await IssueOperations.contribute(
                try await world.visit(world.seats[number]), world.event,
                Contribution(topic: world.topics[number % 2], title: "Matter number \(number + 1)"))
            issues.append(issue.id)
        }
        self.issues = issues
        visit = try await world.visit(world.facilitator)
        try await StageOperations.open(visit, world.event, stage: .groups, topic: nil)
    }

    func priorities() async throws -> [PriorityRecord] {
        try await site.database.read { [event] in try PriorityStore($0).priorities(of: event) }
    }

    func groups(_ plan: GroupPlan.ID) async throws -> [BreakoutGroupRecord] {
        try await site.database.read { try GroupStore($0).groups(of: plan) }
    }

    /// A plan in use on these issues.
    func planned(_ count: Int = 3, priorities: Int = 2) async throws -> GroupPlan.ID {
        try await PriorityOperations.choose(visit, event, issues.prefix(priorities).map { PriorityChoice($0) })
        let plan = try await GroupOperations.propose(visit, event, GroupWish(count))
        try await GroupOperations.use(visit, event, plan)
        return plan
    }
}

struct GroupTests {
    @Test(arguments: TestEngine.allCases)
    func `priorities are chosen, ordered and taken out`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let groups = try await GroupWorld(site)
            let (visit, event, issues) = (groups.visit, groups.event, groups.issues)
            try await PriorityOperations.choose(visit, event, issues.prefix(3).map { PriorityChoice($0) })
            try await PriorityOperations.move(visit, event, issues[2], by: -2)
            try await PriorityOperations.remove(visit, event, issues[0])
            try await PriorityOperations.add(visit, event, [PriorityChoice(issues[3]), PriorityChoice(issues[2])])
            let found = try await groups.priorities()
            #expect(found.map(\.issue) == [issues[2], issues[1], issues[3]])
            #expect(found.map(\.position) == [1, 2, 3] && found.allSatisfy { $0.reason == .hand })
            await expectRefusal(.notFound) {
                try await PriorityOperations.add(visit, event, [PriorityChoice(visit.environment.id())])
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a priority that groups work on stays`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let groups = try await GroupWorld(site)
            let plan = try await groups.planned(3, priorities: 2)
            let browser = await groups.world.browser(groups.world.facilitator)
            let path = "/events/\(groups.event)/priorities/\(groups.issues[0])/removal"
            let refused = try await browser.post(path, fragment: true)
            #expect(refused.status == 409 && refused.contains("Groups 1 and 3 work on"))
            for group in try await groups.groups(plan) {
                try await GroupOperations.setPriorities(groups.visit, groups.event, group.id, [groups.issues[1]])
            }
            _ = try await browser.post(path, fragment: true)
            #expect(try await groups.priorities().map(\.issue) == [groups.issues[1]])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a proposal seats everybody who contributes, with rapporteurs and issues`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let groups = try await GroupWorld(site)
            let plan = try await groups.planned(4)
            let found = try await groups.groups(plan)
            // Twelve participants and the rapporteur; observers and the facilitator have no seat at a table.
            #expect(found.map(\.members.count).sorted() == [3, 3, 3, 4])
            #expect(
                Set(found.flatMap(\.members).map(\.id))
                    == Set(groups.world.seats.map(\.id) + [groups.world.rapporteur.id]))
            #expect(found.allSatisfy { $0.rapporteurSeat != nil && $0.facilitatorSeat != nil })
            #expect(found.contains { $0.rapporteur == groups.world.rapporteur.id })
            #expect(found.map(\.priorities) == [0, 1, 0, 1].map { [groups.issues[$0]] })
            let own = try await site.database.read { [groups] in
                try GroupStore($0).group(of: groups.world.member.id, in: groups.event)
            }
            #expect(own?.holds(groups.world.member.id) == true)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `people are moved by hand, and a rapporteur who leaves is no longer it`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let groups = try await GroupWorld(site)
            let plan = try await groups.planned(3)
            let before = try await groups.groups(plan)
            let writer = try #require(before[0].rapporteur)
            let browser = await groups.world.browser(groups.world.facilitator)
            let page = try await browser.post(
                "/events/\(groups.event)/group-plans/\(plan)/members",
                ["participant": "\(writer)", "group": "\(before[1].id)"])
            #expect(page.status == 303)
            let after = try await groups.groups(plan)
            #expect(after[1].holds(writer) && !after[0].holds(writer) && after[0].rapporteur == nil)
            try await GroupOperations.move(groups.visit, groups.event, plan, writer, to: nil)
            let console = try await browser.get("/events/\(groups.event)/console")
            #expect(console.contains("1 person is not in a group"))
            try await GroupOperations.placeLatecomers(groups.visit, groups.event, plan)
            let healed = try await groups.groups(plan)
            #expect(healed[0].holds(writer), "the smallest group")
            await expectRefusal(.notInGroup) {
                try await GroupOperations.change(
                    groups.visit, groups.event, before[1].id, GroupFields(rapporteur: writer))
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a plan is copied for a later session, and one in use is not discarded`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let groups = try await GroupWorld(site)
            let (visit, event) = (groups.visit, groups.event)
            let plan = try await groups.planned(3)
            let original = try await groups.groups(plan)
            try await GroupOperations.change(visit, event, original[0].id, GroupFields(name: "Blue", place: "Hall 2"))
            let copy = try await GroupOperations.copy(visit, event, plan)
            #expect(try await groups.groups(copy).map(\.name) == ["Blue", "", ""])
            await expectRefusal(.planInUse) { try await GroupOperations.discard(visit, event, plan) }
            try await GroupOperations.use(visit, event, copy)
            // The projector still stands on a group of the former plan.
            try await groups.world.site.database.write {
                try $0.execute("UPDATE workshop SET shown_group_id = \(original[0].id) WHERE event_id = \(event)")
            }
            try await GroupOperations.discard(visit, event, plan)
            let plans = try await site.database.read { try GroupStore($0).plans(of: event) }
            #expect(plans.map(\.id) == [copy] && plans[0].isInUse)
            let group = try await GroupOperations.addGroup(visit, event, copy)
            try await GroupOperations.removeGroup(visit, event, group)
            let first = try await groups.groups(copy)[0].id
            await expectRefusal(.groupNotEmpty) { try await GroupOperations.removeGroup(visit, event, first) }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `people find their group on the wall by name, or by the number that their card names with the table`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let groups = try await GroupWorld(site)
            let plan = try await groups.planned(3)
            let own = try #require(try await groups.groups(plan).first { $0.holds(groups.world.member.id) })
            try await GroupOperations.change(
                groups.visit, groups.event, own.id, GroupFields(name: "", place: "Table by the window"))
            func wall() async throws -> String {
                try await site.database.read { [event = groups.event] in
                    try SeatingChart(
                        groups: GroupStore($0).groups(of: event), room: Room(event, $0),
                        numbers: CardNumberStore($0).printed(of: event)
                    ).html.text
                }
            }
            let facilitator = await groups.world.browser(groups.world.facilitator)
            try await facilitator.post("/events/\(groups.event)/room-settings", ["door": "1"])
            #expect(try await !wall().contains("card-numbers"), "nobody has a card yet")
            let organiser = await groups.world.browser(groups.world.organiser)
            let cards = try await organiser.post("/events/\(groups.event)/name-cards", ["for": "all"])
            let numbers = try await site.database.read { [event = groups.event] in
                try CardNumberStore($0).numbers(of: event)
            }
            let number = try #require(numbers[groups.world.member.id])
            let line = "Group \(own.number) · Table by the window"
            #expect(cards.contains("<b>\(number)</b> <span class=\"small\">\(line)</span>"))
            #expect(try await wall().contains("<b>\(number)</b>"))
            #expect(try await !wall().contains(groups.world.member.name))
            try await facilitator.post("/events/\(groups.event)/room-settings", ["door": "1", "names": "1"])
            #expect(try await wall().contains(groups.world.member.name))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `each screen tells what it should`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let groups = try await GroupWorld(site)
            let phone = await groups.world.browser(groups.world.member)
            #expect(try await phone.get("/e/ZGRB").contains("Groups are being made"))
            let plan = try await groups.planned(3)
            let all = try await groups.groups(plan)
            let own = try #require(all.first { $0.holds(groups.world.member.id) })
            try await GroupOperations.change(
                groups.visit, groups.event, own.id,
                GroupFields(name: "", place: "Table by the window", rapporteur: groups.world.member.id))
            let page = try await phone.get("/e/ZGRB")
            #expect(page.contains("Group \(own.number)") && page.contains("Table by the window"))
            #expect(page.contains("You are the rapporteur") && page.contains("Your issue"))
            let mate = try #require(own.members.first { $0.id != groups.world.member.id })
            #expect(page.contains(mate.name))
            try await RoomOperations.changeSettings(groups.visit, groups.event, namesShown: false)
            #expect(try await !phone.get("/e/ZGRB").contains(mate.name))
            let console = try await groups.world.browser(groups.world.facilitator)
                .get("/events/\(groups.event)/console")
            #expect(console.contains("3 groups with 4 to 5 people.") && console.contains("Balance of the groups"))
            #expect(console.contains("of 13 here in a group"))
            // A plan that is not in use seats nobody.
            try await site.database.write { tx in try tx.execute("UPDATE workshop SET group_plan_id = NULL") }
            let proposed = try await groups.world.browser(groups.world.facilitator)
                .get("/events/\(groups.event)/console")
            #expect(!proposed.contains("here in a group") && proposed.contains("of 13 here in the proposal"))
            #expect(console.text.ranges(of: /class="[^"]*\bprimary\b/).count == 1)
            #expect(!console.contains("&lt;p"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `bad wishes get a clear answer and change nothing`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let groups = try await GroupWorld(site)
            let browser = await groups.world.browser(groups.world.facilitator)
            let path = "/events/\(groups.event)/group-plans"
            for count in ["0", "-3", "14", "9999", "", "many"] {
                #expect(try await browser.post(path, ["groups": count], fragment: true).status == 422, "\(count)")
            }
            #expect(try await site.count("SELECT COUNT(*) FROM group_plan") == 0)
            let plan = try await groups.planned()
            let group = try await groups.groups(plan)[0]
            let long = String(repeating: "x", count: 61)
            await #expect(throws: Refusal.self) {
                try await GroupOperations.change(groups.visit, groups.event, group.id, GroupFields(name: long))
            }
            await #expect(throws: Refusal.self) {
                try await GroupOperations.setPriorities(groups.visit, groups.event, group.id, [groups.issues[3]])
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the API proposes, explains, moves and puts in use`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let groups = try await GroupWorld(site)
            let token = try await AccountOperations.createToken(groups.visit, name: "Test")
            let base = "/api/v1/events/\(groups.event)"
            func send(_ method: HTTPRequest.Method, _ path: String, _ body: String = "") async throws -> Page {
                try await site.browser().send(
                    method, base + path, [.authorization: "Bearer \(token)"], Array(body.utf8))
            }
            let put = try await send(
                .put, "/priorities", "{\"issues\":[\"\(groups.issues[1])\",\"\(groups.issues[0])\"]}")
            #expect(put.status == 200 && put.contains("\"reason\":\"hand\""))
            let made = try await send(.post, "/group-plans", "{\"groups\":3,\"languages\":true}")
            #expect(made.status == 201 && made.contains("3 groups with 4 to 5 people."))
            let plans = try await site.database.read { [groups] in try GroupStore($0).plans(of: groups.event) }
            let plan = try #require(plans.first)
            #expect(!plan.isInUse)
            #expect(try await send(.put, "/group-plans/\(plan.id)/use").contains("\"isInUse\":true"))
            let person = groups.world.member.id
            let moved = try await send(.put, "/group-plans/\(plan.id)/memberships/\(person)", "{}")
            #expect(moved.contains("\"withoutGroup\":[\"\(person)\"]"))
            #expect(try await send(.get, "/groups").contains("\"number\":3"))
            #expect(try await send(.delete, "/group-plans/\(plan.id)").status == 409)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the choice of a revealed round becomes the priorities at one press`(engine: TestEngine) async throws {
        try await engine.withDatabase(Migrations.all) { database in
            let room = try await VotingRoom.make(database)
            let round = try await room.open(RoundSettings(method: .multivote, dots: 2, seats: 3))
            for voter in 0..<9 { try await room.cast(voter, round, [voter % 4: 1, 4: 1]) }
            try await room.close(round)
            let sealed = await refusal {
                try await PriorityOperations.take(room.visit(room.facilitator), room.event, from: round, by: .shares)
            }
            #expect(sealed?.code == "result-sealed")
            try await room.reveal(round)
            let visit = room.visit(room.facilitator)
            try await PriorityOperations.take(visit, room.event, from: round, by: .shares)
            let (found, expected) = try await database.read { reading in
                let record = try RoundStore(reading).round(round, in: room.event)
                let result = try ResultCache.shared.result(of: record, reading)
                return (try PriorityStore(reading).priorities(of: room.event), result?.choices(by: .shares) ?? [])
            }
            #expect(!expected.isEmpty && found.map(\.issue) == expected)
            #expect(found.allSatisfy { $0.round == round && $0.reason == .shares })
        }
    }
}
