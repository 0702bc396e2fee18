import Domain
import Storage
import Web

/// Writes guides.
extension GuideStore {
    static func insert(
        _ id: Guide.ID, event: Event.ID, title: String, marking: Marking, language: String, now: Int64,
        _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO guide (id, event_id, title, marking, language, state, created_at, changed_at)
            VALUES (\(id), \(event), \(title), \(marking.rawValue), \(language), \(GuideState.writing), \(now), \(now))
            """)
    }

    /// Also takes the row's lock, so that numbers and positions are given one at a time.
    static func touch(_ id: Guide.ID, now: Int64, _ tx: Transaction) throws {
        try tx.execute("UPDATE guide SET changed_at = \(now) WHERE id = \(id)")
    }

    static func change(_ id: Guide.ID, title: String, marking: Marking, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            "UPDATE guide SET title = \(title), marking = \(marking.rawValue), changed_at = \(now) WHERE id = \(id)")
    }

    static func insertSection(
        _ id: GuideSection.ID, guide: Guide.ID, parent: GuideSection.ID?, position: Int, kind: GuideSectionKind,
        statements: [OutlineStatement.ID] = [], now: Int64, _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO guide_section (id, guide_id, parent_id, position, kind, created_at)
            VALUES (\(id), \(guide), \(parent), \(position), \(kind), \(now))
            """)
        for statement in statements {
            try tx.execute(
                "INSERT INTO section_statement (section_id, statement_id) VALUES (\(id), \(statement))")
        }
    }

    static func place(_ section: GuideSection.ID, parent: GuideSection.ID?, position: Int, _ tx: Transaction) throws {
        try tx.execute("UPDATE guide_section SET parent_id = \(parent), position = \(position) WHERE id = \(section)")
    }

    static func setKind(_ section: GuideSection.ID, _ kind: GuideSectionKind, _ tx: Transaction) throws {
        try tx.execute("UPDATE guide_section SET kind = \(kind) WHERE id = \(section)")
    }

    static func setRemoved(_ sections: [GuideSection.ID], at time: Int64?, _ tx: Transaction) throws {
        try tx.execute("UPDATE guide_section SET removed_at = \(time) WHERE id IN \(in: sections)")
    }

    static func insertText(
        _ section: GuideSection.ID, language: String, title: String, card: Card.ID, sourceRevision: Int?, now: Int64,
        _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO section_text (section_id, language, title, card_id, source_revision, changed_at)
            VALUES (\(section), \(language), \(title), \(card), \(sourceRevision), \(now))
            """)
    }

    static func setTitle(_ section: GuideSection.ID, language: String, _ title: String, now: Int64, _ tx: Transaction)
        throws
    {
        try tx.execute(
            """
            UPDATE section_text SET title = \(title), changed_at = \(now)
            WHERE section_id = \(section) AND language = \(language)
            """)
    }

    static func setSourceRevision(
        _ section: GuideSection.ID, language: String, _ revision: Int, now: Int64, _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE section_text SET source_revision = \(revision), changed_at = \(now)
            WHERE section_id = \(section) AND language = \(language)
            """)
    }
}
