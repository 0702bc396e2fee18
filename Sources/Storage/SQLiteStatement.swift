internal import CSQLite

/// A prepared statement of one connection, bound and read by SQLite's own functions: a page asks twenty times, and GRDB's general ways cost
/// more than SQLite's answers.
final class SQLiteStatement {
    private let handle: OpaquePointer
    private let connection: OpaquePointer
    private var layout: RowLayout?

    init(_ sql: String, on connection: OpaquePointer) throws(SQLiteFailure) {
        var handle: OpaquePointer?
        let code = sqlite3_prepare_v3(connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil)
        guard code == SQLITE_OK else { throw SQLiteFailure(connection) }
        guard let handle else { throw SQLiteFailure(code: SQLITE_MISUSE, message: "an empty statement") }
        self.handle = handle
        self.connection = connection
    }

    deinit { sqlite3_finalize(handle) }

    func rows(_ values: [SQLValue], onlyFirst: Bool) throws(SQLiteFailure) -> [Row] {
        defer { sqlite3_reset(handle) }
        try bind(values)
        // A changing statement must run to its end.
        let isEnough = onlyFirst && sqlite3_stmt_readonly(handle) != 0
        var rows: [Row] = []
        while try step() {
            let layout = presentLayout()
            rows.append(Row(layout: layout, values: layout.columns.indices.map { value(Int32($0)) }))
            if isEnough { break }
        }
        return rows
    }

    func run(_ values: [SQLValue]) throws(SQLiteFailure) {
        defer { sqlite3_reset(handle) }
        try bind(values)
        while try step() {}
    }

    /// - Returns: whether there is a row.
    private func step() throws(SQLiteFailure) -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw SQLiteFailure(connection)
        }
    }

    /// Kept from one use to the next; SQLite prepares a statement anew after a change of the schema.
    private func presentLayout() -> RowLayout {
        let count = sqlite3_column_count(handle)
        if let layout, layout.columns.count == Int(count) { return layout }
        let fresh = RowLayout((0..<count).map { sqlite3_column_name(handle, $0).map { String(cString: $0) } ?? "" })
        layout = fresh
        return fresh
    }

    private func bind(_ values: [SQLValue]) throws(SQLiteFailure) {
        guard values.count == Int(sqlite3_bind_parameter_count(handle)) else {
            throw SQLiteFailure(code: SQLITE_MISUSE, message: "a statement with another number of values")
        }
        for (index, value) in values.enumerated() {
            let place = Int32(index + 1)
            let code =
                switch value {
                case .null: sqlite3_bind_null(handle, place)
                case .integer(let number): sqlite3_bind_int64(handle, place, number)
                case .real(let number): sqlite3_bind_double(handle, place, number)
                case .boolean(let flag): sqlite3_bind_int64(handle, place, flag ? 1 : 0)
                case .text(let text): sqlite3_bind_text(handle, place, text, Int32(text.utf8.count), Self.copied)
                case .blob([]): sqlite3_bind_zeroblob(handle, place, 0)
                case .blob(let bytes): sqlite3_bind_blob64(handle, place, bytes, UInt64(bytes.count), Self.copied)
                }
            guard code == SQLITE_OK else { throw SQLiteFailure(connection) }
        }
    }

    /// SQLite copies what it is given (`SQLITE_TRANSIENT`).
    private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    private func value(_ column: Int32) -> SQLValue {
        switch sqlite3_column_type(handle, column) {
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(handle, column))
        case SQLITE_FLOAT: return .real(sqlite3_column_double(handle, column))
        case SQLITE_TEXT:
            let text = sqlite3_column_text(handle, column)
            let count = Int(sqlite3_column_bytes(handle, column))
            return .text(
                String(decoding: UnsafeBufferPointer(start: text, count: text == nil ? 0 : count), as: UTF8.self))
        case SQLITE_BLOB:
            let bytes = sqlite3_column_blob(handle, column)
            let count = Int(sqlite3_column_bytes(handle, column))
            return .blob([UInt8](UnsafeRawBufferPointer(start: bytes, count: bytes == nil ? 0 : count)))
        default: return .null
        }
    }
}

/// What SQLite says of a failure: its extended result code, and its message.
struct SQLiteFailure: Error {
    let code: Int32
    let message: String

    init(code: Int32, message: String) {
        self.code = code
        self.message = message
    }

    init(_ connection: OpaquePointer) {
        self.init(
            code: sqlite3_extended_errcode(connection),
            message: sqlite3_errmsg(connection).map { String(cString: $0) } ?? "no reason given")
    }
}

/// The statements of a connection by their text. To be emptied before the connection is closed.
final class SQLiteStatements {
    /// Lists of many lengths (`IN (?, ?, …)`) are texts of their own.
    private static let capacity = 2_000
    private var known: [String: SQLiteStatement] = [:]

    /// - Throws: ``SQLiteFailure``; ``StorageError/invalidValue(_:)`` for a text that SQLite would not read to its end.
    func statement(_ sql: String, on connection: OpaquePointer) throws -> SQLiteStatement {
        if let statement = known[sql] { return statement }
        try RenderedSQL.check(statement: sql)
        let statement = try SQLiteStatement(sql, on: connection)
        if known.count >= Self.capacity { known = [:] }
        known[sql] = statement
        return statement
    }

    func forget() { known = [:] }
}
