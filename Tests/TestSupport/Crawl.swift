import Domain
import Foundation

/// Follows the links of pages, as somebody would who clicks on everything.
public struct Crawl: Sendable {
    public struct Stop: Sendable {
        public let path: String
        /// The page on which the link stood.
        public let from: String
        public let page: Page

        public init(path: String, from: String, page: Page) {
            (self.path, self.from, self.page) = (path, from, page)
        }
    }

    /// What came back, each address once.
    public let stops: [Stop]

    /// - Parameters:
    ///   - follows: whether a link is to be requested; addresses are without their fragment.
    ///   - limit: pages at most.
    public init(
        _ browser: Browser, from start: [String], limit: Int = 1_000, follows: @Sendable (String) -> Bool
    ) async throws {
        var stops: [Stop] = []
        var waiting: [(path: String, from: String)] = start.map { ($0, "") }
        var seen = Set(start)
        while !waiting.isEmpty, stops.count < limit {
            let (path, from) = waiting.removeFirst()
            let page = try await browser.get(path)
            stops.append(Stop(path: path, from: from, page: page))
            for link in Self.links(page) + [page.location].compactMap({ $0 })
            where follows(link) && seen.insert(link).inserted {
                waiting.append((link, path))
            }
        }
        self.stops = stops
    }

    /// Addresses on this server, in their order.
    public static func links(_ page: Page) -> [String] {
        page.text.components(separatedBy: "href=\"").dropFirst().compactMap { piece in
            let link = String(piece.prefix { $0 != "\"" && $0 != "#" }).replacing("&amp;", with: "&")
            return link.hasPrefix("/") && !link.hasPrefix("//") ? link : nil
        }
    }
}
