import Web

/// What people write: how it is cleaned before it is stored, and what is said where it does not fit.
enum WrittenText {
    /// What is said of a text that is too long.
    static func excess(_ text: String, _ limit: Int) -> Message {
        let isBounded = TextLimit(limit).isBounded(text)
        guard !isBounded, let words = TextLimit(limit).excess(text) else {
            return L("At most \(limit) characters; you wrote \(text.count).")
        }
        return words
    }

    /// A BCP 47 tag of the languages that people can choose.
    static func language(_ tag: String) -> Result<String, FieldError> {
        guard ContributionLanguage.all.contains(where: { $0.tag == tag }) else {
            return .failure(FieldError(L("Choose a language from the list.")))
        }
        return .success(tag)
    }

    struct FieldError: Error {
        let message: Message
        init(_ message: Message) { self.message = message }
    }

    /// Without control characters and without marks that turn the direction of what follows (a page isolates each text anyway).
    static func cleaned(_ typed: String, keepingLines: Bool) -> String {
        let text = withoutControls(typed, keepingLines: keepingLines)
        guard !keepingLines else { return text.trimmed }
        return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// As ``cleaned(_:keepingLines:)``, but with the white space at both ends: somebody may be typing on.
    static func withoutControls(_ typed: String, keepingLines: Bool) -> String {
        var output = String.UnicodeScalarView()
        for scalar in OutsideText.bounded(typed).replacing("\r\n", with: "\n").unicodeScalars {
            switch scalar.value {
            case 0x0A where keepingLines: output.append("\n")
            case 0x09, 0x0A, 0x0D, 0x85, 0x2028, 0x2029: output.append(" ")
            case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF, 0xFFF9...0xFFFB: continue
            default: output.append(scalar)
            }
        }
        return String(output)
    }
}

extension EventTableRule {
    /// A language that a contribution can be marked with.
    static let language = EventTableRule.told("a language from the list is expected, such as en or fr") { text in
        ContributionLanguage.all.contains { $0.tag == text }
    }
}

/// The languages that a contribution can be marked with: those of the interface first, then those of the rooms that the product
/// is for, by their own names.
struct ContributionLanguage: Sendable {
    /// BCP 47.
    let tag: String
    let ownName: String

    /// As a form offers them.
    static var options: [FieldOption] { all.map { (value: $0.tag, label: .verbatim($0.ownName)) } }

    /// What is wrong with a tag that is not of the list.
    @Sendable static func fault(_ tag: String) -> Message? {
        if case .failure(let error) = WrittenText.language(tag) { error.message } else { nil }
    }

    static let all: [ContributionLanguage] = {
        let rows: [(String, String)] = [
            ("en", "English"), ("fr", "Français"), ("ru", "Русский"), ("ar", "العربية"), ("bg", "Български"),
            ("bs", "Bosanski"),
            ("cs", "Čeština"), ("da", "Dansk"), ("de", "Deutsch"), ("el", "Ελληνικά"), ("es", "Español"),
            ("et", "Eesti"),
            ("fi", "Suomi"), ("ga", "Gaeilge"), ("hr", "Hrvatski"), ("hu", "Magyar"), ("hy", "Հայերեն"),
            ("is", "Íslenska"),
            ("it", "Italiano"), ("ka", "ქართული"), ("kk", "Қазақша"), ("ky", "Кыргызча"), ("lt", "Lietuvių"),
            ("lv", "Latviešu"),
            ("mk", "Македонски"), ("mn", "Монгол"), ("mt", "Malti"), ("nl", "Nederlands"), ("no", "Norsk"),
            ("pl", "Polski"),
            ("pt", "Português"), ("ro", "Română"), ("sk", "Slovenčina"), ("sl", "Slovenščina"), ("sq", "Shqip"),
            ("sr", "Српски"),
            ("sv", "Svenska"), ("sw", "Kiswahili"), ("tg", "Тоҷикӣ"), ("tk", "Türkmençe"), ("tr", "Türkçe"),
            ("uk", "Українська"),
            ("uz", "Oʻzbekcha"), ("az", "Azərbaycanca"),
        ]
        return rows.map { ContributionLanguage(tag: $0.0, ownName: $0.1) }
    }()

    static func name(_ tag: String) -> String { all.first { $0.tag == tag }?.ownName ?? tag }
}
