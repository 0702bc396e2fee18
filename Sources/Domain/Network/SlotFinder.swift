/// An office whose working hours a meeting is to meet.
public struct SlotOffice: Hashable, Sendable {
    public let name: String
    /// An IANA name.
    public let zone: String
    /// ISO 3166-1 alpha-2: whose weekend counts.
    public let country: String?
    /// Minutes since midnight: the first of the working time, and the first after it.
    public let opens: Int
    public let closes: Int

    public init(name: String, zone: String, country: String?, opens: Int = 8 * 60, closes: Int = 18 * 60) {
        (self.name, self.zone, self.country, self.opens, self.closes) = (name, zone, country, opens, closes)
    }
}

/// A meeting that begins at a moment, as each office sees it.
public struct MeetingSlot: Hashable, Sendable {
    public enum Hours: String, Hashable, Sendable, Codable, CaseIterable { case working, early, late }

    public struct Place: Hashable, Sendable {
        public let office: SlotOffice
        public let day: CalendarDate
        /// Minutes since midnight.
        public let begins: Int
        /// Of the meeting: 1,440 and more are the next day.
        public let ends: Int
        public let hours: Hours
        public let isWeekend: Bool
    }

    /// Epoch milliseconds.
    public let start: Int64
    /// In the order of the offices.
    public let places: [Place]

    /// For how many it is outside their working hours, and for how many on a weekend.
    public var outside: Int { places.count { $0.hours != .working } }
    public var weekends: Int { places.count(where: \.isWeekend) }
    public var fits: Bool { outside == 0 }
}

/// When offices in many time zones work at the same time. Which hours fit follows from working hours alone; weekends, which differ, are
/// marked.
public struct SlotFinder: Sendable {
    public let offices: [SlotOffice]
    /// How long the meeting is, and how far apart its possible beginnings are.
    public let minutes: Int
    public let step: Int
    /// Seconds east of Greenwich in a zone at a moment (epoch milliseconds).
    private let offset: @Sendable (String, Int64) -> Int

    public init(
        _ offices: [SlotOffice], minutes: Int = 120, step: Int = 60, offset: @escaping @Sendable (String, Int64) -> Int
    ) {
        self.offices = offices
        self.minutes = max(1, minutes)
        self.step = max(5, step)
        self.offset = offset
    }

    /// Every beginning from midnight to midnight UTC, in order of time.
    public func slots(on day: CalendarDate) -> [MeetingSlot] {
        let midnight = Int64(day.daysSince1970) * EpochTime.day
        return stride(from: 0, to: 24 * 60, by: step).map { slot(at: midnight + Int64($0) * EpochTime.minute) }
    }

    /// Those in which all offices work; the earliest first.
    public func fitting(on day: CalendarDate) -> [MeetingSlot] { slots(on: day).filter(\.fits) }

    /// The best of some days where none fits: outside the hours of the fewest, on the weekend of the fewest, the earliest first.
    public func best(of slots: [MeetingSlot], most: Int) -> [MeetingSlot] {
        Array(
            slots.sorted { ($0.outside, $0.weekends, $0.start) < ($1.outside, $1.weekends, $1.start) }.prefix(most))
    }

    public func slot(at start: Int64) -> MeetingSlot {
        MeetingSlot(start: start, places: offices.map { place($0, start) })
    }

    private func place(_ office: SlotOffice, _ start: Int64) -> MeetingSlot.Place {
        let seconds = Int(start.floored(by: 1000)) + offset(office.zone, start)
        let days = seconds.floored(by: 86_400)
        let begins = (seconds - days * 86_400) / 60
        let day = CalendarDate(daysSince1970: days)
        let hours: MeetingSlot.Hours =
            begins < office.opens ? .early : begins + minutes > office.closes ? .late : .working
        return MeetingSlot.Place(
            office: office, day: day, begins: begins, ends: begins + minutes, hours: hours,
            isWeekend: Weekend.days(of: office.country).contains(day.weekday))
    }
}
