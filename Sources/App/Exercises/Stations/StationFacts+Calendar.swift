import Domain
import Storage
import Web

/// Rotations in the calendar of who takes part: of their group, and of the stations at which they evaluate.
extension StationFacts: CalendarFeature {
    static func entries(for reader: AccountReader, in days: ClosedRange<String>, _ reading: any Reading) throws
        -> [CalendarEntry]
    {
        let visits = try StationStore(reading).visits(of: reader.memberships.values.flatMap(\.seats))
        guard !visits.isEmpty else { return [] }
        let turns = try SeatTurnStore(reading).turns(of: reader.id)
        return try Dictionary(grouping: visits, by: \.event).flatMap { event, visits in
            try entries(visits, of: event, reading).filter {
                $0.firstDay <= days.upperBound && $0.lastDay >= days.lowerBound
            }.map { $0.turned(turns[event] ?? 0) }
        }
    }

    static func own(_ seat: Participant.ID, in event: Event.ID, _ reading: any Reading) throws -> [CalendarEntry] {
        try entries(StationStore(reading).visits(of: [seat]).filter { $0.event == event }, of: event, reading)
    }

    /// The rotations as such, without who is where.
    static func details(of event: Event.ID, _ reading: any Reading) throws -> [CalendarEntry] {
        guard try StationStore(reading).hasStations(event), let day = try EventDayStore(reading).day(of: event) else {
            return []
        }
        let plan = try StationPlan(event, reading)
        guard plan.exercise.state != .draft, plan.exercise.state != .cancelled else { return [] }
        return plan.timetable.rotations.enumerated().map { index, rotation in
            entry(
                "rotation-\(event)-\(index + 1)", L("Rotation \(index + 1)").string(), rotation.start, rotation.end,
                place: "", part: nil, on: day, changedAt: day.changedAt, sequence: plan.revision)
        }
    }

    private static func entries(_ visits: [StationVisit], of event: Event.ID, _ reading: any Reading) throws
        -> [CalendarEntry]
    {
        guard !visits.isEmpty, let day = try EventDayStore(reading).day(of: event) else { return [] }
        return visits.map { visit in
            entry(
                visit.isEvaluator
                    ? "station-\(visit.station)-\(visit.rotation)"
                    : "rotation-\(event)-\(visit.rotation)-\(visit.cell)",
                visit.isEvaluator ? "\(visit.name): \(visit.code)" : visit.name, visit.startsAt,
                EpochTime.adding(visit.startsAt, milliseconds: visit.length), place: visit.place,
                part: visit.isEvaluator ? ExerciseRole.evaluator.label : ExerciseRole.player.label, on: day,
                changedAt: visit.changedAt, sequence: visit.revision)
        }
    }

    private static func entry(
        _ id: String, _ title: String, _ start: Int64, _ end: Int64, place: String, part: Message?, on day: EventDay,
        changedAt: Int64, sequence: Int
    ) -> CalendarEntry {
        var entry = CalendarEntry(
            id: id, title: "\(title) · \(day.title)", kind: L("Station", context: "exercise"), part: part,
            time: .moments(start, end, zone: day.timeZone), place: place.isEmpty ? day.place : place,
            path: StationPaths.stations(day.id), marking: day.marking, changedAt: changedAt)
        entry.sequence = day.sequence + sequence
        entry.standing = day.standing == .planned ? .confirmed : .cancelled
        entry.standingAt = day.standingAt
        entry.programme = day.programmeTitle
        entry.programmeID = day.programme
        // Also where the event's own part does not say it.
        entry.mark = day.mark.isEmpty ? ExerciseMark.title("") : day.mark
        return entry
    }
}
