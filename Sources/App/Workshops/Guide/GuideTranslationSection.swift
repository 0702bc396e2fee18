import Foundation
import Markup
import Web

/// Says that a text stands in another language than the reader asked for.
enum TranslationMark {
    /// "English, not yet translated".
    static func words(_ language: String) -> Message { L("\(name(of: language)), not yet translated") }

    static func html(_ language: String) -> HTML {
        "<p class=\"hint untranslated\">\(Icon.svg("language")) \(words(language))</p>"
    }

    /// A language in the language of the interface, to begin a sentence with.
    static func name(of tag: String, in language: Language = .current) -> String {
        let name = Locale(identifier: language.rawValue).localizedString(forLanguageCode: tag) ?? tag
        return name.prefix(1).uppercased() + name.dropFirst()
    }
}

extension GuideTree {
    /// A section's title and text as a reader of a language gets them, each with the language that it stands in: where nobody has
    /// translated the text yet, the text that there is.
    func shown(
        _ section: GuideSection.ID, in language: String
    ) -> (title: String, titleLanguage: String, text: CardRecord, language: String)? {
        guard let own = text(section, in: language) else { return nil }
        let written = [own] + ([guide.language] + languages).compactMap { texts[section]?[$0] }
        let text = written.first { !$0.isEmpty } ?? own
        // A language is added with the titles of the main one.
        let isTranslated = own.language == guide.language || own.title != main(section)?.title
        let title = isTranslated ? own : main(section) ?? own
        return (title.title, title.language, text.card, text.language)
    }
}
