import Web

extension FieldRecord {
    /// The records as a sheet of a workbook: a column for each field, under its label.
    static func sheet(_ name: Message, _ records: [Self]) -> WorkbookSheet {
        WorkbookSheet(
            name: name.string(), header: fields.map { $0.label.string() },
            rows: records.map { record in
                fields.map { field in
                    field.value(record).number.map { SheetCell($0) } ?? SheetCell(field.value(record).word)
                }
            })
    }
}
