import Domain
import Web

/// From what a file says of a time to where it lies on the exercise's clock.
struct MselPlacing {
    enum Place: Hashable {
        /// From STARTEX.
        case elapsed(Int64)
        case move(Int, Int64)
        case hand
    }

    let plan: ExercisePlan
    /// Of the event.
    let zone: String
    /// STARTEX as it is planned, told, or the earliest of the file.
    private(set) var startex: Int64?
    private let firstDay: String

    /// Whether STARTEX is the file's earliest time, which a person may correct.
    private(set) var isProposed = false

    /// - Parameters:
    ///   - told: STARTEX as a person answered.
    ///   - planned: of the exercise.
    ///   - firstDay: of the event.
    init(
        _ plan: ExercisePlan, zone: String, told: Int64?, planned: Int64?, firstDay: String, _ times: [MselTime]
    ) {
        self.plan = plan
        self.zone = zone
        self.firstDay = firstDay
        startex = told ?? planned
        guard told == nil, let earliest = times.filter(\.hasDay).compactMap({ absolute($0) }).min() else {
            if startex == nil { startex = times.compactMap { absolute($0) }.min() }
            return
        }
        isProposed = true
        // A list of another year begins with its own first row.
        if let planned, earliest >= planned, earliest - planned <= 30 * EpochTime.day { return }
        startex = earliest
    }

    /// The instant of a time that has a day, or the event's first.
    private func absolute(_ time: MselTime) -> Int64? {
        guard time.state == .ready, let moment = time.moment else { return nil }
        switch moment {
        case .local(let date, let seconds): return instant(date, seconds, zone)
        case .instant(let date, let seconds): return (Int64(date.daysSince1970) * 86_400 + Int64(seconds)) * 1_000
        case .time(let seconds, let later):
            return day.flatMap { instant(CalendarDate(daysSince1970: $0.daysSince1970 + later), seconds, zone) }
        case .utcTime(let seconds, let later):
            return day.map { (Int64($0.daysSince1970 + later) * 86_400 + Int64(seconds)) * 1_000 }
        case .elapsed, .day, .move: return nil
        }
    }

    /// The day of STARTEX in the event's zone.
    private var day: CalendarDate? {
        CalendarDate(startex.map { CalendarDate.today($0, timeZone: zone) } ?? firstDay)
    }

    private func instant(_ date: CalendarDate, _ seconds: Int, _ zone: String) -> Int64? {
        let clock = MselMoment.local(date, seconds).text
        guard case .moment(let moment, _) = EventClock(zone: zone).typed(String(clock.prefix(16))) else { return nil }
        return moment + Int64(seconds % 60) * 1_000
    }

    /// Nothing where the clock does not show such a time, or it lies before STARTEX.
    func place(_ time: MselTime) -> Place? {
        guard let moment = time.moment else { return .hand }
        switch moment {
        case .elapsed(let seconds): return .elapsed(Int64(seconds) * 1_000)
        case .move(let number, let seconds): return .move(number, Int64(seconds) * 1_000)
        case .day(let number, let seconds): return story(number, seconds)
        case .time, .utcTime:
            guard let wall = absolute(time), let startex else { return nil }
            // A clock before STARTEX is of the next day.
            return elapsed(wall < startex ? EpochTime.adding(wall, milliseconds: EpochTime.day) : wall, startex)
        case .local, .instant:
            guard let wall = absolute(time), let startex else { return nil }
            return elapsed(wall, startex)
        }
    }

    /// As a browser's field has it.
    var startText: String {
        guard let startex else { return "" }
        let seconds = startex.floored(by: 1_000) + Int64(MomentWords(zone).offset(startex))
        let days = seconds.floored(by: 86_400)
        let date = CalendarDate(daysSince1970: Int(days))
        return String(MselMoment.local(date, Int(seconds - days * 86_400)).text.prefix(16))
    }

    /// Breaks that lie before do not count.
    private func elapsed(_ wall: Int64, _ startex: Int64) -> Place? {
        guard wall >= startex else { return .hand }
        var elapsed = wall - startex
        for one in plan.breaks.sorted(by: { $0.elapsed < $1.elapsed }) where elapsed > one.elapsed {
            elapsed = max(one.elapsed, elapsed - one.length)
        }
        return .elapsed(elapsed)
    }

    /// When the story's clock shows a day and a time, as it is planned.
    private func story(_ number: Int, _ seconds: Int) -> Place? {
        guard let first = CalendarDate(CalendarDate.today(plan.msel.storyStart, timeZone: plan.msel.zone)),
            number < 10_000,
            let target = instant(
                CalendarDate(daysSince1970: first.daysSince1970 + number - 1), seconds, plan.msel.zone)
        else { return nil }
        let clock = plan.plannedStory
        let starts = plan.moves.isEmpty ? [0] : plan.moves.map(\.plannedStart)
        for (index, start) in starts.enumerated() {
            let rate = plan.moves.indices.contains(index) ? plan.moves[index].rate : .normal
            guard let shown = clock.story(at: start), target >= shown else { continue }
            let (gap, end) = (target - shown, index + 1 < starts.count ? starts[index + 1] : Int64.max)
            if gap == 0 { return .elapsed(start) }
            guard rate.numerator > 0 else { continue }
            let (product, isOver) = gap.multipliedReportingOverflow(by: rate.denominator)
            let elapsed = isOver ? Int64.max : EpochTime.sum(start, product / rate.numerator)
            if elapsed < end { return .elapsed(elapsed) }
        }
        return nil
    }
}

extension MselTime {
    /// Whether it lies on a day of the calendar.
    var hasDay: Bool {
        switch moment {
        case .local, .instant: state == .ready
        default: false
        }
    }
}
