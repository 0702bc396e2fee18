import Domain
import Markup
import Storage
import Web

/// # What is due around an event
///
/// `/events/E/dates` shows the critical dates with their days, the host country, and what is done; the overview of the event and of the
/// programme show what is next.
enum EventDatesFacts: RoutedFeature, OverviewFeature, TodayFeature, JournalFeature {
    static var routes: [Route] {
        [
            .get(AgendaPaths.dates, .organise) { visit, event in try await page(visit, event, nil) },
            .post(AgendaPaths.dates, .organise) { visit, event in
                let form = try visit.inbound.form()
                do {
                    try await EventDatesOperations.set(visit, event, try read(form))
                    return .redirect(to: Done.saved.at(AgendaPaths.dates(event)))
                } catch {
                    return try await page(visit, event, .refused(form, error))
                }
            },
        ]
    }

    static var api: [APIRoute] { EventDatesAPI.routes }

    static var journal: [JournalKind] { [JournalKind("event.dates", L("What is due around the event changed"))] }

    static func way(to event: Event.ID, _ visit: Visit, _ reading: any Reading) throws -> HTML {
        guard try visit.membership(in: event, reading).allows(.organise) else { return .empty }
        let record = try EventStore(reading).event(event)
        let today = CalendarDate.today(visit.now, timeZone: record.timeZone)
        guard record.standing == .planned, today <= record.endsOn else { return .empty }
        // Once people have their seats, the days of the event are about something else.
        let isPrepared = try EventStore(reading).participants(of: event).contains(where: \.isInvitedVoice)
        guard today < record.startsOn || !isPrepared else { return .empty }
        return try EventWaySection(record, isPrimary: !record.isNear(on: today), reading).html
    }

    static func section(of event: Event.ID, _ visit: Visit, _ reading: any Reading) throws -> HTML {
        guard try visit.membership(in: event, reading).allows(.organise) else { return .empty }
        let record = try EventStore(reading).event(event)
        guard record.standing == .planned, try plans(event, reading) else { return .empty }
        return EventDatesSection(
            due: try EventDue(record, now: visit.now, reading),
            today: CalendarDate.today(visit.now, timeZone: record.timeZone)
        ).html
    }

    /// Whether anybody goes by these dates: who has set up a registration, or the dates themselves.
    private static func plans(_ event: Event.ID, _ reading: any Reading) throws -> Bool {
        try RegistrationStore(reading).rule(of: event) != nil || EventDatesStore(reading).isSet(for: event)
    }

    /// Two weeks ahead, and what is late by no more than two weeks: older than that nobody waits for it.
    static func waiting(for reader: AccountReader, _ reading: any Reading) throws -> [TodayTask] {
        try reader.events(reading).flatMap { event -> [TodayTask] in
            guard event.standing == .planned, reader.allows(.organise, in: event.id), try plans(event.id, reading)
            else { return [] }
            let today = CalendarDate.today(reader.now, timeZone: event.timeZone)
            let span = EventChanges.later(today, days: -14)...EventChanges.later(today, days: 14)
            return try EventDue(event, now: reader.now, reading).tasks.filter { span.contains($0.date) }
                .map { date in
                    TodayTask(
                        id: "date-\(date.name.rawValue)-\(event.id)", kind: "event", what: date.name.act,
                        place: event.title, why: L("You organise the event."),
                        path: "\(AgendaPaths.dates(event.id))#date-\(date.name.rawValue)",
                        due: EventClock(zone: event.timeZone).milliseconds("\(date.date)T23:59"), zone: event.timeZone,
                        isDay: true)
                }
        }
    }

    private static func read(_ form: FormValues) throws -> EventDates {
        var dates = EventDates()
        var errors: [String: Message] = [:]
        dates.country = form.text("host-country").isEmpty ? nil : form.text("host-country")
        for name in CriticalDate.Name.allCases {
            let field = "days-\(name.rawValue)"
            if form.isOn("done-\(name.rawValue)") { dates.done.insert(name) }
            guard form.has(field) else { continue }
            if let days = WholeText.read(form.text(field), in: 0...EventDates.mostDays) {
                dates.days[name] = name.days < 0 ? -max(days, 1) : days
            } else {
                errors[field] = WholeText.words(0...EventDates.mostDays)
            }
        }
        guard errors.isEmpty else { throw Refusal.invalid(errors) }
        return dates
    }

    private static func page(_ visit: Visit, _ event: Event.ID, _ state: FormState?) async throws -> Answer {
        try await visit.read { reading in
            let frame = try EventFrame(visit, event, reading)
            let due = try EventDue(frame.event, now: visit.now, reading)
            return EventDatesPage(
                frame: frame, due: due, names: try DirectoryNames(reading),
                state: state ?? EventDatesPage.state(of: due.dates)
            ).answer
        }
    }
}

/// The same for programs.
enum EventDatesAPI {
    struct DateBody: Codable, Sendable, NamedType {
        static let schemaName = "EventDate"

        /// `invitation`, `nominations-close`, `allocation` …
        let name: String
        /// ISO 8601.
        let date: String
        /// Before the first day, below 0, or after the last.
        let days: Int
        let isDone: Bool
    }

    enum Days: NumberLimits { static let range = -EventDates.mostDays...EventDates.mostDays }

    struct DateInput: Codable, Sendable, NamedType {
        static let schemaName = "EventDateInput"

        let name: String
        /// As usual unless told.
        let days: Whole<Days>?
        let isDone: Bool?
    }

    struct Input: Codable, Sendable {
        /// ISO 3166-1 alpha-2: whose weekend counts.
        let hostCountry: String?
        let dates: [DateInput]?
    }

    static let routes: [APIRoute] = [
        .get(AgendaPaths.apiDates, .organise, "Events", "What is due before and after an event, and on which day.") {
            visit, event in try await body(visit, event)
        },
        .send(
            .put, AgendaPaths.apiDates, .organise, "Events",
            "Says the host country, other days than usual, and what is done; what the body leaves out is as usual."
        ) { (visit, input: Input, event) in
            var dates = EventDates(country: input.hostCountry?.uppercased())
            for date in input.dates ?? [] {
                guard let name = CriticalDate.Name(rawValue: date.name) else {
                    throw Refusal.invalid(["dates": L("This value is not one of those allowed.")])
                }
                if let days = date.days?.value { dates.days[name] = days }
                if date.isDone == true { dates.done.insert(name) }
            }
            try await EventDatesOperations.set(visit, event, dates)
            return try await body(visit, event)
        },
    ]

    private static func body(_ visit: Visit, _ event: Event.ID) async throws -> ListBody<DateBody> {
        try await visit.read { reading in
            let due = try EventDue(EventStore(reading).event(event), now: visit.now, reading)
            let items = due.all.map { name, date in
                DateBody(
                    name: name.rawValue, date: date, days: due.dates.days[name] ?? name.days,
                    isDone: due.done.contains(name))
            }
            return ListBody(items: items, next: nil)
        }
    }
}
