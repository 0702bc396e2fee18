import Domain
import Storage
import Web

/// Where the pages of what is cited are, as far as they are other features' own.
enum EvidencePaths {
    static let aspect = PathPattern<Event.ID, Aspect.ID>("/events/:event/aspects/:aspect")
    static let past = PathPattern<Event.ID, Case.ID>("/events/:event/cases/:case")
    static let situation = PathPattern<Event.ID, DesiredSituation.ID>("/events/:event/situations/:situation")
    static let intervention = PathPattern<Event.ID, Intervention.ID>("/events/:event/interventions/:intervention")
}

/// Desired situations and interventions. A country's sheet is its own: what is not published is neither offered nor named, what is
/// published without a name does not name its country.
extension EvidenceItems {
    func situations() throws -> [EvidenceItem] {
        try reading.all(
            """
            SELECT d.id, c.text, c.language, i.title AS issue_title, s.country, s.publication, g.name AS table_name
            FROM desired_situation d JOIN card c ON c.id = d.card_id JOIN sheet s ON s.id = d.sheet_id
            JOIN issue i ON i.id = d.issue_id LEFT JOIN breakout_group g ON g.id = s.group_id
            WHERE d.event_id = \(event.id) ORDER BY d.issue_id, d.id
            """
        ).map { row in
            let id: DesiredSituation.ID = try row.get("id")
            return try sheetItem(
                row, .situation, id.description, kind: L("Desired situation"),
                path: EvidencePaths.situation(event.id, id),
                isWithdrawn: false)
        }
    }

    func interventions() throws -> [EvidenceItem] {
        try reading.all(
            """
            SELECT v.id, v.withdrawn_at, c.text, c.language, i.title AS issue_title, s.country, s.publication, g.name AS table_name
            FROM intervention v JOIN card c ON c.id = v.card_id JOIN sheet s ON s.id = v.sheet_id
            JOIN issue i ON i.id = v.issue_id LEFT JOIN breakout_group g ON g.id = s.group_id
            WHERE v.event_id = \(event.id) ORDER BY v.issue_id, v.id
            """
        ).map { row in
            let id: Intervention.ID = try row.get("id")
            return try sheetItem(
                row, .intervention, id.description, kind: L("Intervention"),
                path: EvidencePaths.intervention(event.id, id),
                isWithdrawn: try row.get("withdrawn_at", as: Int64?.self) != nil)
        }
    }

    private func sheetItem(
        _ row: Row, _ kind: EvidenceKind, _ target: String, kind label: Message, path: String, isWithdrawn: Bool
    )
        throws -> EvidenceItem
    {
        let country: String? = try row.get("country")
        let publication: String = try row.get("publication")
        let isUnpublished = country != nil && publication == "private"
        let text: String = try row.get("text")
        let origin = country == nil ? try row.get("table_name", as: String?.self) : whose(country, publication)
        return EvidenceItem(
            kind: kind, target: target,
            title: isUnpublished ? L("Not published by its delegation").string() : Self.title(text),
            language: isUnpublished ? Language.current.rawValue : try row.get("language"),
            detail: Self.detail([label.string(), origin, isUnpublished ? nil : try row.get("issue_title")]),
            marking: event.marking, path: path, isGone: isWithdrawn || text.allSatisfy(\.isWhitespace),
            isUnpublished: isUnpublished)
    }

    private func whose(_ country: String?, _ publication: String) -> String? {
        publication == "named" ? names.country(country) : L("a delegation").string()
    }
}
