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
        let exact = search(wanted, squeezed(text, keepsMarks: true), text)
        guard exact == .missing else { return exact }
        let found = search(squeezed(quote, keepsMarks: false).map(\.character), squeezed(text, keepsMarks: false), text)
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

    /// The text with the passage replaced; nothing where it is not there exactly once.
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

    private static func search(_ wanted: [Character], _ places: [Place], _ text: String) -> Result {
        guard !wanted.isEmpty, wanted.count <= places.count else { return .missing }
        var found: Range<String.Index>?
        for start in 0...(places.count - wanted.count) where places[start].character == wanted[0] {
            let isHere = wanted.indices.allSatisfy { places[start + $0].character == wanted[$0] }
            guard isHere else { continue }
            if found != nil { return .ambiguous }
            found = places[start].range.lowerBound..<places[start + wanted.count - 1].range.upperBound
        }
        return found.map(Result.found) ?? .missing
    }
}
