import Domain
import Storage
import Web

/// For which countries somebody decides in the room: as the head of a delegation to a meeting of the programme that is on. Where a focal
/// point is mandated, what is decided so is provisional until the focal point confirms it.
struct PlansDelegations: Sendable, Hashable {
    /// The meeting, by country.
    var headed: [String: Event.ID] = [:]
    /// Of those, the countries for which somebody is mandated today.
    var mandated: Set<String> = []

    func heads(_ country: String) -> Bool { headed[country] != nil }

    /// Whether what its head of delegation decides waits for a focal point.
    func isProvisional(_ country: String) -> Bool { heads(country) && mandated.contains(country) }
}

/// The SQL of who decides in the room.
struct PlansDelegationStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// Meetings that are on today, somewhere on earth.
    func delegations(of account: Account.ID, in programme: Programme.ID, on today: String) throws -> PlansDelegations {
        let (first, last) = (EventChanges.later(today, days: -1), EventChanges.later(today, days: 1))
        let rows = try reading.all(
            """
            SELECT h.country AS headed, h.event_id AS meeting, p.* FROM participant p
            JOIN delegation_head h ON h.participant_id = p.id JOIN event e ON e.id = p.event_id
            WHERE p.account_id = \(account) AND e.programme_id = \(programme) AND e.starts_on <= \(last) AND e.ends_on >= \(first)
            ORDER BY e.starts_on, e.id
            """)
        var found = PlansDelegations()
        for row in rows {
            let (person, country): (ParticipantRecord, String) = (try ParticipantRecord(row), try row.get("headed"))
            if Policy.maySpeak(person), person.country == country { found.headed[country] = try row.get("meeting") }
        }
        guard !found.headed.isEmpty else { return found }
        found.mandated = Set(
            try reading.all(
                """
                SELECT DISTINCT m.holder FROM mandate m WHERE m.holder_kind = 'country' AND m.holder IN \(in: found.headed.keys.sorted())
                    AND m.role IN \(in: MandateRole.allCases.filter(\.nominates).map(\.rawValue)) AND m.state = 'active'
                    AND m.since <= \(today) AND (m.until IS NULL OR m.until > \(today))
                    AND (m.programme_id IS NULL OR m.programme_id = \(programme))
                """
            ).map { try $0.get("holder") })
        return found
    }

    /// Who may be written to where a region owns something: those of its secretariat, whether the region is a member of the programme or
    /// only the home of one.
    func secretariat(of region: String, in programme: Programme.ID, on day: String) throws -> [AccountRecord] {
        try reading.all(
            """
            SELECT a.* FROM account a WHERE a.disabled_at IS NULL AND a.person_id IN (
                SELECT m.person_id FROM mandate m WHERE m.holder_kind = 'region' AND m.holder = \(region)
                    AND m.role IN \(in: MandateRole.allCases.filter(\.readsRegion).map(\.rawValue)) AND m.state = 'active'
                    AND m.since <= \(day) AND (m.until IS NULL OR m.until > \(day))
                    AND (m.programme_id IS NULL OR m.programme_id = \(programme)))
            ORDER BY a.name, a.id
            """
        ).map(AccountRecord.init)
    }
}
