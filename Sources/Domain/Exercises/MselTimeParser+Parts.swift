extension MselMoment {
    /// Of a clock of the day.
    var ofDay: Int? {
        switch self {
        case .time(let seconds, _), .local(_, let seconds), .utcTime(let seconds, _), .instant(_, let seconds),
            .day(_, let seconds):
            seconds
        case .elapsed(let seconds), .move(_, let seconds): seconds
        }
    }
}

// Parts of times: clocks, spans, dates, zones.
extension MselTimeParser {
    static let hours: Set<String> = ["h", "hr", "hrs", "hour", "hours", "heure", "heures", "ч", "час", "часа", "часов"]
    private static let minutes: Set<String> = [
        "m", "min", "mins", "minute", "minutes", "мин", "минута", "минуты", "минут", "mn", "м",
    ]
    private static let seconds: Set<String> = ["s", "sec", "secs", "second", "seconds", "сек", "с"]
    private static let days: Set<String> = ["d", "day", "days", "j", "jour", "jours", "день", "дня", "дней", "дн"]

    /// `1:30`, `1:30:00`, `1h30`, `90 min`, of any size, in seconds.
    func span(_ tokens: inout MselTokens) -> Int? {
        let before = tokens.place
        if let hours = tokens.number(1...5), tokens.take(":"), let minutes = tokens.number(2...2), minutes < 60 {
            guard tokens.take(":") else { return hours * 3_600 + minutes * 60 }
            if let seconds = tokens.number(2...2), seconds < 60 { return hours * 3_600 + minutes * 60 + seconds }
        }
        tokens.place = before
        return units(&tokens)
    }

    /// `1 h 20 min 5 s`, the last unit may be left out.
    func units(_ tokens: inout MselTokens) -> Int? {
        let before = tokens.place
        var (sum, last, rank) = (0, 0, 5)
        while let number = tokens.number(1...5) {
            tokens.skipSpaces()
            let here = tokens.place
            guard let unit = tokens.anyWord() else {
                // `1h30`: of the next smaller unit.
                guard last == 3_600 || last == 60, tokens.isAtEnd, number < 60 else { break }
                return sum + number * (last / 60)
            }
            guard let (size, place) = Self.size(of: unit), place < rank else {
                tokens.place = here
                break
            }
            (last, rank) = (size, place)
            sum += number * size
            _ = tokens.take(".")
            tokens.skipSpaces()
            if tokens.isAtEnd { return sum <= Self.mostHours * 3_600 ? sum : nil }
        }
        tokens.place = before
        return nil
    }

    private static func size(of unit: String) -> (Int, rank: Int)? {
        if days.contains(unit) { return (86_400, 4) }
        if hours.contains(unit) { return (3_600, 3) }
        if minutes.contains(unit) { return (60, 2) }
        return seconds.contains(unit) ? (1, 1) : nil
    }

    // MARK: Clocks of the day

    func clock(_ tokens: inout MselTokens) throws(MselTimeReason) -> (seconds: Int, later: Int)? {
        if tokens.word(["noon", "midday", "midi", "полдень"]) != nil { return (43_200, 0) }
        if tokens.word(["midnight", "minuit", "полночь"]) != nil { return (0, 0) }
        let before = tokens.place
        if let (hour, minute, second) = try hourAndMinute(&tokens) {
            let half = halfOfDay(&tokens)
            return try Self.seconds(hour, minute, second, half)
        }
        tokens.place = before
        if let hour = tokens.number(1...2), let half = halfOfDay(&tokens) { return try Self.seconds(hour, 0, 0, half) }
        tokens.place = before
        return nil
    }

    private func hourAndMinute(_ tokens: inout MselTokens) throws(MselTimeReason) -> (Int, Int, Int)? {
        if let digits = tokens.digits(3...4), let number = Int(digits) {
            if case .word(let word) = tokens.next, Self.hours.contains(word) { tokens.place += 1 }
            return (number / 100, number % 100, 0)
        }
        guard let hour = tokens.number(1...2) else { return nil }
        if tokens.take(":") {
            guard let minute = tokens.number(1...4) else { return nil }
            guard tokens.take(":") else { return (hour, minute, 0) }
            guard let second = tokens.number(1...4) else { return nil }
            // A fraction of a second.
            let here = tokens.place
            if tokens.sign(of: ".,") == nil || tokens.digits(1...9) == nil { tokens.place = here }
            return (hour, minute, second)
        }
        if case .word(let word) = tokens.next, Self.hours.contains(word) || word == "uhr" {
            tokens.place += 1
            return (hour, tokens.number(2...2) ?? 0, 0)
        }
        guard tokens.take("."), let minute = tokens.number(2...2) else { return nil }
        if context.hasOtherPoints { throw .number }
        return (hour, minute, 0)
    }

    private func halfOfDay(_ tokens: inout MselTokens) -> Bool? {
        let before = tokens.place
        tokens.skipSpaces()
        if let word = tokens.word(["am", "pm", "ص", "م"]) { return word == "pm" || word == "م" }
        tokens.place = before
        return nil
    }

    /// - Parameter isAfternoon: nothing of a clock of 24 hours.
    private static func seconds(
        _ hour: Int, _ minute: Int, _ second: Int, _ isAfternoon: Bool?
    ) throws(MselTimeReason) -> (seconds: Int, later: Int) {
        guard minute < 60 else { throw .minute(minute) }
        guard second < 60 else { throw .second(second) }
        var hour = hour
        if let isAfternoon {
            guard hour <= 12 || (isAfternoon && hour < 24) else { throw .hour(hour) }
            if hour == 12 { hour = isAfternoon ? 12 : 0 } else if isAfternoon, hour < 12 { hour += 12 }
        }
        if hour == 24, minute == 0, second == 0 { return (0, 1) }
        guard hour < 24 else { throw .hour(hour) }
        return (hour * 3_600 + minute * 60 + second, 0)
    }

    // MARK: Zones

    enum Zone: Hashable {
        case sheet
        /// Minutes east of UTC.
        case offset(Int)
    }

    /// - Parameter isISO: where a sign and digits are an offset.
    func zone(_ tokens: inout MselTokens, isISO: Bool) throws(MselTimeReason) -> Zone? {
        let before = tokens.place
        tokens.skipSpaces()
        if isISO, let offset = offset(&tokens) { return .offset(offset) }
        guard let word = tokens.anyWord() else {
            tokens.place = before
            return nil
        }
        if word == "z" || word == "utc" || word == "gmt" { return .offset(offset(&tokens) ?? 0) }
        if let named = context.zones[word] { return .offset(named) }
        if word.unicodeScalars.count == 1, let letter = word.unicodeScalars.first?.value, (97...122).contains(letter) {
            return Self.zone(letter: Int(letter) - 97)
        }
        if Self.unclear.contains(word) { throw .zone(word.uppercased()) }
        if let minutes = Self.named[word] { return .offset(minutes) }
        tokens.place = before
        return nil
    }

    /// Military letters: A is an hour east, N an hour west; J and, by use, L are the sheet's own.
    static func zone(letter: Int) -> Zone {
        switch letter {
        case 9, 11: .sheet
        case 0...8: .offset((letter + 1) * 60)
        case 10, 12: .offset(letter * 60)
        case 13...24: .offset((12 - letter) * 60)
        default: .offset(0)
        }
    }

    private func offset(_ tokens: inout MselTokens) -> Int? {
        let before = tokens.place
        if let sign = tokens.sign(of: "+-"), let digits = tokens.digits(1...4), let number = Int(digits) {
            var minutes = digits.utf8.count > 2 ? number / 100 * 60 + number % 100 : number * 60
            if digits.utf8.count <= 2, tokens.take(":"), let more = tokens.number(2...2), more < 60 { minutes += more }
            if minutes <= 14 * 60 { return sign == "-" ? -minutes : minutes }
        }
        tokens.place = before
        return nil
    }

    private static let unclear: Set<String> = ["ist", "cst", "bst", "ast"]
    static let named: [String: Int] = [
        "cet": 60, "cest": 120, "eet": 120, "eest": 180, "wet": 0, "west": 60, "msk": 180, "мск": 180, "est": -300,
        "edt": -240, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420, "akst": -540, "akdt": -480,
        "hst": -600, "trt": 180, "jst": 540, "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780, "pkt": 300, "npt": 345,
    ]
}
