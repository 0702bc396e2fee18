/// One row of a result.
public struct Row: Sendable {
    // Inlinable, so that each type that is read is compiled where it is known: pages read thousands of values.
    @usableFromInline let layout: RowLayout
    @usableFromInline let values: [SQLValue]

    init(layout: RowLayout, values: [SQLValue]) {
        self.layout = layout
        self.values = values
    }

    public var columns: [String] { layout.columns }

    /// The value of a column.
    ///
    /// - Throws: ``StorageError/decoding(_:)``, naming the column, the type expected and the kind of value found.
    @inlinable
    public func get<Value: SQLDecodable>(_ column: String, as type: Value.Type = Value.self) throws -> Value {
        try decode(values[layout.position(of: column)], column)
    }

    /// The value at a position, counted from 0: for `SELECT COUNT(*)`, whose column is named differently by each
    /// engine.
    @inlinable
    public func get<Value: SQLDecodable>(at position: Int, as type: Value.Type = Value.self) throws -> Value {
        guard values.indices.contains(position) else {
            throw StorageError.decoding("The result has \(values.count) columns, number \(position) was asked for.")
        }
        return try decode(values[position], columns[position])
    }

    @inlinable
    func decode<Value: SQLDecodable>(_ value: SQLValue, _ column: String) throws -> Value {
        if let decoded = Value.decode(value) { return decoded }
        throw misfit(column, "\(Value.self)", value)
    }

    @usableFromInline
    func misfit(_ column: String, _ type: String, _ value: SQLValue) -> StorageError {
        .decoding("Column “\(column)” should be \(type), but holds \(value.kind).")
    }
}

/// The column names of a result, shared by its rows.
@usableFromInline
final class RowLayout: Sendable {
    @usableFromInline let columns: [String]
    /// Without names that stand for several columns.
    private let positions: [String: Int]

    init(_ columns: [String]) {
        self.columns = columns
        var positions: [String: Int] = [:]
        var ambiguous: Set<String> = []
        for (position, column) in columns.enumerated() where positions.updateValue(position, forKey: column) != nil {
            ambiguous.insert(column)
        }
        for column in ambiguous { positions[column] = nil }
        self.positions = positions
    }

    @usableFromInline
    func position(of column: String) throws -> Int {
        // PostgreSQL folds unquoted names to lower case.
        if let position = positions[column] ?? positions[column.lowercased()] { return position }
        guard !columns.contains(column), !columns.contains(column.lowercased()) else {
            throw StorageError.decoding("The result has more than one column “\(column)”; name them apart with AS.")
        }
        throw StorageError.decoding("The result has no column “\(column)”; it has \(columns.joined(separator: ", ")).")
    }
}
