// Dates with their times.
extension MselTimeParser {
    /// `041730ZMAY10`: day, hour and minute, zone, month and year.
    func byGroup(_ tokens: inout MselTokens) throws(MselTimeReason) -> MselTime? {
        guard let digits = tokens.digits(6...6), let number = Int(digits) else { return nil }
        tokens.skipSpaces()
        guard var word = tokens.anyWord() else { return nil }
        var zone = Zone.sheet
        if Self.months[word] == nil, let first = word.unicodeScalars.first?.value, (97...122).contains(first) {
            zone = Self.zone(letter: Int(first) - 97)
            word = String(word.dropFirst())
            if word.isEmpty {
                tokens.skipSpaces()
                word = tokens.anyWord() ?? ""
            }
        }
        let (day, hour, minute) = (number / 10_000, number / 100 % 100, number % 100)
        guard hour < 24 else { throw .hour(hour) }
        guard minute < 60 else { throw .minute(minute) }
        guard (1...31).contains(day) else { throw .day(day, clock: "") }
        let date: CalendarDate
        if word.isEmpty, let start = context.start {
            date = try Self.date(start.year, start.month, day)
        } else if let month = Self.months[word] {
            tokens.skipSpaces()
            date = try Self.date(try said(try year(&tokens)), month, day)
        } else {
            guard word.isEmpty else { return nil }
            throw .year
        }
        return Self.time(date, (hour * 3_600 + minute * 60, 0), zone)
    }

    /// A date, a time, or both in either order, with a weekday before and a zone after.
    func byDate(_ tokens: inout MselTokens) throws(MselTimeReason) -> MselTime? {
        let weekday = weekday(&tokens)
        var date = try date(&tokens)
        let isISO = Self.skip(&tokens) && date != nil
        let clock = try clock(&tokens)
        let zone = clock == nil ? nil : try zone(&tokens, isISO: isISO || tokens.isAtSpace || tokens.next == .sign("+"))
        if date == nil, clock != nil, !tokens.isAtEnd {
            _ = Self.skip(&tokens)
            date = try self.date(&tokens)
        }
        guard tokens.isAtEnd, date != nil || clock != nil || weekday != nil else { return nil }
        if date == nil, let weekday {
            guard let start = context.start else { throw .weekday }
            let monday = start.daysSince1970 - (start.daysSince1970 + 3).remainder(7)
            date = CalendarDate(daysSince1970: monday + weekday)
        }
        guard let date else { return clock.map { Self.time(nil, $0, zone ?? .sheet) } }
        return Self.time(date, clock ?? (0, 0), zone ?? .sheet)
    }

    /// What stands between a date and a time. - Returns: whether it is the `T` of ISO 8601.
    private static func skip(_ tokens: inout MselTokens) -> Bool {
        tokens.skipSpaces()
        if tokens.take(",") || tokens.take(";") { tokens.skipSpaces() }
        let word = tokens.word(["t", "at", "à", "в", "um"])
        if word != nil { tokens.skipSpaces() }
        let before = tokens.place
        if tokens.take("-"), tokens.isAtSpace { tokens.skipSpaces() } else { tokens.place = before }
        return word == "t"
    }

    static func time(_ date: CalendarDate?, _ clock: (seconds: Int, later: Int), _ zone: Zone) -> MselTime {
        guard case .offset(let minutes) = zone else {
            guard let date else {
                return .ready(.time(clock.seconds, later: clock.later), clock.later > 0 ? .nextDay : nil)
            }
            return .ready(.local(date.later(clock.later), clock.seconds))
        }
        let utc = clock.seconds - minutes * 60 + clock.later * 86_400
        let days = utc.floored(by: 86_400)
        let rest = utc - days * 86_400
        if let date { return .ready(.instant(date.later(days), rest)) }
        return .ready(.utcTime(rest, later: days), days < 0 ? .dayBefore : days > 0 ? .nextDay : nil)
    }

    // MARK: Dates

    static func date(_ year: Int, _ month: Int, _ day: Int) throws(MselTimeReason) -> CalendarDate {
        guard (1...12).contains(month) else { throw .month(month) }
        guard day >= 1, day <= CalendarDate.days(in: month, year) else { throw .day(day, clock: "") }
        guard (1900...2199).contains(year) else { throw .unreadable }
        return CalendarDate(daysSince1970: 0).with(year, month, day)
    }

    private func date(_ tokens: inout MselTokens) throws(MselTimeReason) -> CalendarDate? {
        let before = tokens.place
        if let date = try yearFirst(&tokens) { return date }
        tokens.place = before
        if let date = try inNumbers(&tokens) { return date }
        tokens.place = before
        if let date = try withMonth(&tokens) { return date }
        tokens.place = before
        return nil
    }

    /// `2027-06-15`, `2027/6/15`, `20270615`.
    private func yearFirst(_ tokens: inout MselTokens) throws(MselTimeReason) -> CalendarDate? {
        if let number = tokens.number(8...8) {
            return try Self.date(number / 10_000, number / 100 % 100, number % 100)
        }
        guard let year = tokens.number(4...4), let sign = tokens.sign(of: "-/."), let month = tokens.number(1...2),
            tokens.take(sign), let day = tokens.number(1...2)
        else { return nil }
        return try Self.date(year, month, day)
    }

    /// `15.06.2027`, `5/13/2009`.
    private func inNumbers(_ tokens: inout MselTokens) throws(MselTimeReason) -> CalendarDate? {
        guard let one = tokens.number(1...2), let sign = tokens.sign(of: "/.-"), let two = tokens.number(1...2) else {
            return nil
        }
        var written: Int?
        if tokens.take(sign) {
            guard let year = try year(&tokens) else { return nil }
            written = year
        } else if sign != "/" || !(tokens.isAtEnd || tokens.isAtSpace) {
            return nil
        }
        let order: MselTimeContext.DateOrder?
        if sign == "." || one > 12 { order = .dmy } else if two > 12 { order = .mdy } else { order = context.dateOrder }
        if order == nil, one != two, one > 0, two > 0 {
            let months = Self.monthNames
            throw .dateOrder("\(one) \(months[two - 1])", "\(two) \(months[one - 1])")
        }
        let year = try said(written)
        if order == .dmy { return try Self.date(year, two, one) }
        return try Self.date(year, one, two)
    }

    /// `4 Mar`, `15 June 2027`, `June 15, 2027`.
    private func withMonth(_ tokens: inout MselTokens) throws(MselTimeReason) -> CalendarDate? {
        let number = tokens.number(1...2)
        if number != nil {
            if tokens.word(["st", "nd", "rd", "th", "er", "го", "е"]) == nil { _ = tokens.take(".") }
            Self.joint(&tokens)
        }
        guard let word = tokens.anyWord(), let month = Self.months[word] else { return nil }
        Self.joint(&tokens)
        var day = number
        if day == nil {
            day = tokens.number(1...2)
            _ = tokens.word(["st", "nd", "rd", "th"])
            Self.joint(&tokens)
        }
        guard let day else { return nil }
        let before = tokens.place
        let year = try year(&tokens)
        if year == nil { tokens.place = before }
        Self.skipYearWord(&tokens)
        return try Self.date(try said(year), month, day)
    }

    /// `г.`
    private static func skipYearWord(_ tokens: inout MselTokens) {
        let before = tokens.place
        tokens.skipSpaces()
        if tokens.word(["г", "года"]) != nil { _ = tokens.take(".") } else { tokens.place = before }
    }

    private static func joint(_ tokens: inout MselTokens) {
        tokens.skipSpaces()
        _ = tokens.sign(of: "-/.,")
        tokens.skipSpaces()
    }

    /// Two digits or four; not the beginning of a time.
    private func year(_ tokens: inout MselTokens) throws(MselTimeReason) -> Int? {
        let before = tokens.place
        guard let digits = tokens.digits(2...4), digits.utf8.count != 3, let number = Int(digits) else {
            tokens.place = before
            return nil
        }
        let isTime: Bool
        switch tokens.next {
        case .sign(":"): isTime = true
        case .word(let word): isTime = digits.utf8.count == 2 ? word != "t" && word != "г" : word == "z" || word == "l"
        default: isTime = false
        }
        if isTime || (digits.utf8.count == 4 && !(1900...2199).contains(number)) {
            tokens.place = before
            return nil
        }
        return digits.utf8.count == 4 ? number : number + (number < 70 ? 2_000 : 1_900)
    }

    /// The exercise's own year where none is written.
    private func said(_ year: Int?) throws(MselTimeReason) -> Int {
        guard let year = year ?? context.start?.year else { throw .year }
        return year
    }

    /// From Monday, 0.
    private func weekday(_ tokens: inout MselTokens) -> Int? {
        let before = tokens.place
        guard let word = tokens.anyWord(), let day = Self.weekdays[word] else {
            tokens.place = before
            return nil
        }
        _ = tokens.take(".")
        _ = tokens.take(",")
        tokens.skipSpaces()
        return day
    }

    private static let weekdays: [String: Int] = {
        let names = [
            "monday mon lundi lun понедельник пн", "tuesday tue tues mardi вторник вт",
            "wednesday wed mercredi mer среда ср",
            "thursday thu thur thurs jeudi jeu четверг чт", "friday fri vendredi ven пятница пт",
            "saturday sat samedi sam суббота сб", "sunday sun dimanche dim воскресенье вс",
        ]
        return index(names, from: 0)
    }()

    private static let monthNames = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    static let months: [String: Int] = {
        let names = [
            "january jan janvier janv января январь янв",
            "february feb février fevrier févr fév fev февраля февраль фев",
            "march mar mars марта март мар", "april apr avril avr апреля апрель апр", "may mai мая май",
            "june jun juin июня июнь июн", "july jul juillet juil июля июль июл",
            "august aug août aout августа август авг",
            "september sept sep septembre сентября сентябрь сен сент", "october oct octobre октября октябрь окт",
            "november nov novembre ноября ноябрь ноя", "december dec décembre decembre déc декабря декабрь дек",
        ]
        return index(names, from: 1)
    }()

    private static func index(_ names: [String], from first: Int) -> [String: Int] {
        var all: [String: Int] = [:]
        for (place, words) in names.enumerated() {
            for word in words.split(separator: " ") { all[String(word)] = place + first }
        }
        return all
    }
}

extension CalendarDate {
    /// A day that there is.
    fileprivate func with(_ year: Int, _ month: Int, _ day: Int) -> CalendarDate {
        func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
        return CalendarDate("\(year)-\(padded(month))-\(padded(day))") ?? self
    }

    /// Days later, or before.
    func later(_ days: Int) -> CalendarDate { days == 0 ? self : CalendarDate(daysSince1970: daysSince1970 + days) }
}

extension Int {
    /// Never below 0.
    fileprivate func remainder(_ divisor: Int) -> Int { self - floored(by: divisor) * divisor }
}
