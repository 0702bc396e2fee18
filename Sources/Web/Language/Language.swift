/// A language of the interface. Contributions carry any BCP 47 tag of their own.
public enum Language: String, CaseIterable, Sendable, Hashable {
    case english = "en"
    case french = "fr"
    case russian = "ru"
    case arabic = "ar"

    /// The language that what is rendered in this task is written in.
    @TaskLocal public static var current: Language = .english

    /// The language's name for itself.
    public var ownName: String {
        switch self {
        case .english: "English"
        case .french: "Français"
        case .russian: "Русский"
        case .arabic: "العربية"
        }
    }

    public var direction: String { isRightToLeft ? "rtl" : "ltr" }

    public var isRightToLeft: Bool { self == .arabic }

    /// Which plural form a catalogue gives for a count (CLDR cardinal rules, in gettext's order).
    func pluralForm(_ count: Int) -> Int {
        let n = count.magnitude
        switch self {
        case .english: return n == 1 ? 0 : 1
        case .french: return n < 2 ? 0 : 1
        case .russian:
            if n % 10 == 1 && n % 100 != 11 { return 0 }
            return (2...4).contains(n % 10) && !(12...14).contains(n % 100) ? 1 : 2
        case .arabic:
            if n <= 2 { return Int(n) }
            if (3...10).contains(n % 100) { return 3 }
            return n % 100 >= 11 ? 4 : 5
        }
    }

    /// The first language of an `Accept-Language` header (RFC 9110, 12.5.4) that the interface has.
    public static func preferred(by header: String) -> Language? {
        let wishes = header.split(separator: ",").compactMap { part -> (language: Language, quality: Double)? in
            let pieces = part.split(separator: ";")
            guard let tag = pieces.first?.split(separator: "-").first,
                let language = Language(rawValue: tag.trimmed.lowercased())
            else { return nil }
            let quality = pieces.dropFirst().compactMap { piece in
                piece.trimmed.hasPrefix("q=") ? Double(piece.trimmed.dropFirst(2)) : nil
            }.first
            return (language, quality ?? 1)
        }
        let best = wishes.map(\.quality).max() ?? 0
        return best > 0 ? wishes.first { $0.quality == best }?.language : nil
    }
}

extension StringProtocol {
    /// Without white space at either end.
    public var trimmed: String {
        var rest = Substring(self)
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest)
    }
}
