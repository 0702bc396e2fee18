import Domain
import Foundation
import Web

/// What stands between the cells: spreadsheet programs of many countries expect semicolons, since their decimals have a comma.
enum CSVSeparator: String, Sendable, CaseIterable {
    case comma, semicolon

    var character: String { self == .comma ? "," : ";" }

    /// What the address asks for by `?separator=`; commas unless told.
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
    /// UTF-8 with or without a byte order mark; UTF-16 with one; else Windows-1252, with a note. Separator `,` `;` or tab.
    /// - Throws: ``Refusal/invalid(_:)`` at the field `file`.
    static func read(_ bytes: [UInt8]) throws -> Sheet {
        let (text, note) = try decode(bytes)
        var separator: Character?
        var body = Substring(text)
        // Excel's own way of saying which separator a file has.
        if body.hasPrefix("sep="), let mark = body.dropFirst(4).first, ",;\t".contains(mark) {
            separator = mark
            body = body.dropFirst(5)
            if let first = body.first, first.isNewline { body = body.dropFirst() }
        }
        var reader = CSVReader(String(body), separator: separator)
        var lines: [Sheet.Line] = []
        do {
            while let record = try reader.next() {
                try SheetFile.checkSize(rows: lines.count + 1, columns: record.fields.count)
                lines.append(Sheet.Line(number: separator == nil ? record.line : record.line + 1, cells: record.fields))
            }
        } catch let problem as CSVProblem {
            throw SheetFile.refusal(words(problem))
        }
        return Sheet(lines: lines, note: note)
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
        case .textAfterQuote: L("On line \(problem.line) there is text behind a closing quotation mark.")
        case .quoteInsideField:
            L("On line \(problem.line) there is a quotation mark inside a field that does not begin with one.")
        case .notUTF8: L("Line \(problem.line) holds bytes that are no text.")
        }
    }

    private static func decode(_ bytes: [UInt8]) throws -> (String, Message?) {
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            guard let text = String(bytes: bytes, encoding: .utf16) else {
                throw SheetFile.refusal(L("The text cannot be read."))
            }
            return (String(text.drop { $0 == "\u{FEFF}" }), nil)
        }
        let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        if body.contains(0) {
            throw SheetFile.refusal(L("This is no text file. Save the table as CSV (UTF-8) or .xlsx."))
        }
        if let text = String(validating: body, as: UTF8.self) { return (text, nil) }
        let text = String(String.UnicodeScalarView(body.map(windows1252)))
        return (
            text,
            L(
                "The file is not in UTF-8 and was read as Windows-1252. Check the accented letters; if they are wrong, save it as CSV UTF-8."
            )
        )
    }

    /// Code page 1252 (WHATWG Encoding Standard): Latin-1 but for 0x80 to 0x9F.
    private static func windows1252(_ byte: UInt8) -> Unicode.Scalar {
        let special: [UInt16] = [
            0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
            0x017D, 0x8F,
            0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,
            0x017E, 0x0178,
        ]
        guard (0x80...0x9F).contains(byte) else { return Unicode.Scalar(byte) }
        return Unicode.Scalar(special[Int(byte) - 0x80]) ?? Unicode.Scalar(byte)
    }
}
