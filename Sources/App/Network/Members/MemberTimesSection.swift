import Domain
import Markup
import Web

/// Members over time: from the first joining to today or the last day that is known, each with a bar in the colour of its role.
struct MemberTimes {
    /// Years, at the ends of the axis.
    let first: Int
    let last: Int
    private let start: Int
    private let length: Int
    private let day: Int

    /// - Parameter day: that is looked at; it is marked.
    init(_ members: [MemberRecord], on day: String, today: String) {
        let days = members.flatMap { [$0.since] + ($0.until.map { [$0] } ?? []) }.map { MemberInterval.firstDay($0) }
        let (from, to) = (min(days.min() ?? day, day), max(days.max() ?? today, max(today, day)))
        first = Int(from.prefix(4)) ?? 0
        last = Int(to.prefix(4)) ?? 0
        start = Self.number("\(from.prefix(4))-01-01")
        length = max(1, Self.number("\(to.prefix(4))-12-31") - start)
        self.day = Self.number(day) - start
    }

    /// The days of one member; words stand beside it.
    func bar(_ times: [MemberRecord]) -> HTML {
        """
        <svg class="bar" viewBox="0 0 1000 8" preserveAspectRatio="none" aria-hidden="true">\
        <rect class="track" x="0" y="3" width="1000" height="2"/>\(times.html { time in
            let (from, to) = (place(time.since), time.until.map { place($0) } ?? 1000)
            return """
                <rect class="fill s\(time.role.hue)" x="\(from)" y="0" width="\(max(4, to - from))" height="8"/>
                """
        })<rect class="fill" x="\(min(998, max(0, scaled(day))))" y="0" width="2" height="8"/></svg>
        """
    }

    private func place(_ date: String) -> Int { scaled(Self.number(MemberInterval.firstDay(date)) - start) }

    private func scaled(_ days: Int) -> Int { min(1000, max(0, days * 1000 / length)) }

    private static func number(_ day: String) -> Int { CalendarDate(day)?.daysSince1970 ?? 0 }
}

extension MemberRole {
    /// Of the eight hues, those that are far from each other; the word stands beside it.
    var hue: Int {
        switch self {
        case .founding: 1
        case .member: 7
        case .partner: 3
        case .strategicPartner: 4
        case .observer: 6
        case .candidate: 5
        case .funder: 2
        case .implementer: 8
        case .technicalSupport: 4
        }
    }
}
