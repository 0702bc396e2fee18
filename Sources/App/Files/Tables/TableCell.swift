import Domain
/// What a cell of an uploaded table holds, as text and by its kind.
struct TableCell: Sendable, Hashable, ExpressibleByStringLiteral {
    enum Kind: String, Sendable, Hashable, Codable {
        case empty, text, number, date, time, duration, boolean, error
        case dateTime = "date-time"
    }

    let kind: Kind
    /// As it is imported: dates `2026-11-30`, with a time `2026-11-30 09:30`, times `09:30`, durations `25:10`, truth `TRUE`.
    let text: String
    /// The number in the file, of everything but texts and errors.
    var number: Double?
    /// The number format of the file, as `[h]:mm`; nothing for the general one.
    var format: String?
    /// Whether its letters are struck through, as of rows that their owner gave up.
    var isStruck = false

    static let empty = TableCell(kind: .empty, text: "")

    init(kind: Kind, text: String, number: Double? = nil, format: String? = nil) {
        self.kind = kind
        self.text = text
        self.number = number
        self.format = format
    }

    init(stringLiteral value: String) { self.init(value) }

    init(_ text: String) { self.init(kind: text.isEmpty ? .empty : .text, text: text) }

    init(_ flag: Bool) { self.init(kind: .boolean, text: flag ? "TRUE" : "FALSE", number: flag ? 1 : 0) }

    /// A number as its format says it is meant (ECMA-376 part 1, 18.8.30 and 18.17.4).
    init(_ number: Double, _ format: NumberFormat, is1904: Bool) {
        let stamp = TableTime.stamp(number, is1904: is1904)
        let code = format.code
        switch format.kind {
        case .duration:
            self.init(kind: .duration, text: TableTime.duration(number), number: number, format: code)
        case .time where number >= 0 && number < 1:
            self.init(kind: .time, text: TableTime.time(number), number: number, format: code)
        case .date, .dateTime, .time:
            if let stamp {
                self.init(
                    kind: stamp.time == nil && format.kind != .time ? .date : .dateTime,
                    text: [stamp.date, stamp.time ?? (format.kind == .time ? "00:00" : nil)].compactMap { $0 }.joined(
                        separator: " "), number: number, format: code)
            } else if number >= 0, number < 1, format.kind == .dateTime {
                // Day 0 of the 1900 system is no day: what is left is a time.
                self.init(kind: .time, text: TableTime.time(number), number: number, format: code)
            } else {
                self.init(kind: .number, text: Self.plain(number), number: number, format: code)
            }
        case .number:
            self.init(kind: .number, text: format.padded(number) ?? Self.plain(number), number: number, format: code)
        }
    }

    /// A date, a time or both as ISO 8601 writes them, which strict workbooks hold as text.
    init(iso text: String, format: String?) {
        let (date, time) = TableTime.parts(iso: text)
        switch (date, time) {
        case (let date?, let time?): self.init(kind: .dateTime, text: "\(date) \(time)", format: format)
        case (let date?, nil): self.init(kind: .date, text: date, format: format)
        case (nil, let time?): self.init(kind: .time, text: time, format: format)
        case (nil, nil): self.init(text)
        }
    }

    /// Whole numbers without a fraction: 1.0 is 1.
    static func plain(_ number: Double) -> String {
        number == number.rounded() && abs(number) < 1e15 ? String(Int64(number)) : String(number)
    }
}

/// Days and times of spreadsheets as ISO 8601.
enum TableTime {
    /// The last day that there is: 9999-12-31.
    private static let lastDay = 2_958_466.0

    /// A day number as a date, with its time where there is one. Day 60 of the 1900 system never existed and counts as 28 February
    /// (ECMA-376 part 1, 18.17.4.1).
    static func stamp(_ serial: Double, is1904: Bool) -> (date: String, time: String?)? {
        guard serial.isFinite, serial >= (is1904 ? 0 : 1), serial < lastDay else { return nil }
        let seconds = (serial * 86_400).rounded()
        let days = (seconds / 86_400).rounded(.down)
        let rest = Int(seconds - days * 86_400)
        // Days from 1970-01-01: 25,569 is its serial in the 1900 system, 24,107 in the other.
        let offset = is1904 ? days - 24_107 : days < 60 ? days - 25_568 : days - 25_569
        return (CalendarDate(daysSince1970: Int(offset)).description, rest == 0 ? nil : clock(rest))
    }

    /// The part of a day as `09:30`, with seconds where there are some.
    static func time(_ fraction: Double) -> String { clock(min(86_399, Int((fraction * 86_400).rounded()))) }

    /// Days as hours and minutes: `25:10`; negative ones with a minus.
    static func duration(_ days: Double) -> String {
        guard days.isFinite, abs(days) < 1e7 else { return TableCell.plain(days) }
        let seconds = Int((days * 86_400).rounded())
        let size = abs(seconds)
        let (hours, minutes, rest) = (size / 3_600, size / 60 % 60, size % 60)
        return (seconds < 0 ? "-" : "") + "\(hours):\(two(minutes))" + (rest == 0 ? "" : ":\(two(rest))")
    }

    /// What of `2026-11-30T09:30:00.5Z` there is. A zone is left out: a cell has none.
    static func parts(iso text: String) -> (date: String?, time: String?) {
        let halves = text.trimmed.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = halves.first else { return (nil, nil) }
        var date: String?
        if CalendarDate.isValid(String(first)) { date = String(first) }
        guard date != nil || first.isEmpty || halves.count == 1 else { return (nil, nil) }
        let clock = halves.count == 2 ? halves[1] : date == nil ? first : ""
        let pieces = clock.prefix { "0123456789:".contains($0) }.split(separator: ":").map { Int($0) ?? 99 }
        guard (2...3).contains(pieces.count), pieces[0] < 24, pieces[1] < 60, pieces.count == 2 || pieces[2] < 60 else {
            return (date, nil)
        }
        let seconds = pieces.count == 3 ? pieces[2] : 0
        if date != nil, pieces[0] + pieces[1] + seconds == 0 { return (date, nil) }
        return (date, self.clock(pieces[0] * 3_600 + pieces[1] * 60 + seconds))
    }

    private static func clock(_ seconds: Int) -> String {
        "\(two(seconds / 3_600)):\(two(seconds / 60 % 60))" + (seconds % 60 == 0 ? "" : ":\(two(seconds % 60))")
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}

/// What a number format makes of a number.
struct NumberFormat: Sendable, Hashable {
    enum Kind: Sendable, Hashable { case number, date, time, dateTime, duration }

    static let general = NumberFormat(code: nil, kind: .number)

    /// Nothing for the general format.
    let code: String?
    let kind: Kind

    /// `00000` is written for numbers that keep their zeros: codes, numbers of telephones.
    func padded(_ number: Double) -> String? {
        guard let code, (2...20).contains(code.utf8.count), code.utf8.allSatisfy({ $0 == UInt8(ascii: "0") }),
            number >= 0,
            number == number.rounded(), number < 1e15
        else { return nil }
        let digits = TableCell.plain(number)
        return String(repeating: "0", count: max(0, code.utf8.count - digits.utf8.count)) + digits
    }

    private init(code: String?, kind: Kind) {
        self.code = code
        self.kind = kind
    }

    /// The formats that have a number instead of a code (ECMA-376 part 1, 18.8.30); also those of East Asian editions.
    init(builtIn id: Int) {
        let codes: [Int: String] = [
            1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
            13: "# ??/??",
            14: "yyyy-mm-dd", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
            20: "h:mm",
            21: "h:mm:ss", 22: "yyyy-mm-dd h:mm", 37: "#,##0 ;(#,##0)", 38: "#,##0 ;[Red](#,##0)",
            39: "#,##0.00;(#,##0.00)",
            40: "#,##0.00;[Red](#,##0.00)", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
        ]
        if let code = codes[id] {
            self.init(code)
        } else if (27...36).contains(id) || (50...58).contains(id) {
            self.init("yyyy-mm-dd")
        } else {
            self = .general
        }
    }

    init(_ code: String) {
        guard !code.isEmpty, code.lowercased() != "general" else {
            self = .general
            return
        }
        let code = String(code.prefix(255))
        self.init(code: code, kind: Self.kind(of: code))
    }

    private static func kind(of code: String) -> Kind {
        let (letters, isElapsed) = letters(of: code)
        if isElapsed { return .duration }
        let hasTime = letters.contains("h") || letters.contains("s")
        let hasDay = letters.contains("y") || letters.contains("d") || (letters.contains("m") && !hasTime)
        switch (hasDay, hasTime) {
        case (true, true): return .dateTime
        case (true, false): return .date
        case (false, true): return .time
        case (false, false): return .number
        }
    }

    /// The letters of the first section that stand for parts of a day, outside quotes, escapes and brackets; and whether one of them
    /// counts on (`[h]`).
    private static func letters(of code: String) -> (Set<Character>, isElapsed: Bool) {
        var letters: Set<Character> = []
        var isElapsed = false
        var rest = Substring(code.lowercased().replacing("general", with: ""))
        while let first = rest.popFirst() {
            switch first {
            case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
            case "\\", "_", "*": rest = rest.dropFirst()
            case "[":
                let inside = rest.prefix { $0 != "]" }
                if !inside.isEmpty, ["h", "m", "s"].contains(where: { mark in inside.allSatisfy { $0 == mark } }) {
                    isElapsed = true
                }
                rest = rest.dropFirst(inside.count + 1)
            case ";": return (letters, isElapsed)
            case "a" where rest.hasPrefix("m/pm") || rest.hasPrefix("/p"):
                letters.insert("h")
                rest = rest.dropFirst(rest.hasPrefix("/p") ? 2 : 4)
            case "e" where rest.hasPrefix("+") || rest.hasPrefix("-"): rest = rest.dropFirst()
            // The years of Japanese and Taiwanese eras.
            case "e", "g": letters.insert("y")
            case "y", "d", "m", "h", "s": letters.insert(first)
            default: break
            }
        }
        return (letters, isElapsed)
    }
}
