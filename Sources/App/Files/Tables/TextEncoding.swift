import Web

/// How the characters of a text file are written as bytes.
enum TextEncoding: String, Sendable, Hashable, Codable, CaseIterable {
    case utf8 = "utf-8"
    case utf16 = "utf-16"
    case windows1252 = "windows-1252"
    case windows1250 = "windows-1250"
    case windows1251 = "windows-1251"
    case windows1253 = "windows-1253"
    case windows1254 = "windows-1254"
    case windows1256 = "windows-1256"

    var label: Message {
        switch self {
        case .utf8: L("UTF-8 (every script)")
        case .utf16: L("UTF-16 (every script)")
        case .windows1252: L("Windows-1252 (Western Europe)")
        case .windows1250: L("Windows-1250 (Central Europe)")
        case .windows1251: L("Windows-1251 (Cyrillic)")
        case .windows1253: L("Windows-1253 (Greek)")
        case .windows1254: L("Windows-1254 (Turkish)")
        case .windows1256: L("Windows-1256 (Arabic)")
        }
    }

    /// What cannot be read becomes U+FFFD; nothing only where UTF-16 has an odd number of bytes.
    func decode(_ bytes: [UInt8]) -> String? {
        switch self {
        case .utf8:
            return String(decoding: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...], as: UTF8.self)
        case .utf16:
            guard bytes.count % 2 == 0 else { return nil }
            let hasMark = bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE])
            let isBig = hasMark ? bytes[0] == 0xFE : Self.zeros(bytes, from: 0) > Self.zeros(bytes, from: 1)
            var units: [UInt16] = []
            units.reserveCapacity(bytes.count / 2)
            for index in stride(from: hasMark ? 2 : 0, to: bytes.count, by: 2) {
                let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
                units.append(isBig ? first << 8 | second : second << 8 | first)
            }
            return String(decoding: units, as: UTF16.self)
        default:
            let page = WindowsPage.scalars(self)
            var output = String.UnicodeScalarView()
            for byte in bytes { output.append(byte < 128 ? Unicode.Scalar(byte) : page[Int(byte) - 128]) }
            return String(output)
        }
    }

    private static func zeros(_ bytes: [UInt8], from start: Int) -> Int {
        stride(from: start, to: min(bytes.count, 4_096), by: 2).count { bytes[$0] == 0 }
    }

    // MARK: Which one it is

    /// How sure the guess is.
    struct Guess: Sendable, Hashable {
        let encoding: TextEncoding
        /// Whether it was guessed from the letters, so that a person should look.
        let isGuessed: Bool
    }

    /// - Returns: nil if the bytes are no text at all.
    static func guess(_ bytes: [UInt8]) -> Guess? {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            return Guess(encoding: .utf16, isGuessed: false)
        }
        if bytes.contains(0) {
            let (even, odd) = (zeros(bytes, from: 0), zeros(bytes, from: 1))
            let looked = min(bytes.count, 4_096) / 2
            let isWide =
                bytes.count >= 8 && bytes.count % 2 == 0 && max(even, odd) * 3 > looked && min(even, odd) * 20 < looked
            return isWide ? Guess(encoding: .utf16, isGuessed: true) : nil
        }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) || String(validating: bytes, as: UTF8.self) != nil {
            return Guess(encoding: .utf8, isGuessed: false)
        }
        if isMostlyUTF8(bytes) { return Guess(encoding: .utf8, isGuessed: true) }
        return Guess(encoding: EncodingGuess.best(bytes), isGuessed: true)
    }

    /// Whether letters beyond ASCII are written as UTF-8 writes them, but for a few that are damaged.
    private static func isMostlyUTF8(_ bytes: [UInt8]) -> Bool {
        var (whole, broken) = (0, 0)
        var at = 0
        while at < bytes.count {
            let byte = bytes[at]
            guard byte >= 0x80 else {
                at += 1
                continue
            }
            let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC2 ? 2 : 0
            let isWhole =
                length > 0 && at + length <= bytes.count
                && bytes[at + 1..<at + length].allSatisfy { $0 & 0xC0 == 0x80 }
            if isWhole { whole += 1 } else { broken += 1 }
            at += isWhole ? length : 1
        }
        return whole > broken * 3
    }
}

/// Tells the code pages of Windows apart by the letters that a text would have in each.
enum EncodingGuess {
    private static let candidates: [TextEncoding] = [
        .windows1252, .windows1250, .windows1251, .windows1253, .windows1254, .windows1256,
    ]

    /// Letters that are usual in what people of the page's countries write; others of the page count little, signs inside words
    /// count against it.
    private static let usual: [TextEncoding: Set<Unicode.Scalar>] = [
        .windows1252: Set("éèêëàâçôîïùäöüßñóíáúãåøæœÉÈÀÇÖÜÄÅØ".unicodeScalars),
        .windows1250: Set("čćšžđČĆŠŽĐłąęńśźżóŁŚŻőűáéíúöüÁÉŐŰřůěýŘÝťďňľĺŕăţşâîŢŞĂ".unicodeScalars),
        .windows1251: Set("оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъёіїєґўАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЭЮЯ".unicodeScalars),
        .windows1253: Set("αοιετσνρηυπκμλςωδγχθφβξζψάέήίόύώΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ".unicodeScalars),
        .windows1254: Set("ıişğüöçİŞĞÜÖÇ".unicodeScalars),
        .windows1256: Set("اليمنروتبعدسكقفحجةشصطخذزثضغءظأإىؤئآ".unicodeScalars),
    ]

    static func best(_ bytes: [UInt8]) -> TextEncoding {
        let runs = runs(bytes.prefix(200_000))
        var best: (encoding: TextEncoding, score: Int) = (.windows1252, Int.min)
        for encoding in candidates {
            let score = runs.reduce(0) { $0 + self.score($1, encoding) }
            if score > best.score { best = (encoding, score) }
        }
        return best.encoding
    }

    /// Words that hold a byte beyond ASCII.
    private static func runs(_ bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        bytes.split { $0 < 128 && !Unicode.Scalar($0).properties.isAlphabetic }.filter { $0.contains { $0 >= 128 } }
            .prefix(20_000).map { $0 }
    }

    private static func score(_ word: ArraySlice<UInt8>, _ encoding: TextEncoding) -> Int {
        let page = WindowsPage.scalars(encoding)
        let usual = usual[encoding, default: []]
        let scalars = word.map { $0 < 128 ? Unicode.Scalar($0) : page[Int($0) - 128] }
        let isOtherScript = encoding == .windows1251 || encoding == .windows1253 || encoding == .windows1256
        let hasLatin = word.contains { $0 < 128 }
        var score = 0
        for (index, scalar) in scalars.enumerated() where !scalar.isASCII {
            if usual.contains(scalar) {
                score += 3
            } else if scalar.properties.isAlphabetic {
                score -= 1
            } else {
                score -= isInside(index, scalars) ? 8 : 1
            }
            // Letters of two scripts in one word, a capital after a small letter: seldom meant.
            if isOtherScript, hasLatin, scalar.properties.isAlphabetic { score -= 6 }
            if scalar.properties.isUppercase, index > 0, scalars[index - 1].properties.isLowercase { score -= 4 }
        }
        // A word of nothing but accented letters is none of a Latin script.
        if !isOtherScript, !hasLatin, word.count > 2 { score -= 4 * word.count }
        // "Associações", but "Gergő": the same byte.
        if encoding == .windows1252, scalars.contains("õ"), scalars.contains("ç") { score += 4 }
        return score + endings(scalars, encoding)
    }

    /// Names end in -ić and -č where a West European text of the same bytes would end in -iæ and -è.
    private static func endings(_ scalars: [Unicode.Scalar], _ encoding: TextEncoding) -> Int {
        guard let last = scalars.last, scalars.count > 2 else { return 0 }
        let before = scalars[scalars.count - 2]
        switch (encoding, last) {
        case (.windows1250, "ć") where before == "i": return 4
        case (.windows1250, "č"), (.windows1250, "š"), (.windows1250, "ž"), (.windows1250, "ő"): return 1
        case (.windows1252, "æ"), (.windows1254, "æ"): return -4
        default: return 0
        }
    }

    private static func isInside(_ index: Int, _ scalars: [Unicode.Scalar]) -> Bool {
        index > 0 && index + 1 < scalars.count && scalars[index - 1].properties.isAlphabetic
            && scalars[index + 1].properties.isAlphabetic
    }
}
