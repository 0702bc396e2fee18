import Domain
import Web

/// Cells that are merged over several columns: what they say counts for each column that takes it.
extension ImportReader {
    /// Whether a row is one text over most of the table: a title between the rows, which belongs to no column.
    static func isTitle(_ line: FileTable.Line, _ merges: [MergedCells], of header: [String]) -> Bool {
        let filled = line.values.indices.filter { line.values[$0].kind != .empty }
        guard filled.count == 1, let place = filled.first else { return false }
        let columns = header.count { !$0.trimmed.isEmpty }
        return merges.contains { merge in
            merge.rows.count == 1 && merge.columns.lowerBound == place && merge.columns.count > 1
                && merge.columns.count * 2 > columns
        }
    }

    /// Fills what is beside, and says which rows are to be looked at because a column does not take it.
    func fillBeside(_ content: inout ImportContent, _ sheet: FileTable, _ known: ImportAnswers) throws {
        let merges = Dictionary(
            grouping: sheet.merges.filter { $0.columns.count > 1 && $0.rows.upperBound > content.headingRow },
            by: \.rows.lowerBound)
        guard !merges.isEmpty else { return }
        let fields = Dictionary(content.columns.map { ($0.place, $0.field) }) { first, _ in first }
        // A merged cell was counted once when it was read; here it is written again for each column.
        var budget = TableBudget()
        var (filled, unclear): (Int, [Int]) = (0, [])
        var open: [MergedCells] = []
        var begun = merges.keys.sorted()[...]
        for index in content.lines.indices {
            let number = content.lines[index].number
            while let row = begun.first, row <= number {
                open += merges[row]?.prefix(TableBudget.columns) ?? []
                begun.removeFirst()
            }
            open.removeAll { $0.rows.upperBound < number }
            var next = 0
            for merge in open.sorted(by: { $0.columns.lowerBound < $1.columns.lowerBound })
            where merge.columns.lowerBound >= next {
                next = min(merge.columns.upperBound, TableBudget.columns) + 1
                let first = merge.columns.lowerBound
                guard content.lines[index].values.indices.contains(first) else { continue }
                let cell = content.lines[index].values[first]
                guard cell.kind != .empty else { continue }
                var isUnclear = false
                for place in (first + 1)..<max(first + 1, next) {
                    let isFilled =
                        content.lines[index].values.indices.contains(place)
                        && content.lines[index].values[place].kind != .empty
                    guard let field = fields[place], !field.isEmpty, !isFilled else { continue }
                    guard takes(field, cell, beside: fields[first] ?? "", known) else {
                        isUnclear = true
                        continue
                    }
                    try budget.take(cell.text, row: number)
                    while content.lines[index].values.count <= place { content.lines[index].values.append(.empty) }
                    content.lines[index].values[place] = cell
                    filled += 1
                }
                if isUnclear { unclear.append(number) }
            }
        }
        sayBeside(&content, filled, unclear)
    }

    /// A choice takes what it knows, an address an address; a text what another text says, unless it is each row's own, as a name is.
    private func takes(_ name: String, _ cell: TableCell, beside first: String, _ known: ImportAnswers) -> Bool {
        guard let field = shape.field(name) else { return false }
        let text = FieldCheck.line(cell.text.prefix(300))
        switch field.content {
        case .choice:
            return known.values[name]?[Folded.text(text)] != nil || vocabulary.code(name, text) != nil
        case .email: return FieldCheck.isEmail(text.lowercased())
        case .text:
            let other = shape.field(first)
            return !field.isOwn && (other?.content ?? .text) == .text && other?.isOwn != true
        }
    }

    private func sayBeside(_ content: inout ImportContent, _ filled: Int, _ unclear: [Int]) {
        if filled > 0 {
            content.notes.append(
                L(
                    filled, one: "\(filled) cell was filled from the merged cell beside it.",
                    other: "\(filled) cells were filled from the merged cells beside them."
                ).string())
        }
        if !unclear.isEmpty {
            let rows = Array(Set(unclear).sorted().prefix(10))
            content.notes.append(
                L(
                    "Cells are merged across columns that cannot all take their text; such a column stays empty. Look at these rows: \(list: rows)."
                ).string())
        }
    }
}
