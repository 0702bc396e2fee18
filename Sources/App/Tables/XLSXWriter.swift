import CXlsxWriter
import Foundation
import Web

/// Writes one table as a workbook by libxlsxwriter. Every cell is a string, so that nothing in it is ever run as a formula.
enum XLSXWriter {
    /// - Parameter sheet: the sheet's name; what Excel refuses in one is replaced, and it is cut at 31 characters.
    static func write(sheet: String, header: [String], rows: [[String]]) throws -> [UInt8] {
        let file = FileManager.default.temporaryDirectory.appending(path: "roundtable-\(UUID().uuidString).xlsx")
        defer { try? FileManager.default.removeItem(at: file) }
        guard let book = workbook_new(file.path) else { throw failure }
        let name = String(sheet.map { "[]:*?/\\'".contains($0) ? " " : $0 }.prefix(31))
        guard let page = workbook_add_worksheet(book, name.isEmpty ? nil : name), let bold = workbook_add_format(book)
        else {
            lxw_workbook_free(book)
            throw failure
        }
        format_set_bold(bold)
        for (column, text) in header.enumerated() {
            worksheet_write_string(page, 0, lxw_col_t(column), text, bold)
            let longest = rows.prefix(200).map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
            worksheet_set_column(
                page, lxw_col_t(column), lxw_col_t(column), Double(min(max(longest, text.count) + 2, 60)), nil)
        }
        for (row, cells) in rows.enumerated() {
            for (column, text) in cells.enumerated() where !text.isEmpty {
                // 32,767 characters is the most that a cell can hold.
                worksheet_write_string(page, lxw_row_t(row + 1), lxw_col_t(column), String(text.prefix(32_000)), nil)
            }
        }
        worksheet_freeze_panes(page, 1, 0)
        guard workbook_close(book) == LXW_NO_ERROR else { throw failure }
        return [UInt8](try Data(contentsOf: file))
    }

    private static let failure = Refusal(
        .internalServerError, "workbook-not-written", L("The workbook could not be written."),
        advice: L("Nothing was changed. Take the CSV file instead, and tell the administrator."))
}
