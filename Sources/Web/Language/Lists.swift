import Markup

/// How the parts of a list hang together.
public enum ListJoin: Sendable, Hashable {
    /// `a, b and c`: all that there are, in a sentence.
    case and
    /// `a, b, c`: numbers, codes, and lists that may go on.
    case commas
    /// `a; b; c`: where the parts hold commas of their own.
    case semicolons
    /// One sentence after the other.
    case sentences

    /// The comma of the language, for values that a form or a table of data takes: nothing in them stands apart.
    public static var comma: String { comma(in: .current) }

    private static func comma(in language: Language) -> String { language == .arabic ? "، " : ", " }

    /// What stands before a part: the second of two, one in the middle, the last of several. (Unicode CLDR, list patterns.)
    func mark(before index: Int, of count: Int, in language: Language) -> String {
        let comma = Self.comma(in: language)
        switch self {
        case .semicolons: return language == .arabic ? "؛ " : "; "
        case .commas: return comma
        case .sentences: return " "
        case .and:
            switch language {
            case .english: return index == count - 1 ? " and " : comma
            case .french: return index == count - 1 ? " et " : comma
            case .russian: return index == count - 1 ? " и " : comma
            case .arabic: return " و"
            }
        }
    }
}

extension Message {
    /// A list by itself, for a cell or a fact: `Message.list(names, .commas)`. Inside a text write `\(list: names)`.
    public static func list(_ items: [String], _ join: ListJoin = .and) -> Message { "\(list: items, join)" }

    public static func list(_ items: [HTML], _ join: ListJoin = .and) -> Message { "\(list: items, join)" }

    public static func list(_ items: [Message], _ join: ListJoin = .and) -> Message { "\(list: items, join)" }

    public static func list(_ numbers: [Int], _ join: ListJoin = .commas) -> Message { "\(list: numbers, join)" }
}

extension Message.StringInterpolation {
    /// Names as the language of the text joins them: `L("Signed for: \(list: names).")`.
    public mutating func appendInterpolation(list items: [String], _ join: ListJoin = .and) {
        append(.list(items.map { .text($0) }, join))
    }

    public mutating func appendInterpolation(list items: [Message], _ join: ListJoin = .and) {
        append(.list(items.map { .message($0) }, join))
    }

    public mutating func appendInterpolation(list items: [HTML], _ join: ListJoin = .and) {
        append(.list(items.map { .html($0) }, join))
    }

    public mutating func appendInterpolation(list numbers: [Int], _ join: ListJoin = .commas) {
        append(.list(numbers.map { .number($0) }, join))
    }
}

/// Somebody's words inside a text of the other direction stand apart (UAX 9): otherwise a name takes the number beside it along, a
/// date is read from its end, and a minus sign comes after its number.
enum Isolation {
    /// Around something of its own direction, which its first letter tells; without one it is written from the left.
    static let (open, close) = ("\u{2068}", "\u{2069}")

    /// Whether it must stand apart in a text of this language: in Arabic always, elsewhere where it holds letters of Arabic or Hebrew.
    static func isNeeded(_ text: String, in language: Language) -> Bool {
        language.isRightToLeft || text.unicodeScalars.contains { isRightToLeft($0.value) }
    }

    private static func isRightToLeft(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0..<0x590: false
        case 0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF, 0x10800...0x10FFF, 0x1E800...0x1EFFF: true
        default: false
        }
    }

    /// An address stays bare: mail programs would take the mark behind it for a part of it.
    static func text(_ text: String, in language: Language) -> String {
        isNeeded(text, in: language) && !text.hasPrefix("https://") && !text.hasPrefix("http://")
            ? open + text + close : text
    }

    static func html(_ text: String, in language: Language) -> String {
        let escaped = HTML(escaping: text).text
        return isNeeded(text, in: language) ? "<bdi>\(escaped)</bdi>" : escaped
    }
}
