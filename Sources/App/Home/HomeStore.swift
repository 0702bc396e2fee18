import Domain
import Storage
import Web

/// An event as the first page lists it.
struct HomeEvent: Sendable {
    let id: Event.ID
    let title: String
    let startsOn: String
    let endsOn: String
    let place: String
    let isOver: Bool
    /// Whether the account may run its room.
    let mayRun: Bool
    let programme: Programme.ID
}

/// What the first page reads.
struct HomeStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// Those to come, the next first; then those that are over, the latest first.
    func events(of account: Account.ID, today: String) throws -> [HomeEvent] {
        let rows = try reading.all(
            """
            SELECT e.id, e.title, e.starts_on, e.ends_on, e.place, e.programme_id,
                (SELECT COUNT(*) FROM programme_organiser o WHERE o.programme_id = e.programme_id AND o.account_id = \(account))
                + (SELECT COUNT(*) FROM participant p WHERE p.event_id = e.id AND p.account_id = \(account)
                    AND p.state <> 'removed' AND p.role IN ('organiser', 'facilitator')) AS running,
                (SELECT COUNT(*) FROM participant p WHERE p.event_id = e.id AND p.account_id = \(account)
                    AND p.state <> 'removed') AS roles
            FROM event e
            WHERE e.programme_id IN (SELECT programme_id FROM programme_organiser WHERE account_id = \(account))
                OR e.id IN (SELECT event_id FROM participant WHERE account_id = \(account) AND state <> 'removed')
            ORDER BY e.starts_on, e.title, e.id
            """)
        let mine = try rows.compactMap { row -> HomeEvent? in
            let running: Int = try row.get("running")
            guard try running + row.get("roles", as: Int.self) > 0 else { return nil }
            return HomeEvent(
                id: try row.get("id"), title: try row.get("title"), startsOn: try row.get("starts_on"),
                endsOn: try row.get("ends_on"),
                place: try row.get("place"), isOver: try row.get("ends_on", as: String.self) < today,
                mayRun: running > 0,
                programme: try row.get("programme_id"))
        }
        return mine.filter { !$0.isOver } + mine.filter(\.isOver).reversed()
    }

    /// Whether somebody can sign in.
    func hasAccount() throws -> Bool { try reading.first("SELECT id FROM account LIMIT 1") != nil }

    /// The paths of the demo's three windows, by `demo-facilitator`, `demo-projector`, `demo-participant`.
    func demoLinks() throws -> [String: String] {
        let rows = try reading.all(
            "SELECT name, value FROM setting WHERE name IN ('demo-facilitator', 'demo-projector', 'demo-participant')")
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0.get("name"), try $0.get("value")) })
    }
}
