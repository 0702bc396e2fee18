import Storage
import Web

/// What the door reads.
struct HomeStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// Whether somebody can sign in.
    func hasAccount() throws -> Bool { try reading.first("SELECT id FROM account LIMIT 1") != nil }

    /// The paths of the demo's three windows, by `demo-facilitator`, `demo-projector`, `demo-participant`.
    func demoLinks() throws -> [String: String] {
        let rows = try reading.all(
            "SELECT name, value FROM setting WHERE name IN ('demo-facilitator', 'demo-projector', 'demo-participant')")
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0.get("name"), try $0.get("value")) })
    }
}
