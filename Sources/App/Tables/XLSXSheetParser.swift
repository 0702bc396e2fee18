import Foundation
import Web

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// The cells of one sheet of a workbook.
final class SheetParser: PartParser {
    private(set) var lines: [Sheet.Line] = []
    private let strings: [String]
    private let dateStyles: Set<Int>
    private let is1904: Bool

    private var rowNumber = 0
    private var cells: [String] = []
    private var column = 0
    private var type = "n"
    private var style = 0
    private var inline = ""
    private var isPhonetic = false

    init(strings: [String], dateStyles: Set<Int>, is1904: Bool) {
        self.strings = strings
        self.dateStyles = dateStyles
        self.is1904 = is1904
    }

    override func collects(_ name: String) -> Bool { name == "v" || name == "t" }

    override func begin(_ name: String, _ attributes: [String: String], _ parser: XMLParser) {
        switch name {
        case "row":
            // A sheet has at most 1,048,576 rows; other numbers are a broken or hostile file.
            rowNumber =
                attributes["r"].flatMap(Int.init).flatMap { (1...1_048_576).contains($0) ? $0 : nil } ?? rowNumber + 1
            cells = []
        case "c":
            column = attributes["r"].flatMap(Self.column) ?? cells.count
            type = attributes["t"] ?? "n"
            style = attributes["s"].flatMap(Int.init) ?? 0
            inline = ""
        case "rPh": isPhonetic = true
        default: break
        }
    }

    override func end(_ name: String, text: String, _ parser: XMLParser) {
        switch name {
        case "t": if !isPhonetic { inline += text }
        case "rPh": isPhonetic = false
        case "v": put(value(text), parser)
        case "c": if type == "inlineStr" { put(Self.unescape(inline), parser) }
        case "row": if cells.contains(where: { !$0.isEmpty }) { finishRow(parser) }
        default: break
        }
    }

    private func put(_ text: String, _ parser: XMLParser) {
        guard !text.isEmpty else { return }
        do { try SheetFile.checkSize(rows: 0, columns: column + 1) } catch { return stop(parser, error) }
        while cells.count <= column { cells.append("") }
        cells[column] = text
    }

    private func finishRow(_ parser: XMLParser) {
        do { try SheetFile.checkSize(rows: lines.count + 1, columns: 0) } catch { return stop(parser, error) }
        lines.append(Sheet.Line(number: rowNumber, cells: cells))
    }

    private func value(_ text: String) -> String {
        switch type {
        case "s":
            guard let index = Int(text.trimmed), strings.indices.contains(index) else { return "" }
            return strings[index]
        case "b": return text.trimmed == "1" ? "TRUE" : "FALSE"
        case "str", "e", "d": return Self.unescape(text)
        case "inlineStr": return ""
        default:
            guard let number = Double(text.trimmed), number.isFinite else { return text }
            if dateStyles.contains(style), let date = Self.date(number, is1904: is1904) { return date }
            return Self.plain(number)
        }
    }

    /// Whole numbers without a fraction: 1.0 is 1.
    static func plain(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : String(number)
    }

    /// Excel's day number as an ISO date, with the time where there is one. Day 60 of the 1900 system never existed and counts as
    /// 28 February (ECMA-376 part 1, 18.17.4.1).
    static func date(_ serial: Double, is1904: Bool) -> String? {
        let minutes = (serial * 1440).rounded()
        let days = (minutes / 1440).rounded(.down)
        guard days >= 0, days < 2_958_466 else { return nil }
        let rest = Int(minutes - days * 1440)
        // Days from 1970-01-01: 25,569 is its serial in the 1900 system, 24,107 in the other.
        let offset = is1904 ? days - 24_107 : days < 60 ? days - 25_568 : days - 25_569
        let date = CalendarDate.today(Int64(offset) * 86_400_000)
        guard rest > 0 else { return date }
        let (hour, minute) = (rest / 60, rest % 60)
        return "\(date) \(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
    }

    /// `BC7` is column 54, counted from 0.
    static func column(_ reference: String) -> Int? {
        var number = 0
        for byte in reference.utf8 {
            guard (65...90).contains(byte) else { break }
            number = number * 26 + Int(byte) - 64
            if number > 20_000 { return nil }
        }
        return number > 0 ? number - 1 : nil
    }

    /// `_x000D_` stands for the character with that number (ECMA-376 part 1, 22.9.2.19).
    static func unescape(_ text: String) -> String {
        guard text.contains("_x") else { return text }
        var output = ""
        var rest = Substring(text)
        while let start = rest.firstRange(of: "_x") {
            output += rest[..<start.lowerBound]
            let code = rest[start.upperBound...].prefix(5)
            if code.count == 5, code.hasSuffix("_"), let number = UInt32(code.prefix(4), radix: 16),
                let scalar = Unicode.Scalar(number)
            {
                output.unicodeScalars.append(scalar)
                rest = rest[code.endIndex...]
            } else {
                output += rest[start]
                rest = rest[start.upperBound...]
            }
        }
        return output + rest
    }
}
