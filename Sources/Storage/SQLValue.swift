/// One value on its way to or from the database.
///
/// SQLite has no booleans: there `.boolean` is written as 0 or 1 and comes back as `.integer`; `Bool` decodes from
/// both.
public enum SQLValue: Sendable, Hashable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case boolean(Bool)
    case blob([UInt8])
}

/// The type of a bound value, known even where the value is `nil`: PostgreSQL cannot infer `$1 IS NULL`.
public enum SQLType: Sendable, Hashable {
    case integer, real, text, boolean, blob
}

/// What may stand in `\( )` of an ``SQL`` literal. It is bound, never pasted.
public protocol SQLBindable {
    var sqlValue: SQLValue { get }
    /// `nil` lets PostgreSQL infer the type.
    static var sqlType: SQLType? { get }
}

extension SQLBindable {
    public static var sqlType: SQLType? { nil }
}

/// What ``Row/get(_:as:)`` can give back; `nil` where the value does not fit the type.
public protocol SQLDecodable {
    static func decode(_ value: SQLValue) -> Self?
}

extension SQLValue {
    /// For error messages: "text", "integer" …, never the content.
    var kind: String {
        switch self {
        case .null: "null"
        case .integer: "integer"
        case .real: "real"
        case .text: "text"
        case .boolean: "boolean"
        case .blob: "blob"
        }
    }
}

extension SQLValue: SQLBindable, SQLDecodable {
    public var sqlValue: SQLValue { self }
    @inlinable
    public static func decode(_ value: SQLValue) -> SQLValue? { value }
}

extension Int64: SQLBindable, SQLDecodable {
    public var sqlValue: SQLValue { .integer(self) }
    public static var sqlType: SQLType? { .integer }
    @inlinable
    public static func decode(_ value: SQLValue) -> Int64? {
        if case .integer(let number) = value { number } else { nil }
    }
}

extension Int: SQLBindable, SQLDecodable {
    public var sqlValue: SQLValue { .integer(Int64(self)) }
    public static var sqlType: SQLType? { .integer }
    @inlinable
    public static func decode(_ value: SQLValue) -> Int? { Int64.decode(value).flatMap { Int(exactly: $0) } }
}

extension Double: SQLBindable, SQLDecodable {
    public var sqlValue: SQLValue { .real(self) }
    public static var sqlType: SQLType? { .real }
    /// Whole numbers are accepted too: `AVG` and `SUM` give either, depending on the engine.
    @inlinable
    public static func decode(_ value: SQLValue) -> Double? {
        switch value {
        case .real(let number): number
        case .integer(let number): Double(number)
        default: nil
        }
    }
}

extension String: SQLBindable, SQLDecodable {
    public var sqlValue: SQLValue { .text(self) }
    public static var sqlType: SQLType? { .text }
    @inlinable
    public static func decode(_ value: SQLValue) -> String? {
        if case .text(let text) = value { text } else { nil }
    }
}

extension Bool: SQLBindable, SQLDecodable {
    public var sqlValue: SQLValue { .boolean(self) }
    public static var sqlType: SQLType? { .boolean }
    @inlinable
    public static func decode(_ value: SQLValue) -> Bool? {
        switch value {
        case .boolean(let flag): flag
        case .integer(0): false
        case .integer(1): true
        default: nil
        }
    }
}

extension Array: SQLBindable where Element == UInt8 {
    public var sqlValue: SQLValue { .blob(self) }
    public static var sqlType: SQLType? { .blob }
}

extension Array: SQLDecodable where Element == UInt8 {
    @inlinable
    public static func decode(_ value: SQLValue) -> [UInt8]? {
        if case .blob(let bytes) = value { bytes } else { nil }
    }
}

extension Optional: SQLBindable where Wrapped: SQLBindable {
    public var sqlValue: SQLValue { self?.sqlValue ?? .null }
    public static var sqlType: SQLType? { Wrapped.sqlType }
}

extension Optional: SQLDecodable where Wrapped: SQLDecodable {
    @inlinable
    public static func decode(_ value: SQLValue) -> Wrapped?? {
        if case .null = value { return .some(nil) }
        return Wrapped.decode(value).map { .some($0) }
    }
}

extension SQLBindable where Self: RawRepresentable, RawValue: SQLBindable {
    public var sqlValue: SQLValue { rawValue.sqlValue }
    public static var sqlType: SQLType? { RawValue.sqlType }
}

extension SQLDecodable where Self: RawRepresentable, RawValue: SQLDecodable {
    @inlinable
    public static func decode(_ value: SQLValue) -> Self? { RawValue.decode(value).flatMap { Self(rawValue: $0) } }
}
