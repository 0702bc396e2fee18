import Synchronization
import Web

/// The words of an entry as they are compared.
struct FoldedTexts: Sendable, Hashable {
    let title: [UInt8]
    /// All other texts, ``gap`` between two.
    let texts: [UInt8]

    /// No letter folds to it, so that nothing is found across two texts.
    static let gap: UInt8 = 0

    init(_ entry: SearchEntry) {
        title = SearchFold.bytes(entry.title.words)
        texts = Self.texts(of: entry)
    }

    static func texts(of entry: SearchEntry) -> [UInt8] {
        var all: [UInt8] = []
        for text in entry.texts where !text.words.isEmpty {
            if !all.isEmpty { all.append(gap) }
            all += SearchFold.bytes(text.words)
        }
        return all
    }
}

/// An entry as a search compares it: told anew, or kept with its letters folded. Of thousands only the reference is passed on.
final class SearchTold: Sendable {
    let entry: SearchEntry
    /// Nothing where it is told anew with each search: then only as much is folded as a search reads.
    let folded: FoldedTexts?

    init(_ entry: SearchEntry, folded: FoldedTexts? = nil) {
        self.entry = entry
        self.folded = folded
    }

    /// To be kept from one search to the next.
    static func kept(_ entry: SearchEntry) -> SearchTold { SearchTold(entry, folded: FoldedTexts(entry)) }
}

/// A stored row as ``SearchMemory`` knows it again.
struct SearchStored: Sendable {
    let id: String
    /// All that its entry is made of.
    let words: String
}

/// Entries as they were made of stored words, until other words are stored. What it gives depends on the edition, the id and the words
/// alone, so that it cannot become wrong, and whoever may see something is still asked anew with each search: it saves the making, not
/// the rule.
///
/// Where thousands are read with every search, making and folding them took most of the time.
final class SearchMemory<Edition: Hashable & Sendable>: Sendable {
    private struct Known: Sendable {
        let words: String
        let told: SearchTold
    }

    private let most: Int
    private let known = Mutex<[Edition: [String: Known]]>([:])

    /// - Parameter most: entries that are kept; past it all are forgotten, and made anew as they are asked for.
    init(most: Int) { self.most = most }

    /// In the order of the rows.
    /// - Parameter edition: what else an entry depends on: the language, how much is told of it.
    /// - Parameter make: the entries of those rows that are not known with these words; a row without one is left out.
    func told(
        _ rows: [SearchStored], in edition: Edition, _ make: ([SearchStored]) throws -> [SearchEntry]
    ) rethrows -> [SearchTold] {
        let before = known.withLock { $0[edition] ?? [:] }
        var result: [SearchTold?] = []
        result.reserveCapacity(rows.count)
        var missing: [Int] = []
        for (place, row) in rows.enumerated() {
            if let found = before[row.id], found.words == row.words {
                result.append(found.told)
            } else {
                missing.append(place)
                result.append(nil)
            }
        }
        guard !missing.isEmpty else { return result.compactMap { $0 } }
        let entries = try make(missing.map { rows[$0] })
        let made = Dictionary(
            entries.map { ($0.id, SearchTold.kept($0)) }, uniquingKeysWith: { first, _ in first })
        for place in missing { result[place] = made[rows[place].id] }
        keep(missing.compactMap { place in result[place].map { (rows[place], $0) } }, in: edition)
        return result.compactMap { $0 }
    }

    private func keep(_ made: [(row: SearchStored, told: SearchTold)], in edition: Edition) {
        known.withLock { known in
            if known.values.reduce(made.count, { $0 + $1.count }) > most { known.removeAll() }
            for one in made.prefix(most) {
                known[edition, default: [:]][one.row.id] = Known(words: one.row.words, told: one.told)
            }
        }
    }
}
