@testable import App
import Domain
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

/// Every link of the thread leads to a page, and every item's page shows its thread.
struct ThreadLinkTests {
    /// Requests the address of each item of a book, and its page of the thread where that is another one.
    private static func walk(_ book: ThreadBook, _ browser: Browser, wholeThreadOf most: Int) async throws {
        var seen: [ThreadKind: Int] = [:]
        for item in book.order {
            seen[item.kind, default: 0] += 1
            let (own, whole) = (ThreadWords.address(item), ThreadPaths.address(item))
            for path in own == whole || seen[item.kind, default: 0] > most ? [own] : [own, whole] {
                let page = try await browser.get(path)
                #expect(page.status == 200, "\(item.kind) “\(item.title)”: \(path) is answered with \(page.status)")
                let hasTrail = page.contains("id=\"thread\"") || item.kind == .round && path == own
                #expect(hasTrail, "\(item.kind): \(path) does not show the thread")
                let isAlone = book.way(.up, of: item.id).isEmpty && book.way(.down, of: item.id).isEmpty
                #expect(isAlone || item.kind == .round || page.contains("threadchart"), "\(path) shows no picture")
            }
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `every item of the thread has a page that shows it, for everybody in the room`(engine: TestEngine) async throws
    {
        try await TestSite.with(engine) { site in
            let thread = try await site.threadWorld()
            let world = thread.world
            let event = world.event
            for (browser, visitor) in [
                (await world.browser(world.facilitator), try await world.visit(world.facilitator).visitor),
                (await world.browser(world.seats[3]), try await world.visit(world.seats[3]).visitor),
                (await world.browser(world.observer), try await world.visit(world.observer).visitor),
            ] {
                let book = try await site.database.read { try ThreadBook(event, visitor: visitor, $0) }
                #expect(Set(book.order.map(\.kind)) == Set(ThreadKind.allCases))
                try await Self.walk(book, browser, wholeThreadOf: .max)
            }
            // Nor does a page of the thread link to anything that is not there.
            let start = ["/events/\(event)/thread", "/programmes/\(world.programme)/thread"]
            let crawl = try await Crawl(await world.browser(world.organiser), from: start) {
                $0.contains("/thread") && !$0.contains("/projector")
            }
            for stop in crawl.stops { #expect(stop.page.status == 200, "\(stop.path), linked at \(stop.from)") }
            #expect(crawl.stops.count > 30)
        }
    }

    @Test
    func `the demo's thread has no link that leads nowhere and no end without its reason`() async throws {
        try await TestSite.with(.sqlite) { site in
            let links = try await DemoWorld.fill(site.app, until: .guide)
            let event = try #require(
                try await site.database.read { try $0.value("SELECT id FROM event", as: Event.ID.self) })
            let browser = site.browser()
            var page = try await browser.get(links.facilitator.replacing("https://roundtable.test", with: ""))
            while let location = page.location { page = try await browser.get(location) }
            let book = try await site.database.read { try ThreadBook(room: event, $0) }
            #expect(Set(book.order.map(\.kind)) == Set(ThreadKind.allCases))
            for item in book.order where book.graph.edges(below: item.id).isEmpty {
                #expect(book.ending(of: item.id) != nil, "\(item.kind) “\(item.title)” stops without a reason")
            }
            try await Self.walk(book, browser, wholeThreadOf: 2)
            let figures = try await browser.get("/events/\(event)/thread")
            for fate in book.fates where fate.stage < .acted {
                let ending = try #require(book.ending(of: fate.issue))
                let words = try await site.database.read { reading in
                    let names = try DirectoryNames(reading)
                    return Language.$current.withValue(.english) { ThreadWords(names: names).ending(ending).html().text }
                }
                #expect(figures.contains(words), "\(words)")
            }
        }
    }
}
