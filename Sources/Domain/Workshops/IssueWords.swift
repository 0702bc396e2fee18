/// The words of an issue as near-duplicate search sees them.
struct IssueWords {
    struct Word: Hashable {
        let original: String
        let folded: String
        let stem: String
        /// Character 4-grams of the folded word between two borders; a short word is its own. Packed, 16 bits a
        /// character: letters beyond the first plane may fall together, which costs a suggestion nothing.
        let grams: [UInt64]

        /// Nothing for a function word or a single letter.
        /// - Parameter isShouted: whether the whole text is in capitals. Where it is not, what is written in capitals is an abbreviation:
        ///   the WHO is no "who", and IT no "it".
        init?(_ original: String, isShouted: Bool) {
            folded = IssueWords.fold(original)
            guard folded.count > 1 else { return nil }
            let isAbbreviation = !isShouted && original.allSatisfy(\.isUppercase)
            guard isAbbreviation || !FunctionWords.all.contains(folded) else { return nil }
            self.original = original
            stem = IssueWords.stem(folded)
            var packed: UInt64 = 0
            var found: [UInt64] = []
            for (place, value) in ([1] + folded.unicodeScalars.map(\.value) + [1]).enumerated() {
                packed = packed << 16 | UInt64(value & 0xffff)
                if place >= 3 { found.append(packed) }
            }
            grams = found.isEmpty ? [packed] : found
        }
    }

    let words: [Word]

    init(_ text: String) {
        var known: [String: Word?] = [:]
        self.init(text, known: &known)
    }

    /// - Parameter known: words that other texts had: a room has few, and looking at one costs more than finding it again.
    init(_ text: String, known: inout [String: Word?]) {
        var words: [Word] = []
        var current = ""
        let isShouted = !text.contains(where: \.isLowercase)
        // A word ends at anything that is no letter or digit; an apostrophe too, so "d'information" gives two.
        for character in text + " " {
            if Self.isPartOfWord(character) {
                current.append(character)
            } else if !current.isEmpty {
                // The same letters are another word in a text that is all capitals.
                let key = isShouted ? "\u{1}" + current : current
                let word = known[key] ?? Word(current, isShouted: isShouted)
                known[key] = .some(word)
                if let word { words.append(word) }
                current = ""
            }
        }
        self.words = words
    }

    private static func isPartOfWord(_ character: Character) -> Bool {
        // Most are of ASCII, where asking Unicode's tables would take most of the time.
        guard let ascii = character.asciiValue else { return character.isLetter || character.isNumber }
        switch ascii {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            return true
        default: return false
        }
    }

    /// Lower case without the diacritics that people leave out when they type in haste.
    static func fold(_ word: String) -> String {
        var folded = ""
        for scalar in word.lowercased().unicodeScalars {
            if let plain = plainLetters[scalar] {
                folded += plain
            } else if !(0x300...0x36f).contains(scalar.value) {
                folded.unicodeScalars.append(scalar)
            }
        }
        return folded
    }

    /// Not a linguist's stem: endings that carry inflection or a noun's form, then the first six letters.
    static func stem(_ word: String) -> String {
        // By scalar: a folded word has no combining marks, and comparing characters is ten times slower.
        let letters = Array(word.unicodeScalars)
        let ending = endings.first { letters.count >= $0.count + 4 && letters.suffix($0.count).elementsEqual($0) }
        var stem = String.UnicodeScalarView()
        stem.append(contentsOf: letters.dropLast(ending?.count ?? 0).prefix(6))
        return String(stem)
    }

    private static let plainLetters: [Unicode.Scalar: String] = {
        var letters: [Unicode.Scalar: String] = [
            "œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ё": "е",
        ]
        let rows: [(String, String)] = [
            ("a", "àáâãäåāăą"), ("c", "çćĉċč"), ("d", "ď"), ("e", "èéêëēĕėęě"), ("g", "ĝğġģ"), ("i", "ìíîïĩīĭįı"),
            ("n", "ñńņň"), ("o", "òóôõöōŏő"), ("r", "ŕŗř"), ("s", "śŝşšș"), ("t", "ţťț"), ("u", "ùúûüũūŭůűų"),
            ("y", "ýÿ"), ("z", "źżž"), ("и", "й"),
        ]
        for (plain, accented) in rows {
            for scalar in accented.unicodeScalars { letters[scalar] = plain }
        }
        return letters
    }()

    /// Longest first.
    private static let endings: [[Unicode.Scalar]] = [
        "ational", "ization", "isation", "ements", "ations", "ation", "ement", "ments", "ities", "ment", "ings", "tion",
        "ence", "ance", "ости", "ость", "ение", "ения", "ании", "ание", "ания", "ами", "ями",
        "ого", "его", "ому", "ему", "ных", "ing", "ion", "ies", "ity", "ers", "ées", "ed", "es", "er", "ly", "al",
        "ый", "ая", "ое", "ые", "ой", "ов", "ев", "ам", "ям", "ах", "ях", "ом", "ем", "ей", "ия", "ии", "s", "e", "y",
        "а", "я", "о", "е", "ы", "и", "у", "ю", "ь",
    ].map { (ending: String) in Array(ending.unicodeScalars) }.sorted { $0.count > $1.count }
}
