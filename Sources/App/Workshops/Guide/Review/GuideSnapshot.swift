import Domain

/// A whole guide as it stood at one moment, in all its languages: the content of a version. Its JSON is stored for years: add
/// optional members only.
struct GuideSnapshot: Codable, Sendable, Hashable {
    struct Text: Codable, Sendable, Hashable {
        let title: String
        /// Markdown.
        let text: String
        /// Of the card.
        let revision: Int
        /// Of the main language's card, where this is a translation.
        let source: Int?
    }

    struct Section: Codable, Sendable, Hashable {
        let id: GuideSection.ID
        let parent: GuideSection.ID?
        /// From 1: the depth in the tree.
        let level: Int
        let kind: String
        /// By language (BCP 47).
        let texts: [String: Text]
    }

    let title: String
    let marking: String
    /// BCP 47: the main language.
    let language: String
    /// In the order in which they are read; without those that were taken out.
    let sections: [Section]

    /// The main one first, then by tag.
    var languages: [String] {
        [language] + Set(sections.flatMap { $0.texts.keys }).subtracting([language]).sorted()
    }

    /// A section's text in a language; where it is not translated, the text that there is, the main one first.
    func shown(_ section: Section, in language: String) -> (text: Text, language: String)? {
        let written = ([language] + languages).compactMap { tag in section.texts[tag].map { (text: $0, language: tag) }
        }
        return written.first { !$0.text.text.isEmpty } ?? written.first
    }

    /// As it was kept; in the main language where there is none.
    func text(_ section: Section, in language: String) -> Text? {
        section.texts[language] ?? section.texts[self.language]
    }

    func section(_ id: GuideSection.ID) -> Section? { sections.first { $0.id == id } }

    /// A section as it is stored, before the order of reading is known.
    typealias Node = (id: GuideSection.ID, parent: GuideSection.ID?, kind: String, texts: [String: Text])

    /// - Parameter nodes: by position.
    init(title: String, marking: String, language: String, nodes: [Node]) {
        self.title = title
        self.marking = marking
        self.language = language
        sections = Self.ordered(nodes)
    }

    /// Depth first; a section whose parent has gone stands at the top.
    private static func ordered(_ nodes: [Node]) -> [Section] {
        let known = Set(nodes.map(\.id))
        var children: [GuideSection.ID?: [Node]] = [:]
        for node in nodes { children[node.parent.flatMap { known.contains($0) ? $0 : nil }, default: []].append(node) }
        var result: [Section] = []
        var waiting: [(node: Node, level: Int)] = (children[nil] ?? []).reversed().map { ($0, 1) }
        while let (node, level) = waiting.popLast() {
            result.append(
                Section(id: node.id, parent: node.parent, level: level, kind: node.kind, texts: node.texts))
            waiting += (children[node.id] ?? []).reversed().map { ($0, level + 1) }
        }
        return result
    }

    /// For comparing: in one language, with the main one where a section is not translated.
    func comparable(in language: String) -> [SectionComparison.Section] {
        sections.map { section in
            let text = text(section, in: language)
            return .init(
                id: section.id.description, parent: section.parent?.description, title: text?.title ?? "",
                text: text?.text ?? "")
        }
    }
}
