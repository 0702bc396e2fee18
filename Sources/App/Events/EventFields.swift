import Domain
import Foundation
import Web

/// What a programme is called and for.
struct ProgrammeFields: FieldRecord {
    var title = ""
    var summary = ""
    /// Of mails to people whose own is not known; nothing is English.
    var language: Language?

    static let fields: [Field<ProgrammeFields>] = [
        .line("title", \.title, L("Title"), limit: 200, isRequired: true),
        .lines(
            "summary", \.summary, L("Summary"), hint: L("What the cooperation is for, in a few sentences."),
            limit: 4_000
        ),
        .interface("language", \.language, MailLanguageField.label, hint: MailLanguageField.hint) {
            MailLanguageField.options(unchosen: L("not chosen: English"))
        },
    ]
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
            "question", \.question, L("Question"), hint: L("What the room is asked, in plain words."), limit: 300),
    ]
}

/// When, where and how an event takes place. Topics are given at its creation only; later they have operations of their own.
struct EventFields: Sendable, Hashable {
    var title: String
    /// ISO 8601 dates in the event's time zone; the end is not before the start.
    var startsOn: String
    var endsOn: String
    /// An IANA name.
    var timeZone: String
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

    var cleaned: Cleaned<EventFields> { Cleaned(self) { $0 = clean(&$1) } }

    private func clean(_ check: inout FieldCheck) -> EventFields {
        var fields = self
        fields.title = check.line("title", title, limit: 200, isRequired: true)
        fields.startsOn = check.date("starts-on", startsOn)
        fields.endsOn = check.date("ends-on", endsOn)
        if CalendarDate.isValid(fields.startsOn), CalendarDate.isValid(fields.endsOn), fields.endsOn < fields.startsOn {
            check.fail("ends-on", L("The end is before the start."))
        }
        fields.namesUntil = Self.namesUntil(namesUntil, end: fields.endsOn, &check)
        if !TimeZones.all.contains(timeZone) {
            check.fail("time-zone", L("Choose a time zone from the list, such as Europe/Zagreb."))
        }
        fields.place = check.line("place", place, limit: 200)
        fields.link = check.line("link", link, limit: 500)
        if !fields.link.isEmpty && !FieldCheck.isWebAddress(fields.link) {
            check.fail("link", L("Write the whole address, beginning with https://."))
        }
        if fields.place.isEmpty && fields.link.isEmpty {
            check.fail("place", L("Say where it takes place: a place, a link, or both."))
        }
        if !TLP.all.contains(marking) { check.fail("marking", L("Choose one of the markings.")) }
        fields.topics = topics.map { topic in
            TopicFields(
                check.line("topics", topic.title, limit: 200),
                question: check.line("topics", topic.question, limit: 300))
        }.filter { !$0.title.isEmpty }
        if fields.topics.count > 20 { check.fail("topics", L("At most 20 topics.")) }
        if let kind {
            let known = EventKind.named(kind)
            if known == nil { check.fail("kind", L("Choose one of the kinds of events.")) }
            if let known, !known.parts.contains(EventWorkshop.kind), !fields.topics.isEmpty || !design.isEmpty {
                check.fail(
                    fields.topics.isEmpty ? "design" : "topics",
                    L("Topics and design belong to a workshop: add one first."))
            }
        }
        return fields
    }
}

extension EventFields {
    private static func namesUntil(_ text: String, end: String, _ check: inout FieldCheck) -> String {
        let text = text.trimmed
        guard CalendarDate.isValid(end) else { return text }
        guard !text.isEmpty else { return CalendarDate.later(end, years: NamesKept.usualYears) }
        let date = check.date("names-until", text)
        if CalendarDate.isValid(date), date < end {
            check.fail("names-until", L("The event is not over on that date."))
        }
        if CalendarDate.isValid(date), date > CalendarDate.later(end, years: NamesKept.mostYears) {
            check.fail("names-until", L("At most \(NamesKept.mostYears) years after the last day."))
        }
        return date
    }
}

/// IANA time zones as the system knows them.
enum TimeZones {
    static let all: Set<String> = ZoneNames.identifiers
    static let sorted: [String] = all.sorted()
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
