import Domain
import Foundation
import Web

/// The rows of an uploaded table, as text.
struct Sheet: Sendable, Hashable {
    struct Line: Sendable, Hashable, Codable {
        /// The line or row of the file, from 1, so that a person finds it again.
        let number: Int
        var cells: [String]

        var isBlank: Bool { cells.allSatisfy { $0.trimmed.isEmpty } }
    }

    var lines: [Line]
    /// What a person should know of how the file was read.
    var note: Message?
}

/// Reads a table that somebody uploads: CSV or XLSX, told apart by their content, not by their names alone.
enum SheetFile {
    static let rowLimit = 50_000
    static let columnLimit = 200

    /// - Throws: ``Refusal/invalid(_:)`` at the field `file`, in words.
    static func read(_ bytes: [UInt8], name: String) throws -> Sheet {
        let ending = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
        if bytes.isEmpty { throw refusal(L("The file is empty.")) }
        if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            throw refusal(
                L("This is an old Excel file (.xls) or one with a password. Save it as .xlsx without a password."))
        }
        let isZip = bytes.starts(with: [0x50, 0x4B])
        switch ending {
        case "xlsx" where isZip: return try checked(XLSXReader.read(bytes))
        case "xlsx": throw refusal(L("The name ends in .xlsx, but this is no Excel workbook. Save it again as .xlsx."))
        case "csv" where isZip:
            throw refusal(L("The name ends in .csv, but this is no plain text. If it is a workbook, name it .xlsx."))
        case "csv": return try checked(CSVTable.read(bytes))
        case "xls", "xlsm", "xlsb", "ods":
            throw refusal(L("Files of the kind .\(ending) are not read. Save it as .xlsx or .csv."))
        default: throw refusal(L("Choose a file whose name ends in .xlsx or .csv."))
        }
    }

    /// The same on a thread of its own: a large file takes seconds, and requests must not wait behind it.
    static func readAside(_ bytes: [UInt8], name: String) async throws -> Sheet {
        let language = Language.current
        return try await withCheckedThrowingContinuation { continuation in
            let thread = Thread {
                continuation.resume(
                    with: Result { try Language.$current.withValue(language) { try read(bytes, name: name) } })
            }
            thread.stackSize = 8 << 20
            thread.start()
        }
    }

    static func refusal(_ message: Message) -> Refusal { .invalid(["file": message]) }

    static func checkSize(rows: Int, columns: Int) throws {
        if rows > rowLimit {
            throw refusal(L("The table has more than \(rowLimit) rows. Split it into several files."))
        }
        if columns > columnLimit {
            throw refusal(L("The table has more than \(columnLimit) columns. Remove those that are not needed."))
        }
    }

    private static func checked(_ sheet: Sheet) throws -> Sheet {
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
