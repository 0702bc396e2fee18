import Domain
import Storage
import Web

/// What the thread is told of aspects.
extension AspectStore {
    func tellThread(_ events: [Event.ID], _ facts: inout ThreadMaterial) throws {
        let rows = try reading.all(
            """
            SELECT a.id, a.event_id, a.issue_id, a.direction, a.sector, a.withdrawn_at, c.text, c.language, g.name
            FROM aspect a JOIN card c ON c.id = a.card_id JOIN breakout_group g ON g.id = a.group_id
            WHERE a.event_id IN \(in: events) ORDER BY a.weight DESC, a.created_at, a.id
            """)
        facts.aspects = try rows.map { row in
            var item = try ThreadItem(.aspect, written: row)
            item.sector = try row.get("sector")
            item.isBlocking = try row.get("direction", as: String.self) == "blocking"
            item.group = try row.get("name")
            return ThreadMaterial.Aspect(item: item, issue: try row.get("issue_id"))
        }
        facts.caseUses = try ThreadMaterial.Pair.all(
            """
            SELECT u.case_id AS upper, u.aspect_id AS lower FROM aspect_case u JOIN aspect a ON a.id = u.aspect_id
            WHERE a.event_id IN \(in: events) ORDER BY u.case_id, u.aspect_id
            """, reading)
        facts.sameAspects = try ThreadMaterial.Pair.all(
            """
            SELECT first_aspect AS upper, second_aspect AS lower FROM aspect_link
            WHERE event_id IN \(in: events) AND state = 'linked' ORDER BY first_aspect, second_aspect
            """, reading)
    }

    static func threadHome(of id: String) -> SQL {
        "SELECT 'aspect' AS kind, event_id AS home FROM aspect WHERE id = \(id)"
    }
}
