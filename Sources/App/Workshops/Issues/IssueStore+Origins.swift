import Storage
import Web

/// Where issues come from, as far as it may be told in an event that does not show names: sector and country together are a name where only
/// one person has both.
///
/// The pair is told where at least five people who had come in when the issue was written share it; else the sector alone, where five share
/// that; else nothing. Five, and not two: of two, each would know the other. Of that moment, because who comes later cannot have written it.
/// The country is never told without the sector, so that no two pages tell more than one. All who read issues read them through this.
struct IssueOrigins {
    private struct Key: Hashable {
        let event: Event.ID
        let sector: String?
        var country: String?
    }

    static let least = 5

    /// When the fifth person of a pair (of a sector) came in; missing where there are fewer.
    private var pairs: [Key: Int64] = [:]
    private var sectors: [Key: Int64] = [:]

    /// - Parameter events: those that do not show names.
    init(_ events: Set<Event.ID>, _ reading: any Reading) throws {
        guard !events.isEmpty else { return }
        let roles = Role.allCases.filter(\.contributes).map(\.rawValue)
        for hasCountry in [true, false] {
            let group: SQL = hasCountry ? "event_id, sector, country" : "event_id, sector"
            let rows = try reading.all(
                """
                SELECT * FROM (
                    SELECT event_id, sector, country, COALESCE(arrived_at, 0) AS came_at,
                        ROW_NUMBER() OVER (PARTITION BY \(group) ORDER BY COALESCE(arrived_at, 0), id) AS number
                    FROM participant
                    WHERE event_id IN \(in: events.sorted()) AND state = 'present' AND role IN \(in: roles)
                ) counted WHERE number = \(Self.least)
                """)
            for row in rows {
                var key = Key(event: try row.get("event_id"), sector: try row.get("sector"))
                let time: Int64 = try row.get("came_at")
                if hasCountry {
                    key.country = try row.get("country")
                    pairs[key] = time
                } else {
                    sectors[key] = time
                }
            }
        }
    }

    /// What of an issue's origin may be told.
    func told(_ event: Event.ID, sector: String?, country: String?, writtenAt time: Int64) -> (
        sector: String?, country: String?
    ) {
        let key = Key(event: event, sector: sector)
        let pair = Key(event: event, sector: sector, country: country)
        if let fifth = pairs[pair], fifth <= time { return (sector, country) }
        if let fifth = sectors[key], fifth <= time { return (sector, nil) }
        return (nil, nil)
    }
}
