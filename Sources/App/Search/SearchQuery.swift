import Web

/// What somebody looks for: words that must all be there, in any order and in any form of their letters.
struct SearchQuery: Sendable {
    /// Characters that are read of it.
    static let limit = 200
    private static let mostWords = 8

    /// As it was typed.
    let text: String
    /// Folded (``SearchFold``).
    let words: [[UInt8]]

    init(_ typed: String) {
        text = FieldCheck.line(typed.prefix(Self.limit))
        var words: [[UInt8]] = []
        for word in SearchFold.bytes(text).split(separator: 0x20).map(Array.init)
        where !words.contains(word) && words.count < Self.mostWords { words.append(word) }
        self.words = words
    }

    var isEmpty: Bool { words.isEmpty }

    /// Whether all words stand in a text; also where there are none.
    func isIn(_ text: String) -> Bool {
        guard !isEmpty else { return true }
        let bytes = SearchFold.bytes(text)
        return words.allSatisfy { SearchFold.find($0, in: bytes) != nil }
    }

    /// How well something answers; nothing where a word is missing. A word in the title counts more than one in the text, and the
    /// beginning of a word more than its inside.
    func rank(_ told: SearchTold) -> Int? {
        let title = told.folded?.title ?? SearchFold.bytes(told.entry.title.words)
        // Folded only where a word is not in the title.
        var texts = told.folded?.texts
        var rank = 0
        for word in words {
            if let inTitle = Self.worth(of: word, in: title) {
                rank += 4 * inTitle
                continue
            }
            let known = texts ?? FoldedTexts.texts(of: told.entry)
            texts = known
            guard let inText = Self.worth(of: word, inAnyOf: known) else { return nil }
            rank += inText
        }
        return rank
    }

    /// 1 inside a word, 2 where one begins with it, 3 where the text does.
    private static func worth(of word: [UInt8], in text: [UInt8]) -> Int? {
        guard var place = SearchFold.find(word, in: text) else { return nil }
        if place == 0 { return 3 }
        while !SearchFold.isStart(place, in: text) {
            guard let next = SearchFold.find(word, in: text, from: place + 1) else { return 1 }
            place = next
        }
        return 2
    }

    /// The best of texts that stand one behind the other (``FoldedTexts``).
    private static func worth(of word: [UInt8], inAnyOf texts: [UInt8]) -> Int? {
        var best: Int?
        var start = 0
        while let place = SearchFold.find(word, in: texts, from: start) {
            if place == 0 || texts[place - 1] == FoldedTexts.gap { return 3 }
            best = max(best ?? 1, SearchFold.isStart(place, in: texts) ? 2 : 1)
            start = place + 1
        }
        return best
    }
}
