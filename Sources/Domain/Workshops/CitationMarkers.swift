/// The markers `[@12]` by which a text cites evidence, or `[@12; @3]` several at once. 12 is the evidence's own number in the guide and
/// never changes; what readers see ([1], [2] …) is counted in the order of appearance.
public enum CitationMarkers {
    /// One marker in a text.
    public struct Marker: Sendable, Hashable {
        public let range: Range<String.Index>
        /// As they stand there; one at least.
        public let numbers: [Int]
    }

    public static func text(_ number: Int) -> String { "[@\(number)]" }

    /// All markers in their order. At most nine digits; anything else is left as text.
    public static func all(in text: String) -> [Marker] {
        var markers: [Marker] = []
        let bytes = text.utf8
        var index = bytes.startIndex
        while let start = bytes[index...].firstIndex(of: UInt8(ascii: "[")) {
            index = bytes.index(after: start)
            guard index < bytes.endIndex, bytes[index] == UInt8(ascii: "@"),
                let (numbers, end) = numbers(in: bytes, from: bytes.index(after: index))
            else { continue }
            index = end
            markers.append(Marker(range: start..<index, numbers: numbers))
        }
        return markers
    }

    /// `12]` and `12; @3, 4]`.
    /// - Returns: the numbers, and where the text goes on; nothing where no marker stands.
    private static func numbers(
        in bytes: String.UTF8View, from start: String.Index
    ) -> (numbers: [Int], end: String.Index)? {
        var numbers: [Int] = []
        var rest = bytes[start...]
        while true {
            let digits = rest.prefix(10).prefix { (48...57).contains($0) }
            guard (1...9).contains(digits.count), let number = Int(String(Substring(digits))) else { return nil }
            numbers.append(number)
            rest = rest[digits.endIndex...]
            if rest.first == UInt8(ascii: "]") { return (numbers, bytes.index(after: rest.startIndex)) }
            rest = rest.drop(while: isBlank)
            guard rest.first == UInt8(ascii: ";") || rest.first == UInt8(ascii: ",") else { return nil }
            rest = rest.dropFirst().drop(while: isBlank)
            if rest.first == UInt8(ascii: "@") { rest = rest.dropFirst() }
        }
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A }

    /// The numbers that a text cites, each once, in the order of their first appearance.
    public static func numbers(in text: String) -> [Int] {
        var seen: Set<Int> = []
        return all(in: text).flatMap(\.numbers).filter { seen.insert($0).inserted }
    }

    /// The text with each marker put as `replacement` says; nothing leaves it as it is.
    public static func replacing(in text: String, _ replacement: (Int) -> String?) -> String {
        replacingMarkers(in: text) { marker in
            let parts = marker.numbers.map(replacement)
            guard parts.contains(where: { $0 != nil }) else { return nil }
            return zip(marker.numbers, parts).map { number, part in part ?? Self.text(number) }.joined(separator: " ")
        }
    }

    /// The same for whole markers.
    public static func replacingMarkers(in text: String, _ replacement: (Marker) -> String?) -> String {
        var output = ""
        var index = text.startIndex
        for marker in all(in: text) {
            output += text[index..<marker.range.lowerBound]
            output += replacement(marker) ?? String(text[marker.range])
            index = marker.range.upperBound
        }
        return output + text[index...]
    }
}

/// The numbers that readers see: evidence in the order in which the whole guide first cites it.
public struct CitationNumbers: Sendable, Hashable {
    /// The evidence's own numbers; the first one is [1].
    public private(set) var order: [Int] = []
    private var places: [Int: Int] = [:]

    /// - Parameters:
    ///   - texts: all texts of the guide, in the order in which they are read.
    ///   - known: the numbers that exist; unknown ones get no place.
    public init(_ texts: [String], known: Set<Int>) {
        for number in texts.flatMap(CitationMarkers.numbers) where known.contains(number) && places[number] == nil {
            order.append(number)
            places[number] = order.count
        }
    }

    /// What readers see for `[@number]`, from 1; nothing for an unknown one.
    public subscript(_ number: Int) -> Int? { places[number] }
}
