import Domain
import Web

/// A column that an import of people understands.
enum ImportColumn: String, CaseIterable, Sendable, Codable, Hashable {
    case givenName = "given-name"
    case familyName = "family-name"
    case fullName = "full-name"
    case email, country, sector, organisation, languages, expertise, role

    /// What the column is called; also in the template and the export.
    var label: Message {
        switch self {
        case .fullName: L("Full name")
        case .role: L("Role")
        default: PersonField(rawValue: rawValue)?.label ?? .verbatim(rawValue)
        }
    }

    /// Other headings by which it is recognised, in English, French and Russian, folded.
    private var aliases: [String] {
        switch self {
        case .givenName:
            ["given name", "given names", "first name", "firstname", "forename", "prenom", "prenoms", "имя"]
        case .familyName:
            ["family name", "last name", "lastname", "surname", "nom", "nom de famille", "фамилия"]
        case .fullName:
            ["full name", "name", "participant", "nom complet", "nom et prenom", "фио", "имя и фамилия", "ф.и.о."]
        case .email:
            [
                "e-mail", "email", "mail", "e-mail address", "email address", "courriel", "adresse e-mail",
                "adresse electronique",
                "эл. почта", "электронная почта", "почта", "e-mail адрес", "адрес электронной почты",
            ]
        case .country: ["country", "country code", "iso", "pays", "code pays", "страна", "код страны"]
        case .sector: ["sector", "secteur", "сектор"]
        case .organisation:
            [
                "organisation", "organization", "institution", "employer", "affiliation", "organisme", "etablissement",
                "организация",
                "учреждение", "место работы",
            ]
        case .languages: ["languages", "language", "langues", "langue", "языки", "язык"]
        case .expertise:
            [
                "expertise", "areas of expertise", "area of expertise", "field", "domaines d'expertise",
                "domaine d'expertise",
                "domaine", "область знаний", "области знаний", "специализация",
            ]
        case .role: ["role", "роль"]
        }
    }

    private static let byHeading: [String: ImportColumn] = {
        var result: [String: ImportColumn] = [:]
        for column in allCases {
            let labels = Language.allCases.map { Folded.text(column.label.string(in: $0)) }
            for heading in column.aliases.map({ Folded.text($0) }) + labels where result[heading] == nil {
                result[heading] = column
            }
        }
        return result
    }()

    static func recognise(_ heading: String) -> ImportColumn? {
        var text = Folded.text(heading)
        while let last = text.last, "*:".contains(last) { text = String(text.dropLast()).trimmed }
        return byHeading[text]
    }
}

/// A file as it was read: its heading, what the columns mean, and its rows.
struct ImportContent: Sendable, Codable, Hashable {
    let header: [String]
    /// The column's place in a row, from 0.
    let places: [ImportColumn: Int]
    let lines: [Sheet.Line]
    let unused: [String]

    /// - Throws: at the field `file`, where no column holds a name.
    init(_ sheet: Sheet) throws {
        guard let first = sheet.lines.first else { throw SheetFile.refusal(L("The table is empty.")) }
        var places: [ImportColumn: Int] = [:]
        var unused: [String] = []
        for (index, heading) in first.cells.enumerated() {
            if let column = ImportColumn.recognise(heading), places[column] == nil {
                places[column] = index
            } else if !heading.trimmed.isEmpty {
                unused.append(String(FieldCheck.line(heading).prefix(100)))
            }
        }
        // A column "Nom" or "Name" beside a given name is the family name, not the whole.
        if places[.familyName] == nil, places[.givenName] != nil, let place = places[.fullName] {
            places[.familyName] = place
            places[.fullName] = nil
        }
        guard places[.familyName] != nil || places[.fullName] != nil else {
            throw SheetFile.refusal(
                L(
                    "The first row has no heading “\(ImportColumn.familyName.label)”. Take the template for the headings that are understood."
                ))
        }
        guard sheet.lines.count > 1 else { throw SheetFile.refusal(L("There is a heading, but no row below it.")) }
        header = first.cells
        self.places = places
        self.unused = unused
        lines = Array(sheet.lines.dropFirst())
    }

    func cell(_ column: ImportColumn, _ line: Sheet.Line) -> String {
        guard let place = places[column], line.cells.indices.contains(place) else { return "" }
        var text = FieldCheck.line(line.cells[place])
        // An apostrophe that our own export put before a formula.
        if text.hasPrefix("'"), let second = text.dropFirst().first, "=+-@".contains(second) { text.removeFirst() }
        return text
    }
}
