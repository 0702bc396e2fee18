import Domain
import Storage
import Web

/// A row of the file `mandates`: role, holder-kind, holder, programme, given-name, family-name, email, since, until, review-by, document, note.
struct MandateRow: FieldRecord {
    var role = MandateRole.focalPoint.rawValue
    var holderKind = "country"
    /// A country's or a region's code or name.
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
    var document = ""
    var note = ""

    static let isNamedByFirst = false

    static let fields: [Field<MandateRow>] = [
        .choice(
            "role", \.role, L("Function"), .choice(MandateRole.allCases.map(\.rawValue)), isRequired: true,
            options: { MandateRole.allCases.map { ($0.rawValue, $0.label) } },
            fault: { MandateRole(rawValue: $0) == nil ? L("This value is not one of those allowed.") : nil }),
        .choice(
            "holder_kind", \.holderKind, L("Country or region"), .choice(["country", "region"]),
            options: { [("country", L("Country")), ("region", L("Region"))] },
            fault: { ["country", "region"].contains($0) ? nil : L("This value is not one of those allowed.") }),
        .line("holder", \.holder, L("For"), limit: 200, isRequired: true),
        .line("programme", \.programme, L("Programme"), limit: 200),
        .line("given_name", \.givenName, L("Given name"), limit: 100),
        .line("family_name", \.familyName, L("Family name"), limit: 100, isRequired: true),
        .line("email", \.email, L("E-mail"), limit: 254),
        .date("since", \.since, L("First day")),
        .date("until", \.until, L("No longer from"), isRequired: false),
        .date("review_by", \.reviewBy, L("To be confirmed by"), isRequired: false),
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

/// The register out of a file, and into one: for administrators, and for organisers in their programmes.
enum MandateFiles {
    static let most = 2_000

    static let header = [
        "role", "holder-kind", "holder", "programme", "given-name", "family-name", "email", "since", "until",
        "review-by", "document", "note",
    ]

    static func rows(_ visit: Visit, _ reading: any Reading) throws -> [[String]] {
        let seen = try MandateSight(visit, reading).all().mandates
        let people = try SightStore(reading, visit).seen(PersonStore(reading).people(seen.compactMap(\.mandate.person)))
        let byId = Dictionary(people.map { ($0.person.id, $0.person.fields) }) { first, _ in first }
        let titles = try MandateStore(reading).programmeTitles()
        let regions = Dictionary(try RegionStore(reading).regions().map { ($0.id, $0.code) }) { first, _ in first }
        return seen.map { one in
            let (mandate, person) = (one.mandate, one.mandate.person.flatMap { byId[$0] })
            let code = mandate.holder.country ?? mandate.holder.region.flatMap { regions[$0] } ?? ""
            return [
                mandate.role.rawValue, mandate.holder.kind.rawValue, code,
                mandate.programme.flatMap { titles[$0] } ?? "",
                person?.givenName ?? "", person?.familyName ?? one.name ?? "", person?.email ?? "", mandate.since,
                mandate.until ?? "", mandate.reviewBy ?? "", mandate.document, mandate.note,
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
    private let regions: [RegionRecord]
    private let programmes: [String: Programme.ID]

    init(_ reading: any Reading) throws {
        countries = try CountryRecogniser(reading)
        regions = try RegionStore(reading).regions()
        programmes = Dictionary(
            try MandateStore(reading).programmeTitles().map { (Folded.text($0.value), $0.key) }
        ) { first, _ in first }
    }

    func fields(_ row: MandateRow) throws -> MandateFields {
        var fields = MandateFields(
            role: MandateRole(rawValue: row.role), since: row.since, until: row.until.nilIfEmpty,
            reviewBy: row.reviewBy.nilIfEmpty, document: row.document, note: row.note)
        let name = Folded.text(row.holder)
        if row.holderKind == "country" {
            guard let code = countries.code(row.holder) else { throw unknown(row.holder) }
            fields.holder = MandateHolder.country(code).description
        } else {
            let region = regions.first { Folded.text($0.code) == name || Folded.text($0.name) == name }
            guard let region else { throw unknown(row.holder) }
            fields.holder = MandateHolder.region(region.id).description
        }
        if !row.programme.isEmpty {
            guard let programme = programmes[Folded.text(row.programme)] else { throw unknown(row.programme) }
            fields.programme = programme
        }
        return fields
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
