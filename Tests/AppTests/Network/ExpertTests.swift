import Domain
import Foundation
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

let expertScenarios = """
    GET    /experts                                                              accounts
    GET    /experts/coverage                                                     accounts
    GET    /experts/people/:person                                               accounts  404,organiser=200,administrator=200
    GET    /experts/people/:person/card                                          accounts  404,organiser=200,administrator=200
    GET    /api/v1/experts                                                       accounts
    GET    /api/v1/experts/:person/card                                          accounts  404,organiser=200,administrator=200
    GET    /api/v1/expert-coverage                                               accounts
    GET    /events/:event/areas                                                  owners
    POST   /events/:event/areas                                                  owners  303
    GET    /api/v1/events/:event/areas                                           room
    PUT    /api/v1/events/:event/areas                                           owners  422
    GET    /profile                                                              accounts
    POST   /profile                                                              accounts  404,stranger=303
    POST   /profile/confirmation                                                 accounts  404,stranger=303
    GET    /directory/profiles/import                                            administrators
    POST   /directory/profiles/import                                            administrators  422
    GET    /directory/profiles/export/:format                                    keepers
    GET    /api/v1/profile-file                                                  keepers
    POST   /api/v1/profile-file                                                  administrators  422
    GET    /api/v1/profile                                                       accounts  404,stranger=200
    PUT    /api/v1/profile                                                       accounts  422
    POST   /api/v1/profile/confirmation                                          accounts  404,stranger=200
    """

/// Who is found as an expert, by whom, and why.
struct ExpertTests {
    /// A programme with five experts of the example in the design, who let everybody in their programmes see them.
    struct Network {
        let world: World
        let people: [String: Person.ID]

        var site: TestSite { world.site }

        func id(_ name: String) throws -> Person.ID { try #require(people[name]) }

        struct Told {
            let name: String
            let country: String
            var organisation = ""
            var areas: [String] = []
            var words: [String] = []
            var languages: [String] = []
            var isInGroup = false
            var visibleTo = VisibleTo.programme
        }

        static let told = [
            Told(
                name: "Obraztsova", country: "KZ", organisation: "Demo laboratory (invented)", areas: ["water-safety"],
                words: ["sampling of reservoirs"], languages: ["kk", "ru"], isInGroup: true),
            Told(
                name: "Namunayev", country: "KZ", organisation: "Demo laboratory (invented)", areas: ["water-safety"],
                words: ["sampling", "training"], languages: ["ru"]),
            Told(
                name: "Namunov", country: "UZ", areas: ["water-safety"], words: ["reservoir"], languages: ["ru"]),
            Told(
                name: "Misol", country: "TJ", areas: ["food-safety"], words: ["reservoir sampling"], languages: ["ru"],
                isInGroup: true),
            Told(name: "Jisheev", country: "MN", areas: ["chemical-safety"], languages: ["mn"]),
            Told(
                name: "Hidden", country: "KG", areas: ["water-safety"], words: ["sampling", "reservoir"],
                languages: ["ru"], visibleTo: .focalPoint),
        ]

        init(_ site: TestSite) async throws {
            let world = try await site.world(seats: 0)
            self.world = world
            people = try await site.database.write { [environment = site.environment] tx in
                let work = Work(tx, environment)
                let group = environment.id(WorkingGroup.ID.self)
                try WorkingGroupStore(tx).insert(
                    group,
                    WorkingGroupFields(
                        area: AreaSeed.id(of: "water-safety").description, title: "Water", since: "2023-01-01"),
                    in: world.programme, now: environment.now(), tx)
                var people: [String: Person.ID] = [:]
                for one in Self.told {
                    let id = try DirectoryOperations.createPersonIn(
                        work,
                        PersonFields(
                            givenName: "", familyName: one.name, email: "\(one.name.lowercased())@example.org",
                            country: one.country, organisation: one.organisation))
                    var fields = ProfileFields(
                        areas: one.areas.map { .init(area: $0, level: "lead") }, languages: one.languages,
                        expertise: one.words)
                    (fields.visibleTo, fields.consents) = (one.visibleTo, true)
                    try ProfileOperations.changeIn(work, id, fields.cleaned)
                    if one.isInGroup {
                        try tx.execute(
                            """
                            INSERT INTO mandate (id, role, holder_kind, holder, programme_id, person_id, since, until, review_by, state,
                                appointed_by, document, note, created_at, changed_at)
                            VALUES (\(environment.id(Mandate.ID.self)), 'working-group-member', 'working-group', \(group),
                                \(world.programme), \(id), '2023-01-01', NULL, NULL, 'active', NULL, '', '', 0, 0)
                            """)
                    }
                    people[one.name] = id
                }
                return people
            }
        }
    }

    private static let query = "q=sampling+reservoir&area=water-safety&language=ru"

    @Test(arguments: TestEngine.allCases)
    func `the example of the design stands on the page and in the API with its reasons`(engine: TestEngine) async throws
    {
        try await TestSite.with(engine) { site in
            let network = try await Network(site)
            let api = try await network.world.api(network.world.organiser)
            let reply = try await api.send(.get, "/api/v1/experts?\(Self.query)")
            let names = reply.items.compactMap { $0["name"] as? String }
            #expect(names == ["Obraztsova", "Misol", "Namunov", "Namunayev", "Jisheev"])
            // Without events, which nobody has entered: two less for the first, one less for the fourth.
            #expect(reply.items.compactMap { $0["rank"] as? Int } == [21, 15, 15, 9, 4])
            #expect(reply.items.allSatisfy { $0["email"] == nil }, "an address is asked for, not given out")
            let page = try await network.world.browser(network.world.organiser).get("/experts?\(Self.query)")
            for words in [
                "knows Water safety", "writes of “sampling”", "speaks Russian", "is in its working group",
                "knows a neighbouring area: Food safety", "1 of the same country above",
            ] { #expect(page.contains(words), "\(words)") }
            #expect(!page.contains("Hidden"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who lets only the focal point see them is found by that one alone, and counted by nobody else`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let network = try await Network(site)
            let world = network.world
            let stranger = await world.browser(world.stranger)
            #expect(try await stranger.get("/experts").contains("No experts yet"))
            let hidden = try network.id("Hidden")
            #expect(try await stranger.get("/experts/people/\(hidden)").status == 404)
            #expect(try await stranger.get("/experts/people/\(hidden)/card").status == 404)
            try await site.database.write { [environment = site.environment] tx in
                let work = Work(tx, environment)
                let own = try DirectoryOperations.createPersonIn(
                    work, PersonFields(givenName: "Anara", familyName: "Primerova", country: "KG"))
                _ = try AccountWriting(tx).link(world.stranger.id, to: own)
                try MandateOperations.appointIn(
                    work,
                    MandateFields(role: .focalPoint, holder: "country:KG", person: own, since: "2023-01-01").cleaned)
            }
            let api = try await world.api(world.stranger)
            let seen = try await api.send(.get, "/api/v1/experts")
            let card = try await api.send(.get, "/api/v1/experts/\(hidden)/card?version=4.0")
            #expect(card.status == 200 && card.type.hasPrefix("text/vcard"))
            #expect(seen.items.compactMap { $0["name"] as? String } == ["Hidden"])
            #expect(seen.items.first?["email"] as? String == "hidden@example.org")
            #expect(try await stranger.get("/experts/people/\(hidden)").contains("Water safety"))
            #expect(try await stranger.get("/my-countries/KG").contains("/experts/people/\(hidden)"))
            let map = try await (await world.browser(world.organiser)).get("/experts/coverage")
            #expect(!map.contains(">KG<") && map.contains(">KZ<"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `coverage is of the countries that belong to a programme, with those that have nobody`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let network = try await Network(site)
            let programme = network.world.programme
            try await site.database.write { [environment = site.environment] tx in
                for (code, name) in [("KZ", "Kazakhstan"), ("SI", "Slovenia")] {
                    try MemberStore(tx).insert(
                        MemberRecord(
                            id: environment.id(), programme: programme, ref: .country(code), name: name, role: .member,
                            since: "2018", until: nil, note: "", document: ""), by: nil, now: 0, tx)
                }
            }
            let browser = await network.world.browser(network.world.organiser)
            let own = try await browser.get("/experts/coverage")
            #expect(own.contains(">KZ<") && own.contains(">SI<") && !own.contains(">UZ<"))
            let all = try await browser.get("/experts/coverage?programme=all")
            #expect(all.contains(">KZ<") && all.contains(">UZ<") && !all.contains(">SI<"))
            let api = try await network.world.api(network.world.organiser)
            let told = try await api.send(.get, "/api/v1/expert-coverage?programme=\(programme)")
            #expect(told["countries"] as? [String] == ["KZ", "SI"])
            let stranger = try await network.world.api(network.world.stranger)
            let other = try await stranger.send(.get, "/api/v1/expert-coverage?programme=\(programme)")
            #expect(!(other["countries"] as? [String] ?? []).contains("SI"), "who belongs to it is told to its own")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who takes back their consent is no longer found`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let network = try await Network(site)
            let world = network.world
            let id = try network.id("Namunov")
            try await site.database.write { tx in
                _ = try AccountWriting(tx).link(world.facilitator.id, to: id)
            }
            let own = await world.browser(world.facilitator)
            let page = try await own.get("/profile")
            #expect(page.contains("The focal point of Uzbekistan") && page.contains("Nobody but the organisers"))
            let kept = try await own.post(
                "/profile",
                ["area-1": "water-safety", "level-1": "trainer", "languages": "Russian", "visible-to": "programme"])
            #expect(kept.status == 303)
            let found = try await (try await world.api(world.organiser)).send(.get, "/api/v1/experts?area=water-safety")
            #expect(!found.items.contains { $0["name"] as? String == "Namunov" })
            let wrong = try await own.post("/profile", ["consents": "1", "visible-to": "nobody", "notice-weeks": "x"])
            #expect(wrong.status == 422 && wrong.contains("Choose who may see you"))
            let kinds = try await site.journal("directory")
            #expect(kinds.contains("profile.change"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a word in any language is an area, and a retired area finds who knew it`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let network = try await Network(site)
            let api = try await network.world.api(network.world.organiser)
            for word in ["вода", "eau", "مياه"] {
                let reply = try await api.send(.get, "/api/v1/experts?q=\(PercentCoding.encode(word))")
                #expect(reply["areas"] as? [String] == ["water-safety"], "\(word)")
                #expect(reply.items.count == 5, "\(word)")
            }
            let visit = try await network.world.visit(network.world.administrator)
            try await AreaOperations.retire(visit, AreaSeed.id(of: "water-safety"), successor: "bio-safety")
            let old = try await api.send(.get, "/api/v1/experts?area=water-safety")
            let next = try await api.send(.get, "/api/v1/experts?area=bio-safety")
            for reply in [old, next] {
                #expect(reply["areas"] as? [String] == ["bio-safety"])
                #expect(reply.items.first?["name"] as? String == "Obraztsova")
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what is hostile in a search finds nothing and breaks nothing`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let network = try await Network(site)
            let browser = await network.world.browser(network.world.organiser)
            for text in [
                "'; DROP TABLE profile; --", "<script>alert(1)</script>", "%' OR 1=1",
                String(repeating: "я", count: 1_500),
            ] {
                let page = try await browser.get("/experts?q=\(PercentCoding.encode(text))")
                #expect(page.status == 200 && !page.contains("<script>alert"))
            }
            #expect(try await site.count("SELECT COUNT(*) FROM profile") == 6)
            #expect(try await browser.get("/experts?from=2023-13-01").status == 422)
            let api = try await network.world.api(network.world.organiser)
            #expect(try await api.send(.get, "/api/v1/experts?to=soon").status == 422)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a card for an address book has what the visitor sees`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let network = try await Network(site)
            let path = "/experts/people/\(try network.id("Obraztsova"))/card"
            let organiser = await network.world.browser(network.world.organiser)
            let card = try await organiser.get(path)
            #expect(card.contains("VERSION:3.0\r\n") && card.contains("FN:Obraztsova\r\n"))
            #expect(card.contains("CATEGORIES:Water safety\r\n") && card.contains("Member of the working group"))
            #expect(!card.contains("EMAIL") && !card.contains("KIND"))
            let administrator = await network.world.browser(network.world.administrator)
            #expect(try await administrator.get(path).contains("EMAIL;TYPE=INTERNET:obraztsova@example.org\r\n"))
            let four = try await administrator.get("\(path)?version=4.0")
            #expect(four.contains("KIND:individual") && four.contains("LANG;PREF=2:ru") && four.contains("EXPERTISE:"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `names in Arabic and Cyrillic stay whole in a card`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let network = try await Network(site)
            var person = try await site.database.read { try PersonStore($0).person(try network.id("Misol")) }
            person.fields.givenName = "محمد عبد الرحمن"
            person.fields.familyName = String(repeating: "Образцова; ", count: 9)
            let text = ExpertCard(person: person, areas: ["A, B"], titles: []).text(.three)
            let lines = text.components(separatedBy: "\r\n")
            #expect(lines.allSatisfy { $0.utf8.count <= 75 })
            let whole = text.replacing("\r\n ", with: "")
            #expect(whole.contains("Образцова\\; ") && whole.contains("محمد") && whole.contains("CATEGORIES:A\\, B"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what was not confirmed for a year stands lower, until one tap`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let network = try await Network(site)
            let (world, id) = (network.world, try network.id("Obraztsova"))
            try await site.database.write { tx in
                _ = try AccountWriting(tx).link(world.stranger.id, to: id)
                try tx.execute("UPDATE profile SET reviewed_at = 0 WHERE person_id = \(id)")
            }
            let api = try await world.api(world.organiser)
            func rank() async throws -> Int? {
                let reply = try await api.send(.get, "/api/v1/experts?area=water-safety")
                return reply.items.first { $0["name"] as? String == "Obraztsova" }?["points"] as? Int
            }
            #expect(try await rank() == 8)
            let own = await world.browser(world.stranger)
            #expect(try await own.get("/profile").contains("Not confirmed since"))
            #expect(try await own.post("/profile/confirmation").status == 303)
            #expect(try await rank() == 13)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the file of people with what they know goes out and comes in`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let network = try await Network(site)
            let administrator = await network.world.browser(network.world.administrator)
            let file = try await administrator.get("/directory/profiles/export/csv")
            #expect(
                file.contains(
                    "given-name,family-name,email,country,sector,organisation,languages,expertise,areas,levels,willing,notice-weeks,visible-to,reviewed-on"
                ))
            let again = try await administrator.upload(
                "/directory/profiles/import", field: "file", fileName: "people.csv", file.bytes)
            #expect(again.location?.contains("added=0&changed=0&same=6") == true)
            let api = try await network.world.api(network.world.organiser)
            #expect(try await api.send(.get, "/api/v1/experts?\(Self.query)").items.count == 5)
            let row =
                "family-name,email,country,areas,levels,visible-to,reviewed-on\n"
                + "Nova,nova@example.org,Kazakhstan,Безопасность воды;food-safety,lead;trainer,programme,2023-11-01\n"
                + "Stara,stara@example.org,KZ,water-safety,lead,programme,\n"
            let more = try await administrator.upload(
                "/directory/profiles/import", field: "file", fileName: "people.csv", Array(row.utf8))
            #expect(more.location?.contains("added=2&changed=0") == true)
            let found = try await api.send(.get, "/api/v1/experts?area=water-safety")
            let names = found.items.compactMap { $0["name"] as? String }
            #expect(names.contains("Nova") && !names.contains("Stara"), "who has not said so is not found")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a file of people changes what it has columns for, and neither gives nor takes back a consent`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let network = try await Network(site)
            let administrator = await network.world.browser(network.world.administrator)
            let (known, silent) = (try network.id("Obraztsova"), try network.id("Namunov"))
            try await site.database.write { tx in
                try tx.execute(
                    """
                    UPDATE profile SET contact_via = 'direct', remote_only = \(true), willing = 'train', notice_weeks = 3
                    WHERE person_id = \(known)
                    """)
                try tx.execute("UPDATE profile SET consent_at = NULL, reviewed_at = NULL WHERE person_id = \(silent)")
            }
            func stored(_ id: Person.ID) async throws -> (person: PersonRecord, profile: ProfileRecord) {
                try await site.database.read { reading in
                    let profile = try ProfileStore(reading).profile(of: id)
                    return (try PersonStore(reading).person(id), try #require(profile))
                }
            }
            func take(_ text: String) async throws -> String {
                let page = try await administrator.upload(
                    "/directory/profiles/import", field: "file", fileName: "people.csv", Array(text.utf8))
                return page.location ?? "\(page.status)"
            }
            let before = try await stored(known)
            // The same file again changes nothing, also not what it has no column for.
            let file = try await administrator.get("/directory/profiles/export/csv")
            _ = try await take(String(decoding: file.bytes, as: UTF8.self))
            #expect(try await stored(known).profile == before.profile)
            #expect(try await stored(known).person.visibleTo == .programme)
            // One column changes one thing.
            let row = "family-name,email,languages\nObraztsova,obraztsova@example.org,Russian\n"
            #expect(try await take(row).contains("added=0&changed=1&same=0"))
            let after = try await stored(known)
            #expect(after.person.fields.languages == ["ru"])
            #expect(after.person.fields.expertise == ["sampling of reservoirs"])
            #expect(after.profile == before.profile && after.person.visibleTo == .programme)
            // An empty cell empties a list, and hides nobody; a level that is not told stays.
            let cells = "family-name,email,expertise,areas,visible-to,reviewed-on\n"
            #expect(
                try await take(cells + "Obraztsova,obraztsova@example.org,,water-safety,,\n").contains("changed=1"))
            let emptied = try await stored(known)
            #expect(emptied.person.fields.expertise.isEmpty && emptied.profile == before.profile)
            #expect(emptied.person.visibleTo == .programme)
            // Nobody else says that somebody may be found.
            _ = try await take(cells + "Namunov,namunov@example.org,drills,water-safety,programme,2023-11-01\n")
            let other = try await stored(silent)
            #expect(other.person.fields.expertise == ["drills"])
            #expect(other.profile.consentAt == nil && other.profile.reviewedAt == nil)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `more areas than there may be are refused before each is looked for`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let network = try await Network(site)
            let world = network.world
            try await site.database.write { tx in
                _ = try AccountWriting(tx).link(world.facilitator.id, to: try network.id("Namunov"))
            }
            let api = try await world.api(world.facilitator)
            let many = (0..<5_000).map { ["area": "zz \($0)", "level": "lead"] }
            let refused = try await api.send(
                .put, "/api/v1/profile",
                [
                    "areas": many, "languages": [String](), "expertise": [String](), "visibleTo": "programme",
                    "consents": true,
                ])
            #expect(refused.status == 422)
            let organiser = try await world.api(world.organiser)
            let event = try await organiser.send(
                .put, "/api/v1/events/\(world.event)/areas", ["areas": (0..<5_000).map { "zz \($0)" }])
            #expect(event.status == 422)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who was not asked for a year is asked once, and a mail that did not arrive is told`(engine: TestEngine)
        async throws
    {
        let mail = MailSettings(
            server: "smtp://127.0.0.1:1", user: nil, password: nil,
            from: MailAddress(name: "Roundtable", address: "roundtable@example.org"))
        try await TestSite.with(engine, mail: mail, runsClocks: false) { site in
            let network = try await Network(site)
            let id = try network.id("Obraztsova")
            let mails: SQL = "SELECT COUNT(*) FROM outgoing_mail WHERE kind = 'expert'"
            try await ProfileReviews.run(site.services)
            #expect(try await site.count(mails) == 0)
            try await site.database.write { tx in
                try tx.execute("UPDATE profile SET reviewed_at = 1 WHERE person_id = \(id)")
            }
            for _ in 1...2 { try await ProfileReviews.run(site.services) }
            #expect(try await site.count(mails) == 1)
            let administrator = await network.world.browser(network.world.administrator)
            #expect(try await !administrator.get("/experts/people/\(id)").contains("their contact is broken"))
            try await site.database.write { [now = site.clock.now] tx in
                try tx.execute(
                    "UPDATE outgoing_mail SET failed_at = \(now), error = '550 no such user' WHERE kind = 'expert'")
            }
            #expect(try await administrator.get("/experts/people/\(id)").contains("their contact is broken"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the search of the house finds experts by their areas in every language, and nobody who is not seen`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let network = try await Network(site)
            for (account, count) in [(network.world.organiser, 3), (network.world.stranger, 0)] {
                let visit = try await network.world.visit(account)
                for word in ["water", "воды", "المياه"] {
                    let finding = try await site.database.read { try SearchFinding(SearchQuery(word), visit, $0) }
                    let found = finding.entries().count { $0.kind.name == "expert" }
                    #expect(found == count, "\(account.name), \(word)")
                }
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `who came to events on the area stands where the design says`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let network = try await Network(site)
            let (world, maker) = (network.world, WorldMaker(environment: site.environment))
            let came = [("Obraztsova", "AAAA"), ("Obraztsova", "BBBB"), ("Namunayev", "CCCC")]
            let events = try await site.database.write { [environment = site.environment] tx in
                try came.map { name, code in
                    let event = try maker.addEvent(tx, world.programme, code: code)
                    _ = try EventOperations.addPersonIn(Work(tx, environment), event, try network.id(name))
                    try tx.execute("UPDATE participant SET state = 'present' WHERE event_id = \(event)")
                    return event
                }
            }
            let organiser = await world.browser(world.organiser)
            for event in events {
                #expect(try await organiser.post("/events/\(event)/areas", ["area": "water-safety"]).status == 303)
            }
            #expect(try await organiser.get("/events/\(events[0])/areas").contains("value=\"water-safety\" checked"))
            let reply = try await (try await world.api(world.organiser)).send(.get, "/api/v1/experts?\(Self.query)")
            let names = reply.items.compactMap { $0["name"] as? String }
            #expect(names == ["Obraztsova", "Misol", "Namunov", "Namunayev", "Jisheev"])
            #expect(reply.items.compactMap { $0["points"] as? Int } == [23, 15, 15, 16, 4])
            #expect(reply.items.compactMap { $0["rank"] as? Int } == [23, 15, 15, 10, 4])
        }
    }
}
