@testable import App
import Domain
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

let quotasScenarios = """
    GET    /events/:event/registration/quotas                                    runners
    POST   /events/:event/registration/quotas                                    owners  422
    POST   /events/:event/registration/quotas/:quota                             owners  422
    POST   /events/:event/registration/quotas/:quota/order                       owners  303
    POST   /events/:event/registration/quotas/:quota/removal                     owners  303
    POST   /events/:event/registration/quota-file                                owners  422
    GET    /events/:event/registration/allocation                                runners
    POST   /events/:event/registration/allocation                                owners  409
    POST   /events/:event/registration/allocation/:allocation/confirmation       owners  409
    POST   /events/:event/registration/allocation/:allocation/discard            owners  303
    GET    /events/:event/registration/check                                     accounts  200,administrator=404
    GET    /events/:event/registration/check/:file                               accounts  200,administrator=404
    GET    /api/v1/events/:event/quotas                                          runners
    POST   /api/v1/events/:event/quotas                                          owners  422
    PUT    /api/v1/events/:event/quotas/:quota                                   owners  422
    DELETE /api/v1/events/:event/quotas/:quota                                   owners
    GET    /api/v1/events/:event/allocations                                     runners
    POST   /api/v1/events/:event/allocations                                     owners  409
    GET    /api/v1/events/:event/allocations/:allocation                         runners
    PUT    /api/v1/events/:event/allocations/:allocation/confirmation            owners  409
    DELETE /api/v1/events/:event/allocations/:allocation                         owners
    GET    /api/v1/events/:event/allocation-files/:file                          accounts  200,administrator=404
    """

struct AllocationRunTests {
    private static let list = "HR1s BE1s AT1h LV1s ES1s HR2h BE2s AT2c ES2c HR3c"
    private static let quotas: [SeatQuota] = [.each(.country, 2), .only(.sector, "security", 3), .total(7)]

    @Test(arguments: TestEngine.allCases)
    func `an organiser previews, confirms, and anybody counts the same from the files`(engine: TestEngine) async throws
    {
        try await TestSite.with(engine) { site in
            let seats = try await SeatWorld(site, work: .batch, quotas: Self.quotas)
            try await seats.register(Self.list)
            #expect(try await seats.names(.pending).split(separator: " ").count == 10)
            let browser = await seats.world.browser(seats.world.organiser)
            let path = "/events/\(seats.event)/registration/allocation"
            #expect(try await browser.get(path).contains("10 people ask for a seat."))
            #expect(try await browser.post(path, [:]).status == 303)
            let page = try await browser.get(path)
            #expect(page.contains("Confirm for 10 people"))
            #expect(page.contains("both seats of Croatia are taken; total: all 7 seats are taken"))
            #expect(try await seats.names(.complete).isEmpty, "a preview tells nobody anything")
            let event = seats.event
            let run = try await site.database.read { try QuotaStore($0).allocations(of: event)[0] }
            #expect(try await browser.post("\(path)/\(run.id)/confirmation", [:]).status == 303)
            #expect(try await seats.names(.complete) == "HR1 BE1 AT1 LV1 HR2 AT2 ES2")
            #expect(try await seats.names(.waitlisted) == "ES1 BE2 HR3")
            #expect(
                try await site.count(
                    "SELECT COUNT(*) FROM participant WHERE event_id = \(event) AND state = 'invited' AND name <> 'Fatima Lead'"
                ) >= 7)
            await expectRefusal(.allocationDecided) {
                try await AllocationOperations.confirm(
                    try await seats.world.visit(seats.world.organiser), event, run.id)
            }
            let files = "/events/\(event)/registration/check"
            let (requests, quotas) = (
                try await browser.get("\(files)/requests.csv"), try await browser.get("\(files)/quotas.csv")
            )
            let (seated, result) = (
                try await browser.get("\(files)/seated.csv"), try await browser.get("\(files)/result.json")
            )
            let read = try SeatFiles.requests(Array(requests.text.utf8))
            let again = AllocationReport(
                read, quotas: try SeatFiles.quotas(Array(quotas.text.utf8)),
                staying: try SeatFiles.seated(Array(seated.text.utf8), of: read), at: run.outcome.at)
            #expect(again.json == result.text)
            #expect(!requests.text.contains("HR1"), "numbers in place of names")
            #expect(try await browser.get(files).contains("roundtable allocate --quotas quotas.csv"))
            // From now on a withdrawal promotes.
            try await seats.withdraw("BE1")
            #expect(try await seats.names(.waitlisted) == "BE2 HR3")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func
        `while nominations are open the seats are given with a reason only, and the page says until when and who is silent`(
            engine: TestEngine
        ) async throws
    {
        try await TestSite.with(engine) { site in
            let seats = try await SeatWorld(site, work: .batch, quotas: [.total(1)])
            try await seats.register("HR1 BE1")
            let (visit, event) = (try await seats.world.visit(seats.world.organiser), seats.event)
            try await site.database.write { [now = site.clock.now] tx in
                var rule = try RegistrationStore(tx).requireRule(of: event)
                rule.nominationsClose = TypedTime(at: now + EpochTime.day, zone: "Europe/Zagreb")
                try RegistrationStore.keep(rule, of: event, now: now, tx)
            }
            _ = try await InvitationOperations.invite(visit, event, [InvitationFields(target: .country("LV"))])
            try await InvitationOperations.send(visit, event)
            let run = try await AllocationOperations.preview(visit, event)
            let browser = await seats.world.browser(seats.world.organiser)
            let path = "/events/\(event)/registration/allocation"
            let page = try await browser.get(path)
            #expect(page.contains("Nominations are open until") && page.contains("Nothing heard yet from: Latvia"))
            let empty = try await browser.post("\(path)/\(run)/confirmation", [:])
            #expect(empty.status == 422 && empty.contains("write why the seats are given"))
            #expect(try await seats.names(.complete).isEmpty)
            let given = try await browser.post("\(path)/\(run)/confirmation", ["reason": "All have answered"])
            #expect(given.status == 303)
            #expect(try await seats.names(.complete) == "HR1")
            let entry = try await site.database.read { try Journal.records($0, after: 0, limit: 10_000) }.last {
                $0.entry.kind == "allocation.confirmation"
            }
            #expect(entry?.entry.facts.contains("All have answered") == true)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a past allocation says when it was, by what it was decided, and what became of it`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let seats = try await SeatWorld(site, work: .batch, quotas: Self.quotas)
            try await seats.register(Self.list)
            let (event, visit) = (seats.event, try await seats.world.visit(seats.world.organiser))
            let run = try await AllocationOperations.preview(visit, event)
            let browser = await seats.world.browser(seats.world.organiser)
            let path = "/events/\(event)/registration/allocation"
            let preview = try await browser.get(path)
            #expect(preview.contains("By what it is decided") && preview.contains("At most 2 of each country"))
            try await AllocationOperations.confirm(visit, event, run)
            #expect(try await browser.get(path).contains("No. 1, 29 November 2023: 7 got a seat, 3 waited"))
            try await seats.withdraw("BE1")
            let page = try await browser.get(path)
            #expect(page.contains("Since then: 1 has left, 1 has moved up."))
            #expect(page.contains("now: Withdrawn") && page.contains("now: Has a seat"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what has changed since the preview is not confirmed`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let seats = try await SeatWorld(site, work: .batch, quotas: [.total(1)])
            try await seats.register("HR1 BE1")
            let (visit, event) = (try await seats.world.visit(seats.world.organiser), seats.event)
            let first = try await AllocationOperations.preview(visit, event)
            try await seats.withdraw("HR1")
            await expectRefusal(.allocationChanged) { try await AllocationOperations.confirm(visit, event, first) }
            let second = try await AllocationOperations.preview(visit, event)
            await expectRefusal(.allocationDecided) { try await AllocationOperations.confirm(visit, event, first) }
            try await AllocationOperations.confirm(visit, event, second)
            #expect(try await seats.names(.complete) == "BE1")
            await expectRefusal(.alreadyAllocated) { _ = try await AllocationOperations.preview(visit, event) }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `E5 the preview says who could give way`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let seats = try await SeatWorld(
                site, work: .batch, quotas: [.each(.country, 1), .each(.sector, 1), .total(3)])
            try await seats.register("HR1s HR2h BE1s AT1c")
            let visit = try await seats.world.visit(seats.world.organiser)
            _ = try await AllocationOperations.preview(visit, seats.event)
            let page = try await seats.world.browser(seats.world.organiser).get(
                "/events/\(seats.event)/registration/allocation")
            #expect(page.contains("3 would be possible if HR1 gave way"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `whoever nominated finds out how to check it once seats are given, others find nothing`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let seats = try await SeatWorld(site, work: .batch, quotas: [.total(1)])
            try await seats.register("HR1")
            let (event, stranger) = (seats.event, seats.world.stranger)
            let browser = await seats.world.browser(stranger)
            let path = "/events/\(event)/registration/check"
            #expect(try await browser.get(path).status == 404)
            try await seats.appoint(stranger, for: "HR")
            let (id, now, actor) = (site.environment.id(Nomination.ID.self), site.clock.now, "account:\(stranger.id)")
            try await site.database.write { tx in
                try tx.execute(
                    """
                    INSERT INTO nomination (id, event_id, behalf_kind, behalf, rank, state, given_name, family_name, organisation, country,
                        languages, funding, mode, note, nominated_by, created_at, changed_at)
                    VALUES (\(id), \(event), 'country', 'HR', 1, 'submitted', '', 'HR1', '', 'HR', '[]', 'funded', 'in-person', '',
                        \(actor), \(now), \(now))
                    """)
            }
            #expect(try await browser.get(path).status != 200, "before the seats are given")
            let visit = try await seats.world.visit(seats.world.organiser)
            let run = try await AllocationOperations.preview(visit, event)
            try await AllocationOperations.confirm(visit, event, run)
            #expect(try await browser.get(path).status == 200)
            #expect(try await browser.get("\(path)/requests.csv").status == 200)
            #expect(try await browser.get("\(path)/names.csv").status == 404)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who nominated counts the same seats from files that tell of others no more than codes`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let kept = SeatQuota(
                label: "Latvia and Spain", kind: .guarantee, attribute: .country, values: ["LV", "ES"], seats: 1)
            let one = SeatQuota(label: "each country", attribute: .country, seats: 2, exceptions: ["BE": 1, "HR": 2])
            let seats = try await SeatWorld(
                site, work: .batch,
                quotas: [one, .only(.country, "AT", 1), .only(.sector, "security", 3), .total(7), kept]
            ) { $0.order = .lot }
            try await seats.register("BE1s AT1h LV1s ES1s BE2s AT2c ES2c")
            let (event, actor) = (seats.event, "account:\(seats.world.stranger.id)")
            try await seats.appoint(seats.world.stranger, for: "HR")
            let environment = site.environment
            try await site.database.write { tx in
                let desk = try RegistrationDesk(event, Work(tx, environment, actor: actor))
                for name in ["First", "Second", "Third"] {
                    var told = NominationFields()
                    (told.familyName, told.sector) = (name, "health")
                    _ = try desk.submit(desk.nominate(.country("HR"), told, by: .organiser), by: .organiser)
                }
            }
            let visit = try await seats.world.visit(seats.world.organiser)
            let run = try await AllocationOperations.preview(visit, event)
            try await AllocationOperations.confirm(visit, event, run)
            let browser = await seats.world.browser(seats.world.stranger)
            let path = "/events/\(event)/registration/check"
            let page = try await browser.get(path)
            #expect(page.contains("Your people in the files") && page.contains("Second"))
            for link in Crawl.links(page) where link.hasPrefix("/events/\(event)") {
                #expect(try await browser.get(link).status < 400, "\(link) is not theirs")
            }
            var files: [String] = []
            for name in ["requests.csv", "quotas.csv", "seated.csv", "result.json"] {
                files.append(try await browser.get("\(path)/\(name)").text)
            }
            for other in ["BE", "AT", "LV", "ES", "Latvia", "civil-protection"] {
                for file in files { #expect(!file.contains(other), "\(other) in \(file)") }
            }
            #expect(files[0].contains(",HR") && files[0].contains("health") && files[1].contains("HR=2"))
            let lots = try await site.database.read { try RegistrationStore($0).registrations(of: event).map(\.lot) }
            #expect(lots.allSatisfy { !$0.isEmpty && !files[0].contains($0) })
            // One lot and a word of few letters would give the lots of all countries.
            #expect(lots.allSatisfy { !page.contains(String($0.prefix(6))) })
            let seed = try await site.database.read { try RegistrationStore($0).requireRule(of: event).seed }
            #expect((seed ?? "").count >= 26)
            let read = try SeatFiles.requests(Array(files[0].utf8))
            let again = AllocationReport(
                read, quotas: try SeatFiles.quotas(Array(files[1].utf8)),
                staying: try SeatFiles.seated(Array(files[2].utf8), of: read), at: nil)
            #expect(again.json == files[3])
            let outcome = try await site.database.read { try QuotaStore($0).allocations(of: event)[0].outcome }
            #expect(again.allocation.seated == outcome.seats)
            #expect(again.allocation.waiting.map(\.id) == outcome.waiting.map(\.number))
            // The same codes at the next download; and who runs the event has the files as they are.
            #expect(try await browser.get("\(path)/requests.csv").text == files[0])
            let organiser = await seats.world.browser(seats.world.organiser)
            #expect(try await organiser.get("\(path)/requests.csv").contains("BE"))
        }
    }
}

struct QuotaTests {
    @Test(arguments: TestEngine.allCases)
    func `quotas are typed with names or codes, read as sentences, and go out and in as a file`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let seats = try await SeatWorld(site, quotas: [])
            let browser = await seats.world.browser(seats.world.organiser)
            let path = "/events/\(seats.event)/registration/quotas"
            #expect(try await browser.get(path).contains("No quotas yet"))
            let forms: [KeyValuePairs<String, String>] = [
                ["kind": "cap", "seats": "2", "attribute": "country", "value": "", "exceptions": "Croatia=6; be=3"],
                ["kind": "cap", "seats": "3", "attribute": "sector", "value": "Health"],
                ["kind": "cap", "seats": "40", "attribute": "all", "value": ""],
                ["kind": "cap", "seats": "5", "attribute": "all", "value": "sector:security", "several": ""],
                [
                    "kind": "guarantee", "seats": "1", "attribute": "country", "value": "Austria; LV",
                    "until": "2027-05-01T00:00",
                ],
            ]
            for form in forms { #expect(try await browser.post(path, form).status == 303) }
            let page = try await browser.get(path)
            for sentence in [
                "At most 2 of each country; Belgium: 3; Croatia: 6", "At most 3 of Health", "At most 40 in all",
                "At most 5 of Security and law enforcement", "1 kept for each of: Austria, Latvia",
                "Still kept for: Austria, Latvia",
            ] { #expect(page.contains(sentence), "\(sentence)") }
            let wrong: [KeyValuePairs<String, String>] = [
                ["kind": "cap", "seats": "x", "attribute": "all"],
                ["kind": "guarantee", "seats": "1", "attribute": "all"],
                ["kind": "cap", "seats": "2", "attribute": "country", "value": "Atlantis"],
                ["kind": "guarantee", "seats": "1", "attribute": "sector", "value": "health"],
                ["kind": "cap", "seats": "1", "attribute": "all", "label": "In all"],
                ["kind": "cap", "seats": "1", "attribute": "all", "exceptions": "HR=2"],
            ]
            for form in wrong { #expect(try await browser.post(path, form).status == 422, "\(form)") }
            let event = seats.event
            let before = try await site.database.read { try QuotaStore($0).quotas(of: event) }
            let file = SeatFiles.write(before.map(\.quota))
            try await QuotaOperations.replace(
                try await seats.world.visit(seats.world.organiser), event, with: Array(file.utf8))
            #expect(try await site.database.read { try QuotaStore($0).quotas(of: event) } == before)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `programs set quotas and see what they count`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let seats = try await SeatWorld(site, quotas: [])
            try await seats.register("HR1")
            let visit = try await seats.world.visit(seats.world.organiser)
            let token = try await AccountOperations.createToken(visit, name: "Test")
            let client = APIClient(browser: site.browser(), token: token)
            let path = "/api/v1/events/\(seats.event)/quotas"
            let added = try await client.send(
                .post, path, ["kind": "cap", "attribute": "country", "seats": 2] as [String: Any])
            #expect(added.status == 201)
            let list = try await client.send(.get, path)
            #expect(list.items.first?["sentence"] as? String == "At most 2 of each country")
            let wrong = try await client.send(
                .post, path, ["kind": "cap", "attribute": "colour", "seats": 2] as [String: Any])
            #expect(wrong.status == 422)
        }
    }
}
