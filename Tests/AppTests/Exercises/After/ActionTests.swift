@testable import App
import Domain
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

let actionScenarios = """
    GET    /programmes/:programme/actions                                        programme
    GET    /programmes/:programme/actions/new                                    programme  200,facilitator=403
    POST   /programmes/:programme/actions                                        programme  422,facilitator=403
    GET    /actions/:action                                                      accounts  200,stranger=404,administrator=404
    POST   /actions/:action                                                      accounts  422,stranger=404,administrator=404,facilitator=403
    GET    /actions/:action/edit                                                 accounts  200,stranger=404,administrator=404,facilitator=403
    POST   /actions/:action/state                                                accounts  400
    GET    /api/v1/programmes/:programme/actions                                 programme
    POST   /api/v1/programmes/:programme/actions                                 programme  422
    GET    /api/v1/actions/:action                                               accounts  200,stranger=404,administrator=404
    PUT    /api/v1/actions/:action                                               accounts  200,stranger=404,administrator=404,facilitator=403
    """

let actionRows = """
    action /api/v1/programmes/:programme/actions title=Test_the_duty_list marking=GREEN
    """

/// An action is somebody's own word, and nobody else's.
struct ActionTests {
    private static func fields(_ change: (inout ActionFields) -> Void = { _ in }) -> ActionFields {
        var fields = ActionFields()
        (fields.title, fields.element) = ("Test the duty contact list each month", "organisation")
        (fields.dueOn, fields.evidence) = ("2030-06-01", "Twelve protocols")
        change(&fields)
        return fields
    }

    static func propose(
        _ network: NetworkWorld, owner: String = "country:HR", marking: String = "GREEN", isShared: Bool = true,
        _ change: (inout ActionFields) -> Void = { _ in }
    ) async throws -> ActionRecord {
        try await ActionOperations.propose(
            network.visit(network.world.organiser), in: network.programme, fields(change),
            ActionDraft(owner: ActionOwner(owner), marking: marking, isShared: isShared))
    }

    @Test(arguments: TestEngine.allCases)
    func `only its owner says yes, begins and says that it is done`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let action = try await Self.propose(network)
            let organiser = try await network.visit(network.world.organiser)
            let latvia = try await network.visit(network.latvia)
            let croatia = try await network.visit(network.croatia)
            await expectRefusal(.actionNotOwner) {
                _ = try await ActionOperations.move(organiser, action.id, .agree, "")
            }
            await expectRefusal(.actionNotOwner) {
                _ = try await ActionOperations.move(latvia, action.id, .agree, "")
            }
            let agreed = try await ActionOperations.move(croatia, action.id, .agree, "")
            #expect(agreed.state == .agreed && agreed.agreedAt != nil)
            // Pressed twice, it is one.
            #expect(try await ActionOperations.move(croatia, action.id, .agree, "").agreedAt == agreed.agreedAt)
            #expect(try await site.count("SELECT COUNT(*) FROM journal WHERE kind = 'action.agreement'") == 1)
            _ = try await ActionOperations.move(croatia, action.id, .begin, "")
            await #expect(throws: Refusal.self) {
                _ = try await ActionOperations.move(croatia, action.id, .finish, "")
            }
            let done = try await ActionOperations.move(croatia, action.id, .finish, "Tested twelve times.")
            #expect(done.state == .done && done.outcome == "Tested twelve times.")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what was agreed is asked anew where somebody else changes it`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let action = try await Self.propose(network)
            let croatia = try await network.visit(network.croatia)
            let organiser = try await network.visit(network.world.organiser)
            _ = try await ActionOperations.move(croatia, action.id, .agree, "")
            let draft = ActionDraft(owner: action.owner, marking: "GREEN")
            let same = try await ActionOperations.change(
                organiser, action.id, Self.fields { $0.evidence = "A protocol each month" }, draft)
            #expect(same.state == .agreed)
            let later = try await ActionOperations.change(
                organiser, action.id, Self.fields { $0.dueOn = "2029-01-01" }, draft)
            #expect(later.state == .proposed && later.agreedAt == nil)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `that an action is proven cannot be typed`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let action = try await Self.propose(network)
            let api = try await network.world.api(network.croatia)
            for state in ["proven", "not_proven"] {
                #expect(try await api.send(.put, "/api/v1/actions/\(action.id)", ["state": state]).status == 422)
            }
            #expect(try await site.count("SELECT COUNT(*) FROM action WHERE state = 'proposed'") == 1)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an owner is asked on the first page, and no action without a day is agreed`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let action = try await Self.propose(network) { $0.dueOn = "" }
            let croatia = await network.browser(network.croatia)
            #expect(try await croatia.get("/today").contains("Say whether you will do it"))
            let page = try await croatia.get("/actions/\(action.id)")
            #expect(page.contains("Not said yet") && page.contains("when it is due"))
            let visit = try await network.visit(network.croatia)
            await expectRefusal(.actionNeedsDue) {
                _ = try await ActionOperations.move(visit, action.id, .agree, "")
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what is not shared is read by its owner and organisers alone`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let action = try await Self.propose(network, isShared: false)
            let list = "/programmes/\(network.programme)/actions"
            let (croatia, latvia) = (await network.browser(network.croatia), await network.browser(network.latvia))
            #expect(try await croatia.get(list).contains("Test the duty contact list"))
            #expect(try await !latvia.get(list).contains("Test the duty contact list"))
            #expect(try await latvia.get("/actions/\(action.id)").status == 404)
            #expect(try await !latvia.get("/search?q=duty").contains("Test the duty contact list"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who acts for a member proposes for that member only`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let croatia = try await network.visit(network.croatia)
            let own = ActionDraft(owner: ActionOwner("country:HR"), marking: "GREEN")
            let other = ActionDraft(owner: ActionOwner("country:LV"), marking: "GREEN")
            _ = try await ActionOperations.propose(croatia, in: network.programme, Self.fields(), own)
            await #expect(throws: Refusal.self) {
                _ = try await ActionOperations.propose(croatia, in: network.programme, Self.fields(), other)
            }
        }
    }
}

let actionScreens = """
    - organiser     en actions          /programmes/:programme/actions
    - organiser     ar actions          /programmes/:programme/actions
    - organiser     en action           /actions/:action
    - organiser     en action-new       /programmes/:programme/actions/new
    """
