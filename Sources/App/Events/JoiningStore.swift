import Domain
import Storage
import Web

/// The SQL of coming in: personal links, arrivals by code, approval.
struct JoiningStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// Whose personal link this is, with their event's short code.
    func participant(link digest: String) throws -> (
        id: Participant.ID, event: Event.ID, code: String, state: ParticipantRecord.State
    )? {
        try reading.first(
            """
            SELECT p.id, p.event_id, e.code, p.state FROM participant p JOIN event e ON e.id = p.event_id
            WHERE p.link_digest = \(digest) AND p.state <> 'removed'
            """
        ).map { (try $0.get("id"), try $0.get("event_id"), try $0.get("code"), try $0.get("state")) }
    }

    /// Whether a session belongs to somebody who was not let in, or was taken out of this event.
    func isRemoved(session digest: String, from event: Event.ID) throws -> Bool {
        try reading.first(
            """
            SELECT 1 FROM session s JOIN participant p ON p.id = s.participant_id
            WHERE s.digest = \(digest) AND p.event_id = \(event) AND p.state = 'removed'
            """) != nil
    }

    func event(of participant: Participant.ID) throws -> Event.ID? {
        try reading.value("SELECT event_id FROM participant WHERE id = \(participant)")
    }

    /// Who waits at the door, in the order in which they came.
    func waiting(for event: Event.ID) throws -> [ParticipantRecord] {
        try reading.all(
            "SELECT * FROM participant WHERE event_id = \(event) AND state = 'waiting' ORDER BY created_at, id"
        ).map(ParticipantRecord.init)
    }

    func insert(_ id: Participant.ID, in event: Event.ID, _ arrival: Arrival, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO participant (id, event_id, name, organisation, country, sector, language, role, state, created_at)
            VALUES (\(id), \(event), \(arrival.name), \(arrival.organisation), \(arrival.country), \(arrival.sector),
                \(arrival.language), \(Role.participant), \(ParticipantRecord.State.waiting), \(now))
            """)
    }

    /// In the room from now on; the first arrival is kept.
    func setPresent(_ id: Participant.ID, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE participant SET state = \(ParticipantRecord.State.present), arrived_at = COALESCE(arrived_at, \(now))
            WHERE id = \(id)
            """)
    }

    func setRemoved(_ id: Participant.ID, _ tx: Transaction) throws {
        try tx.execute(
            "UPDATE participant SET state = \(ParticipantRecord.State.removed), link_digest = NULL WHERE id = \(id)")
    }

    /// Whether the person has a ballot in a round that is open: a new link would show it to whoever made the link.
    func hasOpenBallot(_ id: Participant.ID) throws -> Bool {
        try reading.first(
            """
            SELECT 1 AS one FROM participation a JOIN round r ON r.id = a.round_id
            WHERE a.participant_id = \(id) AND r.state = 'open' LIMIT 1
            """) != nil
    }

    /// - Parameter digest: nothing to end the link.
    func setLink(_ id: Participant.ID, _ digest: String?, _ tx: Transaction) throws {
        try tx.execute("UPDATE participant SET link_digest = \(digest) WHERE id = \(id)")
    }
}
