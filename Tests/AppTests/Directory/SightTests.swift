import Domain
import Foundation
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// Who sees whom of the directory, on every way on which people are shown or given out.
struct SightTests {
    @Test(arguments: TestEngine.allCases)
    func `whom somebody may not see is not found, not listed, not counted and not given out`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let two = try await TwoProgrammes(site)
            let organiser = await two.world.browser(two.world.organiser)
            let unseen = ["Therenobody", "Nowherenobody"]
            for name in two.people.keys {
                let status = unseen.contains(name) ? 404 : 200
                #expect(try await organiser.get(two.path(name)).status == status, "\(name)")
                #expect(try await organiser.get(two.path(name) + "/edit").status == status, "\(name)")
            }
            let changed = try await organiser.post(two.path("Therenobody"), ["family-name": "Mine"])
            #expect(changed.status == 404)
            let list = try await organiser.get("/directory/people")
            let file = try await organiser.get("/directory/people/export/csv")
            for name in unseen { #expect(!list.contains(name) && !file.contains(name)) }
            #expect(list.contains("7 people"))
            #expect(list.contains("Thereorganisers") && file.contains("Thereorganisers"))
            // E-mails of one's own events only; and nobody is found by another.
            for page in [list, file] {
                #expect(page.contains("herenobody@example.net") && !page.contains("thereorganisers@example.net"))
            }
            #expect(try await organiser.get("/directory/people?q=thereorganisers@").contains("Nobody found"))
            #expect(try await organiser.get("/directory/people?q=hereorganisers@").contains("Hereorganisers"))
            #expect(try await organiser.get("/directory/people?q=nowherenobody").contains("Nobody found"))
            let there = try await organiser.get("/directory/organisations?q=there")
            #expect(there.contains("class=\"num\">2<"))
            let visit = try await two.world.visit(two.world.organiser)
            let sights = try await site.database.read {
                let store = try SightStore($0, visit)
                return (try store.counts(by: .country), try store.counts(by: .sector), try store.count(PersonFilter()))
            }
            #expect(sights == (["HR": 7], ["health": 7], 7))
            let administrator = await two.world.browser(two.world.administrator)
            let all = try await administrator.get("/directory/people")
            #expect(all.contains("9 people") && all.contains("therenobody@example.net"))
            #expect(try await administrator.get(two.path("Nowherenobody")).contains("nowherenobody@example.net"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an organiser who appoints themselves for a country, or its region, sees nobody of other programmes`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let two = try await TwoProgrammes(site)
            let (account, here, there) = (two.other.id, try two.id("Herenobody"), try two.id("Therenobody"))
            let (own, region, programme) = try await site.database.write { [environment = site.environment] tx in
                let work = Work(tx, environment)
                for person in [here, there] { try PersonAccountOperations.chooseIn(work, person, .focalPoint) }
                let own = try DirectoryOperations.createPersonIn(
                    work, PersonFields(givenName: "Olga", familyName: "Other", country: "SI"))
                #expect(try AccountWriting(tx).link(account, to: own))
                let region = try #require(try RegionStore(tx).regions().first?.id)
                try RegionStore(tx).insert(
                    RegionMembership(
                        region: region, country: "HR", since: "2020-01-01", until: nil, remark: nil, isHome: true), tx)
                return (own, region, try EventStore(tx).event(two.elsewhere).programme)
            }
            for (role, holder) in [(MandateRole.focalPoint, "country:HR"), (.head, "region:\(region)")] {
                _ = try await MandateOperations.appoint(
                    try await two.world.visit(two.other),
                    MandateFields(
                        role: role, holder: holder, programme: programme, person: own, since: "2023-01-01"))
            }
            let browser = await two.world.browser(two.other)
            #expect(try await browser.get(two.path("Herenobody")).status == 404)
            let list = try await browser.get("/directory/people")
            #expect(!list.contains("Herenobody") && list.contains("Therenobody"))
            let visit = try await two.world.visit(two.other)
            let known = try ["Hereorganisers", "Thereorganisers"].map { try two.id($0) }
            let shown = try await site.database.read { try SightStore($0, visit).emailsShown(of: Set(known)) }
            #expect(shown == [known[1]], "the addresses of the own programme alone")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `whom a cut list of a programme's people leaves out does not depend on the engine`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await site.world(seats: 3)
            let (programme, seat) = (world.programme, world.seats[1].id)
            try await site.database.write { tx in
                try tx.execute("UPDATE participant SET country = NULL WHERE id = \(seat)")
            }
            let first = try await site.database.read { try ProgrammeStore($0).people(of: programme, limit: 1) }
            #expect(first.count == 1 && first[0].country == nil, "who has told no country stands first")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `that an administrator read an address is written down, once a day for a person and each time for a file`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let two = try await TwoProgrammes(site)
            func noted() async throws -> Int {
                try await site.journal("accounts").count { $0 == "address.reading" }
            }
            let organiser = await two.world.browser(two.world.organiser)
            #expect(try await organiser.get(two.path("Hereorganisers")).status == 200)
            #expect(try await noted() == 0, "of who sees it by their programme nothing is noted")
            let administrator = await two.world.browser(two.world.administrator)
            let first = try await administrator.get(two.path("Nowherenobody"))
            #expect(first.contains("nowherenobody@example.net") && !first.contains("Who read the e-mail"))
            let second = try await administrator.get(two.path("Nowherenobody"))
            #expect(second.contains("Who read the e-mail as administrator"))
            let views = try #require(second.text(after: "id=\"views\"", before: "</details>"))
            #expect(
                views.contains("The focal point of Croatia") && views.contains("nothing, not even that they are here"))
            #expect(try await noted() == 1)
            for count in [2, 3] {
                #expect(try await administrator.get("/directory/people/export/csv").status == 200)
                #expect(try await noted() == count)
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the events of a person are told to their organisers only`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let two = try await TwoProgrammes(site)
            let (organiser, other) = (
                await two.world.browser(two.world.organiser), await two.world.browser(two.other)
            )
            let address = "/events/\(two.elsewhere)"
            #expect(try await other.get(two.path("Thereorganisers")).contains(address))
            let page = try await organiser.get(two.path("Thereorganisers"))
            #expect(!page.contains(address) && page.contains("In none of your events."))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the API shows and changes only whom the asker sees`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let two = try await TwoProgrammes(site)
            let api = try await two.world.api(two.world.organiser)
            let people = try await api.send(.get, "/api/v1/people")
            #expect(people.items.count == 7)
            let unseen = "/api/v1/people/\(try two.id("Therenobody"))"
            #expect(try await api.send(.get, unseen).status == 404)
            #expect(try await api.send(.put, unseen, ["givenName": "M", "familyName": "Ine"]).status == 404)
            let seat = try await api.send(
                .post, "/api/v1/events/\(two.world.event)/participants",
                ["name": "Vera", "person": try two.id("Therenobody").description])
            #expect(seat.status == 404, "nobody is drawn into an event unseen")
            // The e-mail that is not shown stays, and is not overwritten.
            let open = "/api/v1/people/\(try two.id("Thereorganisers"))"
            #expect(try await api.send(.get, open).text("email") == "")
            let kept = try await api.send(.put, open, ["givenName": "Vera", "familyName": "Renamed"])
            #expect(kept.status == 200)
            let id = try two.id("Thereorganisers")
            let email = try await site.database.read { try PersonStore($0).person(id).fields.email }
            #expect(email == "thereorganisers@example.net")
            for address in ["thereorganisers@example.net", "mine@example.net"] {
                let refused = try await api.send(
                    .put, open, ["givenName": "Vera", "familyName": "Renamed", "email": address])
                #expect(refused.status == 422)
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an e-mail of somebody unseen tells nobody whose it is`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let two = try await TwoProgrammes(site)
            let organiser = await two.world.browser(two.world.organiser)
            let page = try await organiser.post(
                "/directory/people", ["family-name": "New", "email": "therenobody@example.net"])
            #expect(page.status == 422)
            #expect(page.contains("Somebody else already maintains this entry; ask an administrator."))
            #expect(!page.contains("Therenobody"))
            // A namesake who is not seen is no question: it would say that there is one.
            let namesake = try await organiser.post(
                "/directory/people", ["given-name": "Vera", "family-name": "Therenobody", "country": "HR"])
            #expect(namesake.status == 303)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an import neither shows nor changes whom the importer does not see`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let two = try await TwoProgrammes(site)
            let visit = try await two.world.visit(two.world.organiser)
            let table = """
                First name,Surname,Email,Country
                New,Name,therenobody@example.net,HR
                Vera,Nowherenobody,,HR
                Vera,Thereorganisers,other@example.net,HR
                Vera,Hereorganisers,other2@example.net,HR
                """
            let (id, _) = try await ImportOperations.preview(
                visit, .directory, ImportOperations.File(bytes: Array(table.utf8), name: "people.csv"))
            let plan = try await site.database.read {
                try ImportOperations.stored(visit, .directory, id, $0).plan
            }
            #expect(plan[0].outcome == .wrong([.init(column: .email, kind: .kept, value: "therenobody@example.net")]))
            #expect(plan[1].outcome == .new)
            guard case .namesake(_, let changes, emailsDiffer: true) = plan[2].outcome else {
                Issue.record("\(plan[2].outcome)")
                return
            }
            #expect(changes.isEmpty)
            guard case .namesake(_, let own, emailsDiffer: true) = plan[3].outcome else {
                Issue.record("\(plan[3].outcome)")
                return
            }
            #expect(own.map(\.before) == ["hereorganisers@example.net"])
            let preview = await two.world.browser(two.world.organiser)
            let page = try await preview.get("/directory/people/import/\(id)")
            #expect(page.status == 200 && !page.contains("thereorganisers@example.net"))
            let done = try await ImportOperations.confirm(visit, .directory, id, choices: [4: .same, 5: .leave])
            #expect(done == .done)
            let person = try two.id("Thereorganisers")
            let kept = try await site.database.read { try PersonStore($0).person(person).fields.email }
            #expect(kept == "thereorganisers@example.net")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `only who is seen is added to an event from the directory`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let two = try await TwoProgrammes(site)
            let organiser = await two.world.browser(two.world.organiser)
            let path = "/events/\(two.world.event)/people/directory"
            let page = try await organiser.get(path)
            #expect(page.contains("Thereorganisers") && !page.contains("Therenobody"))
            #expect(!page.contains("thereorganisers@example.net"))
            let ticked = try await organiser.post(
                path, ["person": "\(try two.id("Therenobody"))", "role": "participant"])
            #expect(ticked.status == 404)
            try await organiser.post(path, ["all": "1", "role": "participant"])
            let unseen: [Person.ID] = [try two.id("Therenobody"), try two.id("Nowherenobody")]
            #expect(
                try await site.count(
                    "SELECT COUNT(*) FROM participant WHERE event_id = \(two.world.event) AND person_id IN \(in: unseen)"
                )
                    == 0)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a linked account chooses for itself, and the same e-mail alone links nothing`(engine: TestEngine) async throws
    {
        try await TestSite.with(engine) { site in
            let two = try await TwoProgrammes(site)
            let (administrator, stranger) = (
                await two.world.browser(two.world.administrator), await two.world.browser(two.world.stranger)
            )
            let person = try two.id("Nowhereorganisers")
            try await site.database.write { [stranger = two.world.stranger.email] tx in
                try tx.execute("UPDATE person SET email = \(stranger) WHERE id = \(person)")
            }
            #expect(try await stranger.get("/account").contains("Who sees me in the directory") == false)
            #expect(try await stranger.post("/account/visibility", ["visible-to": "nobody"]).status == 404)
            let path = try two.path("Nowhereorganisers")
            #expect(try await administrator.post(path + "/account", ["email": "no@example.org"]).status == 422)
            #expect(
                try await administrator.post(path + "/account", ["email": two.world.stranger.email]).status == 303)
            #expect(try await administrator.get(path).contains("Unlink the account"))
            let twice = try await administrator.post(
                try two.path("Nowherenobody") + "/account", ["email": two.world.stranger.email])
            #expect(twice.status == 422, "an account is one person's")
            #expect(try await stranger.get("/account").contains("Who sees me in the directory"))
            try await stranger.post("/account/visibility", ["visible-to": "nobody"])
            let organiser = await two.world.browser(two.world.organiser)
            #expect(try await organiser.get(path).status == 404)
            let api = try await two.world.api(two.world.stranger)
            let other = "/api/v1/people/\(try two.id("Hereprogramme"))/visibility"
            #expect(try await api.send(.put, other, ["visibleTo": "nobody"]).status == 404)
            #expect(
                try await api.send(.put, "/api/v1/people/\(person)/visibility", ["visibleTo": "organisers"]).status
                    == 200)
            #expect(try await organiser.get(path).status == 200)
            try await administrator.post(path + "/account/ending")
            #expect(try await stranger.post("/account/visibility", ["visible-to": "nobody"]).status == 404)
            #expect(
                try await site.journal("directory").suffix(4) == [
                    "account-link.creation", "visibility.change", "visibility.change", "account-link.ending",
                ])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a linked person changes the own address, and no programme learns it by this`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let two = try await TwoProgrammes(site)
            let person = try two.id("Hereorganisers")
            let administrator = try await two.world.visit(two.world.administrator)
            let own = await two.world.browser(two.world.stranger)
            let form: KeyValuePairs = ["email": "own@example.org"]
            #expect(try await own.post("/account/directory-email", form).status == 404, "linked to nobody")
            try await PersonAccountOperations.link(administrator, person, email: two.world.stranger.email)
            #expect(try await own.get("/account").contains("My e-mail in the directory"))
            let path = try two.path("Hereorganisers")
            #expect(try await own.post("/account/directory-email", ["email": "not one"]).status == 422)
            let taken: KeyValuePairs = ["email": "therenobody@example.net"]
            #expect(try await own.post("/account/directory-email", taken).status == 422, "another's")
            #expect(try await own.post("/account/directory-email", form).status == 303)
            #expect(try await own.get("/account").contains("own@example.org"))
            #expect(try await two.world.browser(two.world.administrator).get(path).contains("own@example.org"))
            #expect(
                try await site.count("SELECT COUNT(*) FROM known_address WHERE person_id = \(person)") == 0)
            let api = try await two.world.api(two.world.stranger)
            let other = "/api/v1/people/\(try two.id("Hereprogramme"))/email"
            #expect(try await api.send(.put, other, ["email": "own2@example.org"]).status == 404)
            let changed = try await api.send(.put, "/api/v1/people/\(person)/email", ["email": "own2@example.org"])
            #expect(changed.status == 200)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an invitation made from a person links the account when it is accepted`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let two = try await TwoProgrammes(site)
            let person = try two.id("Nowhereorganisers")
            let visit = try await two.world.visit(two.world.administrator)
            let token = try await PersonAccountOperations.invite(visit, person)
            let linked: SQL = "SELECT COUNT(*) FROM account WHERE person_id = \(person)"
            #expect(try await site.count(linked) == 0)
            _ = try await AccountOperations.accept(
                site.visit(.guest), invitation: token, name: "Vera", password: "four words are enough")
            #expect(try await site.count(linked) == 1)
            // Who is erased leaves no link behind.
            let done = try await PrivacyOperations.erase(site.database, site.environment, "\(person)")
            #expect(done?.accounts == 1)
            #expect(try await site.count("SELECT COUNT(*) FROM account WHERE person_id IS NOT NULL") == 0)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the list and the function agree on random directories`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world(seats: 0)
            let maker = WorldMaker(environment: site.environment)
            var random = Mutator(seed: 26)
            func pick<T>(_ values: [T]) -> T { values[Int(random.next() % UInt64(values.count))] }
            let accounts = [world.administrator, world.organiser, world.facilitator, world.stranger]
            let choices = (0..<60).map { _ in
                (
                    visible: pick(VisibleTo.allCases), event: pick([0, 1, 2, 3, 4]),
                    state: pick(["invited", "present", "removed", "waiting"]), isKnown: pick([0, 1, 2, 3]),
                    country: pick(["KZ", "UZ", nil]), speaks: pick([0, 0, 0, 1, 2])
                )
            }
            // Of the organiser, the facilitator and somebody else, in each of three events: a role, or none.
            let roles = (1...3).map { _ in (0..<3).map { _ in pick(Role.allCases.map { $0 as Role? } + [nil, nil]) } }
            let linked = pick(Array(0..<60))
            try await site.database.write { [environment = site.environment] tx in
                let other = try maker.addProgramme(tx, "Other", organiser: world.administrator.id)
                let known: [Set<Programme.ID>] = [[], [world.programme], [other], [world.programme, other]]
                let events = try ["AAAA", "BBBB", "CCCC"].enumerated().map {
                    try maker.addEvent(tx, $0.offset == 0 ? world.programme : other, code: $0.element)
                }
                for (account, roles) in zip(accounts.dropFirst(), roles) {
                    for (event, role) in zip(events, roles) {
                        if let role { try maker.addAccountSeat(tx, event, account, role) }
                    }
                }
                let codes = try PersonStore(tx).countryCodes().subtracting(["KZ"]).sorted()
                for (index, choice) in choices.enumerated() {
                    let id = try DirectoryOperations.createPersonIn(
                        Work(tx, environment),
                        PersonFields(
                            givenName: "N\(index)", familyName: "F\(index % 7)", email: "n\(index)@mail.example",
                            country: choice.country),
                        knownTo: known[choice.isKnown])
                    try PersonStore(tx).set(choice.visible, of: id, tx)
                    if index == linked { _ = try AccountWriting(tx).link(world.stranger.id, to: id) }
                    // Two speak for a country with an account, one of them in one programme alone; others for countries of their own.
                    let isFocalPoint = index == (linked + 1) % 60
                    if isFocalPoint { _ = try AccountWriting(tx).link(world.facilitator.id, to: id) }
                    if isFocalPoint || index == linked || choice.speaks > 0 {
                        let isOfKZ = isFocalPoint || index == linked
                        let fields = MandateFields(
                            role: .focalPoint, holder: isOfKZ ? "country:KZ" : "country:\(codes[index])",
                            programme: isFocalPoint
                                ? nil : choice.speaks == 1 && index != linked ? world.programme : other,
                            person: id, since: "2020-01-01")
                        try MandateOperations.appointIn(Work(tx, environment), fields.cleaned)
                    }
                    guard (1...3).contains(choice.event) else { continue }
                    _ = try EventOperations.addPersonIn(Work(tx, environment), events[choice.event - 1], id)
                    try tx.execute("UPDATE participant SET state = \(choice.state) WHERE person_id = \(id)")
                }
            }
            for account in accounts {
                let visit = try await world.visit(account)
                try await site.database.read { reading in
                    let store = try SightStore(reading, visit)
                    let all = try PersonStore(reading).everybody()
                    let sights = try store.sights(of: all)
                    let expected = all.map(\.id).filter { sights[$0]?.isNamed ?? false }
                    #expect(try store.people(PersonFilter(), limit: 1_000).map(\.id) == expected, "\(account.name)")
                    #expect(try store.count(PersonFilter()) == expected.count, "\(account.name)")
                    let addressed = all.map(\.id).filter { sights[$0]?.hasEmail ?? false }
                    let found = try store.people(PersonFilter(query: "@mail.example"), limit: 1_000).map(\.id)
                    #expect(found == addressed, "\(account.name)")
                    #expect(try store.emailsShown(of: Set(all.map(\.id))) == Set(addressed))
                }
            }
        }
    }
}
