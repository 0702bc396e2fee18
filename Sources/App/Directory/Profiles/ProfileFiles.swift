import Domain
import Storage
import Web

/// A row of the file `people` with what they know: given-name, family-name, email, country, sector, organisation, languages, expertise, areas,
/// levels, willing, notice-weeks, visible-to, reviewed-on.
struct ProfileRow: FieldRecord {
    var givenName = ""
    var familyName = ""
    var email = ""
    /// A country's code or name.
    var country = ""
    /// A sector's code or name.
    var sector = ""
    var organisation = ""
    var languages = ""
    var expertise = ""
    /// Codes or names, divided by semicolons.
    var areas = ""
    /// For each of them, in the same order.
    var levels = ""
    var willing = ""
    var noticeWeeks: Int?
    var visibleTo = ""
    /// When the person said that all of it is so, and that they may be found; empty while they have not.
    var reviewedOn = ""

    static let isNamedByFirst = false

    static let fields: [Field<ProfileRow>] = [
        .line("given_name", \.givenName, L("Given name"), limit: 100),
        .line("family_name", \.familyName, L("Family name"), limit: 100, isRequired: true),
        .line("email", \.email, L("E-mail"), limit: 254),
        .line("country", \.country, L("Country"), limit: 100),
        .line("sector", \.sector, L("Sector"), limit: 100),
        .line("organisation", \.organisation, L("Organisation"), limit: 200),
        .line("languages", \.languages, L("Languages"), limit: 400),
        .line("expertise", \.expertise, L("Areas of expertise"), limit: 2_000),
        .line("areas", \.areas, L("Areas"), limit: 1_000),
        .line("levels", \.levels, L("How well"), limit: 400),
        .line("willing", \.willing, L("Willing"), limit: 100),
        .number("notice_weeks", \.noticeWeeks, L("Weeks of notice"), in: ProfileFields.weeks),
        .line("visible_to", \.visibleTo, L("Seen by"), limit: 40),
        .date("reviewed_on", \.reviewedOn, L("Confirmed"), isRequired: false),
    ]
}

/// The people with what they know, into a file and out of one.
enum ProfileFiles {
    static let most = 5_000

    static var header: [String] { ProfileRow.fields.map(\.name) }

    /// Those whom the visitor sees, with what is shown of them.
    static func rows(_ visit: Visit, _ reading: any Reading) throws -> [[String]] {
        let people = try SightStore(reading, visit).people(PersonFilter(), limit: most)
        let profiles = try ProfileStore(reading).profiles(of: people.map(\.id))
        let tree = try AreaTree(reading)
        return people.map { person in
            let (fields, profile) = (person.fields, profiles[person.id] ?? ProfileRecord())
            let areas = tree.all.filter { profile.areas[$0.id] != nil }
            return [
                fields.givenName, fields.familyName, fields.email ?? "", fields.country ?? "", fields.sector ?? "",
                fields.organisation, fields.languages.joined(separator: "; "), fields.expertise.joined(separator: "; "),
                areas.map(\.code).joined(separator: "; "),
                areas.map { profile.areas[$0.id]?.rawValue ?? "" }.joined(separator: "; "),
                Willingness.allCases.filter(profile.willing.contains).map(\.rawValue).joined(separator: " "),
                profile.noticeWeeks.map { String($0) } ?? "", person.visibleTo.rawValue,
                profile.consentAt == nil ? "" : profile.reviewedAt.map { CalendarDate.today($0) } ?? "",
            ]
        }
    }

    /// By administrators: who is not in the directory is entered. A person is known by the address, and the name with it: of them a file changes
    /// what it has columns for, and not what they alone say. All rows, or none.
    static func take(_ visit: Visit, _ upload: TableUpload) async throws -> TableCounts {
        let language = Language.current
        let file = try await visit.services.limits.imports.pass(busy: .importsBusy) {
            try await Stopping.aside { try FieldImport<ProfileRow>(upload, most: most, isKeyed: false) }
        }
        return try await visit.database.write { tx in
            try Policy.require(.administer, visitor: visit.visitor, roles: [])
            return try Language.$current.withValue(language) {
                try takeIn(Work(tx, visit), file, isTrial: upload.isTrial)
            }
        }
    }

    private static func takeIn(_ work: Work, _ file: FieldImport<ProfileRow>, isTrial: Bool) throws -> TableCounts {
        let names = try ProfileFileNames(work.tx)
        let columns = Set(file.columns.map(\.column))
        var (added, changed, same): (Int, Int, Int) = (0, 0, 0)
        var problems: [Message] = []
        for line in file.lines {
            do {
                guard let person = try names.person(line.fields, work.tx) else {
                    added += 1
                    let (new, fields) = (try names.newPerson(line.fields), try names.fields(line.fields))
                    guard !isTrial else { continue }
                    let id = try DirectoryOperations.createPersonIn(work, new)
                    try ProfileOperations.changeIn(work, id, fields.cleaned, said: .on(line.fields.reviewedOn))
                    continue
                }
                let stored = try names.stored(person, work.tx)
                let fields = try names.fields(line.fields, over: stored, columns)
                if fields == stored { same += 1 } else { changed += 1 }
                guard !isTrial, fields != stored else { continue }
                try ProfileOperations.changeIn(work, person, fields.cleaned, said: .before)
            } catch let refusal as Refusal {
                let words = refusal.fields.values.map { $0.string() }.sorted().first ?? refusal.title.string()
                problems.append(L("Row \(line.number): \(words)"))
            }
        }
        try FieldImport<ProfileRow>.refuse(problems)
        return TableCounts(added: added, changed: changed, same: same)
    }
}

/// Finds what a row names.
private struct ProfileFileNames {
    private let countries: CountryRecogniser
    private let directory: DirectoryNames
    private let tree: AreaTree

    init(_ reading: any Reading) throws {
        countries = try CountryRecogniser(reading)
        directory = try DirectoryNames(reading)
        tree = try AreaTree(reading)
    }

    /// What is told of somebody now; of their consent nothing.
    func stored(_ id: Person.ID, _ reading: any Reading) throws -> ProfileFields {
        let person = try PersonStore(reading).person(id)
        let profile = try ProfileStore(reading).profile(of: id) ?? ProfileRecord()
        return ProfileFields(
            areas: tree.all.compactMap { area in
                profile.areas[area.id].map { ProfileFields.ToldArea(area: area.code, level: $0.rawValue) }
            }, languages: person.fields.languages, expertise: person.fields.expertise, willing: profile.willing,
            noticeWeeks: profile.noticeWeeks.map { String($0) } ?? "", isRemoteOnly: profile.isRemoteOnly,
            contact: profile.contact, visibleTo: person.visibleTo)
    }

    /// What the file has columns for, over what is stored.
    func fields(_ row: ProfileRow, over stored: ProfileFields, _ columns: Set<String>) throws -> ProfileFields {
        let told = try fields(row)
        var fields = stored
        if columns.contains("areas") {
            let levels = Dictionary(stored.areas.map { ($0.area, $0.level) }) { first, _ in first }
            fields.areas = told.areas.map { one in
                let level = one.level.isEmpty ? levels[one.area] ?? "" : one.level
                return ProfileFields.ToldArea(
                    area: one.area, level: (AreaLevel(rawValue: level) ?? .practitioner).rawValue)
            }
        }
        if columns.contains("languages") { fields.languages = told.languages }
        if columns.contains("expertise") { fields.expertise = told.expertise }
        if columns.contains("willing") { fields.willing = told.willing }
        if columns.contains("notice_weeks") { fields.noticeWeeks = told.noticeWeeks }
        // No choice is none: nobody is hidden by an empty cell.
        if !row.visibleTo.isEmpty { fields.visibleTo = told.visibleTo }
        return fields
    }

    func fields(_ row: ProfileRow) throws -> ProfileFields {
        let (areas, levels) = (Self.list(row.areas), Self.list(row.levels))
        var fields = ProfileFields(
            areas: areas.enumerated().map { index, area in
                .init(
                    area: tree.area(told: area)?.code ?? area,
                    level: levels.indices.contains(index) ? levels[index].lowercased() : "")
            }, languages: Languages.list(row.languages), expertise: Self.list(row.expertise))
        fields.willing = Set(
            row.willing.split { $0 == " " || $0 == ";" || $0 == "," }.compactMap {
                Willingness(rawValue: $0.lowercased())
            })
        fields.noticeWeeks = row.noticeWeeks.map { String($0) } ?? ""
        if !row.visibleTo.isEmpty {
            guard let choice = VisibleTo(rawValue: row.visibleTo.lowercased()) else {
                throw Refusal.invalid(["visible-to": L("This value is not one of those allowed.")])
            }
            fields.visibleTo = choice
        }
        fields.consents = !row.reviewedOn.isEmpty && fields.visibleTo != .nobody
        return fields
    }

    func person(_ row: ProfileRow, _ reading: any Reading) throws -> Person.ID? {
        guard !row.email.isEmpty else { return nil }
        guard let known = try PersonStore(reading).person(email: row.email.lowercased()) else { return nil }
        guard known.fields.nameKey == Folded.name(row.givenName, row.familyName) else {
            throw Refusal.invalid(["email": L("This address belongs to somebody of another name.")])
        }
        return known.id
    }

    func newPerson(_ row: ProfileRow) throws -> PersonFields {
        var country: String?
        if !row.country.isEmpty {
            guard let code = countries.code(row.country) else {
                throw Refusal.invalid(["country": L("There is no country with this code.")])
            }
            country = code
        }
        let sector = directory.sectors.first { one in
            one.code == row.sector.lowercased() || Folded.text(one.name) == Folded.text(row.sector)
        }
        return PersonFields(
            givenName: row.givenName, familyName: row.familyName, email: row.email.nilIfEmpty, country: country,
            sector: sector?.code, organisation: row.organisation)
    }

    private static func list(_ text: String) -> [String] {
        text.split { ListMarks.separators.contains($0) }.map { $0.trimmed }.filter { !$0.isEmpty }
    }
}
