import CXlsxWriter
import Foundation
import Web

/// One cell of a workbook. A text is written as a string, so that nothing in it is ever run as a formula.
enum SheetCell: Sendable, Hashable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    case text(String), number(Double), empty

    init(stringLiteral value: String) { self = .text(value) }
    init(integerLiteral value: Int) { self = .number(Double(value)) }
    init(_ text: String?) { self = text.map { $0.isEmpty ? .empty : .text($0) } ?? .empty }
    init(_ number: Int?) { self = number.map { .number(Double($0)) } ?? .empty }
    init(_ number: Double?) { self = number.map { .number($0) } ?? .empty }

    fileprivate var length: Int {
        switch self {
        case .text(let text): text.count
        case .number: 8
        case .empty: 0
        }
    }
}

/// One sheet of a workbook: a table with its header.
struct WorkbookSheet: Sendable {
    /// What Excel refuses in a name is replaced, and it is cut at 31 characters.
    let name: String
    let header: [String]
    var rows: [[SheetCell]] = []
}

/// Writes workbooks by libxlsxwriter: header in bold and frozen, columns as wide as what they hold, long texts wrapped.
enum XLSXWriter {
    static func write(sheet: String, header: [String], rows: [[String]]) throws -> [UInt8] {
        try write([WorkbookSheet(name: sheet, header: header, rows: rows.map { $0.map { SheetCell($0) } })])
    }

    /// - Parameter sheets: at least one; names that are the same are told apart by a number.
    static func write(_ sheets: [WorkbookSheet]) throws -> [UInt8] {
        let file = FileManager.default.temporaryDirectory.appending(path: "roundtable-\(UUID().uuidString).xlsx")
        defer { try? FileManager.default.removeItem(at: file) }
        guard let book = workbook_new(file.path) else { throw failure }
        guard let bold = workbook_add_format(book), let plain = workbook_add_format(book) else {
            lxw_workbook_free(book)
            throw failure
        }
        format_set_bold(bold)
        format_set_align(bold, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        format_set_bottom(bold, UInt8(LXW_BORDER_THIN.rawValue))
        format_set_text_wrap(plain)
        format_set_align(plain, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        for (sheet, name) in zip(sheets, names(sheets)) {
            guard let page = workbook_add_worksheet(book, name) else {
                lxw_workbook_free(book)
                throw failure
            }
            fill(page, sheet, bold: bold, plain: plain)
        }
        guard workbook_close(book) == LXW_NO_ERROR else { throw failure }
        return [UInt8](try Data(contentsOf: file))
    }

    private static func fill(
        _ page: UnsafeMutablePointer<lxw_worksheet>, _ sheet: WorkbookSheet, bold: UnsafeMutablePointer<lxw_format>,
        plain: UnsafeMutablePointer<lxw_format>
    ) {
        for (column, text) in sheet.header.enumerated() {
            worksheet_write_string(page, 0, lxw_col_t(column), Self.cell(text), bold)
            let longest = sheet.rows.prefix(200).map { column < $0.count ? $0[column].length : 0 }.max() ?? 0
            worksheet_set_column(
                page, lxw_col_t(column), lxw_col_t(column), Double(min(max(longest, text.count) + 2, 60)), nil)
        }
        for (row, cells) in sheet.rows.enumerated() {
            for (column, cell) in cells.enumerated() {
                let (row, column) = (lxw_row_t(row + 1), lxw_col_t(column))
                switch cell {
                case .text(let text) where !text.isEmpty:
                    worksheet_write_string(page, row, column, Self.cell(text), plain)
                case .number(let number) where number.isFinite: worksheet_write_number(page, row, column, number, plain)
                default: break
                }
            }
        }
        worksheet_freeze_panes(page, 1, 0)
        worksheet_repeat_rows(page, 0, 0)
        if !sheet.rows.isEmpty, !sheet.header.isEmpty {
            worksheet_autofilter(page, 0, 0, lxw_row_t(sheet.rows.count), lxw_col_t(sheet.header.count - 1))
        }
        worksheet_set_landscape(page)
        worksheet_set_paper(page, 9)
        worksheet_fit_to_pages(page, 1, 0)
    }

    /// 32,767 units of UTF-16 is the most that a cell can hold: the library leaves one with more empty, and Excel calls the file damaged.
    /// A character may be many units.
    static func cell(_ text: String) -> String { cut(text, units: 32_000) }

    private static func cut(_ text: String, units: Int) -> String {
        guard text.utf16.count > units else { return text }
        var left = units
        let kept = text.unicodeScalars.prefix { scalar in
            left -= scalar.value > 0xFFFF ? 2 : 1
            return left >= 0
        }
        return String(String.UnicodeScalarView(kept))
    }

    private static func names(_ sheets: [WorkbookSheet]) -> [String] {
        var taken: Set<String> = []
        return sheets.map { sheet in
            let clean = cut(String(sheet.name.map { "[]:*?/\\'".contains($0) ? " " : $0 }), units: 31).trimmed
            var name = clean.isEmpty ? "Sheet" : clean
            var number = 2
            // Excel compares without case.
            while !taken.insert(name.lowercased()).inserted {
                name = "\(clean.prefix(26)) \(number)"
                number += 1
            }
            return name
        }
    }

    private static let failure = Refusal(
        .internalServerError, "workbook-not-written", L("The workbook could not be written."),
        advice: L("Nothing was changed. Use the CSV file instead, and tell the administrator."))
}
