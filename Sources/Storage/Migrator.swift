/// One step of the schema. The list is append-only: a step that was ever released is never changed, moved or removed.
///
/// Statements are written once for both engines with TEXT, BIGINT, DOUBLE PRECISION, BOOLEAN and BLOB. For PostgreSQL,
/// `BLOB` becomes `BYTEA`, and `TEXT` columns get `COLLATE "C"`, so that they sort and compare as in SQLite whatever
/// the database's locale. Each step runs in one transaction.
public struct Migration: Sendable {
    public let id: String
    private let sqlite: [SQL]
    private let postgres: [SQL]
    /// What statements alone cannot do, in the middle of the step.
    private var work: (@Sendable (Transaction) throws -> Void)?
    private var last: [SQL] = []

    public init(_ id: String, _ statements: [SQL]) {
        self.id = id
        sqlite = statements
        postgres = statements.map(PortableSchema.forPostgres)
    }

    /// - Parameters:
    ///   - work: brings what is stored into the new form, between the first and the last statements. It finds the schema of its own step, so it
    ///     must not ask stores, whose columns may be of later ones.
    ///   - last: for both engines as they stand.
    public init(_ id: String, _ first: [SQL], work: @escaping @Sendable (Transaction) throws -> Void, last: [SQL]) {
        self.init(id, first)
        self.work = work
        self.last = last
    }

    /// For what cannot be portable. PostgreSQL's statements are taken as they stand, without translation.
    public init(_ id: String, sqlite: [SQL], postgres: [SQL]) {
        self.id = id
        self.sqlite = sqlite
        self.postgres = postgres
    }

    func statements(for engine: Engine) -> [SQL] { first(for: engine) + last }

    private func first(for engine: Engine) -> [SQL] {
        switch engine {
        case .sqlite: sqlite
        case .postgres: postgres
        }
    }

    fileprivate func run(on connection: any Connection) throws {
        for statement in first(for: connection.engine) { _ = try connection.change(statement) }
        if let work {
            let transaction = Transaction(connection, BatchMemory())
            try work(transaction)
            try transaction.settle()
            transaction.end()
        }
        for statement in last { _ = try connection.change(statement) }
    }
}

/// Brings the schema up to date, or refuses to touch one it does not know.
struct Migrator {
    private let migrations: [Migration]
    private let watch: LongWork?

    /// - Parameter watch: may stop it between two steps; those that are done stay done.
    init(_ migrations: [Migration], _ watch: LongWork? = nil) {
        self.migrations = migrations
        self.watch = watch
    }

    /// - Returns: the newest step before and after, where they differ.
    func run(_ session: any Session) throws -> (from: String?, to: String)? {
        try session.write { connection in
            try once(connection) { connection in
                try connection.script(
                    """
                    CREATE TABLE IF NOT EXISTS schema_migration (
                        id TEXT PRIMARY KEY NOT NULL, position BIGINT NOT NULL)
                    """)
            }
            // The storage's own tables are a list of their own, so that both lists can grow.
            try run(StorageSchema.migrations, isOwn: true, connection)
            let before = try newest(connection)
            try run(migrations, isOwn: false, connection)
            let after = try newest(connection)
            return after.flatMap { $0 == before ? nil : (from: before, to: $0) }
        }
    }

    private func newest(_ connection: any Connection) throws -> String? {
        try connection.rows("SELECT id FROM schema_migration ORDER BY position", onlyFirst: false)
            .map { try $0.get("id", as: String.self) }.last { !$0.hasPrefix(StorageSchema.prefix) }
    }

    private func run(_ migrations: [Migration], isOwn: Bool, _ connection: any Connection) throws {
        // Looks and changes in one transaction for each step: another node may be migrating too, and waits for `begin`.
        if !isOwn { try watch?.begin("Bringing the schema up to date", of: Int64(migrations.count)) }
        while try once(connection, { try step(migrations, isOwn: isOwn, $0) }) {
            if !isOwn { try watch?.advance() }
        }
    }

    /// - Returns: whether there may be more to do.
    private func step(_ migrations: [Migration], isOwn: Bool, _ connection: any Connection) throws -> Bool {
        let applied: [String] = try connection.rows(
            "SELECT id FROM schema_migration ORDER BY position", onlyFirst: false
        )
        .map { try $0.get("id") }
        .filter { $0.hasPrefix(StorageSchema.prefix) == isOwn }
        let known = migrations.map(\.id)
        if let unknown = applied.first(where: { !known.contains($0) }) {
            throw StorageError.newerSchema(found: unknown, known: known.last ?? "none")
        }
        guard applied.elementsEqual(known.prefix(applied.count)), Set(known).count == known.count else {
            throw StorageError.corrupt(
                "its migrations (\(applied.joined(separator: ", "))) are not the beginning of the program's list.")
        }
        guard applied.count < migrations.count else { return false }
        let next = migrations[applied.count]
        try next.run(on: connection)
        _ = try connection.change(
            "INSERT INTO schema_migration (id, position) VALUES (\(next.id), \(applied.count + 1))")
        return true
    }

    private func once<Value>(
        _ connection: any Connection, _ body: (any Connection) throws -> Value
    ) throws -> Value {
        _ = try connection.begin()
        do {
            let value = try body(connection)
            try connection.commit()
            return value
        } catch {
            connection.rollback()
            throw error
        }
    }
}

/// Writes portable schema text for PostgreSQL.
enum PortableSchema {
    static func forPostgres(_ sql: SQL) -> SQL {
        SQL(
            fragments: sql.fragments.map { fragment in
                switch fragment {
                case .text(let text): .text(forPostgres(text))
                case .parameter: fragment
                }
            })
    }

    /// Replaces the words BLOB and TEXT, written in capitals, outside quotes: `text` may be a column's name. `AS TEXT` is a cast, which takes no collation.
    static func forPostgres(_ text: String) -> String {
        var result = ""
        var word = ""
        var previousWord = ""
        var quote: Character?
        func endWord() {
            guard !word.isEmpty else { return }
            switch word {
            case "BLOB": result += "BYTEA"
            case "TEXT" where previousWord != "AS": result += "TEXT COLLATE \"C\""
            default: result += word
            }
            previousWord = word.uppercased()
            word = ""
        }
        for character in text {
            if let open = quote {
                if character == open { quote = nil }
                result.append(character)
            } else if character.isLetter || character.isNumber || character == "_" {
                word.append(character)
            } else {
                endWord()
                if character == "'" || character == "\"" { quote = character }
                result.append(character)
            }
        }
        endWord()
        return result
    }
}
