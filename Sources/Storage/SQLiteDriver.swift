internal import CSQLite
internal import Foundation
internal import GRDB

/// SQLite through GRDB: write-ahead log, every commit on the disk before its answer, foreign keys on.
struct SQLiteDriver: Driver {
    let engine = Engine.sqlite
    private let pool: DatabasePool
    private let path: String
    private let configuration: Configuration

    init(path: String) throws {
        var configuration = Configuration()
        // GRDB sets this before anything else, so that even the first statements wait for another program's lock.
        configuration.busyMode = .timeout(5)
        configuration.foreignKeysEnabled = true
        configuration.prepareDatabase { database in
            // PostgreSQL's LIKE tells upper from lower case.
            try database.execute(sql: "PRAGMA case_sensitive_like = ON")
            // What is deleted or changed is overwritten: a ballot's owner must not be found again in the free places of the file.
            try database.execute(sql: "PRAGMA secure_delete = ON")
        }
        // Another program that begins the database at this moment has made the file, and fills it soon.
        var patience = Patience(seconds: 5)
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
            self.path = path
            self.configuration = configuration
            // After opening, because GRDB chooses NORMAL for the write-ahead log, which may lose the last commits.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
        } catch {
            throw StorageError.unavailable("the file \(path) cannot be opened as a database (\(Self.reason(error))).")
        }
    }

    func makeSession(isPatient: Bool) -> any Session { SQLiteSession(pool, path, configuration) }

    /// One process writes; its writer publishes.
    func startListening(_ feed: JournalFeed) {}

    var roomLeft: Int64? {
        var system = statvfs()
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        guard statvfs(folder, &system) == 0 else { return nil }
        // For root, who may use what is kept back, a full disk still has room.
        let blocks = geteuid() == 0 ? system.f_bfree : system.f_bavail
        return Int64(clamping: UInt64(blocks).multipliedReportingOverflow(by: UInt64(system.f_frsize)).partialValue)
    }

    /// Empties the write-ahead log, which keeps the former pages until then. On a connection of its own that waits only briefly for those who
    /// read, since nobody can write meanwhile.
    func wipe(_ tables: [String]) throws -> Bool {
        try SQLiteConnection.translating {
            var configuration = configuration
            configuration.busyMode = .timeout(0.1)
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            let isBusy: Int = try queue.writeWithoutTransaction { database in
                try Int.fetchOne(database, sql: "PRAGMA wal_checkpoint(TRUNCATE)") ?? 1
            }
            try queue.close()
            return isBusy == 0
        }
    }

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
    private let path: String
    private let configuration: Configuration
    private let writing = SQLiteStatements()
    /// A reader of this thread alone: the pool's are handed round, which costs more than a small read.
    private var reader: DatabaseQueue?
    private let reading = SQLiteStatements()

    init(_ pool: DatabasePool, _ path: String, _ configuration: Configuration) {
        self.pool = pool
        self.path = path
        self.configuration = configuration
    }

    func write<Value>(_ body: (any Connection) throws -> Value) throws -> Value {
        try SQLiteConnection.translating {
            try pool.writeWithoutTransaction { try body(try SQLiteConnection($0, writing)) }
        }
    }

    func read<Value>(_ body: (any Connection) throws -> Value) throws -> Value {
        try SQLiteConnection.translating {
            try openReader().inDatabase { database in
                let connection = try SQLiteConnection(database, reading)
                try connection.script("BEGIN DEFERRED")
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
    }

    private func openReader() throws -> DatabaseQueue {
        if let reader { return reader }
        var configuration = configuration
        configuration.readonly = true
        let fresh = try DatabaseQueue(path: path, configuration: configuration)
        reader = fresh
        return fresh
    }

    /// A local commit always answers.
    func outcome(of token: CommitToken) -> CommitOutcome { .unknown }

    func close() {
        writing.forget()
        reading.forget()
        // Fails only where a statement is still running, and none is.
        do { try reader?.close() } catch { _ = error }
        reader = nil
    }
}

private final class SQLiteConnection: Connection {
    let engine = Engine.sqlite
    private let handle: OpaquePointer
    private let statements: SQLiteStatements

    init(_ database: GRDB.Database, _ statements: SQLiteStatements) throws {
        guard let handle = database.sqliteConnection else { throw StorageError.closed }
        self.handle = handle
        self.statements = statements
    }

    func rows(_ sql: SQL, onlyFirst: Bool) throws -> [Row] {
        let rendered = try RenderedSQL(sql, for: .sqlite)
        return try Self.translating {
            try statements.statement(rendered.text, on: handle).rows(rendered.values, onlyFirst: onlyFirst)
        }
    }

    func change(_ sql: SQL) throws -> Int {
        let rendered = try RenderedSQL(sql, for: .sqlite)
        return try Self.translating {
            let before = sqlite3_total_changes64(handle)
            try statements.statement(rendered.text, on: handle).run(rendered.values)
            // SQLite keeps the last count for statements that change no rows.
            return sqlite3_total_changes64(handle) == before ? 0 : Int(sqlite3_changes64(handle))
        }
    }

    func send(_ sql: SQL) throws { _ = try change(sql) }

    /// Everything was done at once.
    func settle() {}

    func script(_ text: String) throws {
        try Self.translating {
            // Each read and each write begins and ends with one word.
            for piece in text.utf8.split(separator: UInt8(ascii: ";")) {
                let statement = piece.drop { $0 == UInt8(ascii: " ") }
                if !statement.isEmpty { try statements.statement(String(Substring(statement)), on: handle).run([]) }
            }
        }
    }

    func begin() throws -> CommitToken {
        try script("BEGIN IMMEDIATE")
        return CommitToken(text: "")
    }

    func commit() throws { try script("COMMIT") }

    func rollback(to savepoint: String) throws { try script("ROLLBACK TO SAVEPOINT \(savepoint)") }

    func rollback() {
        // Nothing to do where SQLite has already rolled back by itself.
        guard isInTransaction else { return }
        do { try script("ROLLBACK") } catch { return }
    }

    var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    /// Turns SQLite's errors into ours, without the values that its descriptions may quote.
    static func translating<Value>(_ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as DatabaseError {
            throw storageError(error.extendedResultCode, error.message ?? "no reason given")
        } catch let error as SQLiteFailure {
            throw storageError(ResultCode(rawValue: error.code), error.message)
        }
    }

    private static func storageError(_ code: ResultCode, _ message: String) -> StorageError {
        let subject = message.firstRange(of: "failed: ").map { String(message[$0.upperBound...]) } ?? ""
        switch code {
        case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY, .SQLITE_CONSTRAINT_ROWID: return .unique(subject)
        case .SQLITE_CONSTRAINT_FOREIGNKEY: return .foreignKey("")
        case .SQLITE_CONSTRAINT_CHECK: return .check(subject)
        case .SQLITE_CONSTRAINT_NOTNULL: return .notNull(subject)
        default: break
        }
        switch code.primaryResultCode {
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
