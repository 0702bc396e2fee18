import Domain
import Storage
import Web

extension GuideStore {
    /// Where a section stands, by its title in the guide's main language; nothing for one that was taken out.
    func place(of section: GuideSection.ID) throws -> (event: Event.ID, title: String, language: String)? {
        let row = try reading.first(
            """
            SELECT g.event_id, g.language, t.title FROM guide_section s JOIN guide g ON g.id = s.guide_id
            JOIN section_text t ON t.section_id = s.id AND t.language = g.language
            WHERE s.id = \(section) AND s.removed_at IS NULL
            """)
        return try row.map { (try $0.get("event_id"), try $0.get("title"), try $0.get("language")) }
    }
}
