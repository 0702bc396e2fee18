/// What can be asked of the database.
public protocol Reading {
    var engine: Engine { get }
    /// All rows, in the order the statement gives them.
    func all(_ sql: SQL) throws -> [Row]
    /// The first row. Write `LIMIT 1` where there may be many: PostgreSQL sends them all.
    func first(_ sql: SQL) throws -> Row?
    /// The value that `make` makes from this view, or what it made when the database last stood as it stands now. What is made must
    /// depend on nothing but the database and the key.
    func remember<Value: Sendable>(_ key: String, _ make: () throws -> Value) throws -> Value
    /// Which of its commits the database stands at: another number after each.
    func commitNumber() throws -> Int64
}

extension Reading {
    /// The first column of the first row, as for `SELECT COUNT(*) …`; `nil` where there is no row.
    public func value<Value: SQLDecodable>(_ sql: SQL, as type: Value.Type = Value.self) throws -> Value? {
        try first(sql)?.get(at: 0)
    }
}

/// A write in progress: valid only inside the body of ``Database/write(_:)``.
///
/// After a statement was refused nothing more can be done in this transaction, on either engine; the error reaches the
/// caller of `write` even if the body swallows it. Where a conflict is expected write `ON CONFLICT`.
public final class Transaction: Reading {
    private let connection: any Connection
    private let memory: BatchMemory
    private(set) var entries: [JournalEntry] = []
    private(set) var failure: (any Error)?
    /// Whether there may be something to undo.
    private(set) var hasWritten = false
    private var isOpen = true

    init(_ connection: any Connection, _ memory: BatchMemory) {
        self.connection = connection
        self.memory = memory
    }

    public var engine: Engine { connection.engine }

    public func all(_ sql: SQL) throws -> [Row] {
        try run {
            note(sql)
            return try connection.rows(sql, onlyFirst: false)
        }
    }

    public func first(_ sql: SQL) throws -> Row? {
        try run {
            note(sql)
            return try connection.rows(sql, onlyFirst: true).first
        }
    }

    /// Inserts, changes or deletes. On PostgreSQL it goes to the server with the next statement that asks for rows: what fails shows
    /// there, at the latest with the end of the body.
    public func execute(_ sql: SQL) throws {
        try run {
            note(sql)
            try connection.send(sql)
        }
    }

    /// As ``execute(_:)``, and waits for the answer.
    /// - Returns: how many rows were inserted, changed or deleted, without those that cascaded.
    public func change(_ sql: SQL) throws -> Int {
        try run {
            note(sql)
            return try connection.change(sql)
        }
    }

    /// The value that `make` reads, or what it read for an earlier body of this batch, where no table has been written to since from which
    /// it reads. What is made must depend on nothing but these tables and the key.
    public func remember<Value>(_ key: String, from tables: Set<String>, _ make: () throws -> Value) throws -> Value {
        guard isOpen else { throw StorageError.closed }
        if let failure { throw failure }
        if let known: Value = memory.value(key) { return known }
        let value = try make()
        memory.keep(value, key, tables)
        return value
    }

    func settle() throws { try run { try connection.settle() } }

    private func note(_ sql: SQL) {
        guard let change = sql.change else { return }
        hasWritten = true
        memory.forget(change)
    }

    /// Adds an entry to the journal. It gets its sequence and hash just before the commit, in the order of the calls,
    /// so this transaction itself does not see it in the journal yet.
    public func append(_ entry: JournalEntry) throws {
        try run {
            try entry.check()
            entries.append(entry)
        }
    }

    /// Called when the body has returned: a transaction kept beyond it is refused.
    func end() {
        isOpen = false
    }

    private func run<Value>(_ statement: () throws -> Value) throws -> Value {
        guard isOpen else { throw StorageError.closed }
        if let failure { throw failure }
        do {
            return try statement()
        } catch {
            failure = error
            throw error
        }
    }
}

/// A consistent view of the database at one moment: valid only inside the body of ``Database/read(_:)``.
final class Snapshot: Reading {
    private let connection: any Connection
    private let memory: Memory?
    private var number: Int64?
    private(set) var failure: (any Error)?
    private var isOpen = true

    init(_ connection: any Connection, _ memory: Memory? = nil) {
        self.connection = connection
        self.memory = memory
    }

    var engine: Engine { connection.engine }

    func remember<Value: Sendable>(_ key: String, _ make: () throws -> Value) throws -> Value {
        guard let memory else { return try make() }
        let number = try commitNumber()
        if let known: Value = memory.value(key, at: number) { return known }
        let value = try make()
        memory.keep(value, key, at: number)
        return value
    }

    func commitNumber() throws -> Int64 {
        let number = try number ?? readCommitNumber()
        self.number = number
        return number
    }

    func all(_ sql: SQL) throws -> [Row] { try run(sql, onlyFirst: false) }

    func first(_ sql: SQL) throws -> Row? { try run(sql, onlyFirst: true).first }

    func end() {
        isOpen = false
    }

    private func run(_ sql: SQL, onlyFirst: Bool) throws -> [Row] {
        guard isOpen else { throw StorageError.closed }
        if let failure { throw failure }
        do {
            return try connection.rows(sql, onlyFirst: onlyFirst)
        } catch {
            failure = error
            throw error
        }
    }
}
