extension EventTable.Column {
    /// A column of a record whose fields are told once. Countries and languages have the rule of every column of that name.
    static func field<Record: FieldRecord>(_ column: String, of record: Record.Type) -> EventTable.Column {
        guard let field = Record.fields.first(where: { $0.column == column }) else { return .text(column) }
        return switch field.rule {
        case .line(let most): .text(column, .line(most, isRequired: field.isRequired))
        case .lines(let most): .text(column, .lines(most))
        case .number(let range): .number(column, range, isOptional: !field.isRequired)
        case .choice(let words), .word(let words): .text(column, .word(words), isOptional: field.mayBeNothing)
        case .link(let most): .text(column, .link(most))
        case .partialDate: .text(column, .partialDate)
        case .time: .text(column, .line(5))
        case .date: .text(column, .date, isOptional: !field.isRequired)
        // Which zones there are, its own room knows.
        case .zone: .text(column)
        case .country: .country()
        case .sector: .sector()
        case .language: .text(column, .language)
        }
    }
}
