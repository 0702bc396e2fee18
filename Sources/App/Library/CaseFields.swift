import Domain
import Web

/// What is told of a past event or exercise.
struct CaseFields: Sendable, Hashable {
    var kind: String
    var title: String
    /// ISO 8601, also only a year or a month.
    var happenedOn: String
    var place = ""
    /// ISO 3166-1 alpha-2; nothing where it is not known or does not matter.
    var country: String?
    /// What happened, in short.
    var summary = ""
    /// A TLP 2.0 label without "TLP:".
    var marking: String
    /// Where it is told: a report, a journal, a person's own experience.
    var source = ""
    /// An http or https address.
    var link = ""
    /// BCP 47.
    var language = "en"

    static let titleLimit = 200
    static let summaryLimit = 2_000

    /// Cleaned, or refused with an error at each field that is wrong.
    /// - Parameters:
    ///   - countries: what the directory knows.
    ///   - today: ISO 8601; a case is past.
    func cleaned(today: String) -> Cleaned<CaseFields> { Cleaned(self) { $0.clean(today, &$1) } }

    private mutating func clean(_ today: String, _ check: inout FieldCheck) {
        if CaseRecord.Kind(rawValue: kind) == nil { check.fail("kind", L("Choose an event or an exercise.")) }
        title = check.line("title", title, limit: Self.titleLimit, isRequired: true)
        if !title.isEmpty && !title.contains(where: \.isLetter) {
            check.fail("title", L("Use words: signs and pictures alone cannot be found again."))
        }
        happenedOn = FieldCheck.line(happenedOn)
        if let date = PartialDate(happenedOn) {
            if date.isAfter(today) { check.fail("happened-on", L("A case is past; this date is still to come.")) }
        } else {
            check.fail("happened-on", L("Write a year, a month or a day: 2019, 2019-05 or 2019-05-14."))
        }
        place = check.line("place", place, limit: 200)
        country = country.flatMap { $0.isEmpty ? nil : $0.uppercased() }
        summary = check.lines("summary", summary, limit: Self.summaryLimit)
        if !CaseMarking.kept.contains(marking) { check.fail("marking", CaseMarking.refusal(of: marking)) }
        source = check.line("source", source, limit: 300)
        link = check.line("link", link, limit: 500)
        if !link.isEmpty && !FieldCheck.isWebAddress(link) {
            check.fail("link", L("Write the whole address, beginning with https://."))
        }
        if case .failure(let error) = WrittenText.language(language) { check.fail("language", error.message) }
    }

    /// All that it says.
    var words: [String?] {
        [kind, title, happenedOn, place, country, summary, marking, source, link, language]
    }
}

extension Cleaned<CaseFields> {
    func checked(countries: Set<String>) throws -> CaseFields {
        try checked { fields, check in
            if let code = fields.country, !countries.contains(code) {
                check.fail("country", L("There is no country with this code."))
            }
        }
    }
}

/// Which markings the library keeps. Everybody with a role in the programme reads it, so what is meant for named persons or for
/// single organisations only has no place there: a pointer to it ("held by X, reference Y") has.
enum CaseMarking {
    static let kept: [String] = ["AMBER", "GREEN", "CLEAR"]

    /// The event's, or the strictest that is kept where the event's is stricter.
    static func standard(of event: String?) -> String {
        guard let event else { return "GREEN" }
        return kept.contains(event) ? event : "AMBER"
    }

    static func refusal(of marking: String) -> Message {
        guard TLP.all.contains(marking) else { return L("Choose one of the markings.") }
        return L(
            "Roundtable cannot keep to named persons here; store a pointer instead: who holds it, and under which reference."
        )
    }
}
