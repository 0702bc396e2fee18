import Domain
import Storage
import Web

/// What somebody is given for having been there: what the paper says, as it was on the day it was issued.
struct CertificateRecord: Sendable {
    let id: Certificate.ID
    let event: Event.ID
    let participant: Participant.ID
    /// Twelve characters in three groups; long enough that nobody finds one by trying.
    let number: String
    let name: String
    let familyName: String
    /// What the paper says they took part in; of a close event not its title.
    let title: String
    let place: String
    let startsOn: String
    let endsOn: String
    /// Nothing where nobody counted.
    let minutes: Int?
    let days: Int
    let language: Language
    let digest: String
    let issuedAt: Int64
    let revokedAt: Int64?

    fileprivate init(_ row: Row) throws {
        id = try row.get("id")
        event = try row.get("event_id")
        participant = try row.get("participant_id")
        number = try row.get("number")
        name = try row.get("name")
        familyName = try row.get("family_name")
        title = try row.get("title")
        place = try row.get("place")
        startsOn = try row.get("starts_on")
        endsOn = try row.get("ends_on")
        minutes = try row.get("minutes")
        days = try row.get("days")
        language = try row.get("language", as: Language?.self) ?? .english
        digest = try row.get("digest")
        issuedAt = try row.moment("issued_at") ?? 0
        revokedAt = try row.moment("revoked_at")
    }
}

/// The SQL of certificates.
struct CertificateStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// Revoked ones too.
    func certificates(of event: Event.ID) throws -> [CertificateRecord] {
        try reading.all("SELECT * FROM certificate WHERE event_id = \(event) ORDER BY name, issued_at, id").map(
            CertificateRecord.init)
    }

    func certificate(_ id: Certificate.ID, of event: Event.ID) throws -> CertificateRecord {
        guard let row = try reading.first("SELECT * FROM certificate WHERE id = \(id) AND event_id = \(event)") else {
            throw Refusal.notFound
        }
        return try CertificateRecord(row)
    }

    func certificate(number: String) throws -> CertificateRecord? {
        try reading.first("SELECT * FROM certificate WHERE number = \(number)").map(CertificateRecord.init)
    }

    /// The family name of a seat, where the directory or a registration knows it.
    func familyName(of participant: Participant.ID) throws -> String? {
        try reading.first(
            """
            SELECT d.family_name FROM participant p JOIN person d ON d.id = p.person_id WHERE p.id = \(participant)
            UNION ALL SELECT r.family_name FROM registration r WHERE r.participant_id = \(participant)
            """)?.get("family_name")
    }

    static func insert(_ certificate: CertificateDraft, in event: Event.ID, _ work: Work) throws -> Certificate.ID {
        let id: Certificate.ID = work.environment.id()
        try work.tx.execute(
            """
            INSERT INTO certificate (id, event_id, participant_id, number, name, family_name, title, place, starts_on, ends_on,
                minutes, days, language, digest, issued_by, issued_at)
            VALUES (\(id), \(event), \(certificate.participant), \(certificate.number), \(certificate.name),
                \(certificate.familyName), \(certificate.title), \(certificate.place), \(certificate.startsOn),
                \(certificate.endsOn), \(certificate.minutes), \(certificate.days), \(certificate.language),
                \(certificate.digest), \(work.actor), \(work.now))
            """)
        return id
    }

    static func revoke(_ id: Certificate.ID, now: Int64, _ tx: Transaction) throws {
        try tx.execute("UPDATE certificate SET revoked_at = \(now) WHERE id = \(id)")
    }
}

struct CertificateDraft: Sendable {
    let participant: Participant.ID
    let number: String
    let name: String
    let familyName: String
    let title: String
    let place: String
    let startsOn: String
    let endsOn: String
    let minutes: Int?
    let days: Int
    let language: Language

    /// Of all that the paper says: whoever changed a row behind the server's back changed this too, or is found out.
    var digest: String {
        CertificateDigest.of([
            number, name, familyName, title, place, startsOn, endsOn, minutes.map { "\($0)" } ?? "", "\(days)",
            language.rawValue,
        ])
    }
}

enum CertificateDigest {
    static func of(_ words: [String]) -> String {
        Secret.hex(Sodium.hash(words.map { "\($0.utf8.count):\($0)" }.joined().utf8))
    }
}

extension CertificateRecord {
    var isUnchanged: Bool {
        digest
            == CertificateDraft(
                participant: participant, number: number, name: name, familyName: familyName, title: title,
                place: place,
                startsOn: startsOn, endsOn: endsOn, minutes: minutes, days: days, language: language
            ).digest
    }
}
