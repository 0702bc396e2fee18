import Domain
import Storage
import Web

/// The SQL of what mandates of today give: whom somebody speaks for, and to which programmes somebody belongs by them.
struct SightMandateStore {
    private let today: String

    init(now: Int64) { today = CalendarDate.today(now) }

    /// For whom the visitor speaks today, also while that is suspended: then they read on.
    static func read(of visitor: Visitor, into roster: inout Roster, _ reading: any Reading) throws {
        guard !visitor.mandates.isEmpty else { return }
        roster.programmes.formUnion(try BelongingStore(reading).programmes(of: visitor.mandates).keys)
        let speaking = visitor.mandates.filter { $0.role == .focalPoint || $0.role == .alternate }
        roster.countries = Set(speaking.compactMap(\.holder.country))
        let regions = visitor.mandates.filter { $0.role == .head }.compactMap(\.holder.region)
        guard !regions.isEmpty else { return }
        let headed = try reading.all(
            "SELECT country FROM region_country WHERE region_id IN \(in: regions) AND until IS NULL")
        roster.headed = Set(try headed.map { try $0.get("country", as: String.self) })
    }

    /// A mandate, and the programmes to which its holder belongs today.
    private var standing: SQL {
        """
        mandate m LEFT JOIN member b ON b.kind = m.holder_kind AND b.ref = m.holder AND b.since <= \(today)
            AND (b.until IS NULL OR b.until > \(today)) AND (m.programme_id IS NULL OR m.programme_id = b.programme_id)
        """
    }

    private var isHeld: SQL {
        "m.state IN ('active', 'suspended') AND m.since <= \(today) AND (m.until IS NULL OR m.until > \(today))"
    }

    /// Whether `person p` belongs to one of these programmes.
    func isIn(_ programmes: [Programme.ID]) -> SQL {
        """
        EXISTS (SELECT m.id FROM \(standing) WHERE m.person_id = p.id AND \(isHeld)
            AND (m.programme_id IN \(in: programmes) OR b.programme_id IN \(in: programmes)))
        """
    }

    /// To which programmes each of these people belongs.
    func programmes(of people: [Person.ID], _ reading: any Reading) throws -> [Person.ID: Set<Programme.ID>] {
        let rows = try reading.all(
            """
            SELECT m.person_id, m.programme_id, b.programme_id AS joined FROM \(standing)
            WHERE m.person_id IN \(in: people) AND \(isHeld)
            """)
        var found: [Person.ID: Set<Programme.ID>] = [:]
        for row in rows {
            let person: Person.ID = try row.get("person_id")
            let programmes: [Programme.ID?] = [try row.get("programme_id"), try row.get("joined")]
            found[person, default: []].formUnion(programmes.compactMap { $0 })
        }
        return found
    }
}
