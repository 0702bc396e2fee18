/// Words that were found, with what stands around them.
struct SearchMarks: Sendable, Hashable {
    struct Part: Sendable, Hashable {
        let text: String
        let isFound: Bool
    }

    let parts: [Part]
    let language: String?
    /// Something was left out before, or after.
    let isCutBefore: Bool
    let isCutAfter: Bool

    var hasFound: Bool { parts.contains(where: \.isFound) }

    /// - Parameter most: so many characters are shown, with the first that was found among them.
    init(_ text: SearchText, _ query: SearchQuery, most: Int) {
        language = text.language
        let words = text.isMarkdown ? Self.withoutMarks(text.words) : text.words
        let ranges = Self.ranges(of: query, in: words)
        let shown = Self.window(of: words, around: ranges.first, most: most)
        isCutBefore = shown.lowerBound > words.startIndex
        isCutAfter = shown.upperBound < words.endIndex
        var parts: [Part] = []
        var place = shown.lowerBound
        for range in ranges where range.lowerBound >= place && range.upperBound <= shown.upperBound {
            if place < range.lowerBound {
                parts.append(Part(text: String(words[place..<range.lowerBound]), isFound: false))
            }
            parts.append(Part(text: String(words[range]), isFound: true))
            place = range.upperBound
        }
        if place < shown.upperBound {
            parts.append(Part(text: String(words[place..<shown.upperBound]), isFound: false))
        }
        self.parts = parts
    }

    /// The first of the texts in which something was found.
    static func first(_ texts: [SearchText], _ query: SearchQuery, most: Int) -> SearchMarks? {
        for text in texts {
            let marks = SearchMarks(text, query, most: most)
            if marks.hasFound { return marks }
        }
        return nil
    }

    /// In their order, none over another, each with the marks that belong to its last letter.
    private static func ranges(of query: SearchQuery, in text: String) -> [Range<String.Index>] {
        let (bytes, places) = SearchFold.placed(text)
        var found: [Range<Int>] = []
        for word in query.words {
            var start = 0
            while let place = SearchFold.find(word, in: bytes, from: start) {
                found.append(place..<(place + word.count))
                start = place + word.count
            }
        }
        var ranges: [Range<String.Index>] = []
        for range in found.sorted(by: { ($0.lowerBound, -$0.count) < ($1.lowerBound, -$1.count) }) {
            let (start, last) = (places[range.lowerBound], places[range.upperBound - 1])
            var end = range.upperBound < places.count ? places[range.upperBound] : text.endIndex
            // One letter that folds to two: "æ" is found by "a".
            if end <= last { end = text.unicodeScalars.index(after: last) }
            if let before = ranges.last, start < before.upperBound {
                ranges[ranges.count - 1] = before.lowerBound..<max(before.upperBound, end)
            } else {
                ranges.append(start..<end)
            }
        }
        return ranges
    }

    /// From a word's beginning to a word's end, where there is one near.
    private static func window(of text: String, around first: Range<String.Index>?, most: Int) -> Range<String.Index> {
        let scalars = text.unicodeScalars
        let whole = text.startIndex..<text.endIndex
        guard scalars.index(text.startIndex, offsetBy: most, limitedBy: text.endIndex) != nil else { return whole }
        var start = text.startIndex
        if let first, scalars.distance(from: start, to: first.lowerBound) > most / 2 {
            start = scalars.index(first.lowerBound, offsetBy: -most / 3, limitedBy: start) ?? start
            start = scalars[start..<first.lowerBound].firstIndex(of: " ").map { scalars.index(after: $0) } ?? start
        }
        var end = scalars.index(start, offsetBy: most, limitedBy: text.endIndex) ?? text.endIndex
        let least = first.map { max($0.upperBound, start) } ?? start
        if end < text.endIndex, least < end, let gap = scalars[least..<end].lastIndex(of: " ") { end = gap }
        return start..<max(end, least)
    }

    /// Without citations, emphasis and the like, and without line breaks.
    private static func withoutMarks(_ text: String) -> String {
        text.replacing(/\[@\d+\]|[*_`#>|]+/, with: "").replacing(/\s+/, with: " ")
    }
}
