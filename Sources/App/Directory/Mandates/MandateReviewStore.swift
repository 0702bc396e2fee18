import Domain
import Storage
import Web

/// The SQL of mandates that are to be confirmed.
struct MandateReviewStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// Somebody who is written to.
    struct Reader: Sendable {
        let name: String
        let address: String
        let language: Language
        /// Whether they can sign in.
        let hasAccount: Bool
    }

    /// Those that act on a day and are to be confirmed by another.
    func open(on day: String, by last: String) throws -> [MandateRecord] {
        try reading.all(
            """
            SELECT * FROM mandate WHERE state = 'active' AND person_id IS NOT NULL AND review_by IS NOT NULL
                AND review_by <= \(last) AND since <= \(day) AND (until IS NULL OR until > \(day)) ORDER BY review_by, id
            """
        ).compactMap { try MandateRecord(known: $0) }
    }

    /// When each question was asked about a mandate as it is to be confirmed now.
    func asked(_ mandate: MandateRecord) throws -> [MandateReviews.Stage: Int64] {
        let rows = try reading.all(
            """
            SELECT stage, asked_at FROM mandate_question
            WHERE mandate_id = \(mandate.id) AND review_by = \(mandate.reviewBy ?? "")
            """)
        var asked: [MandateReviews.Stage: Int64] = [:]
        for row in rows {
            guard let stage = MandateReviews.Stage(rawValue: try row.get("stage")) else { continue }
            asked[stage] = try row.get("asked_at")
        }
        return asked
    }

    /// - Returns: false where another node was first.
    static func ask(_ mandate: MandateRecord, _ stage: MandateReviews.Stage, now: Int64, _ tx: Transaction) throws
        -> Bool
    {
        try note(mandate, day: mandate.reviewBy ?? "", stage.rawValue, now: now, tx)
    }

    /// That something was asked or told of a mandate, because of a day of it.
    /// - Returns: false where another node was first.
    static func note(_ mandate: MandateRecord, day: String, _ stage: Int, now: Int64, _ tx: Transaction) throws
        -> Bool
    {
        try tx.first(
            """
            INSERT INTO mandate_question (mandate_id, review_by, stage, asked_at)
            VALUES (\(mandate.id), \(day), \(stage), \(now))
            ON CONFLICT (mandate_id, review_by, stage) DO NOTHING RETURNING stage
            """) != nil
    }

    func reader(_ person: Person.ID) throws -> Reader? {
        let row = try reading.first(
            """
            SELECT d.given_name, d.family_name, d.email AS person_email, d.languages, a.email AS account_email,
                a.language AS account_language
            FROM person d LEFT JOIN account a ON a.person_id = d.id AND a.disabled_at IS NULL WHERE d.id = \(person)
            """)
        guard let row else { return nil }
        let account = try row.get("account_email", as: String?.self)
        guard let address = try account ?? row.get("person_email", as: String?.self) else { return nil }
        let known: [String] = try JSONCoding.value(try row.get("languages", as: String.self))
        let language =
            try row.get("account_language", as: Language?.self)
            ?? known.lazy.compactMap(Language.init(rawValue:)).first ?? .english
        let (given, family): (String, String) = (try row.get("given_name"), try row.get("family_name"))
        return Reader(
            name: "\(given) \(family)".trimmed, address: address, language: language, hasAccount: account != nil)
    }

    /// Who heads the secretariat of the region in which a country is at home; where nobody does, the deputies.
    func heads(of mandate: MandateRecord, on day: String) throws -> [Person.ID] {
        guard mandate.behalf != nil, let region = try HomeRegions(on: day, reading).region(of: mandate) else {
            return []
        }
        let heading = try MandateStore(reading).mandates(for: .region(region)).filter { head in
            head.role.headsRegion && head.state == .active && head.holds(on: day) && head.person != nil
                && (head.programme == nil || head.programme == mandate.programme)
        }
        let heads = heading.filter { $0.role == .head }
        return (heads.isEmpty ? heading : heads).compactMap(\.person).filter { $0 != mandate.person }
    }
}
