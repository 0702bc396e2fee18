import Domain
import Markup
import Storage
import Web

public enum Addressee { public typealias ID = Identifier<Addressee> }
public enum ConsultationAnswer { public typealias ID = Identifier<ConsultationAnswer> }
public enum Objective { public typealias ID = Identifier<Objective> }

/// Of a consultation, what it is called; the rest (languages, words before the questions, the questions, the last moment) depends on each other.
struct ConsultationFields: FieldRecord {
    var title = ""

    static let fields: [Field<ConsultationFields>] = [
        .line(
            "title", \.title, L("Title", context: "consultation"),
            hint: L("Who is asked sees it: “Scope of the autumn workshop”."),
            limit: 200, isRequired: true)
    ]
}

/// What an organiser says of a consultation.
struct ConsultationInput: Sendable {
    var fields = ConsultationFields()
    /// By language.
    var intro: [String: String] = [:]
    /// Of the interface; the first is the one in which it is written.
    var languages: [String] = []
    /// As the clock of the event's place shows it, `2027-05-01T18:00`; empty for none.
    var due = ""

    init(fields: ConsultationFields = ConsultationFields()) { self.fields = fields }

    init(_ form: FormValues) throws {
        fields = try ConsultationFields(form)
        languages = form.all("language")
        for language in Language.allCases { intro[language.rawValue] = form["intro-\(language.rawValue)"] ?? "" }
        due = form.text("due")
    }

    /// - Throws: ``Refusal/invalid(_:)`` with all that is wrong.
    func checked(_ clock: EventClock) throws -> (
        title: String, intro: LocalWords, languages: [String], due: (String, Int64)?
    ) {
        var (check, fields) = (FieldCheck(), fields)
        fields.clean(&check)
        let known = Set(Language.allCases.map(\.rawValue))
        var seen: Set<String> = []
        var languages = languages.filter { seen.insert($0).inserted }
        if !known.isSuperset(of: languages) { check.fail("language", L("Choose a language from the list.")) }
        if languages.isEmpty { languages = [Language.english.rawValue] }
        var words: [String: String] = [:]
        for language in languages {
            words[language] = check.lines("intro-\(language)", intro[language] ?? "", limit: 4_000)
        }
        var moment: (String, Int64)?
        if !due.isEmpty {
            let typed = clock.milliseconds(due)
            if let typed, EpochTime.bounded(typed) == typed {
                moment = (String(due.prefix(16)), typed)
            } else {
                check.fail("due", L("Write day and time as 2026-11-30T18:00."))
            }
        }
        try check.finish()
        return (fields.title, LocalWords(words), languages, moment)
    }
}

/// Who is asked: an institution or a person, reached by a link without an account.
struct AddresseeFields: FieldRecord {
    /// Of the institution, or of the person.
    var name = ""
    var kind = "institution"
    /// Who answers for an institution.
    var contact = ""
    var country: String?
    var email = ""
    var language: Language?

    static let kinds = ["institution", "person", "focal-point"]

    static let fields: [Field<AddresseeFields>] = [
        .line("name", \.name, L("Name of the institution or person"), limit: 200, isRequired: true),
        .choice(
            "kind", \.kind, L("Who it is"), .choice(kinds), options: { kinds.map { (value: $0, label: label($0)) } },
            fault: { kinds.contains($0) ? nil : L("Choose one of the answers that are offered.") }),
        .line("contact", \.contact, L("Contact"), hint: L("Who answers for an institution; may be empty."), limit: 200),
        .country("country", \.country, L("Country"), isBeside: true),
        .line("email", \.email, L("E-mail"), hint: L("Without one you hand over the link yourself."), limit: 254),
        .interface(
            "language", \.language, L("Language of the mail and the questions"),
            options: {
                [(value: "", label: L("as written"))]
                    + Language.allCases.map { (value: $0.rawValue, label: .verbatim($0.ownName)) }
            }),
    ]

    static func label(_ kind: String) -> Message {
        switch kind {
        case "person": L("Person")
        case "focal-point": L("Focal point")
        default: L("Institution")
        }
    }

    var cleanedAddressee: Cleaned<AddresseeFields> {
        Cleaned(self) { fields, check in
            fields.clean(&check)
            fields.email = check.email("email", fields.email) ?? ""
        }
    }
}
