@testable import App
import Domain
import StorageTestSupport
import Testing
import TestSupport
import Web

let practiceScenarios = """
    GET    /library/practices/new                                                accounts  200,organiser=303
    GET    /programmes/:programme/practices                                      programme  303
    POST   /programmes/:programme/practices                                      programme  422,facilitator=403
    GET    /programmes/:programme/practices/new                                  programme  200,facilitator=403
    GET    /programmes/:programme/practices/:practice                            programme
    POST   /programmes/:programme/practices/:practice                            programme  422,facilitator=403
    GET    /programmes/:programme/practices/:practice/edit                       programme  200,facilitator=403
    POST   /programmes/:programme/practices/:practice/decision                   programme  400
    POST   /programmes/:programme/practices/:practice/withdrawal                 programme  422
    GET    /api/v1/practices                                                     accounts
    GET    /api/v1/programmes/:programme/practices                               programme
    POST   /api/v1/programmes/:programme/practices                               programme  422
    GET    /api/v1/programmes/:programme/practices/:practice                     programme
    PUT    /api/v1/programmes/:programme/practices/:practice                     programme  422
    PUT    /api/v1/programmes/:programme/practices/:practice/decision            programme  422
    POST   /api/v1/programmes/:programme/practices/:practice/withdrawal          programme  422
    """

let practiceRows = """
    practice /api/v1/programmes/:programme/practices title=Boats_for_two_services summary=One_crew conditions=A_river happenedOn=2020 language=en marking=GREEN
    """

/// Practices: shared by members, read by whom they are for, taken over by others.
struct PracticeTests {
    private static let boats = PracticeFields(
        title: "Boats shared by two services", summary: "One crew for both.", conditions: "A river.",
        happenedOn: "2020", language: "en")

    private func made(
        _ marking: String = "GREEN", owner: String? = "HR", audience: RecordAudience = .programme
    ) -> PracticeDraft {
        PracticeDraft(
            fields: Self.boats, owner: owner.map { .country($0) },
            choice: AudienceChoice(marking: marking, audience: audience))
    }

    private func share(_ network: NetworkWorld, _ account: TestAccount, _ draft: PracticeDraft) async throws
        -> CaseRecord
    {
        try await PracticeOperations.share(network.visit(account), in: network.programme, draft)
    }

    @Test(arguments: TestEngine.allCases)
    func `who acts for a member shares a practice in the browser, and sees before who will read it`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let browser = await network.browser(network.croatia)
            #expect(try await browser.get("/library").contains("href=\"/library/practices/new\""))
            let form = try await browser.get("/library/practices/new")
            #expect(form.location == "/programmes/\(network.programme)/practices/new")
            let path = "/programmes/\(network.programme)/practices"
            let page = try await browser.get("\(path)/new")
            // All four members of today, and not the one that left.
            #expect(page.contains("4 of 4 members: ") && !page.contains("Belgium"))
            #expect(page.contains("value=\"country:HR\""))
            let preview = try await browser.post(
                path,
                [
                    "title": "Boats shared by two services", "marking": "AMBER", "audience": "members",
                    "member": "country:LV", "owner": "country:HR", "preview": "1",
                ])
            #expect(preview.status == 200 && preview.contains("2 of 4 members: ") && preview.contains("Not: "))
            #expect(preview.contains("value=\"Boats shared by two services\""))
            let wrong = try await browser.post(path, ["marking": "GREEN", "owner": "country:HR"])
            #expect(wrong.status == 422 && wrong.contains("id=\"summary-error\""))
            let sent = try await browser.post(
                path,
                [
                    "title": "Boats shared by two services", "summary": "One crew for both.", "conditions": "A river.",
                    "happened-on": "2020", "language": "en", "link": "", "owner": "country:HR", "marking": "AMBER",
                    "audience": "members", "member": "country:LV",
                ])
            let home = try #require(sent.location?.split(separator: "?").first.map(String.init))
            let shown = try await browser.get(home)
            #expect(shown.contains("A river.") && shown.contains("Croatia") && shown.contains("2 of 4 members: "))
            #expect(try await network.browser(network.latvia).get(home).contains("A river."))
            #expect(try await network.browser(network.austria).get(home).status == 404)
            #expect(try await site.journal("programme:\(network.programme)") == ["practice.sharing"])
        }
    }

    /// Every reader, every marking, every door: what ``mayRead`` denies is met nowhere, not even as a number.
    @Test(arguments: TestEngine.allCases)
    func `a practice is met by those alone who may read it, through every door`(engine: TestEngine) async throws {
        try await TestSite.with(engine, apiLimit: 0) { site in
            let network = try await NetworkWorld(site)
            let audiences: [(String, RecordAudience)] = [
                ("GREEN", .programme), ("AMBER", .programme), ("AMBER", .members([.country("LV")])),
                ("AMBER+STRICT", .programme), ("GREEN", .accounts([network.latvia.id])),
            ]
            var records: [CaseRecord] = []
            for (index, item) in audiences.enumerated() {
                var draft = made(item.0, audience: item.1)
                draft.fields.title = "Secretword\(index)"
                records.append(try await share(network, network.croatia, draft))
            }
            let readers: [(account: TestAccount, reads: [Int])] = [
                (network.croatia, [0, 1, 2, 3, 4]), (network.latvia, [0, 1, 2, 4]), (network.austria, [0, 1]),
                (network.belgium, []), (network.world.organiser, [0, 1, 2, 3, 4]), (network.world.facilitator, [0]),
                (network.world.stranger, []), (network.world.administrator, []),
            ]
            for reader in readers {
                let browser = await network.browser(reader.account)
                let api = try await network.world.api(reader.account)
                let lists = [
                    "/library", "/programmes/\(network.programme)/cases", "/programmes/\(network.programme)",
                    "/search?q=secretword", "/search?q=boats", "/",
                ]
                for path in lists {
                    let page = try await browser.get(path)
                    for index in records.indices where !reader.reads.contains(index) {
                        #expect(!page.contains("Secretword\(index)"), "\(reader.account.name) at \(path)")
                    }
                }
                let library = try await browser.get("/library")
                for index in reader.reads { #expect(library.contains("Secretword\(index)"), "\(reader.account.name)") }
                let told = try await api.send(.get, "/api/v1/practices").items.count
                #expect(told == reader.reads.count, "\(reader.account.name)")
                for (index, record) in records.enumerated() {
                    let expected = reader.reads.contains(index) ? 200 : 404
                    let path = "/programmes/\(network.programme)/practices/\(record.id)"
                    #expect(try await browser.get(path).status == expected, "\(reader.account.name) \(index)")
                    #expect(try await api.send(.get, "/api/v1\(path)").status == expected)
                    let asCase = try await api.send(.get, "/api/v1/programmes/\(network.programme)/cases/\(record.id)")
                    #expect(asCase.status == expected)
                }
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what is not for everybody at an event is not offered there, and cannot be cited`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let open = try await share(network, network.croatia, made())
            let closed = try await share(network, network.croatia, made("AMBER"))
            let offered = try await site.database.read { try CaseStore($0).casesAtEvents(of: network.programme) }
            #expect(offered.map(\.id) == [open.id])
            let seat = await network.world.browser(network.world.member)
            #expect(try await seat.get("/events/\(network.world.event)/cases/\(open.id)").status == 200)
            #expect(try await seat.get("/events/\(network.world.event)/cases/\(closed.id)").status == 404)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a member decides what it does with a practice, and is asked again after a year`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let record = try await share(network, network.croatia, made())
            let browser = await network.browser(network.latvia)
            let path = "/programmes/\(network.programme)/practices/\(record.id)"
            let page = try await browser.get(path)
            #expect(page.contains("Latvia: what do you do with it?"))
            let sent = try await browser.post(
                "\(path)/decision", ["member": "country:LV", "decision": "adapt", "note": "On a lake."])
            #expect(sent.status == 303)
            let other = try await browser.post("\(path)/decision", ["member": "country:AT", "decision": "adopt"])
            #expect(other.status == 403)
            let croatia = try await network.browser(network.croatia).get(path)
            #expect(croatia.contains("adapting it") && croatia.contains("On a lake."))
            func tasks(_ account: TestAccount) async throws -> [String] {
                let now = site.clock.now
                return try await site.database.read { reading in
                    let known = try #require(try AccountStore(reading).known(account.id))
                    let reader = try AccountReader(known, now: now, reading)
                    return try PracticeFacts.waiting(for: reader, reading).map { $0.what.string() }
                }
            }
            #expect(try await tasks(network.latvia).isEmpty)
            let visit = try await network.visit(network.latvia)
            site.clock.advance(days: 366)
            #expect(try await tasks(network.latvia) == ["What became of the practice that you took over?"])
            #expect(try await tasks(network.austria).isEmpty)
            _ = try await PracticeOperations.decide(
                visit, network.programme, record.id, .decline, note: "No boats.", for: .country("LV"))
            #expect(try await tasks(network.latvia).isEmpty)
            let kinds = try await site.journal("programme:\(network.programme)")
            #expect(kinds == ["practice.sharing", "practice.decision", "practice.decision"])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who had a practice that is withdrawn is told why, and others no longer meet it`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let record = try await share(network, network.croatia, made("AMBER"))
            let path = "/programmes/\(network.programme)/practices/\(record.id)"
            let latvia = await network.browser(network.latvia)
            _ = try await latvia.get(path)
            let croatia = await network.browser(network.croatia)
            #expect(try await croatia.get(path).contains("Liga Lake"))
            #expect(try await latvia.post("\(path)/withdrawal", ["note": "No"]).status == 403)
            #expect(try await croatia.post("\(path)/withdrawal", ["note": "The crew was hurt."]).status == 303)
            let page = try await latvia.get(path)
            #expect(page.contains("The crew was hurt.") && !page.contains("A river."))
            #expect(try await latvia.get("/").contains("A practice was withdrawn: no longer use it"))
            #expect(try await !network.browser(network.austria).get("/").contains("A practice was withdrawn"))
            #expect(try await !latvia.get("/library").contains("Boats shared"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who acts for no member, or for another, shares nothing in its name`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            await expectRefusal(.needsMandate) { _ = try await share(network, network.world.facilitator, made()) }
            await expectRefusal(.notFound) { _ = try await share(network, network.belgium, made(owner: "BE")) }
            let fields = await refusal { _ = try await share(network, network.latvia, made(owner: "HR")) }?.fields
            #expect(fields?.keys.sorted() == ["owner"])
            let red = await refusal { _ = try await share(network, network.croatia, made("RED")) }?.fields
            #expect(red?.keys.sorted() == ["audience", "marking"])
            let clear = await refusal {
                _ = try await share(network, network.croatia, made("CLEAR", audience: .members([.country("LV")])))
            }?.fields
            #expect(clear?.keys.sorted() == ["audience"])
        }
    }
}
