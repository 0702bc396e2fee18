import Domain
import Storage
import Web

/// The words by which a file names countries, sectors and roles.
struct PeopleVocabulary: ImportVocabulary {
    private let countries: CountryRecogniser
    private let names: DirectoryNames
    private let sectors: [String: String]
    private static let roles: [Role] = [.participant, .rapporteur, .observer]

    init(_ reading: any Reading) throws {
        countries = try CountryRecogniser(reading)
        names = try DirectoryNames(reading)
        var sectors: [String: String] = [:]
        for sector in names.sectors {
            sectors[Folded.text(sector.code)] = sector.code
            sectors[Folded.text(sector.name)] = sector.code
            for language in Language.allCases { sectors[Folded.text(sector.label.string(in: language))] = sector.code }
        }
        let codes = Set(names.sectors.map(\.code))
        for (word, code) in NameWords.words("sector") where codes.contains(code) && sectors[word] == nil {
            sectors[word] = code
        }
        self.sectors = sectors
    }

    func code(_ field: String, _ spelling: String) -> String? {
        switch ImportColumn(rawValue: field) {
        case .country: countries.code(spelling)
        case .sector: sectors[Folded.text(spelling)] ?? sectors[NameWords.key(spelling)]
        case .role: Self.role(spelling)
        default: nil
        }
    }

    private static func role(_ spelling: String) -> String? {
        let folded = Folded.text(spelling)
        let role = roles.first { role in
            role.rawValue == folded || Language.allCases.contains { Folded.text(role.label.string(in: $0)) == folded }
        }
        return role?.rawValue ?? NameWords.words("role")[NameWords.key(spelling)]
    }

    func options(_ field: String) -> [(value: String, label: Message)] {
        switch ImportColumn(rawValue: field) {
        case .country: names.allCountries.map { ($0.code, .verbatim($0.name)) }
        case .sector: names.sectors.map { ($0.code, $0.label) }
        case .role: Self.roles.map { ($0.rawValue, $0.label) }
        default: []
        }
    }
}
