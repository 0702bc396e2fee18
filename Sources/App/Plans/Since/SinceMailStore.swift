import Domain
import Storage
import Web

/// The SQL of who is written to before a meeting.
struct SinceMailStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// Meetings that begin on these days and look back at another.
    func looking(from first: String, until last: String) throws -> [Event.ID] {
        try reading.all(
            """
            SELECT id FROM event WHERE starts_on >= \(first) AND starts_on <= \(last) AND follows_id IS NOT NULL
                AND standing <> 'cancelled' ORDER BY starts_on, id
            """
        ).map { try $0.get("id") }
    }

    /// Who heads the secretariat of a region in which a country of the programme is at home.
    func heads(in programme: Programme.ID, on day: String) throws -> [(region: App.Region.ID, account: AccountRecord)] {
        let homes = try HomeRegions(on: day, reading).homes
        let members = try MemberStore(reading).members(of: programme, on: day).compactMap(\.ref.country)
        let regions = Set(members.compactMap { homes[$0] }).map(\.description).sorted()
        return try reading.all(
            """
            SELECT a.*, m.holder AS headed FROM mandate m JOIN account a ON a.person_id = m.person_id
            WHERE m.holder_kind = 'region' AND m.holder IN \(in: regions)
                AND m.role IN \(in: MandateRole.allCases.filter(\.headsRegion).map(\.rawValue)) AND m.state = 'active'
                AND m.since <= \(day) AND (m.until IS NULL OR m.until > \(day))
                AND (m.programme_id IS NULL OR m.programme_id = \(programme)) AND a.disabled_at IS NULL
            ORDER BY m.holder, a.name, a.id
            """
        ).map { (try $0.get("headed"), try AccountRecord($0)) }
    }

    func written(_ keys: [String]) throws -> Set<String> {
        guard !keys.isEmpty else { return [] }
        return Set(
            try reading.all("SELECT key FROM since_mail WHERE key IN \(in: keys)").map { try $0.get("key") })
    }

    static func setWritten(_ key: String, _ work: Work) throws {
        try work.tx.execute(
            "INSERT INTO since_mail (key, at) VALUES (\(key), \(work.now)) ON CONFLICT (key) DO NOTHING")
    }
}
