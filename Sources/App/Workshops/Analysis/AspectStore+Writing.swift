import Domain
import Storage
import Web

/// Writing aspects.
extension AspectStore {
    struct NewAspect {
        let id: Aspect.ID
        let event: Event.ID
        let group: BreakoutGroup.ID
        let issue: Issue.ID
        let direction: AspectDirection
        let card: Card.ID
        let weight: Int
        let sector: String?
        let withoutCase: Bool
        let key: String?
    }

    static func insert(_ aspect: NewAspect, by actor: String?, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO aspect (id, event_id, group_id, issue_id, direction, card_id, weight, sector, without_case, created_by,
                created_at, changed_at, key)
            VALUES (\(aspect.id), \(aspect.event), \(aspect.group), \(aspect.issue), \(aspect.direction), \(aspect.card),
                \(aspect.weight), \(aspect.sector), \(aspect.withoutCase), \(actor), \(now), \(now), \(aspect.key))
            """)
    }

    static func update(_ id: Aspect.ID, weight: Int, sector: String?, withoutCase: Bool, now: Int64, _ tx: Transaction)
        throws
    {
        try tx.execute(
            """
            UPDATE aspect SET weight = \(weight), sector = \(sector), without_case = \(withoutCase), changed_at = \(now)
            WHERE id = \(id)
            """)
    }

    static func setWithdrawn(_ id: Aspect.ID, at time: Int64?, now: Int64, _ tx: Transaction) throws {
        try tx.execute("UPDATE aspect SET withdrawn_at = \(time), changed_at = \(now) WHERE id = \(id)")
    }

    /// Resting on a case ends the word that there is none.
    static func cite(_ id: Aspect.ID, _ record: Case.ID, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            "INSERT INTO aspect_case (aspect_id, case_id) VALUES (\(id), \(record)) ON CONFLICT DO NOTHING")
        try tx.execute("UPDATE aspect SET without_case = \(false), changed_at = \(now) WHERE id = \(id)")
    }

    static func removeCase(_ id: Aspect.ID, _ record: Case.ID, now: Int64, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM aspect_case WHERE aspect_id = \(id) AND case_id = \(record)")
        try tx.execute("UPDATE aspect SET changed_at = \(now) WHERE id = \(id)")
    }

    /// - Parameter state: nothing forgets what was said.
    static func set(
        _ link: AspectLink, _ state: AspectLink.State?, in event: Event.ID, by actor: String?, now: Int64,
        _ tx: Transaction
    ) throws {
        guard let state else {
            try tx.execute(
                "DELETE FROM aspect_link WHERE first_aspect = \(link.first) AND second_aspect = \(link.second)")
            return
        }
        try tx.execute(
            """
            INSERT INTO aspect_link (first_aspect, second_aspect, event_id, state, decided_by, decided_at)
            VALUES (\(link.first), \(link.second), \(event), \(state), \(actor), \(now))
            ON CONFLICT (first_aspect, second_aspect) DO UPDATE SET state = excluded.state, decided_by = excluded.decided_by,
                decided_at = excluded.decided_at
            """)
    }

    static func show(_ group: BreakoutGroup.ID?, _ issue: Issue.ID?, in event: Event.ID, _ tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE workshop SET shown_group_id = \(group), shown_issue_id = \(issue) WHERE id = \(EventPartStore.workshop(of: event))
            """
        )
    }
}
