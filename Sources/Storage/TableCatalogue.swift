internal import GRDB

/// What the tables of the schema are, in an order in which rows can be stored: what is referred to comes first.
///
/// Read from an SQLite database in memory that has the same migrations, since both engines get the same tables.
struct TableCatalogue {
    struct Table {
        struct Column {
            let name: String
            let type: SQLType
            /// It may refer to a row that is stored later: it is filled in when all rows are there.
            var isLate = false
        }

        let name: String
        var columns: [Column]
        /// By their order in the key.
        let key: [String]
    }

    let tables: [Table]

    init(_ migrations: [Migration]) throws {
        let queue = try DatabaseQueue()
        let known: [(table: Table, links: [Link])] = try queue.write { database in
            for migration in StorageSchema.migrations + migrations {
                for statement in migration.statements(for: .sqlite) {
                    try database.execute(sql: try RenderedSQL(statement, for: .sqlite).text)
                }
            }
            let names = try String.fetchAll(
                database,
                // Each database counts its own commits.
                sql: """
                    SELECT name FROM sqlite_schema
                    WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'commit_number' ORDER BY rowid
                    """)
            return try names.map { try Self.describe($0, database) }
        }
        tables = try Self.ordered(known)
    }

    private struct Link {
        let column: String
        let parent: String
        let isOptional: Bool
    }

    private static func describe(_ name: String, _ database: GRDB.Database) throws -> (table: Table, links: [Link]) {
        let infos = try database.columns(in: name)
        let key = try database.primaryKey(name).columns
        guard !key.isEmpty else { throw StorageError.statement("the table \(name) has no primary key.") }
        let links = try database.foreignKeys(on: name).flatMap { foreign in
            foreign.originColumns.map { column in
                Link(
                    column: column, parent: foreign.destinationTable,
                    isOptional: infos.contains { $0.name == column && !$0.isNotNull && !key.contains(column) })
            }
        }
        let columns = infos.map { Table.Column(name: $0.name, type: type(declared: $0.type)) }
        return (Table(name: name, columns: columns, key: key), links)
    }

    private static func type(declared: String) -> SQLType {
        switch declared.uppercased() {
        case "BOOLEAN": .boolean
        case "BIGINT", "INTEGER": .integer
        case "DOUBLE PRECISION": .real
        case "BLOB": .blob
        default: .text
        }
    }

    /// Takes, again and again, a table whose parents are all there; where there is none, one that lacks only parents which may be
    /// left empty for now.
    private static func ordered(_ known: [(table: Table, links: [Link])]) throws -> [Table] {
        var (rest, ready, result) = (known, Set<String>(), [Table]())
        while !rest.isEmpty {
            func missing(_ entry: (table: Table, links: [Link])) -> [Link] {
                entry.links.filter { !ready.contains($0.parent) }
            }
            let candidates = rest.indices.filter { index in missing(rest[index]).allSatisfy(\.isOptional) }
            guard let next = candidates.min(by: { missing(rest[$0]).count < missing(rest[$1]).count }) else {
                throw StorageError.statement("some tables refer to one another in a circle.")
            }
            var table = rest[next].table
            let late = Set(missing(rest[next]).map(\.column))
            for index in table.columns.indices where late.contains(table.columns[index].name) {
                table.columns[index].isLate = true
            }
            ready.insert(table.name)
            result.append(table)
            rest.remove(at: next)
        }
        return result
    }
}
