import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

let ideaScenarios = """
    GET    /programmes/:programme/ideas                                          programme
    GET    /programmes/:programme/ideas/new                                      programme  200,facilitator=403
    POST   /programmes/:programme/ideas                                          programme  422,facilitator=403
    POST   /programmes/:programme/ideas/rule                                     owners  422
    GET    /programmes/:programme/ideas/export/:format                           programme
    GET    /programmes/:programme/ideas/import                                   programme  200,facilitator=403
    POST   /programmes/:programme/ideas/import                                   programme  422,facilitator=403
    GET    /ideas/:idea                                                          accounts  200,stranger=404,facilitator=404,administrator=404
    POST   /ideas/:idea                                                          accounts  422,stranger=404,facilitator=404,administrator=404
    GET    /ideas/:idea/edit                                                     accounts  200,stranger=404,facilitator=404,administrator=404
    POST   /ideas/:idea/state                                                    accounts  400
    POST   /ideas/:idea/endorsement                                              accounts  422,stranger=404,facilitator=404,administrator=404
    POST   /ideas/:idea/joining                                                  accounts  303,stranger=404,facilitator=404,administrator=404
    POST   /ideas/:idea/proposal                                                 accounts  404,organiser=303
    POST   /ideas/:idea/funders                                                  accounts  409,stranger=404,facilitator=404,administrator=404
    POST   /ideas/:idea/funders/reply                                            accounts  422,stranger=404,facilitator=404,administrator=404
    GET    /ideas/:idea/sheet                                                    accounts  404
    POST   /ideas/:idea/sheet                                                    accounts  404
    GET    /ideas/:idea/files/:file                                              accounts  404
    GET    /proposals/:proposal                                                  accounts  200,stranger=404,facilitator=404,administrator=404
    POST   /proposals/:proposal/state                                            accounts  400
    GET    /api/v1/programmes/:programme/ideas                                   programme
    POST   /api/v1/programmes/:programme/ideas                                   programme  422
    POST   /api/v1/programmes/:programme/ideas/import                            programme  422
    GET    /api/v1/ideas/:idea                                                   accounts  200,stranger=404,facilitator=404,administrator=404
    PUT    /api/v1/ideas/:idea                                                   accounts  422
    PUT    /api/v1/ideas/:idea/state                                             accounts  422
    PUT    /api/v1/ideas/:idea/endorsements/:country                             accounts  422
    DELETE /api/v1/ideas/:idea/endorsements/:country                             accounts  403,stranger=404,facilitator=404,administrator=404
    GET    /api/v1/programmes/:programme/proposals                               programme
    POST   /api/v1/programmes/:programme/proposals                               programme  422
    GET    /api/v1/proposals/:proposal                                           accounts  200,stranger=404,facilitator=404,administrator=404
    PUT    /api/v1/proposals/:proposal/state                                     accounts  422
    """

let ideaRows = """
    idea /api/v1/programmes/:programme/ideas title=Exercise_the_duty_list_each_month marking=GREEN
    """

let ideaScreens = """
    - organiser     en ideas            /programmes/:programme/ideas
    - organiser     ar ideas            /programmes/:programme/ideas
    - organiser     en idea             /ideas/:idea
    """

/// Ideas are supported by countries, and by nobody's typing.
struct IdeaTests {
    private static let mail = MailSettings(
        server: "smtp://127.0.0.1:1", user: nil, password: nil,
        from: MailAddress(name: "Roundtable", address: "roundtable@example.org"))

    static func propose(
        _ network: NetworkWorld, countries: Set<String> = ["HR", "LV", "AT"], title: String = "A joint water alert",
        by account: TestAccount? = nil, marking: String = "GREEN"
    ) async throws -> IdeaRecord {
        var fields = IdeaFields()
        (fields.title, fields.text, fields.cbrn) = (title, "Four countries test one alert.", "cB")
        var draft = IdeaDraft(marking: marking)
        (draft.countries, draft.isDirect) = (countries, true)
        return try await IdeaOperations.propose(
            network.visit(account ?? network.world.organiser), in: network.programme, fields, draft)
    }

    static func shared(_ network: NetworkWorld, countries: Set<String> = ["HR", "LV", "AT"]) async throws -> IdeaRecord
    {
        let idea = try await propose(network, countries: countries)
        try await IdeaOperations.move(
            network.visit(network.world.organiser), idea.id, .share, day: "", words: "")
        return idea
    }

    static func standing(_ network: NetworkWorld, _ id: ProjectIdea.ID) async throws -> IdeaStanding {
        try await network.site.database.read { reading in
            let idea = try IdeaStore(reading).idea(id)
            return idea.standing(try IdeaStore(reading).rule(of: idea.programme))
        }
    }

    static func endorse(
        _ network: NetworkWorld, _ id: ProjectIdea.ID, _ country: String, _ account: TestAccount,
        _ stance: IdeaSupport.Stance = .support
    ) async throws {
        try await IdeaOperations.endorse(network.visit(account), id, country, stance, "As we said")
    }

    static func supported(_ network: NetworkWorld) async throws -> IdeaRecord {
        let idea = try await shared(network)
        try await endorse(network, idea.id, "HR", network.croatia)
        try await endorse(network, idea.id, "LV", network.latvia)
        try await endorse(network, idea.id, "AT", network.austria)
        return idea
    }

    @Test(arguments: TestEngine.allCases)
    func `three countries support an idea, and it falls back when one takes its word back`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let idea = try await Self.shared(network)
            #expect(idea.cbrn == "CB")
            try await Self.endorse(network, idea.id, "HR", network.croatia)
            try await Self.endorse(network, idea.id, "LV", network.latvia)
            #expect(try await Self.standing(network, idea.id) == .shared)
            try await Self.endorse(network, idea.id, "AT", network.austria, .notNow)
            #expect(try await Self.standing(network, idea.id) == .shared)
            try await Self.endorse(network, idea.id, "AT", network.austria)
            #expect(try await Self.standing(network, idea.id) == .supported)
            try await IdeaOperations.takeBack(network.visit(network.latvia), idea.id, "LV")
            #expect(try await Self.standing(network, idea.id) == .shared)
            // The journal tells both, so that what is told since a meeting is net.
            #expect(try await site.count("SELECT COUNT(*) FROM journal WHERE kind = 'idea.support'") == 2)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `nobody speaks for another country, and a country that is not named does not stop it`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let idea = try await Self.shared(network, countries: ["HR"])
            await expectRefusal(.needsMandate) {
                try await Self.endorse(network, idea.id, "HR", network.latvia)
            }
            await expectRefusal(.needsMandate) {
                try await Self.endorse(network, idea.id, "HR", network.world.organiser)
            }
            try await Self.endorse(network, idea.id, "AT", network.austria, .notNow)
            let support = try await site.database.read { try IdeaStore($0).idea(idea.id).support(.standard) }
            #expect(!support.isStopped && support.notNow == ["AT"] && support.silent == ["HR"])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a draft is read by its author and whoever coordinates alone`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let idea = try await Self.propose(network, by: network.croatia)
            let (croatia, latvia) = (await network.browser(network.croatia), await network.browser(network.latvia))
            #expect(try await croatia.get("/ideas/\(idea.id)").contains("A joint water alert"))
            #expect(try await latvia.get("/ideas/\(idea.id)").status == 404)
            #expect(try await !latvia.get("/programmes/\(network.programme)/ideas").contains("A joint water alert"))
            #expect(try await !latvia.get("/search?q=water").contains("A joint water alert"))
            try await IdeaOperations.move(network.visit(network.croatia), idea.id, .share, day: "", words: "")
            #expect(try await latvia.get("/ideas/\(idea.id)").contains("A joint water alert"))
            #expect(try await latvia.get("/today").contains("Say whether your country supports an idea"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an idea is shared with a place and a source, parked with a day and closed with a reason`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let visit = try await network.visit(network.world.organiser)
            let nowhere = try await Self.propose(network, countries: [])
            await expectRefusal(.ideaHasNoPlace) {
                try await IdeaOperations.move(visit, nowhere.id, .share, day: "", words: "")
            }
            let idea = try await Self.shared(network)
            await #expect(throws: Refusal.self) {
                try await IdeaOperations.move(visit, idea.id, .park, day: "2001-02-30", words: "")
            }
            await #expect(throws: Refusal.self) {
                try await IdeaOperations.move(visit, idea.id, .park, day: "2001-01-01", words: "")
            }
            await #expect(throws: Refusal.self) {
                try await IdeaOperations.move(visit, idea.id, .close, day: "", words: " ")
            }
            try await IdeaOperations.move(visit, idea.id, .park, day: "2190-01-01", words: "No money")
            #expect(try await Self.standing(network, idea.id) == .parked)
            try await IdeaOperations.move(visit, idea.id, .share, day: "", words: "")
            #expect(try await Self.standing(network, idea.id) == .shared)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `joined ideas keep their parents, and can be parted`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let visit = try await network.visit(network.world.organiser)
            let (first, second) = (
                try await Self.propose(network, countries: ["HR"]),
                try await Self.propose(network, countries: ["LV"], title: "A joint water alert system")
            )
            let board = try await network.browser(network.world.organiser).get(
                "/programmes/\(network.programme)/ideas")
            #expect(board.contains("These say nearly the same"))
            try await IdeaOperations.join(visit, second.id, into: first.id)
            let kept = try await site.database.read { try IdeaStore($0).idea(first.id) }
            #expect(kept.countries == ["HR", "LV"])
            let page = try await network.browser(network.world.organiser).get("/ideas/\(first.id)")
            #expect(page.contains("A joint water alert system"))
            await expectRefusal(.ideaJoined) {
                try await IdeaOperations.move(visit, second.id, .share, day: "", words: "")
            }
            // No circle.
            await expectRefusal(.ideaJoined) { try await IdeaOperations.join(visit, first.id, into: second.id) }
            try await IdeaOperations.join(visit, second.id, into: nil)
            #expect(try await site.database.read { try IdeaStore($0).idea(second.id).joinedInto } == nil)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a funder reads the two pages that were given, answers, and reads nothing else`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let idea = try await Self.shared(network)
            let funder = await network.browser(network.world.stranger)
            #expect(try await funder.get("/ideas/\(idea.id)/sheet").status == 404)
            let visit = try await network.visit(network.world.organiser)
            try await IdeaSheetOperations.release(visit, idea.id, email: network.world.stranger.email)
            #expect(try await funder.get("/ideas/\(idea.id)/sheet").contains("A joint water alert"))
            #expect(try await funder.get("/ideas/\(idea.id)").status == 404)
            let asked = try await funder.post(
                "/ideas/\(idea.id)/sheet", ["answer": "ask", "words": "Who runs it?"])
            #expect(asked.status == 303)
            let page = try await network.browser(network.world.organiser).get("/ideas/\(idea.id)")
            #expect(page.contains("Who runs it?") && page.contains("Asks something"))
            // What a funder says is for who answers for the idea.
            #expect(try await !network.browser(network.latvia).get("/ideas/\(idea.id)").contains("Who runs it?"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a proposal is written for what is supported, and each return makes a version`(engine: TestEngine) async throws
    {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let visit = try await network.visit(network.world.organiser)
            let early = try await Self.shared(network)
            await expectRefusal(.ideaNotSupported) { _ = try await IdeaProposalOperations.begin(visit, early.id) }
            let idea = try await Self.supported(network)
            let proposal = try await IdeaProposalOperations.begin(visit, idea.id)
            #expect(try await IdeaProposalOperations.begin(visit, idea.id) == proposal)
            #expect(try await Self.standing(network, idea.id) == .developing)
            for state: IdeaProposalState in [.reviewed, .submitted] {
                try await IdeaProposalOperations.move(visit, proposal, to: state, words: "")
            }
            await #expect(throws: Refusal.self) {
                try await IdeaProposalOperations.move(visit, proposal, to: .returned, words: "")
            }
            let croatia = try await network.visit(network.croatia)
            await expectRefusal(.forbidden) {
                try await IdeaProposalOperations.move(croatia, proposal, to: .accepted, words: "")
            }
            try await IdeaProposalOperations.move(visit, proposal, to: .returned, words: "Say who carries on.")
            try await IdeaProposalOperations.move(visit, proposal, to: .draft, words: "")
            let record = try await site.database.read { try IdeaProposalStore($0).proposal(proposal) }
            #expect(record.version == 2 && record.words == "Say who carries on.")
            let room = try await site.database.read { try PublicationStore($0).publication(record.publication) }
            #expect(room.structure == .proposal && room.event != nil)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `bad input gets a word at its field`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let api = try await network.world.api(network.world.organiser)
            let path = "/api/v1/programmes/\(network.programme)/ideas"
            let bodies: [[String: Any]] = [
                ["title": ""], ["title": "A", "cbrn": "X"], ["title": "A", "months": 0],
                ["title": "A", "countries": ["ZZ"]], ["title": "A", "regions": ["1"]],
                ["title": "A", "sources": ["need:1"]], ["title": "A", "marking": "RED"],
                ["title": String(repeating: "a", count: 100_000)], ["title": "A", "sponsor": "country:BE"],
            ]
            for body in bodies { #expect(try await api.send(.post, path, body).status == 422, "\(body.keys)") }
            #expect(try await site.count("SELECT COUNT(*) FROM project_idea") == 0)
            let visit = try await network.visit(network.world.organiser)
            for needed in ["0", "51", "-1", "three", "9223372036854775808"] {
                await #expect(throws: Refusal.self) {
                    try await IdeaOperations.set(visit, network.programme, needed: needed, namedMayStop: true)
                }
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `countries that an idea names are asked by mail once, and a decision is told`(engine: TestEngine) async throws
    {
        try await TestSite.with(engine, mail: Self.mail) { site in
            let network = try await NetworkWorld(site)
            let idea = try await Self.supported(network)
            #expect(
                try await site.count("SELECT COUNT(*) FROM outgoing_mail WHERE key LIKE \("idea-shared:\(idea.id)%")")
                    == 3
            )
            let visit = try await network.visit(network.world.organiser)
            let proposal = try await IdeaProposalOperations.begin(visit, idea.id)
            for state: IdeaProposalState in [.reviewed, .submitted, .accepted] {
                try await IdeaProposalOperations.move(visit, proposal, to: state, words: "")
            }
            #expect(
                try await site.count("SELECT COUNT(*) FROM outgoing_mail WHERE key LIKE 'proposal-decision:%'") == 4)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an idea is written from a shared need, and both lead to each other`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let visit = try await network.visit(network.world.organiser)
            let api = try await network.world.api(network.world.organiser)
            let need = try await api.send(
                .post, "/api/v1/programmes/\(network.programme)/needs",
                ["title": "Sampling after a flood", "member": "country:HR"])
            let form = try await network.browser(network.world.organiser).get(
                "/programmes/\(network.programme)/ideas/new?source=need:\(need.text("id"))")
            #expect(form.contains("Sampling after a flood"))
            var draft = IdeaDraft(marking: "GREEN")
            (draft.countries, draft.sources) = (["HR"], ["need:\(need.text("id"))"])
            let idea = try await IdeaOperations.propose(
                visit, in: network.programme, IdeaFields(title: "One plan for sampling"), draft)
            try await IdeaOperations.move(visit, idea.id, .share, day: "", words: "")
            let page = try await network.browser(network.croatia).get("/ideas/\(idea.id)")
            #expect(page.contains("Sampling after a flood") && page.contains("Follow"))
            draft.sources = ["need:\(site.environment.id(SharedNeed.ID.self))"]
            await #expect(throws: Refusal.self) {
                _ = try await IdeaOperations.propose(
                    visit, in: network.programme, IdeaFields(title: "From nowhere"), draft)
            }
        }
    }
}
