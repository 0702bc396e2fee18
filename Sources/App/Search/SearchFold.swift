import Foundation

/// Text as bytes that are compared: each letter as ``Folded`` has it, everything between words a space. Letter by letter from a table,
/// since whole texts are read here: a hundred times as quick as folding them as texts.
enum SearchFold {
    private static let space: UInt8 = 0x20
    private static let ascii: [UInt8] = (0..<128).map { folded($0).first ?? space }
    /// Scripts whose letters have variants; what follows is compared as it is.
    private static let letters: [[UInt8]] = (0..<0x3000).map(folded)
    /// Forms of Arabic letters, and wide ones of Latin.
    private static let forms: [[UInt8]] = (0xFB00..<0x10000).map(folded)

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

    static func bytes(_ text: String) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars { append(scalar, to: &output) }
        return output
    }

    /// With the place in the text from which each byte came.
    static func placed(_ text: String) -> (bytes: [UInt8], places: [String.Index]) {
        var output: [UInt8] = []
        var places: [String.Index] = []
        for index in text.unicodeScalars.indices {
            append(text.unicodeScalars[index], to: &output)
            while places.count < output.count { places.append(index) }
        }
        return (output, places)
    }

    private static func append(_ scalar: Unicode.Scalar, to output: inout [UInt8]) {
        switch scalar.value {
        case ..<0x80: output.append(ascii[Int(scalar.value)])
        case ..<0x3000: output += letters[Int(scalar.value)]
        case 0xFB00..<0x10000: output += forms[Int(scalar.value) - 0xFB00]
        default: output += String(scalar).utf8
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
