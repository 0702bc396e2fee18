import CXlsxWriter
import Foundation
import Web

/// One cell of a workbook. A text is written as a string, so that nothing in it is ever run as a formula.
enum SheetCell: Sendable, Hashable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
    case text(String), number(Double), empty
    /// A text that no program takes for a date when it is edited: a label as `1-2`.
    case label(String)
    /// Days, shown as hours that count on.
    case duration(Double)
    /// A day of Excel's counting with its time.
    case moment(Double)

    init(stringLiteral value: String) { self = .text(value) }
    init(integerLiteral value: Int) { self = .number(Double(value)) }
    init(_ text: String?) { self = text.map { $0.isEmpty ? .empty : .text($0) } ?? .empty }
    init(_ number: Int?) { self = number.map { .number(Double($0)) } ?? .empty }
    init(_ number: Double?) { self = number.map { .number($0) } ?? .empty }

    fileprivate var length: Int {
        switch self {
        case .text(let text), .label(let text): text.count
        case .number, .duration: 8
        case .moment: 16
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
    /// Stands above the header and below the rows: what whoever opens the sheet has to know.
    var mark: String?
    var isHidden = false
    /// What a program offers in a column, by its place; something else is asked about, and taken.
    var choices: [Int: SheetChoices] = [:]
}

enum SheetChoices: Sendable {
    /// In one cell: together up to 255 characters; more are not offered.
    case words([String])
    /// A column of another sheet below its header: several of them may stand in one cell.
    case column(Int, of: WorkbookSheet)

    /// As a workbook names a range; nothing for words.
    fileprivate var formula: String? {
        guard case .column(let column, let sheet) = self, (0..<26).contains(column), !sheet.rows.isEmpty,
            let letter = UnicodeScalar(65 + column)
        else { return nil }
        let top = (sheet.mark == nil ? 0 : 1) + 2
        return "='\(sheet.name)'!$\(Character(letter))$\(top):$\(Character(letter))$\(top + sheet.rows.count - 1)"
    }
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
        guard let book = workbook_new(file.path) else { throw Refusal.workbookNotWritten }
        guard let bold = workbook_add_format(book), let plain = workbook_add_format(book),
            let others = SheetFormats(book)
        else {
            lxw_workbook_free(book)
            throw Refusal.workbookNotWritten
        }
        format_set_bold(bold)
        format_set_align(bold, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        format_set_bottom(bold, UInt8(LXW_BORDER_THIN.rawValue))
        format_set_text_wrap(plain)
        format_set_align(plain, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        for (sheet, name) in zip(sheets, names(sheets)) {
            guard let page = workbook_add_worksheet(book, name) else {
                lxw_workbook_free(book)
                throw Refusal.workbookNotWritten
            }
            fill(page, sheet, bold: bold, plain: plain, others)
            if sheet.isHidden { worksheet_hide(page) }
        }
        guard workbook_close(book) == LXW_NO_ERROR else { throw Refusal.workbookNotWritten }
        return [UInt8](try Data(contentsOf: file))
    }

    private static func fill(
        _ page: UnsafeMutablePointer<lxw_worksheet>, _ sheet: WorkbookSheet, bold: UnsafeMutablePointer<lxw_format>,
        plain: UnsafeMutablePointer<lxw_format>, _ others: SheetFormats
    ) {
        let top = sheet.mark == nil ? 0 : 1
        if let mark = sheet.mark {
            worksheet_write_string(page, 0, 0, mark, bold)
            worksheet_write_string(page, lxw_row_t(sheet.rows.count + 2), 0, mark, bold)
            worksheet_set_header(page, mark)
            worksheet_set_footer(page, mark)
        }
        for (column, text) in sheet.header.enumerated() {
            worksheet_write_string(page, lxw_row_t(top), lxw_col_t(column), Self.cell(text), bold)
            let longest = sheet.rows.prefix(200).map { column < $0.count ? $0[column].length : 0 }.max() ?? 0
            worksheet_set_column(
                page, lxw_col_t(column), lxw_col_t(column), Double(min(max(longest, text.count) + 2, 60)), nil)
        }
        for (row, cells) in sheet.rows.enumerated() {
            for (column, cell) in cells.enumerated() {
                let (row, column) = (lxw_row_t(row + top + 1), lxw_col_t(column))
                switch cell {
                case .text(let text) where !text.isEmpty:
                    worksheet_write_string(page, row, column, Self.cell(text), plain)
                case .number(let number) where number.isFinite: worksheet_write_number(page, row, column, number, plain)
                case .label(let text) where !text.isEmpty:
                    worksheet_write_string(page, row, column, Self.cell(text), others.label)
                case .duration(let days) where days.isFinite:
                    worksheet_write_number(page, row, column, days, others.duration)
                case .moment(let days) where days.isFinite:
                    worksheet_write_number(page, row, column, days, others.moment)
                default: break
                }
            }
        }
        for (column, choices) in sheet.choices {
            offer(choices, in: column, page, from: top + 1, rows: sheet.rows.count)
        }
        worksheet_freeze_panes(page, lxw_row_t(top + 1), 0)
        worksheet_repeat_rows(page, 0, lxw_row_t(top))
        if !sheet.rows.isEmpty, !sheet.header.isEmpty {
            worksheet_autofilter(
                page, lxw_row_t(top), 0, lxw_row_t(sheet.rows.count + top), lxw_col_t(sheet.header.count - 1))
        }
        worksheet_set_landscape(page)
        worksheet_set_paper(page, 9)
        worksheet_fit_to_pages(page, 1, 0)
    }

    /// Also in the rows that are added below.
    private static func offer(
        _ choices: SheetChoices, in column: Int, _ page: UnsafeMutablePointer<lxw_worksheet>, from row: Int, rows: Int
    ) {
        var rule = lxw_data_validation()
        rule.ignore_blank = UInt8(LXW_VALIDATION_ON.rawValue)
        rule.dropdown = UInt8(LXW_VALIDATION_ON.rawValue)
        rule.error_type = UInt8(LXW_VALIDATION_ERROR_TYPE_WARNING.rawValue)
        let (last, column) = (lxw_row_t(row + rows + 200), lxw_col_t(column))
        switch choices {
        case .words(let words):
            guard !words.isEmpty, words.joined(separator: ",").utf16.count <= 255 else { return }
            var list: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
            defer { for word in list { free(word) } }
            list.withUnsafeMutableBufferPointer { list in
                rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST.rawValue)
                rule.value_list = list.baseAddress
                worksheet_data_validation_range(page, lxw_row_t(row), column, last, column, &rule)
            }
        case .column:
            guard let formula = choices.formula, let text = strdup(formula) else { return }
            defer { free(text) }
            rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
            rule.show_error = UInt8(LXW_VALIDATION_OFF.rawValue)
            rule.value_formula = text
            worksheet_data_validation_range(page, lxw_row_t(row), column, last, column, &rule)
        }
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
}

/// What numbers and labels look like.
private struct SheetFormats {
    let label: UnsafeMutablePointer<lxw_format>
    let duration: UnsafeMutablePointer<lxw_format>
    let moment: UnsafeMutablePointer<lxw_format>

    init?(_ book: UnsafeMutablePointer<lxw_workbook>) {
        guard let label = workbook_add_format(book), let duration = workbook_add_format(book),
            let moment = workbook_add_format(book)
        else { return nil }
        (self.label, self.duration, self.moment) = (label, duration, moment)
        format_set_num_format(label, "@")
        format_set_num_format(duration, "[h]:mm:ss")
        format_set_num_format(moment, "yyyy-mm-dd hh:mm")
        for format in [label, duration, moment] { format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue)) }
    }
}
