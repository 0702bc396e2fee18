/// How wide the columns of a table are: every format sets them alike, and WeasyPrint is spared half of its time, which it would
/// spend on measuring every cell.
extension Document.Table {
    /// Letters that a line of a table has room for, between the margins of A4.
    private static let room = 88.0
    /// A longer word is broken.
    private static let longestWord = 18.0

    /// By column, the part of the width; together 1. A column has at least room for its longest word, a column of numbers for its
    /// longest cell; what is left goes by ``Column/weight``.
    var shares: [Double] {
        let least = columns.indices.map(least)
        let needed = least.reduce(0, +)
        guard needed < Self.room else { return least.map { $0 / needed } }
        var widths = least
        var narrow: Set<Int> = []
        while narrow.count < columns.count {
            let free = columns.indices.filter { !narrow.contains($0) }
            let left = Self.room - narrow.map { least[$0] }.reduce(0, +)
            let weights = max(free.map { columns[$0].weight }.reduce(0, +), 0.001)
            for column in free { widths[column] = left * columns[column].weight / weights }
            let short = free.filter { widths[$0] < least[$0] }
            guard !short.isEmpty else { break }
            for column in short { widths[column] = least[column] }
            narrow.formUnion(short)
        }
        let total = widths.reduce(0, +)
        return widths.map { $0 / total }
    }

    private func least(_ column: Int) -> Double {
        let isNumber = columns[column].isNumber
        let cells = rows.compactMap { row -> Int? in
            guard row.indices.contains(column) else { return nil }
            return isNumber ? row[column].plain.count : Self.longestWord(in: row[column].plain)
        }
        let longest = Double(cells.max() ?? 0)
        // Heads are bold.
        let head = Double(Self.longestWord(in: columns[column].title.plain)) * 1.1
        return min(max(longest, head), isNumber ? Self.room / 3 : Self.longestWord) + 2
    }

    private static func longestWord(in text: String) -> Int {
        text.split { $0.isWhitespace || "-–/".contains($0) }.map(\.count).max() ?? 0
    }
}
