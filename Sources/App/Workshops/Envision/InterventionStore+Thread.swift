import Domain
import Storage
import Web

/// What the thread is told of desired situations and interventions.
extension InterventionStore {
    /// - Parameter visitor: who looks; nothing for everybody in the room.
    func tellThread(_ events: [Event.ID], _ visitor: Visitor?, _ facts: inout ThreadMaterial) throws {
        let sights = try sights(of: events, visitor)
        facts.situations = try reading.all(
            """
            SELECT s.id, s.event_id, s.sheet_id, s.issue_id, c.text, c.language, NULL AS withdrawn_at, h.country, g.name
            FROM desired_situation s JOIN card c ON c.id = s.card_id JOIN sheet h ON h.id = s.sheet_id
                LEFT JOIN breakout_group g ON g.id = h.group_id
            WHERE s.event_id IN \(in: events) ORDER BY s.created_at, s.id
            """
        ).map { try written(.situation, $0, sights) }
        facts.interventions = try reading.all(
            """
            SELECT i.id, i.event_id, i.sheet_id, i.issue_id, c.text, c.language, i.withdrawn_at, i.country, g.name
            FROM intervention i JOIN card c ON c.id = i.card_id JOIN sheet h ON h.id = i.sheet_id
                LEFT JOIN breakout_group g ON g.id = h.group_id
            WHERE i.event_id IN \(in: events) ORDER BY i.created_at, i.id
            """
        ).map { try written(.intervention, $0, sights) }
        facts.removals = try ThreadMaterial.Pair.all(
            """
            SELECT r.aspect_id AS upper, r.intervention_id AS lower FROM intervention_aspect r
            JOIN intervention i ON i.id = r.intervention_id WHERE i.event_id IN \(in: events) ORDER BY r.aspect_id, r.intervention_id
            """, reading)
    }

    /// By sheet, as everywhere else: ``SheetAccess`` says it.
    private func sights(of events: [Event.ID], _ visitor: Visitor?) throws -> [String: ThreadMaterial.Sight] {
        var viewers: [Event.ID: SheetViewer] = [:]
        for event in events {
            viewers[event] = try visitor.map { try SheetViewer($0, in: event, reading) } ?? SheetViewer.room
        }
        var sights: [String: ThreadMaterial.Sight] = [:]
        for sheet in try SheetStore(reading).sheets(ofAny: events) {
            sights[sheet.id.description] =
                switch viewers[sheet.event].map({ SheetAccess.visible(sheet, to: $0) }) ?? .hidden {
                case .own, .named: .named
                case .anonymous: .anonymous
                case .hidden: .hidden
                }
        }
        return sights
    }

    private func written(_ kind: ThreadKind, _ row: Row, _ sights: [String: ThreadMaterial.Sight]) throws
        -> ThreadMaterial.Written
    {
        var item = try ThreadItem(kind, written: row)
        item.country = try row.get("country")
        item.group = try row.get("name")
        let sheet: String = try row.get("sheet_id")
        return ThreadMaterial.Written(
            item: item, sheet: sheet, issue: try row.get("issue_id"), sight: sights[sheet] ?? .hidden)
    }

    static func threadHome(of id: String) -> SQL {
        """
        SELECT 'desired-situation' AS kind, event_id AS home FROM desired_situation WHERE id = \(id)
        UNION ALL SELECT 'intervention', event_id FROM intervention WHERE id = \(id)
        """
    }
}
