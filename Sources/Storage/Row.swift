/// One row of a result.
public struct Row: Sendable {
    let layout: RowLayout
    let values: [SQLValue]

    public var columns: [String] { layout.columns }

    /// The value of a column.
    ///
    /// - Throws: ``StorageError/decoding(_:)``, naming the column, the type expected and the kind of value found.
    public func get<Value: SQLDecodable>(_ column: String, as type: Value.Type = Value.self) throws -> Value {
        try decode(values[layout.position(of: column)], column)
    }

    /// The value at a position, counted from 0: for `SELECT COUNT(*)`, whose column is named differently by each
    /// engine.
    public func get<Value: SQLDecodable>(at position: Int, as type: Value.Type = Value.self) throws -> Value {
        guard values.indices.contains(position) else {
            throw StorageError.decoding("The result has \(values.count) columns, number \(position) was asked for.")
        }
        return try decode(values[position], columns[position])
    }

    private func decode<Value: SQLDecodable>(_ value: SQLValue, _ column: String) throws -> Value {
        guard let decoded = Value.decode(value) else {
            throw StorageError.decoding("Column “\(column)” should be \(Value.self), but holds \(value.kind).")
        }
        return decoded
    }
}

/// The column names of a result, shared by its rows.
final class RowLayout: Sendable {
    let columns: [String]
    private let positions: [String: Int]
    private let ambiguous: Set<String>

    init(_ columns: [String]) {
        self.columns = columns
        var positions: [String: Int] = [:]
        var ambiguous: Set<String> = []
        for (position, column) in columns.enumerated() where positions.updateValue(position, forKey: column) != nil {
            ambiguous.insert(column)
        }
        self.positions = positions
        self.ambiguous = ambiguous
    }

    func position(of column: String) throws -> Int {
        // PostgreSQL folds unquoted names to lower case.
        guard let position = positions[column] ?? positions[column.lowercased()] else {
            throw StorageError.decoding(
                "The result has no column “\(column)”; it has \(columns.joined(separator: ", ")).")
        }
        guard !ambiguous.contains(columns[position]) else {
            throw StorageError.decoding("The result has more than one column “\(column)”; name them apart with AS.")
        }
        return position
    }
}
