import Domain
import Storage
import Web

/// Which aspects rest on a case.
extension AspectStore {
    /// Where a case is cited, by event; withdrawn ones too, which may come back.
    func citations(of id: Case.ID) throws -> [CaseCitation] {
        try reading.all(
            """
            SELECT a.id, a.event_id, e.title, g.number, d.text, d.language FROM aspect_case c JOIN aspect a ON a.id = c.aspect_id
            JOIN event e ON e.id = a.event_id JOIN breakout_group g ON g.id = a.group_id JOIN card d ON d.id = a.card_id
            WHERE c.case_id = \(id) ORDER BY e.starts_on, e.id, g.number, a.created_at, a.id
            """
        ).map { row in
            let (event, aspect): (Event.ID, Aspect.ID) = (try row.get("event_id"), try row.get("id"))
            let (eventTitle, text): (String, String) = (try row.get("title"), try row.get("text"))
            let group: Int = try row.get("number")
            let short = text.count > 60 ? String(text.prefix(59)) + "…" : text
            return CaseCitation(
                event: event, eventTitle: eventTitle, title: .verbatim(text), language: try row.get("language"),
                page: Paths.aspect(event, aspect), owner: L("Group \(group)"),
                words: L("group \(group) of \(eventTitle), “\(short)”"))
        }
    }

    static func cited(in events: [Event.ID]) -> SQL {
        "SELECT u.case_id FROM aspect_case u JOIN aspect a ON a.id = u.aspect_id WHERE a.event_id IN \(in: events)"
    }

    /// How many aspects that stand rest on each case of a programme; a case that none rests on is missing.
    func uses(in programme: Programme.ID) throws -> [Case.ID: Int] {
        let rows = try reading.all(
            """
            SELECT c.case_id, COUNT(*) AS uses FROM aspect_case c JOIN past_case p ON p.id = c.case_id
            JOIN aspect a ON a.id = c.aspect_id
            WHERE p.programme_id = \(programme) AND a.withdrawn_at IS NULL GROUP BY c.case_id
            """)
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0.get("case_id"), try $0.get("uses")) })
    }
}
