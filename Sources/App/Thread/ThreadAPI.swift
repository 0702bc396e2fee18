import Domain
import Storage
import Web

/// The thread as JSON: one query for every kind of item.
enum ThreadAPI {
    struct ItemBody: Codable, Sendable {
        let kind: ThreadKind
        let id: String
        /// Absent of what a programme plans.
        let event: Event.ID?
        /// In its author's words; of a country's decision in the language of the request.
        let title: String
        /// BCP 47; absent where the title is the product's.
        let language: String?
        let country: String?
        let sector: String?
        /// Only where the event shows names.
        let author: String?
        let isWithdrawn: Bool
        /// Why its thread goes no further, or where it has arrived; absent where it simply goes on.
        let ending: String?
        /// The page that shows it.
        let url: String
    }

    /// An item on the way, with how it hangs together with `from`.
    struct WayBody: Codable, Sendable {
        let kind: ThreadKind
        let id: String
        let event: Event.ID?
        let title: String
        let language: String?
        let country: String?
        let sector: String?
        let author: String?
        let isWithdrawn: Bool
        let ending: String?
        let url: String
        /// In words: "joined into", "hindered by", "cited in". On the way up as read from the lower item.
        let via: String
        /// The item through which it was found: one step nearer to the item asked for.
        let from: String
        /// How many steps away, from 1.
        let steps: Int
    }

    struct ThreadBody: Codable, Sendable {
        let item: ItemBody
        /// Where it comes from, nearest first.
        let up: [WayBody]
        /// What became of it, nearest first.
        let down: [WayBody]
    }

    static let routes: [APIRoute] = [
        .get(
            ThreadPaths.api, .anyone, "Thread",
            "Where an item comes from and what became of it. The item is named by its id, alone or as kind:id; the answer holds "
                + "everything above and below it, also in exercises of what workshops found, in retests, and in what the programme plans.",
            query: [
                .init(name: "steps", meaning: "Only so many steps away, 1 to 99.", schema: .integer),
                .init(
                    name: "kind", meaning: "Only items of this kind.",
                    schema: .choice(ThreadKind.allCases.map(\.rawValue))),
            ], thread)
    ]

    private static func thread(_ visit: Visit, _ reference: ThreadReference) async throws -> ThreadBody {
        guard visit.visitor.account != nil || visit.visitor.seat != nil else { throw Refusal.signInNeeded }
        let query = try ThreadQuery(checking: visit)
        return try await visit.read { reading in
            let store = ThreadStore(reading)
            guard let (kind, home) = try store.home(of: reference) else { throw Refusal.notFound }
            let book: ThreadBook
            switch home {
            case .event(let id):
                book = try ThreadBook(around: id, visitor: visit.visitor, now: visit.now, reading)
            case .programme(let id) where kind == .pastCase:
                let access = try ThreadAccess(visit.visitor, events: try store.events(of: id), reading)
                guard !access.events.isEmpty else { throw Refusal.notFound }
                book = ThreadBook(
                    try store.facts(of: access.events, for: visit.visitor, pastCase: reference.id, now: visit.now),
                    access)
            case .programme(let id):
                book = try ThreadBook(planned: id, visitor: visit.visitor, now: visit.now, reading)
            }
            guard let item = book.item(reference) else { throw Refusal.notFound }
            let words = ThreadWords(names: try DirectoryNames(reading))
            let base = visit.settings.baseURL
            func ways(_ direction: ThreadGraph.Direction) -> [WayBody] {
                query.filter(book.way(direction, of: item.id, steps: query.steps)).map {
                    WayBody($0, direction, book, words, base: base)
                }
            }
            return ThreadBody(item: ItemBody(item, book, words, base: base), up: ways(.up), down: ways(.down))
        }
    }
}

extension ThreadAPI.ItemBody {
    init(_ item: ThreadItem, _ book: ThreadBook, _ words: ThreadWords, base: String) {
        self.init(
            kind: item.kind, id: item.id, event: item.event, title: words.title(item), language: words.language(item),
            country: item.country, sector: item.sector, author: item.author, isWithdrawn: item.isWithdrawn,
            ending: book.ending(of: item.id).map { words.ending($0).string() }, url: base + ThreadWords.address(item)
        )
    }
}

extension ThreadAPI.WayBody {
    init(
        _ way: ThreadWay, _ direction: ThreadGraph.Direction, _ book: ThreadBook, _ words: ThreadWords, base: String
    ) {
        let item = ThreadAPI.ItemBody(way.item, book, words, base: base)
        let link = direction == .up ? words.source(way.step.link) : words.via(way.step.link)
        self.init(
            kind: item.kind, id: item.id, event: item.event, title: item.title, language: item.language,
            country: item.country, sector: item.sector, author: item.author, isWithdrawn: item.isWithdrawn,
            ending: item.ending, url: item.url, via: link.string(), from: way.step.from, steps: way.step.steps)
    }
}
