import Domain
import Storage
import Web

/// What a search finds for somebody, the best first.
struct SearchFinding: Sendable {
    let query: SearchQuery
    let asked: SearchAsked?
    /// Each with the best of its kind before the others.
    let entries: [SearchEntry]
    /// With what each has, in the order of their best.
    let kinds: [(kind: SearchKind, count: Int)]

    /// What may be seen is told first, and searched then: see ``SearchFeature``.
    init(_ query: SearchQuery, _ visit: Visit, _ reading: any Reading) throws {
        self.query = query
        guard !query.isEmpty else {
            (asked, entries, kinds) = (nil, [], [])
            return
        }
        let asked = try SearchAsked(visit, reading)
        var found: [(rank: Int, entry: SearchEntry)] = []
        for feature in SearchFeatures.all {
            for entry in try feature.tellSearch(asked, reading) {
                if let rank = query.rank(entry) { found.append((rank, entry)) }
            }
        }
        found.sort { Self.key($0) < Self.key($1) }
        self.asked = asked
        entries = found.map(\.entry)
        var counts: [SearchKind: Int] = [:]
        var order: [SearchKind] = []
        for entry in entries {
            if counts[entry.kind] == nil { order.append(entry.kind) }
            counts[entry.kind, default: 0] += 1
        }
        kinds = order.map { (kind: $0, count: counts[$0] ?? 0) }
    }

    func entries(of kind: SearchKind) -> [SearchEntry] { entries.filter { $0.kind == kind } }

    /// Of two that answer as well, by kind and title. Then by the random part of the id, whose beginning is the time at which it was made.
    private static func key(_ found: (rank: Int, entry: SearchEntry)) -> (Int, Int, String, String) {
        (-found.rank, found.entry.kind.order, found.entry.title.words, String(found.entry.id.suffix(12)))
    }
}
