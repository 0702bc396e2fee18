import Domain
import Storage
import Web

/// The same as JSON, on the same finding.
enum SearchAPI {
    struct KindBody: Codable, Sendable {
        let kind: String
        let count: Int
    }

    struct HitBody: Codable, Sendable {
        let kind: String
        let id: String
        let title: String
        /// BCP 47; absent where the title has none.
        let language: String?
        /// Where it was found, if not in the title alone.
        let excerpt: String?
        let event: Event.ID?
        let programme: Programme.ID?
        /// A TLP 2.0 label without "TLP:".
        let marking: String?
        /// Absent where no page that you may open shows it.
        let url: String?
    }

    struct FindingBody: Codable, Sendable {
        /// How many there are of each kind.
        let kinds: [KindBody]
        /// The best first.
        let items: [HitBody]
        /// Give it as `cursor` to get what follows; absent on the last page.
        let next: String?
    }

    static let routes: [APIRoute] = [
        .get(
            SearchPaths.api, .anyone, "Search", "Finds what you may see, whatever it is.",
            query: [
                .init(
                    name: "q", meaning: "Words that must all be there; case and accents do not matter.", schema: .string
                ),
                .init(name: "kind", meaning: "Only this kind.", schema: .choice(SearchFeatures.kinds.map(\.name))),
            ] + Cursor.parameters, find)
    ]

    private static func find(_ visit: Visit) async throws -> FindingBody {
        guard visit.visitor.account != nil || visit.visitor.seat != nil else { throw Refusal.signInNeeded }
        try visit.countSearch()
        let values = visit.inbound.query
        let kind = SearchFeatures.kind(values.text("kind"))
        if values.has("kind"), kind == nil { throw Refusal.invalid(["kind": L("There is no such kind.")]) }
        let cursor = try Cursor(visit)
        let query = SearchQuery(values.text("q"))
        return try await visit.read { reading in
            let finding = try SearchFinding(query, visit, reading)
            let found =
                cursor.after == nil ? finding.best(cursor.limit + 1, of: kind) : finding.entries(of: kind)
            // Only what stands on the page is made into bodies.
            let page = try cursor.cut(found) { "\($0.kind.name):\($0.id)" }
            return FindingBody(
                kinds: finding.kinds.map { KindBody(kind: $0.kind.name, count: $0.count) },
                items: page.items.map { HitBody($0, finding) }, next: page.next)
        }
    }
}

extension SearchAPI.HitBody {
    fileprivate init(_ entry: SearchEntry, _ finding: SearchFinding) {
        let marks = SearchMarks.first(entry.texts, finding.query, most: 220)
        (kind, id, url) = (entry.kind.name, entry.id, entry.path)
        (title, language) = (entry.title.words, entry.title.language)
        excerpt = marks.map { $0.parts.map(\.text).joined() }
        switch entry.home {
        case .server: (event, programme, marking) = (nil, nil, entry.marking)
        case .programme(let id): (event, programme, marking) = (nil, id, entry.marking)
        case .event(let id):
            let place = finding.asked?.places[id]
            // The programme only of who sees it.
            (event, marking) = (id, entry.marking ?? place?.marking)
            programme = place.flatMap { finding.asked?.programmes[$0.programme] == nil ? nil : $0.programme }
        }
    }
}
