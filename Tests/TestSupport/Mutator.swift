import Foundation

/// Makes broken inputs out of good ones: the same ones for the same seed (SplitMix64, Steele, Lea and Flood 2014).
public struct Mutator: RandomNumberGenerator {
    private var state: UInt64
    /// Longest output in bytes: no test measures time, so inputs are bounded.
    private let limit: Int
    private let words: [[UInt8]]

    /// - Parameter words: pieces that mean something to the parser.
    public init(seed: UInt64, words: [String] = [], limit: Int = 64 * 1024) {
        state = seed
        self.limit = limit
        self.words = (words + Self.common).map { Array($0.utf8) } + Self.bytes
    }

    /// Numbers at ends of types, and what is special in many formats.
    private static let common: [String] = [
        "0", "-1", "-0", "1e999", "NaN", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
        "18446744073709551616", "4294967296", "99999999999999999999999999", "\"", "'", "\\", "\n", "\r\n", "\r", "\t",
        "%00", "%", "&", "<", ">", "{", "}", "[", "]", ",", ";", ":", "=", "#", "\u{FEFF}", "\u{202E}", "\u{2028}",
        "e\u{301}", "👩‍👩‍👧‍👦", "../../etc/passwd", "null", "true",
    ]
    /// No UTF-8: overlong, cut, surrogates, beyond the end; and zero.
    private static let bytes: [[UInt8]] = [
        [0xC0, 0xAF], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFF, 0xFE], [0], [0x80],
    ]

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    public mutating func number(below end: Int) -> Int { Int.random(in: 0..<max(1, end), using: &self) }

    public mutating func pick<Element>(_ list: [Element]) -> Element { list[number(below: list.count)] }

    /// One to six changes of one of the inputs.
    public mutating func changed(_ inputs: [[UInt8]]) -> [UInt8] {
        var bytes = pick(inputs)
        for _ in 0...number(below: 6) { change(&bytes, inputs) }
        return Array(bytes.prefix(limit))
    }

    private mutating func range(in bytes: [UInt8], most: Int) -> Range<Int> {
        let start = number(below: bytes.count + 1)
        return start..<min(bytes.count, start + number(below: most + 1))
    }

    private mutating func change(_ bytes: inout [UInt8], _ inputs: [[UInt8]]) {
        guard !bytes.isEmpty else { return bytes = pick(inputs) }
        let place = number(below: bytes.count)
        switch number(below: 10) {
        case 0: bytes[place] ^= 1 << UInt8(number(below: 8))
        case 1: bytes[place] = UInt8(truncatingIfNeeded: next())
        case 2: bytes.removeSubrange(range(in: bytes, most: 40))
        case 3: bytes.removeSubrange(place...)
        case 4:
            let piece = Array(bytes[range(in: bytes, most: 80)])
            bytes.insert(contentsOf: piece, at: place)
        case 5:
            // The same piece many times: deep nesting, long runs.
            let piece = Array(bytes[range(in: bytes, most: 12)])
            bytes.insert(contentsOf: (0..<number(below: 3_000)).flatMap { _ in piece }.prefix(limit), at: place)
        case 6:
            let other = pick(inputs)
            bytes.insert(contentsOf: other[range(in: other, most: 200)], at: place)
        case 7: bytes.replaceSubrange(range(in: bytes, most: 8), with: pick(words))
        case 8:
            let word = pick(words)
            bytes.insert(contentsOf: (0...number(below: 40)).flatMap { _ in word }, at: place)
        default: replaceNumber(in: &bytes, from: place)
        }
    }

    /// Digits behind a place become another number.
    private mutating func replaceNumber(in bytes: inout [UInt8], from place: Int) {
        let isDigit: (UInt8) -> Bool = { (48...57).contains($0) }
        guard let start = bytes[place...].firstIndex(where: isDigit) else { return }
        let end = bytes[start...].firstIndex { !isDigit($0) } ?? bytes.endIndex
        bytes.replaceSubrange(start..<end, with: pick(Self.common.prefix(11).map { Array($0.utf8) }))
    }
}

/// What the mutators begin with: `Tests/Corpora`.
public enum Corpus {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(
        path: "../Corpora")

    public static func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder.appending(path: name)))
    }

    /// `ROUNDTABLE_FUZZ_ROUNDS` times the usual number of rounds, for a long run.
    public static var factor: Int {
        ProcessInfo.processInfo.environment["ROUNDTABLE_FUZZ_ROUNDS"].flatMap { Int($0) }.map { max(1, $0) } ?? 1
    }

    /// Another run finds other things: `ROUNDTABLE_FUZZ_SEED`.
    public static var seed: UInt64 {
        ProcessInfo.processInfo.environment["ROUNDTABLE_FUZZ_SEED"].flatMap { UInt64($0) } ?? 20_261_121
    }
}
