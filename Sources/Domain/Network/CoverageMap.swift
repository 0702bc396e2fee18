/// What is covered of a table of rows by columns, as working groups by countries: how much, and which cells are empty.
public struct CoverageMap<Line: Hashable & Sendable, Column: Hashable & Sendable>: Sendable {
    public struct Cell: Hashable, Sendable {
        public let line: Line
        public let column: Column

        public init(_ line: Line, _ column: Column) {
            self.line = line
            self.column = column
        }
    }

    /// In their order.
    public let lines: [Line]
    public let columns: [Column]
    public let counts: [Cell: Int]

    /// - Parameter held: one cell for each that fills it; what stands in no line or column counts for nothing.
    public init(lines: [Line], columns: [Column], held: some Sequence<Cell>) {
        self.lines = lines
        self.columns = columns
        let known = (lines: Set(lines), columns: Set(columns))
        var counts: [Cell: Int] = [:]
        for cell in held where known.lines.contains(cell.line) && known.columns.contains(cell.column) {
            counts[cell, default: 0] += 1
        }
        self.counts = counts
    }

    public var cells: Int { lines.count * columns.count }
    public var filled: Int { counts.count }
    /// Rounded to the nearest; nothing where there is no cell.
    public var percent: Int? { cells == 0 ? nil : (filled * 200 + cells) / (cells * 2) }

    public func count(_ line: Line, _ column: Column) -> Int { counts[Cell(line, column), default: 0] }

    /// Line by line.
    public var holes: [Cell] {
        lines.flatMap { line in columns.map { Cell(line, $0) } }.filter { counts[$0] == nil }
    }
}
