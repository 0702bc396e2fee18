import Web

/// The cells of one sheet of a workbook. Empty cells and rows cost nothing.
final class SheetParser: PartReader {
    private let strings: [String]
    private let formats: [NumberFormat]
    private let is1904: Bool
    /// Styles whose letters are struck through.
    private let struck: Set<Int>

    private var hiddenRows: Set<Int> = []
    private var hiddenColumns: [ClosedRange<Int>] = []
    private var rows: [(number: Int, cells: [(column: Int, cell: TableCell)])] = []
    private var places: [Int: Int] = [:]
    private var merges: [MergedCells] = []
    private var budget = TableBudget()
    /// Rows in which a cell's place is told in two ways, or taken twice.
    private var unclear: Set<Int> = []

    private var isInData = false
    private var rowNumber = 0
    private var cells: [(column: Int, cell: TableCell)] = []
    private var column = -1
    private var type = "n"
    private var style = 0
    private var value: String?
    private var inline = ""
    private var isPhonetic = false

    init(strings: [String], formats: [NumberFormat], is1904: Bool, struck: Set<Int> = []) {
        self.strings = strings
        self.formats = formats
        self.is1904 = is1904
        self.struck = struck
    }

    // MARK: Tags

    override func begin(_ tag: XMLScanner.Tag) throws {
        if tag.named("c") {
            if isInData { beginCell(tag) }
        } else if tag.named("v") || tag.named("t") {
            collect()
        } else if tag.named("row") {
            if isInData { beginRow(tag) }
        } else if tag.named("rPh") {
            isPhonetic = true
        } else if tag.named("sheetData") {
            isInData = true
        } else if tag.named("mergeCell"), let range = tag["ref"].flatMap({ MergedCells($0) }), merges.count < 20_000 {
            merges.append(range)
        } else if tag.named("col"), Self.isHidden(tag), hiddenColumns.count < 20_000,
            let first = tag["min"].flatMap({ Int($0) }), let last = tag["max"].flatMap({ Int($0) }), first >= 1,
            last >= first
        {
            hiddenColumns.append(first - 1...last - 1)
        }
    }

    private static func isHidden(_ tag: XMLScanner.Tag) -> Bool { tag["hidden"] == "1" || tag["hidden"] == "true" }

    override func end(_ tag: XMLScanner.Tag) throws {
        if tag.named("c") {
            if isInData { try endCell() }
        } else if tag.named("v") {
            value = gathered()
        } else if tag.named("t") {
            let text = gathered()
            if !isPhonetic { inline += text }
        } else if tag.named("rPh") {
            isPhonetic = false
        } else if tag.named("row") {
            if isInData { try endRow() }
        } else if tag.named("sheetData") {
            isInData = false
        }
    }

    /// A row without its number follows the row before (ECMA-376 part 1, 18.3.1.73).
    private func beginRow(_ tag: XMLScanner.Tag) {
        let told = tag["r"]
        let number = told.flatMap { Int($0) }.flatMap { (1...1_048_576).contains($0) ? $0 : nil }
        rowNumber = number ?? min(rowNumber + 1, 1_048_576)
        if told != nil, number == nil { unclear.insert(rowNumber) }
        if Self.isHidden(tag), hiddenRows.count < TableBudget.rows { hiddenRows.insert(rowNumber) }
        cells = []
        column = -1
    }

    /// A cell without its place follows the cell before (18.3.1.4), the first of a row stands in column A.
    private func beginCell(_ tag: XMLScanner.Tag) {
        column += 1
        if let place = tag["r"] {
            let digits = place.drop { $0.isLetter }
            if let told = Self.column(place), told < 16_384 {
                column = told
                if !digits.isEmpty, Int(digits) != rowNumber { unclear.insert(rowNumber) }
            } else {
                unclear.insert(rowNumber)
            }
        }
        value = nil
        inline = ""
        guard !tag.isEmpty else { return }
        type = tag["t"] ?? "n"
        style = tag["s"].flatMap { Int($0) } ?? 0
    }

    private func endCell() throws {
        guard value != nil || !inline.isEmpty else { return }
        var cell = self.cell()
        cell.isStruck = struck.contains(style)
        value = nil
        inline = ""
        guard cell.kind != .empty else { return }
        try budget.take(cell.text, row: rowNumber)
        if let last = cells.last, last.column >= column, let same = cells.firstIndex(where: { $0.column == column }) {
            unclear.insert(rowNumber)
            cells[same].cell = cell
        } else {
            cells.append((column, cell))
        }
    }

    private func cell() -> TableCell {
        guard type != "inlineStr" else { return TableCell(Self.unescape(inline)) }
        let text = value ?? ""
        let format = formats.indices.contains(style) ? formats[style] : .general
        switch type {
        case "s":
            guard let index = Int(text.trimmed), strings.indices.contains(index) else { return .empty }
            return TableCell(strings[index])
        case "b": return TableCell(text.trimmed == "1" || text.trimmed == "true")
        case "str": return TableCell(Self.unescape(text))
        case "e": return TableCell(kind: text.trimmed.isEmpty ? .empty : .error, text: text.trimmed)
        case "d": return TableCell(iso: text, format: format.code)
        default:
            guard let number = Double(text.trimmed), number.isFinite else { return TableCell(text) }
            return TableCell(number, format, is1904: is1904)
        }
    }

    private func endRow() throws {
        guard !cells.isEmpty else { return }
        if let index = places[rowNumber] {
            // Two rows of one number: what stands later counts.
            unclear.insert(rowNumber)
            let kept = rows[index].cells.filter { old in !cells.contains { $0.column == old.column } }
            rows[index].cells = kept + cells
        } else {
            try budget.takeRow()
            places[rowNumber] = rows.count
            rows.append((rowNumber, cells))
        }
        cells = []
    }

    // MARK: The sheet

    /// Columns that hold nothing are left out only where the table is wider than it may be.
    func sheet() throws -> FileTable {
        var used: Set<Int> = []
        for row in rows { for cell in row.cells { used.insert(cell.column) } }
        let last = used.max() ?? -1
        try TableBudget.checkColumns(used.count)
        let columns = last < TableBudget.columns ? Array(0..<last + 1) : used.sorted()
        let index = Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($0.element, $0.offset) })
        var sheet = FileTable(lines: [])
        sheet.columns = columns
        sheet.is1904 = is1904
        sheet.hiddenRows = hiddenRows
        sheet.hiddenColumns = Set(
            columns.indices.filter { place in hiddenColumns.contains { $0.contains(columns[place]) } })
        sheet.lines = rows.sorted { $0.number < $1.number }.map { row in
            let width = row.cells.compactMap { index[$0.column] }.max().map { $0 + 1 } ?? 0
            var cells = [TableCell](repeating: .empty, count: width)
            for cell in row.cells { if let place = index[cell.column] { cells[place] = cell.cell } }
            return FileTable.Line(number: row.number, values: cells)
        }
        sheet.merges = merges.compactMap { $0.placed(columns) }
        if !unclear.isEmpty {
            let rows = Array(unclear.sorted().prefix(10))
            sheet.notes.append(
                L(
                    "The workbook does not say clearly in which column some cells are. Look at these rows: \(list: rows)."
                ))
        }
        return sheet
    }

    // MARK: What cells are written in

    /// Excel's day number as an ISO date, with the time where there is one.
    static func date(_ serial: Double, is1904: Bool) -> String? {
        TableTime.stamp(serial, is1904: is1904).map { stamp in
            stamp.time.map { "\(stamp.date) \($0)" } ?? stamp.date
        }
    }

    /// Whole numbers without a fraction: 1.0 is 1.
    static func plain(_ number: Double) -> String { TableCell.plain(number) }

    /// `BC7` is column 54, counted from 0.
    static func column(_ reference: some StringProtocol) -> Int? {
        var number = 0
        for byte in reference.utf8 {
            let upper = byte >= 97 && byte <= 122 ? byte - 32 : byte
            guard (65...90).contains(upper) else { break }
            number = number * 26 + Int(upper) - 64
            if number > 20_000 { return nil }
        }
        return number > 0 ? number - 1 : nil
    }

    /// The letters of a column, counted from 0: 54 is `BC`.
    static func letters(_ column: Int) -> String {
        var rest = column + 1
        var letters = ""
        while rest > 0 {
            letters = String(UnicodeScalar(UInt8(65 + (rest - 1) % 26))) + letters
            rest = (rest - 1) / 26
        }
        return letters
    }

    /// `_x000D_` stands for the character with that number (ECMA-376 part 1, 22.9.2.19).
    static func unescape(_ text: String) -> String {
        guard text.contains("_x") else { return text }
        var output = ""
        var rest = Substring(text)
        while let start = rest.firstRange(of: "_x") {
            output += rest[..<start.lowerBound]
            let code = rest[start.upperBound...].prefix(5)
            if code.count == 5, code.hasSuffix("_"), let number = UInt32(code.prefix(4), radix: 16),
                let scalar = Unicode.Scalar(number)
            {
                output.unicodeScalars.append(scalar)
                rest = rest[code.endIndex...]
            } else {
                output += rest[start]
                rest = rest[start.upperBound...]
            }
        }
        return output + rest
    }
}

/// Cells that are shown as one; the first of them holds what is shown. Columns from 0.
struct MergedCells: Sendable, Hashable {
    let rows: ClosedRange<Int>
    let columns: ClosedRange<Int>

    init(rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
        self.rows = rows
        self.columns = columns
    }

    /// `A2:A5`.
    init?(_ reference: String) {
        let corners = reference.split(separator: ":")
        guard corners.count == 2, let left = SheetParser.column(corners[0]), let right = SheetParser.column(corners[1]),
            let top = Int(corners[0].drop { $0.isLetter }), let bottom = Int(corners[1].drop { $0.isLetter }),
            left <= right, top <= bottom, top >= 1, bottom <= 1_048_576
        else { return nil }
        self.init(rows: top...bottom, columns: left...right)
    }

    /// With columns as they are counted where empty ones were left out.
    /// - Parameter used: those that are there, ascending. Searched by halves, since a file may name the whole sheet thousands of times.
    fileprivate func placed(_ used: [Int]) -> MergedCells? {
        let first = used.firstPlace { $0 >= columns.lowerBound }
        guard first < used.count, used[first] == columns.lowerBound else { return nil }
        let end = used.firstPlace { $0 > columns.upperBound }
        return MergedCells(rows: rows, columns: first...max(first, end - 1))
    }
}

extension [Int] {
    /// The first place whose number is beyond a border, where numbers ascend; their count where none is.
    fileprivate func firstPlace(where isBeyond: (Int) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isBeyond(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
