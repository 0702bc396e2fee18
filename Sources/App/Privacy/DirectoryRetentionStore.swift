import Domain
import Storage
import Web

/// The SQL of the directory's own rule.
struct DirectoryRetentionStore {
    static let choices = [1, 2, 3, 5, 10]
    private static let settingName = "directory-years"

    private let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// Nil if people stay until somebody takes them out.
    func years() throws -> Int? {
        try reading.value("SELECT value FROM setting WHERE name = \(Self.settingName)", as: String.self).flatMap {
            Int($0)
        }
    }

    /// Who would go: in no event (whoever has a seat with a name is in one), without an account that is in use, and since that time
    /// neither entered, nor changed, nor in an event.
    private static func due(before time: Int64) -> SQL {
        """
        COALESCE(CASE WHEN released_at > changed_at THEN released_at END, changed_at) < \(time)
        AND NOT EXISTS (SELECT p.id FROM participant p WHERE p.person_id = person.id)
        AND NOT EXISTS (SELECT n.id FROM nomination n WHERE n.person_id = person.id)
        AND NOT EXISTS (SELECT r.id FROM registration r WHERE r.person_id = person.id)
        AND NOT EXISTS (SELECT m.id FROM mandate m WHERE m.person_id = person.id AND (m.until IS NULL OR m.changed_at >= \(time)))
        AND NOT EXISTS (SELECT f.person_id FROM profile f WHERE f.person_id = person.id AND f.consent_at IS NOT NULL
            AND f.reviewed_at >= \(time))
        AND NOT EXISTS (SELECT c.id FROM expert_candidate c WHERE c.person_id = person.id AND c.created_at >= \(time))
        AND NOT EXISTS (SELECT a.id FROM account a WHERE a.email = person.email AND a.disabled_at IS NULL)
        AND NOT EXISTS (SELECT a.id FROM account a WHERE a.person_id = person.id AND a.disabled_at IS NULL)
        """
    }

    func count(before time: Int64) throws -> Int {
        try reading.value("SELECT COUNT(*) FROM person WHERE \(Self.due(before: time))", as: Int.self) ?? 0
    }

    /// A hundred at most, so that nobody waits long for this writer.
    func someDue(before time: Int64) throws -> [Person.ID] {
        try reading.all("SELECT id FROM person WHERE \(Self.due(before: time)) ORDER BY id LIMIT 100").map {
            try $0.get("id")
        }
    }

    func names(of people: [Person.ID]) throws -> RememberedSpellingStore.Names {
        let rows = try reading.all("SELECT given_name, family_name, email FROM person WHERE id IN \(in: people)")
        return .init(
            try rows.map {
                "\(try $0.get("given_name", as: String.self)) \(try $0.get("family_name", as: String.self))"
            },
            addresses: try rows.compactMap { try $0.get("email", as: String?.self) })
    }

    static func delete(_ people: [Person.ID], _ tx: Transaction) throws {
        try AccountWriting(tx).unlink(people)
        try tx.execute("DELETE FROM known_address WHERE person_id IN \(in: people)")
        try tx.execute("DELETE FROM person_area WHERE person_id IN \(in: people)")
        try tx.execute("DELETE FROM profile WHERE person_id IN \(in: people)")
        try tx.execute(
            "UPDATE expert_candidate SET person_id = NULL, note = '', why = '' WHERE person_id IN \(in: people)")
        // That there was a focal point stays, not who it was.
        try tx.execute("UPDATE mandate SET person_id = NULL, note = '' WHERE person_id IN \(in: people)")
        try tx.execute("DELETE FROM person WHERE id IN \(in: people)")
    }

    static func set(years: Int?, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM setting WHERE name = \(settingName)")
        if let years { try tx.execute("INSERT INTO setting (name, value) VALUES (\(settingName), \(String(years)))") }
    }
}
