/// The translations, read once from the `.po` files that are compiled in.
enum Catalogue {
    /// For each language, the forms of each key: one form, or as many as the language has plurals.
    private static let entries: [Language: [String: [String]]] = {
        var result: [Language: [String: [String]]] = [:]
        for language in Language.allCases {
            if let asset = Asset.named("\(language.rawValue).po") { result[language] = POFile.read(asset.text) }
        }
        return result
    }()

    static func text(for message: Message, in language: Language) -> String {
        let forms = entries[language]?[POFile.id(message.singular ?? message.key, context: message.context)]
        if let singular = message.singular {
            let form = language.pluralForm(message.count)
            if let forms, forms.indices.contains(form), !forms[form].isEmpty { return forms[form] }
            return Language.english.pluralForm(message.count) == 0 ? singular : message.key
        }
        guard let translation = forms?.first, !translation.isEmpty else { return message.key }
        return translation
    }
}

/// Reads gettext's `.po` format, as far as we write it: `msgctxt`, `msgid`, `msgid_plural`, `msgstr`, `msgstr[n]`, continued strings,
/// comments. Entries marked fuzzy or obsolete are left out. (GNU gettext manual, "The Format of PO Files".)
enum POFile {
    /// What an entry is found by: its context, if it has one, and its English text, as gettext joins the two in its own files.
    static func id(_ text: String, context: String?) -> String { context.map { "\($0)\u{4}\(text)" } ?? text }

    static func read(_ text: String) -> [String: [String]] {
        var entries: [String: [String]] = [:]
        var id = ""
        var context: String?
        var forms: [Int: String] = [:]
        var field = Field.none
        var isFuzzy = false

        func finish() {
            if !id.isEmpty, !isFuzzy, let last = forms.keys.max() {
                entries[self.id(id, context: context)] = (0...last).map { forms[$0] ?? "" }
            }
            (id, context, forms, field, isFuzzy) = ("", nil, [:], .none, false)
        }
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let line = line.trimmed
            if line.isEmpty {
                finish()
            } else if line.hasPrefix("#") {
                if line.hasPrefix("#,"), line.contains("fuzzy") { isFuzzy = true }
            } else if line.hasPrefix("\"") {
                switch field {
                case .id: id += unquote(line)
                case .context: context = (context ?? "") + unquote(line)
                case .form(let number): forms[number, default: ""] += unquote(line)
                case .plural, .none: break
                }
            } else if line.hasPrefix("msgctxt") {
                if !forms.isEmpty { finish() }
                field = .context
                context = unquote(line.dropFirst(7).trimmed)
            } else if line.hasPrefix("msgid_plural") {
                field = .plural
            } else if line.hasPrefix("msgid") {
                if !forms.isEmpty { finish() }
                field = .id
                id = unquote(line.dropFirst(5).trimmed)
            } else if line.hasPrefix("msgstr[") {
                // No language has more than six forms; a number beyond is a typing error.
                guard let number = Int(line.dropFirst(7).prefix { $0 != "]" }), (0..<6).contains(number) else {
                    field = .none
                    continue
                }
                field = .form(number)
                forms[number] = unquote(String(line.drop { $0 != "]" }.dropFirst()).trimmed)
            } else if line.hasPrefix("msgstr") {
                field = .form(0)
                forms[0] = unquote(line.dropFirst(6).trimmed)
            }
        }
        finish()
        return entries
    }

    private enum Field { case none, id, context, plural, form(Int) }

    private static func unquote(_ text: String) -> String {
        var output = ""
        var isEscaped = false
        for character in text.dropFirst().dropLast() {
            if isEscaped {
                output.append(character == "n" ? "\n" : character == "t" ? "\t" : character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else {
                output.append(character)
            }
        }
        return output
    }
}
