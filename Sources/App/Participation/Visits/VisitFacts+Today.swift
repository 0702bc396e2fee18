import Domain
import Storage
import Web

/// What waits: for who comes, to tell what the host asks; for who organises, to take the list out.
extension VisitFacts: TodayFeature {
    static var notificationKinds: [NotificationKind] {
        [
            NotificationKind(
                code: "visit", order: 67, label: L("Visits"),
                hint: L("What a host asks of me, and access lists that are due."))
        ]
    }

    /// Days before the list is due.
    private static let soon = 7

    static func waiting(for reader: AccountReader, _ reading: any Reading) throws -> [TodayTask] {
        try own(reader, reading) + organised(reader, reading)
    }

    private static func own(_ reader: AccountReader, _ reading: any Reading) throws -> [TodayTask] {
        let person = try AccountStore(reading).account(reader.id).person
        return try RegistrationStore(reading).registrations(of: reader.id, person: person).compactMap {
            own -> TodayTask? in
            guard own.state == .complete, own.mode != .online else { return nil }
            let study = try VisitStore(reading).visit(of: own.event)
            guard !study.asks.isEmpty else { return nil }
            let event = try EventStore(reading).event(own.event)
            guard study.lastDay(event) >= CalendarDate.today(reader.now, timeZone: event.timeZone),
                try AccessStore(reading).told(own.id)?.answers(study.asks) != true
            else { return nil }
            var task = TodayTask(
                id: "visit-access-\(own.id)", kind: "visit", what: L("Tell what the host asks for"),
                place: event.title, why: L("The host lets in whom it knows of."), path: VisitPaths.own(own.id))
            (task.due, task.zone) = (end(of: study.lastDay(event), event), event.timeZone)
            return task
        }
    }

    private static func organised(_ reader: AccountReader, _ reading: any Reading) throws -> [TodayTask] {
        try reader.events(reading).compactMap { event -> TodayTask? in
            guard event.has(partCode), !event.isOver(at: reader.now), reader.allows(.organise, in: event.id) else {
                return nil
            }
            let study = try VisitStore(reading).visit(of: event.id)
            let today = CalendarDate.today(reader.now, timeZone: event.timeZone)
            let due = study.fields.listDue
            guard !due.isEmpty, due >= today, EventChanges.later(due, days: -soon) <= today,
                try AccessStore(reading).sendings(of: event.id).isEmpty
            else { return nil }
            var task = TodayTask(
                id: "visit-list-\(event.id)", kind: "visit", what: L("Send the access list to the host"),
                place: event.title, why: L("The host needs it by \(DateText.day(due))."),
                path: VisitPaths.access(event.id))
            (task.due, task.zone) = (end(of: due, event), event.timeZone)
            return task
        }
    }

    /// The last minute of a day where the event is.
    private static func end(of day: String, _ event: EventRecord) -> Int64? {
        EventClock(zone: event.timeZone).milliseconds("\(day)T23:59")
    }
}
