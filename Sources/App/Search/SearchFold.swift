import Foundation

/// Text as bytes that are compared: each letter as ``Folded`` has it, everything between words a space. Letter by letter from a table,
/// since whole texts are read here: a hundred times as quick as folding them as texts.
struct SearchFold: Sendable {
    /// Up to seven bytes of a letter, the first lowest, above their number; ``long`` for those with more.
    private typealias Packed = UInt64

    private static let space: UInt8 = 0x20
    private static let long: Packed = 0xFF
    private static let table = SearchFold()

    /// Scripts whose letters have variants; what follows is compared as it is.
    private let letters: [Packed] = (0..<0x3000).map { SearchFold.packed(SearchFold.folded($0)) }
    /// Forms of Arabic letters, and wide ones of Latin.
    private let forms: [Packed] = (0xFB00..<0x10000).map { SearchFold.packed(SearchFold.folded($0)) }

    private static func folded(_ value: UInt32) -> [UInt8] {
        guard let scalar = Unicode.Scalar(value) else { return [] }
        switch scalar.properties.generalCategory {
        case .format: return []
        case .nonspacingMark where scalar.properties.isDiacritic: return []
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
            .spacingMark, .decimalNumber, .letterNumber, .otherNumber:
            return Array(Folded.text(String(scalar)).utf8)
        default: return [space]
        }
    }

    private static func packed(_ bytes: [UInt8]) -> Packed {
        guard bytes.count < 8 else { return long }
        return bytes.reversed().reduce(0) { $0 << 8 | Packed($1) } << 8 | Packed(bytes.count)
    }

    static func bytes(_ text: String) -> [UInt8] {
        let table = table
        var output: [UInt8] = []
        output.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars { table.append(scalar, to: &output) }
        return output
    }

    /// With the place in the text from which each byte came.
    static func placed(_ text: String) -> (bytes: [UInt8], places: [String.Index]) {
        let table = table
        var output: [UInt8] = []
        var places: [String.Index] = []
        for index in text.unicodeScalars.indices {
            table.append(text.unicodeScalars[index], to: &output)
            while places.count < output.count { places.append(index) }
        }
        return (output, places)
    }

    @inline(__always)
    private func append(_ scalar: Unicode.Scalar, to output: inout [UInt8]) {
        let value = Int(scalar.value)
        let known: Packed
        switch value {
        case ..<letters.count: known = letters[value]
        case 0xFB00..<0x10000: known = forms[value - 0xFB00]
        default: known = Self.long
        }
        if known == Self.long {
            output += value < 0x10000 && value >= 0xFB00 ? Self.folded(scalar.value) : Array(String(scalar).utf8)
            return
        }
        var (rest, count) = (known >> 8, known & 0xFF)
        while count > 0 {
            output.append(UInt8(truncatingIfNeeded: rest))
            (rest, count) = (rest >> 8, count - 1)
        }
    }

    /// - Returns: where the word begins; nothing where the text does not have it.
    static func find(_ word: [UInt8], in text: [UInt8], from start: Int = 0) -> Int? {
        guard let first = word.first, text.count >= word.count else { return nil }
        return text.withUnsafeBufferPointer { text in
            word.withUnsafeBufferPointer { word in
                guard let base = text.baseAddress, let wanted = word.baseAddress else { return nil }
                var place = start
                let last = text.count - word.count
                while place <= last {
                    guard let found = memchr(base + place, Int32(first), last - place + 1) else { return nil }
                    place = UnsafeRawPointer(found) - UnsafeRawPointer(base)
                    if memcmp(base + place, wanted, word.count) == 0 { return place }
                    place += 1
                }
                return nil
            }
        }
    }

    /// Whether a word begins at this place.
    static func isStart(_ place: Int, in text: [UInt8]) -> Bool { place == 0 || text[place - 1] == space }
}
