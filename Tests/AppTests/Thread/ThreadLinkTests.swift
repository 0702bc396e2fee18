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
                #expect(Set(book.order.map(\.kind)) == Set(ThreadKind.allCases).subtracting(ThreadWorld.elsewhere))
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
}
