import Domain
import Foundation
import Web

/// What stands between the cells: spreadsheet programs of many countries expect semicolons, since their decimals have a comma.
enum CSVSeparator: String, Sendable, CaseIterable {
    case comma, semicolon

    var character: String { self == .comma ? "," : ";" }

    /// What the address asks for by `?separator=`; commas by default.
    static func asked(_ query: FormValues) throws -> CSVSeparator {
        let text = query.text("separator")
        guard let separator = text.isEmpty ? .comma : CSVSeparator(rawValue: text) else {
            throw Refusal.invalid(["separator": L("Choose comma or semicolon.")])
        }
        return separator
    }
}

/// CSV as spreadsheet programs of several countries write it, and as they can open it safely.
enum CSVTable {
    /// UTF-8 or UTF-16, else a code page of Windows that is told by its letters, with a note. Separator `,` `;` or tab.
    /// - Parameter encoding: nothing for the one that the bytes look like.
    /// - Throws: ``Refusal/invalid(_:)`` at the field `file`.
    static func read(_ bytes: [UInt8], encoding wanted: TextEncoding? = nil) throws -> FileTable {
        guard let guess = TextEncoding.guess(bytes) else {
            throw SheetFile.refusal(L("This is not a text file. Save the table as CSV (UTF-8) or .xlsx."))
        }
        let encoding = wanted ?? guess.encoding
        guard let text = encoding.decode(bytes) else { throw SheetFile.refusal(L("The text cannot be read.")) }
        var sheet = try table(String(text.drop { $0 == "\u{FEFF}" }))
        sheet.encoding = encoding
        if wanted == nil, guess.isGuessed, encoding != .utf8 {
            sheet.notes.append(
                L(
                    "The file is not in UTF-8 and was read as \(encoding.label). Check the accented letters; if they are wrong, choose another encoding."
                ))
        }
        return sheet
    }

    private static func table(_ text: String) throws -> FileTable {
        var separator: Character?
        var body = Substring(text)
        // Excel's own way of saying which separator a file has.
        if body.hasPrefix("sep="), let mark = body.dropFirst(4).first, ",;\t".contains(mark) {
            separator = mark
            body = body.dropFirst(5)
            if let first = body.first, first.isNewline { body = body.dropFirst() }
        }
        let content = Array(body.utf8)
        var reader = CSVReader(bytes: content, separator: separator ?? self.separator(of: content))
        var sheet = FileTable(lines: [])
        var budget = TableBudget()
        var records = 0
        do {
            while let record = try reader.next() {
                records += 1
                let number = separator == nil ? record.line : record.line + 1
                var cells = record.fields
                while cells.last?.isEmpty == true { cells.removeLast() }
                try TableBudget.checkColumns(cells.count)
                guard !cells.isEmpty else {
                    // Blank lines cost little, but a file of nothing else is none.
                    if records > TableBudget.rows * 10 { try budget.takeRow() }
                    continue
                }
                try budget.takeRow()
                for cell in cells { try budget.take(cell, row: number) }
                sheet.lines.append(FileTable.Line(number: number, cells: cells))
            }
        } catch let problem as CSVProblem {
            throw SheetFile.refusal(words(problem))
        }
        sheet.columns = Array(0..<(sheet.lines.map(\.values.count).max() ?? 0))
        return sheet
    }

    /// The separator that most of the first lines have equally often: above the table there may be titles with other marks.
    private static func separator(of bytes: [UInt8]) -> Character {
        var best: (mark: Character, score: Int) = (",", 0)
        for mark in [",", ";", "\t"] as [Character] {
            guard let byte = mark.asciiValue else { continue }
            var lines: [Int: Int] = [:]
            for count in counts(of: byte, bytes) where count > 0 { lines[count, default: 0] += 1 }
            let score = lines.map { $0.value * ($0.value > 1 ? 2 : 1) * min($0.key, 20) }.max() ?? 0
            if score > best.score { best = (mark, score) }
        }
        return best.mark
    }

    /// How often a byte stands outside quotes in each of the first lines.
    private static func counts(of mark: UInt8, _ bytes: [UInt8]) -> [Int] {
        var counts: [Int] = []
        var count = 0
        var isQuoted = false
        for byte in bytes.prefix(64 << 10) {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == mark { count += 1 }
            if byte == 10 || byte == 13 {
                counts.append(count)
                count = 0
                if counts.count == 100 { break }
            }
        }
        return counts + [count]
    }

    /// Cells made harmless, as ``file(_:_:)`` writes them.
    static func write(header: [String], rows: [[String]], _ separator: CSVSeparator = .comma) -> [UInt8] {
        var output = byteOrderMark
        for row in [header] + rows {
            output += CSVWriter.record(row.map(harmless), separator: separator.character).utf8
        }
        return output
    }

    /// A table that was written with commas, as it leaves the product: UTF-8 with a byte order mark, which Excel needs in order to read
    /// letters beyond English, and with the separator that was asked for. **Every** CSV file goes through here or through `write`.
    static func file(_ text: String, _ separator: CSVSeparator) throws -> [UInt8] {
        guard separator != .comma else { return byteOrderMark + Array(text.utf8) }
        var reader = CSVReader(text, separator: ",")
        var output = byteOrderMark
        while let record = try reader.next() {
            output += CSVWriter.record(record.fields, separator: separator.character).utf8
        }
        return output
    }

    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// A cell that a spreadsheet program would run as a formula gets an apostrophe before it (OWASP, "CSV Injection").
    static func harmless(_ cell: String) -> String {
        guard let first = cell.unicodeScalars.first, "=+-@\t\r＝＋－＠".unicodeScalars.contains(first) else { return cell }
        return "'" + cell
    }

    private static func words(_ problem: CSVProblem) -> Message {
        switch problem.kind {
        case .unterminatedQuote: L("A quotation mark opened on line \(problem.line) is never closed.")
        case .textAfterQuote: L("On line \(problem.line) there is text after a closing quotation mark.")
        case .quoteInsideField:
            L("On line \(problem.line) there is a quotation mark inside a field that does not begin with one.")
        case .notUTF8: L("Line \(problem.line) contains bytes that are not text.")
        }
    }
}
