import Domain
import Storage
import Web

/// Steps that are open for days stand in the calendar of who has a part in their event.
extension DesignFacts: CalendarFeature {
    static func entries(for reader: AccountReader, in days: ClosedRange<String>, _ reading: any Reading) throws
        -> [CalendarEntry]
    {
        try reader.events(reading).flatMap { event -> [CalendarEntry] in
            guard let membership = reader.memberships[event.id], event.workshop != nil, event.standing == .planned
            else { return [] }
            let clock = MomentWords(event.timeZone)
            let changed = try EventDayStore(reading).day(of: event.id)?.changedAt ?? 0
            return try StepStore(reading).steps(of: event.id).compactMap { step in
                guard let start = step.opensAt ?? step.closesAt, let end = step.closesAt ?? step.opensAt,
                    clock.wallClock(start).date <= days.upperBound, clock.wallClock(end).date >= days.lowerBound
                else { return nil }
                var entry = CalendarEntry(
                    id: "step-\(step.id)", title: "\(step.label.string()) · \(event.title)",
                    kind: L("Open over several days"),
                    part: EventFacts.part(membership),
                    time: .moments(start, max(start, end), zone: event.timeZone), place: "",
                    path: Paths.event(event.id),
                    marking: event.marking, changedAt: changed)
                entry.mark = event.parts.map { EventParts.mark(of: $0.kind) }.first { !$0.isEmpty } ?? ""
                return entry
            }
        }
    }
}
