/// What a sheet says of how far a project is, in the words of whoever kept it: "completed", "launched 2016-10", "2021-01, 42 months",
/// "2023-02-01/2026-01-31", "ongoing 2024". English, French, Russian and Arabic; what stands in parentheses says no more.
///
/// A month stands for its first day where something begins, and for its last where it ends; a year likewise. What cannot be read is
/// refused, never guessed: 03/04/2024 is one of two days.
public struct ProjectTold: Sendable, Hashable {
    /// In the order of IATI's ActivityStatus.
    public enum Status: String, Sendable, Hashable, CaseIterable {
        case planned, running, finishing, closed, cancelled, suspended
    }

    /// Nothing where neither a word nor a day tells it.
    public private(set) var status: Status?
    /// ISO 8601, or empty.
    public private(set) var starts = ""
    public private(set) var ends = ""

    /// - Parameters:
    ///   - text: folded: without case and diacritics.
    ///   - today: ISO 8601: of what only days are told, whether it is over.
    public init?(folded text: String, today: String) {
        guard text.utf8.count <= 1_000 else { return nil }
        var told = Told()
        let pieces = Self.pieces(text)
        var index = 0
        while index < pieces.count {
            guard let next = told.take(pieces, from: index) else { return nil }
            index = next
        }
        guard told.finish() else { return nil }
        (starts, ends) = (told.starts, told.ends)
        status = told.status ?? (told.isBegun || !starts.isEmpty || !ends.isEmpty ? standing(today) : nil)
    }

    private func standing(_ today: String) -> Status {
        if !ends.isEmpty, ends < today { return .closed }
        return !starts.isEmpty && starts > today ? .planned : .running
    }

    /// A day as a sheet writes it, where something begins or ends; nothing for what is none.
    public static func day(folded text: String, isEnd: Bool) -> String? {
        let pieces = pieces(text)
        guard let (span, next) = span(pieces, from: 0), next == pieces.count else { return nil }
        return isEnd ? span.last : span.first
    }

    // MARK: Pieces

    fileprivate enum Piece: Hashable {
        case number(Int, digits: Int)
        case word(String)
        case mark(Character)
    }

    /// Blanks and what stands in parentheses left out.
    fileprivate static func pieces(_ text: String) -> [Piece] {
        var (pieces, run, depth): ([Piece], String, Int) = ([], "", 0)
        func end() {
            guard !run.isEmpty else { return }
            let isNumber = run.utf8.allSatisfy { (48...57).contains($0) }
            if isNumber, run.count <= 4, let number = Int(run) {
                pieces.append(.number(number, digits: run.count))
            } else {
                pieces.append(.word(run))
            }
            run = ""
        }
        for character in text {
            if character == "(" || character == "[" { depth += 1 }
            if depth > 0 {
                if character == ")" || character == "]" { depth -= 1 }
                end()
                continue
            }
            let isDigit = character.isASCII && character.isNumber
            if isDigit || character.isLetter {
                let wasDigit = run.last.map { $0.isASCII && $0.isNumber }
                if let wasDigit, wasDigit != isDigit { end() }
                run.append(character)
            } else {
                end()
                if !character.isWhitespace {
                    pieces.append(.mark(character == "–" || character == "—" ? "-" : character))
                }
            }
        }
        end()
        return pieces
    }

    // MARK: Days

    fileprivate struct Span { let first: String, last: String }

    /// A day, a month or a year, and what comes after it.
    fileprivate static func span(_ pieces: [Piece], from index: Int) -> (Span, Int)? {
        func number(_ at: Int, _ digits: ClosedRange<Int>) -> Int? {
            guard pieces.indices.contains(at), case .number(let number, let count) = pieces[at],
                digits.contains(count)
            else { return nil }
            return number
        }
        func mark(_ at: Int, _ marks: String) -> Bool {
            guard pieces.indices.contains(at), case .mark(let mark) = pieces[at] else { return false }
            return marks.contains(mark)
        }
        func month(_ at: Int) -> Int? {
            guard pieces.indices.contains(at), case .word(let word) = pieces[at] else { return nil }
            return months[word]
        }
        if let year = number(index, 4...4) {
            if mark(index + 1, "-./"), let month = number(index + 2, 2...2), (1...12).contains(month) {
                if mark(index + 3, "-./"), let day = number(index + 4, 1...2), number(index + 4, 4...4) == nil {
                    return made(year, month, day).map { ($0, index + 5) }
                }
                return made(year, month, nil).map { ($0, index + 3) }
            }
            return made(year, nil, nil).map { ($0, index + 1) }
        }
        if let first = number(index, 1...2) {
            if let month = month(index + 1), let year = number(index + 2, 4...4) {
                return made(year, month, first).map { ($0, index + 3) }
            }
            if mark(index + 1, "./"), let second = number(index + 2, 1...2), mark(index + 3, "./"),
                let year = number(index + 4, 4...4)
            {
                // With slashes some write the month first.
                let isClear = mark(index + 1, ".") || first > 12 || first == second
                return isClear ? made(year, second, first).map { ($0, index + 5) } : nil
            }
            if mark(index + 1, "./-"), let year = number(index + 2, 4...4) {
                return made(year, first, nil).map { ($0, index + 3) }
            }
        }
        if let month = month(index) {
            if let year = number(index + 1, 4...4) { return made(year, month, nil).map { ($0, index + 2) } }
            if let day = number(index + 1, 1...2) {
                let at = mark(index + 2, ",") ? index + 3 : index + 2
                if let year = number(at, 4...4) { return made(year, month, day).map { ($0, at + 1) } }
            }
        }
        return nil
    }

    private static func made(_ year: Int, _ month: Int?, _ day: Int?) -> Span? {
        guard (1950...2100).contains(year), (1...12).contains(month ?? 1) else { return nil }
        func text(_ month: Int, _ day: Int) -> String {
            "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
        }
        if let month, let day {
            guard (1...CalendarDate.days(in: month, year)).contains(day) else { return nil }
            return Span(first: text(month, day), last: text(month, day))
        }
        if let month { return Span(first: text(month, 1), last: text(month, CalendarDate.days(in: month, year))) }
        return Span(first: text(1, 1), last: text(12, 31))
    }

    // MARK: What was read so far

    fileprivate struct Told {
        private enum Role { case start, end, none }

        var status: Status?
        var starts = ""
        var ends = ""
        /// It was said that it began.
        var isBegun = false
        private var role = Role.start
        private var months: Int?

        /// - Returns: where to go on; nothing where this cannot be read.
        mutating func take(_ pieces: [Piece], from index: Int) -> Int? {
            if let (span, next) = ProjectTold.span(pieces, from: index) { return keep(span) ? next : nil }
            switch pieces[index] {
            case .mark(let mark): return ",;:./-".contains(mark) ? index + 1 : nil
            case .number(let number, _):
                guard index + 1 < pieces.count, case .word(let unit) = pieces[index + 1],
                    let length = ProjectTold.units[unit], months == nil, (1...600).contains(number * length)
                else { return nil }
                months = number * length
                return index + 2
            case .word(let word): return take(word, after: index, pieces)
            }
        }

        private mutating func take(_ word: String, after index: Int, _ pieces: [Piece]) -> Int? {
            // Of two words first: "on hold".
            if index + 1 < pieces.count, case .word(let next) = pieces[index + 1],
                let meant = ProjectTold.words["\(word) \(next)"]
            {
                mean(meant)
                return index + 2
            }
            if let meant = ProjectTold.words[word] {
                mean(meant)
                return index + 1
            }
            if ProjectTold.untils.contains(word) {
                role = .end
                return index + 1
            }
            return ProjectTold.fillers.contains(word) ? index + 1 : nil
        }

        private mutating func mean(_ meant: Meaning) {
            switch meant {
            case .begun: (isBegun, role, status) = (true, .start, nil)
            case .goingOn: (status, role) = (.running, .none)
            case .status(let said):
                status = said
                role =
                    said == .closed || said == .cancelled || said == .finishing
                    ? .end : said == .planned ? .start : .none
            }
        }

        private mutating func keep(_ span: Span) -> Bool {
            switch role {
            case .start:
                guard starts.isEmpty else { return false }
                starts = span.first
                role = .end
            case .end:
                guard ends.isEmpty else { return false }
                ends = span.last
            // "ongoing 2024": seen then, neither begun nor over.
            case .none: break
            }
            return true
        }

        /// - Returns: whether it can be so.
        mutating func finish() -> Bool {
            if let months {
                guard ends.isEmpty, let start = CalendarDate(starts) else { return false }
                let total = start.year * 12 + start.month - 1 + months
                let (year, month) = (total / 12, total % 12 + 1)
                guard year <= 9_998 else { return false }
                let day = min(start.day, CalendarDate.days(in: month, year))
                let next = "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
                guard let after = CalendarDate(next) else { return false }
                ends = CalendarDate(daysSince1970: after.daysSince1970 - 1).description
            }
            return starts.isEmpty || ends.isEmpty || starts <= ends
        }
    }

    fileprivate enum Meaning: Sendable {
        case status(Status)
        /// Since a day, if one is named: whether it still goes on is told by its end.
        case begun
        case goingOn
    }

    // Folded, as they are compared.
    fileprivate static let words: [String: Meaning] = {
        var words: [String: Meaning] = [:]
        func add(_ list: String, _ meaning: Meaning) {
            for word in list.split(separator: "|") { words[String(word)] = meaning }
        }
        add("planned|pipeline|upcoming|proposed|prevu|planifie|планируется|запланирован|مخطط|مقترح", .status(.planned))
        add("launched|commenced|started|began|begun|lance|commence|demarre|начат|начался|запущен|بدا|اطلق", .begun)
        add(
            "running|ongoing|active|current|under way|underway|in progress|implementation|en cours|идет|осуществляется|текущии|в работе|جار|جاري|نشط",
            .goingOn)
        add("finishing|finalising|finalizing|closing|en cloture|завершается|قيد الاختتام", .status(.finishing))
        add(
            "closed|completed|complete|finished|ended|concluded|termine|acheve|clos|cloture|завершен|закончен|закрыт|مكتمل|منجز|منته|مغلق",
            .status(.closed))
        add("cancelled|canceled|terminated|dropped|annule|отменен|ملغي", .status(.cancelled))
        add("suspended|paused|on hold|suspendu|en pause|приостановлен|معلق", .status(.suspended))
        return words
    }()

    fileprivate static let untils: Set<String> = ["until", "till", "to", "jusqu", "jusque", "до", "по", "حتي", "الي"]
    fileprivate static let fillers: Set<String> = [
        "from", "since", "in", "on", "of", "for", "and", "the", "duration", "depuis", "de", "du", "en", "le", "pour",
        "a", "au",
        "duree", "с", "со", "в", "г", "год", "года", "из", "من", "في", "منذ",
    ]
    fileprivate static let units: [String: Int] = [
        "month": 1, "months": 1, "mois": 1, "месяц": 1, "месяца": 1, "месяцев": 1, "мес": 1, "شهر": 1, "اشهر": 1,
        "شهرا": 1,
        "year": 12, "years": 12, "an": 12, "ans": 12, "год": 12, "года": 12, "лет": 12, "سنه": 12, "سنوات": 12,
    ]
    fileprivate static let months: [String: Int] = {
        let names = [
            "january|jan|janvier|janv|января|январь|يناير", "february|feb|fevrier|fevr|февраля|февраль|فبراير",
            "march|mar|mars|марта|март|مارس", "april|apr|avril|avr|апреля|апрель|ابريل", "may|mai|мая|маи|مايو",
            "june|jun|juin|июня|июнь|يونيو", "july|jul|juillet|juil|июля|июль|يوليو",
            "august|aug|aout|августа|август|اغسطس",
            "september|sep|sept|septembre|сентября|сентябрь|سبتمبر", "october|oct|octobre|октября|октябрь|اكتوبر",
            "november|nov|novembre|ноября|ноябрь|نوفمبر", "december|dec|decembre|декабря|декабрь|ديسمبر",
        ]
        var months: [String: Int] = [:]
        for (index, all) in names.enumerated() {
            for name in all.split(separator: "|") { months[String(name)] = index + 1 }
        }
        return months
    }()
}
