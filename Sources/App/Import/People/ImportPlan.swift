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
        /// A field of the person; of a seat also `name` and `role`.
        let field: String
        let before: String
        let after: String
    }

    struct Problem: Sendable, Codable, Hashable {
        enum Kind: String, Sendable, Codable {
            case missing, unknown, malformed, tooLong, tooMany, taken
            /// Of somebody in the directory whom the one who imports does not see.
            case kept
            /// Nobody said what the spelling stands for, or that its rows are left out.
            case leftOut
            /// A letter is lost, or the cell holds an error of its spreadsheet.
            case damaged, error
        }

        let column: ImportColumn
        let kind: Kind
        let value: String
    }

    /// What happens to the seat in the event.
    enum Seat: Sendable, Codable, Hashable {
        /// The import is into the directory only.
        case none
        case joins
        /// Was removed from the event, and comes back.
        case returns(Participant.ID, [Change])
        case stays(Participant.ID, [Change])

        var changes: [Change] {
            switch self {
            case .none, .joins: []
            case .returns(_, let changes), .stays(_, let changes): changes
            }
        }
    }

    /// The row of the file.
    let number: Int
    var fields: PersonFields
    /// Only in the import of an event's participants.
    let role: Role
    var outcome: Outcome
    /// Whether the organisation is made by this import.
    var isOrganisationNew: Bool
    var seat: Seat
    /// Whether the file's e-mail is left out, since the one who imports may not enter it; nothing in previews from before.
    var leavesEmail: Bool?

    var isInEvent: Bool { if case .stays = seat { true } else { false } }

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

/// Compares the rows of a file with the directory. Reads everything once, and then needs no database: planning goes on aside, so that
/// nobody waits behind it.
struct ImportPlanner: Sendable {
    private let byEmail: [String: PersonRecord]
    /// E-mails of people whom the one who imports does not see.
    private let keptEmails: Set<String>
    /// Whose e-mail the one who imports does not see, or may not change: it is neither shown nor changed.
    private let keepingEmail: Set<Person.ID>
    private let byName: [String: [PersonRecord]]
    private let organisations: Set<String>
    private let organisationNames: Set<String>
    private let seats: [Person.ID: ParticipantRecord]
    private let isForEvent: Bool

    init(_ visit: Visit, _ reading: any Reading, event: Event.ID?) throws {
        let store = PersonStore(reading)
        let everybody = try store.everybody()
        let sights = try SightStore(reading, visit).sights(of: everybody)
        let people = everybody.filter { sights[$0.id]?.hasProfile ?? false }
        keptEmails = Set(everybody.filter { !(sights[$0.id]?.hasProfile ?? false) }.compactMap(\.fields.email))
        keepingEmail = Set(people.filter { !(sights[$0.id]?.mayChangeEmail ?? false) }.map(\.id))
        byEmail = Dictionary(people.compactMap { person in person.fields.email.map { ($0, person) } }) { first, _ in
            first
        }
        byName = Dictionary(grouping: people, by: \.fields.nameKey)
        organisations = try store.organisationKeys()
        organisationNames = Set(organisations.map { String($0.prefix { $0 != "|" }) })
        isForEvent = event != nil
        let all = try event.map { try ImportStore(reading).seats(of: $0) } ?? []
        let joined = try event.map { try ImportStore(reading).joinedSeats(of: $0) } ?? [:]
        let byID = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })
        let seated = all.compactMap { seat in
            seat.person.map { ($0, joined[seat.id].flatMap { byID[$0] } ?? seat) }
        }
        seats = Dictionary(seated) { first, second in first.state == .removed ? second : first }
    }

    func plan(_ content: ImportContent) throws -> [PlannedRow] {
        var rows: [PlannedRow] = []
        var rowOfEmail: [String: Int] = [:]
        var rowsOfName: [String: [(number: Int, email: String?)]] = [:]
        var known = organisations
        for line in content.lines {
            try Stopping.check()
            var row = self.row(line, content)
            if !row.isLeftOut, let earlier = earlier(row.fields, rowOfEmail, rowsOfName) {
                row.isOrganisationNew = false
                row.outcome = .duplicate(of: earlier)
            }
            if !row.isLeftOut {
                if let email = row.fields.email { rowOfEmail[email] = row.number }
                rowsOfName[Self.nameAndCountry(row.fields), default: []].append((row.number, row.fields.email))
                if row.isOrganisationNew {
                    let key = Self.organisationKey(row.fields)
                    if !known.insert(key).inserted { row.isOrganisationNew = false }
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

    private func row(_ line: FileTable.Line, _ content: ImportContent) -> PlannedRow {
        var problems = Self.damage(line, content)
        func cell(_ column: ImportColumn, limit: Int) -> String {
            let text = content.cell(column.rawValue, line)
            if !TextLimit(limit).holds(text) {
                problems.append(.init(column: column, kind: .tooLong, value: String(text.prefix(60))))
            }
            return text
        }
        func choice(_ column: ImportColumn) -> String? {
            let (text, code) = content.choice(column.rawValue, line)
            if !text.isEmpty, code == nil || code == ImportAnswers.leaveOut {
                let kind: PlannedRow.Problem.Kind = code == nil ? .unknown : .leftOut
                problems.append(.init(column: column, kind: kind, value: String(text.prefix(60))))
            }
            return code == ImportAnswers.leaveOut ? nil : code.flatMap(\.nilIfEmpty)
        }
        var fields = PersonFields(givenName: cell(.givenName, limit: 100), familyName: cell(.familyName, limit: 100))
        if fields.familyName.isEmpty {
            let order = content.nameOrder ?? .givenFirst
            let (given, family) = PersonName.parts(cell(.fullName, limit: 200), order)
            fields.familyName = family
            if fields.givenName.isEmpty { fields.givenName = given }
        }
        if fields.familyName.isEmpty { problems.append(.init(column: .familyName, kind: .missing, value: "")) }
        let email = cell(.email, limit: 254).lowercased()
        fields.email = email.nilIfEmpty
        if !email.isEmpty && !FieldCheck.isEmail(email) {
            problems.append(.init(column: .email, kind: .malformed, value: email))
        }
        fields.country = choice(.country)
        fields.sector = choice(.sector)
        fields.organisation = cell(.organisation, limit: 200)
        fields.languages = Languages.list(content.cell(ImportColumn.languages.rawValue, line))
        for language in fields.languages where !Languages.isKnown(language) {
            problems.append(.init(column: .languages, kind: .unknown, value: String(language.prefix(60))))
        }
        fields.expertise = content.cell(ImportColumn.expertise.rawValue, line).split {
            ListMarks.separators.contains($0)
        }.map {
            $0.trimmed
        }.filter { !$0.isEmpty }
        Self.checkLists(fields, &problems)
        fields.note = content.note(line)
        if fields.note.count > PersonFields.longestNote {
            problems.append(.init(column: .note, kind: .tooLong, value: ""))
        }
        let role = isForEvent ? choice(.role).flatMap { Role(rawValue: $0) } : nil
        return planned(line.number, fields, role, problems)
    }

    private static func checkLists(_ fields: PersonFields, _ problems: inout [PlannedRow.Problem]) {
        if fields.expertise.count > 20 || fields.languages.count > 12 {
            problems.append(
                .init(column: fields.expertise.count > 20 ? .expertise : .languages, kind: .tooMany, value: ""))
        }
        if fields.expertise.contains(where: { !TextLimit(100).holds($0) }) {
            problems.append(.init(column: .expertise, kind: .tooLong, value: ""))
        }
    }

    /// Cells in which a letter is lost, and cells that hold an error.
    private static func damage(_ line: FileTable.Line, _ content: ImportContent) -> [PlannedRow.Problem] {
        var problems: [PlannedRow.Problem] = []
        let wrong = content.errors[line.number] ?? []
        for column in content.columns {
            let isKept = column.field == ImportShape.note
            guard let field = isKept ? .note : ImportColumn(rawValue: column.field),
                line.values.indices.contains(column.place)
            else { continue }
            let text = line.values[column.place].text
            let isText = ![.email, .country, .sector, .role].contains(field)
            let isDamaged =
                isText
                ? content.isDamaged(text, isName: field.isName)
                : text.unicodeScalars.contains("\u{FFFD}") && content.choice(column.field, line).code == nil
            if isDamaged {
                problems.append(.init(column: field, kind: .damaged, value: FieldCheck.line(text.prefix(60))))
            }
            if wrong.contains(column.letters) {
                problems.append(.init(column: field, kind: .error, value: String(text.prefix(20))))
            }
        }
        return problems
    }

    private func planned(
        _ number: Int, _ fields: PersonFields, _ role: Role?, _ problems: [PlannedRow.Problem]
    ) -> PlannedRow {
        let given = fields
        var fields = fields
        var outcome = PlannedRow.Outcome.new
        var found: PersonRecord?
        var problems = problems
        var leavesEmail = false
        if let email = fields.email, keptEmails.contains(email) {
            problems.append(.init(column: .email, kind: .kept, value: email))
        }
        if !problems.isEmpty {
            outcome = .wrong(problems)
        } else if let person = fields.email.flatMap({ byEmail[$0] }) {
            found = person
            fields = Self.merged(fields, over: person.fields)
            let changes = Self.changes(person.fields, fields)
            outcome = changes.isEmpty ? .same(person.id) : .update(person.id, changes)
        } else if let person = namesake(fields) {
            found = person
            let keepsEmail = keepingEmail.contains(person.id)
            var merged = Self.merged(fields, over: person.fields)
            if keepsEmail { merged.email = person.fields.email }
            let changes = Self.changes(person.fields, merged)
            if keepsEmail { merged.email = fields.email }
            let emailsDiffer = person.fields.email != nil && fields.email != nil
            // Nothing to decide where the file says nothing new about the person.
            leavesEmail = keepsEmail && fields.email != nil && fields.email != person.fields.email
            let isSettled = changes.isEmpty && !(keepsEmail && emailsDiffer)
            if isSettled { fields = merged }
            outcome = isSettled ? .same(person.id) : .namesake(person.id, changes, emailsDiffer: emailsDiffer)
        }
        let isOrganisationNew = !fields.organisation.isEmpty && problems.isEmpty && !knowsOrganisation(fields)
        return PlannedRow(
            number: number, fields: fields, role: role ?? .participant, outcome: outcome,
            isOrganisationNew: isOrganisationNew, seat: seat(of: found, given, role), leavesEmail: leavesEmail)
    }

    /// The seat takes what the file says, and keeps what it leaves empty.
    private func seat(of person: PersonRecord?, _ given: PersonFields, _ role: Role?) -> PlannedRow.Seat {
        guard isForEvent else { return .none }
        guard let person, let seat = seats[person.id] else { return .joins }
        let name = Self.merged(given, over: person.fields).fullName
        var changes: [PlannedRow.Change] = []
        func compare(_ field: String, _ before: String, _ after: String?) {
            guard let after, !after.isEmpty, after != before else { return }
            changes.append(.init(field: field, before: before, after: after))
        }
        compare("name", seat.name, name)
        compare(PersonField.country.rawValue, seat.country ?? "", given.country)
        compare(PersonField.sector.rawValue, seat.sector ?? "", given.sector)
        compare(PersonField.organisation.rawValue, seat.organisation, given.organisation)
        // Who runs the room keeps that: a list of participants does not take it away.
        if !seat.role.runsTheRoom { compare("role", seat.role.rawValue, role?.rawValue) }
        return seat.state == .removed ? .returns(seat.id, changes) : .stays(seat.id, changes)
    }

    private func knowsOrganisation(_ fields: PersonFields) -> Bool {
        let name = Folded.text(fields.organisation)
        return organisations.contains("\(name)|\(fields.country ?? "")") || organisations.contains("\(name)|")
            || (fields.country == nil && organisationNames.contains(name))
    }

    private func namesake(_ fields: PersonFields) -> PersonRecord? {
        byName[fields.nameKey]?.first { $0.fields.country == fields.country && fields.country != nil }
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
        merged.note = note(fields.note, over: stored.note)
        return merged
    }

    /// Lines of the same heading take the place of those of before; other lines stay.
    private static func note(_ new: String, over stored: String) -> String {
        guard !new.isEmpty, !stored.isEmpty else { return new.isEmpty ? stored : new }
        let lines = new.split(separator: "\n").map(String.init)
        let headings = Set(lines.compactMap { heading($0) })
        let kept = stored.split(separator: "\n").map(String.init).filter { line in
            !lines.contains(line) && !(heading(line).map { headings.contains($0) } ?? false)
        }
        return String((kept + lines).joined(separator: "\n").prefix(PersonFields.longestNote))
    }

    private static func heading(_ line: String) -> Substring? {
        line.firstRange(of: ": ").map { line[..<$0.lowerBound] }
    }

    private static func changes(_ before: PersonFields, _ after: PersonFields) -> [PlannedRow.Change] {
        PersonField.allCases.compactMap { field in
            let (old, new) = (field.text(of: before), field.text(of: after))
            return old == new ? nil : PlannedRow.Change(field: field.rawValue, before: old, after: new)
        }
    }
}

extension PlannedRow {
    fileprivate func with(_ outcome: Outcome) -> PlannedRow {
        var row = self
        row.outcome = outcome
        // Another person than the one of the directory has no seat yet.
        if outcome == .new, row.seat != .none { row.seat = .joins }
        return row
    }
}
