/// When an inject falls due, as a person writes it in a cell of a table: `0:26`, `M2+10`, `@11:00`, `2027-06-15 11:00`, `by hand`.
public enum InjectTime: Sendable, Hashable {
    /// Milliseconds of the exercise's clock from STARTEX.
    case elapsed(Int64)
    /// Milliseconds of the exercise's clock from the beginning of a move.
    case move(Int, Int64)
    /// A time of the day where the exercise is run, in minutes from midnight; on its first day unless a day (ISO 8601) is told.
    case wall(day: String?, minutes: Int)
    case hand
    case rule

    public enum Problem: Error, Sendable, Hashable {
        case unreadable
        /// 60 or more minutes or seconds behind hours.
        case minute(Int)
        /// No such day or hour of a day.
        case noSuchTime
        /// Before STARTEX, or before the move.
        case before
        /// More than ``InjectTime/longest``.
        case tooLong
    }

    /// A thousand hours: the longest exercise that a time may lie in.
    public static let longest: Int64 = 1_000 * 3_600_000

    /// - Throws: ``Problem``.
    public init(_ text: String) throws(Problem) {
        guard text.utf8.count <= 200 else { throw .unreadable }
        let plain = InjectLetters.folded(text)
        if plain.isEmpty || Self.handWords.contains(plain) {
            self = .hand
        } else if Self.ruleWords.contains(plain) {
            self = .rule
        } else if plain.hasPrefix("@") {
            self = .wall(day: nil, minutes: try Self.timeOfDay(plain.dropFirst()))
        } else if let wall = try Self.wall(plain) {
            self = wall
        } else if let move = try Self.move(plain) {
            self = move
        } else {
            self = .elapsed(try Self.duration(plain.hasPrefix("+") ? plain.dropFirst() : plain[...]))
        }
    }

    /// As it stands in the table, and is read again as the same.
    public var text: String {
        switch self {
        case .elapsed(let time): Self.clock(time)
        case .move(let number, let time):
            time < 3_600_000 && time % 60_000 == 0
                ? "M\(number)+\(time / 60_000)" : "M\(number)+\(Self.clock(time))"
        case .wall(let day, let minutes):
            day.map { "\($0) \(Self.two(minutes / 60)):\(Self.two(minutes % 60))" }
                ?? "@\(Self.two(minutes / 60)):\(Self.two(minutes % 60))"
        case .hand: "hand"
        case .rule: "rule"
        }
    }

    /// `0:26`, `51:04:05`: hours are not cut at a day, seconds stand only where there are some.
    public static func clock(_ milliseconds: Int64) -> String {
        let seconds = max(0, milliseconds) / 1_000
        let minutes = "\(seconds / 3_600):\(two(Int(seconds / 60 % 60)))"
        return seconds % 60 == 0 ? minutes : "\(minutes):\(two(Int(seconds % 60)))"
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private static let handWords: Set<String> = [
        "hand", "by hand", "-", "–", "—", "a la main", "main", "вручную", "рукои", "يدويا", "باليد", "يدوي",
    ]
    private static let ruleWords: Set<String> = [
        "rule", "by rule", "by a rule", "regle", "par une regle", "правило", "по правилу", "قاعدة", "حسب قاعدة",
    ]

    private static func number(_ text: some StringProtocol) -> Int? {
        guard (1...6).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int(text)
    }

    /// `M2`, `M2+10`, `M 2 + 0:10`; the letter also of the Cyrillic script.
    private static func move(_ text: String) throws(Problem) -> InjectTime? {
        guard let first = text.first, first == "m" || first == "м" else { return nil }
        let rest = text.dropFirst().filter { $0 != " " }
        let parts = rest.split(separator: "+", maxSplits: 1, omittingEmptySubsequences: false)
        guard let head = parts.first else { return nil }
        if let dash = head.firstIndex(of: "-"), number(head[..<dash]) != nil { throw .before }
        guard let move = number(head), move > 0 else { throw .unreadable }
        return .move(move, parts.count == 2 ? try duration(parts[1]) : 0)
    }

    /// `2027-06-15 11:00`, also with a `T`.
    private static func wall(_ text: String) throws(Problem) -> InjectTime? {
        let bytes = Array(text.utf8)
        guard bytes.count > 11, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            bytes[10] == UInt8(ascii: " ") || bytes[10] == UInt8(ascii: "t")
        else { return nil }
        let day = String(decoding: bytes[..<10], as: UTF8.self)
        guard CalendarDate.isValid(day) else { throw .noSuchTime }
        return .wall(day: day, minutes: try timeOfDay(String(decoding: bytes[11...], as: UTF8.self)))
    }

    private static func timeOfDay(_ text: some StringProtocol) throws(Problem) -> Int {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { number(trimmed($0)) }
        guard parts.count == 2, let hour = parts[0], let minute = parts[1] else { throw .unreadable }
        guard hour < 24 else { throw .noSuchTime }
        guard minute < 60 else { throw .minute(minute) }
        return hour * 60 + minute
    }

    /// `26`, `26 min`, `0:26`, `1:05:30`, `1 h 20`: minutes where nothing else is said.
    private static func duration(_ text: some StringProtocol) throws(Problem) -> Int64 {
        let plain = trimmed(text)
        if plain.hasPrefix("-") || plain.hasPrefix("–") { throw .before }
        let parts = plain.split(separator: ":", omittingEmptySubsequences: false).map { number(trimmed($0)) }
        if parts.count == 1 { return try words(plain) }
        guard parts.count <= 3, let hours = parts[0], let minutes = parts[1] else { throw .unreadable }
        guard minutes < 60 else { throw .minute(minutes) }
        var seconds = 0
        if parts.count == 3 {
            guard let last = parts[2] else { throw .unreadable }
            guard last < 60 else { throw .minute(last) }
            seconds = last
        }
        return try bounded((Int64(hours) * 60 + Int64(minutes)) * 60 + Int64(seconds))
    }

    private static let hourWords: Set<String> = [
        "h", "hr", "hour", "hours", "heure", "heures", "ч", "час", "часа", "س",
    ]
    private static let minuteWords: Set<String> = ["min", "minute", "minutes", "m", "мин", "минут", "د", "دقيقة"]

    /// A number with or without its unit, or hours and minutes.
    private static func words(_ text: String) throws(Problem) -> Int64 {
        var pieces: [String] = []
        var lastIsDigit: Bool?
        for character in text {
            if character == " " {
                lastIsDigit = nil
                continue
            }
            let isDigit = character.isNumber
            if isDigit == lastIsDigit, !pieces.isEmpty {
                pieces[pieces.count - 1].append(character)
            } else {
                pieces.append(String(character))
            }
            lastIsDigit = isDigit
        }
        guard let first = pieces.first, let number = number(first) else { throw .unreadable }
        switch pieces.count {
        case 1: return try bounded(Int64(number) * 60)
        case 2 where minuteWords.contains(pieces[1]): return try bounded(Int64(number) * 60)
        case 2 where hourWords.contains(pieces[1]): return try bounded(Int64(number) * 3_600)
        case 3 where hourWords.contains(pieces[1]), 4 where hourWords.contains(pieces[1]):
            guard let minutes = Self.number(pieces[2]), pieces.count == 3 || minuteWords.contains(pieces[3]) else {
                throw .unreadable
            }
            guard minutes < 60 else { throw .minute(minutes) }
            return try bounded(Int64(number) * 3_600 + Int64(minutes) * 60)
        default: throw .unreadable
        }
    }

    private static func bounded(_ seconds: Int64) throws(Problem) -> Int64 {
        guard seconds * 1_000 <= longest else { throw .tooLong }
        return seconds * 1_000
    }

    private static func trimmed(_ text: some StringProtocol) -> String {
        var rest = Substring(text)
        while rest.first == " " { rest.removeFirst() }
        while rest.last == " " { rest.removeLast() }
        return String(rest)
    }
}
