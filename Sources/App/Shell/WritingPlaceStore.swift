import Storage
import Web

// lint: tables mandate, member, publication, publication_lead, publication_writer because whether a place in a writing room holds is part of who somebody is in an event.

/// Whether a place in a writing room holds today: its account acts for one of the members that write there, or somebody let it in by name.
/// What ends a mandate, a membership or a member's part in the text so ends the place, whoever thinks of the room.
enum WritingPlaceStore {
    /// Of `participant p` in `event e`; places in all other events hold. As the publication's page asks it for everybody.
    static func holds(for visitor: Visitor) -> SQL {
        guard let account = visitor.account?.id else { return WritingRoom.isMeeting }
        let acting = visitor.mandates.filter { $0.mayAct && $0.role.speaks }
        let byMandate: SQL =
            if let day = acting.first?.on {
                """
                OR p.account_id = \(account) AND EXISTS (SELECT b.id FROM publication b
                    JOIN publication_lead l ON l.publication_id = b.id AND (l.account_id IS NULL OR l.account_id = \(account))
                    JOIN member x ON x.programme_id = b.programme_id AND x.kind = l.member_kind AND x.ref = l.member
                        AND x.since <= \(day) AND (x.until IS NULL OR x.until > \(day))
                    JOIN mandate m ON m.holder_kind = x.kind AND m.holder = x.ref
                        AND (m.programme_id IS NULL OR m.programme_id = b.programme_id)
                        AND m.state = 'active' AND (m.until IS NULL OR m.until > \(day))
                    WHERE b.event_id = e.id AND m.id IN \(in: acting.map(\.id)))
                """
            } else { "" }
        return """
            (\(WritingRoom.isMeeting) OR p.account_id = \(account) AND EXISTS (SELECT w.account_id FROM publication_writer w
                JOIN publication b ON b.id = w.publication_id WHERE b.event_id = e.id AND w.account_id = \(account))
                \(byMandate))
            """
    }
}
