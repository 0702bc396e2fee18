internal import CLibPQ

/// A libpq result, cleared with its owner.
final class PostgresResult {
    private let handle: OpaquePointer

    init(_ handle: OpaquePointer) {
        self.handle = handle
    }

    deinit {
        PQclear(handle)
    }

    /// "INSERT", "COMMIT" …
    var command: String {
        String(String(cString: PQcmdStatus(handle)).prefix { $0 != " " })
    }

    /// Empty text where the command changes no rows.
    var changedRows: Int { command == "SELECT" ? 0 : Int(String(cString: PQcmdTuples(handle))) ?? 0 }

    var isError: Bool {
        let status = PQresultStatus(handle)
        return status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK
    }

    var isPipelineEnd: Bool { PQresultStatus(handle) == PGRES_PIPELINE_SYNC }

    /// - Parameter known: the layout of an earlier answer to the same statement, if there was one.
    func rows(_ known: inout RowLayout?) -> [Row] {
        let columns = Int(PQnfields(handle))
        let layout = known ?? RowLayout((0..<columns).map { String(cString: PQfname(handle, Int32($0))) })
        known = layout
        let types = (0..<columns).map { PostgresType(rawValue: PQftype(handle, Int32($0))) }
        return (0..<PQntuples(handle)).map { row in
            Row(layout: layout, values: (0..<columns).map { value(row, Int32($0), types[$0]) })
        }
    }

    /// A field of the error report, by its letter: C state, M message, D detail, t table, c column, n constraint.
    func field(_ letter: Unicode.Scalar) -> String {
        PQresultErrorField(handle, Int32(letter.value)).map { String(cString: $0) } ?? ""
    }

    /// The error by its SQLSTATE (PostgreSQL documentation, appendix A).
    var error: any Error {
        let state = field("C")
        switch state {
        case "23505": return StorageError.unique(uniqueColumns)
        case "23503": return StorageError.foreignKey(field("n"))
        case "23514": return StorageError.check(field("n"))
        case "23502": return StorageError.notNull("\(field("t")).\(field("c"))")
        case "22021", "22P05": return StorageError.invalidValue("Text cannot be stored: \(field("M")).")
        case "55P03": return StorageError.unavailable("another node holds the write lock for too long.")
        case "25006": return StorageError.statement("\(field("M")).")
        case "XX001", "XX002": return StorageError.corrupt("\(field("M")).")
        default: break
        }
        switch state.prefix(2) {
        case "40": return Interruption.conflict(field("M"))
        // Connection exceptions, too many connections, shutdown and start.
        case "08", "57": return Interruption.lost(field("M"))
        case "53": return Interruption.lost(field("M"))
        default: return StorageError.statement("\(field("M")) (\(state)).")
        }
    }

    /// `table.column, table.column`, as SQLite says it; from the detail "Key (a, b)=(1, 2) already exists.", whose
    /// words are translated but whose brackets are not.
    private var uniqueColumns: String {
        let detail = field("D")
        guard let open = detail.firstIndex(of: "("), let close = detail.firstRange(of: ")=(") else { return field("n") }
        let columns = detail[detail.index(after: open)..<close.lowerBound]
        return columns.split(separator: ", ").map { "\(field("t")).\($0)" }.joined(separator: ", ")
    }

    private func value(_ row: Int32, _ column: Int32, _ type: PostgresType?) -> SQLValue {
        guard PQgetisnull(handle, row, column) == 0, let start = PQgetvalue(handle, row, column) else { return .null }
        let length = Int(PQgetlength(handle, row, column))
        if type == .bytea {
            return .blob(Self.bytes(UnsafeRawBufferPointer(start: start, count: length)))
        }
        let text = String(decoding: UnsafeRawBufferPointer(start: start, count: length), as: UTF8.self)
        switch type {
        case .bool: return .boolean(text == "t")
        case .int2, .int4, .int8, .oid: return Int64(text).map { .integer($0) } ?? .text(text)
        case .float4, .float8: return Double(text).map { .real($0) } ?? .text(text)
        // SUM over BIGINT is NUMERIC, though whole; SQLite gives an integer.
        case .numeric: return Int64(text).map { .integer($0) } ?? Double(text).map { .real($0) } ?? .text(text)
        case .bytea, nil: return .text(text)
        }
    }

    /// `\x48656c6c6f`
    private static func bytes(_ hex: UnsafeRawBufferPointer) -> [UInt8] {
        func nibble(_ digit: UInt8) -> UInt8 { digit <= 0x39 ? digit &- 0x30 : (digit | 0x20) &- 0x57 }
        return stride(from: 2, to: hex.count - 1, by: 2).map { nibble(hex[$0]) << 4 | nibble(hex[$0 + 1]) }
    }
}

/// The types that are more than text, by their fixed number (PostgreSQL's `pg_type.dat`).
enum PostgresType: Oid {
    case bool = 16
    case bytea = 17
    case int8 = 20
    case int2 = 21
    case int4 = 23
    case oid = 26
    case float4 = 700
    case float8 = 701
    case numeric = 1700
}

/// Values as libpq takes them: text, and bytes as they are.
struct PostgresParameters {
    let types: [Oid]
    private var storage: [UInt8] = []
    private var offsets: [Int?] = []
    private var lengths: [Int32] = []
    private var formats: [Int32] = []

    init(_ sql: RenderedSQL) {
        types = zip(sql.values, sql.types).map { Self.type(of: $0, declared: $1) }
        for value in sql.values {
            switch value {
            case .null: append(nil, isBinary: false)
            case .integer(let number): append(Array(String(number).utf8), isBinary: false)
            case .real(let number): append(Array("\(number)".utf8), isBinary: false)
            case .text(let text): append(Array(text.utf8), isBinary: false)
            case .boolean(let flag): append(Array((flag ? "t" : "f").utf8), isBinary: false)
            case .blob(let bytes): append(bytes, isBinary: true)
            }
        }
    }

    func withPointers<Result>(
        _ body: (UnsafePointer<UnsafePointer<CChar>?>?, UnsafePointer<Int32>?, UnsafePointer<Int32>?) -> Result
    ) -> Result {
        storage.withUnsafeBytes { bytes in
            let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
            let pointers = offsets.map { offset in offset.flatMap { start?.advanced(by: $0) } }
            return body(pointers, lengths, formats)
        }
    }

    private mutating func append(_ bytes: [UInt8]?, isBinary: Bool) {
        offsets.append(bytes == nil ? nil : storage.count)
        lengths.append(Int32(bytes?.count ?? 0))
        formats.append(isBinary ? 1 : 0)
        // libpq reads text up to a NUL.
        storage += (bytes ?? []) + [0]
    }

    /// The declared type, so that `$1 IS NULL` and `$1 + 1` mean what they say; 0 leaves it to PostgreSQL.
    private static func type(of value: SQLValue, declared: SQLType?) -> Oid {
        switch (value, declared) {
        case (.integer, _), (.null, .integer): PostgresType.int8.rawValue
        case (.real, _), (.null, .real): PostgresType.float8.rawValue
        case (.boolean, _), (.null, .boolean): PostgresType.bool.rawValue
        case (.blob, _), (.null, .blob): PostgresType.bytea.rawValue
        case (.text, _), (.null, .text): 25
        case (.null, nil): 0
        }
    }
}
