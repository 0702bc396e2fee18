/// What can be seen of a database without changing it.
public struct DatabaseInspection: Sendable {
    public enum Schema: Sendable, Equatable {
        /// No tables of ours.
        case empty
        /// So many of the program's steps are missing.
        case older(missing: Int)
        /// It has a step that the program does not know.
        case newer(String)
        case present
    }

    public let schema: Schema
    /// Whether there are tables, and nothing in any of them but which steps were taken.
    public let hasNoRows: Bool
    /// What SQLite's own check found; empty for a whole file. PostgreSQL checks its pages by itself.
    public let damage: [String]

    public static func run(_ location: DatabaseLocation, migrations: [Migration]) async throws -> DatabaseInspection {
        let known = Set((StorageSchema.migrations + migrations).map(\.id))
        return try await Database.asItIs(location) { database in
            try await database.read { reading in
                let state = try schema(reading, known)
                return DatabaseInspection(
                    schema: state, hasNoRows: state == .present ? try isEmpty(reading, migrations) : false,
                    damage: try damage(reading))
            }
        }
    }

    /// Reads a database as it stands, without bringing it up to date.
    public static func read<Value: Sendable>(
        _ location: DatabaseLocation, _ body: @escaping @Sendable (any Reading) throws -> Value
    ) async throws -> Value {
        try await Database.asItIs(location) { try await $0.read(body) }
    }

    /// Notes something in a database without bringing it up to date.
    public static func note(
        _ location: DatabaseLocation, _ body: @escaping @Sendable (Transaction) throws -> Void
    ) async throws {
        try await Database.asItIs(location) { try await $0.write(body) }
    }

    private static func isEmpty(_ reading: any Reading, _ migrations: [Migration]) throws -> Bool {
        for table in try TableCatalogue(migrations).tables {
            let name = SQL(verbatim: "\"\(table.name)\"")
            if try reading.first("SELECT 1 AS one FROM \(name) LIMIT 1") != nil { return false }
        }
        return true
    }

    private static func damage(_ reading: any Reading) throws -> [String] {
        guard reading.engine == .sqlite else { return [] }
        return try reading.all("PRAGMA quick_check(5)").map { try $0.get(at: 0, as: String.self) }.filter { $0 != "ok" }
    }

    private static func schema(_ reading: any Reading, _ known: Set<String>) throws -> Schema {
        let table: Row? =
            switch reading.engine {
            case .sqlite: try reading.first("SELECT name FROM sqlite_schema WHERE name = 'schema_migration'")
            case .postgres:
                try reading.first(
                    "SELECT to_regclass('schema_migration')::text AS name WHERE to_regclass('schema_migration') IS NOT NULL"
                )
            }
        guard table != nil else { return .empty }
        let applied = Set(try reading.all("SELECT id FROM schema_migration").map { try $0.get("id", as: String.self) })
        if let unknown = applied.subtracting(known).min() { return .newer(unknown) }
        let missing = known.subtracting(applied).count
        return missing == 0 ? .present : .older(missing: missing)
    }
}

extension Reading {
    /// In bytes, as far as the engine knows: without SQLite's log, with PostgreSQL's indexes.
    public func databaseSize() throws -> Int64 {
        switch engine {
        case .sqlite:
            try value(
                "SELECT p.page_count * s.page_size FROM pragma_page_count() p, pragma_page_size() s", as: Int64.self)
                ?? 0
        case .postgres: try value("SELECT pg_database_size(current_database())", as: Int64.self) ?? 0
        }
    }
}
