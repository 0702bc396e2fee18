import Synchronization
import Web

/// The words of an entry as they are compared.
struct FoldedTexts: Sendable, Hashable {
    let title: [UInt8]
    let texts: [[UInt8]]

    init(_ entry: SearchEntry) {
        title = SearchFold.bytes(entry.title.words)
        texts = entry.texts.map { SearchFold.bytes($0.words) }
    }
}

/// Entries as they were made of stored words, until other words are stored. What it gives depends on the key and the words alone, so that
/// it cannot become wrong, and whoever may see something is still asked anew with each search: it saves the making, not the rule.
///
/// Where thousands are read with every search, making and folding them took most of the time.
final class SearchMemory<Key: Hashable & Sendable>: Sendable {
    private struct Known: Sendable {
        let words: String
        let entry: SearchEntry
    }

    private let most: Int
    private let known = Mutex<[Key: Known]>([:])

    /// - Parameter most: entries that are kept; past it all are forgotten, and made anew as they are asked for.
    init(most: Int) { self.most = most }

    /// - Parameter rows: each with all that its entry is made of.
    func entries<Row>(_ rows: [(key: Key, words: String, row: Row)], _ make: (Row) throws -> SearchEntry) rethrows
        -> [SearchEntry]
    {
        try known.withLock { known in
            try rows.map { one in
                if let found = known[one.key], found.words == one.words { return found.entry }
                var entry = try make(one.row)
                entry.folded = FoldedTexts(entry)
                if known.count >= most { known.removeAll() }
                known[one.key] = Known(words: one.words, entry: entry)
                return entry
            }
        }
    }
}
