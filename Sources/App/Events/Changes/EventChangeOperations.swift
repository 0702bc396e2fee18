import Domain
import Storage
import Web

/// Postponing, moving online, cancelling.
enum EventAct: String, CaseIterable, Sendable, Codable {
    case postponement, relocation, cancellation
}

/// What is said of such an act.
struct EventActFields: Sendable, Hashable {
    var act: EventAct
    /// For one event: its new first day, ISO 8601; empty while there is none.
    var startsOn = ""
    /// For all events of a programme: by how many days, later or earlier; nothing without new dates.
    var days: Int?
    /// Where people join, for what moves online.
    var link = ""
    /// Why, for everybody who is told.
    var note = ""
    /// ``EventChangeOperations/seen(_:)`` of the preview that is confirmed; empty where nobody looked.
    var seen = ""

    static let mostDays = 3_660

    var cleaned: Cleaned<EventActFields> {
        Cleaned(self) { fields, check in
            fields.startsOn = check.date("starts-on", startsOn, isRequired: false)
            fields.link = check.line("link", link, limit: 500)
            fields.note = check.line("note", note, limit: 500)
            if let days, !(-Self.mostDays...Self.mostDays).contains(days) || days == 0 {
                check.fail("days", L("Enter by how many days, as 7 or -7."))
            }
            if act == .relocation, !FieldCheck.isWebAddress(fields.link) {
                check.fail("link", L("Write the whole address, beginning with https://."))
            }
        }
    }
}

/// What the act would do with one event.
struct EventActPreview: Sendable {
    let event: EventRecord
    let change: EventChange
    /// With a seat in it, not removed.
    let people: Int
    let consequences: [Message]
}

/// One act for an event, or for all events of a programme that are to come.
enum EventChangeOperations {
    enum Target: Sendable {
        case event(Event.ID)
        case programme(Programme.ID)
    }

    static func preview(_ visit: Visit, _ target: Target, _ fields: EventActFields) async throws -> [EventActPreview] {
        let cleaned = fields.cleaned
        return try await visit.read { reading in
            try require(target, visit, reading)
            return try changes(of: target, try cleaned.checked(), now: visit.now, reading).map { change in
                EventActPreview(
                    event: change.event, change: change,
                    people: try EventStore(reading).participants(of: change.event.id).count,
                    consequences: try EventChanges.consequences(of: change, reading))
            }
        }
    }

    /// What other days in the settings would do to people with a seat.
    /// - Returns: nothing where the days stay, or nobody has a seat but those who run it; also where the fields are refused.
    static func settings(
        _ visit: Visit, _ id: Event.ID, _ fields: EventFields, _ times: StepClockTimes.Choice
    ) async throws -> EventActPreview? {
        let cleaned = fields.cleaned
        return try await visit.read { reading in
            try visit.require(.organise, in: id, reading)
            let event = try EventStore(reading).event(id)
            let change = EventChange(
                event: event, after: EventPlan(try cleaned.checked(), event.standing), times: times)
            let people = try EventStore(reading).participants(of: id).count { !$0.role.runsTheRoom }
            let isMoved = (change.before.startsOn, change.before.endsOn) != (change.after.startsOn, change.after.endsOn)
            guard isMoved, people > 0 else { return nil }
            return EventActPreview(
                event: event, change: change, people: people,
                consequences: try EventChanges.consequences(of: change, reading))
        }
    }

    /// - Returns: the events that were changed.
    @discardableResult
    static func apply(_ visit: Visit, _ target: Target, _ fields: EventActFields) async throws -> [Event.ID] {
        let (cleaned, language) = (fields.cleaned, visit.language)
        return try await visit.database.write { tx in
            try require(target, visit, tx)
            return try Language.$current.withValue(language) {
                try applyIn(Work(tx, visit), target, try cleaned.checked())
            }
        }
    }

    static func applyIn(_ work: Work, _ target: Target, _ fields: EventActFields) throws -> [Event.ID] {
        let changes = try changes(of: target, fields, now: work.now, work.tx)
        guard fields.seen.isEmpty || fields.seen == seen(changes.map(\.event)) else { throw Refusal.eventsHaveChanged }
        for change in changes {
            let id = change.event.id
            try EventWriting(work.tx).set(change.after, note: fields.note, of: id, now: work.now)
            try EventChanges.follow(change, work)
            try work.record(.event(id), "event:\(id)", "event.\(fields.act.rawValue)", facts(change, fields))
        }
        return changes.map(\.event.id)
    }

    /// Names what was looked at: confirmed a second time, the events are elsewhere.
    static func seen(_ events: [EventRecord]) -> String {
        let words = events.map { "\($0.id) \($0.startsOn) \($0.endsOn) \($0.standing.rawValue) \($0.place) \($0.link)" }
        return String(Secret.hex(Sodium.hash(words.joined(separator: "\n").utf8)).prefix(16))
    }

    private static func facts(_ change: EventChange, _ fields: EventActFields) -> [String: JSONValue] {
        switch fields.act {
        case .postponement where change.after.standing == .planned:
            ["from": .text(change.before.startsOn), "to": .text(change.after.startsOn)]
        case .postponement: ["from": .text(change.before.startsOn)]
        case .relocation, .cancellation: [:]
        }
    }

    private static func require(_ target: Target, _ visit: Visit, _ reading: any Reading) throws {
        switch target {
        case .event(let id): try visit.require(.organise, in: id, reading)
        case .programme(let id):
            try Policy.require(.organiseProgramme, in: id, visitor: visit.visitor, reading)
        }
    }

    // MARK: What becomes of each

    private static func changes(
        of target: Target, _ fields: EventActFields, now: Int64, _ reading: any Reading
    ) throws -> [EventChange] {
        switch target {
        case .event(let id):
            let event = try EventOperations.meeting(id, reading)
            guard let after = try plan(event, fields) else { throw Refusal.nothingToChange(fields.act) }
            return [EventChange(event: event, after: after, isAct: true)]
        case .programme(let id):
            let ids = try ProgrammeStore(reading).events(of: id).map(\.id)
            let changes = try EventStore(reading).events(ids).compactMap { event -> EventChange? in
                guard event.endsOn >= CalendarDate.today(now, timeZone: event.timeZone) else { return nil }
                return try plan(event, fields).map { EventChange(event: event, after: $0, isAct: true) }
            }
            guard !changes.isEmpty else { throw Refusal.nothingToChange(fields.act) }
            return changes.sorted { ($0.before.startsOn, $0.event.id) < ($1.before.startsOn, $1.event.id) }
        }
    }

    /// - Returns: nothing where it is so already.
    private static func plan(_ event: EventRecord, _ fields: EventActFields) throws -> EventPlan? {
        var plan = EventPlan(event)
        switch fields.act {
        case .cancellation: plan.standing = .cancelled
        case .relocation:
            guard event.standing != .cancelled else { return nil }
            (plan.place, plan.link) = ("", fields.link)
        case .postponement:
            let start =
                fields.startsOn.isEmpty
                ? fields.days.map { EventChanges.later(event.startsOn, days: $0) } : fields.startsOn
            if let start {
                plan.standing = .planned
                plan.endsOn = EventChanges.later(event.endsOn, days: days(from: event.startsOn, to: start))
                plan.startsOn = start
            } else {
                // What is cancelled stays so until there is a date.
                guard event.standing != .cancelled else { return nil }
                plan.standing = .postponed
            }
        }
        return plan == EventPlan(event) ? nil : plan
    }

    static func days(from: String, to: String) -> Int {
        guard let first = CalendarDate(from), let second = CalendarDate(to) else { return 0 }
        return second.daysSince1970 - first.daysSince1970
    }
}

/// Makes an event after another: the same place, marking and settings on other days, with what is chosen.
enum EventCopyOperations {
    /// - Parameters:
    ///   - startsOn: its first day, ISO 8601.
    ///   - parts: codes of ``EventCopyFeature/copied``.
    static func copy(_ visit: Visit, _ id: Event.ID, title: String, startsOn: String, parts: Set<String>) async throws
        -> Event.ID
    {
        let cleaned = Cleaned((title: title, startsOn: startsOn)) { words, check in
            words = (
                check.line("title", words.title, limit: 200, isRequired: true), check.date("starts-on", words.startsOn)
            )
        }
        let language = visit.language
        return try await visit.database.write { tx in
            try visit.require(.organise, in: id, tx)
            let (words, event) = (try cleaned.checked(), try EventOperations.meeting(id, tx))
            try Policy.require(.organiseProgramme, in: event.programme, visitor: visit.visitor, tx)
            return try Language.$current.withValue(language) {
                try copyIn(Work(tx, visit), event, title: words.title, startsOn: words.startsOn, parts)
            }
        }
    }

    static func copyIn(
        _ work: Work, _ event: EventRecord, title: String, startsOn: String, _ parts: Set<String>
    ) throws -> Event.ID {
        let days = EventChangeOperations.days(from: event.startsOn, to: startsOn)
        var fields = event.fields
        fields.title = title
        fields.startsOn = startsOn
        fields.endsOn = EventChanges.later(event.endsOn, days: days)
        fields.namesUntil = ""
        fields.kind = event.kind
        let topics = try EventStore(work.tx).topics(of: event.id).map(\.fields)
        if EventKind.named(event.kind)?.parts.contains(EventWorkshop.kind) == true { fields.topics = topics }
        let made = try EventOperations.createIn(work, in: event.programme, fields.cleaned)
        let present = Set(try EventStore(work.tx).event(made).parts.map(\.kind))
        for part in event.parts where !present.contains(part.kind) {
            let start = EventPartStart(
                title: part.title, namesShown: event.namesShown, issuesVisible: event.issuesVisible, topics: topics)
            _ = try EventPartOperations.addIn(work, part.kind, to: made, start)
        }
        let record = try EventStore(work.tx).event(made)
        for feature in EventChanges.copies where parts.contains(feature.copied.code) {
            try feature.copy(event, to: record, days: days, work)
        }
        return made
    }
}
