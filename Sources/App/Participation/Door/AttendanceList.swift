import Domain
import Web

/// A list of who was in a meeting, as video services give it out (Zoom, Teams, BigBlueButton), or anybody types it: found by the names of
/// its columns, of which a name and one of e-mail, minutes and times are enough.
struct AttendanceList: Sendable {
    struct Row: Sendable, Codable, Hashable {
        /// In the file.
        let number: Int
        let name: String
        let email: String
        /// Of a name card or a personal link.
        let code: String
        /// As the service counted; nothing where it only tells times.
        let minutes: Int?
        /// Minutes since midnight of the day on which it began; nothing where no times are told.
        let from: Int?
        let until: Int?
    }

    enum Column: CaseIterable {
        case name, email, code, minutes, from, until

        /// Folded, as services call them, in the languages in which they have been seen.
        fileprivate var names: [String] {
            switch self {
            case .name:
                [
                    "name (original name)", "full name", "name", "display name", "user name", "participant",
                    "participant name",
                    "attendee", "nom complet", "nom", "participant(e)", "имя", "фио", "участник", "الاسم", "المشارك",
                    "name (originalname)",
                ]
            case .email:
                [
                    "user email", "email", "e-mail", "email address", "e-mail address", "participant id (upn)",
                    "adresse e-mail",
                    "courriel", "электронная почта", "почта", "البريد الالكتروني",
                ]
            case .code: ["code", "token", "card", "personal link", "link"]
            case .minutes:
                [
                    "total duration (minutes)", "duration (minutes)", "time in session (minutes)",
                    "in-meeting duration",
                    "attended duration", "duration", "minutes", "time in meeting", "duree (minutes)", "duree",
                    "продолжительность", "минуты", "длительность", "المدة",
                ]
            case .from:
                [
                    "join time", "first join", "first join time", "joined", "joined at", "join", "heure d'arrivee",
                    "вход",
                ]
            case .until:
                ["leave time", "last leave", "last leave time", "left", "left at", "leave", "heure de depart", "выход"]
            }
        }
    }

    let rows: [Row]
    /// Rows of nobody: without a name, an address or a code.
    let left: Int

    /// Most rows of a list: a seminar of two thousand, each from two devices.
    static let most = 5_000

    /// - Throws: at the field `file`, in words.
    init(_ upload: TableUpload) throws {
        let table = try SheetFile.read(upload.bytes, name: upload.name)
        guard let (head, places) = Self.heading(table) else {
            throw SheetFile.refusal(
                L(
                    "No row names the columns. A list needs a name, and one of e-mail, minutes, or times of joining and leaving."
                ))
        }
        var (rows, left): ([Row], Int) = ([], 0)
        for line in table.lines.dropFirst(head + 1) {
            // Another part of the same file begins: services put several tables below each other.
            if Self.isSection(line) || Self.places(line)[.name] != nil && Self.places(line).count > 1 { break }
            let row = Self.row(line, places)
            if row.name.isEmpty, row.email.isEmpty, row.code.isEmpty { left += 1 } else { rows.append(row) }
        }
        guard !rows.isEmpty else { throw SheetFile.refusal(L("There is a heading, but no row below it.")) }
        guard rows.count <= Self.most else {
            throw SheetFile.refusal(L("There would be more than \(Self.most), which is as many as there may be."))
        }
        (self.rows, self.left) = (rows, left)
    }

    /// Above it services write what the meeting was called and when it was.
    private static func heading(_ table: FileTable) -> (Int, [Column: Int])? {
        for (index, line) in table.lines.prefix(60).enumerated() {
            let places = places(line)
            if places[.name] != nil || places[.email] != nil || places[.code] != nil, places.count > 1 {
                return (index, places)
            }
        }
        return nil
    }

    private static func places(_ line: FileTable.Line) -> [Column: Int] {
        var found: [Column: (place: Int, rank: Int)] = [:]
        for (place, cell) in line.cells.prefix(100).enumerated() {
            let word = Folded.text(cell.prefix(80))
            for column in Column.allCases {
                guard let rank = column.names.firstIndex(of: word), rank < found[column]?.rank ?? .max else { continue }
                found[column] = (place, rank)
            }
        }
        return found.mapValues(\.place)
    }

    /// `3. In-Meeting Activities`
    private static func isSection(_ line: FileTable.Line) -> Bool {
        let cells = line.cells.filter { !$0.trimmed.isEmpty }
        return cells.count == 1 && cells[0].firstMatch(of: /^\s*[0-9]+\.\s/) != nil
    }

    private static func row(_ line: FileTable.Line, _ places: [Column: Int]) -> Row {
        func text(_ column: Column) -> String {
            guard let place = places[column], line.cells.indices.contains(place) else { return "" }
            return String(FieldCheck.line(line.cells[place].prefix(300)).prefix(200))
        }
        /// No time and no duration is longer: to look for one in more costs.
        func short(_ column: Column) -> String { String(text(column).prefix(40)) }
        let from = clock(short(.from))
        var until = clock(short(.until))
        // Left after midnight.
        if let begin = from, let end = until, end < begin { until = end + 1_440 }
        return Row(
            number: line.number, name: text(.name), email: text(.email), code: code(text(.code)),
            minutes: minutes(short(.minutes)), from: until == nil ? nil : from, until: from == nil ? nil : until)
    }

    /// The last part of an address, where a whole link stands in the cell.
    private static func code(_ text: String) -> String { text.split(separator: "/").last.map { String($0) } ?? "" }

    /// `75`, `75.5`, `1h 15m 30s`, `01:15:30`, `1:15`.
    static func minutes(_ text: String) -> Int? {
        let most = 100_000.0
        if let number = Double(text.replacing(",", with: ".")), number.isFinite {
            return Int(min(max(0, number), most))
        }
        if let match = text.wholeMatch(of: /(\d{1,4}):(\d{1,2})(?::(\d{1,2}))?/) {
            guard let first = Int(match.1), let second = Int(match.2) else { return nil }
            // Without hours where the first is more than any day has.
            return match.3 == nil && first > 23 ? first : first * 60 + second
        }
        var (total, isFound) = (0, false)
        for match in text.lowercased().matches(of: /(\d{1,5})\s*(h|ч|m|м|s|с)/) {
            guard let number = Int(match.1) else { continue }
            isFound = true
            switch match.2 {
            case "h", "ч": total += number * 60
            case "m", "м": total += number
            default: break
            }
        }
        return isFound ? min(total, Int(most)) : nil
    }

    /// The time of day in whatever is written around it, as minutes since midnight: `06/09/2027 10:30:05 AM`.
    static func clock(_ text: String) -> Int? {
        guard let match = text.firstMatch(of: /(\d{1,2})[:.](\d{2})(?:[:.]\d{2})?\s*([AaPp])?/),
            let hour = Int(match.1), let minute = Int(match.2), hour < 24, minute < 60
        else { return nil }
        guard let half = match.3?.lowercased() else { return hour * 60 + minute }
        return (hour % 12 + (half == "p" ? 12 : 0)) * 60 + minute
    }

    /// How long somebody was there by several rows of the same list: the union of the times; without times the longest, since two devices
    /// at once are there once.
    static func minutes(of rows: [Row]) -> Int {
        let timed = rows.compactMap { row in
            row.from.flatMap { from in row.until.map { (start: bounded(from) * 60_000, end: bounded($0) * 60_000) } }
        }
        let counted = rows.filter { $0.from == nil }.compactMap(\.minutes).max() ?? 0
        return max(AttendanceTime.minutes(timed), counted)
    }

    /// Rows come back from a form.
    private static func bounded(_ minute: Int) -> Int64 { Int64(min(max(0, minute), 2_880)) }
}
