import Domain
import Web

/// What is told of a block of the agenda: one session at one time in one place.
struct AgendaBlockFields: FieldRecord {
    /// Of the session; blocks with the same title are one session.
    var title = ""
    var kind = AgendaContent.Kind.plenary.rawValue
    /// ISO 8601, in the event's zone.
    var day = ""
    /// `09:30`
    var starts = ""
    /// Not after the start: on the next day.
    var ends = ""
    var place = ""
    var link = ""
    /// How many may choose it; nothing is everybody.
    var seats: Int?
    /// A TLP 2.0 label without "TLP:"; empty for the event's own.
    var marking = ""
    var summary = ""

    static let fields: [Field<AgendaBlockFields>] = [
        .line("session", \.title, L("Title"), limit: 200, isRequired: true),
        .choice(
            "kind", \.kind, L("Kind"), .choice(AgendaContent.Kind.allCases.map(\.rawValue)),
            options: { AgendaContent.Kind.allCases.map { (value: $0.rawValue, label: $0.label) } },
            fault: { AgendaContent.Kind(rawValue: $0) == nil ? L("This value is not one of those allowed.") : nil }),
        .number(
            "seats", \.seats, L("Places to choose"), hint: L("If people choose it and the room is small; else empty."),
            in: 1...5_000, isBeside: true),
        .date("day", \.day, L("Day")),
        .time("starts", \.starts, L("Starts"), isRequired: true, isBeside: true),
        .time("ends", \.ends, L("Ends"), isRequired: true, isBeside: true),
        .line("place", \.place, L("Room or place"), limit: 200),
        .link("link", \.link, L("Link"), limit: 500, isBeside: true),
        .choice(
            "marking", \.marking, L("Marking"),
            hint: L("Who may not read it sees only that there is something, and when. Who has a part in it reads it."),
            .word(TLP.all),
            options: { [(value: "", label: L("as the event", context: "marking"))] + EventMarking.options },
            fault: { $0.isEmpty || TLP.all.contains($0) ? nil : L("Choose one of the markings.") }),
        .lines("summary", \.summary, L("What it is about"), limit: 4_000),
    ]
}

/// Somebody with a part in a block.
struct AgendaPersonFields: Sendable, Hashable {
    /// Whose seat in the event it is; nothing for somebody who is only named.
    var participant: Participant.ID?
    var name = ""
    var part = AgendaContent.Part.speaker
}

/// A block as somebody writes it.
struct AgendaDraft: Sendable, Hashable {
    var fields = AgendaBlockFields()
    var people: [AgendaPersonFields] = []
    /// Of the workshop, which it opens.
    var step: EventStep.ID?

    static let mostPeople = 30

    var cleaned: Cleaned<AgendaDraft> {
        Cleaned(self) { draft, check in
            draft.fields.clean(&check)
            draft.people = people.compactMap { person in
                var person = person
                person.name = check.line("person", person.name, limit: 200)
                return person.name.isEmpty && person.participant == nil ? nil : person
            }
            if draft.people.count > Self.mostPeople {
                check.fail("person", L("At most \(Self.mostPeople) people in a session."))
            }
        }
    }
}

/// When a block is.
struct AgendaTimes: Sendable, Hashable {
    /// `2026-11-27T18:00`, on the event's clock.
    let startsLocal: String
    let endsLocal: String
    let startsAt: Int64
    let endsAt: Int64

    /// How far from the event's days something of it may be: travel, preparation.
    static let farthest = 60

    /// In the night in which the clock goes back, the first of two.
    init(_ fields: AgendaBlockFields, _ event: EventRecord, _ check: inout FieldCheck) {
        let endsDay = fields.ends > fields.starts ? fields.day : EventChanges.later(fields.day, days: 1)
        let (starts, ends) = ("\(fields.day)T\(fields.starts)", "\(endsDay)T\(fields.ends)")
        let clock = EventClock(zone: event.timeZone)
        for (name, text) in [("starts", starts), ("ends", ends)] {
            if case .skipped(let next) = clock.typed(text) {
                check.fail(name, ClockTurn.skipped(MomentWords(event.timeZone).string(next)))
            }
        }
        if CalendarDate.isValid(fields.day) {
            let days = DateText.span(event.startsOn, event.endsOn)
            let earliest = EventChanges.later(event.startsOn, days: -Self.farthest)
            let latest = EventChanges.later(event.endsOn, days: Self.farthest)
            if fields.day < earliest || fields.day > latest {
                check.fail("day", L("The event is on \(days). Check the day."))
            }
        }
        startsLocal = starts
        endsLocal = ends
        startsAt = clock.milliseconds(starts) ?? 0
        endsAt = clock.milliseconds(ends) ?? 0
    }
}

extension AgendaContent.Kind: ChoiceType {
    var label: Message {
        switch self {
        case .plenary: L("Plenary")
        case .parallel: L("Parallel session")
        case .break: L("Break")
        case .social: L("Social programme")
        case .travel: L("Travel", context: "session")
        case .preparation: L("Preparation")
        }
    }
}

extension AgendaContent.Part: ChoiceType {
    var label: Message {
        switch self {
        case .speaker: L("Speaker")
        case .chair: L("Chair")
        case .rapporteur: L("Rapporteur")
        case .interpreter: L("Interpreter")
        }
    }
}

/// A row of the agenda's table: a block, once for each person in it.
struct AgendaRow: FieldRecord {
    var day = ""
    var starts = ""
    var ends = ""
    var session = ""
    var kind = AgendaContent.Kind.plenary.rawValue
    var place = ""
    var link = ""
    var person = ""
    var part = ""
    /// Of the workshop: its number, or its name.
    var step = ""

    static let fields: [Field<AgendaRow>] = [
        .date("day", \.day, L("Day")),
        .time("starts", \.starts, L("Starts"), isRequired: true), .time("ends", \.ends, L("Ends"), isRequired: true),
        .line("session", \.session, L("Session"), limit: 200, isRequired: true),
        .choice(
            "kind", \.kind, L("Kind"), .choice(AgendaContent.Kind.allCases.map(\.rawValue)),
            options: { AgendaContent.Kind.allCases.map { (value: $0.rawValue, label: $0.label) } },
            fault: {
                $0.isEmpty || AgendaContent.Kind(rawValue: $0) != nil
                    ? nil : L("This value is not one of those allowed.")
            }),
        .line("place", \.place, L("Place"), limit: 200), .link("link", \.link, L("Link"), limit: 500),
        .line("person", \.person, L("Person"), limit: 200),
        .choice(
            "role", \.part, L("Role"), .word(AgendaContent.Part.allCases.map(\.rawValue)),
            options: { AgendaContent.Part.allCases.map { (value: $0.rawValue, label: $0.label) } },
            fault: {
                $0.isEmpty || AgendaContent.Part(rawValue: $0) != nil
                    ? nil : L("This value is not one of those allowed.")
            }),
        .line("step", \.step, L("Step"), limit: 80),
    ]
}
