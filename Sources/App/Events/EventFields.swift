import Domain
import Foundation
import Web

/// What a programme is called and for.
struct ProgrammeFields: FieldRecord {
    var title = ""
    var summary = ""
    /// Of mails to people whose own is not known; nothing is English.
    var language: Language?
    /// A ``ProgrammeKind``.
    var kind = ProgrammeKind.initiative.rawValue
    var acronym = ""
    /// Partial dates; empty where nobody has said.
    var starts = ""
    var ends = ""
    var funder = ""
    /// A TLP 2.0 label without "TLP:", with which what is made in it begins.
    var marking = "GREEN"
    /// BCP 47, with spaces between: in which it works.
    var languages = ""

    static let fields: [Field<ProgrammeFields>] = [
        .line("title", \.title, L("Title"), limit: 200, isRequired: true),
        .lines(
            "summary", \.summary, L("Summary"), hint: L("What the cooperation is for, in a few sentences."),
            limit: 4_000
        ),
        .interface("language", \.language, MailLanguageField.label, hint: MailLanguageField.hint) {
            MailLanguageField.options(unchosen: L("not chosen: English"))
        },
        .choice(
            "kind", \.kind, L("Kind"), .choice(ProgrammeKind.allCases.map(\.rawValue)), options: ProgrammeKind.options,
            fault: { ProgrammeKind(rawValue: $0) == nil ? L("This value is not one of those allowed.") : nil }),
        .line("acronym", \.acronym, L("Short name"), limit: 40, isBeside: true),
        .partialDate(
            "starts", \.starts, L("Begins"), hint: L("A year, a month or a day, as much as is known."),
            isRequired: false),
        .partialDate("ends", \.ends, L("Ends"), isRequired: false, isBeside: true),
        .line("funder", \.funder, L("Funded by"), limit: 200),
        .choice(
            "marking", \.marking, L("Marking"), hint: L("With which what is written here begins (TLP 2.0)."),
            .word(TLP.all), options: { EventMarking.options },
            fault: { TLP.all.contains($0) ? nil : L("Choose one of the markings.") }),
        .languages(
            "languages", \.languages, L("Working languages"),
            hint: L("Names or codes, such as English, fr: those in which its people work."), limit: 200),
    ]

    var cleaned: Cleaned<ProgrammeFields> {
        Cleaned(self) { fields, check in
            fields.clean(&check)
            if !fields.starts.isEmpty, !fields.ends.isEmpty, fields.ends < fields.starts,
                !fields.starts.hasPrefix(fields.ends)
            {
                check.fail("ends", L("The end is before the start."))
            }
        }
    }
}

struct TopicFields: FieldRecord {
    var title = ""
    /// What the room is asked, in plain words; may be empty.
    var question = ""

    init() {}

    init(_ title: String, question: String = "") {
        self.title = title
        self.question = question
    }

    static let fields: [Field<TopicFields>] = [
        .line("title", \.title, L("Topic"), limit: 200, isRequired: true),
        .line(
            "question", \.question, L("Question", context: "to the room"),
            hint: L("What the room is asked, in plain words."), limit: 300),
    ]
}

/// When, where and how an event takes place. Topics are given at its creation only; later they have operations of their own.
struct EventFields: FieldRecord {
    var title = ""
    /// ISO 8601 dates in the event's time zone; the end is not before the start.
    var startsOn = ""
    var endsOn = ""
    /// An IANA name.
    var timeZone = ""
    var place = ""
    /// An http or https address, for those who join from afar.
    var link = ""
    /// A TLP 2.0 label without "TLP:".
    var marking = "GREEN"
    /// Invitation only, until an organiser opens the door.
    var door: Door = .closed
    var namesShown = true
    var issuesVisible = true
    /// The last day on which people are named, an ISO 8601 date; empty means ``NamesKept/usualYears`` after the end.
    var namesUntil = ""
    /// Of mails to people whose own is not known; nothing is the programme's.
    var language: Language?
    /// Code of an ``EventKind``, at its creation; nothing is a workshop, and later what it is.
    var kind: String?
    var topics: [TopicFields] = []
    /// At its creation only: the key of a shipped design or the id of one of the programme. Empty is the Zagreb flow.
    var design = ""

    /// What stands in the event's own table, but for its door.
    static let fields: [Field<EventFields>] = [
        .line("title", \.title, L("Title"), limit: 200, isRequired: true),
        .date("starts_on", \.startsOn, L("First day")),
        .date("ends_on", \.endsOn, L("Last day"), isBeside: true),
        .choice(
            "time_zone", \.timeZone, L("Time zone"), .zone, isRequired: true, isBeside: true,
            options: { TimeZones.sorted.map { (value: $0, label: .verbatim($0)) } },
            fault: {
                TimeZones.all.contains($0) ? nil : L("Choose a time zone from the list, such as Europe/Zagreb.")
            }),
        .line(
            "place", \.place, L("Place"), hint: L("City and venue. An event has a place, a link, or both."), limit: 200),
        .link(
            "link", \.link, L("Link"), hint: L("Where people join online: an address beginning with https://."),
            limit: 500),
        .choice(
            "marking", \.marking, L("Marking"),
            hint: L("Who may see what is written here (TLP 2.0). Not for nationally classified information."),
            .word(TLP.all), options: { EventMarking.options },
            fault: { TLP.all.contains($0) ? nil : L("Choose one of the markings.") }),
        .interface("language", \.language, MailLanguageField.label, hint: MailLanguageField.hint) {
            MailLanguageField.options(unchosen: L("as set in the programme"))
        },
        .date(
            "names_until", \.namesUntil, L("Names are kept until"),
            hint: L(
                "On the day after, names, organisations and personal links of this event's people are removed. What the group wrote and decided stays, with sector and country. Left empty: \(NamesKept.usualYears) years after the last day. Their entries in the directory stay: it has a rule of its own."
            ), isRequired: false),
    ]

    var cleaned: Cleaned<EventFields> {
        Cleaned(self) { fields, check in
            fields.clean(&check)
            fields.holdTogether(&check)
        }
    }

    /// What follows from several of them, and what no table of its own has.
    private mutating func holdTogether(_ check: inout FieldCheck) {
        if CalendarDate.isValid(startsOn), CalendarDate.isValid(endsOn), endsOn < startsOn {
            check.fail("ends-on", L("The end is before the start."))
        }
        namesUntil = Self.namesUntil(namesUntil, end: endsOn, &check)
        if place.isEmpty && link.isEmpty {
            check.fail("place", L("Say where it takes place: a place, a link, or both."))
        }
        topics = topics.map { topic in
            TopicFields(
                check.line("topics", topic.title, limit: 200),
                question: check.line("topics", topic.question, limit: 300))
        }.filter { !$0.title.isEmpty }
        if topics.count > 20 { check.fail("topics", L("At most 20 topics.")) }
        guard let kind else { return }
        guard let known = EventKind.named(kind), known.isMeeting else {
            return check.fail("kind", L("Choose one of the kinds of events."))
        }
        if !known.parts.contains(EventWorkshop.kind), !topics.isEmpty || !design.isEmpty {
            check.fail(
                topics.isEmpty ? "design" : "topics", L("Topics and design belong to a workshop: add one first."))
        }
    }
}

/// The markings that an event may have, with what each means.
enum EventMarking {
    static var options: [FieldOption] {
        let meanings: [String: Message] = [
            "RED": L("named persons only"), "AMBER+STRICT": L("the recipients' organisations"),
            "AMBER": L("the recipients' organisations and their clients"), "GREEN": L("the programme's community"),
            "CLEAR": L("public"),
        ]
        return TLP.all.map { label in (value: label, label: L("TLP:\(label), \(meanings[label] ?? "")")) }
    }
}

extension EventFields {
    private static func namesUntil(_ date: String, end: String, _ check: inout FieldCheck) -> String {
        guard CalendarDate.isValid(end) else { return date }
        guard !date.isEmpty else { return CalendarDate.later(end, years: NamesKept.usualYears) }
        if CalendarDate.isValid(date), date < end {
            check.fail("names-until", L("The event is not over on that date."))
        }
        if CalendarDate.isValid(date), date > CalendarDate.later(end, years: NamesKept.mostYears) {
            check.fail("names-until", L("At most \(NamesKept.mostYears) years after the last day."))
        }
        return date
    }
}

extension EventTableRule {
    /// An IANA name.
    static let timeZone = EventTableRule.told("a time zone is expected, such as Europe/Zagreb") { text in
        TimeZones.all.contains(text)
    }
}

/// A person's seat in an event. Country and sector are copied, so that a later move does not rewrite a past vote.
struct ParticipantFields: Sendable, Hashable {
    var name: String
    var organisation = ""
    var country: String?
    var sector: String?
    var language: Language?
    var role: Role = .participant
    var person: Person.ID?
    var account: Account.ID?
    var state: ParticipantRecord.State = .invited

    init(
        name: String, organisation: String = "", country: String? = nil, sector: String? = nil,
        language: Language? = nil,
        role: Role = .participant, person: Person.ID? = nil, account: Account.ID? = nil,
        state: ParticipantRecord.State = .invited
    ) {
        self.name = name
        self.organisation = organisation
        self.country = country
        self.sector = sector
        self.language = language
        self.role = role
        self.person = person
        self.account = account
        self.state = state
    }

    init(_ person: PersonRecord, role: Role = .participant) {
        self.init(
            name: person.fields.fullName, organisation: person.fields.organisation, country: person.fields.country,
            sector: person.fields.sector, language: person.fields.languages.compactMap { Language(rawValue: $0) }.first,
            role: role,
            person: person.id)
    }

    var cleaned: Cleaned<ParticipantFields> {
        Cleaned(self) { fields, check in
            fields.name = check.line("name", name, limit: 200, isRequired: true)
            fields.organisation = check.line("organisation", organisation, limit: 200)
        }
    }
}

extension Cleaned<ParticipantFields> {
    /// - Parameter known: whose seat it is, where that is not said by the fields.
    func checked(countries: Set<String>, sectors: Set<String>, of known: ParticipantRecord? = nil) throws
        -> ParticipantFields
    {
        try checked { fields, check in
            if let known { (fields.person, fields.account) = (known.person, known.account) }
            check.country(fields.country, of: countries)
            check.sector(fields.sector, of: sectors)
            if fields.role.runsTheRoom && fields.account == nil {
                check.fail("role", L("Organisers and facilitators need an account: invite them by e-mail."))
            }
        }
    }
}
