import Storage

/// The columns of a record whose fields are told once:
///
///     "INSERT INTO past_case (id, \(CaseFields.columns)) VALUES (\(id), \(fields.columnValues))"
///     "UPDATE past_case SET \(fields.assignments) WHERE id = \(id)"
extension FieldRecord {
    static var columns: SQL { fields.map { SQL(verbatim: $0.column) }.joined(", ") }

    /// In the order of ``columns``.
    var columnValues: SQL { Self.fields.map { $0.sql(self) }.joined(", ") }

    var assignments: SQL {
        Self.fields.map { (field: Field<Self>) -> SQL in "\(SQL(verbatim: field.column)) = \(field.sql(self))" }.joined(
            ", ")
    }

    init(_ row: Row) throws {
        self.init()
        for field in Self.fields {
            if case .number = field.rule {
                field.set(&self, try row.get(field.column, as: Int?.self).map { .number($0) } ?? .nothing)
            } else {
                field.set(&self, try row.get(field.column, as: String?.self).map { .text($0) } ?? .nothing)
            }
        }
    }
}

extension Field {
    fileprivate func sql(_ record: Record) -> SQL {
        let value = self.value(record)
        if case .number = rule { return "\(value.number)" }
        return "\(value.word)"
    }
}
