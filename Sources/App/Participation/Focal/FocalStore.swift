import Domain
import Storage
import Web

/// The SQL of what concerns a country over all events.
struct FocalStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// Events to which somebody was asked, or for which somebody of theirs was named.
    func events(of behalf: Behalf) throws -> [Event.ID] {
        let rows = try reading.all(
            """
            SELECT event_id FROM invitation
            WHERE target_kind = \(behalf.kind) AND target = \(behalf.code) AND sent_at IS NOT NULL
            UNION SELECT event_id FROM nomination WHERE behalf_kind = \(behalf.kind) AND behalf = \(behalf.code)
            """)
        return try rows.map { try $0.get("event_id") }
    }
}
