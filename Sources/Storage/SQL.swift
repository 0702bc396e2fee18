/// A statement, or a piece of one, with its bound values.
///
///     let filter: SQL = onlyOpen ? "AND closed_at IS NULL" : ""
///     try tx.all("SELECT id, title FROM issue WHERE topic = \(topic) AND kind IN \(in: kinds) \(filter)")
///
/// What is interpolated is bound (``SQLBindable``) or spliced (another `SQL`), never pasted as text: a `String` from
/// outside cannot become part of a statement. GRDB's `SQLInterpolation` is the model.
public struct SQL: Sendable, ExpressibleByStringInterpolation {
    enum Fragment: Sendable {
        case text(String)
        case parameter(SQLValue, SQLType?)
    }

    private(set) var fragments: [Fragment]

    /// Text taken as SQL as it stands: for schema text and names chosen by the program, **never** for anything that
    /// came from outside. Named so that review sees it.
    public init(verbatim text: String) {
        fragments = [.text(text)]
    }

    public init(stringLiteral value: String) {
        fragments = [.text(value)]
    }

    public init(stringInterpolation: StringInterpolation) {
        fragments = stringInterpolation.fragments
    }

    init(fragments: [Fragment]) {
        self.fragments = fragments
    }

    /// Puts `right` directly behind `left`, without a space.
    public static func + (left: SQL, right: SQL) -> SQL {
        SQL(fragments: left.fragments + right.fragments)
    }

    /// True for `""`: a filter that filters nothing.
    public var isEmpty: Bool {
        fragments.allSatisfy { if case .text(let text) = $0 { text.isEmpty } else { false } }
    }

    public struct StringInterpolation: StringInterpolationProtocol, Sendable {
        var fragments: [Fragment] = []

        public init(literalCapacity: Int, interpolationCount: Int) {
            fragments.reserveCapacity(interpolationCount * 2 + 1)
        }

        public mutating func appendLiteral(_ literal: String) {
            if !literal.isEmpty { fragments.append(.text(literal)) }
        }

        /// Binds the value.
        public mutating func appendInterpolation<Value: SQLBindable>(_ value: Value) {
            fragments.append(.parameter(value.sqlValue, Value.sqlType))
        }

        /// Binds the value, or NULL. (Without this one, the compiler warns of an optional in a literal.)
        public mutating func appendInterpolation<Value: SQLBindable>(_ value: Value?) {
            fragments.append(.parameter(value.sqlValue, Value.sqlType))
        }

        /// Splices another piece of SQL with its values.
        public mutating func appendInterpolation(_ sql: SQL) {
            fragments.append(contentsOf: sql.fragments)
        }

        /// `(?, ?)`, one place for each value; `(NULL)` for none, so that nothing matches.
        public mutating func appendInterpolation<Values: Sequence>(in values: Values)
        where Values.Element: SQLBindable {
            var list: [Fragment] = []
            for value in values {
                list.append(.text(list.isEmpty ? "(" : ", "))
                list.append(.parameter(value.sqlValue, Values.Element.sqlType))
            }
            list.append(.text(list.isEmpty ? "(NULL)" : ")"))
            fragments.append(contentsOf: list)
        }
    }
}

extension SQL {
    /// What a statement may write to.
    enum Change: Equatable {
        case table(String)
        /// Also what cascades, and what is not understood.
        case any
    }

    /// Nothing for a question.
    var change: Change? {
        guard case .text(let text) = fragments.first else { return .any }
        if text.utf8.starts(with: "SELECT".utf8) { return nil }
        let words = text.utf8.split(maxSplits: 3, whereSeparator: { " \n(".utf8.contains($0) }).map { Substring($0) }
        switch words.first {
        case "INSERT": return words.count > 2 && words[1] == "INTO" ? .table(String(words[2])) : .any
        case "UPDATE": return words.count > 1 ? .table(String(words[1])) : .any
        default: return .any
        }
    }
}

extension Sequence<SQL> {
    /// `["a = 1", "b = 2"].joined(" AND ")`
    public func joined(_ separator: SQL = ", ") -> SQL {
        var fragments: [SQL.Fragment] = []
        var isFirst = true
        for piece in self {
            if !isFirst { fragments.append(contentsOf: separator.fragments) }
            fragments.append(contentsOf: piece.fragments)
            isFirst = false
        }
        return SQL(fragments: fragments)
    }

    /// The same under the standard library's label.
    public func joined(separator: SQL) -> SQL { joined(separator) }
}

/// A statement as an engine takes it: text with the engine's own placeholders, and the values in their order.
struct RenderedSQL {
    let text: String
    let values: [SQLValue]
    let types: [SQLType?]

    /// Refuses what one of the engines would cut, lose or refuse, so that both behave alike.
    init(_ sql: SQL, for engine: Engine) throws {
        // Many statements are one literal.
        if sql.fragments.count == 1, case .text(let whole) = sql.fragments[0] {
            (text, values, types) = (whole, [], [])
            return
        }
        var text = ""
        var values: [SQLValue] = []
        var types: [SQLType?] = []
        text.reserveCapacity(256)
        for fragment in sql.fragments {
            switch fragment {
            case .text(let piece):
                text += piece
            case .parameter(let value, let type):
                try Self.check(value)
                values.append(value)
                types.append(type)
                text += engine == .sqlite ? "?" : "$\(values.count)"
            }
        }
        self.text = text
        self.values = values
        self.types = types
    }

    /// Holds the text of a statement to what engines read to its end. Asked where one is prepared, not at each use: it is our own text.
    static func check(statement text: String) throws {
        guard !text.hasZero else { throw StorageError.invalidValue("The statement contains a NUL character.") }
    }

    static func check(_ value: SQLValue) throws {
        switch value {
        case .text(let text) where text.hasZero:
            throw StorageError.invalidValue("Text cannot be stored because it contains a NUL character (U+0000).")
        case .real(let number) where !number.isFinite:
            throw StorageError.invalidValue("A number cannot be stored because it is not finite.")
        default:
            return
        }
    }
}

extension String {
    /// Whether U+0000 stands in it.
    fileprivate var hasZero: Bool { utf8.withContiguousStorageIfAvailable { $0.contains(0) } ?? utf8.contains(0) }
}
