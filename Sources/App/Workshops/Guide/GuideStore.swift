import Domain
import Storage
import Web

/// A guide as it is stored.
struct GuideRecord: Sendable, Hashable {
    let id: Guide.ID
    let event: Event.ID
    let title: String
    let marking: Marking
    /// BCP 47: the one that others are translated from.
    let language: String
    let state: GuideState
    let createdAt: Int64
    let changedAt: Int64

    init(_ row: Row) throws {
        id = try row.get("id")
        event = try row.get("event_id")
        title = try row.get("title")
        marking = Marking(rawValue: try row.get("marking")) ?? .red
        language = try row.get("language")
        state = try row.get("state")
        createdAt = try row.get("created_at")
        changedAt = try row.get("changed_at")
    }

    var subject: String { "guide:\(id)" }
}

/// A section without its texts.
struct SectionRecord: Sendable, Hashable {
    let id: GuideSection.ID
    let parent: GuideSection.ID?
    let kind: GuideSectionKind
    let removedAt: Int64?

    init(_ row: Row) throws {
        id = try row.get("id")
        parent = try row.get("parent_id")
        kind = try row.get("kind")
        removedAt = try row.get("removed_at")
    }
}

/// What a section says in one language.
struct SectionText: Sendable, Hashable {
    let section: GuideSection.ID
    /// BCP 47.
    let language: String
    let title: String
    let card: CardRecord
    /// The revision of the main language's card that this translation follows; nothing for the main language.
    let sourceRevision: Int?

    var isEmpty: Bool { card.text.allSatisfy(\.isWhitespace) }
}

extension GuideState: SQLBindable, SQLDecodable {}
extension GuideSectionKind: SQLBindable, SQLDecodable {}
extension EvidenceKind: SQLBindable, SQLDecodable {}

/// A guide with its sections and texts, in the order in which they are read.
struct GuideTree: Sendable {
    let guide: GuideRecord
    let places: [SectionTree<GuideSection.ID>.Place]
    let sections: [GuideSection.ID: SectionRecord]
    /// By section and language.
    let texts: [GuideSection.ID: [String: SectionText]]
    /// The main language first, then by tag.
    let languages: [String]

    /// The text in a language, or in the main one; a section always has its main text.
    func text(_ section: GuideSection.ID, in language: String) -> SectionText? {
        texts[section]?[language] ?? texts[section]?[guide.language]
    }

    func main(_ section: GuideSection.ID) -> SectionText? { texts[section]?[guide.language] }

    /// Whether a translation is missing (although there is a text to translate) or follows an older text.
    func isOutOfDate(_ section: GuideSection.ID, in language: String) -> Bool {
        guard language != guide.language, let main = main(section) else { return false }
        guard let text = texts[section]?[language] else { return false }
        return text.sourceRevision.map { $0 < main.card.revision } ?? true
    }

    func isMissing(_ section: GuideSection.ID, in language: String) -> Bool {
        guard language != guide.language, let main = main(section), !main.isEmpty else { return false }
        return texts[section]?[language]?.isEmpty ?? true
    }

    func outOfDate(in language: String) -> [GuideSection.ID] {
        places.map(\.id).filter { isOutOfDate($0, in: language) && !isMissing($0, in: language) }
    }

    func missing(in language: String) -> [GuideSection.ID] { places.map(\.id).filter { isMissing($0, in: language) } }

    func place(_ section: GuideSection.ID) -> SectionTree<GuideSection.ID>.Place? { places.first { $0.id == section } }

    /// How sections are called in lists: `2.1 Governance`, or the title alone.
    func name(_ section: GuideSection.ID, in language: String) -> String {
        let title = text(section, in: language)?.title ?? ""
        guard let number = place(section)?.number, !number.isEmpty else { return title }
        return "\(number) \(title)"
    }

    /// As if nobody had written in any other language.
    func only(_ wanted: [String]) -> GuideTree {
        GuideTree(
            guide: guide, places: places, sections: sections,
            texts: texts.mapValues { $0.filter { wanted.contains($0.key) } },
            languages: languages.filter { wanted.contains($0) })
    }

    /// What readers see for a marker, in one language.
    func numbers(in language: String, known: Set<Int>) -> CitationNumbers {
        CitationNumbers(places.compactMap { shown($0.id, in: language)?.text.text }, known: known)
    }
}

/// Reads guides: all the SQL that other features may ask. Writing is in GuideStore+Writing.swift, evidence in EvidenceStore.
struct GuideStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// The guide of an event; nil if nobody has begun one.
    func guide(of event: Event.ID) throws -> GuideRecord? {
        try reading.first("SELECT * FROM guide WHERE event_id = \(event)").map(GuideRecord.init)
    }

    func tree(of event: Event.ID) throws -> GuideTree? {
        guard let guide = try guide(of: event) else { return nil }
        return try tree(guide)
    }

    func tree(_ guide: GuideRecord) throws -> GuideTree {
        let sections = try sections(of: guide.id).filter { $0.removedAt == nil }
        let byID = Dictionary(uniqueKeysWithValues: sections.map { ($0.id, $0) })
        let places = SectionTree(sections.map { (id: $0.id, parent: $0.parent) })
            .places(unnumbered: Set(sections.filter { $0.kind == .front }.map(\.id)))
        let texts = try texts(of: guide).filter { byID[$0.section] != nil }
        let others = Set(texts.map(\.language)).subtracting([guide.language]).sorted()
        return GuideTree(
            guide: guide, places: places, sections: byID,
            texts: Dictionary(grouping: texts, by: \.section).mapValues { list in
                Dictionary(uniqueKeysWithValues: list.map { ($0.language, $0) })
            }, languages: [guide.language] + others)
    }

    /// All sections by position, removed ones too.
    func sections(of guide: Guide.ID) throws -> [SectionRecord] {
        try reading.all("SELECT * FROM guide_section WHERE guide_id = \(guide) ORDER BY position, created_at, id").map(
            SectionRecord.init)
    }

    /// - Throws: ``Refusal/notFound`` where it is unknown or of another guide.
    func section(_ id: GuideSection.ID, of guide: Guide.ID) throws -> SectionRecord {
        guard
            let row = try reading.first("SELECT * FROM guide_section WHERE id = \(id) AND guide_id = \(guide)")
        else { throw Refusal.notFound }
        return try SectionRecord(row)
    }

    /// The texts of all sections, of removed ones too.
    func texts(of guide: GuideRecord) throws -> [SectionText] {
        let cards = try CardStore(reading).cards(of: guide.event, in: .guide)
        return try reading.all(
            """
            SELECT t.section_id, t.language, t.title, t.card_id, t.source_revision FROM section_text t
            JOIN guide_section s ON s.id = t.section_id WHERE s.guide_id = \(guide.id)
            """
        ).compactMap { row in
            guard let card = cards[try row.get("card_id", as: Card.ID.self)] else { return nil }
            return SectionText(
                section: try row.get("section_id"), language: try row.get("language"), title: try row.get("title"),
                card: card, sourceRevision: try row.get("source_revision"))
        }
    }

    /// Which section and language a card is the text of; nothing for other cards.
    func place(of card: Card.ID) throws -> (guide: Guide.ID, section: GuideSection.ID, language: String)? {
        try reading.first(
            """
            SELECT s.guide_id, t.section_id, t.language FROM section_text t JOIN guide_section s ON s.id = t.section_id
            WHERE t.card_id = \(card)
            """
        ).map { (try $0.get("guide_id"), try $0.get("section_id"), try $0.get("language")) }
    }

    /// What was taken out last, the newest first: the heads of removed parts of the tree.
    func removed(_ guide: GuideRecord) throws -> [(section: GuideSection.ID, title: String, removedAt: Int64)] {
        let sections = try sections(of: guide.id)
        let times = Dictionary(uniqueKeysWithValues: sections.map { ($0.id, $0.removedAt) })
        let titles = try texts(of: guide).filter { $0.language == guide.language }
        let byID = Dictionary(uniqueKeysWithValues: titles.map { ($0.section, $0.title) })
        return sections.compactMap { section in
            guard let at = section.removedAt else { return nil }
            // What went with its parent comes back with it.
            if let parent = section.parent, times[parent] == .some(at) { return nil }
            return (section: section.id, title: byID[section.id] ?? "", removedAt: at)
        }.sorted { $0.removedAt > $1.removedAt }
    }

    /// The agreed statements of the outline, by part and position.
    func agreedStatements(
        of event: Event.ID
    ) throws -> [(id: OutlineStatement.ID, part: String, text: String, language: String)] {
        try reading.all(
            """
            SELECT s.id, s.part, c.text, c.language FROM outline_statement s JOIN card c ON c.id = s.card_id
            WHERE s.event_id = \(event) AND s.state = 'agreed' ORDER BY s.position, s.created_at, s.id
            """
        ).map { (try $0.get("id"), try $0.get("part"), try $0.get("text"), try $0.get("language")) }
    }

    /// The statements of the outline that sections were made of, in the outline's order.
    func statements(of guide: Guide.ID) throws -> [GuideSection.ID: [OutlineStatement.ID]] {
        let rows = try reading.all(
            """
            SELECT m.section_id, m.statement_id FROM section_statement m JOIN guide_section s ON s.id = m.section_id
            JOIN outline_statement o ON o.id = m.statement_id
            WHERE s.guide_id = \(guide) ORDER BY o.position, o.created_at, o.id
            """
        ).map {
            (
                try $0.get("section_id", as: GuideSection.ID.self),
                try $0.get("statement_id", as: OutlineStatement.ID.self)
            )
        }
        return Dictionary(grouping: rows, by: \.0).mapValues { $0.map(\.1) }
    }

    /// Comments and suggestions that nobody has answered yet.
    func openComments(of guide: Guide.ID) throws -> Int {
        try reading.value(
            "SELECT COUNT(*) FROM guide_comment WHERE guide_id = \(guide) AND parent_id IS NULL AND state = 'open'",
            as: Int.self)
            ?? 0
    }
}
