import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

let publicationScenarios = """
    GET    /programmes/:programme/publications                       programme
    GET    /programmes/:programme/publications/new                   programme  200,facilitator=403
    POST   /programmes/:programme/publications                       programme  422,facilitator=403
    GET    /publications/:publication                                everyone   303,stranger=404,administrator=404,facilitator=200,organiser=200
    GET    /publications/:publication/edit                           accounts   404,facilitator=403,organiser=200
    POST   /publications/:publication/edit                           accounts   404,facilitator=403,organiser=422
    POST   /publications/:publication/leads                          accounts   400
    POST   /publications/:publication/leads/removal                  accounts   400
    POST   /publications/:publication/room                           accounts   404,facilitator=403,organiser=409
    POST   /publications/:publication/entry                          accounts   404,facilitator=409,organiser=409
    POST   /publications/:publication/writers                        accounts   404,facilitator=403,organiser=409
    POST   /publications/:publication/writers/:participant/removal   accounts   404,facilitator=403,organiser=409
    POST   /publications/:publication/review                         accounts   404,facilitator=403,organiser=409
    POST   /publications/:publication/return                         accounts   404,facilitator=403,organiser=409
    POST   /publications/:publication/release                        accounts   400
    POST   /publications/:publication/next-version                   accounts   404,facilitator=403,organiser=409
    POST   /publications/:publication/withdrawal                     accounts   404,facilitator=403,organiser=422
    GET    /publications/:publication/files/:file                    everyone   404
    GET    /api/v1/publications                                      accounts
    GET    /api/v1/programmes/:programme/publications                programme
    POST   /api/v1/programmes/:programme/publications                programme  422
    GET    /api/v1/publications/:publication                         everyone   401,stranger=404,administrator=404,facilitator=200,organiser=200
    PUT    /api/v1/publications/:publication                         accounts   422
    GET    /api/v1/publications/:publication/text                    everyone   401,stranger=404,administrator=404,facilitator=404,organiser=404
    PUT    /api/v1/publications/:publication/leads                   accounts   422
    PUT    /api/v1/publications/:publication/room                    accounts   404,facilitator=403,organiser=409
    PUT    /api/v1/publications/:publication/review                  accounts   404,facilitator=403,organiser=409
    DELETE /api/v1/publications/:publication/review                  accounts   404,facilitator=403,organiser=409
    PUT    /api/v1/publications/:publication/release                 accounts   422
    PUT    /api/v1/publications/:publication/withdrawal              accounts   422
    """

let publicationRows = """
    publication /api/v1/programmes/:programme/publications title=Water_in_two_cities
    """

/// What members of a programme write together.
struct PublicationTests {
    // MARK: Release

    @Test(arguments: TestEngine.allCases)
    func `a publication is released by two leads of different members, and by nobody else`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await PublicationWorld(site)
            let id = try await world.plan()
            let version = try await world.review(id)
            #expect(try await world.record(id).state == .review)
            for (account, member) in [
                (world.world.organiser, PublicationWorld.slovenia), (world.elena, PublicationWorld.spain),
                (world.elena, PublicationWorld.slovenia), (world.sara, PublicationWorld.latvia),
            ] {
                await expectRefusal(.leadsRelease) {
                    try await PublicationReleasing.release(try await world.visit(account), id, for: member, version)
                }
            }
            let one = try await PublicationReleasing.release(
                try await world.visit(world.sara), id, for: PublicationWorld.slovenia, version)
            let again = try await PublicationReleasing.release(
                try await world.visit(world.sara), id, for: PublicationWorld.slovenia, version)
            #expect(!one && !again)
            #expect(try await world.record(id).state == .review, "one member alone speaks for itself only")
            let both = try await PublicationReleasing.release(
                try await world.visit(world.lars), id, for: PublicationWorld.latvia, version)
            let record = try await world.record(id)
            #expect(both && record.state == .released && record.releasedOn == "2023-11-29")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the organiser of a programme makes no text of it final in its room`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PublicationWorld(site)
            let id = try await world.plan()
            let version = try await world.review(id)
            let event = try #require(try await world.record(id).event)
            let visit = try await world.visit(world.world.organiser)
            await expectRefusal(.notAMeeting) {
                try await GuideVersionOperations.close(visit, event, version, note: "Because I can")
            }
            await expectRefusal(.notAMeeting) { try await GuideVersionOperations.reopen(visit, event) }
            await expectRefusal(.notAMeeting) {
                try await GuideVersionOperations.openReview(visit, event, version)
            }
            #expect(try await world.record(id).state == .review)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a word is on one version: with a new one it counts no more`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PublicationWorld(site)
            let id = try await world.plan()
            let first = try await world.review(id)
            try await PublicationReleasing.release(
                try await world.visit(world.sara), id, for: PublicationWorld.slovenia, first)
            try await PublicationReleasing.returnToWriting(try await world.visit(world.lars), id)
            #expect(try await world.record(id).state == .drafting)
            let second = try await world.review(id, saying: "Something else.")
            await expectRefusal(.reviewMovedOn) {
                try await PublicationReleasing.release(
                    try await world.visit(world.lars), id, for: PublicationWorld.latvia, first)
            }
            let isReleased = try await PublicationReleasing.release(
                try await world.visit(world.lars), id, for: PublicationWorld.latvia, second)
            #expect(!isReleased, "Slovenia has not seen what is released now")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `whose mandate has ended says nothing for a member any more`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PublicationWorld(site)
            let id = try await world.plan()
            let version = try await world.review(id)
            try await site.database.write {
                try $0.execute("UPDATE mandate SET until = '2023-11-01' WHERE holder = 'LV'")
            }
            await #expect(throws: Refusal.self) {
                try await PublicationReleasing.release(
                    try await world.visit(world.lars), id, for: PublicationWorld.latvia, version)
            }
            #expect(try await world.record(id).state == .review)
        }
    }

    // MARK: Who reads

    @Test(arguments: TestEngine.allCases)
    func `a RED publication is hidden with its title from everybody who is not named, also from organisers`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PublicationWorld(site)
            let id = try await world.plan(.red, title: "Weak locks at Ljubljana")
            let event = try await PublicationRoom.open(try await world.visit(world.sara), id)
            try await world.write(event, "The northern gate is open at night.")
            let pages = [
                "/programmes/\(world.programme)", "/programmes/\(world.programme)/publications", "/publications/\(id)",
                "/events/\(event)", "/events/\(event)/guide", "/events/\(event)/guide/edit", "/events/\(event)/people",
                "/events/\(event)/settings", "/search?q=Ljubljana", "/search?q=northern", "/calendar", "/today",
                "/programmes",
            ]
            let secret = ["Weak locks", "northern gate"]
            for account in [world.world.organiser, world.elena, world.world.facilitator, world.world.stranger] {
                let browser = await world.world.browser(account)
                for path in pages {
                    let page = try await browser.get(path)
                    #expect(secret.allSatisfy { !page.contains($0) }, "\(account.name) at \(path)")
                }
                #expect(try await browser.get("/publications/\(id)").status == 404)
                #expect(try await browser.get("/events/\(event)/guide").status == 404)
            }
            for account in [world.sara, world.lars] {
                let browser = await world.world.browser(account)
                #expect(try await browser.get("/publications/\(id)").contains("Weak locks"))
                #expect(try await browser.get("/events/\(event)/guide").contains("northern gate"))
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a text that is written is read by those who write it, and by nobody who knows that it is written`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PublicationWorld(site)
            let id = try await world.plan()
            _ = try await world.review(id)
            let event = try #require(try await world.record(id).event)
            let elena = await world.world.browser(world.elena)
            let page = try await elena.get("/publications/\(id)")
            #expect(page.contains("Water in two countries") && !page.contains("springs"))
            #expect(try await elena.get("/events/\(event)/guide").status == 404)
            #expect(try await elena.get("/publications/\(id)/files/publication.md").status == 404)
            #expect(!(try await elena.get("/search?q=springs")).contains("guarded by two"))
            let guest = site.browser()
            #expect(try await guest.get("/publications/\(id)").status == 303)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what is released is read by whom its marking and audience let, on every way`(engine: TestEngine) async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await PublicationWorld(site)
            let organiser = world.world.organiser
            let (facilitator, stranger) = (world.world.facilitator, world.world.stranger)
            let cases: [(Marking, RecordAudience, reads: [TestAccount], not: [TestAccount])] = [
                (.green, .programme, [world.elena, organiser, facilitator], [stranger]),
                (.amber, .programme, [world.elena, organiser], [facilitator, stranger]),
                (.amber, .members([PublicationWorld.slovenia]), [world.lars, organiser], [world.elena, facilitator]),
                (.amberStrict, .programme, [world.sara, world.lars, organiser], [world.elena, facilitator]),
                (.red, .programme, [world.sara, world.lars], [organiser, world.elena, facilitator, stranger]),
            ]
            for (number, row) in cases.enumerated() {
                let id = try await world.plan(row.0, audience: row.1, title: "Report number \(number)")
                let version = try await world.review(id, saying: "Secret\(number)of the two services.")
                try await world.release(id, version)
                for (accounts, isRead) in [(row.reads, true), (row.not, false)] {
                    for account in accounts {
                        let browser = await world.world.browser(account)
                        let page = try await browser.get("/publications/\(id)")
                        let file = try await browser.get("/publications/\(id)/files/publication.md")
                        let found = try await browser.get("/search?q=Secret\(number)of")
                        let board = try await browser.get("/programmes/\(world.programme)/publications")
                        #expect(page.contains("Secret\(number)of") == isRead, "\(account.name), \(row.0)")
                        #expect(file.contains("Secret\(number)of") == isRead, "\(account.name), \(row.0), file")
                        #expect(
                            found.contains("Report number \(number)") == isRead, "\(account.name), \(row.0), search")
                        #expect(board.contains("Report number \(number)") == isRead, "\(account.name), \(row.0), board")
                        let api = try await world.visit(account)
                        let listed = try await site.database.read { reading in
                            try PublicationSight(api, reading).publications(of: world.programme).map(\.record.id)
                        }
                        #expect(listed.contains(id) == isRead, "\(account.name), \(row.0), list")
                    }
                }
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what is CLEAR is everybody's once it is released, and not before`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PublicationWorld(site)
            let id = try await world.plan(.clear)
            let version = try await world.review(id)
            let guest = site.browser()
            #expect(try await guest.get("/publications/\(id)").status == 303)
            try await world.release(id, version)
            let page = try await guest.get("/publications/\(id)")
            #expect(page.status == 200 && page.contains("The springs of Ljubljana"))
            #expect(try await guest.get("/publications/\(id)/files/publication.md").contains("springs"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `sections in which nobody has written are not released`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PublicationWorld(site)
            let id = try await world.plan()
            try await world.release(id, try await world.review(id))
            let document = try #require(
                try await site.database.read { try PublicationStore($0).document(of: id, number: 1, in: "en") })
            #expect(document.sections.map(\.title) == ["Why this report"] && document.sections.map(\.number) == ["1"])
        }
    }

    // MARK: What follows

    @Test(arguments: TestEngine.allCases)
    func `what was released stays as it is while its next version is written`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PublicationWorld(site)
            let id = try await world.plan()
            try await world.release(id, try await world.review(id))
            try await PublicationReleasing.followUp(try await world.visit(world.lars), id)
            let second = try await world.review(id, saying: "Three services guard them now.")
            let elena = await world.world.browser(world.elena)
            var page = try await elena.get("/publications/\(id)")
            #expect(page.contains("guarded by two services") && !page.contains("Three services"))
            try await world.release(id, second)
            page = try await elena.get("/publications/\(id)")
            #expect(!page.contains("guarded by two services") && page.contains("Three services"))
            let releases = try await site.database.read { try PublicationStore($0).releases(of: id).map(\.number) }
            #expect(releases == [2, 1])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `whoever had what is withdrawn is told, and nobody finds its text`(engine: TestEngine) async throws {
        let mail = MailSettings(
            server: "smtp://127.0.0.1:1", user: nil, password: nil,
            from: MailAddress(name: "Roundtable", address: "roundtable@example.org"))
        try await TestSite.with(engine, mail: mail, runsClocks: false) { site in
            let world = try await PublicationWorld(site)
            let id = try await world.plan()
            try await world.release(id, try await world.review(id))
            let elena = await world.world.browser(world.elena)
            #expect(try await elena.get("/publications/\(id)").contains("springs"))
            await #expect(throws: Refusal.self) {
                try await PublicationReleasing.withdraw(try await world.visit(world.elena), id, note: "Not mine")
            }
            try await PublicationReleasing.withdraw(
                try await world.visit(world.lars), id, note: "A number was wrong.")
            let page = try await elena.get("/publications/\(id)")
            #expect(page.contains("A number was wrong.") && !page.contains("springs"))
            #expect(try await elena.get("/publications/\(id)/files/publication.md").status == 404)
            #expect(!(try await elena.get("/search?q=springs")).contains("Water in two"))
            let told = try await site.count(
                "SELECT COUNT(*) FROM outgoing_mail WHERE kind = 'publication' AND address = 'elena@example.org'")
            #expect(told == 1)
        }
    }

    // MARK: The room

    @Test(arguments: TestEngine.allCases)
    func `a writing room is no event to whoever lists, counts or plans events`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PublicationWorld(site)
            let id = try await world.plan()
            let before = try await site.database.read { reading in
                (
                    try ProgrammeStore(reading).events(of: world.programme).count,
                    try ProgrammeStore(reading).countPeople(of: world.programme)
                )
            }
            let event = try await PublicationRoom.open(try await world.visit(world.sara), id)
            let after = try await site.database.read { reading in
                (
                    try ProgrammeStore(reading).events(of: world.programme).count,
                    try ProgrammeStore(reading).countPeople(of: world.programme)
                )
            }
            #expect(before == after)
            let sara = await world.world.browser(world.sara)
            #expect(try await sara.get("/events/\(event)").location == "/publications/\(id)")
            for path in ["/calendar", "/today"] {
                #expect(!(try await sara.get(path)).contains("/events/\(event)\""), "\(path)")
            }
            let organiser = try await world.visit(world.world.organiser)
            await expectRefusal(.notAMeeting) { try await EventOperations.renewCode(organiser, event) }
            let browser = await world.world.browser(world.world.organiser)
            #expect(!(try await browser.get("/programmes/\(world.programme)/events/new")).contains("kind=publication"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a text rests on what its writer may read of the programme`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PublicationWorld(site)
            let issue = try await IssueOperations.contribute(
                try await world.world.visit(world.world.member), world.world.event,
                Contribution(
                    topic: world.world.topics[0], title: "Nobody leads the first hour",
                    explanation: "Three services arrived. Each waited for the others."))
            let id = try await world.plan()
            let room = try await PublicationRoom.open(try await world.visit(world.sara), id)
            let reference = EvidenceReference(kind: .issue, target: issue.id.description)
            await #expect(throws: Refusal.self) {
                _ = try await EvidenceOperations.number(try await world.visit(world.sara), room, reference)
            }
            // Who organises the programme has a part in its events.
            let cited = try await EvidenceOperations.number(
                try await world.visit(world.world.organiser), room, reference)
            #expect(cited.number == 1)
            try await world.write(room, "The first hour decides [@1].")
            let document = try #require(
                try await site.database.read { try GuideStore($0).document(of: room) })
            #expect(document.sources.map(\.item.title) == ["Nobody leads the first hour"])
            let builder = try await world.world.browser(world.sara).get("/events/\(room)/guide/edit")
            #expect(builder.status == 200)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `whoever is let into a writing room is let into it alone, and not into its programme`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine, apiLimit: 0) { site in
            let world = try await PublicationWorld(site)
            let id = try await world.plan()
            let visit = try await world.visit(world.sara)
            let room = try await PublicationRoom.open(visit, id)
            try await PublicationRoom.addWriter(visit, id, email: "stan@example.org", writes: true)
            var fields = NoticeFields()
            (fields.title, fields.text) = ("Greenword for the members", "Told to all.")
            _ = try await NoticeOperations.post(
                visit, in: world.programme,
                SharedDraft(fields: fields, member: .country("SI"), choice: AudienceChoice(marking: "GREEN")))
            var practice = PracticeFields()
            (practice.title, practice.summary, practice.happenedOn) = ("Greenword of a practice", "What works.", "2021")
            _ = try await PracticeOperations.share(
                visit, in: world.programme,
                PracticeDraft(fields: practice, owner: .country("SI"), choice: AudienceChoice(marking: "GREEN")))
            let stan = await world.world.browser(world.world.stranger)
            #expect(try await stan.get("/events/\(room)/guide/edit").status == 200, "the room itself is open")
            #expect(try await stan.get("/publications/\(id)").status == 200)
            let programme = "/programmes/\(world.programme)"
            for path in [programme, "\(programme)/members", "\(programme)/sharing", "\(programme)/publications"] {
                #expect(try await stan.get(path).status == 404, "\(path)")
            }
            let inRoom = ["/events/\(room)/cases", "/events/\(room)/practices"]
            for path in ["/programmes", "/search?q=greenword", "/library"] + inRoom {
                let page = try await stan.get(path)
                #expect(!page.contains("Greenword") && !page.contains("reenword</mark>"), "\(path)")
                #expect(!page.contains("href=\"\(programme)\""), "\(path)")
            }
            let api = try await world.world.api(world.world.stranger)
            for path in ["/api/v1/notices", "/api/v1/practices", "/api/v1/needs", "/api/v1/events/\(room)/cases"] {
                #expect(try await api.send(.get, path).items.isEmpty, "\(path)")
            }
            let account = world.world.stranger.id
            let readers = try await site.database.read { reading in
                try ReaderStore(reading).readers(of: world.programme, now: visit.now).map(\.account.id)
            }
            #expect(!readers.contains(account) && readers.contains(world.sara.id))
        }
    }
}
