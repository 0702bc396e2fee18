import Domain
import Storage
import Web

/// What the thread is told of the decisions of countries.
extension ExchangeStore {
    func tellThread(_ events: [Event.ID], _ facts: inout ThreadMaterial) throws {
        let adoptions = try reading.all(
            """
            SELECT id, event_id, intervention_id, country, decision, decided_as, note, progress FROM adoption
            WHERE event_id IN \(in: events) ORDER BY country, id
            """)
        facts.adoptions = try adoptions.map { row in
            var item = ThreadItem(
                kind: .adoption, id: try row.get("id"), event: try row.get("event_id"), title: "",
                country: try row.get("country"))
            item.decision = ThreadDecision(rawValue: try row.get("decision"))
            item.isByHead = try row.get("decided_as", as: String?.self) == "head"
            item.progress = ThreadProgress(rawValue: try row.get("progress"))
            return ThreadMaterial.Adoption(
                item: item, intervention: try row.get("intervention_id"), note: try row.get("note"))
        }
    }

    static func threadHome(of id: String) -> SQL {
        "SELECT 'adoption' AS kind, event_id AS home FROM adoption WHERE id = \(id)"
    }
}
