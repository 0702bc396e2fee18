import Domain
import Storage
import Web

/// Whether an event takes place.
enum EventStanding: String, CaseIterable, Sendable, Codable, SQLBindable, SQLDecodable {
    case planned
    /// Without a new date.
    case postponed
    case cancelled

    /// Nothing where it takes place as planned.
    var label: Message? {
        switch self {
        case .planned: nil
        case .postponed: L("Postponed, no new date yet")
        case .cancelled: L("Cancelled", context: "event")
        }
    }
}

/// When and where an event is, and whether it is.
struct EventPlan: Sendable, Hashable {
    var startsOn: String
    var endsOn: String
    var timeZone: String
    var place: String
    var link: String
    var standing: EventStanding

    init(_ event: EventRecord) {
        startsOn = event.startsOn
        endsOn = event.endsOn
        timeZone = event.timeZone
        place = event.place
        link = event.link
        standing = event.standing
    }

    /// As the settings of an event say it.
    init(_ fields: EventFields, _ standing: EventStanding) {
        startsOn = fields.startsOn
        endsOn = fields.endsOn
        timeZone = fields.timeZone
        place = fields.place
        link = fields.link
        self.standing = standing
    }
}

/// Another time, place or standing of an event, for features whose things hang on them.
struct EventChange: Sendable {
    /// As it was.
    let event: EventRecord
    let after: EventPlan
    /// What another zone does with times on the clock.
    var times = StepClockTimes.Choice.clock
    /// One previewed act, not an entry in the settings.
    var isAct = false

    var before: EventPlan { EventPlan(event) }

    /// By how many days all of it moved, later or earlier; 0 where it did not, or became longer or shorter.
    var days: Int {
        guard let from = CalendarDate(before.startsOn), let to = CalendarDate(after.startsOn),
            let end = CalendarDate(before.endsOn), let newEnd = CalendarDate(after.endsOn)
        else { return 0 }
        let moved = to.daysSince1970 - from.daysSince1970
        return newEnd.daysSince1970 - end.daysSince1970 == moved ? moved : 0
    }

    /// It does not take place on its days any more.
    var ends: Bool { before.standing == .planned && after.standing != .planned }
    /// There is a place no more, only a link.
    var goesOnline: Bool { !before.place.isEmpty && after.place.isEmpty && !after.link.isEmpty }
}

/// A feature whose things hang on when and where an event is: agenda, deadlines, offers, claims.
protocol EventChangeFeature: Feature {
    /// Does what follows, in the same transaction; the event itself is changed already.
    static func follow(_ change: EventChange, _ work: Work) throws
    /// The same in sentences, for who decides; nothing where nothing follows.
    static func consequences(of change: EventChange, _ reading: any Reading) throws -> [Message]
}

/// A feature whose things go along when an event is made after another: topics, steps, agenda, quotas.
protocol EventCopyFeature: Feature {
    /// What goes along, in a word for the form.
    static var copied: (code: String, order: Int, label: Message) { get }
    /// - Parameters:
    ///   - days: from the first day of the one to that of the other.
    ///   - after: the new event, which has all that every event begins with.
    static func copy(_ event: EventRecord, to after: EventRecord, days: Int, _ work: Work) throws
}

enum EventChanges {
    private static let features: [any EventChangeFeature.Type] = Features.all { $0 as? any EventChangeFeature.Type }
    static let copies: [any EventCopyFeature.Type] = Features.all { $0 as? any EventCopyFeature.Type }.sorted {
        $0.copied.order < $1.copied.order
    }

    static func follow(_ change: EventChange, _ work: Work) throws {
        for feature in features { try feature.follow(change, work) }
    }

    static func consequences(of change: EventChange, _ reading: any Reading) throws -> [Message] {
        try features.flatMap { try $0.consequences(of: change, reading) }
    }

    /// The same day so many days later; as it is where the calendar ends.
    static func later(_ date: String, days: Int) -> String {
        guard let day = CalendarDate(date), abs(days) < 100_000 else { return date }
        let number = day.daysSince1970 + days
        // 0001-01-01 and 9999-12-31.
        guard (-719_162...2_932_896).contains(number) else { return date }
        return CalendarDate(daysSince1970: number).description
    }
}
