import Domain
import Storage
import Web

/// A row of the file `members`: kind, code, name, role, since, until, note.
struct MemberRow: FieldRecord {
    var kind = MemberRef.Kind.country.rawValue
    /// ISO 3166-1 of a country, UN/LOCODE of a city, the code of a region; empty for an organisation, and where the name says it.
    var code = ""
    /// As it was called on the day of joining.
    var name = ""
    var role = MemberRole.member.rawValue
    /// A year, a month or a day.
    var since = ""
    /// The same: from its first day on it no longer holds.
    var until = ""
    var note = ""

    static let isNamedByFirst = false

    static let fields: [Field<MemberRow>] = [
        .choice(
            "kind", \.kind, L("Kind"), .choice(MemberRef.Kind.allCases.map(\.rawValue)), isRequired: true,
            options: { MemberRef.Kind.allCases.map { ($0.rawValue, $0.label) } },
            fault: { MemberRef.Kind(rawValue: $0) == nil ? L("This value is not one of those allowed.") : nil }),
        .line("code", \.code, L("Code"), limit: 20),
        .line("name", \.name, L("Name", context: "thing"), limit: 200),
        .choice(
            "role", \.role, L("Role"), .choice(MemberRole.allCases.map(\.rawValue)), isRequired: true,
            options: { MemberRole.allCases.map { ($0.rawValue, $0.label) } },
            fault: { MemberRole(rawValue: $0) == nil ? L("This value is not one of those allowed.") : nil }),
        .partialDate("since", \.since, L("Since")),
        .partialDate("until", \.until, L("No longer from"), isRequired: false),
        .lines("note", \.note, L("Note"), limit: 500),
    ]
}

/// What a file of members did, or would do.
struct MemberCountsOfFile: Codable, Sendable, Hashable {
    struct LeftOut: Codable, Sendable, Hashable {
        /// Of the file, from 1.
        let row: Int
        let reason: String
    }

    let added: Int
    /// Those that stood there already.
    let same: Int
    let leftOut: [LeftOut]
}

/// The members of a programme out of a file, and into one.
enum MemberFiles {
    static let header = ["kind", "code", "name", "role", "since", "until", "note"]

    /// - Parameter day: those that belong to it on that day; nothing for all times.
    static func rows(of programme: Programme.ID, on day: String?, _ reading: any Reading) throws -> [[String]] {
        let members = try MemberStore(reading).members(of: programme, on: day)
        let cities = Dictionary(uniqueKeysWithValues: try CityStore(reading).cities().map { ($0.id.description, $0) })
        let regions = Dictionary(
            uniqueKeysWithValues: try RegionStore(reading).regions().map { ($0.id.description, $0.code) })
        return members.map { member in
            let code =
                switch member.ref.kind {
                case .country: member.ref.ref
                case .city: cities[member.ref.ref]?.locode ?? ""
                case .region: regions[member.ref.ref] ?? ""
                case .organisation: ""
                }
            return [
                member.ref.kind.rawValue, code, member.name, member.role.rawValue, member.since, member.until ?? "",
                member.note,
            ]
        }
    }

    /// Each row adds a member, as the form does. A row that cannot be is left out, with the reason; then nothing is stored.
    static func take(_ visit: Visit, _ programme: Programme.ID, _ upload: TableUpload) async throws
        -> MemberCountsOfFile
    {
        let language = Language.current
        let file = try await visit.services.limits.imports.pass(busy: .importsBusy) {
            try await Stopping.aside { try FieldImport<MemberRow>(upload, most: MemberOperations.most) }
        }
        return try await visit.database.write { tx in
            try Policy.require(.organiseProgramme, in: programme, visitor: visit.visitor, tx)
            return try Language.$current.withValue(language) {
                try takeIn(Work(tx, visit), programme, file, isTrial: upload.isTrial)
            }
        }
    }

    private static func takeIn(
        _ work: Work, _ programme: Programme.ID, _ file: FieldImport<MemberRow>, isTrial: Bool
    ) throws -> MemberCountsOfFile {
        let names = try MemberFileNames(work.tx)
        let known = try MemberStore(work.tx).members(of: programme, on: nil)
        var same = 0
        var added: [MemberRecord] = []
        var leftOut: [MemberCountsOfFile.LeftOut] = []
        for line in file.lines.sorted(by: { ($0.fields.since, $0.number) < ($1.fields.since, $1.number) }) {
            do {
                let ref = try names.ref(line.fields, work.tx)
                let row = line.fields
                let interval = MemberInterval(since: row.since, until: row.until.nilIfEmpty)
                if known.contains(where: { $0.ref == ref && $0.interval == interval && $0.role.rawValue == row.role }) {
                    same += 1
                    continue
                }
                let fields = MemberFields(
                    member: ref.description, role: MemberRole(rawValue: row.role), since: row.since,
                    until: row.until.nilIfEmpty, note: row.note)
                let member = try MemberOperations.checked(
                    work, programme, fields.cleaned, beside: isTrial ? added : [])
                if !isTrial { try MemberOperations.begin(work, member) }
                added.append(member)
            } catch let refusal as Refusal {
                let words = refusal.fields.values.map { $0.string() }.sorted().first ?? refusal.title.string()
                leftOut.append(.init(row: line.number, reason: words))
            }
        }
        // All or nothing of what was counted.
        guard isTrial || leftOut.isEmpty else { throw refused(leftOut) }
        return MemberCountsOfFile(added: added.count, same: same, leftOut: leftOut.sorted { $0.row < $1.row })
    }

    private static func refused(_ rows: [MemberCountsOfFile.LeftOut]) -> Refusal {
        let words = rows.sorted { $0.row < $1.row }.prefix(10).map { L("Row \($0.row): \($0.reason)").string() }
        return Refusal.invalid(["file": L("Nothing was stored. \(list: words, .semicolons)")])
    }
}

/// Finds what a row names.
private struct MemberFileNames {
    private let countries: CountryRecogniser
    private let regions: [RegionRecord]
    private let cities: [CityRecord]

    init(_ reading: any Reading) throws {
        countries = try CountryRecogniser(reading)
        regions = try RegionStore(reading).regions()
        cities = try CityStore(reading).cities()
    }

    func ref(_ row: MemberRow, _ reading: any Reading) throws -> MemberRef {
        let name = Folded.text(row.name)
        switch MemberRef.Kind(rawValue: row.kind) {
        case .country:
            let code = row.code.isEmpty ? countries.code(row.name) : countries.code(row.code)
            guard let code else { throw unknown(row) }
            return .country(code)
        case .city: return .city(try only(cities(row), row).id)
        case .region:
            let code = Folded.text(row.code)
            let found = regions.filter { region in
                code.isEmpty ? Folded.text(region.name) == name : Folded.text(region.code) == code
            }
            return .region(try only(found, row).id)
        case .organisation:
            return .organisation(try only(MemberNameStore(reading).organisations(named: row.name), row))
        case nil: throw unknown(row)
        }
    }

    /// By the code, written with a space or without; where nobody has that, by the name in the country of the code.
    private func cities(_ row: MemberRow) -> [CityRecord] {
        let code = row.code.uppercased().filter { !$0.isWhitespace }
        let coded = cities.filter { $0.locode == code }
        guard coded.isEmpty else { return coded }
        let (name, country) = (Folded.text(row.name), String(code.prefix(2)))
        guard !name.isEmpty else { return [] }
        return cities.filter { city in
            (code.isEmpty || city.country == country)
                && (Folded.text(city.name) == name || Folded.text(city.localName) == name)
        }
    }

    private func only<Found>(_ found: [Found], _ row: MemberRow) throws -> Found {
        guard let first = found.first else { throw unknown(row) }
        guard found.count == 1 else {
            throw Refusal.invalid([
                "name": L("There are several that are called “\(String(row.name.prefix(100)))”: give the code.")
            ])
        }
        return first
    }

    private func unknown(_ row: MemberRow) -> Refusal {
        let (code, name) = (String(row.code.prefix(100)), String(row.name.prefix(100)))
        let words =
            switch MemberRef.Kind(rawValue: row.kind) {
            case .city:
                L(
                    "The city “\(name.nilIfEmpty ?? code)” is not known here: it is added under Directory › Cities first."
                )
            case .organisation:
                L("The organisation “\(name)” is not known here: it is added under Directory › Organisations first.")
            default: L("“\(code.nilIfEmpty ?? name)” is not known here.")
            }
        return Refusal.invalid(["name": words])
    }
}
