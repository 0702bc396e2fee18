import Domain
import Web

/// What is told of a past event or exercise.
struct CaseFields: FieldRecord {
    var kind = ""
    var title = ""
    /// ISO 8601, also only a year or a month.
    var happenedOn = ""
    var place = ""
    /// ISO 3166-1 alpha-2; nil if it is not known or does not matter.
    var country: String?
    /// What happened, in short.
    var summary = ""
    /// A TLP 2.0 label without "TLP:".
    var marking = ""
    /// Where it is told: a report, a journal, a person's own experience.
    var source = ""
    /// An http or https address.
    var link = ""
    /// BCP 47.
    var language = "en"

    static let summaryLimit = 2_000
    static let isSentWithKey = true

    static let fields: [Field<CaseFields>] = [
        .line("title", \.title, L("Title"), limit: 200, isRequired: true),
        .choice(
            "kind", \.kind, L("Kind"), .choice(CaseRecord.Kind.allCases.map(\.rawValue)), isRequired: true,
            options: { CaseRecord.Kind.allCases.map { (value: $0.rawValue, label: $0.label) } },
            fault: { CaseRecord.Kind(rawValue: $0) == nil ? L("Choose an event, an exercise or a practice.") : nil }
        ),
        .partialDate(
            "happened_on", \.happenedOn, L("When"), hint: L("A year, a month or a day: 2019, 2019-05 or 2019-05-14."),
            isBeside: true),
        .line("place", \.place, L("Place"), limit: 200),
        .country("country", \.country, L("Country"), isBeside: true),
        .lines(
            "summary", \.summary, L("What happened, in short"),
            hint: L("A few sentences, at most \(summaryLimit) characters."),
            limit: summaryLimit),
        .choice(
            "marking", \.marking, L("Marking"),
            hint: L("Who may read it (TLP 2.0). RED and AMBER+STRICT cannot be kept here."), .word(CaseMarking.kept),
            options: { CaseMarking.options },
            fault: { CaseMarking.kept.contains($0) ? nil : CaseMarking.refusal(of: $0) }),
        .line("source", \.source, L("Source"), hint: L("A report, an article, own experience."), limit: 300),
        .link("link", \.link, L("Link"), hint: L("An address beginning with https://."), limit: 500, isBeside: true),
        .choice(
            "language", \.language, L("Written in"), .language, options: { ContributionLanguage.options },
            fault: ContributionLanguage.fault),
    ]

    /// Cleaned, or refused with an error at each field that is wrong.
    /// - Parameter today: ISO 8601; a case is past.
    func cleaned(today: String) -> Cleaned<CaseFields> {
        Cleaned(self) { fields, check in
            fields.clean(&check)
            if !fields.title.isEmpty && !fields.title.contains(where: \.isLetter) {
                check.fail("title", L("Use words: symbols and emoji alone cannot be found again."))
            }
            if PartialDate(fields.happenedOn)?.isAfter(today) == true {
                check.fail("happened-on", L("A case is in the past; this date is still to come."))
            }
        }
    }
}

/// Which markings the library keeps. Everybody with a role in the programme reads it, so what is meant for named persons or for
/// single organisations only has no place there: a pointer to it ("held by X, reference Y") has.
enum CaseMarking {
    static let kept: [String] = ["AMBER", "GREEN", "CLEAR"]

    /// That of the event, or of the programme, from where it comes; the strictest that is kept where that is stricter.
    static func standard(of home: String) -> String { ProgrammeMarking.standard(home, among: kept) }

    static var options: [FieldOption] {
        let meanings: [String: Message] = [
            "AMBER": L("the recipients' organisations and their clients"), "GREEN": L("the programme's community"),
            "CLEAR": L("public"),
        ]
        return kept.map { label in (value: label, label: L("TLP:\(label), \(meanings[label] ?? "")")) }
    }

    static func refusal(of marking: String) -> Message {
        guard TLP.all.contains(marking) else { return L("Choose one of the markings.") }
        return L(
            "Access cannot be limited to named persons here; store a pointer instead: who holds it, and under which reference."
        )
    }
}
