import Web

/// How much of a table is read: what a cell holds, and the sum over all cells. A text that many cells refer to counts each time.
struct TableBudget {
    static let rows = 50_000
    /// Columns that hold something.
    static let columns = 200
    /// Cells that hold something.
    static let cells = 500_000
    /// Of one cell, as spreadsheet programs count them (UTF-16).
    static let charactersOfCell = 32_767
    /// Of all cells together, so counted.
    static let characters = 5_000_000

    private(set) var rows = 0
    private var cells = 0
    private var characters = 0

    /// - Throws: ``Refusal/invalid(_:)`` at the field `file`, naming the limit and the row.
    mutating func take(_ text: String, row: Int) throws {
        guard !text.isEmpty else { return }
        let count = text.utf16.count
        if count > Self.charactersOfCell {
            throw SheetFile.refusal(
                L(
                    "A cell in row \(row) holds more than \(Self.charactersOfCell) characters. Shorten it or remove it."
                ))
        }
        cells += 1
        characters += count
        guard cells <= Self.cells, characters <= Self.characters else { throw Self.tooMuch }
    }

    mutating func takeRow() throws {
        try Stopping.check()
        rows += 1
        if rows > Self.rows {
            throw SheetFile.refusal(L("The table has more than \(Self.rows) rows. Split it into several files."))
        }
    }

    static func checkColumns(_ count: Int) throws {
        if count > columns {
            throw SheetFile.refusal(
                L("The table has more than \(columns) columns. Remove those that are not needed."))
        }
    }

    private static let tooMuch = SheetFile.refusal(
        L("The table holds more text than can be read at once. Split it into several files."))
}
