import Domain
import Storage
import Web

extension EventFacts: CalendarFeature {
    static func entries(for reader: AccountReader, in days: ClosedRange<String>, _ reading: any Reading) throws
        -> [CalendarEntry]
    {
        let turns = try SeatTurnStore(reading).turns(of: reader.id)
        return try EventDayStore(reading).days(for: reader.account, in: days).filter { day in
            reader.memberships[day.id] != nil || !EventSummary.forNamed.contains(day.marking)
        }.map { day in
            let membership = reader.memberships[day.id]
            return entry(
                day, part: membership.map(part),
                path: membership == nil ? Paths.programme(day.programme) : Paths.event(day.id)
            ).turned(turns[day.id] ?? 0)
        }
    }

    static func left(by reader: AccountReader, since: Int64, _ reading: any Reading) throws -> [CalendarEntry] {
        let store = SeatTurnStore(reading)
        let turns = try store.turns(of: reader.id)
        return try store.left(by: reader.id, since: since).flatMap { left -> [CalendarEntry] in
            guard reader.memberships[left.event] == nil, let day = try EventDayStore(reading).day(of: left.event) else {
                return []
            }
            let whole = entry(day, part: nil, path: Paths.event(day.id))
            let own = try CalendarFeatures.own(left.seat, in: left.event, reading)
            return ([whole] + own).map { $0.cancelled(at: left.at).turned(turns[left.event] ?? 0) }
        }
    }

    static func entry(of event: Event.ID, _ reading: any Reading) throws -> CalendarEntry? {
        try EventDayStore(reading).day(of: event).map { entry($0, part: nil, path: Paths.event(event)) }
    }

    static func programmes(for reader: AccountReader, _ reading: any Reading) throws -> [CalendarProgramme] {
        try ProgrammeStore(reading).programmes(of: reader.account).map { CalendarProgramme(id: $0.id, title: $0.title) }
    }

    /// Whole days while no agenda tells times. What is postponed without a date leaves calendars until there is one.
    /// - Parameter part: nothing for an event of the programme in which the reader has none.
    private static func entry(_ day: EventDay, part: Message?, path: String) -> CalendarEntry {
        let time: CalendarEntry.Time =
            day.moments.map { .moments($0.start, $0.end, zone: day.timeZone) }
            ?? .days(day.startsOn, max(day.startsOn, day.endsOn))
        var entry = CalendarEntry(
            id: "event-\(day.id)", title: day.title, kind: EventKind.named(day.kind)?.label ?? L("Event"),
            part: part, time: time, place: day.place, path: path, marking: day.marking, changedAt: day.changedAt)
        entry.sequence = day.sequence
        entry.standing = day.standing == .planned ? .confirmed : .cancelled
        entry.standingAt = day.standingAt
        entry.link = day.link
        entry.programme = day.programmeTitle
        entry.series = day.seriesTitle
        entry.programmeID = day.programme
        entry.mark = day.mark
        return entry
    }

    /// What somebody is in an event; of several roles the first.
    static func part(_ membership: Membership) -> Message {
        Role.allCases.first { membership.roles.contains($0) }?.label ?? L("Invited")
    }
}
