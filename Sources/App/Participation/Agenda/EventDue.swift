import Domain
import Storage
import Web

/// What is due around one event, and on which day: as its registration says it, else so many days before or after.
struct EventDue: Sendable {
    typealias Dated = (name: CriticalDate.Name, date: String)

    /// What is said elsewhere, and comes by itself.
    struct Ruled: Sendable {
        /// ISO 8601, where the event is.
        let day: String
        /// Nothing where a day is meant.
        var at: Int64?
    }

    let event: EventRecord
    let dates: EventDates
    let ruled: [CriticalDate.Name: Ruled]
    /// What can be seen to have been done, whether somebody ticked it or not.
    let happened: Set<CriticalDate.Name>
    /// What this event does not have.
    private let without: Set<CriticalDate.Name>
    /// The day on which the event was made.
    private let made: String
    /// What lies before it is due no more.
    private let hasBegun: Bool
    /// The day before which no seat is given.
    private let close: String?

    init(_ event: EventRecord, now: Int64, _ reading: any Reading) throws {
        let store = EventDatesStore(reading)
        let rule = try RegistrationStore(reading).rule(of: event.id)
        let ruled = Self.ruled(event, rule)
        let today = CalendarDate.today(now, timeZone: event.timeZone)
        let passed = ruled.filter { $0.value.at.map { $0 <= now } ?? ($0.value.day < today) }
        self.event = event
        self.ruled = ruled
        dates = try store.dates(of: event.id)
        happened = try store.happened(in: event.id).union(passed.keys)
        hasBegun = event.startsOn <= today
        without = Self.without(rule)
        close = rule?.work == .batch ? rule?.nominationsClose.map { String($0.local.prefix(10)) } : nil
        made = CalendarDate.today(try store.made(event.id), timeZone: event.timeZone)
    }

    private static func ruled(_ event: EventRecord, _ rule: RegistrationRule?) -> [CriticalDate.Name: Ruled] {
        func said(_ time: TypedTime?) -> Ruled? {
            time.map { Ruled(day: String($0.local.prefix(10)), at: $0.at) }
        }
        var found: [CriticalDate.Name: Ruled] = [.namesErased: Ruled(day: event.namesUntil)]
        if rule?.channels.contains(.nomination) ?? false {
            found[.nominationsClose] = said(rule?.nominationsClose ?? rule?.closes)
        }
        found[.finalList] = said(rule?.freeze)
        found[.needsErased] = rule?.needsErasedOn.map { Ruled(day: $0) }
        return found
    }

    private static func without(_ rule: RegistrationRule?) -> Set<CriticalDate.Name> {
        guard let rule else { return [] }
        var none: Set<CriticalDate.Name> = []
        if !rule.channels.contains(.nomination) || (rule.nominationsClose ?? rule.closes) == nil {
            none.insert(.nominationsClose)
        }
        if rule.channels == [.open] { none.insert(.invitation) }
        if rule.work == .rolling { none.insert(.allocation) }
        return none
    }

    /// In the order of their days; nothing of an event that does not take place.
    var all: [Dated] {
        guard event.standing == .planned, let starts = CalendarDate(event.startsOn),
            let ends = CalendarDate(event.endsOn)
        else { return [] }
        let counted = CriticalDate.all(starts: starts, ends: ends, country: dates.country, days: dates.days).map {
            (name: $0.name, date: ruled[$0.name]?.day ?? $0.date.description)
        }.filter { !without.contains($0.name) }
        return shared(counted).sorted { ($0.date, $0.name.rawValue) < ($1.date, $1.name.rawValue) }
    }

    var done: Set<CriticalDate.Name> { dates.done.union(happened) }

    /// What is still to come, the earliest first.
    var open: [Dated] {
        let done = done
        return all.filter { one in
            !done.contains(one.name) && !EventDates.automatic.contains(one.name) && !(hasBegun && one.name.days < 0)
        }
    }

    /// What somebody has to do.
    var tasks: [Dated] { open.filter { ruled[$0.name] == nil } }

    // MARK: At short notice

    /// Nothing is due before the event was made, nor what follows the nominations before they close.
    private func floor(_ name: CriticalDate.Name) -> String {
        guard let close, name.days > CriticalDate.Name.nominationsClose.days else { return made }
        return max(made, close)
    }

    /// What would have been due too early shares the days that are left until what comes next. Where a day was given by hand, that counts.
    private func shared(_ counted: [Dated]) -> [Dated] {
        let early = counted.filter {
            $0.name.days < 0 && ruled[$0.name] == nil && dates.days[$0.name] == nil && $0.date < floor($0.name)
        }
        let names = Set(early.map(\.name))
        let rest = counted.filter { !names.contains($0.name) }
        let groups = Dictionary(grouping: early) { floor($0.name) }
        return rest + groups.flatMap { first, late in share(late, from: first, before: rest) }
    }

    /// - Returns: nothing where the event has begun by then.
    private func share(_ late: [Dated], from first: String, before rest: [Dated]) -> [Dated] {
        guard first < event.startsOn, let starts = CalendarDate(event.startsOn) else { return [] }
        let next = rest.filter { $0.name.days < 0 && $0.date > first }.map(\.date).min() ?? event.startsOn
        let span = EventDates.days(from: first, to: min(next, event.startsOn))
        let ordered = late.sorted { $0.name.days < $1.name.days }
        return ordered.enumerated().map { index, one in
            let day = EventChanges.later(first, days: span * (index + 1) / (ordered.count + 1))
            let before = EventDates.days(from: day, to: event.startsOn)
            let working = CriticalDate.date(days: -before, starts: starts, ends: starts, country: dates.country)
            return (name: one.name, date: max(working?.description ?? day, first))
        }
    }
}
