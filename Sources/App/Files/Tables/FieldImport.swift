import Domain
import Web

/// Records of an uploaded table, for any noun whose fields are told once: a heading that names the fields as its workbook does
/// (``FieldRecord/sheet(_:_:)``), in any language of the interface or as in the API, and a record in each row below. A row whose first
/// field names something that is there changes what its columns say; all others are added. All rows, or none.
///
///     let file = try FieldImport<HallFields>(upload, most: 5_000)        // aside: takes a second for a large file
///     let plan = try file.plan(over: stored)                             // in the transaction that then does what it says
struct FieldImport<Record: FieldRecord>: Sendable {
    struct Line: Sendable {
        /// In the file.
        let number: Int
        /// Cleaned; what the file has no column for is as it begins.
        let fields: Record
    }

    /// What is there already.
    typealias Stored<ID> = (id: ID, fields: Record, isRetired: Bool)

    struct Plan<ID> {
        var added: [Record] = []
        var changed: [(id: ID, fields: Record)] = []
        var same = 0

        var counts: TableCounts { TableCounts(added: added.count, changed: changed.count, same: same) }
    }

    let columns: [Field<Record>]
    let lines: [Line]
    private let most: Int

    /// - Parameters:
    ///   - options: as those of ``FieldForm``: what is offered where only the database knows it. Value or label may stand in the file.
    ///   - most: records there may be.
    ///   - isKeyed: whether the first field names a record, so that it stands in one row only.
    ///   - asks: whether a column that is not known is asked for (``ColumnQuestions``), rather than refused.
    /// - Throws: at the field `file`, naming the rows that are wrong; at `column-N` for what is asked.
    init(
        _ upload: TableUpload, options: [String: [FieldOption]] = [:], most: Int, isKeyed: Bool = true,
        asks: Bool = false
    ) throws {
        let table = try SheetFile.read(upload.bytes, name: upload.name)
        let (heading, columns) = try Heading<Record>.find(in: table, upload.columns, asks: asks)
        let rows = table.lines.dropFirst(heading + 1)
        guard !rows.isEmpty else { throw SheetFile.refusal(L("There is a heading, but no row below it.")) }
        guard rows.count <= most else { throw Self.tooMany(most) }
        let words = Dictionary(
            uniqueKeysWithValues: Record.fields.map { ($0.column, Self.words($0, options[$0.name])) })
        var (problems, before): ([Message], [String: Int]) = ([], [:])
        lines = rows.map { row in
            let fields = Self.fields(row, columns, words, &problems)
            let key = isKeyed ? Self.key(fields) : ""
            if !key.isEmpty, let other = before.updateValue(row.number, forKey: key) {
                problems.append(L("Row \(row.number): the same name stands in row \(other)."))
            }
            return Line(number: row.number, fields: fields)
        }
        try Self.refuse(problems)
        self.columns = columns.map(\.field)
        self.most = most
    }

    /// - Parameter stored: all that is there, retired ones too.
    /// - Throws: at the field `file`, where a row names what cannot be told or changed.
    func plan<ID>(over stored: [Stored<ID>]) throws -> Plan<ID> {
        let known = Dictionary(grouping: stored) { Self.key($0.fields) }
        var (plan, problems) = (Plan<ID>(), [Message]())
        for line in lines {
            let all = known[Self.key(line.fields)] ?? []
            let found = all.filter { !$0.isRetired }
            if found.count > 1 {
                problems.append(
                    L("Row \(line.number): there are several of this name, so that it is not clear which is meant."))
            } else if found.isEmpty, !all.isEmpty {
                problems.append(L("Row \(line.number): this one is retired. Restore it first, or leave the row out."))
            } else if let one = found.first {
                var fields = one.fields
                for column in columns { column.set(&fields, column.value(line.fields)) }
                if fields == one.fields { plan.same += 1 } else { plan.changed.append((one.id, fields)) }
            } else {
                plan.added.append(line.fields)
            }
        }
        try Self.refuse(problems)
        guard plan.added.isEmpty || stored.count + plan.added.count <= most else { throw Self.tooMany(most) }
        return plan
    }

    /// By what two records are the same: the first field.
    private static func key(_ fields: Record) -> String {
        Record.isNamedByFirst ? Record.fields.first.map { Folded.text($0.value(fields).text) } ?? "" : ""
    }

    /// Folded, what a cell may say for each value where a choice is offered; nothing where anything may stand.
    private static func words(_ field: Field<Record>, _ options: [FieldOption]?) -> [String: String]? {
        guard let options = options ?? field.options?() else { return nil }
        var words: [String: String] = [:]
        for option in options where !option.value.isEmpty {
            for language in Language.allCases { words[Folded.text(option.label.string(in: language))] = option.value }
            words[Folded.text(option.value)] = option.value
        }
        return words
    }

    private static func fields(
        _ row: FileTable.Line, _ columns: [Heading<Record>.Column], _ words: [String: [String: String]?],
        _ problems: inout [Message]
    ) -> Record {
        var (fields, check) = (Record(), FieldCheck())
        for (place, field) in columns {
            let text = Self.bare(row.values.indices.contains(place) ? row.values[place].text : "")
            if case .number(let range) = field.rule {
                let number = WholeText.read(text.trimmed, in: range)
                if number == nil, !text.trimmed.isEmpty { check.fail(field.name, WholeText.words(range)) }
                field.set(&fields, number.map { .number($0) } ?? .nothing)
            } else if let offered = words[field.column] ?? nil, !text.trimmed.isEmpty {
                let value = offered[Folded.text(text)]
                if value == nil { check.fail(field.name, L("This value is not one of those allowed.")) }
                field.set(&fields, value.map { .text($0) } ?? .nothing)
            } else {
                field.set(&fields, text.trimmed.isEmpty && field.mayBeNothing ? .nothing : .text(text))
            }
        }
        fields.clean(&check)
        for field in Record.fields {
            if let words = check.errors[field.name] {
                problems.append(L("Row \(row.number), \(field.label): \(words)"))
            }
        }
        return fields
    }

    /// Without the apostrophe that our own files put before what a program would run.
    private static func bare(_ cell: String) -> String {
        let rest = String(cell.dropFirst())
        return cell.hasPrefix("'") && CSVTable.harmless(rest) == cell ? rest : cell
    }

    /// As many as are told of what is wrong.
    private static var mostTold: Int { 10 }

    static func refuse(_ problems: [Message]) throws {
        guard !problems.isEmpty else { return }
        var told = problems.prefix(mostTold).map { $0.string() }
        let rest = problems.count - told.count
        if rest > 0 {
            told.append(L(rest, one: "\(rest) more row is wrong.", other: "\(rest) more rows are wrong.").string())
        }
        throw SheetFile.refusal(.verbatim(told.joined(separator: " ")))
    }

    private static func tooMany(_ most: Int) -> Refusal {
        SheetFile.refusal(L("There would be more than \(most), which is as many as there may be."))
    }
}

/// The row that names the columns: in the first ten, since titles often stand above it.
private enum Heading<Record: FieldRecord> {
    typealias Column = (place: Int, field: Field<Record>)

    static func find(in table: FileTable, _ answers: [String: String], asks: Bool) throws -> (
        index: Int, columns: [Column]
    ) {
        let index = index(in: table)
        return (index, try columns(table.lines[index], names, answers, asks: asks))
    }

    static func index(in table: FileTable) -> Int {
        let names = names
        return table.lines.prefix(10).firstIndex { line in
            let fields = line.cells.prefix(mostColumns).compactMap { names[Folded.text($0.prefix(200))] }
            return Record.fields.allSatisfy { one in !one.isRequired || fields.contains { $0.column == one.column } }
        } ?? 0
    }

    /// Wider tables hold something else.
    private static var mostColumns: Int { 200 }

    private static func columns(
        _ line: FileTable.Line, _ names: [String: Field<Record>], _ answers: [String: String], asks: Bool
    ) throws -> [Column] {
        var (found, check): ([Column], FieldCheck) = ([], FieldCheck())
        for (place, cell) in line.cells.enumerated() where !cell.trimmed.isEmpty {
            let heading = Folded.text(cell.prefix(200))
            let answer = answers[ColumnQuestions.name(place)] ?? answers[heading]
            if answer == ColumnQuestions.leftOut { continue }
            guard let field = names[heading] ?? answer.flatMap({ told in Record.fields.first { $0.column == told } })
            else {
                if asks, found.count <= mostColumns {
                    check.fail(ColumnQuestions.name(place), L("Say what this column holds."))
                    continue
                }
                let known = Record.fields.map { $0.label.string() }
                throw SheetFile.refusal(
                    L(
                        "There is no field for the column “\(FieldCheck.line(cell.prefix(60)))”. Known are: \(list: known)."
                    ))
            }
            guard !found.contains(where: { $0.field.column == field.column }) else {
                throw SheetFile.refusal(L("The column “\(field.label)” stands there twice."))
            }
            found.append((place, field))
        }
        try check.finish()
        for field in Record.fields where field.isRequired {
            guard found.contains(where: { $0.field.column == field.column }) else {
                throw SheetFile.refusal(L("The column “\(field.label)” is missing."))
            }
        }
        return found
    }

    /// What a column may be called: labels in all languages, and names of the API.
    static var names: [String: Field<Record>] {
        var names: [String: Field<Record>] = [:]
        for field in Record.fields {
            let said = Language.allCases.map { field.label.string(in: $0) } + [field.column, field.name, field.json]
            for name in said where names[Folded.text(name)] == nil { names[Folded.text(name)] = field }
        }
        return names
    }
}

/// What is asked of a table: what each column holds whose heading says nothing, once for all its rows.
struct ColumnQuestions: Sendable {
    struct Column: Sendable {
        let place: Int
        let heading: String
        /// What stands first in it.
        let samples: [String]
    }

    /// The answer for a column that is not taken in.
    static let leftOut = "-"
    static func name(_ place: Int) -> String { "column-\(place)" }

    let columns: [Column]
    /// Columns of the record, and that it is left out.
    let options: [FieldOption]
    let upload: TableUpload

    /// Of a form that was refused: nothing where it has no file that can be read.
    init?<Record: FieldRecord>(_ form: FormValues, of record: Record.Type) {
        do {
            guard let questions = try ColumnQuestions(TableUpload(form), of: record) else { return nil }
            self = questions
        } catch { return nil }
    }

    /// Nothing where no column is asked for.
    init?<Record: FieldRecord>(_ upload: TableUpload, of record: Record.Type) throws {
        let table = try SheetFile.read(upload.bytes, name: upload.name)
        let index = Heading<Record>.index(in: table)
        let (names, below) = (Heading<Record>.names, table.lines.dropFirst(index + 1))
        columns = table.lines[index].cells.prefix(200).enumerated().compactMap { place, cell in
            guard !cell.trimmed.isEmpty, names[Folded.text(cell.prefix(200))] == nil else { return nil }
            let said = below.lazy.compactMap { line -> String? in
                line.cells.indices.contains(place) && !line.cells[place].trimmed.isEmpty
                    ? FieldCheck.line(line.cells[place].prefix(60)) : nil
            }
            return Column(place: place, heading: FieldCheck.line(cell.prefix(60)), samples: Array(said.prefix(3)))
        }
        guard !columns.isEmpty else { return nil }
        options =
            [(value: "", label: L("Choose")), (value: Self.leftOut, label: L("Leave it out"))]
            + Record.fields.map { (value: $0.column, label: $0.label) }
        self.upload = upload
    }
}
