/// Where a quoted passage stands in a text, as a person copies it: from the page, with other spaces and without the marks of
/// emphasis.
public enum QuoteSearch {
    public enum Result: Sendable, Equatable {
        case found(Range<String.Index>)
        case missing
        /// It stands there more than once.
        case ambiguous
    }

    public static func find(_ quote: String, in text: String) -> Result {
        let wanted = squeezed(quote, keepsMarks: true).map(\.character)
        guard !wanted.isEmpty else { return .missing }
        let exact = search(wanted, squeezed(text, keepsMarks: true))
        guard exact == .missing else { return exact }
        let found = search(squeezed(quote, keepsMarks: false).map(\.character), squeezed(text, keepsMarks: false))
        if case .found(let range) = found { return .found(balanced(range, in: text)) }
        return found
    }

    private static let marks = "*_`"

    /// A passage that begins inside of `**emphasis**` and ends after it takes the opening marks along, and the other way round.
    private static func balanced(_ range: Range<String.Index>, in text: String) -> Range<String.Index> {
        let inside = text[range].count { marks.contains($0) }
        guard inside > 0 else { return range }
        let before = text[..<range.lowerBound].reversed().prefix { marks.contains($0) }.count
        if before == inside { return text.index(range.lowerBound, offsetBy: -before)..<range.upperBound }
        let after = text[range.upperBound...].prefix { marks.contains($0) }.count
        guard after == inside else { return range }
        return range.lowerBound..<text.index(range.upperBound, offsetBy: after)
    }

    /// The text with the passage replaced; nil if it is not there exactly once.
    public static func replacing(_ quote: String, with proposed: String, in text: String) -> String? {
        guard case .found(let range) = find(quote, in: text) else { return nil }
        var result = text
        result.replaceSubrange(range, with: proposed)
        return result
    }

    private typealias Place = (character: Character, range: Range<String.Index>)

    /// The characters with their places; white space as single spaces, none at the ends.
    private static func squeezed(_ text: String, keepsMarks: Bool) -> [Place] {
        var places: [Place] = []
        for index in text.indices {
            let (character, range) = (text[index], index..<text.index(after: index))
            if character.isWhitespace {
                if !places.isEmpty, places.last?.character != " " { places.append((" ", range)) }
            } else if keepsMarks || !marks.contains(character) {
                places.append((character, range))
            }
        }
        if places.last?.character == " " { places.removeLast() }
        return places
    }

    /// In time that grows with the two lengths, not with their product, whatever repeats: D. Knuth, J. Morris, V. Pratt: Fast Pattern
    /// Matching in Strings, SIAM J. Comput. 6 (1977).
    private static func search(_ wanted: [Character], _ places: [Place]) -> Result {
        guard !wanted.isEmpty, wanted.count <= places.count else { return .missing }
        // By length of what matches: how much of the beginning it ends with.
        var borders = [0]
        for index in wanted.indices.dropFirst() {
            var length = borders[index - 1]
            while length > 0, wanted[index] != wanted[length] { length = borders[length - 1] }
            borders.append(wanted[index] == wanted[length] ? length + 1 : length)
        }
        var found: Range<String.Index>?
        var matched = 0
        for (end, place) in places.enumerated() {
            while matched > 0, place.character != wanted[matched] { matched = borders[matched - 1] }
            if place.character == wanted[matched] { matched += 1 }
            guard matched == wanted.count else { continue }
            if found != nil { return .ambiguous }
            found = places[end + 1 - wanted.count].range.lowerBound..<place.range.upperBound
            matched = borders[matched - 1]
        }
        return found.map(Result.found) ?? .missing
    }
}
