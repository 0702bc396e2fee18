import Domain
import Storage
import Web

/// What is told of a stop of a visit. Day and times are by the clock of the event's place.
struct StopFields: FieldRecord {
    var title = ""
    var place = ""
    var day = ""
    var starts = ""
    var ends = ""
    var hostPerson = ""
    var escort = ""
    /// How many the site takes.
    var capacity: Int?
    var programme = ""
    var rules = ""

    static let fields: [Field<StopFields>] = [
        .line("title", \.title, L("What is visited"), limit: 200, isRequired: true),
        .date("day", \.day, L("Day")),
        .time("starts", \.starts, L("Starts"), isBeside: true),
        .time("ends", \.ends, L("Ends"), isBeside: true),
        .line("place", \.place, L("Place"), hint: L("Address, gate, where you are met."), limit: 200),
        .line("host_person", \.hostPerson, L("Who receives you"), limit: 200),
        .line("escort", \.escort, L("Who escorts the group"), limit: 200, isBeside: true),
        .number("capacity", \.capacity, L("How many the site takes"), in: 1...5_000, isBeside: true),
        .lines("programme", \.programme, L("What is to be seen"), limit: 4_000),
        .lines(
            "rules", \.rules, L("What to bring, and the rules of the site"),
            hint: L("Passport, shoes, no photographs …"), limit: 2_000),
    ]

    /// Held against the days of its event.
    func cleaned(_ event: EventRecord) -> Cleaned<StopFields> {
        Cleaned(self) { fields, check in
            fields.clean(&check)
            if !fields.starts.isEmpty, !fields.ends.isEmpty, fields.ends <= fields.starts {
                check.fail("ends", L("The end is before the start."))
            }
            guard CalendarDate.isValid(fields.day) else { return }
            let far = AgendaTimes.farthest
            if fields.day < EventChanges.later(event.startsOn, days: -far)
                || fields.day > EventChanges.later(event.endsOn, days: far)
            {
                let days = DateText.span(event.startsOn, event.endsOn)
                check.fail("day", L("The event is on \(days). Check the day."))
            }
        }
    }

    var hasTimes: Bool { !starts.isEmpty && !ends.isEmpty }

    /// As a block of the agenda.
    var block: AgendaBlockFields {
        AgendaBlockFields(
            title: title, kind: AgendaContent.Kind.plenary.rawValue, day: day, starts: starts, ends: ends, place: place,
            summary: String([programme, rules].filter { !$0.isEmpty }.joined(separator: "\n\n").prefix(4_000)))
    }
}

struct StopRecord: Sendable {
    let id: VisitStop.ID
    let event: Event.ID
    let fields: StopFields
    let block: AgendaBlock.ID?
    let questions: Int
    let observations: Int

    init(_ row: Row) throws {
        id = try row.get("id")
        event = try row.get("event_id")
        fields = try StopFields(row)
        block = try row.get("block_id")
        questions = try row.get("questions")
        observations = try row.get("observations")
    }
}

/// What somebody wants to know at a stop.
struct StopQuestionRecord: Sendable {
    enum State: String, Sendable, Codable, CaseIterable, SQLBindable, SQLDecodable, ChoiceType {
        case open, asked, answered

        var label: Message {
            switch self {
            case .open: L("not asked yet")
            case .asked: L("asked")
            case .answered: L("answered")
            }
        }

        var mark: String {
            switch self {
            case .open: "open"
            case .asked: "warn"
            case .answered: "good"
            }
        }
    }

    let id: StopQuestion.ID
    let stop: VisitStop.ID
    /// As the journal names people.
    let author: String?
    let text: String
    /// BCP 47.
    let language: String
    let answer: String
    let state: State
    let endorsements: Int
    let createdAt: Int64

    init(_ row: Row) throws {
        id = try row.get("id")
        stop = try row.get("stop_id")
        author = try row.get("author")
        text = try row.get("text")
        language = try row.get("language")
        answer = try row.get("answer")
        state = try row.get("state")
        endorsements = try row.get("endorsements")
        createdAt = try row.moment("created_at") ?? 0
    }
}

/// What somebody saw at a stop.
struct ObservationFields: FieldRecord {
    var seen = ""
    var useful = ""
    var marking = ""

    static let fields: [Field<ObservationFields>] = [
        .lines("seen", \.seen, L("What we saw"), limit: 2_000, isRequired: true),
        .lines("useful", \.useful, L("What could be used at home"), limit: 2_000),
        .choice(
            "marking", \.marking, L("Marking"), .word(CaseMarking.kept), options: { CaseMarking.options },
            fault: { CaseMarking.kept.contains($0) ? nil : CaseMarking.refusal(of: $0) }),
    ]
}

struct ObservationRecord: Sendable {
    let id: Observation.ID
    let event: Event.ID
    let stop: VisitStop.ID
    let author: String?
    let fields: ObservationFields
    let language: String
    /// Its author thinks that others could do the same.
    let isPractice: Bool
    /// What an organiser made of it in the library.
    let offered: Case.ID?
    let createdAt: Int64

    init(_ row: Row) throws {
        id = try row.get("id")
        event = try row.get("event_id")
        stop = try row.get("stop_id")
        author = try row.get("author")
        fields = try ObservationFields(row)
        language = try row.get("language")
        isPractice = try row.get("is_practice")
        offered = try row.get("case_id")
        createdAt = try row.moment("created_at") ?? 0
    }
}
