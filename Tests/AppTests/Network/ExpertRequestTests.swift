import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

let expertRequestScenarios = """
    GET    /experts/requests                                                     accounts
    GET    /experts/requests/new                                                 accounts
    POST   /experts/requests                                                     accounts  422
    GET    /experts/questions                                                    accounts
    POST   /experts/questions/:expertCandidate/answer                            accounts  404
    GET    /experts/requests/:expertRequest                                      accounts  404,organiser=200
    POST   /experts/requests/:expertRequest/closure                              accounts  404,organiser=303
    POST   /experts/requests/:expertRequest/candidates                           accounts  422
    POST   /experts/requests/:expertRequest/candidates/:expertCandidate/asking   accounts  404,organiser=409
    POST   /experts/requests/:expertRequest/candidates/:expertCandidate/removal  accounts  404,organiser=303
    GET    /api/v1/expert-requests                                               accounts
    POST   /api/v1/expert-requests                                               accounts  422
    GET    /api/v1/expert-requests/:expertRequest                                accounts  404,organiser=200
    POST   /api/v1/expert-requests/:expertRequest/closure                        accounts  404,organiser=200
    POST   /api/v1/expert-requests/:expertRequest/candidates                     accounts  422
    POST   /api/v1/expert-requests/:expertRequest/candidates/:expertCandidate/asking  accounts  404,organiser=409
    DELETE /api/v1/expert-requests/:expertRequest/candidates/:expertCandidate    accounts  404,organiser=200
    GET    /api/v1/expert-questions                                              accounts
    POST   /api/v1/expert-questions/:expertCandidate/answer                      accounts  422
    """

/// Asking for experts: a list, the focal point, the person, and what each of them answers.
struct ExpertRequestTests {
    private static let mail = MailSettings(
        server: "smtp://127.0.0.1:1", user: nil, password: nil,
        from: MailAddress(name: "Roundtable", address: "roundtable@example.org"))

    private static func request(_ network: ExpertTests.Network) async throws -> ExpertRequest.ID {
        let api = try await network.world.api(network.world.organiser)
        let made = try await api.send(
            .post, "/api/v1/expert-requests",
            [
                "programme": network.world.programme.description, "title": "Water sampling", "area": "water-safety",
                "words": "sampling reservoir", "language": "ru", "startsOn": "2024-06-04", "endsOn": "2024-06-05",
                "number": 1,
            ])
        #expect(made.status == 201 && made.text("state") == "open")
        return try #require(ExpertRequest.ID(made.text("id")))
    }

    /// Anara speaks for Kazakhstan; the stranger's account is hers.
    private static func appoint(_ network: ExpertTests.Network) async throws {
        let world = network.world
        try await network.site.database.write { [environment = network.site.environment] tx in
            let work = Work(tx, environment)
            let person = try DirectoryOperations.createPersonIn(
                work,
                PersonFields(givenName: "Anara", familyName: "Primerova", email: "anara@example.org", country: "KZ"))
            _ = try AccountWriting(tx).link(world.stranger.id, to: person)
            _ = try AccountWriting(tx).link(world.facilitator.id, to: try network.id("Obraztsova"))
            try MandateOperations.appointIn(
                work,
                MandateFields(role: .focalPoint, holder: "country:KZ", person: person, since: "2023-01-01").cleaned)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `somebody is asked through their focal point, agrees, and the request is filled`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, mail: Self.mail) { site in
            let network = try await ExpertTests.Network(site)
            let (world, id) = (network.world, try await Self.request(network))
            let organiser = await world.browser(world.organiser)
            let path = "/experts/requests/\(id)"
            let begun = try await organiser.get(path)
            #expect(begun.contains("Nobody yet. Put people on the list"))
            for criterion in ["Looked for", "Water safety", "sampling reservoir", "Russian", "June 2024"] {
                #expect(begun.contains(criterion), "\(criterion)")
            }
            let wrong = try await world.api(world.organiser).send(
                .post, "/api/v1/expert-requests",
                ["programme": world.programme.description, "title": "Water", "sector": "no-such-sector"])
            #expect(wrong.status == 422)
            let person = try network.id("Obraztsova").description
            #expect(
                try await organiser.post("\(path)/candidates", ["person": person, "why": "knows Water"]).status == 303)
            let candidate = try await site.database.read { try ExpertRequestStore($0).candidates(of: id)[0].id }
            // Without a focal point nobody is asked behind a country's back.
            let refused = try await organiser.post("\(path)/candidates/\(candidate)/asking")
            #expect(refused.status == 409 && refused.contains("the country has none now"))
            try await Self.appoint(network)
            #expect(try await organiser.post("\(path)/candidates/\(candidate)/asking").status == 303)
            let asked = await world.browser(world.facilitator)
            #expect(try await asked.get("/experts/questions").contains("Nobody asks you"))
            let focal = await world.browser(world.stranger)
            #expect(try await focal.get("/experts/questions").contains("Water sampling"))
            let passed = try await focal.post("/experts/questions/\(candidate)/answer", ["answer": "pass"])
            #expect(passed.status == 303)
            #expect(try await asked.get("/experts/questions").contains("Water sampling"))
            #expect(try await asked.post("/experts/questions/\(candidate)/answer", ["answer": "pass"]).status == 422)
            #expect(try await asked.post("/experts/questions/\(candidate)/answer", ["answer": "agree"]).status == 303)
            let answered = try await organiser.get(path)
            #expect(answered.contains("1 of 1 agreed"))
            #expect(
                answered.contains("on behalf of Kazakhstan, as focal point"), "who passed it on did so under a mandate")
            let filled = try await site.database.read { try ExpertRequestStore($0).request(id).state }
            #expect(filled == .filled)
            // Who agreed may still decline: then it is open again.
            #expect(try await asked.post("/experts/questions/\(candidate)/answer", ["answer": "decline"]).status == 303)
            let open = try await site.database.read { try ExpertRequestStore($0).request(id).state }
            #expect(open == .open)
            #expect(try await asked.post("/experts/questions/\(candidate)/answer", ["answer": "agree"]).status == 409)
            let mails = try await site.count("SELECT COUNT(*) FROM outgoing_mail WHERE kind = 'expert'")
            #expect(mails == 2, "one to the focal point, one to the person")
            let kinds = try await site.journal("programme:\(world.programme)")
            #expect(kinds.filter { $0 == "expert-request.answer" }.count == 3)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who is asked through a focal point and has no country is not asked directly`(engine: TestEngine) async throws
    {
        try await TestSite.with(engine, mail: Self.mail) { site in
            let network = try await ExpertTests.Network(site)
            let (world, id, person) = (network.world, try await Self.request(network), try network.id("Namunov"))
            try await site.database.write { tx in
                try tx.execute("UPDATE person SET country = NULL WHERE id = \(person)")
            }
            let organiser = await world.browser(world.organiser)
            try await organiser.post("/experts/requests/\(id)/candidates", ["person": person.description])
            let candidate = try await site.database.read { try ExpertRequestStore($0).candidates(of: id)[0].id }
            let asking = "/experts/requests/\(id)/candidates/\(candidate)/asking"
            let refused = try await organiser.post(asking)
            #expect(refused.status == 409 && refused.contains("no country is entered for them"))
            #expect(try await site.count("SELECT COUNT(*) FROM outgoing_mail WHERE kind = 'expert'") == 0)
            let state = try await site.database.read { try ExpertRequestStore($0).candidate(candidate).state }
            #expect(state == .suggested)
            // Who is asked directly needs none.
            try await site.database.write { tx in
                try tx.execute("UPDATE profile SET contact_via = 'direct' WHERE person_id = \(person)")
            }
            #expect(try await organiser.post(asking).status == 303)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who is asked for the same days is not proposed again`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let network = try await ExpertTests.Network(site)
            let (world, id) = (network.world, try await Self.request(network))
            try await Self.appoint(network)
            let api = try await world.api(world.organiser)
            let list = "/api/v1/expert-requests/\(id)/candidates"
            let added = try await api.send(.post, list, ["person": try network.id("Obraztsova").description])
            #expect(added.status == 201)
            let candidate = try await site.database.read { try ExpertRequestStore($0).candidates(of: id)[0].id }
            #expect(try await api.send(.post, "\(list)/\(candidate)/asking").status == 200)
            func names(_ days: String) async throws -> [String] {
                let reply = try await api.send(.get, "/api/v1/experts?area=water-safety&\(days)")
                return reply.items.compactMap { $0["name"] as? String }
            }
            #expect(try await !names("from=2024-06-05&to=2024-06-07").contains("Obraztsova"))
            #expect(try await names("from=2024-06-06&to=2024-06-07").contains("Obraztsova"))
        }
    }

    /// Kazakhstan is a member of the programme.
    private static func join(_ network: ExpertTests.Network) async throws {
        try await network.site.database.write { [environment = network.site.environment] tx in
            try MemberStore(tx).insert(
                MemberRecord(
                    id: environment.id(), programme: network.world.programme, ref: .country("KZ"), name: "Kazakhstan",
                    role: .member, since: "2018", until: nil, note: "", document: ""), by: nil, now: 0, tx)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who made a request asks no longer once suspended, and reads it no longer once out of the programme`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let network = try await ExpertTests.Network(site)
            let world = network.world
            try await Self.join(network)
            try await Self.appoint(network)
            let api = try await world.api(world.stranger)
            let made = try await api.send(
                .post, "/api/v1/expert-requests",
                ["programme": world.programme.description, "title": "Water sampling", "area": "water-safety"])
            #expect(made.status == 201)
            let path = "/api/v1/expert-requests/\(made.text("id"))"
            let listed = try await api.send(
                .post, "\(path)/candidates", ["person": try network.id("Obraztsova").description])
            #expect(listed.status == 201)
            let request = try #require(ExpertRequest.ID(made.text("id")))
            let candidate = try await site.database.read { try ExpertRequestStore($0).candidates(of: request)[0].id }
            let mandate = try #require(try await world.visit(world.stranger).visitor.mandates.first?.id)
            let keeper = try await world.visit(world.administrator)
            try await MandateOperations.suspend(keeper, mandate)
            let browser = await world.browser(world.stranger)
            let page = try await browser.get("/experts/requests/\(request)")
            #expect(page.contains("Obraztsova") && !page.contains("Close the request"))
            for (way, body) in [
                ("candidates", ["person": try network.id("Namunayev").description]),
                ("candidates/\(candidate)/asking", nil), ("closure", nil),
            ] as [(String, [String: String]?)] {
                #expect(try await api.send(.post, "\(path)/\(way)", body).status == 403, "\(way)")
            }
            try await MandateOperations.end(keeper, mandate, until: "2023-11-29")
            #expect(try await api.send(.get, path).status == 404)
            #expect(try await api.send(.get, "/api/v1/expert-requests").items.isEmpty)
            let state = try await site.database.read { try ExpertRequestStore($0).candidate(candidate).state }
            #expect(state == .suggested)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a member of the national team makes no requests, a focal point of a member does`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let network = try await ExpertTests.Network(site)
            let world = network.world
            try await Self.join(network)
            try await Self.appoint(network)
            try await site.database.write { tx in
                try tx.execute("UPDATE mandate SET role = 'national-team' WHERE holder_kind = 'country'")
            }
            let api = try await world.api(world.stranger)
            let fields = ["programme": world.programme.description, "title": "Water sampling"]
            #expect(try await api.send(.post, "/api/v1/expert-requests", fields).status == 403)
            try await site.database.write { tx in
                try tx.execute("UPDATE mandate SET role = 'focal-point' WHERE holder_kind = 'country'")
            }
            #expect(try await api.send(.post, "/api/v1/expert-requests", fields).status == 201)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the focal point agrees for nobody who took back that they may be found`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let network = try await ExpertTests.Network(site)
            let (world, id) = (network.world, try await Self.request(network))
            try await Self.appoint(network)
            let organiser = try await world.api(world.organiser)
            let list = "/api/v1/expert-requests/\(id)/candidates"
            let person = try network.id("Obraztsova")
            _ = try await organiser.send(.post, list, ["person": person.description, "why": "knows Water"])
            let candidate = try await site.database.read { try ExpertRequestStore($0).candidates(of: id)[0].id }
            #expect(try await organiser.send(.post, "\(list)/\(candidate)/asking").status == 200)
            let focal = await world.browser(world.stranger)
            #expect(try await focal.get("/experts/questions").contains("Obraztsova"))
            try await site.database.write { tx in
                try tx.execute("UPDATE profile SET consent_at = NULL WHERE person_id = \(person)")
                try PersonStore(tx).set(.nobody, of: person, tx)
            }
            #expect(try await !focal.get("/experts/questions").contains("Obraztsova"))
            for answer in ["agree", "pass", "decline"] {
                let page = try await focal.post("/experts/questions/\(candidate)/answer", ["answer": answer])
                #expect(page.status == 409, "\(answer)")
            }
            let state = try await site.database.read { try ExpertRequestStore($0).request(id).state }
            #expect(state == .open)
            let body = try await organiser.send(.get, "/api/v1/expert-requests/\(id)")
            let one = (body["candidates"] as? [[String: Any]])?.first
            #expect(one?["why"] as? String == "" && one?["name"] == nil)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who takes back their consent disappears from the list, and is not asked`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let network = try await ExpertTests.Network(site)
            let (world, id) = (network.world, try await Self.request(network))
            let organiser = await world.browser(world.organiser)
            let person = try network.id("Namunov")
            try await organiser.post("/experts/requests/\(id)/candidates", ["person": person.description])
            let candidate = try await site.database.read { try ExpertRequestStore($0).candidates(of: id)[0].id }
            try await site.database.write { tx in
                try tx.execute("UPDATE profile SET consent_at = NULL WHERE person_id = \(person)")
            }
            let page = try await organiser.get("/experts/requests/\(id)")
            #expect(page.contains("Somebody who is no longer available") && !page.contains("Namunov"))
            let refused = try await organiser.post("/experts/requests/\(id)/candidates/\(candidate)/asking")
            #expect(refused.status == 409 && refused.contains("no longer available"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a request is run for as long as somebody acts for a member, and read for as long as they are one`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let croatia = await network.browser(network.croatia)
            let made = try await croatia.post(
                "/experts/requests",
                [
                    "programme": network.programme.description, "title": "Water sampling", "text": "", "words": "",
                    "language": "", "starts-on": "", "ends-on": "", "number": "1", "area": "",
                ])
            let path = try #require(made.location?.split(separator: "?").first.map(String.init))
            let requests = "/experts/requests"
            #expect(try await croatia.get(path).contains("Proposed"))
            func hold(_ state: String) async throws {
                try await site.database.write { tx in
                    try tx.execute("UPDATE mandate SET state = \(state) WHERE holder = 'HR'")
                }
            }
            let someone: KeyValuePairs<String, String> = [
                "person": site.environment.id(Person.ID.self).description
            ]
            try await hold("suspended")
            let read = try await croatia.get(path)
            #expect(read.status == 200 && !read.contains("id=\"proposed\""), "read on, and nothing to do")
            #expect(try await croatia.post("\(path)/candidates", someone).status == 403)
            #expect(try await croatia.post("\(path)/closure").status == 403)
            try await hold("refused")
            #expect(try await croatia.get(path).status == 404)
            #expect(try await !croatia.get(requests).contains("Water sampling"))
            #expect(try await croatia.post("\(path)/candidates", someone).status == 404)
            #expect(try await croatia.post("\(path)/closure").status == 404)
            let api = try await network.world.api(network.croatia)
            #expect(try await api.send(.get, "/api/v1/expert-requests").items.isEmpty)
            #expect(try await network.browser(network.world.organiser).get(path).status == 200)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who works for a member, or spoke for one that has left, asks for no experts`(engine: TestEngine) async throws
    {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            func asks(_ account: TestAccount) async throws -> Bool {
                let visit = try await network.visit(account)
                return try await site.database.read { [programme = network.programme] reading in
                    let roster = try NetworkRoster.read(visit.visitor, reading, now: visit.now)
                    return ExpertRequestOperations.standing(visit.visitor, programme, roster) != nil
                }
            }
            #expect(try await asks(network.croatia))
            #expect(try await asks(network.world.organiser))
            #expect(try await !asks(network.belgium))
            try await site.database.write { [programme = network.programme] tx in
                try tx.execute("UPDATE mandate SET role = 'national-team' WHERE holder = 'HR'")
                try tx.execute("UPDATE mandate SET programme_id = \(programme) WHERE holder = 'BE'")
            }
            #expect(try await !asks(network.croatia))
            #expect(try await !asks(network.belgium))
        }
    }
}
