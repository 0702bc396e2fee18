import Domain
import Storage
import Web

/// A public table of scores, and what its columns and codes mean here.
struct NeedsOutsideTable: Sendable {
    enum Role: Sendable, Hashable {
        case country, indicator, value, day, leftOut
        /// The column holds values of this indicator: a table with a row for each country.
        case of(String)

        init?(_ text: String, _ content: FrameworkContent) {
            switch text {
            case "country": self = .country
            case "indicator": self = .indicator
            case "value": self = .value
            case "day": self = .day
            case ColumnQuestions.leftOut: self = .leftOut
            default:
                guard text.hasPrefix("of:"), content.counted.contains(where: { $0.code == text.dropFirst(3) }) else {
                    return nil
                }
                self = .of(String(text.dropFirst(3)))
            }
        }
    }

    let upload: TableUpload
    let table: FileTable
    let source: String
    let scale: OutsideScale
    /// By folded code of theirs, one of ours, or ``ColumnQuestions/leftOut``.
    let codes: [String: String]

    static let mostSource = 100
    static let mostCodes = 300

    init(_ upload: TableUpload, source: String, scale: OutsideScale, codes: [String: String]) throws {
        var check = FieldCheck()
        self.source = check.line("source", source, limit: Self.mostSource, isRequired: true)
        try check.finish()
        (self.upload, self.scale) = (upload, scale)
        self.codes = Dictionary(codes.map { (Folded.text($0.key), $0.value) }) { first, _ in first }
        table = try SheetFile.read(upload.bytes, name: upload.name)
    }

    var heading: [String] { Array((table.lines.first?.cells ?? []).prefix(200)) }
    var lines: ArraySlice<FileTable.Line> { table.lines.dropFirst() }

    /// What a heading most likely means.
    static func guess(_ heading: String, _ content: FrameworkContent) -> String {
        let heading = Folded.text(heading.prefix(200))
        if let one = content.counted.first(where: { Folded.text($0.code) == heading }) { return "of:\(one.code)" }
        switch heading {
        case "country", "iso3", "iso", "iso2", "iso code", "country code", "states parties", "pays", "страна", "البلد",
            "الدوله":
            return "country"
        case "indicator", "indicator code", "capacity", "code", "indicateur", "показатель", "المؤشر": return "indicator"
        case "score", "value", "level", "valeur", "niveau", "значение", "القيمه": return "value"
        case "date", "year", "period", "annee", "год", "السنه": return "day"
        default: return ""
        }
    }

    /// - Throws: at `column-N` for each that nobody said; at `file` where what is needed is missing.
    func roles(_ content: FrameworkContent) throws -> [(place: Int, role: Role)] {
        var (roles, check): ([(place: Int, role: Role)], FieldCheck) = ([], FieldCheck())
        for (place, cell) in heading.enumerated() where !cell.trimmed.isEmpty {
            let told = upload.columns[ColumnQuestions.name(place)] ?? upload.columns[Folded.text(cell.prefix(200))]
            guard let role = told.flatMap({ Role($0, content) }) else {
                check.fail(ColumnQuestions.name(place), L("Say what this column holds."))
                continue
            }
            if role != .leftOut, roles.contains(where: { $0.role == role }) {
                check.fail(ColumnQuestions.name(place), L("Another column holds this already."))
            }
            roles.append((place, role))
        }
        try check.finish()
        let all = Set(roles.map(\.role))
        let isWide = all.contains { if case .of = $0 { true } else { false } }
        guard all.contains(.country), isWide != (all.contains(.indicator) && all.contains(.value)) else {
            throw SheetFile.refusal(
                L(
                    "Say which column holds the country, and either which hold indicator and value or a column for each indicator."
                ))
        }
        return roles
    }
}

/// What others say of countries, out of their public tables. It stands beside a country's own value, changes none, and is in no picture.
enum NeedsOutsideOperations {
    struct Counts: Codable, Sendable, Hashable, NamedType {
        static var schemaName: String { "OutsideScoreCounts" }

        let added: Int
        let changed: Int
        let same: Int
        /// Rows of other countries, and cells in which nothing is told.
        let skipped: Int
    }

    static let most = 50_000

    /// Countries for which somebody may bring in what is said of them: who keeps the cycle, for all of it; a focal point, for its own.
    static func countries(_ cycle: NeedsCycleRecord, _ standing: PlansStanding, _ reading: any Reading) throws -> Set<
        String
    > {
        let asked = Set(try NeedsStore(reading).assessments(of: [cycle.id]).map(\.country))
        return standing.keeps(cycle.region) ? asked : asked.intersection(standing.focal)
    }

    /// All rows, or none.
    static func take(
        _ visit: Visit, _ programme: Programme.ID, _ id: NeedsCycle.ID, _ table: NeedsOutsideTable
    ) async throws -> Counts {
        let (content, own, recogniser) = try await visit.read { reading in
            let (cycle, standing) = try seen(visit, programme, id, reading)
            return (
                try FrameworkStore(reading).content(cycle.framework, version: cycle.version),
                try countries(cycle, standing, reading), try CountryRecogniser(reading)
            )
        }
        let (wanted, skipped) = try await visit.services.limits.imports.pass(busy: .importsBusy) {
            try await Stopping.aside { try read(table, content, own, recogniser) }
        }
        return try await visit.database.write { tx in
            let (cycle, standing) = try seen(visit, programme, id, tx)
            let allowed = try countries(cycle, standing, tx)
            guard wanted.allSatisfy({ allowed.contains($0.country) }) else { throw Refusal.forbidden }
            let before = try NeedsOutsideStore(tx).values(of: id)
            let known = Dictionary(before.map { (key($0), $0) }) { first, _ in first }
            let fresh = wanted.filter { known[key($0)] != $0 }
            let added = fresh.count { known[key($0)] == nil }
            guard before.count + added <= most else {
                throw SheetFile.refusal(L("There would be more than \(most), which is as many as there may be."))
            }
            let counts = Counts(
                added: added, changed: fresh.count - added, same: wanted.count - fresh.count, skipped: skipped)
            guard !table.upload.isTrial, !fresh.isEmpty else { return counts }
            let work = Work(tx, visit)
            try NeedsOutsideStore.keep(fresh, of: id, work)
            try work.record(
                .programme(programme), "needs-cycle:\(id)", "needs-cycle.outside",
                ["values": .whole(Int64(fresh.count))])
            return counts
        }
    }

    static func remove(_ visit: Visit, _ programme: Programme.ID, _ id: NeedsCycle.ID, source: String) async throws {
        try await visit.database.write { tx in
            let (cycle, standing) = try seen(visit, programme, id, tx)
            guard standing.keeps(cycle.region) else { throw Refusal.forbidden }
            guard try NeedsOutsideStore.remove(source, of: id, tx) > 0 else { throw Refusal.notFound }
            try Work(tx, visit).record(.programme(programme), "needs-cycle:\(id)", "needs-cycle.outside-removal")
        }
    }

    /// - Throws: ``Refusal`` for who may bring nothing in.
    static func seen(_ visit: Visit, _ programme: Programme.ID, _ id: NeedsCycle.ID, _ reading: any Reading) throws -> (
        NeedsCycleRecord, PlansStanding
    ) {
        let standing = try PlansStanding(visit, programme, reading)
        try standing.require(standing.isOf)
        let cycle = try NeedsStore(reading).cycle(id, of: programme)
        guard try !countries(cycle, standing, reading).isEmpty || standing.keeps(cycle.region) else {
            throw Refusal.forbidden
        }
        return (cycle, standing)
    }

    private static func key(_ one: NeedsOutsideRecord) -> [String] { [one.country, one.indicator, one.source] }

    // MARK: Reading

    /// Codes of theirs that mean none of ours as they stand.
    static func unknownCodes(_ table: NeedsOutsideTable, _ content: FrameworkContent) throws -> [String] {
        guard let place = try table.roles(content).first(where: { $0.role == .indicator })?.place else { return [] }
        let own = Set(content.counted.map { Folded.text($0.code) })
        var (found, seen): ([String], Set<String>) = ([], [])
        for line in table.lines where line.cells.indices.contains(place) {
            let code = FieldCheck.line(line.cells[place].prefix(200))
            let folded = Folded.text(code)
            guard !code.isEmpty, !own.contains(folded), seen.insert(folded).inserted else { continue }
            found.append(code)
            guard found.count <= NeedsOutsideTable.mostCodes else {
                throw SheetFile.refusal(L("There are more than \(NeedsOutsideTable.mostCodes) indicators in it."))
            }
        }
        return found
    }

    private static func read(
        _ table: NeedsOutsideTable, _ content: FrameworkContent, _ own: Set<String>, _ recogniser: CountryRecogniser
    ) throws -> ([NeedsOutsideRecord], Int) {
        let roles = try table.roles(content)
        let known = Dictionary(content.counted.map { (Folded.text($0.code), $0.code) }) { first, _ in first }
        var check = FieldCheck()
        for (index, code) in try unknownCodes(table, content).enumerated() {
            let told = table.codes[Folded.text(code)]
            if told != ColumnQuestions.leftOut, told.map({ known[Folded.text($0)] == nil }) ?? true {
                check.fail("code-\(index)", L("Say which indicator this is."))
            }
        }
        try check.finish()
        var reader = OutsideReader(table: table, roles: roles, known: known, own: own, recogniser: recogniser)
        for line in table.lines { reader.take(line) }
        try FieldImport<NeedsCycleFields>.refuse(reader.problems)
        return (reader.found, reader.skipped)
    }
}

/// Reads one row after another.
private struct OutsideReader {
    let table: NeedsOutsideTable
    let roles: [(place: Int, role: NeedsOutsideTable.Role)]
    let known: [String: String]
    let own: Set<String>
    let recogniser: CountryRecogniser
    var found: [NeedsOutsideRecord] = []
    var problems: [Message] = []
    var skipped = 0
    private var rows: [[String]: Int] = [:]
    private var countries: [String: String?] = [:]

    init(
        table: NeedsOutsideTable, roles: [(place: Int, role: NeedsOutsideTable.Role)], known: [String: String],
        own: Set<String>, recogniser: CountryRecogniser
    ) {
        (self.table, self.roles, self.known) = (table, roles, known)
        (self.own, self.recogniser) = (own, recogniser)
    }

    mutating func take(_ line: FileTable.Line) {
        func cell(_ role: NeedsOutsideTable.Role) -> String {
            guard let place = roles.first(where: { $0.role == role })?.place, line.cells.indices.contains(place) else {
                return ""
            }
            return FieldCheck.line(line.cells[place].prefix(300))
        }
        let name = cell(.country)
        guard !name.isEmpty else { return skipped += 1 }
        let country = countries[name] ?? recogniser.code(name)
        countries[name] = .some(country)
        guard let country else {
            return problems.append(
                L("Row \(line.number): \(L("“\(name)” is no country that is known here.").string())"))
        }
        guard own.contains(country) else { return skipped += 1 }
        let day = cell(.day)
        let told =
            day.isEmpty ? "" : CalendarDate.isValid(day) ? day : ProjectTold.day(folded: Folded.text(day), isEnd: true)
        guard let told else {
            return problems.append(
                L("Row \(line.number): \(L("“\(day)” is no status or date that can be read.").string())"))
        }
        for (place, role) in roles {
            guard line.cells.indices.contains(place) else { continue }
            switch role {
            case .of(let code): keep(line.number, country, code, line.cells[place], told)
            case .value:
                let code = Folded.text(cell(.indicator))
                guard let own = known[code] ?? table.codes[code].flatMap({ known[Folded.text($0)] }) else {
                    skipped += 1
                    continue
                }
                keep(line.number, country, own, line.cells[place], told)
            case .country, .indicator, .day, .leftOut: continue
            }
        }
    }

    private mutating func keep(_ number: Int, _ country: String, _ code: String, _ text: String, _ day: String) {
        switch table.scale.read(String(text.prefix(40))) {
        case .none: skipped += 1
        case .wrong:
            let shown = FieldCheck.line(text.prefix(40))
            problems.append(L("Row \(number): \(L("“\(shown)” is no level of this scale.").string())"))
        case .level(let level):
            if let other = rows.updateValue(number, forKey: [country, code]) {
                problems.append(L("Row \(number): the same country and indicator stand in row \(other)."))
            }
            found.append(
                NeedsOutsideRecord(country: country, indicator: code, source: table.source, value: level, saidOn: day))
        }
    }
}
