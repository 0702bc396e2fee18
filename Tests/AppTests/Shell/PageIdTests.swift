import Domain
import Testing
import TestSupport

@testable import App

/// No page holds an id twice, and what points at an id finds it: labels, descriptions, links within the page.
struct PageIdTests {
    @Test func `the check finds what it is for`() {
        let page =
            "<p id=\"a\"></p><p id=\"a\"></p><label for=\"b\"></label><a href=\"#c\"></a><a href=\"#a\"></a><i aria-describedby=\"a d\"></i>"
        #expect(
            PageIds.problems(page) == [
                "aria-describedby=“d” points at nothing", "for=“b” points at nothing", "href=“#c” points at nothing",
                "the id “a” stands twice",
            ])
    }

    @Test func `every page of the product, as each of those who use it sees it`() async throws {
        try await TestSite.with(.sqlite) { site in
            let world = try await site.threadWorld().world
            let event = "/events/\(world.event)"
            let start = [
                "/", "/help", "/account", "/accounts", "/directory", "/directory/people", "/directory/people/new",
                "/programmes",
                "/programmes/\(world.programme)", event, "\(event)/people", "\(event)/steps", "\(event)/settings",
                "\(event)/console",
                "\(event)/guide/review", "\(event)/guide/edit", "\(event)/tables", "\(event)/outline",
                "\(event)/thread", "\(event)/mail",
                "/e/\(world.code)", "/sign-in",
            ]
            let browsers: [(String, Browser)] = [
                ("organiser", await world.browser(world.organiser)),
                ("facilitator", await world.browser(world.facilitator)),
                ("participant", await world.browser(world.seats[3])), ("observer", await world.browser(world.observer)),
                ("administrator", await world.browser(world.administrator)), ("guest", site.browser()),
            ]
            var looked = 0
            for (name, browser) in browsers {
                let crawl = try await Crawl(browser, from: start, limit: 500) { link in
                    ![
                        ".pdf", ".docx", ".odt", ".png", ".csv", ".json", ".xlsx", "/export", "/template", "/assets",
                        "/sign-out", "/language",
                    ]
                    .contains { link.contains($0) }
                }
                for stop in crawl.stops where stop.page.text.contains("<html") {
                    looked += 1
                    let problems = PageIds.problems(stop.page)
                    #expect(problems.isEmpty, "\(name) at \(stop.path): \(problems.joined(separator: "; "))")
                }
            }
            #expect(looked > 150)
        }
    }
}
