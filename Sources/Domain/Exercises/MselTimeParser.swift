/// Reads when an inject is due from what planners write (`docs/msel.md`). It never guesses between two readings: it asks.
public struct MselTimeParser: Sendable {
    public var context: MselTimeContext

    public init(_ context: MselTimeContext) { self.context = context }

    /// - Parameter isDuration: whether the cell counts hours on, as `[h]:mm` does.
    public func read(_ text: String, isDuration: Bool = false) -> MselTime {
        guard text.utf8.count <= 400 else { return .bad(.unreadable) }
        let plain = MselText.folded(text)
        if plain.isEmpty { return .hand(.empty) }
        if plain.hasPrefix("#"), plain.hasSuffix("!") || plain.hasSuffix("?") || plain == "#n/a" {
            return .bad(.errorValue(MselText.trimmed(text)))
        }
        if let hand = Self.inWords(plain) { return .hand(hand) }
        let (body, note) = Self.withoutNote(MselText.plain(text))
        var (rest, isApproximate) = Self.withoutAbout(MselText.folded(body))
        rest = rest.replacing("a.m.", with: "am").replacing("p.m.", with: "pm").replacing("p.m", with: "pm")
        var time = readPlain(rest, isDuration: isDuration)
        if time.state == .bad, time.reason == .unreadable, !note.isEmpty {
            time = readPlain(plain, isDuration: isDuration)
        }
        if time.state != .bad { time.note = note }
        time.isApproximate = isApproximate
        return time
    }

    private func readPlain(_ text: String, isDuration: Bool) -> MselTime {
        if let hand = Self.inWords(text) { return .hand(hand) }
        let whole = whole(text, isDuration: isDuration)
        guard whole.state == .bad, let range = range(text, isDuration: isDuration) else { return whole }
        return range
    }

    private func whole(_ text: String, isDuration: Bool) -> MselTime {
        do throws(MselTimeReason) {
            return try forms(text, isDuration: isDuration) ?? .bad(.unreadable)
        } catch {
            if error.question != nil {
                let isZoned = hasZone(text) && Self.kind(of: error) == .local
                return .asks(isZoned ? .instant : Self.kind(of: error), error)
            }
            if case .day(let number, _) = error { return .bad(.day(number, clock: Self.clockGuess(text))) }
            return .bad(error)
        }
    }

    private func hasZone(_ text: String) -> Bool {
        MselTokens(text).all.contains {
            if case .word(let word) = $0 { Self.named[word] != nil || word == "z" } else { false }
        }
    }

    private static func kind(of question: MselTimeReason) -> MselTime.Kind {
        switch question {
        case .dateOrder, .year, .weekday, .twoTimes: .local
        case .unit: .elapsed
        case .zone: .instant
        case .noMove: .move
        default: .none
        }
    }

    // MARK: Around the time

    private static func inWords(_ text: String) -> MselTimeReason? {
        let bare = text.filter { !".!,".contains($0) }
        if bare.allSatisfy({ "?-_/ ".contains($0) }) { return .unknown }
        if unknown.contains(bare) { return .unknown }
        return onRequest.contains(bare) ? .onRequest : nil
    }

    private static let unknown: Set<String> = [
        "tbd", "tba", "tbc", "tbd?", "to be determined", "to be confirmed", "to be decided", "n/a", "none", "à définir",
        "a definir", "à déterminer", "à confirmer", "уточняется", "будет уточнено", "не определено",
    ]
    private static let onRequest: Set<String> = [
        "on request", "on demand", "as required", "as needed", "if required", "if needed", "when needed", "on order",
        "on call", "contingency", "à la demande", "a la demande", "sur demande", "si nécessaire", "au besoin",
        "по запросу",
        "по необходимости", "при необходимости", "если нужно",
    ]
    private static let about: Set<String> = [
        "approx", "approximately", "about", "around", "circa", "ca", "env", "environ", "vers", "около", "примерно",
    ]

    /// What stands in brackets at the end goes to the note.
    private static func withoutNote(_ text: String) -> (String, note: String) {
        let text = MselText.trimmed(text)
        guard text.hasSuffix(")"), let open = text.lastIndex(of: "("), open > text.startIndex else { return (text, "") }
        let inside = text[text.index(after: open)...].dropLast()
        return (MselText.trimmed(text[..<open]), MselText.trimmed(inside))
    }

    private static func withoutAbout(_ text: String) -> (String, isApproximate: Bool) {
        if let first = text.first, "~≈".contains(first) { return (MselText.trimmed(text.dropFirst()), true) }
        let word = text.prefix { $0.isLetter }
        guard about.contains(String(word)) else { return (text, false) }
        return (MselText.trimmed(text.dropFirst(word.count).drop { $0 == "." }), true)
    }

    /// `09:30-09:45`: the first of two, and how long it takes.
    private func range(_ text: String, isDuration: Bool) -> MselTime? {
        guard let dash = text.lastIndex(of: "-") else { return nil }
        let (left, right) = (MselText.trimmed(text[..<dash]), MselText.trimmed(text[text.index(after: dash)...]))
        var first = whole(left, isDuration: isDuration)
        var last = MselTokens(right)
        guard first.state == .ready, let start = first.moment?.ofDay,
            let end = (try? clock(&last)) ?? nil, last.isAtEnd
        else { return nil }
        let length = end.seconds + end.later * 86_400 - start
        first.length = length < 0 ? length + 86_400 : length
        return first
    }

    /// A clock in a text whose date is none.
    private static func clockGuess(_ text: String) -> String {
        let pieces = text.split(separator: " ")
        for piece in pieces {
            let parts = piece.split(separator: ":")
            guard parts.count >= 2, let hour = Int(parts[0]), let minute = Int(parts[1]), (0..<24).contains(hour),
                (0..<60).contains(minute)
            else { continue }
            return String(MselMoment.wall(hour * 3_600 + minute * 60).prefix(5))
        }
        return ""
    }

    // MARK: What may stand there

    private func forms(_ text: String, isDuration: Bool) throws(MselTimeReason) -> MselTime? {
        let tokens = MselTokens(text)
        if let time = try bareNumber(text) { return time }
        if isDuration || context.heading.isElapsed {
            var rest = tokens
            if let seconds = span(&rest), rest.isAtEnd { return .ready(.elapsed(seconds)) }
        }
        let all: [(inout MselTokens) throws(MselTimeReason) -> MselTime?] = [
            isoDuration, byMark, byLetter, byMove, byDay, bySign, bySpan, byGroup, byDate,
        ]
        for form in all {
            var rest = tokens
            if let time = try form(&rest), rest.isAtEnd { return time }
        }
        return nil
    }

    /// Digits alone.
    private func bareNumber(_ text: String) throws(MselTimeReason) -> MselTime? {
        guard text.utf8.count <= 9, let number = Int(text), text.utf8.allSatisfy({ (48...57).contains($0) }) else {
            return nil
        }
        let heading = context.heading
        if heading.isDay, number < 1_000, text.utf8.count <= 3, !heading.isTime {
            let day = number + (heading.countsFromZero ? 1 : 0)
            guard day > 0 else { throw .day(0, clock: "") }
            return .ready(.day(day, 0))
        }
        if heading.isDate, (20_000..<80_000).contains(number), let date = Self.day(serial: number, context.is1904) {
            return .ready(.local(date, 0), .daySerial)
        }
        if let unit = heading.unit ?? context.unit, !(text.hasPrefix("0") && text.utf8.count == 4) {
            guard number <= Self.mostHours else { throw .unreadable }
            return .ready(.elapsed(number * (unit == .minutes ? 60 : 3_600)))
        }
        switch text.utf8.count {
        case 1...2: throw heading.isTime && !heading.isElapsed ? .number : .unit
        case 5: throw .fiveDigits(Self.hoursAndMinutes(String(number)) ?? "")
        default: return nil
        }
    }

    static let mostHours = 100_000

    /// Where three or four digits are a time: `900` is 09:00.
    private static func hoursAndMinutes(_ digits: String) -> String? {
        guard (3...4).contains(digits.utf8.count), let number = Int(digits), number / 100 < 24, number % 100 < 60 else {
            return nil
        }
        return String(MselMoment.wall(number / 100 * 3_600 + number % 100 * 60).prefix(5))
    }

    /// A day of Excel's counting.
    static func day(serial: Int, _ is1904: Bool) -> CalendarDate? {
        guard serial >= (is1904 ? 0 : 61), serial < 2_958_466 else { return nil }
        return CalendarDate(daysSince1970: serial - (is1904 ? 24_107 : 25_569))
    }

    // MARK: Relative forms

    /// `PT1H30M`.
    private func isoDuration(_ tokens: inout MselTokens) throws(MselTimeReason) -> MselTime? {
        guard let mark = tokens.word(["p", "pt"]) else { return nil }
        var (seconds, isTime, count) = (0, mark == "pt", 0)
        while let number = tokens.number(1...6), let unit = tokens.anyWord() {
            switch unit {
            case "d", "dt": seconds += number * 86_400
            case "h" where isTime: seconds += number * 3_600
            case "m" where isTime: seconds += number * 60
            case "s" where isTime: seconds += number
            default: return nil
            }
            isTime = isTime || unit == "dt"
            count += 1
        }
        return count > 0 && seconds <= Self.mostHours * 3_600 ? .ready(.elapsed(seconds)) : nil
    }

    /// `STARTEX+15`, `ENDEX`.
    private func byMark(_ tokens: inout MselTokens) throws(MselTimeReason) -> MselTime? {
        if tokens.word(["endex"]) != nil { return tokens.isAtEnd ? .hand(.endOfExercise) : nil }
        guard tokens.word(["startex"]) != nil else { return nil }
        tokens.skipSpaces()
        if tokens.isAtEnd { return .ready(.elapsed(0)) }
        guard let sign = tokens.sign(of: "+-") else { return nil }
        tokens.skipSpaces()
        guard let seconds = span(&tokens) ?? tokens.number(1...5).map({ $0 * 60 }) else { return nil }
        return sign == "-" && seconds > 0 ? .hand(.beforeStart) : .ready(.elapsed(seconds))
    }

    /// `T+5`, `H+1:30`, `H-1`.
    private func byLetter(_ tokens: inout MselTokens) throws(MselTimeReason) -> MselTime? {
        guard let letter = tokens.word(["t", "h", "e", "ч", "т"]) else { return nil }
        tokens.skipSpaces()
        guard let sign = tokens.sign(of: "+-") else { return nil }
        tokens.skipSpaces()
        let before = tokens
        if let seconds = span(&tokens), tokens.isAtEnd {
            return sign == "-" && seconds > 0 ? .hand(.beforeStart) : .ready(.elapsed(seconds))
        }
        tokens = before
        guard let number = tokens.number(1...5), tokens.isAtEnd else { return nil }
        if sign == "-", number > 0 { return .hand(.beforeStart) }
        let unit = letter == "h" || letter == "ч" ? .hours : context.heading.unit ?? context.unit
        guard let unit else {
            if number == 0 { return .ready(.elapsed(0)) }
            throw .unit
        }
        return .ready(.elapsed(number * (unit == .minutes ? 60 : 3_600)))
    }

    /// `M2+15`, `Move 2`.
    private func byMove(_ tokens: inout MselTokens) throws(MselTimeReason) -> MselTime? {
        guard tokens.word(["m", "move", "phase", "ход", "этап"]) != nil else { return nil }
        tokens.skipSpaces()
        guard let number = tokens.number(1...3) else { return nil }
        tokens.skipSpaces()
        var seconds = 0
        if !tokens.isAtEnd {
            guard tokens.take("+") else { return nil }
            tokens.skipSpaces()
            guard let offset = span(&tokens) ?? tokens.number(1...5).map({ $0 * 60 }) else { return nil }
            seconds = offset
        }
        guard tokens.isAtEnd else { return nil }
        guard (1...max(context.moves, 1)).contains(number), context.moves > 0 else { throw .noMove(number) }
        return .ready(.move(number, seconds))
    }

    /// `D+1 09:00`, `Day 2 06:00`, `J-60`.
    private func byDay(_ tokens: inout MselTokens) throws(MselTimeReason) -> MselTime? {
        guard tokens.word(["d", "j", "д", "day", "jour", "день"]) != nil else { return nil }
        tokens.skipSpaces()
        let sign = tokens.sign(of: "+-")
        tokens.skipSpaces()
        guard var day = tokens.number(1...4) else { return nil }
        if sign == "-", day > 0 {
            _ = try dayClock(&tokens)
            return tokens.isAtEnd ? .hand(.beforeStart) : nil
        }
        if sign != nil { day += 1 }
        let clock = try dayClock(&tokens)
        guard tokens.isAtEnd else { return nil }
        guard day > 0 else { throw .day(0, clock: "") }
        return .ready(.day(day + (clock?.later ?? 0), clock?.seconds ?? 0))
    }

    private func dayClock(_ tokens: inout MselTokens) throws(MselTimeReason) -> (seconds: Int, later: Int)? {
        while tokens.isAtSpace || tokens.take(",") { tokens.skipSpaces() }
        if tokens.word(["at", "à", "a", "в"]) != nil { tokens.skipSpaces() }
        return try clock(&tokens)
    }

    /// `+45m`, `+ 1 02:30:00`, `-30 min`.
    private func bySign(_ tokens: inout MselTokens) throws(MselTimeReason) -> MselTime? {
        guard let sign = tokens.sign(of: "+-") else { return nil }
        tokens.skipSpaces()
        let before = tokens
        if let seconds = span(&tokens), tokens.isAtEnd {
            return sign == "-" && seconds > 0 ? .hand(.beforeStart) : .ready(.elapsed(seconds))
        }
        tokens = before
        guard let number = tokens.number(1...4) else { return nil }
        if tokens.isAtSpace {
            tokens.skipSpaces()
            if let clock = span(&tokens), tokens.isAtEnd {
                return sign == "-" ? .hand(.beforeStart) : .ready(.elapsed(number * 86_400 + clock))
            }
            return nil
        }
        if sign == "-" { return .hand(.beforeStart) }
        guard let unit = context.heading.unit ?? context.unit else { throw .unit }
        return .ready(.elapsed(number * (unit == .minutes ? 60 : 3_600)))
    }

    /// `90 min`, `1 h 20`; not `14h05`, which is a time of the day.
    private func bySpan(_ tokens: inout MselTokens) throws(MselTimeReason) -> MselTime? {
        let hasUnit = tokens.all.contains { if case .word = $0 { true } else { false } }
        let isTight = !tokens.all.contains(.space) && tokens.all.count <= 3
        guard hasUnit, let seconds = units(&tokens), tokens.isAtEnd else { return nil }
        if isTight, tokens.all.count > 1, case .word(let unit) = tokens.all[1], Self.hours.contains(unit) { return nil }
        return .ready(.elapsed(seconds))
    }
}
