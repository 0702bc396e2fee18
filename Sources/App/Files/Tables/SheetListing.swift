import Domain
import Web

/// A table as it is read here, cell by cell: for whoever asks what became of a file, and for comparing with other readers.
public enum SheetListing {
    private struct Listed: Encodable {
        let name: String
        let sheets: [String]
        let encoding: String?
        let notes: [String]
        let rows: [Row]
    }

    private struct Row: Encodable {
        let row: Int
        let cells: [Cell]
    }

    private struct Cell: Encodable {
        let column: String
        let kind: String
        let text: String
        let number: Double?
        let format: String?
    }

    /// One JSON object: the sheet, and its rows with the cells that hold something.
    /// - Parameters:
    ///   - sheet: nothing for the first that is shown and holds something.
    ///   - encoding: of a CSV file, as `windows-1251`; nothing for the one it looks like.
    /// - Throws: ``Refusal/invalid(_:)`` in words.
    public static func json(_ bytes: [UInt8], name: String, sheet: String?, encoding: String?) throws -> String {
        let choice = SheetFile.Choice(
            sheet: sheet,
            encoding: try encoding.map { text in
                guard let encoding = TextEncoding(rawValue: text) else {
                    let known = TextEncoding.allCases.map(\.rawValue).joined(separator: ", ")
                    throw Refusal.invalid(["encoding": L("The encodings that are read are \(known).")])
                }
                return encoding
            })
        let read = try SheetFile.read(bytes, name: name, choice: choice)
        return try JSONCoding.text(
            Listed(
                name: read.name, sheets: read.sheets, encoding: read.encoding?.rawValue,
                notes: read.notes.map { $0.string(in: .english) },
                rows: read.lines.map { Row(row: $0.number, cells: cells($0, read.columns)) }))
    }

    private static func cells(_ line: FileTable.Line, _ columns: [Int]) -> [Cell] {
        zip(line.values, columns).filter { $0.0.kind != .empty }.map { cell, column in
            Cell(
                column: SheetParser.letters(column), kind: cell.kind.rawValue, text: cell.text, number: cell.number,
                format: cell.format)
        }
    }
}
