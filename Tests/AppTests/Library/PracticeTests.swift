@testable import App
import Domain
import StorageTestSupport
import Testing
import TestSupport
import Web

let practiceScenarios = """
    GET    /library/practices/new                                                accounts  200
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
    GET    /events/:event/practices                                              room
    GET    /events/:event/practices/new                                          room  200,observer=403
    POST   /events/:event/practices                                              room  422,observer=403
    GET    /events/:event/practices/:practice                                    room
    POST   /events/:event/practices/:practice/decision                           room  422
    POST   /events/:event/practices/:practice/questions                          room  422
    POST   /events/:event/practice-questions/:asked/answer                       room  422
    GET    /api/v1/events/:event/practices                                       room
    PUT    /api/v1/events/:event/practices/:practice/decision                    room  422
    POST   /api/v1/events/:event/practices/:practice/questions                   room  422
    """

let practiceRows = """
    practice /api/v1/programmes/:programme/practices title=Boats_for_two_services summary=One_crew conditions=A_river happenedOn=2020 language=en marking=GREEN
    asked /api/v1/events/:event/practices/:practice/questions text=Who_pays?
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

    @Test(arguments: TestEngine.allCases)
    func `a city's contact who comes for the first time finds the form from Today, and shares with few fields`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let programme = network.programme
            let (city, petra) = try await site.database.write { tx in
                try WorldMaker(environment: site.environment).addCity(tx, "Rijeka", in: programme)
            }
            let browser = await network.browser(petra)
            let today = try await browser.get("/today")
            #expect(today.contains("href=\"/library/practices/new\"") && today.contains("Share a practice"))
            let form = try await browser.get("/library/practices/new")
            let page = try await browser.get(try #require(form.location))
            #expect(page.contains("value=\"city:\(city)\"") && page.contains("Who will see this"))
            let sent = try await browser.post(
                "/programmes/\(programme)/practices",
                [
                    "title": "Sirens at the port", "summary": "Tested monthly.", "conditions": "", "language": "en",
                    "happened-on": "2021", "link": "", "owner": "city:\(city)", "marking": "GREEN",
                    "audience": "programme",
                ])
            let home = try #require(sent.location)
            let shown = try await browser.get(home)
            #expect(shown.contains("Rijeka") && shown.contains("5 of 5 members: "))
            #expect(shown.contains("Shared. Those who may read it find it in the library."))
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
                    "/search?q=secretword", "/search?q=boats", "/today",
                ]
                for path in lists {
                    let page = try await browser.get(path)
                    for index in records.indices where !reader.reads.contains(index) {
                        #expect(
                            !page.contains("Secretword\(index)") && !page.contains(records[index].id.description),
                            "\(reader.account.name) at \(path)")
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
            #expect(try await latvia.get("/today").contains("A practice was withdrawn: no longer use it"))
            #expect(try await !network.browser(network.austria).get("/today").contains("A practice was withdrawn"))
            #expect(try await !latvia.get("/library").contains("Boats shared"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `at an event a delegation offers a practice, another asks and takes it over, from their seats`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(stage: .collect)
            // Persons 1 to 3 are of Croatia, 4 to 6 of Belgium.
            let (croatia, belgium) = (await world.browser(world.seats[0]), await world.browser(world.seats[3]))
            let path = "/events/\(world.event)/practices"
            let sent = try await croatia.post(
                path,
                [
                    "title": "Boats shared by two services", "summary": "One crew for both.", "conditions": "A river.",
                    "happened-on": "2020", "language": "en", "link": "", "marking": "AMBER",
                ])
            let home = try #require(sent.location?.split(separator: "?").first.map(String.init))
            #expect(try await belgium.get(path).contains("Boats shared by two services"))
            let page = try await belgium.get(home)
            #expect(page.contains("A river.") && page.contains("Belgium: what do you do with it?"))
            #expect(try await belgium.post("\(home)/questions", ["text": "Who pays for the fuel?"]).status == 303)
            let question = try await site.database.read { reading in
                try reading.value("SELECT id FROM practice_question", as: String.self)
            }
            let answer = "/events/\(world.event)/practice-questions/\(question ?? "")/answer"
            #expect(try await belgium.post(answer, ["answer": "We do."]).status == 403)
            #expect(try await croatia.post(answer, ["answer": "The county."]).status == 303)
            #expect(
                try await belgium.post("\(home)/decision", ["decision": "adapt", "note": "On a canal."]).status == 303)
            let after = try await croatia.get(home)
            #expect(after.contains("The county.") && after.contains("adapting it") && after.contains("On a canal."))
            // Who offers decides nothing of it, and who only looks on neither.
            #expect(!after.contains("id=\"deciding\""))
            let observer = await world.browser(world.observer)
            #expect(try await observer.get(home).status == 200)
            #expect(try await observer.post("\(home)/decision", ["decision": "adopt"]).status == 403)
            // It stands in the library of the programme.
            let organiser = await world.browser(world.organiser)
            #expect(try await organiser.get("/library").contains("Boats shared by two services"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what a focal point decided for a country no delegate at an event decides again`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let record = try await share(network, network.latvia, made(owner: "LV"))
            // Person 1 is of the delegation of Croatia.
            let delegate = try await network.world.visit(network.world.seats[0])
            let event = network.world.event
            func decision() async throws -> PracticeAdoptionRecord? {
                try await site.database.read { try PracticeStore($0).adoption(of: record.id, by: .country("HR")) }
            }
            try await EventPracticeOperations.decide(delegate, event, record.id, .considering, note: "At the table.")
            #expect(try await decision()?.mandate == nil)
            _ = try await PracticeOperations.decide(
                network.visit(network.croatia), network.programme, record.id, .decline, note: "No law.",
                for: .country("HR"))
            await expectRefusal(.decidedForCountry) {
                try await EventPracticeOperations.decide(delegate, event, record.id, .adopt, note: "")
            }
            let kept = try await decision()
            #expect(kept?.decision == .decline && kept?.note == "No law." && kept?.mandate != nil)
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

    @Test(arguments: TestEngine.allCases)
    func `what a member shares has no second door: the library changes and retires none, and brings it back whole`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let record = try await share(
                network, network.croatia, made("AMBER", audience: .members([.country("LV")])))
            let own = try await share(network, network.world.organiser, made("AMBER", owner: nil))
            let organiser = try await network.visit(network.world.organiser)
            var fields = record.fields
            fields.marking = "CLEAR"
            await expectRefusal(.practiceElsewhere) { [fields] in
                _ = try await CaseOperations.change(
                    organiser, record.id, fields, through: .programme(network.programme))
            }
            await expectRefusal(.practiceElsewhere) {
                try await CaseOperations.retire(organiser, network.programme, record.id)
            }
            await expectRefusal(.practiceElsewhere) {
                try await CaseOperations.delete(organiser, network.programme, record.id)
            }
            let changed = try await CaseOperations.change(
                organiser, own.id, fields, through: .programme(network.programme))
            #expect(changed.marking == "CLEAR", "of the programme itself, and for everybody")
            let latvia = await network.browser(network.latvia)
            let path = "/programmes/\(network.programme)/practices/\(record.id)"
            _ = try await latvia.get(path)
            let croatia = try await network.visit(network.croatia)
            try await PracticeOperations.withdraw(croatia, network.programme, record.id, "Dangerous advice.")
            await expectRefusal(.withdrawnByMember) {
                try await CaseOperations.bringBack(organiser, network.programme, record.id)
            }
            try await site.database.write { tx in try tx.execute("DELETE FROM record_withdrawal") }
            try await site.database.write { tx in try tx.execute("UPDATE past_case SET retired_at = NULL") }
            try await PracticeOperations.withdraw(organiser, network.programme, record.id, "A number was wrong.")
            try await CaseOperations.bringBack(organiser, network.programme, record.id)
            let page = try await latvia.get(path)
            #expect(page.contains("A river.") && !page.contains("A number was wrong."))
            #expect(try await !latvia.get("/today").contains("A practice was withdrawn"))
            let api = try await network.world.api(network.latvia).send(.get, "/api/v1\(path)")
            #expect(api.text("conditions") == "A river." && api["withdrawalNote"] as? String == nil)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what members decided of a practice is read by nobody more, and its former author changes nothing`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let record = try await share(network, network.croatia, made("AMBER"))
            let croatia = try await network.visit(network.croatia)
            func change(_ draft: PracticeDraft) async throws {
                _ = try await PracticeOperations.change(croatia, network.programme, record.id, draft)
            }
            try await change(made("GREEN"))
            try await change(made("AMBER"))
            _ = try await PracticeOperations.decide(
                network.visit(network.latvia), network.programme, record.id, .decline, note: "No law for it.",
                for: .country("LV"))
            await expectRefusal(.moreReaders) { try await change(made("GREEN")) }
            try await change(made("AMBER", audience: .members([.country("LV")])))
            await expectRefusal(.moreReaders) { try await change(made("AMBER")) }
            try await site.database.write { [environment = site.environment] tx in
                try WorldMaker(environment: environment).addAccountSeat(
                    tx, network.world.event, network.croatia, .observer)
                try tx.execute("UPDATE mandate SET until = since WHERE holder = 'HR'")
            }
            let former = try await network.visit(network.croatia)
            await expectRefusal(.forbidden) {
                try await PracticeOperations.withdraw(former, network.programme, record.id, "No.")
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who had a practice is known by whatever way they had it`(engine: TestEngine) async throws {
        try await TestSite.with(engine, apiLimit: 0) { site in
            let network = try await NetworkWorld(site)
            let record = try await share(network, network.croatia, made("AMBER"))
            let (path, id) = ("/api/v1/programmes/\(network.programme)", record.id)
            func ways() async throws -> Set<String> {
                let rows = try await site.database.read { reading in
                    try reading.all(
                        "SELECT account_id, what FROM record_fetch WHERE subject = 'case' AND subject_id = \(id)"
                    ).map { (try $0.get("account_id", as: String.self), try $0.get("what", as: String.self)) }
                }
                #expect(rows.allSatisfy { $0.0 == network.latvia.id.description })
                return Set(rows.map(\.1))
            }
            let api = try await network.world.api(network.latvia)
            for list in ["\(path)/practices", "/api/v1/practices", "\(path)/cases", "\(path)/cases/\(id)"] {
                try await site.database.write { tx in try tx.execute("DELETE FROM record_fetch") }
                #expect(try await api.send(.get, list).status == 200)
                #expect(try await ways() == ["api"], "\(list)")
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a case and a practice that stand at an event are noted there, for who has an account`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let seat = await network.world.browser(network.world.member)
            let sent = try await seat.post(
                "/events/\(network.world.event)/practices",
                [
                    "title": "Boats shared by two services", "summary": "One crew for both.", "conditions": "A river.",
                    "happened-on": "2020", "language": "en", "link": "", "marking": "AMBER",
                ])
            let home = try #require(sent.location?.split(separator: "?").first.map(String.init))
            func readers() async throws -> Int {
                try await site.count("SELECT COUNT(*) FROM record_fetch WHERE subject = 'case'")
            }
            #expect(try await seat.get(home).status == 200)
            #expect(try await readers() == 0)
            let facilitator = await network.browser(network.world.facilitator)
            #expect(try await facilitator.get(home).status == 200)
            #expect(try await readers() == 1)
            try await site.database.write { tx in try tx.execute("DELETE FROM record_fetch") }
            let asCase = home.replacing("/practices/", with: "/cases/")
            #expect(try await facilitator.get(asCase).status == 200)
            #expect(try await readers() == 1)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the address of a case tells nobody of a practice that they do not read`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let network = try await NetworkWorld(site)
            let record = try await share(
                network, network.croatia, made("AMBER", audience: .members([.country("LV")])))
            let path = "/programmes/\(network.programme)/cases/\(record.id)"
            #expect(try await network.browser(network.latvia).get(path).status == 303)
            #expect(try await network.browser(network.austria).get(path).status == 404)
            let other = try await site.database.write { [environment = site.environment] tx in
                try WorldMaker(environment: environment).addProgramme(
                    tx, "Another programme", organiser: network.world.organiser.id)
            }
            let organiser = await network.browser(network.world.organiser)
            #expect(try await organiser.get("/programmes/\(other)/cases/\(record.id)").status == 404)
        }
    }
}
