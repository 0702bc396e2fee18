import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

let sinceScenarios = """
    GET    /programmes/:programme/since                                    programme
    GET    /programmes/:programme/since/wall                               programme
    GET    /programmes/:programme/since/files/:file                        programme
    POST   /programmes/:programme/since/notes                              programme  422,facilitator=403
    POST   /programmes/:programme/since/notes/:sinceNote                   programme  422,facilitator=403
    POST   /programmes/:programme/since/notes/:sinceNote/removal           programme  303,facilitator=403
    POST   /programmes/:programme/since/naming                             programme  403
    POST   /programmes/:programme/since/decisions/:meetingDecision         programme  403
    POST   /events/:event/meeting/closing                                  runners    303
    GET    /api/v1/programmes/:programme/since                             programme
    GET    /api/v1/programmes/:programme/since/notes                       programme
    POST   /api/v1/programmes/:programme/since/notes                       programme  422
    PUT    /api/v1/programmes/:programme/since/notes/:sinceNote            programme  422
    DELETE /api/v1/programmes/:programme/since/notes/:sinceNote            programme  200,facilitator=403
    PUT    /api/v1/programmes/:programme/since/naming                      programme  422
    PUT    /api/v1/programmes/:programme/since/decisions/:meetingDecision  programme  422
    PUT    /api/v1/events/:event/meeting/closing                           runners
    DELETE /api/v1/events/:event/meeting/closing                           runners
    """

let sinceRows = """
    sinceNote /api/v1/programmes/:programme/since/notes notedOn=2023-11-01 text=The_laboratories_met language=en
    """

let sinceScreens = """
    - organiser     en since            /programmes/:programme/since?region=programme
    - organiser     ar since            /programmes/:programme/since?region=programme
    """

struct SinceTests {
    @Test(arguments: TestEngine.allCases)
    func `what came and went is a number, what moved twice is told once, and the worked example comes out`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let world = try await SinceWorld(site)
            let network = world.region.network
            let one = try await world.action("HR", "Agree on one duty number", due: "2024-03-31")
            let three = try await world.action("HR", "Refit the station", due: "2024-09-30")
            let four = try await world.action("HR", "Train the laboratory", due: "2024-06-30")
            for item in [one, three, four] { try await world.move("HR", item, .agree) }
            for item in [three, four] { try await world.move("HR", item, .begin) }
            try await world.close()
            // As in the design: #101 to #111.
            try await world.move("HR", one, .begin)
            let two = try await world.action("HR", "Thought better of", due: "2024-05-01")
            try await world.postpone("HR", one, to: "2024-05-31")
            let croatia = try await world.region.visit(network.croatia)
            try await PlanItemOperations.block(croatia, three, "No room")
            try await PlanItemOperations.block(croatia, three, "")
            try await world.postpone("HR", one, to: "2024-04-30")
            try await world.move("HR", two, .drop)
            try await world.move("HR", four, .finish)
            let idea = try await IdeaTests.shared(network)
            try await IdeaTests.endorse(network, idea.id, "HR", network.croatia)
            try await IdeaTests.endorse(network, idea.id, "LV", network.latvia)
            let part = try await world.part(network.croatia)
            #expect(part.done.map(\.thing.title) == ["Train the laboratory"])
            #expect(part.new.map(\.thing.title) == ["A joint water alert"])
            #expect(part.new.first?.net.endorsed == ["HR", "LV"])
            let moved = try #require(part.moved.first)
            #expect(part.moved.count == 1 && moved.thing.title == "Agree on one duty number")
            #expect(moved.net.state?.from == "agreed" && moved.net.state?.to == "in_progress")
            #expect(moved.net.due?.days == 30 && moved.net.due?.times == 2)
            #expect(part.cameAndWent == 1 && part.wasBlocked == 1 && part.gone.isEmpty && part.answers == nil)
            let page = try await world.region.browser(network.croatia).get(
                "/programmes/\(world.programme)/since?event=\(world.next)")
            #expect(page.status == 200 && page.contains("Done: 1, new: 1, moved: 1, late: 0."))
            #expect(
                page.contains("30 days later") && page.contains("moved 2 times") && page.contains("1 came and went"))
            let told = try await site.database.read { try SinceCheck(world.programme, $0).differences }
            #expect(told == [])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `late items of a country are a number on screens and paper until it agrees to be named`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await SinceWorld(site)
            let network = world.region.network
            let late = try await world.action("HR", "Late and known", due: "2023-12-01")
            try await world.move("HR", late, .agree)
            try await world.close()
            // Sessions last longer.
            site.clock.advance(seconds: 5 * 86_400)
            let own = try await world.part(network.croatia)
            #expect(own.pressing.map(\.thing.title) == ["Late and known"] && own.counted.isEmpty)
            #expect(own.pressing.first?.reasons == [.late, .notBegun])
            for (account, audience) in [(network.croatia, SinceReader.Audience.person), (world.region.head, .wall)] {
                let part = try await world.part(account, audience, isPaper: true)
                #expect(part.pressing.isEmpty && part.counted == [.late: 1, .notBegun: 1] && part.moved.isEmpty)
            }
            let wall = try await world.region.browser(world.region.head).get(
                "/programmes/\(world.programme)/since/wall?event=\(world.next)")
            #expect(wall.status == 200 && wall.contains("late: 1") && !wall.contains("Late and known"))
            await expectRefusal(.needsMandate) {
                try await SinceOperations.name(world.organiser(), world.programme, "HR", true)
            }
            try await SinceOperations.name(
                world.region.visit(network.croatia), world.programme, "HR", true)
            let named = try await world.part(world.region.head, .wall, isPaper: true)
            #expect(named.pressing.map(\.thing.title) == ["Late and known"] && named.counted.isEmpty)
            // Of the public it stays a number: the action is not for everybody.
            let open = try await world.part(nil, .everybody, isPaper: true)
            #expect(open.pressing.isEmpty && open.counted == [.late: 1, .notBegun: 1] && open.new.isEmpty)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what somebody may not read now is neither shown nor counted`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await SinceWorld(site)
            let network = world.region.network
            try await world.close()
            let item = try await world.action("HR", "Soon for few", due: "2024-03-31")
            let seen = try await world.part(network.latvia)
            #expect(seen.new.map(\.thing.title).contains("Soon for few"))
            let id = try await world.id(item)
            try await site.database.write { tx in
                try tx.execute("UPDATE action SET marking = 'RED', is_shared = \(false) WHERE id = \(id)")
            }
            for account in [network.latvia, world.region.head] {
                let part = try await world.part(account)
                #expect(part.new.allSatisfy { $0.thing.title != "Soon for few" } && part.cameAndWent == 0)
            }
            // Dropped, it came and went; for who may not read it nothing did.
            try await world.move("HR", item, .drop)
            #expect(try await world.part(network.latvia).cameAndWent == 0)
            #expect(try await world.part(network.croatia).cameAndWent == 1)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a meeting looks back to where the one before ended: closed, by its day, or not at all`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await SinceWorld(site)
            _ = try await world.action("HR", "Before the end", due: "2024-03-31")
            let open = try await site.database.read { try SinceBase(world.next, $0) }
            // Not closed: what is said until its last day is over belongs to it.
            #expect(open.event == world.first && open.sequence == open.upTo)
            try await world.close()
            try await world.close()
            #expect(try await site.count("SELECT COUNT(*) FROM journal WHERE kind = 'meeting.closing'") == 1)
            _ = try await world.action("LV", "After the end", due: "2024-03-31")
            let part = try await world.part(world.region.head)
            #expect(part.new.map(\.thing.title).sorted() == ["After the end", "Plan of LV"])
            let alone = try await site.database.read { try SinceBase(world.first, $0) }
            #expect(alone.event == nil && alone.sequence == 0)
            // What prepares the next one looks back as far.
            let talks = try await site.database.write { tx in
                let maker = WorldMaker(environment: site.environment)
                let talks = try maker.addEvent(tx, world.programme, code: "TALK", title: "Preparatory talks")
                try tx.execute("UPDATE event SET prepares_id = \(world.next) WHERE id = \(talks)")
                return talks
            }
            let (before, next) = try await site.database.read {
                (try SinceBase(talks, $0), try SinceBase(world.next, $0))
            }
            #expect(before == next)
            try await SinceOperations.reopen(world.organiser(), world.first)
            #expect(try await site.database.read { try SinceStore($0).closing(of: world.first) } == nil)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a head writes notes of progress for the own region alone`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await SinceWorld(site)
            try await world.close()
            let head = try await world.region.visit(world.region.head)
            var fields = SinceNoteFields()
            (fields.notedOn, fields.text) = ("2023-11-29", "Two ministers met")
            let note = try await SinceOperations.note(
                head, in: world.programme, fields, of: world.region.region, key: "one")
            let again = try await SinceOperations.note(
                head, in: world.programme, fields, of: world.region.region, key: "one")
            #expect(note == again)
            await expectRefusal(.forbidden) {
                _ = try await SinceOperations.note(head, in: world.programme, fields, of: nil)
            }
            await expectRefusal(.forbidden) {
                try await SinceOperations.remove(
                    world.region.visit(world.region.network.croatia), world.programme, note.id)
            }
            var late = fields
            late.notedOn = "2024-01-01"
            let wrong = late
            await #expect(throws: Refusal.self) {
                _ = try await SinceOperations.note(head, in: world.programme, wrong, of: world.region.region)
            }
            #expect(try await world.part(world.region.head).notes.map(\.fields.text) == ["Two ministers met"])
            #expect(try await world.part(nil, .everybody).notes.isEmpty)
            let browser = await world.region.browser(world.region.head)
            let refused = try await browser.post(
                "/programmes/\(world.programme)/since/notes",
                ["region": world.region.region.description, "noted-on": "2023-11-29", "text": "", "language": "en"])
            #expect(refused.status == 422)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the same is told as JSON and on paper, and the public learns numbers alone`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await SinceWorld(site)
            try await world.close()
            _ = try await world.action("HR", "Agree on one duty number", due: "2024-03-31")
            let now = site.clock.now
            func text(_ person: String?, _ format: String) async throws -> String {
                let bytes = try await SinceExport.make(
                    event: world.next.description, person: person, format: format, language: .english, now: now,
                    site.database)
                return String(decoding: bytes, as: UTF8.self)
            }
            let (own, anybody) = (try await text("hana@example.org", "json"), try await text(nil, "json"))
            #expect(own.contains("Agree on one duty number") && own.contains("The Lakes"))
            #expect(!anybody.contains("Agree on one duty number") && anybody.contains("The Lakes"))
            let paper = try await text("hana@example.org", "md")
            #expect(paper.contains("Agree on one duty number") && paper.contains("Since Cross-sector workshop"))
            await expectRefusal(.notFound) { _ = try await text("nobody@example.org", "json") }
            let api = try await world.region.browser(world.region.network.croatia).get(
                "/programmes/\(world.programme)/since/files/report.md?event=\(world.next)")
            #expect(api.status == 200 && api.contains("Agree on one duty number"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `heads are told two weeks before a meeting and two days before, once each`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await SinceWorld(site)
            func letters() async throws -> [SinceMails.Letter] {
                try await site.database.read { try SinceMails.due(at: site.clock.now, $0) }
            }
            #expect(try await letters().isEmpty)
            // 20 November 2024: nine days before.
            site.clock.advance(seconds: 357 * 86_400)
            let first = try await letters()
            #expect(first.map(\.account.email) == ["hugo@example.org"] && first.map(\.isLast) == [false])
            #expect(first.map(\.region) == [world.region.region])
            site.clock.advance(seconds: 8 * 86_400)
            #expect(try await letters().map(\.isLast) == [true])
        }
    }

    @Test(arguments: TestEngine.allCases, TestEngine.allCases)
    func `a copy of the database on either engine tells the same`(source: TestEngine, target: TestEngine) async throws {
        try await source.withLocation { from in
            let database = try await Database.open(from, migrations: Migrations.all)
            let (event, programme, now, before) = try await TestSite.on(database) { site in
                let world = try await SinceWorld(site)
                let item = try await world.action("HR", "Agree on one duty number", due: "2024-03-31")
                try await world.move("HR", item, .agree)
                try await world.close()
                try await world.move("HR", item, .begin)
                try await world.postpone("HR", item, to: "2024-04-30")
                let bytes = try await SinceExport.make(
                    event: world.next.description, person: "hana@example.org", format: "json", language: .english,
                    now: site.clock.now, site.database)
                return (world.next, world.programme, site.clock.now, bytes)
            }
            await database.close()
            try await target.withLocation { to in
                _ = try await DatabaseCopy.run(from: from, to: to, migrations: Migrations.all)
                let copy = try await Database.open(to, migrations: Migrations.all)
                let after = try await SinceExport.make(
                    event: event.description, person: "hana@example.org", format: "json", language: .english, now: now,
                    copy)
                let differences = try await copy.read { try SinceCheck(programme, $0).differences }
                await copy.close()
                #expect(after == before && differences == [])
                #expect(String(decoding: after, as: UTF8.self).contains("2024-04-30"))
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `answers are counted as they are now, beside what they were when the last meeting closed`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await SinceWorld(site)
            let organiser = try await world.organiser()
            let framework = try await FrameworkOperations.add(
                organiser, world.programme, FrameworkFields(code: "DEMO", title: "Demo capacities"),
                table: "pillar,capacity,code,indicator,level-1,level-2,level-3,level-4,level-5\nA,B,A1,A list?,,,,,\n")
            let cycle = try await NeedsCycleOperations.open(
                organiser, world.programme, .init(fields: NeedsCycleFields(title: "2023"), framework: framework.id))
            // As if their focal points had submitted.
            func submit(_ countries: Set<String>) async throws {
                try await site.database.write { tx in
                    let work = Work(tx, site.environment)
                    for one in try NeedsStore(tx).assessments(of: [cycle.id]) where countries.contains(one.country) {
                        try NeedsStore.submit([], of: one.id, version: one.version + 1, under: nil, work)
                        try work.record(
                            .programme(world.programme), "needs-assessment:\(one.id)", "needs-assessment.submission",
                            ["country": .text(one.country), "version": .whole(1)])
                    }
                }
            }
            try await submit(["AT", "HR", "LV"])
            try await world.close()
            try await submit(["ES", "SI"])
            let expected = SinceFold.Answers(now: 5, before: 3, members: 5)
            #expect(try await world.part(world.region.head).answers == expected)
            try await NeedsCycleOperations.giveBack(
                organiser, world.programme, cycle.id, country: "HR", questions: "Since when?")
            #expect(try await world.part(world.region.head).answers?.now == 4)
            #expect(try await site.database.read { try SinceCheck(world.programme, $0).differences } == [])
        }
    }
}
