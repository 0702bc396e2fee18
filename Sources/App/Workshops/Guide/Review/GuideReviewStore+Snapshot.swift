import Domain
import Storage
import Web

extension GuideReviewStore {
    /// The guide as it stands now.
    /// - Throws: ``Refusal/notFound``.
    func snapshot(of guide: Guide.ID) throws -> GuideSnapshot {
        guard let row = try reading.first("SELECT title, marking, language FROM guide WHERE id = \(guide)") else {
            throw Refusal.notFound
        }
        let texts = try texts(of: guide)
        let sections = try reading.all(
            """
            SELECT id, parent_id, kind FROM guide_section WHERE guide_id = \(guide) AND removed_at IS NULL
            ORDER BY position, created_at, id
            """)
        let nodes = try sections.map { row -> GuideSnapshot.Node in
            let id: GuideSection.ID = try row.get("id")
            return (id: id, parent: try row.get("parent_id"), kind: try row.get("kind"), texts: texts[id] ?? [:])
        }
        return GuideSnapshot(
            title: try row.get("title"), marking: try row.get("marking"), language: try row.get("language"),
            nodes: nodes)
    }

    private func texts(of guide: Guide.ID) throws -> [GuideSection.ID: [String: GuideSnapshot.Text]] {
        let rows = try reading.all(
            """
            SELECT t.section_id, t.language, t.title, t.source_revision, c.text, c.revision
            FROM section_text t JOIN guide_section s ON s.id = t.section_id JOIN card c ON c.id = t.card_id
            WHERE s.guide_id = \(guide) AND s.removed_at IS NULL
            """)
        var texts: [GuideSection.ID: [String: GuideSnapshot.Text]] = [:]
        for row in rows {
            texts[try row.get("section_id"), default: [:]][try row.get("language")] = GuideSnapshot.Text(
                title: try row.get("title"), text: try row.get("text"), revision: try row.get("revision"),
                source: try row.get("source_revision"))
        }
        return texts
    }
}
