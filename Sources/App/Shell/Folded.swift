import Foundation

/// Text as it is compared and searched: without case, diacritics and width, letters of one alphabet that people write for each other
/// made one. Query, text and name keys go through the same.
///
/// Columns hold folded text (`person`: name_key, sort_key, search; `organisation`: name_key). **Whoever changes what is folded raises
/// ``version``**: at the next start those columns are made anew (``FoldedColumns``).
enum Folded {
    static let version = 2

    static func text(_ text: some StringProtocol) -> String {
        let plain = FieldCheck.line(text).folding(
            options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
        var output = String.UnicodeScalarView()
        for scalar in plain.unicodeScalars {
            switch scalar.value {
            case 0x61...0x7A, 0x20, 0x30...0x39: output.append(scalar)
            // Vowel signs and the stroke that stretches a word say nothing of which word it is.
            case 0x0640, 0x0610...0x061A, 0x064B...0x065F, 0x0670, 0x06D6...0x06ED: continue
            case 0x0660...0x0669: output.append(Unicode.Scalar(UInt8(scalar.value - 0x0660 + 48)))
            case 0x06F0...0x06F9: output.append(Unicode.Scalar(UInt8(scalar.value - 0x06F0 + 48)))
            default:
                if let other = letters[scalar] {
                    output.append(contentsOf: other.unicodeScalars)
                } else {
                    output.append(scalar)
                }
            }
        }
        return String(output)
    }

    /// What Unicode takes for letters of their own, and people write for one another.
    private static let letters: [Unicode.Scalar: String] = [
        "’": "'", "ʼ": "'", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "ß": "ss", "þ": "th",
        "ð": "d", "ŋ": "n",
        "ə": "e", "ǝ": "e", "ħ": "h", "ŧ": "t", "ſ": "s", "ς": "σ", "ё": "е", "й": "и",
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ؤ": "و", "ئ": "ي", "ى": "ي", "ی": "ي", "ة": "ه", "ک": "ك",
    ]

    /// By what they are called; what is called the same stays in its order.
    static func ordered<Item>(_ items: [Item], by name: (Item) -> String) -> [Item] {
        items.enumerated().map { (key: text(name($0.element)), place: $0.offset, item: $0.element) }
            .sorted { ($0.key, $0.place) < ($1.key, $1.place) }.map(\.item)
    }

    /// The words in alphabetical order, so that "Zorić Ana" and "Ana Zorić" are the same name.
    static func name(_ parts: String...) -> String {
        text(parts.joined(separator: " ")).split { !$0.isLetter && !$0.isNumber }.sorted().joined(separator: " ")
    }

    /// A LIKE pattern that finds the text anywhere; used with `ESCAPE '\'`.
    static func pattern(_ query: String) -> String {
        var output = "%"
        for character in text(query) {
            if character == "%" || character == "_" || character == "\\" { output.append("\\") }
            output.append(character)
        }
        return output + "%"
    }
}
