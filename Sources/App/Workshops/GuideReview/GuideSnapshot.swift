import Domain
import Storage
import Web

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

    /// A section's text in a language; in the main one where it is not translated.
    func text(_ section: Section, in language: String) -> Text? {
        section.texts[language] ?? section.texts[self.language]
    }

    func section(_ id: GuideSection.ID) -> Section? { sections.first { $0.id == id } }

    /// The guide as it stands now.
    /// - Throws: ``Refusal/notFound``.
    init(_ guide: Guide.ID, _ reading: any Reading) throws {
        guard let row = try reading.first("SELECT title, marking, language FROM guide WHERE id = \(guide)") else {
            throw Refusal.notFound
        }
        title = try row.get("title")
        marking = try row.get("marking")
        language = try row.get("language")
        var texts: [GuideSection.ID: [String: Text]] = [:]
        for row in try reading.all(
            """
            SELECT t.section_id, t.language, t.title, t.source_revision, c.text, c.revision
            FROM section_text t JOIN guide_section s ON s.id = t.section_id JOIN card c ON c.id = t.card_id
            WHERE s.guide_id = \(guide) AND s.removed_at IS NULL
            """)
        {
            texts[try row.get("section_id"), default: [:]][try row.get("language")] = Text(
                title: try row.get("title"), text: try row.get("text"), revision: try row.get("revision"),
                source: try row.get("source_revision"))
        }
        let rows = try reading.all(
            """
            SELECT id, parent_id, kind FROM guide_section WHERE guide_id = \(guide) AND removed_at IS NULL
            ORDER BY position, created_at, id
            """)
        sections = Self.ordered(
            try rows.map { row in
                let id: GuideSection.ID = try row.get("id")
                return (id: id, parent: try row.get("parent_id"), kind: try row.get("kind"), texts: texts[id] ?? [:])
            })
    }

    private typealias Node = (id: GuideSection.ID, parent: GuideSection.ID?, kind: String, texts: [String: Text])

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
