/// Copies everything from one database into another, empty one, of either engine, as it is at one moment: whoever writes meanwhile
/// is neither stopped nor copied. All or nothing: the copy is one transaction.
public enum DatabaseCopy {
    /// - Parameters:
    ///   - migrations: all there are; both databases must have exactly these. ``Database/open(_:migrations:)`` sees to that.
    ///   - watch: for who watches and may stop it; the other database is left empty then.
    /// - Returns: how many rows each table has, in the order in which they were copied.
    /// - Throws: ``StorageError/occupied(_:)`` where the other database holds something already.
    public static func run(
        from source: DatabaseLocation, to target: DatabaseLocation, migrations: [Migration], watch: LongWork? = nil
    ) async throws -> [(table: String, rows: Int)] {
        // Opening brings a database up to date, and makes an SQLite file where there is none.
        for location in [source, target] { await (try Database.open(location, migrations: migrations)).close() }
        let catalogue = try TableCatalogue(migrations)
        return try await onThread("storage-copy") {
            let (reader, writer) = (try source.driver(), try target.driver())
            defer {
                reader.close()
                writer.close()
            }
            let (reading, writing) = (reader.makeSession(isPatient: true), writer.makeSession(isPatient: true))
            defer {
                reading.close()
                writing.close()
            }
            do {
                return try reading.read { from in
                    try writing.write { to in try Copying(from: from, to: to, watch: watch).all(catalogue.tables) }
                }
            } catch let interruption as Interruption {
                throw interruption.storageError
            }
        }
    }
}

extension DatabaseLocation {
    func driver(longestQuiet: Double = 15) throws -> any Driver {
        switch self {
        case .sqlite(let path): try SQLiteDriver(path: path)
        case .postgres(let url): PostgresDriver(url: url, longestQuiet: longestQuiet)
        }
    }
}

private struct Copying {
    private typealias Table = TableCatalogue.Table

    let from: any Connection
    let to: any Connection
    let watch: LongWork?

    /// Rows that are read at once, and stored by one statement as far as the engines' limits on values allow.
    private static let page = 500
    private static let values = 30_000

    func all(_ tables: [TableCatalogue.Table]) throws -> [(table: String, rows: Int)] {
        try watch?.begin("Copying the database", of: try size(of: tables))
        _ = try to.begin()
        do {
            for table in tables {
                guard try to.rows("SELECT 1 AS one FROM \(name(table.name)) LIMIT 1", onlyFirst: true).isEmpty else {
                    throw StorageError.occupied(table.name)
                }
            }
            let counts = try tables.map { (table: $0.name, rows: try copy($0)) }
            for table in tables where table.columns.contains(where: \.isLate) { try fillIn(table) }
            try to.commit()
            return counts
        } catch {
            to.rollback()
            throw error
        }
    }

    /// In rows.
    private func size(of tables: [Table]) throws -> Int64 {
        guard watch != nil else { return 0 }
        return try tables.reduce(into: 0) { size, table in
            let count = try from.rows("SELECT COUNT(*) AS n FROM \(name(table.name))", onlyFirst: true).first
            size += try count?.get("n", as: Int64.self) ?? 0
        }
    }

    private func copy(_ table: Table) throws -> Int {
        var count = 0
        try pages(of: table, columns: table.columns.map(\.name), only: nil) { rows in
            try watch?.advance(by: rows.count)
            let step = max(1, Self.values / table.columns.count)
            for begin in stride(from: 0, to: rows.count, by: step) {
                let places = rows[begin..<min(begin + step, rows.count)].map { row in
                    let list = zip(table.columns, row.values).map { column, value in
                        place(column.isLate ? .null : value, column.type)
                    }
                    return "(\(list.joined()))" as SQL
                }
                let columns = table.columns.map { name($0.name) }.joined()
                count += try to.change("INSERT INTO \(name(table.name)) (\(columns)) VALUES \(places.joined())")
            }
        }
        return count
    }

    /// Stores the references that were left empty because what they name was not there yet.
    private func fillIn(_ table: Table) throws {
        let late = table.columns.filter(\.isLate)
        let filled = late.map { "\(name($0.name)) IS NOT NULL" as SQL }.joined(" OR ")
        try pages(of: table, columns: table.key + late.map(\.name), only: filled) { rows in
            for row in rows {
                let changes = zip(late, row.values.dropFirst(table.key.count)).map { column, value in
                    "\(name(column.name)) = \(place(value, column.type))" as SQL
                }
                let key = zip(table.key, row.values).map { "\(name($0)) = \(place($1, type(of: $0, table)))" as SQL }
                _ = try to.change("UPDATE \(name(table.name)) SET \(changes.joined()) WHERE \(key.joined(" AND "))")
            }
        }
    }

    /// Reads a table by its primary key, a page at a time, so that any size fits in memory.
    private func pages(of table: Table, columns: [String], only: SQL?, _ body: ([Row]) throws -> Void) throws {
        let key = table.key.map(name).joined()
        let selected = columns.map(name).joined()
        var last: [SQLValue]?
        while true {
            var conditions: [SQL] = only.map { ["(\($0))"] } ?? []
            if let last {
                let places = zip(table.key, last).map { place($1, type(of: $0, table)) }
                conditions.append("(\(key)) > (\(places.joined()))")
            }
            let filter: SQL = conditions.isEmpty ? "" : "WHERE \(conditions.joined(" AND "))"
            let rows = try from.rows(
                "SELECT \(selected), \(key) FROM \(name(table.name)) \(filter) ORDER BY \(key) LIMIT \(Self.page)",
                onlyFirst: false)
            guard let end = rows.last else { return }
            try body(rows)
            last = Array(end.values.suffix(table.key.count))
        }
    }

    private func type(of column: String, _ table: Table) -> SQLType {
        table.columns.first { $0.name == column }?.type ?? .text
    }

    /// SQLite gives booleans back as numbers, which PostgreSQL does not take for a boolean.
    private func place(_ value: SQLValue, _ type: SQLType) -> SQL {
        let value: SQLValue =
            switch (value, type) {
            case (.integer(let number), .boolean): .boolean(number != 0)
            case (.integer(let number), .real): .real(Double(number))
            default: value
            }
        return SQL(fragments: [.parameter(value, type)])
    }

    /// Names come from our own schema; in quotes, since `position` and `text` mean something else to the engines.
    private func name(_ name: String) -> SQL { SQL(verbatim: "\"\(name)\"") }
}
