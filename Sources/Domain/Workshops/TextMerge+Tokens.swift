/// Texts cut into words, white space, line ends and signs.
enum TextTokens {
    enum Kind: Sendable {
        /// Letters and digits in a row.
        case word
        /// One character of a script that writes no spaces, or a pictogram: each counts alone.
        case character
        case space
        case lineEnd
        /// Punctuation.
        case sign
    }

    /// Gives equal tokens of several texts equal numbers, so that they are compared fast.
    struct Lexicon: Sendable {
        private var numbers: [Substring: Int] = [:]
        private(set) var texts: [Substring] = []
        private(set) var kinds: [Kind] = []

        mutating func id(of text: Substring, _ kind: Kind) -> Int {
            if let known = numbers[text] { return known }
            numbers[text] = texts.count
            texts.append(text)
            kinds.append(kind)
            return texts.count - 1
        }

        mutating func tokens(of text: String) -> [Int] {
            var output: [Int] = []
            var start = text.startIndex
            var running: Kind?
            func isRun(_ kind: Kind) -> Bool { kind == .word || kind == .space }
            var index = start
            while index < text.endIndex {
                let kind = TextTokens.kind(of: text[index])
                if let open = running, open != kind || !isRun(kind) {
                    output.append(id(of: text[start..<index], open))
                    start = index
                }
                running = kind
                index = text.index(after: index)
            }
            if let running { output.append(id(of: text[start...], running)) }
            return output
        }

        func text(of tokens: some Sequence<Int>) -> String {
            var output = ""
            for token in tokens { output += texts[token] }
            return output
        }

        /// Whether a stretch of unchanged text is too little to tell two changes apart for a reader.
        func isSlight(_ tokens: ArraySlice<Int>) -> Bool {
            tokens.allSatisfy { kinds[$0] == .space || kinds[$0] == .sign }
        }
    }

    private static func kind(of character: Character) -> Kind {
        if let ascii = character.asciiValue {
            switch ascii {
            case 0x0A, 0x0D: return .lineEnd
            case 0x20, 0x09, 0x0B, 0x0C: return .space
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: return .word
            default: return .sign
            }
        }
        if character.isNewline { return .lineEnd }
        if character.isWhitespace { return .space }
        guard let scalar = character.unicodeScalars.first else { return .sign }
        if isWrittenWithoutSpaces(scalar) { return .character }
        if character.isLetter || character.isNumber { return .word }
        return character.isPunctuation ? .sign : .character
    }

    /// Thai, Lao, Burmese, Khmer, kana and Han.
    private static func isWrittenWithoutSpaces(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3040...0x30FF: true
        default: scalar.properties.isIdeographic
        }
    }
}
