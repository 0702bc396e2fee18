@testable import App
import Domain
import Foundation
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

/// Finding one's way: the rail, the tabs of an event, the menu, help.
struct NavigationTests {
    /// Pages, not files and streams.
    @Sendable private static func isPage(_ link: String) -> Bool {
        ![
            ".pdf", ".docx", ".odt", ".png", ".csv", ".json", ".xlsx", "/export", "/template", "/assets", "/projector",
            "/wall",
            "/desk",
        ]
        .contains { link.contains($0) }
    }

    private static func pages(_ browser: Browser, from start: [String]) async throws -> [Crawl.Stop] {
        try await Crawl(browser, from: start, limit: 300, follows: isPage).stops.filter {
            $0.page.status == 200 && $0.page.text.contains("<html")
        }
    }

    /// Addresses that nothing leads to by a link while the guide is written.
    private static func start(_ world: World) -> [String] {
        let event = "/events/\(world.event)"
        return [
            event, "\(event)/people", "\(event)/agenda", "\(event)/agenda/draft", "\(event)/steps", "\(event)/settings",
            "\(event)/console", "\(event)/results",
            "\(event)/reports", "\(event)/guide", "\(event)/guide/edit", "\(event)/guide/review", "\(event)/tables",
            "\(event)/outline", "\(event)/thread", "\(event)/mail", "\(event)/issues", "\(event)/exchange",
            "\(event)/decisions", "\(event)/cases", "\(event)/name-cards", "\(event)/people/import",
            "\(event)/rounds/new",
        ]
    }

    @Test func `every page of an event leads to its other parts, and says behind which it stands`() async throws {
        try await TestSite.with(.sqlite) { site in
            let world = try await site.threadWorld().world
            for account in [world.organiser, world.facilitator] {
                let pages = try await Self.pages(await world.browser(account), from: Self.start(world))
                    .filter { $0.path.hasPrefix("/events/\(world.event)") }
                #expect(pages.count > 30)
                for stop in pages {
                    let tabs = stop.page.text.components(separatedBy: "class=\"event-tabs\"")
                    #expect(tabs.count == 2, "\(account.name) at \(stop.path)")
                    let row = tabs.last?.components(separatedBy: "</nav>").first ?? ""
                    for part in ["", "/agenda", "/people", "/console", "/results", "/guide", "/thread"] {
                        #expect(row.contains("href=\"/events/\(world.event)\(part)\""), "\(part) from \(stop.path)")
                    }
                    #expect(row.contains("/settings\"") == (account.id == world.organiser.id), "\(stop.path)")
                    #expect(row.contains("aria-current"), "\(stop.path)")
                    #expect(row.contains("Now: Guide"), "\(stop.path)")
                }
            }
        }
    }

    @Test func `somebody with a seat has one page, and neither rail nor tabs on any`() async throws {
        try await TestSite.with(.sqlite) { site in
            let world = try await site.threadWorld().world
            for seat in [world.seats[3], world.rapporteur, world.observer] {
                let start = Self.start(world) + ["/", "/help", "/e/\(world.code)"]
                let pages = try await Self.pages(await world.browser(seat), from: start)
                #expect(pages.count > 10)
                for stop in pages {
                    #expect(!stop.page.contains("class=\"house\""), "\(seat.name) at \(stop.path)")
                    #expect(!stop.page.contains("class=\"event-tabs\""), "\(seat.name) at \(stop.path)")
                }
            }
        }
    }

    @Test func `account holders have the rail on every desk page, with one entry as the present one at most`()
        async throws
    {
        try await TestSite.with(.sqlite) { site in
            let world = try await site.threadWorld().world
            let start = Self.start(world) + ["/", "/help", "/programmes", "/account", "/directory", "/library"]
            var desks = 0
            for stop in try await Self.pages(await world.browser(world.organiser), from: start) {
                let isDesk = stop.page.text.contains("class=\"desk")
                let rail = stop.page.text.components(separatedBy: "class=\"house\"")
                #expect(rail.count == (isDesk ? 2 : 1), "\(stop.path)")
                guard isDesk, let row = rail.last?.components(separatedBy: "</nav>").first else { continue }
                desks += 1
                #expect(row.components(separatedBy: "aria-current").count <= 2, "\(stop.path)")
                if stop.path.hasPrefix("/events/") || stop.path.hasPrefix("/programmes") {
                    #expect(row.contains("href=\"/programmes\" data-go=\"p\" aria-current="), "\(stop.path)")
                }
            }
            #expect(desks > 40)
        }
    }

    @Test func `the rail and the menu hold what is for the account`() async throws {
        try await TestSite.with(.sqlite) { site in
            let world = try await site.world()
            let organiser = try await world.browser(world.organiser).get("/account")
            let stranger = try await world.browser(world.stranger).get("/account")
            let administrator = try await world.browser(world.administrator).get("/account")
            let people = "href=\"/directory/people\" data-go=\"e\""
            #expect(organiser.contains(people) && administrator.contains(people) && !stranger.contains(people))
            for page in [organiser, stranger, administrator] {
                #expect(page.contains("data-go=\"p\"") && page.contains("action=\"/sign-out\""))
                #expect(page.contains("action=\"/language\""), "the languages stand in the menu, once")
                #expect(page.text.components(separatedBy: "action=\"/language\"").count == 2)
            }
            #expect(administrator.contains("href=\"/accounts\"") && !organiser.contains("href=\"/accounts\""))
            let guest = try await site.browser().get("/help")
            #expect(!guest.contains("class=\"house\"") && guest.contains("action=\"/language\""))
        }
    }

    @Test func `each way has a letter, a path and a place of its own`() {
        #expect(Set(Rail.entries.map(\.key)).count == Rail.entries.count)
        #expect(Set(Rail.entries.map(\.path)).count == Rail.entries.count)
        #expect(Rail.entries.allSatisfy { $0.key.count == 1 && $0.key != "g" && $0.key.first?.isLowercase == true })
        let patterns = Set(Routes.pages.filter { $0.method == .get }.map(\.pattern))
        for entry in Rail.entries { #expect(patterns.contains(entry.path), "\(entry.path)") }
    }

    // MARK: The programme

    @Test(arguments: TestEngine.allCases)
    func `a programme tells what has changed since its last meeting, and decisions of countries to organisers only`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let now = site.clock.now
            try await site.database.write { tx in
                func entry(_ scope: Scope, _ kind: String, _ time: Int64) throws {
                    try tx.append(
                        JournalEntry(
                            time: time, actor: nil, scope: scope.description, subject: "test", kind: kind, facts: "{}"))
                }
                try entry(.programme(world.programme), "case.creation", now - 100 * 86_400_000)
                try entry(.programme(world.programme), "case.creation", now)
                try entry(.programme(world.programme), "case.creation", now)
                try entry(.event(world.event), "intervention.decision", now)
                try entry(.event(world.event), "ballot.casting", now)
            }
            let path = "/programmes/\(world.programme)"
            let organiser = try await world.browser(world.organiser).get(path)
            #expect(organiser.contains("Case added × 2"))
            #expect(organiser.contains("Decision on an intervention stated") && !organiser.contains("Ballot cast"))
            let facilitator = try await world.browser(world.facilitator).get(path)
            #expect(facilitator.contains("Case added × 2"))
            #expect(!facilitator.contains("Decision on an intervention stated"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `the people of a programme stand on a page of their own`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.organiser)
            let home = try await browser.get("/programmes/\(world.programme)")
            #expect(home.contains("/programmes/\(world.programme)/people\"") && !home.contains(world.seats[0].name))
            let people = try await browser.get("/programmes/\(world.programme)/people")
            #expect(people.contains(world.seats[0].name))
        }
    }

    // MARK: Help

    @Test func `help is told of screens that there are, once each, and every role has a guide`() {
        let patterns = Set(Routes.pages.filter { $0.method == .get }.map(\.pattern))
        for entry in Help.entries {
            #expect(!entry.text.isEmpty && !entry.guides.isEmpty, "\(entry.key)")
            for screen in entry.screens { #expect(patterns.contains(screen), "\(entry.key): \(screen)") }
        }
        #expect(Set(Help.entries.map(\.key)).count == Help.entries.count)
        let screens = Help.entries.flatMap(\.screens)
        #expect(Set(screens).count == screens.count)
        for guide in HelpGuide.allCases {
            #expect(Help.entries.count { $0.guides.contains(guide) } > 3, "\(guide)")
        }
    }

    @Test func `the help of a screen is found by its address, and a word in it comes before an id`() {
        #expect(Help.address(at: "/events/0190/people?done=added#list") == "/help/screens/event-people")
        #expect(Help.address(at: "/events/0190/rounds/new") == "/help/screens/vote-preparation")
        #expect(Help.address(at: "/events/0190/rounds/0191") == "/help/screens/result")
        #expect(Help.address(at: "/nowhere/at/all") == "/help")
    }

    @Test func `a screen leads to its own help, and each help and guide can be read in every language`() async throws {
        try await TestSite.with(.sqlite) { site in
            let world = try await site.world()
            let browser = await world.browser(world.organiser)
            let people = try await browser.get("/events/\(world.event)/people")
            #expect(people.contains("href=\"/help/screens/event-people\" data-help"))
            for language in Language.allCases {
                let reader = site.browser()
                await reader.setCookie("roundtable_language", language.rawValue)
                for entry in Help.entries {
                    let page = try await reader.get("/help/screens/\(entry.key)")
                    #expect(page.status == 200 && page.contains("lang=\"\(language.rawValue)\""), "\(entry.key)")
                }
                for guide in HelpGuide.allCases {
                    #expect(try await reader.get("/help/guides/\(guide.rawValue)").status == 200, "\(guide)")
                }
            }
            #expect(try await browser.get("/help/screens/nothing").status == 404)
            #expect(try await browser.get("/help/guides/nobody").status == 404)
        }
    }
}
