import Storage

/// A row of the file: its values in the order of the columns.
struct WorkshopRow: Sendable {
    var values: [SQLValue]
    /// Where it stands in a file that is read; 0 where it is written.
    var line = 0
}

/// The rows of a workshop by table, and how they hang together.
struct WorkshopRows: Sendable {
    var tables: [String: [WorkshopRow]]

    init(_ tables: [String: [WorkshopRow]]) { self.tables = tables }

    subscript(_ table: String) -> [WorkshopRow] { tables[table] ?? [] }

    var count: Int { tables.values.reduce(0) { $0 + $1.count } }

    /// The values of a column as text.
    func texts(_ table: String, _ column: String) -> [String] {
        guard let index = EventTable.named(table)?.columns.firstIndex(where: { $0.name == column }) else {
            return []
        }
        return self[table].compactMap { if case .text(let text) = $0.values[index] { text } else { nil } }
    }

    mutating func set(_ table: String, _ column: String, where isMeant: (SQLValue) -> Bool, to value: SQLValue) {
        guard let index = EventTable.named(table)?.columns.firstIndex(where: { $0.name == column }) else { return }
        for row in self[table].indices where isMeant(self[table][row].values[index]) {
            tables[table]?[row].values[index] = value
        }
    }

    mutating func set(_ table: String, _ columns: [String], to value: SQLValue, where isMeant: (WorkshopRow) -> Bool) {
        for column in columns {
            guard let index = EventTable.named(table)?.columns.firstIndex(where: { $0.name == column }) else {
                continue
            }
            for row in self[table].indices where isMeant(self[table][row]) {
                tables[table]?[row].values[index] = value
            }
        }
    }

    /// Everything that refers to a table by its key.
    func references(to target: String) -> Set<String> {
        var result: Set<String> = []
        for table in EventTable.all {
            for column in table.columns where column.refers == target {
                result.formUnion(texts(table.name, column.name))
            }
        }
        return result
    }

    /// The keys of a table that others refer to.
    func keys(of table: String) -> Set<String> {
        guard let key = EventTable.named(table)?.key, key.count == 1 else { return [] }
        return Set(texts(table, key[0]))
    }

    /// Takes rows out, and with them every row that refers to one that is gone; what is filled in late is emptied instead.
    mutating func remove(from table: String, where isMeant: (WorkshopRow) -> Bool) {
        tables[table]?.removeAll(where: isMeant)
        var isChanged = true
        while isChanged {
            isChanged = false
            for table in EventTable.all {
                for (index, column) in table.columns.enumerated() {
                    guard let target = column.refers, target != "country" else { continue }
                    let keys = keys(of: target)
                    func isLost(_ row: WorkshopRow) -> Bool {
                        if case .text(let key) = row.values[index] { !keys.contains(key) } else { false }
                    }
                    guard self[table.name].contains(where: isLost) else { continue }
                    isChanged = true
                    if column.isLate {
                        for row in self[table.name].indices where isLost(self[table.name][row]) {
                            tables[table.name]?[row].values[index] = .null
                        }
                    } else {
                        tables[table.name]?.removeAll(where: isLost)
                    }
                }
            }
        }
    }
}
