import Domain
import Storage
import Web

/// The seat that a personal link opens.
struct LinkedSeat: Sendable {
    let id: Participant.ID
    let event: Event.ID
    /// The event's short code, and its title.
    let code: String
    let title: String
    let name: String
    let state: ParticipantRecord.State
}

/// The SQL of coming in: personal links, arrivals by code, approval.
struct JoiningStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// Whose personal link this is; that of a seat which was joined into another opens the other.
    func seat(link digest: String) throws -> LinkedSeat? {
        try reading.first(
            """
            SELECT p.id, p.event_id, e.code, e.title, p.name, p.state FROM participant p JOIN event e ON e.id = p.event_id
            WHERE p.state <> 'removed' AND p.id IN (\(SessionStore.seats(link: digest)))
            """
        ).map {
            LinkedSeat(
                id: try $0.get("id"), event: try $0.get("event_id"), code: try $0.get("code"),
                title: try $0.get("title"), name: try $0.get("name"), state: try $0.get("state"))
        }
    }

    /// What is known of somebody's link: the digest of the one that can be made again, and that of an older one.
    func link(of participant: Participant.ID) throws -> (generation: Int, digest: String?, first: String?) {
        let row = try reading.first(
            "SELECT link_generation, link_digest, first_link_digest FROM participant WHERE id = \(participant)")
        guard let row else { throw Refusal.notFound }
        return (try row.get("link_generation"), try row.get("link_digest"), try row.get("first_link_digest"))
    }

    func cardCodes(of event: Event.ID) throws -> [Participant.ID: String] {
        let rows = try reading.all(
            "SELECT id, card_code FROM participant WHERE event_id = \(event) AND card_code IS NOT NULL")
        return Dictionary(
            uniqueKeysWithValues: try rows.map {
                (try $0.get("id", as: Participant.ID.self), try $0.get("card_code", as: String.self))
            })
    }

    /// Whose name card has this code.
    func card(_ code: String) throws -> (person: Participant.ID, event: Event.ID, code: String)? {
        try reading.first(
            """
            SELECT p.id, p.event_id, e.code FROM participant p JOIN event e ON e.id = p.event_id
            WHERE p.card_code = \(code)
            """
        ).map { (try $0.get("id"), try $0.get("event_id"), try $0.get("code")) }
    }

    func setCardCode(_ code: String, of participant: Participant.ID, _ tx: Transaction) throws {
        try tx.execute("UPDATE participant SET card_code = \(code) WHERE id = \(participant)")
    }

    /// Whether a session belongs to somebody who was not let in, or was taken out of this event.
    func isRemoved(session digest: String, from event: Event.ID) throws -> Bool {
        try reading.first(
            """
            SELECT 1 FROM session s JOIN participant p ON p.id = s.participant_id
            WHERE s.digest = \(digest) AND p.event_id = \(event) AND p.state = 'removed'
            """) != nil
    }

    /// Invited people who have neither come nor an account.
    func openInvitations(of event: Event.ID) throws -> [OpenInvitation] {
        try reading.all(
            """
            SELECT p.id, p.name, p.country, p.sector, p.role, d.email FROM participant p LEFT JOIN person d ON d.id = p.person_id
            WHERE p.event_id = \(event) AND p.state = 'invited' AND p.arrived_at IS NULL AND p.account_id IS NULL ORDER BY p.id
            """
        ).map {
            OpenInvitation(
                seat: try $0.get("id"), name: try $0.get("name"), country: try $0.get("country"),
                sector: try $0.get("sector"), role: try $0.get("role"),
                address: try $0.get("email", as: String?.self)?.lowercased())
        }
    }

    /// The e-mail addresses of an event's people, by account or in the directory.
    func addresses(of event: Event.ID) throws -> [Participant.ID: String] {
        let rows = try reading.all(
            """
            SELECT p.id, COALESCE(a.email, d.email) AS address FROM participant p LEFT JOIN account a ON a.id = p.account_id
            LEFT JOIN person d ON d.id = p.person_id
            WHERE p.event_id = \(event) AND p.state <> 'removed' AND COALESCE(a.email, d.email) IS NOT NULL
            """)
        return Dictionary(
            uniqueKeysWithValues: try rows.map {
                (try $0.get("id", as: Participant.ID.self), try $0.get("address", as: String.self).lowercased())
            })
    }

    /// Seats that were joined, the last first.
    func joinings(of event: Event.ID) throws -> [SeatJoiningRecord] {
        try reading.all(
            """
            SELECT j.*, k.name AS kept_name, o.name AS joined_name FROM seat_joining j
            JOIN participant k ON k.id = j.kept_id JOIN participant o ON o.id = j.joined_id
            WHERE j.event_id = \(event) ORDER BY j.joined_at DESC, j.id DESC
            """
        ).map(SeatJoiningRecord.init)
    }

    /// Seats that look like one person's, and are two people's: somebody who runs the room said so.
    func keptApart(in event: Event.ID) throws -> Set<SeatPair> {
        let rows = try reading.all("SELECT first_seat, second_seat FROM seats_kept_apart WHERE event_id = \(event)")
        return Set(try rows.map { SeatPair(try $0.get("first_seat"), try $0.get("second_seat")) })
    }

    static func keepApart(_ pair: SeatPair, in event: Event.ID, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO seats_kept_apart (first_seat, second_seat, event_id, kept_at)
            VALUES (\(pair.first), \(pair.second), \(event), \(now)) ON CONFLICT DO NOTHING
            """)
    }

    static func letTogether(_ pair: SeatPair, _ tx: Transaction) throws {
        try tx.execute(
            "DELETE FROM seats_kept_apart WHERE first_seat = \(pair.first) AND second_seat = \(pair.second)")
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

    /// - Parameter claimed: whose invitation they say is theirs.
    func insert(
        _ id: Participant.ID, in event: Event.ID, _ arrival: Arrival, claimed: Participant.ID?, now: Int64,
        _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO participant (id, event_id, name, organisation, country, sector, language, role, state, created_at,
                unverified_at, claimed_seat)
            VALUES (\(id), \(event), \(arrival.name), \(arrival.organisation), \(arrival.country), \(arrival.sector),
                \(arrival.language), \(Role.participant), \(ParticipantRecord.State.waiting), \(now), \(now), \(claimed))
            """)
    }

    /// Who waits at the door takes the seat that they were invited to.
    func move(_ waiting: Participant.ID, to seat: Participant.ID, _ tx: Transaction) throws {
        try tx.execute("UPDATE session SET participant_id = \(seat) WHERE participant_id = \(waiting)")
        try tx.execute(
            """
            UPDATE participant SET language = COALESCE(language, (SELECT w.language FROM participant w WHERE w.id = \(waiting)))
            WHERE id = \(seat)
            """)
        try tx.execute("UPDATE participant SET state = 'removed', joined_into = \(seat) WHERE id = \(waiting)")
    }

    /// An address that was typed is no proof of who somebody is: they take part, and do not speak for a country before they are known.
    func setUnverified(_ id: Participant.ID, now: Int64, _ tx: Transaction) throws {
        try tx.execute("UPDATE participant SET unverified_at = \(now) WHERE id = \(id)")
    }

    func setRemoved(_ id: Participant.ID, _ tx: Transaction) throws {
        try tx.execute(
            "UPDATE participant SET state = \(ParticipantRecord.State.removed), link_digest = NULL WHERE id = \(id)")
    }

    /// Whether the person has a ballot in a round that is open: a new link would show it to whoever made the link.
    func hasOpenBallot(_ id: Participant.ID) throws -> Bool {
        try PresenceFeatures.all.contains { try $0.hasSecret(id, reading) }
    }

    /// - Parameter first: of an older link, which opens the seat too.
    func setLink(_ id: Participant.ID, _ digest: String, first: String?, _ tx: Transaction) throws {
        try tx.execute(
            "UPDATE participant SET link_digest = \(digest), first_link_digest = \(first) WHERE id = \(id)")
    }

    /// No link of the person opens anything any more, and the next will be another.
    func endLinks(of id: Participant.ID, _ tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE participant SET link_digest = NULL, first_link_digest = NULL, link_generation = link_generation + 1
            WHERE id = \(id) OR joined_into = \(id)
            """)
    }
}
