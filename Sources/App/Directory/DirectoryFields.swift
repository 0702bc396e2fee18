import Domain
import Foundation
import Web

/// What is known of a person, as a form, a file or the demo gives it.
struct PersonFields: Sendable, Hashable, Codable {
    var givenName: String
    var familyName: String
    /// In lower case; unique in the directory.
    var email: String?
    /// ISO 3166-1 alpha-2.
    var country: String?
    /// A sector's code.
    var sector: String?
    /// By name; made where there is none of that name in the person's country.
    var organisation: String
    /// BCP 47 tags, the strongest first.
    var languages: [String]
    /// Areas of expertise, in the person's words.
    var expertise: [String]
    /// What else somebody wanted to keep, in lines: `Arrival: 29 November`.
    var note: String

    static let longestNote = 2_000

    init(
        givenName: String, familyName: String, email: String? = nil, country: String? = nil, sector: String? = nil,
        organisation: String = "", languages: [String] = [], expertise: [String] = [],
        note: String = ""
    ) {
        self.givenName = givenName
        self.familyName = familyName
        self.email = email
        self.country = country
        self.sector = sector
        self.organisation = organisation
        self.languages = languages
        self.expertise = expertise
        self.note = note
    }

    var fullName: String { givenName.isEmpty ? familyName : "\(givenName) \(familyName)" }
    var nameKey: String { Folded.name(givenName, familyName) }
    var sortKey: String { Folded.text("\(familyName) \(givenName)") }
    /// What the search looks through, besides the organisation.
    var searchText: String { Folded.text("\(givenName) \(familyName) \(givenName) \(email ?? "")") }

    /// Cleaned, or refused with an error at each field that is wrong.
    /// - Parameters: what the directory knows; a retired sector may stay where it was.
    var cleaned: Cleaned<PersonFields> { Cleaned(self) { $0 = clean(&$1) } }

    private func clean(_ check: inout FieldCheck) -> PersonFields {
        var fields = self
        fields.givenName = check.line("given-name", givenName, limit: 100)
        fields.familyName = check.line("family-name", familyName, limit: 100, isRequired: true)
        fields.email = check.email("email", email ?? "")
        fields.organisation = check.line("organisation", organisation, limit: 200)
        fields.country = country?.uppercased()
        fields.languages = Self.unique(languages.map { $0.trimmed.lowercased() })
        if fields.languages.count > 12 { check.fail("languages", L("At most 12 languages.")) }
        if fields.languages.contains(where: { !Languages.isKnown($0) }) {
            check.fail("languages", L("Write languages as names or codes, such as English or en."))
        }
        fields.expertise = Self.unique(expertise.map { FieldCheck.line($0) })
        if fields.expertise.count > 20 { check.fail("expertise", L("At most 20 areas.")) }
        for area in fields.expertise { _ = check.line("expertise", area, limit: 100) }
        fields.note = check.lines("note", note, limit: Self.longestNote)
        return fields
    }

    private static func unique(_ values: [String]) -> [String] {
        var seen: Set<String> = []
        return values.filter { !$0.isEmpty && seen.insert(Folded.text($0)).inserted }
    }
}

extension Cleaned<PersonFields> {
    func checked(countries: Set<String>, sectors: Set<String>) throws -> PersonFields {
        try checked { fields, check in
            check.country(fields.country, of: countries)
            check.sector(fields.sector, of: sectors)
        }
    }
}

/// What is known of an organisation.
struct OrganisationFields: FieldRecord {
    var name = ""
    var country: String?
    var sector: String?
    /// An ``OrganisationKind``.
    var kind = OrganisationKind.other.rawValue
    /// The id of a city of the directory.
    var city: String?

    static let fields: [Field<OrganisationFields>] = [
        .line("name", \.name, L("Name"), limit: 200, isRequired: true),
        .country("country", \.country, L("Country")),
        .sector("sector", \.sector, L("Sector"), isBeside: true),
        .choice(
            "kind", \.kind, L("Kind"), .choice(OrganisationKind.allCases.map(\.rawValue)),
            options: OrganisationKind.options,
            fault: { OrganisationKind(rawValue: $0) == nil ? L("This value is not one of those allowed.") : nil }),
        Field(
            column: "city_id", label: L("City"), rule: .word([]), isBeside: true, mayBeNothing: true,
            value: { $0.city.map { .text($0) } ?? .nothing }, set: { $0.city = $1.word.flatMap { $0.nilIfEmpty } },
            clean: { fields, check in
                if let city = fields.city, City.ID(city) == nil { check.fail("city-id", L("Choose a city.")) }
            }),
    ]
}

/// What an organisation is.
enum OrganisationKind: String, CaseIterable, Sendable, Codable {
    case ministry, agency, service, university, international, other

    var label: Message {
        switch self {
        case .ministry: L("Ministry")
        case .agency: L("Agency")
        case .service: L("Service", context: "kind of organisation")
        case .university: L("University or institute")
        case .international: L("International organisation")
        case .other: L("Other", context: "kind of organisation")
        }
    }

    static let options: @Sendable () -> [FieldOption] = { OrganisationKind.allCases.map { ($0.rawValue, $0.label) } }
}

/// Languages of people, named by the Unicode CLDR of Foundation.
enum Languages {
    private static let codes: Set<String> = Set(
        Locale.LanguageCode.isoLanguageCodes.map(\.identifier).filter { $0.count == 2 || $0.count == 3 })

    /// Names in the interface's languages and in the language itself, folded, to codes. Two-letter codes win over three.
    private static let byName: [String: String] = {
        var result: [String: String] = [:]
        for code in codes.sorted(by: { ($0.count, $0) < ($1.count, $1) }) {
            for language in Language.allCases.map(\.rawValue) + [code] {
                guard let name = Locale(identifier: language).localizedString(forLanguageCode: code) else { continue }
                if result[Folded.text(name)] == nil { result[Folded.text(name)] = code }
            }
        }
        return result
    }()

    static func isKnown(_ tag: String) -> Bool { codes.contains(String(tag.prefix { $0 != "-" })) }

    static func name(_ tag: String, in language: Language = .current) -> String {
        Locale(identifier: language.rawValue).localizedString(forLanguageCode: tag) ?? tag
    }

    /// A code for what somebody wrote: `fr`, `FRA`, `French`, `français`.
    static func code(_ text: String) -> String? {
        let folded = Folded.text(text)
        if codes.contains(folded) { return Locale.LanguageCode(folded).identifier(.alpha2) ?? folded }
        return byName[folded]
    }

    /// What is wrong stays as written, so that the check can name it.
    static func list(_ text: String) -> [String] {
        text.split { ListMarks.separators.contains($0) || $0 == "/" || $0 == "\n" }
            .map { FieldCheck.line($0) }.filter { !$0.isEmpty }.map { code($0) ?? $0 }
    }
}

/// What people write between the parts of a list, in the scripts of the interface.
enum ListMarks {
    static let commas: Set<Character> = [",", "،"]
    static let separators: Set<Character> = commas.union([";", "؛"])
}
