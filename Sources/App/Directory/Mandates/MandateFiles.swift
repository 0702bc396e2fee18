import Domain
import Storage
import Web

/// A row of the file `mandates`: role, holder-kind, holder, programme, given-name, family-name, email, since, until, review-by, appointed-by,
/// document; a note is read, too.
struct MandateRow: FieldRecord {
    var role = MandateRole.focalPoint.rawValue
    var holderKind = "country"
    /// A code or a name; a city's UN/LOCODE or name.
    var holder = ""
    /// By its title; empty is everywhere.
    var programme = ""
    var givenName = ""
    var familyName = ""
    var email = ""
    var since = ""
    /// The first day on which it no longer holds.
    var until = ""
    var reviewBy = ""
    var appointedBy = ""
    var document = ""
    var note = ""

    static let isNamedByFirst = false

    static let fields: [Field<MandateRow>] = [
        .choice(
            "role", \.role, L("Function"), .choice(MandateRole.allCases.map(\.rawValue)), isRequired: true,
            options: { MandateRole.allCases.map { ($0.rawValue, $0.label) } },
            fault: { MandateRole(rawValue: $0) == nil ? L("This value is not one of those allowed.") : nil }),
        .choice(
            "holder_kind", \.holderKind, L("Kind of holder"), .choice(MandateHolder.Kind.allCases.map(\.rawValue)),
            options: { MandateHolder.Kind.allCases.map { ($0.rawValue, $0.label) } },
            fault: {
                MandateHolder.Kind(rawValue: $0) == nil ? L("This value is not one of those allowed.") : nil
            }),
        .line("holder", \.holder, L("For"), limit: 200, isRequired: true),
        .line("programme", \.programme, L("Programme"), limit: 200),
        .line("given_name", \.givenName, L("Given name"), limit: 100),
        .line("family_name", \.familyName, L("Family name"), limit: 100, isRequired: true),
        .line("email", \.email, L("E-mail"), limit: 254),
        .date("since", \.since, L("First day")),
        .date("until", \.until, L("No longer from"), isRequired: false),
        .date("review_by", \.reviewBy, L("To be confirmed by"), isRequired: false),
        .line("appointed_by", \.appointedBy, L("Appointed by"), limit: 200),
        .line("document", \.document, L("Document"), limit: 200),
        .lines("note", \.note, L("Note"), limit: 500),
    ]
}

/// What a file of mandates did, or would do.
struct MandateCounts: Codable, Sendable, Hashable {
    struct LeftOut: Codable, Sendable, Hashable {
        /// Of the file, from 1.
        let row: Int
        let reason: String
    }

    let added: Int
    /// Those that stood in the register already.
    let same: Int
    /// People who were not in the directory before.
    let people: Int
    let leftOut: [LeftOut]
}

/// The register out of a file, for administrators; and into one, for whoever keeps the directory, as far as they see it.
enum MandateFiles {
    static let most = 2_000

    static let header = [
        "role", "holder-kind", "holder", "programme", "given-name", "family-name", "email", "since", "until",
        "review-by", "appointed-by", "document",
    ]

    /// - Parameter day: those that hold on it; nothing for all that were ever given.
    static func rows(_ visit: Visit, on day: String? = nil, _ reading: any Reading) throws -> [[String]] {
        let seen = try MandateSight(visit, reading).all().mandates.filter { one in
            one.mandate.isGiven && (day.map { one.mandate.holds(on: $0) } ?? true)
        }
        let people = try SightStore(reading, visit).seen(PersonStore(reading).people(seen.compactMap(\.mandate.person)))
        let byId = Dictionary(people.map { ($0.person.id, $0.person.fields) }) { first, _ in first }
        return try written(
            seen.map { one in
                (
                    one.mandate,
                    one.mandate.person.flatMap { byId[$0] } ?? PersonFields(givenName: "", familyName: one.name ?? "")
                )
            }, reading)
    }

    /// All of the server, for who runs it: `roundtable export --what mandates`.
    static func everyRow(on day: String?, _ reading: any Reading) throws -> [[String]] {
        let mandates = try MandateStore(reading).mandates(seenIn: nil).filter { mandate in
            mandate.isGiven && (day.map { mandate.holds(on: $0) } ?? true)
        }
        let people = try PersonStore(reading).people(Array(Set(mandates.compactMap(\.person))))
        let byId = Dictionary(people.map { ($0.id, $0.fields) }) { first, _ in first }
        return try written(
            mandates.map { ($0, $0.person.flatMap { byId[$0] } ?? PersonFields(givenName: "", familyName: "")) },
            reading)
    }

    private static func written(_ mandates: [(MandateRecord, PersonFields)], _ reading: any Reading) throws
        -> [[String]]
    {
        let store = MandateStore(reading)
        let (titles, names) = (try store.programmeTitles(), try MandateHolderNames(reading))
        let appointing = try store.appointing()
        return mandates.map { mandate, person in
            [
                mandate.role.rawValue, mandate.holder.kind.rawValue, names.written(mandate.holder),
                mandate.programme.flatMap { titles[$0] } ?? "", person.givenName, person.familyName,
                person.email ?? "", mandate.since, mandate.until ?? "", mandate.reviewBy ?? "",
                appointing[mandate.id] ?? "", mandate.document,
            ]
        }
    }

    /// Each row appoints somebody, as the form does: who is not in the directory is entered. A row that cannot be is left out, with the reason.
    static func take(_ visit: Visit, _ upload: TableUpload) async throws -> MandateCounts {
        let language = Language.current
        let file = try await visit.services.limits.imports.pass(busy: .importsBusy) {
            try await Stopping.aside { try FieldImport<MandateRow>(upload, most: most) }
        }
        return try await visit.database.write { tx in
            try Policy.require(.keepDirectory, visitor: visit.visitor, roles: [])
            return try Language.$current.withValue(language) { try takeIn(visit, tx, file, isTrial: upload.isTrial) }
        }
    }

    private static func takeIn(
        _ visit: Visit, _ tx: Transaction, _ file: FieldImport<MandateRow>, isTrial: Bool
    ) throws -> MandateCounts {
        let names = try MandateFileNames(tx)
        var (added, same, people): (Int, Int, Int) = (0, 0, 0)
        var leftOut: [MandateCounts.LeftOut] = []
        for line in file.lines.sorted(by: { ($0.fields.since, $0.number) < ($1.fields.since, $1.number) }) {
            do {
                var fields = try names.fields(line.fields)
                fields.programme = try MandateOperations.place(of: fields, tx)
                let person = try names.person(line.fields, tx)
                if let person, try isKnown(fields, person, tx) {
                    same += 1
                    continue
                }
                try MandateOperations.requireKeeping(visit, fields.programme, tx)
                if person == nil { people += 1 }
                added += 1
                guard !isTrial else { continue }
                let work = Work(tx, visit)
                fields.person = try person ?? names.enter(line.fields, fields, work)
                try MandateOperations.appointIn(work, fields.cleaned)
            } catch let refusal as Refusal {
                let words = refusal.fields.values.map { $0.string() }.sorted().first ?? refusal.title.string()
                leftOut.append(.init(row: line.number, reason: words))
            }
        }
        // All or nothing of what was counted: a row that was refused while it was stored must not be told as added.
        guard isTrial || leftOut.isEmpty else { throw refused(leftOut) }
        return MandateCounts(added: added, same: same, people: people, leftOut: leftOut.sorted { $0.row < $1.row })
    }

    private static func refused(_ rows: [MandateCounts.LeftOut]) -> Refusal {
        let words = rows.sorted { $0.row < $1.row }.prefix(10).map { L("Row \($0.row): \($0.reason)").string() }
        return Refusal.invalid(["file": L("Nothing was stored. \(list: words, .semicolons)")])
    }

    private static func isKnown(_ fields: MandateFields, _ person: Person.ID, _ reading: any Reading) throws -> Bool {
        try MandateStore(reading).mandates(of: person).contains {
            $0.role == fields.role && $0.holder.description == fields.holder && $0.programme == fields.programme
                && $0.since == fields.since
        }
    }
}

/// Finds what a row names.
private struct MandateFileNames {
    private let countries: CountryRecogniser
    private let holders: MandateHolderNames
    private let programmes: [String: Programme.ID]

    init(_ reading: any Reading) throws {
        countries = try CountryRecogniser(reading)
        holders = try MandateHolderNames(reading)
        programmes = Dictionary(
            try MandateStore(reading).programmeTitles().map { (Folded.text($0.value), $0.key) }
        ) { first, _ in first }
    }

    func fields(_ row: MandateRow) throws -> MandateFields {
        var fields = MandateFields(
            role: MandateRole(rawValue: row.role), since: row.since, until: row.until.nilIfEmpty,
            reviewBy: row.reviewBy.nilIfEmpty, document: row.document, note: row.note)
        if !row.appointedBy.isEmpty, fields.note.isEmpty {
            fields.note = L("Appointed by: \(row.appointedBy)").string()
        }
        if !row.programme.isEmpty {
            guard let programme = programmes[Folded.text(row.programme)] else { throw unknown(row.programme) }
            fields.programme = programme
        }
        guard let kind = MandateHolder.Kind(rawValue: row.holderKind), let holder = try self.holder(kind, row, fields)
        else { throw unknown(row.holder) }
        fields.holder = holder.description
        return fields
    }

    private func holder(_ kind: MandateHolder.Kind, _ row: MandateRow, _ fields: MandateFields) throws -> MandateHolder?
    {
        switch kind {
        case .country: countries.code(row.holder).map { .country($0) }
        case .programme: programmes[Folded.text(row.holder)].map { .programme($0) }
        case .region, .city, .organisation, .group: try holders.holder(kind, row.holder, in: fields.programme)
        }
    }

    /// By the address, and the name with it.
    func person(_ row: MandateRow, _ reading: any Reading) throws -> Person.ID? {
        guard !row.email.isEmpty else { return nil }
        guard let known = try PersonStore(reading).person(email: row.email.lowercased()) else { return nil }
        guard known.fields.nameKey == Folded.name(row.givenName, row.familyName) else {
            throw Refusal.invalid(["email": L("This address belongs to somebody of another name.")])
        }
        return known.id
    }

    func enter(_ row: MandateRow, _ fields: MandateFields, _ work: Work) throws -> Person.ID {
        try DirectoryOperations.createPersonIn(
            work,
            PersonFields(
                givenName: row.givenName, familyName: row.familyName, email: row.email.nilIfEmpty,
                country: MandateHolder(fields.holder)?.country),
            knownTo: fields.programme.map { [$0] } ?? [])
    }

    private func unknown(_ text: String) -> Refusal {
        Refusal.invalid(["holder": L("“\(String(text.prefix(100)))” is not known here.")])
    }
}

/// How files name those for whom mandates are held: by codes where there are some.
struct MandateHolderNames {
    private let regions: [RegionRecord]
    private let cities: [City.ID: (name: String, code: String?)]
    private let organisations: [Organisation.ID: String]
    private let programmes: [Programme.ID: String]
    private let groups: [WorkingGroupRecord]

    init(_ reading: any Reading) throws {
        let store = MandateStore(reading)
        regions = try RegionStore(reading).regions()
        cities = try store.cities()
        organisations = try store.organisationNames()
        programmes = try store.programmeTitles()
        groups = try WorkingGroupStore(reading).groups()
    }

    func written(_ holder: MandateHolder) -> String {
        switch holder {
        case .country(let code): code
        case .region(let id): regions.first { $0.id == id }?.code ?? ""
        case .city(let id): cities[id].map { $0.code ?? $0.name } ?? ""
        case .organisation(let id): organisations[id] ?? ""
        case .programme(let id): programmes[id] ?? ""
        case .group(let id): groups.first { $0.id == id }?.title ?? ""
        }
    }

    /// Nothing where none, or more than one, is called so.
    /// - Parameter programme: of which a working group is; nothing for all.
    func holder(_ kind: MandateHolder.Kind, _ text: String, in programme: Programme.ID?) throws -> MandateHolder? {
        let name = Folded.text(text)
        func isCalled(_ names: String?...) -> Bool { names.contains { $0.map { Folded.text($0) == name } ?? false } }
        let found: [MandateHolder]
        switch kind {
        case .region: found = regions.filter { isCalled($0.code, $0.name) }.map { .region($0.id) }
        case .city: found = cities.filter { isCalled($0.value.code, $0.value.name) }.map { .city($0.key) }
        case .organisation: found = organisations.filter { isCalled($0.value) }.map { .organisation($0.key) }
        case .group:
            found = groups.filter { group in
                isCalled(group.title) && (programme.map { group.programme == $0 } ?? true)
            }.map { .group($0.id) }
        case .country, .programme: found = []
        }
        return found.count == 1 ? found[0] : nil
    }
}
