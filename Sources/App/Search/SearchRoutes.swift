import Domain
import Storage
import Web

/// # Search
///
/// `GET /search?q=` finds what its visitor may see, whatever it is: by kind with numbers, the best first; `&kind=` shows one kind page by
/// page. What there is to find is told by the features (``SearchFeature``, in their `…Facts+Search.swift`), by the rules of their own
/// pages, before anything is compared with what was typed.
extension Visit {
    /// - Throws: ``Refusal/tooManyRequests(seconds:)`` for who searches without end.
    func countSearch() throws {
        try services.limits.searches.check(visitor.journalName ?? inbound.address, now: now)
    }
}

enum SearchRoutes {
    static let all: [Route] = [
        .get(SearchPaths.page, .anyone) { visit in
            let known = visit.visitor
            guard known.account != nil || known.seat != nil else { throw Refusal.signInNeeded }
            try visit.countSearch()
            let values = visit.inbound.query
            let query = SearchQuery(values.text("q"))
            let kind = SearchFeatures.kind(values.text("kind"))
            let number = values.wish("page", in: 1...10_000) ?? 1
            return try await visit.read { reading in
                let finding = try SearchFinding(query, visit, reading)
                return SearchPage(visit: visit, finding: finding, kind: kind, number: number).answer
            }
        }
    ]
}
