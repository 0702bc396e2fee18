import Domain
import Storage
import Web

/// What the thread is told of the guide: its sections, who signed, and what they are made of and cite.
extension GuideStore {
    func tellThread(_ events: [Event.ID], _ facts: inout ThreadMaterial) throws {
        facts.sections = try reading.all(
            """
            SELECT s.id, g.event_id, g.state, g.language, t.title FROM guide_section s
            JOIN guide g ON g.id = s.guide_id LEFT JOIN section_text t ON t.section_id = s.id AND t.language = g.language
            WHERE g.event_id IN \(in: events) AND s.removed_at IS NULL ORDER BY s.position, s.id
            """
        ).map { row in
            let item = ThreadItem(
                kind: .section, id: try row.get("id"), event: try row.get("event_id"),
                title: try row.get("title", as: String?.self) ?? "", language: try row.get("language"))
            return ThreadMaterial.Section(item: item, guideState: try row.get("state"))
        }
        for row in try reading.all(
            """
            SELECT g.event_id, o.sector, MIN(CASE WHEN o.decision = 'signed' THEN 1 ELSE 0 END) AS signed FROM guide g JOIN sign_off o ON o.version_id =
                (SELECT v.id FROM guide_version v WHERE v.guide_id = g.id AND v.review_at IS NOT NULL
                ORDER BY v.review_at DESC, v.number DESC LIMIT 1)
            JOIN sector s ON s.code = o.sector WHERE g.event_id IN \(in: events) AND g.state <> 'writing'
            GROUP BY g.event_id, o.sector, s.position ORDER BY g.event_id, s.position, o.sector
            """)
        {
            let word = ThreadMaterial.SignOff(
                sector: try row.get("sector"), isSigned: try row.get("signed", as: Int.self) == 1)
            facts.signOffs[try row.get("event_id"), default: []].append(word)
        }
        facts.outlined = try ThreadMaterial.Pair.all(
            """
            SELECT m.statement_id AS upper, m.section_id AS lower FROM section_statement m
            JOIN guide_section s ON s.id = m.section_id JOIN guide g ON g.id = s.guide_id
            JOIN outline_statement o ON o.id = m.statement_id
            WHERE g.event_id IN \(in: events) AND s.removed_at IS NULL ORDER BY o.position, o.id, m.section_id
            """, reading)
        facts.citations = try ThreadMaterial.Pair.all(
            """
            SELECT DISTINCT COALESCE(e.issue_id, e.round_id, e.aspect_id, e.case_id, e.situation_id, e.intervention_id) AS upper,
                c.section_id AS lower
            FROM citation c JOIN evidence e ON e.id = c.evidence_id JOIN guide g ON g.id = e.guide_id
            JOIN guide_section s ON s.id = c.section_id
            WHERE g.event_id IN \(in: events) AND s.removed_at IS NULL ORDER BY 2, 1
            """, reading)
    }

    static func threadHome(of id: String) -> SQL {
        """
        SELECT 'guide-section' AS kind, g.event_id AS home FROM guide_section s JOIN guide g ON g.id = s.guide_id
        WHERE s.id = \(id)
        """
    }
}
