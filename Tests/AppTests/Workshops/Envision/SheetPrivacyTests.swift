@testable import App
import Domain
import Foundation
import HTTPTypes
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

/// A country's sheet is its own until its delegation publishes it, whichever way somebody asks. The world's private sheet is Croatia's
/// (everything on it is called "secret …"); Belgium's is anonymous ("an anonymous plan", led by the "Ministry").
struct SheetPrivacyTests {
    /// Everything that a person may click on, and the faces of it that no page links to.
    private static func everything(_ thread: ThreadWorld, _ browser: Browser, _ bearer: String) async throws
        -> [Crawl.Stop]
    {
        let (world, event) = (thread.world, "/events/\(thread.world.event)")
        var start = [
            event, "/e/\(world.code)", "\(event)/console", "\(event)/exchange", "\(event)/decisions", "\(event)/thread",
            "\(event)/guide", "\(event)/guide/edit", "\(event)/guide/review", "\(event)/outline", "\(event)/tables",
            "\(event)/file", "\(event)/reports/report.md", "\(event)/reports/report.html", "\(event)/reports/guide.md",
            "/programmes/\(world.programme)/thread",
        ]
        for id in thread.ids.values {
            start += ["thread", "cards", "interventions", "situations", "sheets"].map { "\(event)/\($0)/\(id)" }
            start.append("\(event)/sheets/\(id)/ratings")
        }
        let pages = try await Crawl(browser, from: start, limit: 2_000) { link in
            (link.hasPrefix(event) || link.hasPrefix("/programmes/\(world.programme)"))
                && ![
                    "/projector", "/guide/versions/", "/name-cards", "slope.", ".pdf", ".docx", ".odt", ".xlsx",
                    "/export/",
                ].contains {
                    link.contains($0)
                }
        }
        let plain = world.site.browser()
        var stops = pages.stops
        for path in ["sheets", "decisions", "exchange/matrix", "questions", "guide", "reports/report.md"]
            + thread.ids.values.flatMap({ ["cards/\($0)", "sheets/\($0)", "interventions/\($0)", "situations/\($0)"] })
        {
            let address = "/api/v1\(event)/\(path)"
            let page = try await plain.send(.get, address, [.authorization: "Bearer \(bearer)"])
            stops.append(.init(path: address, from: "", page: page))
        }
        for id in thread.ids.values {
            let page = try await plain.send(.get, "/api/v1/thread/\(id)", [.authorization: "Bearer \(bearer)"])
            stops.append(.init(path: "/api/v1/thread/\(id)", from: "", page: page))
        }
        return stops
    }

    private static func bearer(_ world: World, _ account: TestAccount) async throws -> String {
        try await AccountOperations.createToken(try await world.visit(account), name: "Test")
    }

    @Test(arguments: TestEngine.allCases)
    func `nobody but its delegation finds a private sheet, on any page and in any file`(engine: TestEngine) async throws
    {
        try await TestSite.with(engine) { site in
            let thread = try await site.threadWorld()
            let world = thread.world
            var readers: [(String, Browser, String)] = []
            for account in [world.organiser, world.facilitator] {
                readers.append(
                    (account.name, await world.browser(account), try await Self.bearer(world, account)))
            }
            // Who came by the code and chose the country at the door is not known yet.
            let walkIn = try await Self.walkIn(world)
            for seat in [world.seats[3], world.observer, walkIn] {
                readers.append((seat.name, await world.browser(seat), seat.link))
            }
            for (name, browser, bearer) in readers {
                let stops = try await Self.everything(thread, browser, bearer)
                #expect(stops.count { $0.page.status == 200 } > 60, "\(name)")
                for stop in stops {
                    let isTold = ["secret plan", "secret wish"].contains { stop.page.contains($0) }
                    #expect(!isTold, "\(name) reads a private sheet at \(stop.path)")
                    #expect(stop.page.status < 500, "\(name): \(stop.path)")
                }
            }
            // Not for nothing: its own people do find it.
            let own = try await Self.everything(thread, await world.browser(world.seats[0]), world.seats[0].link)
            #expect(
                own.contains {
                    $0.path.hasSuffix("/interventions/\(thread.id("a secret plan"))") && $0.page.status == 200
                })
            #expect(own.contains { $0.page.contains("secret wish") })
        }
    }

    private static func walkIn(_ world: World) async throws -> TestSeat {
        let (event, maker) = (world.event, WorldMaker(environment: world.site.environment))
        return try await world.site.database.write { tx in
            let seat = try maker.addSeat(tx, event, "Walk In", country: "HR", sector: "health")
            try tx.execute("UPDATE participant SET unverified_at = 1 WHERE id = \(seat.id)")
            return seat
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a country that was chosen at the door opens its sheet when its head, or who runs the room, knows the person`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let thread = try await site.threadWorld()
            let (world, event) = (thread.world, thread.world.event)
            let (plan, sheet) = (thread.id("a secret plan"), thread.id("sheet HR"))
            let (walkIn, other) = (try await Self.walkIn(world), try await Self.walkIn(world))
            let visit = try await world.visit(walkIn)
            let browser = await world.browser(walkIn)
            let pages = ["sheets/\(sheet)", "interventions/\(plan)"].map { "/events/\(event)/\($0)" }
            for page in pages { #expect(try await browser.get(page).status == 404) }
            let place = CardPlace.sheet(try #require(EnvisionSheet.ID(sheet)))
            let access = try await site.database.read { try CardAccess(place, in: event, visit, $0) }
            #expect(!access.isSeen && !access.mayWrite)
            #expect(
                try await browser.get("/events/\(event)/decisions").contains("nobody has confirmed that they know you"))
            // Neither themselves nor anybody else of the delegation, but its head.
            let (head, member) = (await world.browser(world.seats[0]), await world.browser(world.member))
            let path = "/events/\(event)/people/\(walkIn.id)/verification"
            let heads = try await site.database.read { try SpeakerStore($0).heads(of: event) }
            #expect(heads.first { $0.country == "HR" }?.participant == world.seats[0].id)
            #expect(try await browser.post(path).status == 403)
            if world.member.id != world.seats[0].id { #expect(try await member.post(path).status == 403) }
            #expect(try await head.get("/events/\(event)/sheets/\(sheet)").contains("2 people came in with the code"))
            let done = try await head.post(path, ["back": "sheet:\(sheet)"])
            #expect(done.status == 303 && done.location == "/events/\(event)/sheets/\(sheet)")
            for page in pages { #expect(try await browser.get(page).status == 200) }
            let lead = await world.browser(world.facilitator)
            #expect(try await lead.post("/events/\(event)/people/\(other.id)/verification").status == 303)
            #expect(try await world.browser(other).get(pages[0]).status == 200)
            // The head of another country knows nobody of this one.
            try await site.database.write { tx in
                try tx.execute("UPDATE participant SET unverified_at = 1, country = 'BE' WHERE id = \(other.id)")
            }
            #expect(try await head.post("/events/\(event)/people/\(other.id)/verification").status == 403)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an observer of the country is not of its delegation`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let thread = try await site.threadWorld()
            let world = thread.world
            let (observer, plan) = (world.observer.id, thread.id("a secret plan"))
            try await site.database.write {
                try $0.execute("UPDATE participant SET country = 'HR' WHERE id = \(observer)")
            }
            let visitor = try await world.visit(world.observer).visitor
            let book = try await site.database.read { try ThreadBook(world.event, visitor: visitor, $0) }
            #expect(book.items[plan] == nil)
            #expect(
                try await world.browser(world.observer).get("/events/\(world.event)/interventions/\(plan)").status
                    == 404)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `an anonymous sheet names its country nowhere`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let thread = try await site.threadWorld()
            let (world, event) = (thread.world, thread.world.event)
            let (plan, sheet) = (thread.id("an anonymous plan"), thread.id("sheet BE"))
            let lead = await world.browser(world.facilitator)
            let bearer = try await Self.bearer(world, world.organiser)
            let pages = ["interventions/\(plan)", "sheets/\(sheet)", "thread/\(plan)", "guide/edit"]
            for path in pages {
                let page = try await lead.get("/events/\(event)/\(path)")
                #expect(page.status == 200 && page.contains("an anonymous plan"), "\(path)")
                let main = try #require(page.text(after: "<main", before: "</main>"))
                if !path.contains("guide") { #expect(!main.contains("Belgium") && !main.contains(">BE<"), "\(path)") }
                #expect(!main.contains("Ministry") || path.contains("guide"), "\(path)")
            }
            let plain = site.browser()
            for path in ["events/\(event)/interventions/\(plan)", "events/\(event)/sheets/\(sheet)", "thread/\(plan)"] {
                let page = try await plain.send(.get, "/api/v1/\(path)", [.authorization: "Bearer \(bearer)"])
                #expect(page.status == 200 && !page.contains("\"BE\"") && !page.contains("Ministry"), "\(path)")
            }
            try await site.database.read { reading in
                let catalogue = try EvidenceCatalogue(
                    try EventStore(reading).event(event), guide: Guide.ID(thread.id("guide")), reading)
                let item = try #require(
                    catalogue.item(EvidenceReference(kind: .intervention, target: plan)))
                #expect(item.detail == "Intervention · a delegation · Contact lists are out of date")
                let hidden = try #require(
                    catalogue.item(EvidenceReference(kind: .situation, target: thread.id("secret wish"))))
                #expect(hidden.isUnpublished && hidden.title == "Not published by its delegation")
                #expect(catalogue.offered[.intervention]?.contains { $0.target == thread.id("a secret plan") } == false)
                let record = try ReportStore(reading).record(of: event)
                #expect(record.sheets.map(\.country) == [nil, nil] && record.sheets.last?.isAnonymous == true)
                #expect(record.interventions.first { $0.id.description == plan }?.lead == "")
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the organiser's file tells neither whose an anonymous sheet is nor how somebody voted`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let thread = try await site.threadWorld()
            let event = thread.world.event
            let (shared, whole) = try await site.database.read {
                (
                    try WorkshopFile.export(event, $0, content: .shared), try WorkshopFile.export(event, $0)
                )
            }
            func line(_ text: String, _ id: String) -> String {
                text.split(separator: "\n").first { $0.contains("\"id\": \"\(thread.id(id))\"") }.map(String.init) ?? ""
            }
            #expect(line(whole, "sheet BE").contains("\"country\": \"BE\""))
            #expect(line(shared, "sheet BE").contains("\"country\": null"))
            #expect(line(shared, "an anonymous plan").contains("\"country\": null"))
            #expect(line(shared, "an anonymous plan").contains("\"lead\": \"\""))
            #expect(line(shared, "card an anonymous plan").contains("\"changed_by\": null"))
            #expect(line(shared, "card a national list").contains("\"changed_by\": \"account:"))
            // Eight ballots, without the columns that once told a voter's sector and country.
            let ballots = shared.split(separator: "\n").filter { $0.contains("\"choices\"") }
            #expect(ballots.count == 8)
            #expect(ballots.allSatisfy { !$0.contains("\"sector\"") && !$0.contains("\"country\"") })
            try await site.database.write {
                try $0.execute("UPDATE round SET state = 'closed' WHERE id = \(thread.id("round"))")
            }
            let sealed = try await site.database.read { try WorkshopFile.export(event, $0, content: .shared) }
            #expect(!sealed.contains("\"choices\""), "Nothing leaves a round that the room has not seen.")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the matrix does not count what a country takes up of its own private sheet`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let thread = try await site.threadWorld()
            let event = thread.world.event
            let (issue, plan) = (try #require(thread.issue("channel")), thread.id("a secret plan"))
            let id = site.environment.id(Adoption.ID.self)
            try await site.database.write {
                try $0.execute(
                    """
                    INSERT INTO adoption (id, event_id, intervention_id, country, decision, note, progress, progress_note, decided_at)
                    VALUES (\(id), \(event), \(plan), 'HR', 'adopt', '', 'begun', '', 1)
                    """)
            }
            let matrix = try await site.database.read { try ExchangeMatrix(event, for: .room, $0) }
            #expect(matrix.cell("HR", issue).adopted == 0)
        }
    }
}
