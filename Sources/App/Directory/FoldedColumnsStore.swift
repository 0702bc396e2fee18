import Storage
import Web

/// Columns that hold folded text, made anew at the start after an upgrade that folds otherwise, or after an older backup came back.
enum FoldedColumns {
    private static let setting = "fold"

    static func refresh(_ database: Database) async throws {
        let wanted = String(Folded.version)
        let isFresh = try await database.read { reading in
            try reading.value("SELECT value FROM setting WHERE name = \(setting)", as: String.self) == wanted
        }
        guard !isFresh else { return }
        try await database.write { tx in
            try people(tx)
            try organisations(tx)
            try tx.execute(
                """
                INSERT INTO setting (name, value) VALUES (\(setting), \(wanted))
                ON CONFLICT (name) DO UPDATE SET value = excluded.value
                """)
        }
    }

    private static func people(_ tx: Transaction) throws {
        let rows = try tx.all("SELECT id, given_name, family_name, email, name_key, sort_key, search FROM person")
        for row in rows {
            let fields = PersonFields(
                givenName: try row.get("given_name"), familyName: try row.get("family_name"),
                email: try row.get("email"))
            let stored: [String] = [try row.get("name_key"), try row.get("sort_key"), try row.get("search")]
            guard stored != [fields.nameKey, fields.sortKey, fields.searchText] else { continue }
            try tx.execute(
                """
                UPDATE person SET name_key = \(fields.nameKey), sort_key = \(fields.sortKey), search = \(fields.searchText)
                WHERE id = \(try row.get("id", as: Person.ID.self))
                """)
        }
    }

    private static func organisations(_ tx: Transaction) throws {
        for row in try tx.all("SELECT id, name, name_key FROM organisation") {
            let key = Folded.text(try row.get("name", as: String.self))
            guard try row.get("name_key", as: String.self) != key else { continue }
            try tx.execute(
                "UPDATE organisation SET name_key = \(key) WHERE id = \(try row.get("id", as: Organisation.ID.self))")
        }
    }
}
