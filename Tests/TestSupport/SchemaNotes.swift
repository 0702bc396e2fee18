import Storage

/// What the engines themselves say of the tables.
public struct SchemaNotes: Sendable {
    public struct Link: Sendable, Hashable {
        public let table: String
        public let column: String
        public let parent: String
        public let key: String
    }

    public struct Column: Sendable, Hashable {
        public let table: String
        public let name: String
        public let isOptional: Bool
    }

    public let links: [Link]
    public let columns: [Column]
    public var tables: Set<String> { Set(columns.map(\.table)) }

    public init(_ reading: any Reading) throws {
        let (links, columns): (SQL, SQL) =
            switch reading.engine {
            case .sqlite:
                (
                    """
                    SELECT m.name AS child, f."from" AS col, f."table" AS parent, COALESCE(f."to", 'id') AS target
                    FROM sqlite_master m, pragma_foreign_key_list(m.name) f WHERE m.type = 'table' ORDER BY 1, 2
                    """,
                    """
                    SELECT m.name AS child, c.name AS col, c."notnull" = 0 AND c.pk = 0 AS optional
                    FROM sqlite_master m, pragma_table_info(m.name) c
                    WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY 1, 2
                    """
                )
            case .postgres:
                (
                    """
                    SELECT c.conrelid::regclass::text AS child, a.attname::text AS col, c.confrelid::regclass::text AS parent,
                        b.attname::text AS target
                    FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
                    JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = c.confkey[1]
                    WHERE c.contype = 'f' ORDER BY 1, 2
                    """,
                    """
                    SELECT table_name::text AS child, column_name::text AS col, is_nullable::text = 'YES' AS optional
                    FROM information_schema.columns WHERE table_schema = current_schema() ORDER BY 1, 2
                    """
                )
            }
        self.links = try reading.all(links).map {
            Link(
                table: Self.plain(try $0.get("child")), column: try $0.get("col"),
                parent: Self.plain(try $0.get("parent")),
                key: try $0.get("target"))
        }
        self.columns = try reading.all(columns).map {
            Column(table: try $0.get("child"), name: try $0.get("col"), isOptional: try $0.get("optional"))
        }
    }

    /// PostgreSQL quotes names that are its words, such as "session".
    private static func plain(_ name: String) -> String { name.filter { $0 != "\"" } }
}
