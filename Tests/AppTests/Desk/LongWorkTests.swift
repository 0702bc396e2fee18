import Domain
import Foundation
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// What takes long and was begun on a page.
struct LongWorkTests {
    private let people = (1...60).map { "Given\($0),Family\($0),p\($0)@example.org" }.joined(separator: "\n")

    /// Waits until it has ended, without looking at a clock.
    private func ended(_ page: Page, _ browser: Browser, _ site: TestSite) async throws -> Page {
        let path = try #require(page.location)
        #expect(path.hasPrefix("/work/"))
        while true {
            let now = try await browser.get(path)
            if !now.contains("data-work=\"running\"") { return now }
            await Task.yield()
        }
    }

    private func leads(_ page: Page) throws -> String {
        let found = try #require(page.text.firstMatch(of: /data-leads="([^"]+)"/))
        return String(found.1).replacing("&amp;", with: "&")
    }

    @Test(arguments: TestEngine.allCases)
    func `an import that takes long is watched from reading to storing`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            site.services.longWorks.patience = .zero
            let world = try await site.world()
            let browser = await world.browser(world.organiser)
            let file = "Given name,Family name,E-mail\n" + people
            let read = try await ended(
                try await browser.upload(
                    "/directory/people/import", field: "file", fileName: "people.csv", Array(file.utf8)), browser, site)
            let draft = try leads(read)
            #expect(try await browser.get(draft).contains("p60@example.org"))
            let stored = try await ended(try await browser.post(draft + "/confirmation"), browser, site)
            #expect(stored.contains("data-work=\"done\""))
            #expect(try await browser.get(try leads(stored)).status == 200)
            #expect(try await site.count("SELECT COUNT(*) FROM person") == 60)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a stop ends it, stores nothing, and says what it leaves`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            let browser = await world.browser(world.organiser)
            let file = "Given name,Family name,E-mail\n" + people
            let draft = try #require(
                try await browser.upload(
                    "/directory/people/import", field: "file", fileName: "people.csv", Array(file.utf8)
                ).location)
            site.services.longWorks.patience = .zero
            site.services.longWorks.stopsAfter = 20
            let stopped = try await ended(try await browser.post(draft + "/confirmation"), browser, site)
            #expect(
                stopped.contains("data-work=\"stopped\"") && stopped.contains("nobody is imported; the preview stays"))
            #expect(try await site.count("SELECT COUNT(*) FROM person") == 0)
            #expect(try await browser.get(draft).contains("p60@example.org"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `what somebody else began is not there`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await site.world()
            AccessWork.begin(on: site, as: world.organiser.id)
            let (own, other) = (await world.browser(world.organiser), await world.browser(world.facilitator))
            #expect(try await own.get("/work/\(AccessWork.id)").contains("data-work=\"done\""))
            let elsewhere = try await other.get("/work/\(AccessWork.id)")
            #expect(elsewhere.status == 404 && elsewhere.text.contains("runs on another server of this installation"))
            #expect(try await other.post("/work/\(AccessWork.id)/stop").status == 404)
            #expect(try await other.get("/work/\(AccessWork.id)/result").status == 404)
            #expect(try await own.get("/work/\(AccessWork.id)/result").text == "done")
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a report that takes long comes as a file, and a refusal in words`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            site.services.longWorks.patience = .zero
            let world = try await site.world()
            let browser = await world.browser(world.organiser)
            let made = try await ended(
                try await browser.get("/events/\(world.event)/reports/report.html"), browser, site)
            #expect(made.contains("Download the file"))
            #expect(try await browser.get(try leads(made)).contains("<html"))
            let refused = try await ended(
                try await browser.get("/events/\(world.event)/reports/guide.html"), browser, site)
            #expect(refused.contains("data-work=\"failed\"") && refused.contains("class=\"notice bad\""))
        }
    }
}
