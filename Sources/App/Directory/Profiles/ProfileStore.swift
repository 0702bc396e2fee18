import Domain
import Storage
import Web

/// The SQL of profiles.
struct ProfileStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// Of each of these people that has one, or knows an area.
    func profiles(of people: [Person.ID]) throws -> [Person.ID: ProfileRecord] {
        var found: [Person.ID: ProfileRecord] = [:]
        for start in stride(from: 0, to: people.count, by: 1_000) {
            let some = people[start..<min(start + 1_000, people.count)]
            for row in try reading.all("SELECT * FROM profile WHERE person_id IN \(in: some)") {
                let person: Person.ID = try row.get("person_id")
                found[person] = try ProfileRecord(row)
            }
            let areas = try reading.all(
                "SELECT person_id, area_id, level FROM person_area WHERE person_id IN \(in: some)")
            for row in areas {
                let (person, area): (Person.ID, Area.ID) = (try row.get("person_id"), try row.get("area_id"))
                found[person, default: ProfileRecord()].areas[area] = try row.get("level", as: AreaLevel.self)
            }
        }
        return found
    }

    func profile(of person: Person.ID) throws -> ProfileRecord? { try profiles(of: [person])[person] }

    /// Those who agreed to be found as experts.
    func experts() throws -> [Person.ID] {
        try reading.all(
            """
            SELECT f.person_id FROM profile f CROSS JOIN person p
            WHERE f.consent_at > 0 AND p.id = f.person_id AND p.visible_to <> 'nobody'
            """
        ).map { try $0.get("person_id", as: Person.ID.self) }.sorted()
    }

    /// Whose e-mail did not arrive since they last said that all is so: by their address in the directory, or that of their account.
    func unreachable(among people: [Person.ID]) throws -> Set<Person.ID> {
        let rows = try reading.all(
            """
            SELECT f.person_id FROM profile f JOIN person p ON p.id = f.person_id LEFT JOIN account a ON a.person_id = p.id
            WHERE f.person_id IN \(in: people) AND EXISTS (SELECT m.id FROM outgoing_mail m
                WHERE (m.address = p.email OR m.address = a.email) AND m.sent_at IS NULL AND m.error <> 'unsubscribed'
                    AND m.failed_at > COALESCE(f.reviewed_at, 0))
            """)
        return Set(try rows.map { try $0.get("person_id", as: Person.ID.self) })
    }

    /// Who may be found, said so before a moment, and was not asked since.
    func due(before time: Int64) throws -> [Person.ID] {
        try reading.all(
            """
            SELECT person_id FROM profile WHERE consent_at > 0 AND reviewed_at < \(time)
                AND (asked_at IS NULL OR asked_at < \(time)) ORDER BY reviewed_at, person_id LIMIT 500
            """
        ).map { try $0.get("person_id") }
    }

    /// - Returns: false where that is done, or no longer due.
    func ask(_ person: Person.ID, before time: Int64, now: Int64, _ tx: Transaction) throws -> Bool {
        try tx.first(
            """
            UPDATE profile SET asked_at = \(now) WHERE person_id = \(person) AND consent_at IS NOT NULL AND reviewed_at < \(time)
                AND (asked_at IS NULL OR asked_at < \(time)) RETURNING person_id
            """) != nil
    }

    func set(_ profile: ProfileRecord, of person: Person.ID, _ tx: Transaction) throws {
        let willing = Willingness.allCases.filter(profile.willing.contains).map(\.rawValue).joined(separator: " ")
        try tx.execute(
            """
            INSERT INTO profile (person_id, willing, notice_weeks, remote_only, contact_via, consent_at, reviewed_at, asked_at)
            VALUES (\(person), \(willing), \(profile.noticeWeeks), \(profile.isRemoteOnly), \(profile.contact), \(profile.consentAt),
                \(profile.reviewedAt), NULL)
            ON CONFLICT (person_id) DO UPDATE SET willing = excluded.willing, notice_weeks = excluded.notice_weeks,
                remote_only = excluded.remote_only, contact_via = excluded.contact_via, consent_at = excluded.consent_at,
                reviewed_at = excluded.reviewed_at, asked_at = NULL
            """)
        try tx.execute("DELETE FROM person_area WHERE person_id = \(person)")
        for (area, level) in profile.areas.sorted(by: { $0.key < $1.key }) {
            try tx.execute(
                "INSERT INTO person_area (person_id, area_id, level) VALUES (\(person), \(area), \(level))")
        }
    }
}
