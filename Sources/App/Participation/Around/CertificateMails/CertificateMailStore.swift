import Domain
import Storage
import Web

/// The SQL of mails about certificates.
struct CertificateMailStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    struct Untold: Sendable {
        let certificate: Certificate.ID
        let event: Event.ID
        let issuedAt: Int64
    }

    /// Those that are good and were not told of, of one event after the other.
    func untold(until: Int64) throws -> [Untold] {
        try reading.all(
            """
            SELECT c.id, c.event_id, c.issued_at FROM certificate c LEFT JOIN certificate_told t ON t.certificate_id = c.id
            WHERE t.certificate_id IS NULL AND c.revoked_at IS NULL AND c.issued_at <= \(until)
            ORDER BY c.event_id, c.issued_at, c.id LIMIT 500
            """
        ).map {
            Untold(
                certificate: try $0.get("id"), event: try $0.get("event_id"),
                issuedAt: try $0.moment("issued_at") ?? 0)
        }
    }

    /// Who it is of, where they can be written to: by their account, their entry in the directory, or what they registered with.
    func reader(of certificate: Certificate.ID, usual: Language) throws -> PostReader? {
        let row = try reading.first(
            """
            SELECT p.name, COALESCE(a.email, d.email, (SELECT MAX(r.email) FROM registration r WHERE r.participant_id = p.id)) AS address,
                COALESCE(p.language, a.language) AS language, d.languages, a.time_zone
            FROM certificate c JOIN participant p ON p.id = c.participant_id LEFT JOIN account a ON a.id = p.account_id
            LEFT JOIN person d ON d.id = p.person_id WHERE c.id = \(certificate)
            """)
        guard let row, let address = try row.get("address", as: String?.self), !address.isEmpty else { return nil }
        let known: [String] = try row.get("languages", as: String?.self).map { try JSONCoding.value($0) } ?? []
        let language =
            try row.get("language", as: Language?.self) ?? known.lazy.compactMap(Language.init(rawValue:)).first
            ?? usual
        return PostReader(
            name: try row.get("name"), address: address, language: language, zone: try row.get("time_zone"))
    }

    /// - Returns: false where another node was first.
    static func setTold(_ certificate: Certificate.ID, now: Int64, _ tx: Transaction) throws -> Bool {
        try tx.change(
            "INSERT INTO certificate_told (certificate_id, told_at) VALUES (\(certificate), \(now)) ON CONFLICT DO NOTHING"
        )
            > 0
    }
}
