import Domain
import Storage
import Web

/// The SQL of what speaks for experts besides their profile.
struct ExpertStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// The areas in whose working groups each person holds a mandate on a day.
    func groups(on day: String) throws -> [Person.ID: Set<String>] {
        let rows = try reading.all(
            """
            SELECT m.person_id, g.area_id FROM mandate m JOIN working_group g ON g.id = m.holder
            WHERE m.holder_kind = 'working-group' AND m.person_id IS NOT NULL AND m.state = 'active' AND g.area_id IS NOT NULL
                AND m.since <= \(day) AND (m.until IS NULL OR m.until > \(day))
            """)
        var found: [Person.ID: Set<String>] = [:]
        for row in rows {
            let (person, area): (Person.ID, String) = (try row.get("person_id"), try row.get("area_id"))
            found[person, default: []].insert(area)
        }
        return found
    }

    /// To how many events on each area each person came, that ended since a moment.
    func events(since time: Int64) throws -> [Person.ID: [String: Int]] {
        let rows = try reading.all(
            """
            SELECT s.person_id, r.area_id, COUNT(DISTINCT e.id) AS n FROM record_area r JOIN event e ON e.id = r.subject_id
            JOIN participant s ON s.event_id = e.id
            WHERE r.subject = 'event' AND s.person_id IS NOT NULL AND s.state = 'present' AND e.ends_on >= \(CalendarDate.today(time))
            GROUP BY s.person_id, r.area_id
            """)
        var found: [Person.ID: [String: Int]] = [:]
        for row in rows {
            let (person, area): (Person.ID, String) = (try row.get("person_id"), try row.get("area_id"))
            found[person, default: [:]][area] = try row.get("n", as: Int.self)
        }
        return found
    }
}
