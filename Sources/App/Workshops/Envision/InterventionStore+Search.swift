import Domain
import Storage
import Web

/// What is searched of situations and interventions, **of every sheet, also of private ones**.
extension InterventionStore {
    struct SearchedSituation: Sendable {
        let id: DesiredSituation.ID
        let event: Event.ID
        let sheet: EnvisionSheet.ID
        let country: String?
        let text: String
        let language: String
    }

    struct SearchedIntervention: Sendable {
        let id: Intervention.ID
        let event: Event.ID
        let sheet: EnvisionSheet.ID
        let country: String?
        let lead: String
        let text: String
        let language: String
        let needs: String
        let needsLanguage: String
    }

    func searchedSituations(of events: [Event.ID]) throws -> [SearchedSituation] {
        try reading.all(
            """
            SELECT d.id, d.event_id, d.sheet_id, s.country, c.text, c.language FROM desired_situation d
            JOIN card c ON c.id = d.card_id JOIN sheet s ON s.id = d.sheet_id
            WHERE d.event_id IN \(in: events) AND c.text <> ''
            """
        ).map {
            SearchedSituation(
                id: try $0.get("id"), event: try $0.get("event_id"), sheet: try $0.get("sheet_id"),
                country: try $0.get("country"), text: try $0.get("text"), language: try $0.get("language"))
        }
    }

    /// Those that nobody took back.
    func searchedInterventions(of events: [Event.ID]) throws -> [SearchedIntervention] {
        try reading.all(
            """
            SELECT i.id, i.event_id, i.sheet_id, i.country, i.lead, c.text, c.language, n.text AS needs,
                n.language AS needs_language
            FROM intervention i JOIN card c ON c.id = i.card_id JOIN card n ON n.id = i.needs_card_id
            WHERE i.event_id IN \(in: events) AND i.withdrawn_at IS NULL AND (c.text <> '' OR n.text <> '')
            """
        ).map {
            SearchedIntervention(
                id: try $0.get("id"), event: try $0.get("event_id"), sheet: try $0.get("sheet_id"),
                country: try $0.get("country"), lead: try $0.get("lead"), text: try $0.get("text"),
                language: try $0.get("language"), needs: try $0.get("needs"),
                needsLanguage: try $0.get("needs_language"))
        }
    }
}
