internal import Foundation
internal import GRDB

/// SQLite through GRDB: write-ahead log, every commit on the disk before its answer, foreign keys on.
struct SQLiteDriver: Driver {
    let engine = Engine.sqlite
    private let pool: DatabasePool

    init(path: String) throws {
        var configuration = Configuration()
        // GRDB sets this before anything else, so that even the first statements wait for another program's lock.
        configuration.busyMode = .timeout(5)
        configuration.foreignKeysEnabled = true
        configuration.maximumReaderCount = 4
        configuration.prepareDatabase { database in
            // PostgreSQL's LIKE tells upper from lower case.
            try database.execute(sql: "PRAGMA case_sensitive_like = ON")
        }
        // Another program that begins the database at this moment has made the file, and fills it soon.
        var patience = Patience(seconds: 2)
        while Self.isEmpty(path) {
            guard patience.isThereTime() else {
                // SQLite would silently begin anew, and throw away the log beside it.
                throw StorageError.unavailable(
                    "the file \(path) is empty. Put a backup back; or remove the file, and a new database is begun.")
            }
        }
        do {
            let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            pool = try DatabasePool(path: path, configuration: configuration)
            // After opening, because GRDB chooses NORMAL for the write-ahead log, which may lose the last commits.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        } catch {
            throw StorageError.unavailable("the file \(path) cannot be opened as a database (\(Self.reason(error))).")
        }
    }

    func makeSession(isPatient: Bool) -> any Session { SQLiteSession(pool) }

    /// One process writes; its writer publishes.
    func startListening(_ feed: JournalFeed) {}

    func close() {
        // GRDB closes its readers last, and those cannot empty the log: a copy of the file alone would lack what is still in it.
        // Where that fails (another program reads, the disk is full) the log stays beside the file, and the next start reads it.
        // As a barrier, because that throws where the pool is closed already; a checkpoint without a connection would crash.
        do { try pool.barrierWriteWithoutTransaction { _ = try $0.checkpoint(.truncate) } } catch { _ = error }
        // Fails only where statements are still running, and then the connection ends with the process.
        do { try pool.close() } catch { return }
    }

    private static func isEmpty(_ path: String) -> Bool {
        var file = stat()
        return stat(path, &file) == 0 && file.st_size == 0
    }

    private static func reason(_ error: any Error) -> String {
        (error as? DatabaseError)?.message ?? error.localizedDescription
    }
}

private final class SQLiteSession: Session {
    private let pool: DatabasePool

    init(_ pool: DatabasePool) {
        self.pool = pool
    }

    func write<Value>(_ body: (any Connection) throws -> Value) throws -> Value {
        try SQLiteConnection.translating {
            try pool.writeWithoutTransaction { try body(SQLiteConnection($0)) }
        }
    }

    func read<Value>(_ body: (any Connection) throws -> Value) throws -> Value {
        try SQLiteConnection.translating {
            try pool.read { try body(SQLiteConnection($0)) }
        }
    }

    /// A local commit always answers.
    func outcome(of token: CommitToken) -> CommitOutcome { .unknown }

    func close() {}
}

private final class SQLiteConnection: Connection {
    let engine = Engine.sqlite
    private let database: GRDB.Database

    init(_ database: GRDB.Database) {
        self.database = database
    }

    func rows(_ sql: SQL, onlyFirst: Bool) throws -> [Row] {
        try Self.translating {
            let statement = try prepare(sql)
            let layout = RowLayout(statement.columnNames)
            var rows: [Row] = []
            let cursor = try GRDB.Row.fetchCursor(statement)
            while let row = try cursor.next() {
                rows.append(Row(layout: layout, values: row.databaseValues.map(Self.value)))
                // A changing statement must run to its end.
                if onlyFirst && statement.isReadonly { break }
            }
            return rows
        }
    }

    func change(_ sql: SQL) throws -> Int {
        try Self.translating {
            let statement = try prepare(sql)
            let before = database.totalChangesCount
            try statement.execute()
            // SQLite keeps the last count for statements that change no rows.
            return database.totalChangesCount == before ? 0 : database.changesCount
        }
    }

    func script(_ text: String) throws {
        try Self.translating { try database.execute(sql: text) }
    }

    func begin() throws -> CommitToken {
        try script("BEGIN IMMEDIATE")
        return CommitToken(text: "")
    }

    func commit() throws { try script("COMMIT") }

    func rollback() {
        // Nothing to do where SQLite has already rolled back by itself.
        guard database.isInsideTransaction else { return }
        do { try database.rollback() } catch { return }
    }

    var isInTransaction: Bool { database.isInsideTransaction }

    private func prepare(_ sql: SQL) throws -> Statement {
        let rendered = try RenderedSQL(sql, for: .sqlite)
        let statement = try database.cachedStatement(sql: rendered.text)
        try statement.setArguments(StatementArguments(rendered.values.map(Self.argument)))
        return statement
    }

    private static func argument(_ value: SQLValue) -> DatabaseValue {
        switch value {
        case .null: .null
        case .integer(let number): number.databaseValue
        case .real(let number): number.databaseValue
        case .text(let text): text.databaseValue
        case .boolean(let flag): flag.databaseValue
        case .blob(let bytes): Data(bytes).databaseValue
        }
    }

    private static func value(_ value: DatabaseValue) -> SQLValue {
        switch value.storage {
        case .null: .null
        case .int64(let number): .integer(number)
        case .double(let number): .real(number)
        case .string(let text): .text(text)
        case .blob(let data): .blob([UInt8](data))
        }
    }

    /// Turns GRDB's errors into ours, without the values that its descriptions may quote.
    static func translating<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw storageError(error)
        }
    }

    private static func storageError(_ error: DatabaseError) -> StorageError {
        let message = error.message ?? "no reason given"
        let subject = message.firstRange(of: "failed: ").map { String(message[$0.upperBound...]) } ?? ""
        switch error.extendedResultCode {
        case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY, .SQLITE_CONSTRAINT_ROWID: return .unique(subject)
        case .SQLITE_CONSTRAINT_FOREIGNKEY: return .foreignKey("")
        case .SQLITE_CONSTRAINT_CHECK: return .check(subject)
        case .SQLITE_CONSTRAINT_NOTNULL: return .notNull(subject)
        default: break
        }
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: return .unavailable("another program is writing to it (\(message)).")
        case .SQLITE_FULL: return .unavailable("the disk is full.")
        case .SQLITE_READONLY:
            return .unavailable(
                "its file cannot be written. Is the data folder read-only, or does it belong to another user?")
        case .SQLITE_IOERR, .SQLITE_CANTOPEN: return .unavailable("\(message).")
        case .SQLITE_CORRUPT, .SQLITE_NOTADB: return .corrupt("\(message).")
        default: return .statement(message)
        }
    }
}
