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

    func checked(topics: [TopicRecord]) throws -> StepFields {
        var check = FieldCheck()
        var fields = self
        fields.title = check.line("title", title, limit: 80)
        if let minutes, !(1...1_440).contains(minutes) { check.fail("minutes", L("Give from 1 to 1440 minutes.")) }
        if let topic, !topics.contains(where: { $0.id == topic }) { check.fail("topic", L("There is no such topic.")) }
        if let opensAt, let closesAt, closesAt <= opensAt { check.fail("closes", L("The end is before the start.")) }
        if let dots = settings.dots, !(1...99).contains(dots) { check.fail("dots", L("Give from 1 to 99 dots.")) }
        if let seats = settings.seats, !(1...50).contains(seats) { check.fail("seats", L("Give from 1 to 50 issues.")) }
        if let by = settings.envisionBy, by != "group", by != "country" {
            check.fail("envision", L("Choose group or country."))
        }
        if stage != .vote {
            fields.settings.method = nil
            fields.settings.dots = nil
            fields.settings.seats = nil
            fields.settings.ratesFeasibility = nil
            fields.settings.repeatsRound = nil
        }
        if stage != .envision { fields.settings.envisionBy = nil }
        try check.finish()
        return fields
    }
}

/// Moments in the time zone of an event.
struct EventClock: Sendable {
    /// An IANA name.
    let zone: String

    private var calendar: Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: zone) ?? .gmt
        return calendar
    }

    /// From `2026-11-27T18:00`, as a browser's field sends it. In the hour that a change of the clocks leaves out, the next one.
    func milliseconds(_ text: String) -> Int64? {
        let halves = text.split(separator: "T", omittingEmptySubsequences: false)
        guard halves.count == 2, let (year, month, day) = CalendarDate.parts(String(halves[0])) else { return nil }
        let time = halves[1].split(separator: ":").compactMap { Int($0) }
        guard time.count >= 2, (0..<24).contains(time[0]), (0..<60).contains(time[1]) else { return nil }
        let parts = DateComponents(year: year, month: month, day: day, hour: time[0], minute: time[1])
        return calendar.date(from: parts).map { Int64($0.timeIntervalSince1970 * 1000) }
    }

    /// As a browser's field takes it.
    func text(_ milliseconds: Int64) -> String {
        let parts = parts(milliseconds)
        return "\(day(parts))T\(two(parts.hour)):\(two(parts.minute))"
    }

    /// `Friday 27 November, 18:00 (Zagreb time)`
    func words(_ milliseconds: Int64) -> HTML { MomentWords(zone).html(milliseconds, .weekday) }

    /// A moment of a design on the days of an event.
    func milliseconds(_ moment: DesignMoment, from firstDay: String) -> Int64? {
        guard let (year, month, day) = CalendarDate.parts(firstDay) else { return nil }
        let parts = DateComponents(
            year: year, month: month, day: day + moment.day - 1, hour: moment.minute / 60, minute: moment.minute % 60)
        return calendar.date(from: parts).map { Int64($0.timeIntervalSince1970 * 1000) }
    }

    func moment(_ milliseconds: Int64, from firstDay: String) -> DesignMoment? {
        let parts = parts(milliseconds)
        guard let first = self.milliseconds("\(firstDay)T12:00"), let noon = self.milliseconds("\(day(parts))T12:00")
        else { return nil }
        let days = Int((Double(noon - first) / 86_400_000).rounded())
        return DesignMoment(day: days + 1, minute: (parts.hour ?? 0) * 60 + (parts.minute ?? 0))
    }

    private func parts(_ milliseconds: Int64) -> DateComponents {
        calendar.dateComponents(
            [.year, .month, .day, .hour, .minute], from: Date(timeIntervalSince1970: Double(milliseconds) / 1000))
    }

    private func day(_ parts: DateComponents) -> String {
        let year = String(parts.year ?? 0)
        return "\(String(repeating: "0", count: max(0, 4 - year.count)))\(year)-\(two(parts.month))-\(two(parts.day))"
    }

    private func two(_ number: Int?) -> String { (number ?? 0) < 10 ? "0\(number ?? 0)" : "\(number ?? 0)" }
}
