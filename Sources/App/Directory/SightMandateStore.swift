import Domain
import Storage
import Web

/// The SQL of what mandates of today give: whom somebody speaks for, and to which programmes somebody belongs by them.
struct SightMandateStore {
    private let today: String

    init(now: Int64) { today = CalendarDate.today(now) }

    /// For whom the visitor speaks today, also while that is suspended: then they read on. What holds in one programme opens nobody of another.
    static func read(of visitor: Visitor, into roster: inout Roster, _ reading: any Reading) throws {
        guard let today = visitor.mandates.first?.on else { return }
        roster.programmes.formUnion(try BelongingStore(reading).programmes(of: visitor.mandates).keys)
        for mandate in visitor.mandates where mandate.role.nominates {
            guard let country = mandate.holder.country else { continue }
            if let programme = mandate.programme {
                roster.countriesIn[programme, default: []].insert(country)
            } else {
                roster.countries.insert(country)
            }
        }
        let heading = visitor.mandates.filter(\.role.headsRegion)
        guard !heading.isEmpty else { return }
        let homes = try HomeRegions(on: today, reading)
        for mandate in heading {
            guard let countries = mandate.holder.region.map(homes.countries) else { continue }
            if let programme = mandate.programme {
                roster.headedIn[programme, default: []].formUnion(countries)
            } else {
                roster.headed.formUnion(countries)
            }
        }
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

    /// Whether `person p` acts for their country today, or in its name in a working group.
    var actsForCountry: SQL {
        """
        EXISTS (SELECT m.id FROM mandate m WHERE m.person_id = p.id AND \(isHeld)
            AND ((m.holder_kind = 'country' AND m.holder = p.country) OR m.country = p.country))
        """
    }

    /// Those of these people who act for their country.
    func acting(of people: [Person.ID], _ reading: any Reading) throws -> Set<Person.ID> {
        let rows = try reading.all("SELECT p.id FROM person p WHERE p.id IN \(in: people) AND \(actsForCountry)")
        return Set(try rows.map { try $0.get("id", as: Person.ID.self) })
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
