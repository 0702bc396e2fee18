import Domain
import Storage
import Web

/// What an import would do with one row.
struct PlannedRow: Sendable, Codable, Hashable {
    enum Outcome: Sendable, Codable, Hashable {
        case new
        /// Found by e-mail: these fields change.
        case update(Person.ID, [Change])
        /// Found, and nothing changes.
        case same(Person.ID)
        /// Somebody of this name and country exists: a person has to say whether it is the same.
        case namesake(Person.ID, [Change], emailsDiffer: Bool)
        /// The same person as in an earlier row of the file.
        case duplicate(of: Int)
        case wrong([Problem])
        /// Of a namesake, because the person who imports said so.
        case leftByChoice
    }

    struct Change: Sendable, Codable, Hashable {
        let field: PersonField
        let before: String
        let after: String
    }

    struct Problem: Sendable, Codable, Hashable {
        enum Kind: String, Sendable, Codable { case missing, unknown, malformed, tooLong, tooMany, taken }

        let column: ImportColumn
        let kind: Kind
        let value: String
    }

    /// The row of the file.
    let number: Int
    let fields: PersonFields
    /// Only in the import of an event's participants.
    let role: Role
    let outcome: Outcome
    /// Whether the organisation is made by this import.
    let isOrganisationNew: Bool
    /// Whether the person is in the event already; only for an event.
    let isInEvent: Bool

    var isLeftOut: Bool {
        switch outcome {
        case .duplicate, .wrong, .leftByChoice: true
        default: false
        }
    }

    /// The row with its question answered: a namesake is an update, a new person, or left out.
    /// - Parameter choice: nothing for the one that the preview proposes.
    func resolved(_ choice: NamesakeChoice?) -> PlannedRow {
        guard case .namesake(let person, let changes, let emailsDiffer) = outcome else { return self }
        switch choice ?? (emailsDiffer ? .another : .same) {
        case .same: return with(.update(person, changes))
        case .another: return with(.new)
        case .leave: return with(.leftByChoice)
        }
    }
}

/// What to do about a row whose name and country are in the directory.
enum NamesakeChoice: String, Sendable {
    /// It is the person of the directory: update that entry.
    case same
    case another
    case leave
}

/// Compares the rows of a file with the directory. Reads everything once, so that a file of thousands of rows takes seconds.
struct ImportPlanner {
    private let countries: CountryRecogniser
    private let sectors: [String: String]
    private let byEmail: [String: PersonRecord]
    private let byName: [String: [PersonRecord]]
    private let organisations: Set<String>
    private let seated: Set<Person.ID>
    private let isForEvent: Bool

    init(_ reading: any Reading, event: Event.ID?) throws {
        let store = PersonStore(reading)
        countries = try CountryRecogniser(reading)
        var sectors: [String: String] = [:]
        for sector in try DirectoryNames(reading).sectors {
            sectors[Folded.text(sector.code)] = sector.code
            sectors[Folded.text(sector.name)] = sector.code
            for language in Language.allCases { sectors[Folded.text(sector.label.string(in: language))] = sector.code }
        }
        // In the words of the three languages that headings are understood in, whatever the catalogues hold.
        let names: [(String, [String])] = [
            ("health", ["santé", "здравоохранение", "public health", "santé publique"]),
            (
                "security",
                [
                    "sécurité et forces de l'ordre", "безопасность и правоохранительные органы", "law enforcement",
                    "sécurité",
                ]
            ),
            ("civil-protection", ["protection civile", "гражданская защита", "sécurité civile"]),
        ]
        for (code, aliases) in names where sectors[code] == code {
            for alias in aliases where sectors[Folded.text(alias)] == nil { sectors[Folded.text(alias)] = code }
        }
        self.sectors = sectors
        let people = try store.people(PersonFilter(), limit: 1_000_000)
        byEmail = Dictionary(people.compactMap { person in person.fields.email.map { ($0, person) } }) { first, _ in
            first
        }
        byName = Dictionary(grouping: people, by: \.fields.nameKey)
        organisations = try store.organisationKeys()
        isForEvent = event != nil
        seated = try event.map { Set(try EventStore(reading).participants(of: $0).compactMap(\.person)) } ?? []
    }

    func plan(_ content: ImportContent) -> [PlannedRow] {
        var rows: [PlannedRow] = []
        var rowOfEmail: [String: Int] = [:]
        var rowsOfName: [String: [(number: Int, email: String?)]] = [:]
        var known = organisations
        for line in content.lines {
            var row = self.row(line, content)
            if !row.isLeftOut, let earlier = earlier(row.fields, rowOfEmail, rowsOfName) {
                row = row.withKnownOrganisation().with(.duplicate(of: earlier))
            }
            if !row.isLeftOut {
                if let email = row.fields.email { rowOfEmail[email] = row.number }
                rowsOfName[Self.nameAndCountry(row.fields), default: []].append((row.number, row.fields.email))
                if row.isOrganisationNew {
                    let key = Self.organisationKey(row.fields)
                    if !known.insert(key).inserted { row = row.withKnownOrganisation() }
                }
            }
            rows.append(row)
        }
        return rows
    }

    private func earlier(
        _ fields: PersonFields, _ rowOfEmail: [String: Int], _ rowsOfName: [String: [(number: Int, email: String?)]]
    ) -> Int? {
        if let email = fields.email, let row = rowOfEmail[email] { return row }
        return rowsOfName[Self.nameAndCountry(fields)]?.first { $0.email == nil || fields.email == nil }?.number
    }

    private static func nameAndCountry(_ fields: PersonFields) -> String { "\(fields.nameKey)|\(fields.country ?? "")" }

    private static func organisationKey(_ fields: PersonFields) -> String {
        "\(Folded.text(fields.organisation))|\(fields.country ?? "")"
    }

    // MARK: One row

    private func row(_ line: Sheet.Line, _ content: ImportContent) -> PlannedRow {
        var problems: [PlannedRow.Problem] = []
        func cell(_ column: ImportColumn, limit: Int) -> String {
            let text = content.cell(column, line)
            if text.count > limit {
                problems.append(.init(column: column, kind: .tooLong, value: String(text.prefix(60))))
            }
            return text
        }
        var fields = PersonFields(givenName: cell(.givenName, limit: 100), familyName: cell(.familyName, limit: 100))
        if fields.familyName.isEmpty { Self.split(cell(.fullName, limit: 200), into: &fields) }
        if fields.familyName.isEmpty { problems.append(.init(column: .familyName, kind: .missing, value: "")) }
        let email = cell(.email, limit: 254).lowercased()
        fields.email = email.nilIfEmpty
        if !email.isEmpty && !FieldCheck.isEmail(email) {
            problems.append(.init(column: .email, kind: .malformed, value: email))
        }
        let country = cell(.country, limit: 200)
        fields.country = countries.code(country)
        if !country.isEmpty && fields.country == nil {
            problems.append(.init(column: .country, kind: .unknown, value: country))
        }
        let sector = cell(.sector, limit: 200)
        fields.sector = sectors[Folded.text(sector)]
        if !sector.isEmpty && fields.sector == nil {
            problems.append(.init(column: .sector, kind: .unknown, value: sector))
        }
        fields.organisation = cell(.organisation, limit: 200)
        fields.languages = Languages.list(content.cell(.languages, line))
        for language in fields.languages where !Languages.isKnown(language) {
            problems.append(.init(column: .languages, kind: .unknown, value: String(language.prefix(60))))
        }
        fields.expertise = content.cell(.expertise, line).split { ",;".contains($0) }.map { $0.trimmed }.filter {
            !$0.isEmpty
        }
        if fields.expertise.count > 20 || fields.languages.count > 12 {
            problems.append(
                .init(column: fields.expertise.count > 20 ? .expertise : .languages, kind: .tooMany, value: ""))
        }
        if fields.expertise.contains(where: { $0.count > 100 }) {
            problems.append(.init(column: .expertise, kind: .tooLong, value: ""))
        }
        let role = self.role(content.cell(.role, line), &problems)
        return planned(line.number, fields, role, problems)
    }

    private func planned(
        _ number: Int, _ fields: PersonFields, _ role: Role, _ problems: [PlannedRow.Problem]
    ) -> PlannedRow {
        var fields = fields
        var outcome = PlannedRow.Outcome.new
        var found: PersonRecord?
        if !problems.isEmpty {
            outcome = .wrong(problems)
        } else if let person = fields.email.flatMap({ byEmail[$0] }) {
            found = person
            fields = Self.merged(fields, over: person.fields)
            let changes = Self.changes(person.fields, fields)
            outcome = changes.isEmpty ? .same(person.id) : .update(person.id, changes)
        } else if let person = namesake(fields) {
            found = person
            let merged = Self.merged(fields, over: person.fields)
            let changes = Self.changes(person.fields, merged)
            let emailsDiffer = person.fields.email != nil && fields.email != nil
            // Nothing to decide where the file says nothing new about the person.
            if changes.isEmpty { fields = merged }
            outcome = changes.isEmpty ? .same(person.id) : .namesake(person.id, changes, emailsDiffer: emailsDiffer)
        }
        let isOrganisationNew = !fields.organisation.isEmpty && problems.isEmpty && !knowsOrganisation(fields)
        return PlannedRow(
            number: number, fields: fields, role: role, outcome: outcome, isOrganisationNew: isOrganisationNew,
            isInEvent: found.map { seated.contains($0.id) } ?? false)
    }

    private func knowsOrganisation(_ fields: PersonFields) -> Bool {
        let name = Folded.text(fields.organisation)
        return organisations.contains("\(name)|\(fields.country ?? "")") || organisations.contains("\(name)|")
            || (fields.country == nil && organisations.contains { $0.hasPrefix("\(name)|") })
    }

    private func namesake(_ fields: PersonFields) -> PersonRecord? {
        byName[fields.nameKey]?.first { $0.fields.country == fields.country && fields.country != nil }
    }

    private func role(_ text: String, _ problems: inout [PlannedRow.Problem]) -> Role {
        guard isForEvent, !text.isEmpty else { return .participant }
        let folded = Folded.text(text)
        let role = [Role.participant, .rapporteur, .observer].first { role in
            role.rawValue == folded || Language.allCases.contains { Folded.text(role.label.string(in: $0)) == folded }
        }
        if role == nil { problems.append(.init(column: .role, kind: .unknown, value: String(text.prefix(60)))) }
        return role ?? .participant
    }

    /// "Zorić, Ana" or "Ana Zorić": the last word is the family name where no comma tells.
    private static func split(_ name: String, into fields: inout PersonFields) {
        if let comma = name.firstIndex(of: ",") {
            fields.familyName = name[..<comma].trimmed
            fields.givenName = name[name.index(after: comma)...].trimmed
        } else if let space = name.lastIndex(of: " ") {
            fields.givenName = name[..<space].trimmed
            fields.familyName = name[name.index(after: space)...].trimmed
        } else {
            fields.familyName = name
        }
    }

    /// The row's fields, with what it leaves empty taken from the directory: a file never erases.
    static func merged(_ fields: PersonFields, over stored: PersonFields) -> PersonFields {
        var merged = fields
        if merged.givenName.isEmpty { merged.givenName = stored.givenName }
        merged.email = fields.email ?? stored.email
        merged.country = fields.country ?? stored.country
        merged.sector = fields.sector ?? stored.sector
        if merged.organisation.isEmpty { merged.organisation = stored.organisation }
        if merged.languages.isEmpty { merged.languages = stored.languages }
        if merged.expertise.isEmpty { merged.expertise = stored.expertise }
        return merged
    }

    private static func changes(_ before: PersonFields, _ after: PersonFields) -> [PlannedRow.Change] {
        PersonField.allCases.compactMap { field in
            let (old, new) = (field.text(of: before), field.text(of: after))
            return old == new ? nil : PlannedRow.Change(field: field, before: old, after: new)
        }
    }
}

extension PlannedRow {
    fileprivate func with(_ outcome: Outcome) -> PlannedRow {
        PlannedRow(
            number: number, fields: fields, role: role, outcome: outcome, isOrganisationNew: isOrganisationNew,
            isInEvent: outcome == .new ? false : isInEvent)
    }

    fileprivate func withKnownOrganisation() -> PlannedRow {
        PlannedRow(
            number: number, fields: fields, role: role, outcome: outcome, isOrganisationNew: false, isInEvent: isInEvent
        )
    }
}

/// Finds a country by its codes, or by its name in any language of the interface.
struct CountryRecogniser {
    private let codes: [String: String]

    init(_ reading: any Reading) throws {
        var codes: [String: String] = [:]
        let rows = try RegionStore(reading).countryNames()
        for row in rows {
            for name in row.names where codes[Folded.text(name)] == nil { codes[Folded.text(name)] = row.code }
        }
        // Codes win over names.
        for row in rows {
            codes[row.code.lowercased()] = row.code
            codes[row.iso3.lowercased()] = row.code
        }
        let common = [
            "uk": "GB", "great britain": "GB", "england": "GB", "usa": "US", "turkey": "TR", "czech republic": "CZ",
        ]
        for (name, code) in common where codes[name] == nil { codes[name] = code }
        self.codes = codes
    }

    func code(_ text: String) -> String? { codes[Folded.text(text)] }
}
