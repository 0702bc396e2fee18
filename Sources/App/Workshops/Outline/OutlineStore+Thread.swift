import Domain
import Storage
import Web

/// What the thread is told of the statements of the outline.
extension OutlineStore {
    func tellThread(_ events: [Event.ID], _ facts: inout ThreadMaterial) throws {
        facts.statements = try reading.all(
            """
            SELECT s.id, s.event_id, s.state, c.text, c.language, NULL AS withdrawn_at FROM outline_statement s
            JOIN card c ON c.id = s.card_id WHERE s.event_id IN \(in: events) ORDER BY s.position, s.id
            """
        ).map { ThreadMaterial.Statement(item: try ThreadItem(.statement, written: $0), state: try $0.get("state")) }
    }

    static func threadHome(of id: String) -> SQL {
        "SELECT 'statement' AS kind, event_id AS home FROM outline_statement WHERE id = \(id)"
    }
}
