import Domain
import Foundation
import Web

/// A planner's file as sheets of typed cells, by the house's one reader of tables.
enum MselFileReader {
    /// Of a file, in bytes.
    static let most = 10 << 20

    /// - Throws: ``Refusal/invalid(_:)`` at the field `file`, or at `sheet` where it has no such one.
    static func sheets(_ bytes: [UInt8], name: String, sheet wanted: String? = nil) throws -> [MselSheet] {
        guard bytes.count <= most else { throw SheetFile.refusal(L("The file is larger than 10 MB.")) }
        let tables: [FileTable]
        if bytes.starts(with: [0x50, 0x4B]), !name.lowercased().hasSuffix(".csv") {
            tables = try XLSXReader.readAll(bytes)
        } else {
            tables = [try SheetFile.read(bytes, name: name)]
        }
        guard let wanted, tables.count > 1 || !tables[0].name.isEmpty else { return tables.map(sheet) }
        guard let table = tables.first(where: { $0.name == wanted }) else {
            throw Refusal.invalid(["sheet": L("The workbook has no worksheet with this name.")])
        }
        return [sheet(table)]
    }

    /// - Throws: as `sheets`; and where no sheet is a list of injects.
    static func read(
        _ bytes: [UInt8], name: String, sheet: String? = nil, options: MselOptions = MselOptions()
    ) throws -> MselReading {
        var options = options
        options.whole.formUnion(namesWithAnd)
        let reading = MselReading(try sheets(bytes, name: name, sheet: sheet), options)
        guard !reading.sheets.isEmpty else {
            throw SheetFile.refusal(
                L("No sheet has a row of headings that tell a title, a text or a time, and two more columns."))
        }
        return reading
    }

    private static func sheet(_ table: FileTable) -> MselSheet {
        var sheet = MselSheet(
            name: table.name, isHidden: table.isHidden,
            rows: table.lines.filter { !$0.isBlank }.map { line in
                MselSheet.Row(line.number, line.values.map(cell))
            })
        sheet.hiddenRows = table.hiddenRows
        sheet.merges = table.merges.map { MselSheet.Merge(rows: $0.rows, columns: $0.columns) }
        sheet.is1904 = table.is1904
        return sheet
    }

    /// By what its format makes of a number, which counts more than the number's size.
    private static func cell(_ cell: TableCell) -> MselCell {
        let kind: MselCell.Kind
        // What the export guards, so that no program runs it.
        if cell.kind == .text, cell.text.hasPrefix("'"), CSVTable.harmless(String(cell.text.dropFirst())) == cell.text {
            return MselCell(String(cell.text.dropFirst()))
        }
        switch cell.kind {
        case .empty: kind = .empty
        case .text: kind = .text
        case .boolean: kind = .boolean
        case .error: kind = .error
        case .number, .date, .time, .duration, .dateTime:
            switch cell.format.map({ NumberFormat($0).kind }) ?? .number {
            case .time: kind = .time
            case .date: kind = .date
            case .dateTime: kind = .dateTime
            case .duration: kind = .duration
            case .number: kind = .number
            }
        }
        return MselCell(kind, cell.text, number: kind == .text ? nil : cell.number, isStruck: cell.isStruck)
    }

    /// Of countries, which are not taken apart at "and".
    private static let namesWithAnd: Set<String> = [
        "bosnia and herzegovina", "trinidad and tobago", "antigua and barbuda", "saint kitts and nevis",
        "saint vincent and the grenadines", "sao tome and principe", "são tomé and príncipe", "bosnie et herzégovine",
        "trinité et tobago", "антигуа и барбуда", "босния и герцеговина", "тринидад и тобаго", "сент-китс и невис",
    ]
}

/// `roundtable msel`, without a database.
public enum MselFile {
    /// What is said beside the file.
    public struct Choice: Sendable {
        public var sheet: String?
        /// IANA; only checked, since a local time keeps its clock.
        public var zone: String?
        /// `2027-06-15T09:00`, in the zone.
        public var startex: String?
        public var dateOrder: String?
        public var moves = 0

        public init() {}
    }

    /// The file as JSON, and the first row that is bad in words.
    public static func listing(
        _ bytes: [UInt8], name: String, _ choice: Choice
    ) throws -> (json: String, problem: String?) {
        let reading = try MselFileReader.read(bytes, name: name, sheet: choice.sheet, options: try options(choice))
        return (reading.json.json(.indented), reading.problem)
    }

    /// One time as JSON, and why it is bad.
    /// - Parameter cell: `text`, `number`, `time`, `date`, `datetime` or `duration`.
    public static func time(
        _ text: String, heading: String, cell: String, is1904: Bool, _ choice: Choice
    ) throws -> (json: String, problem: String?) {
        let options = try options(choice)
        var context = MselTimeContext(heading: heading)
        context.is1904 = is1904
        context.moves = options.moves
        context.dateOrder = options.dateOrder
        context.start = options.start
        guard let kind = MselCell.Kind(rawValue: cell == "datetime" ? "dateTime" : cell) else {
            throw Refusal.invalid(["cell": L("This value is not one of those allowed.")])
        }
        let number = kind == .text ? nil : Double(text)
        let time = MselTimeParser(context).read(MselCell(kind, text, number: number))
        return (time.json.json(.indented), time.state == .bad ? time.reason.map { "\($0)" } ?? "" : nil)
    }

    private static func options(_ choice: Choice) throws -> MselOptions {
        var options = MselOptions()
        options.moves = choice.moves
        if let zone = choice.zone, TimeZone(identifier: zone) == nil {
            throw Refusal.invalid(["zone": L("There is no time zone of this name.")])
        }
        if let order = choice.dateOrder {
            guard let known = MselTimeContext.DateOrder(rawValue: order) else {
                throw Refusal.invalid(["date-order": L("This value is not one of those allowed.")])
            }
            options.dateOrder = known
        }
        if let startex = choice.startex {
            let time = MselTimeParser(MselTimeContext()).read(startex)
            guard time.state == .ready, case .local(let day, let seconds) = time.moment else {
                throw Refusal.invalid(["startex": L("Write the start as 2027-06-15T09:00.")])
            }
            (options.start, options.startSeconds) = (day, seconds)
        }
        return options
    }
}
