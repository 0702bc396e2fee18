import Domain
import Storage
import Web

/// What a search finds for somebody, the best first.
struct SearchFinding: Sendable {
    private struct Found: Sendable {
        let rank: Int
        let told: SearchTold

        /// Of two that answer as well, by kind and title. Then by the random part of the id, whose beginning is the time at which it
        /// was made.
        func isBefore(_ other: Found) -> Bool {
            if rank != other.rank { return rank > other.rank }
            if told.entry.kind.order != other.told.entry.kind.order {
                return told.entry.kind.order < other.told.entry.kind.order
            }
            if told.entry.title.words != other.told.entry.title.words {
                return told.entry.title.words < other.told.entry.title.words
            }
            return told.entry.id.suffix(12) < other.told.entry.id.suffix(12)
        }
    }

    let query: SearchQuery
    let asked: SearchAsked?
    /// How many there are of all kinds.
    let count: Int
    /// With what each has, in the order of their best.
    let kinds: [(kind: SearchKind, count: Int)]
    /// By kind, in no order: they are ordered where they are shown, and only as many as are shown.
    private let found: [String: [Found]]

    /// What may be seen is told first, and searched then: see ``SearchFeature``.
    init(_ query: SearchQuery, _ visit: Visit, _ reading: any Reading) throws {
        self.query = query
        guard !query.isEmpty else {
            (asked, count, kinds, found) = (nil, 0, [], [:])
            return
        }
        let asked = try SearchAsked(visit, reading)
        var found: [String: [Found]] = [:]
        for feature in SearchFeatures.all {
            for entry in try feature.tellSearch(asked, reading) {
                let told = SearchTold(entry)
                guard let rank = query.rank(told) else { continue }
                found[entry.kind.name, default: []].append(Found(rank: rank, told: told))
            }
            for told in try feature.keptSearch(asked, reading) {
                guard let rank = query.rank(told) else { continue }
                found[told.entry.kind.name, default: []].append(Found(rank: rank, told: told))
            }
        }
        let kinds = SearchFeatures.kinds.compactMap { kind in
            found[kind.name].map { some in
                (kind: kind, count: some.count, best: some.reduce(0) { max($0, $1.rank) })
            }
        }
        self.asked = asked
        self.found = found
        count = kinds.reduce(0) { $0 + $1.count }
        self.kinds = kinds.sorted { ($1.best, $0.kind.order) < ($0.best, $1.kind.order) }.map {
            (kind: $0.kind, count: $0.count)
        }
    }

    func count(of kind: SearchKind) -> Int { found[kind.name]?.count ?? 0 }

    /// Of all kinds, or of one; the best first.
    func entries(of kind: SearchKind? = nil) -> [SearchEntry] {
        unordered(kind).sorted { $0.isBefore($1) }.map(\.told.entry)
    }

    private func unordered(_ kind: SearchKind?) -> [Found] {
        kind.map { found[$0.name] ?? [] } ?? found.values.flatMap { $0 }
    }

    /// The first of them. Few of many are picked out, without ordering all of them.
    func best(_ most: Int, of kind: SearchKind? = nil) -> [SearchEntry] {
        var best: [Found] = []
        for one in unordered(kind) {
            if best.count == most, let last = best.last, !one.isBefore(last) { continue }
            best.insert(one, at: best.firstIndex { one.isBefore($0) } ?? best.count)
            if best.count > most { best.removeLast() }
        }
        return best.map(\.told.entry)
    }
}
