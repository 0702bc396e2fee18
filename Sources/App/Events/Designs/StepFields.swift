import Domain
import Foundation
import Markup
import Web

/// What can be said of a step of an event.
struct StepFields: Sendable, Hashable {
    var stage: WorkshopStage
    var topic: Topic.ID?
    var title = ""
    var minutes: Int?
    var settings = StepSettings()
    /// Epoch milliseconds.
    var opensAt: Int64?
    var closesAt: Int64?

    /// Times outside the event's days are meant.
    var isSure = false

    init(_ stage: WorkshopStage, topic: Topic.ID? = nil) {
        self.stage = stage
        self.topic = topic
    }

    init(_ step: EventStepRecord) {
        stage = step.stage
        topic = step.topic
        title = step.title
        minutes = step.minutes
        settings = step.settings
        opensAt = step.opensAt
        closesAt = step.closesAt
    }

    var cleaned: Cleaned<StepFields> { Cleaned(self) { $0 = clean(&$1) } }

    private func clean(_ check: inout FieldCheck) -> StepFields {
        var fields = self
        fields.title = check.line("title", title, limit: 80)
        if let minutes, !(1...1_440).contains(minutes) { check.fail("minutes", L("Enter 1 to 1440 minutes.")) }
        if let dots = settings.dots, !(1...99).contains(dots) { check.fail("dots", L("Enter 1 to 99 dots.")) }
        if let seats = settings.seats, !(1...50).contains(seats) { check.fail("seats", L("Enter 1 to 50 issues.")) }
        if let by = settings.envisionBy, by != "group", by != "country" {
            check.fail("envision", L("Choose “per group” or “per country”."))
        }
        if stage != .vote {
            fields.settings.method = nil
            fields.settings.dots = nil
            fields.settings.seats = nil
            fields.settings.ratesFeasibility = nil
            fields.settings.repeatsRound = nil
        }
        if stage != .envision { fields.settings.envisionBy = nil }
        return fields
    }

    /// - Parameter known: the step as it was; its times are not asked about again.
    fileprivate func hold(
        against topics: [TopicRecord], _ event: EventRecord, known: StepFields?, _ check: inout FieldCheck
    ) {
        for (field, moment, before) in [("opens", opensAt, known?.opensAt), ("closes", closesAt, known?.closesAt)] {
            if let moment, moment != before, let words = doubt(moment, event) { check.fail(field, words) }
        }
        if let topic, !topics.contains(where: { $0.id == topic }) { check.fail("topic", L("There is no such topic.")) }
        for (field, moment) in [("opens", opensAt), ("closes", closesAt)] {
            guard let moment, !EpochTime.known.contains(moment) else { continue }
            check.fail(field, L("Enter a year from \(EpochTime.years.lowerBound) to \(EpochTime.years.upperBound)."))
        }
        if let opensAt, let closesAt, closesAt <= opensAt { check.fail("closes", L("The end is before the start.")) }
    }

    /// Times that nobody means (a year of four wrong digits) are refused; those outside the event's days are asked about.
    private func doubt(_ moment: Int64, _ event: EventRecord) -> Message? {
        let day = MomentWords(event.timeZone).wallClock(moment).date
        guard day < event.startsOn || day > event.endsOn else { return nil }
        let days = DateText.span(event.startsOn, event.endsOn)
        let years = (Int(event.startsOn.prefix(4)) ?? 0) - 2...(Int(event.endsOn.prefix(4)) ?? 0) + 2
        if !years.contains(Int(day.prefix(4)) ?? 0) || day.utf8.count > 10 {
            return L("\(DateText.day(day)) is years away from the event, which is on \(days). Check the year.")
        }
        return isSure
            ? nil
            : L("Really on \(DateText.day(day))? The event is on \(days). Correct it, or say below that it is meant.")
    }
}

/// Moments in the time zone of an event.
struct EventClock: Sendable {
    /// An IANA name.
    let zone: String

    /// What a typed time means on that day.
    enum Typed: Sendable, Hashable {
        /// The clock shows it once; or twice in a night in which it goes back: the first time.
        case moment(Int64, isTwice: Bool)
        /// The clock goes from `from` to `to` and does not show what lies between: the moment of the change.
        case skipped(at: Int64)
        /// No day and time.
        case unreadable
    }

    /// From `2026-11-27T18:00`, as a browser's field sends it. In the hour that a change of the clocks leaves out, the next one.
    func milliseconds(_ text: String) -> Int64? {
        switch typed(text) {
        case .moment(let moment, _), .skipped(let moment): moment
        case .unreadable: nil
        }
    }

    func typed(_ text: String) -> Typed {
        guard let wall = Self.wall(text) else { return .unreadable }
        let moments = self.moments(wall)
        if let first = moments.first { return .moment(first, isTwice: moments.count > 1) }
        // Read by the clock before the change it lies behind it: as much later as the clock jumps.
        return .skipped(at: wall - Int64(offsets(wall).last ?? 0) * 1000)
    }

    /// When the clock shows a typed time: once; not at all; or twice, in the night in which it goes back.
    func moments(_ text: String) -> [Int64] { Self.wall(text).map(moments) ?? [] }

    private func moments(_ wall: Int64) -> [Int64] {
        let words = MomentWords(zone)
        return offsets(wall).map { wall - Int64($0) * 1000 }.filter { $0 + Int64(words.offset($0)) * 1000 == wall }
    }

    private func offsets(_ wall: Int64) -> [Int] {
        // A zone is nowhere more than 26 hours from another time of the same day; of all offsets around it at most two fit.
        let words = MomentWords(zone)
        return Set([-EpochTime.day, 0, EpochTime.day].map { words.offset(wall + $0) }).sorted(by: >)
    }

    /// The typed time as if it were UTC.
    private static func wall(_ text: String) -> Int64? {
        let halves = text.split(separator: "T", omittingEmptySubsequences: false)
        guard halves.count == 2, let date = CalendarDate(String(halves[0])) else { return nil }
        let time = halves[1].split(separator: ":", omittingEmptySubsequences: false).map { Int($0) }
        guard (2...3).contains(time.count), let hour = time[0], let minute = time[1], (0..<24).contains(hour),
            (0..<60).contains(minute)
        else { return nil }
        let second = time.count == 3 ? time[2] ?? -1 : 0
        guard (0..<60).contains(second) else { return nil }
        return (((Int64(date.daysSince1970) * 24 + Int64(hour)) * 60 + Int64(minute)) * 60 + Int64(second)) * 1000
    }

    /// As a browser's field takes it.
    func text(_ milliseconds: Int64) -> String {
        let shown = MomentWords(zone).wallClock(milliseconds)
        return "\(shown.date)T\(two(shown.hour)):\(two(shown.minute))"
    }

    /// `Friday 27 November, 18:00 (Zagreb time)`
    func words(_ milliseconds: Int64) -> HTML { MomentWords(zone).html(milliseconds, .weekday) }

    /// A moment of a design on the days of an event.
    func milliseconds(_ moment: DesignMoment, from firstDay: String) -> Int64? {
        guard let midnight = Self.wall("\(firstDay)T00:00"), (-100_000...100_000).contains(moment.day),
            (0..<1440).contains(moment.minute)
        else { return nil }
        let day = MomentWords().wallClock(midnight + Int64(moment.day - 1) * EpochTime.day).date
        return milliseconds("\(day)T\(two(moment.minute / 60)):\(two(moment.minute % 60))")
    }

    func moment(_ milliseconds: Int64, from firstDay: String) -> DesignMoment? {
        let shown = MomentWords(zone).wallClock(milliseconds)
        guard let first = Self.wall("\(firstDay)T12:00"), let noon = Self.wall("\(shown.date)T12:00") else {
            return nil
        }
        return DesignMoment(
            day: Int((noon - first) / EpochTime.day) + 1, minute: shown.hour * 60 + shown.minute)
    }

    private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension Cleaned<StepFields> {
    func checked(topics: [TopicRecord], event: EventRecord, known: StepFields? = nil) throws -> StepFields {
        try checked { fields, check in
            fields.hold(against: topics, event, known: known, &check)
            fields.isSure = false
        }
    }
}
