import Domain
import Web

/// The rows of an uploaded table.
struct FileTable: Sendable, Hashable {
    struct Line: Sendable, Hashable {
        /// The line or row of the file, from 1, so that a person finds it again.
        let number: Int
        var values: [TableCell]

        init(number: Int, values: [TableCell]) {
            self.number = number
            self.values = values
        }

        init(number: Int, cells: [String]) {
            self.init(number: number, values: cells.map { TableCell($0) })
        }

        /// As text.
        var cells: [String] { values.map(\.text) }

        var isBlank: Bool { values.allSatisfy { $0.text.trimmed.isEmpty } }
    }

    var lines: [Line]
    /// What a person should know of how the file was read.
    var notes: [Message] = []
    /// Of the sheet that was read; empty for CSV.
    var name = ""
    /// The sheets of the workbook that can be read.
    var sheets: [String] = []
    /// Only of CSV.
    var encoding: TextEncoding?
    /// Which columns of the file the cells are of, from 0: all, but for those left out of a sheet that is too wide.
    var columns: [Int] = []
    var merges: [MergedCells] = []
    /// What the workbook does not show. Columns are counted as `columns` counts them.
    var isHidden = false
    var hiddenRows: Set<Int> = []
    var hiddenColumns: Set<Int> = []
    /// Whether its days are counted from 1904.
    var is1904 = false

    var note: Message? { notes.first }
}

/// Stored as text, without the kinds of cells.
extension FileTable.Line: Codable {
    private enum CodingKeys: String, CodingKey { case number, cells }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            number: try values.decode(Int.self, forKey: .number),
            cells: try values.decode([String].self, forKey: .cells))
    }

    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(number, forKey: .number)
        try values.encode(cells, forKey: .cells)
    }
}

/// Reads a table that somebody uploads: CSV or XLSX, told apart by their content, not by their names alone.
enum SheetFile {
    static let rowLimit = TableBudget.rows

    /// What the person who uploads says of the file where it can be read in several ways.
    struct Choice: Sendable, Hashable, Codable {
        /// The sheet's name.
        var sheet: String?
        var encoding: TextEncoding?
    }

    /// - Throws: ``Refusal/invalid(_:)`` at the field `file`, in words.
    static func read(_ bytes: [UInt8], name: String, choice: Choice = Choice()) throws -> FileTable {
        let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
        if bytes.isEmpty {
            throw refusal(L("The file is empty: it has 0 bytes. Save it again, or copy it again, and then choose it."))
        }
        if bytes.starts(with: [0x50, 0x4B]) {
            if ending == "csv" {
                throw refusal(
                    L("The name ends in .csv, but this is not plain text. If it is a workbook, name it .xlsx."))
            }
            return try checked(XLSXReader.read(bytes, sheet: choice.sheet))
        }
        if let refusal = ForeignFile.refusal(of: bytes) { throw refusal }
        switch ending {
        case "csv", "tsv", "tab": return try checked(CSVTable.read(bytes, encoding: choice.encoding))
        case "xlsx":
            throw refusal(L("The name ends in .xlsx, but this is not an Excel workbook. Save it again as .xlsx."))
        case "xls", "xlsm", "xlsb", "ods", "numbers":
            throw refusal(L("Files of type .\(ending) cannot be read. Save it as .xlsx or .csv."))
        default: throw refusal(L("Choose a file whose name ends in .xlsx or .csv."))
        }
    }

    static func refusal(_ message: Message) -> Refusal { .invalid(["file": message]) }

    private static func checked(_ sheet: FileTable) throws -> FileTable {
        var sheet = sheet
        sheet.lines.removeAll(where: \.isBlank)
        if sheet.lines.isEmpty { throw refusal(L("The table is empty.")) }
        return sheet
    }
}

/// The kinds of file in which tables leave Roundtable: a page that offers a table offers all of them.
enum TableFormat: String, Sendable, CaseIterable {
    case csv
    /// For the many spreadsheet programs that expect semicolons.
    case semicolons = "csv-semicolon"
    case xlsx

    var label: Message {
        switch self {
        case .csv: .verbatim("CSV")
        case .semicolons: L("CSV with semicolons")
        case .xlsx: .verbatim("XLSX")
        }
    }

    /// A download. - Parameter name: without ending.
    func answer(name: String, header: [String], rows: [[String]]) throws -> Answer {
        switch self {
        case .csv, .semicolons:
            .download(
                CSVTable.write(header: header, rows: rows, self == .csv ? .comma : .semicolon),
                type: "text/csv; charset=utf-8", name: "\(name).csv")
        case .xlsx:
            .download(
                try XLSXWriter.write(sheet: name, header: header, rows: rows),
                type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", name: "\(name).xlsx")
        }
    }
}
