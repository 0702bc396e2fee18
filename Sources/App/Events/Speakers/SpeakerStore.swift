import Domain
import Storage
import Web

/// Who decides for a country: the head of its delegation.
struct HeadRecord: Sendable, Hashable {
    let country: String
    let participant: Participant.ID
    let name: String
    /// Whether they are still in the event, for this country, and known.
    let maySpeak: Bool
    /// Epoch milliseconds.
    let namedAt: Int64
}

/// Who signs the guide for a sector.
struct SignerRecord: Sendable, Hashable {
    let participant: Participant.ID
    let name: String
    let sector: String
    let country: String?
    let maySpeak: Bool
    let namedAt: Int64
}

/// The SQL of who speaks for whom in an event.
struct SpeakerStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// By country code.
    func heads(of event: Event.ID) throws -> [HeadRecord] {
        try reading.all(
            """
            SELECT h.country AS headed, h.named_at, p.* FROM delegation_head h
            JOIN participant p ON p.id = h.participant_id WHERE h.event_id = \(event) ORDER BY h.country
            """
        ).map { row in
            let (person, country) = (try ParticipantRecord(row), try row.get("headed", as: String.self))
            return HeadRecord(
                country: country, participant: person.id, name: person.name,
                maySpeak: Policy.maySpeak(person) && person.country == country,
                namedAt: try row.get("named_at"))
        }
    }

    func head(of country: String, in event: Event.ID) throws -> HeadRecord? {
        try heads(of: event).first { $0.country == country }
    }

    /// By sector in the order of the directory, then by name. Who was removed or has left the sector is left out.
    func signers(of event: Event.ID) throws -> [SignerRecord] {
        try reading.all(
            """
            SELECT g.sector AS signs, g.named_at, p.* FROM guide_signer g
            JOIN participant p ON p.id = g.participant_id JOIN sector s ON s.code = g.sector
            WHERE g.event_id = \(event) AND p.state <> 'removed' AND p.sector = g.sector ORDER BY s.position, g.sector, p.name, p.id
            """
        ).map { row in
            let person = try ParticipantRecord(row)
            return SignerRecord(
                participant: person.id, name: person.name, sector: try row.get("signs"), country: person.country,
                maySpeak: Policy.maySpeak(person), namedAt: try row.get("named_at"))
        }
    }

    static func setHead(
        _ participant: Participant.ID, of country: String, in event: Event.ID, by actor: String?, now: Int64,
        _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO delegation_head (event_id, country, participant_id, named_by, named_at)
            VALUES (\(event), \(country), \(participant), \(actor), \(now))
            ON CONFLICT (event_id, country) DO UPDATE SET participant_id = excluded.participant_id,
                named_by = excluded.named_by, named_at = excluded.named_at
            """)
    }

    /// - Returns: whether there was one.
    static func removeHead(of country: String, in event: Event.ID, _ tx: Transaction) throws -> Bool {
        try tx.change("DELETE FROM delegation_head WHERE event_id = \(event) AND country = \(country)") > 0
    }

    static func addSigner(
        _ participant: Participant.ID, for sector: String, in event: Event.ID, by actor: String?, now: Int64,
        _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO guide_signer (event_id, participant_id, sector, named_by, named_at)
            VALUES (\(event), \(participant), \(sector), \(actor), \(now))
            ON CONFLICT (event_id, participant_id) DO UPDATE SET sector = excluded.sector, named_by = excluded.named_by,
                named_at = excluded.named_at
            """)
    }

    static func removeSigner(_ participant: Participant.ID, in event: Event.ID, _ tx: Transaction) throws -> Bool {
        try tx.change(
            "DELETE FROM guide_signer WHERE event_id = \(event) AND participant_id = \(participant)") > 0
    }

    /// Who is in by the code alone, and has come.
    func unknown(in event: Event.ID) throws -> [ParticipantRecord] {
        try reading.all(
            """
            SELECT * FROM participant WHERE event_id = \(event) AND state = 'present' AND unverified_at IS NOT NULL
            ORDER BY name, id
            """
        ).map(ParticipantRecord.init)
    }

    static func verify(_ participant: Participant.ID, _ tx: Transaction) throws {
        try tx.execute("UPDATE participant SET unverified_at = NULL WHERE id = \(participant)")
    }

    static func setNaming(_ participant: Participant.ID, agreedAt: Int64?, _ tx: Transaction) throws {
        try tx.execute("UPDATE participant SET naming_agreed_at = \(agreedAt) WHERE id = \(participant)")
    }
}
