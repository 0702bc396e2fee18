/// A sheet of a planner's workbook, with what it does not show.
public struct MselSheet: Sendable, Hashable {
    public struct Row: Sendable, Hashable {
        /// In the file, from 1.
        public let number: Int
        public let cells: [MselCell]

        public init(_ number: Int, _ cells: [MselCell]) {
            self.number = number
            self.cells = cells
        }

        var filled: [Int] { cells.indices.filter { !cells[$0].isEmpty } }
        func cell(_ column: Int?) -> MselCell {
            column.flatMap { cells.indices.contains($0) ? cells[$0] : nil } ?? .empty
        }
    }

    public struct Merge: Sendable, Hashable {
        let rows: ClosedRange<Int>
        let columns: ClosedRange<Int>

        public init(rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
            self.rows = rows
            self.columns = columns
        }
    }

    public static let mostRows = 5_000

    public let name: String
    public let isHidden: Bool
    /// Those that hold something.
    public let rows: [Row]
    public var hiddenRows: Set<Int> = []
    public var merges: [Merge] = []
    public var is1904 = false

    public init(name: String, isHidden: Bool, rows: [Row]) {
        self.name = name
        self.isHidden = isHidden
        self.rows = rows
    }

    /// Whether it is proposed to be read.
    public var isTicked: Bool { !isHidden && !MselWords.isAside(name) }

    /// The row with most fields among the first twelve; of equals the lower, unless it only repeats the upper.
    func heading() -> (place: Int, mapping: MselMapping)? {
        var best: (place: Int, mapping: MselMapping)?
        for (place, row) in rows.prefix(12).enumerated() where row.filled.count >= 3 {
            let mapping = MselMapping(Self.headings(row))
            guard mapping.isList else { continue }
            if let known = best {
                let (more, less) = (mapping.columns.count, known.mapping.columns.count)
                let repeats = Self.headings(row) == Self.headings(rows[known.place])
                guard more > less || (more == less && !repeats) else { continue }
            }
            best = (place, mapping)
        }
        return best
    }

    static func headings(_ row: Row) -> [String] {
        row.cells.map { $0.kind == .text && $0.text.utf8.count <= 600 ? $0.trimmed : "" }
    }
}

/// What becomes of a column.
public enum MselColumnUse: Sendable, Hashable {
    case field(MselField)
    /// Kept as it is, and given back in its place.
    case extra
    case leftOut
}

/// What is known beside the file, and what a person answered.
public struct MselOptions: Sendable, Hashable {
    public var dateOrder: MselTimeContext.DateOrder?
    /// The exercise's first day and its time of day in seconds, in the zone of the sheet.
    public var start: CalendarDate?
    public var startSeconds = 0
    public var moves = 0
    /// By heading.
    public var units: [String: MselTimeContext.Unit] = [:]
    public var zones: [String: Int] = [:]
    public var pointIsClock = false
    /// Whether an empty time is that of the row above.
    public var fillsDown = false
    /// Which of two columns of times counts, by heading.
    public var timeColumn = ""
    /// Channels by what the sheet calls them, folded.
    public var channels: [String: String] = [:]
    /// Names of places that are not taken apart, folded.
    public var whole: Set<String> = []
    /// What a person said of columns, by ``key(_:)`` of their headings.
    public var columns: [String: MselColumnUse] = [:]

    public init() {}

    /// A heading as answers name it: a form makes other line breaks of its own.
    public static func key(_ heading: some StringProtocol) -> String {
        heading.prefix(300).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

/// One row as it would be stored.
public struct MselRow: Sendable, Hashable {
    public enum State: String, Sendable, Hashable { case ready, asks, bad }

    public let number: Int
    public var state: State = .ready
    public var texts: [MselField: String] = [:]
    public var time = MselTime(.ready, .hand, reason: .empty)
    public var story: MselTime?
    public var to: [String] = []
    public var channel = ""
    public var type = ""
    public var status = ""
    /// The section's title above, which may be a storyline or a move.
    public var section = ""
    public var contingencyOf = ""
    public var extra: [String: String] = [:]
    public var reasons: [MselRowReason] = []

    public init(number: Int) { self.number = number }

    public subscript(_ field: MselField) -> String { texts[field] ?? "" }

    mutating func fail(_ reason: MselRowReason) {
        state = .bad
        reasons.append(reason)
    }

    mutating func ask(_ reason: MselRowReason) {
        if state == .ready { state = .asks }
        reasons.append(reason)
    }

    /// Why it is as it is, in English.
    public var told: String { reasons.map(\.description).joined(separator: "; ") }

    var json: JSONValue {
        .ordered([
            ("row", .whole(number)), ("state", .text(state.rawValue)), ("label", .text(self[.label])),
            ("title", .text(self[.title])), ("text", .text(self[.text])), ("time", time.json),
            ("to", .list(to.map { .text($0) })), ("from", .text(self[.from])), ("channel", .text(channel)),
            ("reason", reasons.isEmpty ? .null : .text(told)),
        ])
    }
}

/// Why a row asks, is bad, or is read as it is.
public enum MselRowReason: Sendable, Hashable, CustomStringConvertible {
    case error(column: String, String)
    case noTitle
    case titleFromText
    case time(column: String, MselTimeReason)
    case channel(String)
    case happened(String)
    case contingency(of: String)
    case hidden
    case labelTwice(String, sheet: String, row: Int)

    public var description: String {
        switch self {
        case .error(let column, let text): "“\(column)” holds the error \(text)"
        case .noTitle: "neither a title nor a text"
        case .titleFromText: "the title is the beginning of the text"
        case .time(let column, let reason): "\(column): \(reason)"
        case .channel(let text): "the channel “\(text)” is not known"
        case .happened(let text): "“\(text)” becomes approved: a file cannot say what happened"
        case .contingency(let label): "proposed as a contingency of \(label)"
        case .hidden: "the row is hidden in the file"
        case .labelTwice(let label, let sheet, let row): "the label \(label) is also in the sheet \(sheet), row \(row)"
        }
    }
}

/// What is asked once for a column.
public struct MselQuestion: Sendable, Hashable {
    /// `date_order`, `unit`, `zone` …, `channel`, `field`.
    public let name: String
    public let column: String
    public let words: String
    public internal(set) var samples: [String]

    var json: JSONValue {
        .ordered([
            ("column", .text(column)), ("question", .text(words)), ("samples", .list(samples.map { .text($0) })),
        ])
    }
}

/// A sheet as it was read.
public struct MselListing: Sendable, Hashable {
    public let name: String
    public let isHidden: Bool
    public let isTicked: Bool
    /// The row of the headings, from 1.
    public let headerRow: Int
    public let mapping: MselMapping
    public let headings: [String]
    public internal(set) var rows: [MselRow] = []
    public internal(set) var skipped: [String: Int] = [:]
    public internal(set) var questions: [MselQuestion] = []
    /// Columns that a person left out.
    public internal(set) var leftOut: Set<Int> = []
    /// Of each column up to three of its cells.
    public internal(set) var samples: [[String]] = []

    /// Headings of the columns that are kept as they are.
    public var extra: [String] { headings.indices.filter(isExtra).map { headings[$0] } }

    public func isExtra(_ column: Int) -> Bool {
        !headings[column].isEmpty && !mapping.taken.contains(column) && !leftOut.contains(column)
    }

    /// What becomes of a column now.
    public func use(of column: Int) -> MselColumnUse {
        if let field = MselField.allCases.first(where: { mapping.columns[$0]?.contains(column) == true }) {
            return .field(field)
        }
        return leftOut.contains(column) ? .leftOut : .extra
    }

    var json: JSONValue {
        let fields = MselField.allCases.compactMap { field -> (String, JSONValue)? in
            guard let columns = mapping.columns[field] else { return nil }
            let named = columns.filter { headings.indices.contains($0) }.map { headings[$0] }
            return (field.rawValue, .text(named.joined(separator: " + ")))
        }
        let skips = skipped.sorted { $0.key < $1.key }.map { ($0.key, JSONValue.whole($0.value)) }
        return .ordered([
            ("name", .text(name)), ("hidden", .flag(isHidden)), ("header_row", .whole(headerRow)),
            ("fields", .ordered(fields)), ("extra", .list(extra.map { .text($0) })),
            ("rows", .list(rows.map(\.json))), ("skipped", .ordered(skips)),
        ])
    }
}

/// A file as it was read.
public struct MselReading: Sendable, Hashable {
    public private(set) var sheets: [MselListing]

    public var questions: [MselQuestion] {
        var all: [MselQuestion] = []
        for question in sheets.flatMap(\.questions) {
            if !all.contains(where: { $0.name == question.name && $0.column == question.column }) {
                all.append(question)
            }
        }
        return all
    }

    /// - Parameter sheets: those that are to be read; what holds no list is left out.
    public init(_ sheets: [MselSheet], _ options: MselOptions = MselOptions()) {
        self.sheets = sheets.compactMap { MselSheetReader.read($0, options) }
        markRepeats()
    }

    /// The same label in two sheets is a conflict; in one sheet it is real.
    private mutating func markRepeats() {
        var seen: [String: (sheet: Int, row: Int)] = [:]
        for sheet in sheets.indices where sheets[sheet].isTicked {
            var own: [String: (sheet: Int, row: Int)] = [:]
            for row in sheets[sheet].rows.indices {
                let label = sheets[sheet].rows[row][.label]
                guard !label.isEmpty else { continue }
                own[label] = (sheet, sheets[sheet].rows[row].number)
                if let other = seen[label] {
                    sheets[sheet].rows[row].ask(.labelTwice(label, sheet: sheets[other.sheet].name, row: other.row))
                }
            }
            seen.merge(own) { first, _ in first }
        }
    }

    /// As the command prints it.
    public var json: JSONValue {
        .ordered([("sheets", .list(sheets.map(\.json))), ("questions", .list(questions.map(\.json)))])
    }

    /// The first row that is bad, in words.
    public var problem: String? {
        for sheet in sheets {
            if let row = sheet.rows.first(where: { $0.state == .bad }) {
                return "\(sheet.name.isEmpty ? "" : "sheet \(sheet.name), ")row \(row.number): "
                    + row.told
            }
        }
        return nil
    }
}
