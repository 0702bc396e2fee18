/// What a planner's sheet says of when an inject is due, as it was read (`docs/msel.md`).
public struct MselTime: Sendable, Hashable {
    public enum State: String, Sendable, Hashable { case ready, asks, bad }
    public enum Kind: String, Sendable, Hashable { case elapsed, local, instant, day, move, hand, none }

    public var state: State
    public var kind: Kind
    /// Nothing of hand, and where it asks or is bad.
    public var moment: MselMoment?
    public var reason: MselTimeReason?
    /// Of the text beside the time, as `after #12`; for the note.
    public var note = ""
    /// How long it takes, in seconds: `09:30–09:45`.
    public var length: Int?
    public var isApproximate = false

    public init(_ state: State, _ kind: Kind, _ moment: MselMoment? = nil, reason: MselTimeReason? = nil) {
        self.state = state
        self.kind = kind
        self.moment = moment
        self.reason = reason
    }

    static func ready(_ moment: MselMoment, _ reason: MselTimeReason? = nil) -> MselTime {
        MselTime(.ready, moment.kind, moment, reason: reason)
    }

    static func asks(_ kind: Kind, _ reason: MselTimeReason) -> MselTime { MselTime(.asks, kind, reason: reason) }
    static func bad(_ reason: MselTimeReason) -> MselTime { MselTime(.bad, .none, reason: reason) }
    static func hand(_ reason: MselTimeReason) -> MselTime { MselTime(.ready, .hand, reason: reason) }

    /// Whether a hand releases it when the play calls for it.
    public var isContingency: Bool { reason == .onRequest }

    public var value: String? { state == .ready ? moment?.text : nil }

    /// As the command prints it.
    public var json: JSONValue {
        .ordered([
            ("state", .text(state.rawValue)), ("kind", .text(kind.rawValue)), ("value", JSONValue(value)),
            ("reason", JSONValue(told)), ("length", JSONValue(length.map { MselMoment.clock($0) })),
            ("approximate", .flag(isApproximate)),
        ])
    }

    private var told: String? {
        let words = [reason?.description ?? "", note.isEmpty ? "" : "goes to the note: \(note)"].filter { !$0.isEmpty }
        return words.isEmpty ? nil : words.joined(separator: "; ")
    }
}

/// A planned moment; all in whole seconds.
public enum MselMoment: Sendable, Hashable {
    /// Of the exercise's clock, from STARTEX.
    case elapsed(Int)
    /// A time of an unknown day, in the sheet's zone; `later`: days after that day, of 24:00.
    case time(Int, later: Int)
    case local(CalendarDate, Int)
    /// A time of an unknown day in UTC; `later`: whether it is the day before (-1) or after (1) the one that is meant.
    case utcTime(Int, later: Int)
    case instant(CalendarDate, Int)
    /// Day 1 is the first.
    case day(Int, Int)
    case move(Int, Int)

    public var kind: MselTime.Kind {
        switch self {
        case .elapsed: .elapsed
        case .time, .local: .local
        case .utcTime, .instant: .instant
        case .day: .day
        case .move: .move
        }
    }

    public var text: String {
        switch self {
        case .elapsed(let seconds): Self.clock(seconds)
        case .time(let seconds, _): Self.wall(seconds)
        case .local(let date, let seconds): "\(date)T\(Self.wall(seconds))"
        case .utcTime(let seconds, _): Self.wall(seconds) + "Z"
        case .instant(let date, let seconds): "\(date)T\(Self.wall(seconds))Z"
        case .day(let number, let seconds): "D\(number) \(Self.wall(seconds))"
        case .move(let number, let seconds): "M\(number) \(Self.clock(seconds))"
        }
    }

    /// `H:MM:SS`, hours beyond a day counting on.
    public static func clock(_ seconds: Int) -> String {
        "\(seconds / 3_600):\(two(seconds / 60 % 60)):\(two(seconds % 60))"
    }

    /// `HH:MM:SS`.
    static func wall(_ seconds: Int) -> String { (seconds < 36_000 ? "0" : "") + clock(seconds) }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}

/// Why a time asks, is bad, or is read as it is.
public enum MselTimeReason: Error, Sendable, Hashable, CustomStringConvertible {
    // It asks: once for the column.
    case dateOrder(String, String)
    case unit
    case zone(String)
    case year
    case weekday
    case number
    case noMove(Int)
    case twoTimes
    // It is bad.
    case minute(Int)
    case second(Int)
    case hour(Int)
    case day(Int, clock: String)
    case month(Int)
    case fiveDigits(String)
    case errorValue(String)
    case unreadable
    // It is read, and says how.
    case nextDay
    case dayBefore
    case beforeStart
    case endOfExercise
    case unknown
    case onRequest
    case empty
    case daySerial

    public var description: String {
        switch self {
        case .dateOrder(let one, let other): "day or month first: \(one) or \(other)?"
        case .unit: "minutes or hours?"
        case .zone(let name): "several time zones are called \(name): which?"
        case .year: "of which year and month?"
        case .weekday: "of which week? Give the start of the exercise."
        case .number: "a time, or a number of minutes or hours?"
        case .noMove(let number): "move \(number) is not there: a move, or minutes?"
        case .twoTimes: "two columns say different times: which counts?"
        case .minute(let number): "there is no minute \(number)"
        case .second(let number): "there is no second \(number)"
        case .hour(let number): "there is no hour \(number)"
        case .day(let number, let clock):
            "there is no day \(number) in this month" + (clock.isEmpty ? "" : "; \(clock)?")
        case .month(let number): "there is no month \(number)"
        case .fiveDigits(let guess): "five digits are no time" + (guess.isEmpty ? "" : "; \(guess)?")
        case .errorValue(let text): "the cell holds the error \(text)"
        case .unreadable: "this is no time"
        case .nextDay: "of the next day"
        case .dayBefore: "of the day before, in UTC"
        case .beforeStart: "before STARTEX: a paper before play, by hand"
        case .endOfExercise: "last, by hand"
        case .unknown: "no time yet: by hand"
        case .onRequest: "by hand when asked for: a contingency is proposed"
        case .empty: "no time: by hand"
        case .daySerial: "a plain number, read as the day that Excel counts; differs from the rows around it?"
        }
    }

    /// The name of the question, where it is one: what has the same name is asked once for a column.
    public var question: String? {
        switch self {
        case .dateOrder: "date_order"
        case .unit: "unit"
        case .zone: "zone"
        case .year: "year"
        case .weekday: "week"
        case .number: "number"
        case .noMove: "move"
        case .twoTimes: "two_times"
        default: nil
        }
    }
}

/// What else is known of the sheet in which a time stands.
public struct MselTimeContext: Sendable {
    public enum DateOrder: String, Sendable, Hashable, CaseIterable { case dmy, mdy }
    public enum Unit: String, Sendable, Hashable, CaseIterable { case minutes, hours }

    public var heading: MselTimeHeading
    public var is1904 = false
    public var moves = 0
    public var dateOrder: DateOrder?
    /// What a bare number counts, where the column was asked.
    public var unit: Unit?
    /// The exercise's first day in the zone of the sheet.
    public var start: CalendarDate?
    /// Minutes east of UTC of a zone's short name that was asked, small letters.
    public var zones: [String: Int] = [:]
    /// Whether a number as 14.05 is a time of the day, where the column was asked.
    public var pointIsClock = false
    /// Whether other cells of the column have points that are no time.
    public var hasOtherPoints = false

    public init(heading: String = "") { self.heading = MselTimeHeading(heading) }
}

/// What the heading of a column says of the times below it.
public struct MselTimeHeading: Sendable, Hashable {
    public var unit: MselTimeContext.Unit?
    public var isElapsed = false
    /// `D+`, `J+`: the first day is 0.
    public var countsFromZero = false
    public var isDay = false
    public var isDate = false
    public var isTime = false

    public init(_ heading: String) {
        let plain = MselText.folded(heading.count > 200 ? String(heading.prefix(200)) : heading)
        let words = Set(plain.split { !$0.isLetter && !$0.isNumber }.map(String.init))
        func has(_ list: String...) -> Bool { list.contains { words.contains($0) } }
        if has("min", "mins", "minute", "minutes", "мин", "минут", "минуты") { unit = .minutes }
        if has("hour", "hours", "hrs", "heures", "часы", "часов"), unit == nil { unit = .hours }
        let marks = plain.filter { $0 != " " }
        isElapsed =
            ["t+", "h+", "e+", "ч+", "т+"].contains { marks.contains($0) }
            || has("elapsed", "duration", "durée", "ecoule", "écoulé")
        if unit == nil, marks.contains("h+") || marks.contains("ч+") { unit = .hours }
        if unit != nil, !has("time", "heure", "время") { isElapsed = true }
        countsFromZero = marks.contains("d+") || marks.contains("j+") || marks.contains("д+")
        isDay = countsFromZero || has("day", "jour", "день")
        isDate = has("date", "дата")
        isTime = has("time", "heure", "horaire", "время", "dtg", "start", "début")
    }
}
