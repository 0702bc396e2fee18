import Domain
import Storage
import Web

/// The SQL of the parts of an event, and of its workshop as far as every room knows it.
///
/// `event.workshop_id` names the workshop whose pages stand at the event's addresses, `event.part_id` the part in which the room is.
struct EventPartStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// The key of the workshop that an event shows.
    static func workshop(of event: Event.ID) -> SQL { "(SELECT e.workshop_id FROM event e WHERE e.id = \(event))" }

    /// In their order.
    func parts(of event: Event.ID) throws -> [EventPartRecord] {
        try reading.all(
            "SELECT id, event_id, position, kind, title FROM event_part WHERE event_id = \(event) ORDER BY position"
        ).map(EventPartRecord.init)
    }

    /// - Throws: ``Refusal/noWorkshop``.
    func requireWorkshop(in event: Event.ID) throws {
        let row = try reading.first("SELECT id FROM event WHERE id = \(event) AND workshop_id IS NOT NULL")
        guard row != nil else { throw Refusal.noWorkshop }
    }

    // MARK: Writing

    /// At the end. The room is in it where it is in no other, if the part has one.
    static func insert(
        _ id: EventPart.ID, in event: Event.ID, kind: String, title: String = "", now: Int64, _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO event_part (id, event_id, position, kind, title, created_at)
            SELECT \(id), \(event), COALESCE(MAX(position), 0) + 1, \(kind), \(title), \(now)
            FROM event_part WHERE event_id = \(event)
            """)
        guard !EventParts.withoutRoom.contains(kind) else { return }
        try tx.execute("UPDATE event SET part_id = \(id) WHERE id = \(event) AND part_id IS NULL")
    }

    /// What a part is as a workshop. The event's pages show it where they show no other.
    static func insertWorkshop(
        _ id: EventPart.ID, in event: Event.ID, namesShown: Bool, issuesVisible: Bool, _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO workshop (id, event_id, names_shown, issues_visible)
            VALUES (\(id), \(event), \(namesShown), \(issuesVisible))
            """)
        try tx.execute("UPDATE event SET workshop_id = \(id) WHERE id = \(event) AND workshop_id IS NULL")
    }

    /// What the part was is gone already.
    static func delete(_ part: EventPartRecord, _ tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE event SET part_id = (SELECT p.id FROM event_part p WHERE p.event_id = event.id AND p.id <> \(part.id)
                AND p.kind NOT IN \(in: EventParts.withoutRoom) ORDER BY p.position LIMIT 1)
            WHERE id = \(part.event) AND part_id = \(part.id)
            """)
        try tx.execute("DELETE FROM event_part WHERE id = \(part.id)")
    }

    static func deleteWorkshop(_ id: EventPart.ID, _ tx: Transaction) throws {
        try tx.execute("UPDATE event SET workshop_id = NULL WHERE workshop_id = \(id)")
        try tx.execute("DELETE FROM workshop WHERE id = \(id)")
    }

    static func setShown(_ event: Event.ID, names: Bool, issues: Bool, _ tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE workshop SET names_shown = \(names), issues_visible = \(issues) WHERE id = \(workshop(of: event))
            """)
    }
}
