import Domain
import Storage
import Web

/// The SQL of what the thread asks of plans.
struct BecameStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    static let mostItems = 1_000

    /// Whether there is anything at all to tell of.
    func isAny(in programmes: [Programme.ID]) throws -> Bool {
        try reading.first(
            """
            SELECT 1 AS found FROM risk_scenario WHERE programme_id IN \(in: programmes)
            UNION ALL SELECT 1 FROM plan_priority WHERE programme_id IN \(in: programmes)
            UNION ALL SELECT 1 FROM project_idea WHERE programme_id IN \(in: programmes)
            UNION ALL SELECT 1 FROM project WHERE programme_id IN \(in: programmes)
            UNION ALL SELECT 1 FROM programme_plan WHERE programme_id IN \(in: programmes) LIMIT 1
            """) != nil
    }

    /// Of which these are parts.
    func parents(of programmes: [Programme.ID]) throws -> [Programme.ID] {
        try reading.all(
            "SELECT DISTINCT parent_id FROM programme WHERE id IN \(in: programmes) AND parent_id IS NOT NULL"
        ).map { try $0.get("parent_id") }
    }

    /// What stands in plans and says which priority it serves, which gap it closes, or where it comes from.
    func naming(in plans: [ProgrammePlan.ID]) throws -> [PlanItemRecord] {
        guard !plans.isEmpty else { return [] }
        return try reading.all(
            """
            SELECT * FROM plan_item WHERE plan_id IN \(in: plans) AND (priority <> '' OR gap <> '' OR sources <> '')
            ORDER BY plan_id, place LIMIT \(Self.mostItems)
            """
        ).map(PlanItemRecord.init)
    }

    /// Priorities that a meeting adopted.
    func adopted(at event: Event.ID) throws -> [String] {
        try reading.all("SELECT id FROM plan_priority WHERE event_id = \(event) ORDER BY number, id").map {
            try $0.get("id")
        }
    }

    /// Gathered → gathering, where one of both is among these.
    func gatherings(of items: [PlanItem.ID]) throws -> [(upper: PlanItem.ID, lower: PlanItem.ID)] {
        guard !items.isEmpty else { return [] }
        return try reading.all(
            """
            SELECT item_id, gathered_id FROM plan_gathering WHERE item_id IN \(in: items)
            UNION SELECT item_id, gathered_id FROM plan_gathering WHERE gathered_id IN \(in: items)
            ORDER BY item_id, gathered_id
            """
        ).map { (try $0.get("gathered_id"), try $0.get("item_id")) }
    }

    /// Exercises of the same programmes that show whether a risk is mastered, or whether something planned has helped.
    func beside(_ events: [Event.ID]) throws -> [Event.ID] {
        guard !events.isEmpty else { return [] }
        return try reading.all(
            """
            SELECT DISTINCT x.event_id FROM event e JOIN exercise x ON x.event_id = e.id
            JOIN exercise_objective o ON o.msel_id = x.msel_id JOIN objective_source s ON s.objective_id = o.id
            WHERE e.programme_id IN (SELECT programme_id FROM event WHERE id IN \(in: events))
                AND s.kind IN ('risk', 'action') AND s.event_id IS NULL AND x.rehearses IS NULL AND x.state <> 'cancelled'
            ORDER BY x.event_id
            """
        ).map { try $0.get("event_id") }
    }

    /// Of a project its programme is the id.
    static func threadHome(of id: String) -> SQL {
        let framework = ThreadIndicator(id)?.framework ?? ""
        return """
            SELECT 'risk' AS kind, programme_id AS home FROM risk_scenario WHERE id = \(id)
            UNION ALL SELECT 'priority', programme_id FROM plan_priority WHERE id = \(id)
            UNION ALL SELECT 'idea', programme_id FROM project_idea WHERE id = \(id)
            UNION ALL SELECT 'proposal', programme_id FROM idea_proposal WHERE id = \(id)
            UNION ALL SELECT 'project', programme_id FROM project WHERE programme_id = \(id)
            UNION ALL SELECT 'result', programme_id FROM project_result WHERE id = \(id)
            UNION ALL SELECT 'indicator', programme_id FROM framework WHERE id = \(framework)
            UNION ALL SELECT 'action', programme_id FROM action WHERE id = \(id) AND origin_kind <> 'finding'
            UNION ALL SELECT 'shared-need', programme_id FROM shared_need WHERE id = \(id) AND event_id IS NULL
            """
    }
}
