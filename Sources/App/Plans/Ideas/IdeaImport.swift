import Domain
import Storage
import Web

/// A row of the table of ideas, as ``IdeaTable/header`` names its columns: a list of projects can come in as ideas.
struct IdeaRow: FieldRecord {
    var code = ""
    var title = ""
    var regions = ""
    var countries = ""
    var areas = ""
    var cbrn = ""
    var state = ""
    var told = ""
    var starts = ""
    var ends = ""
    var implementer = ""
    var source = ""

    static let fields: [Field<IdeaRow>] = [
        .line("code", \.code, L("Code"), limit: 60),
        .line("title", \.title, L("What is the idea?"), limit: 200, isRequired: true),
        .line("regions", \.regions, L("Regions"), limit: 500),
        .line("countries", \.countries, L("Countries"), limit: 1_000),
        .line("cbrn_areas", \.areas, L("Areas"), limit: 400),
        .letters("cbrn_categories", \.cbrn),
        .line("state", \.state, L("Status"), limit: 300),
        .line("status_or_dates", \.told, L("Status or dates in words"), limit: 300),
        .line("starts", \.starts, L("Planned start"), limit: 40),
        .line("ends", \.ends, L("Planned end"), limit: 40),
        .line("implementer", \.implementer, L("Does it"), limit: 400),
        .line("source", \.source, L("Source"), limit: 400),
    ]

    init() {}

    init(_ idea: IdeaRecord, code: String, _ places: IdeaTablePlaces) {
        (self.code, title) = (code, idea.title)
        regions = IdeaTable.list(idea.regions.compactMap { places.codes[$0] })
        countries = IdeaTable.list(Array(idea.countries))
        areas = IdeaTable.list(idea.areas.compactMap { places.tree.area($0)?.code })
        cbrn = IdeaTable.list(idea.cbrn.map { String($0) }, sorted: false)
        source = idea.isDirect ? IdeaTable.direct : IdeaTable.list(Array(idea.sources))
    }

    static func words(_ text: String) -> [String] {
        text.split { $0 == "|" || $0 == ";" || $0 == "," }.map { String($0).trimmed }.filter { !$0.isEmpty }
    }

    /// `need:ID` and the like.
    var references: [String] {
        Self.words(source).filter { word in
            let sides = word.split(separator: ":", maxSplits: 1)
            return sides.count == 2 && !sides[1].hasPrefix("//")
        }
    }

    /// Codes of countries and regions; "multi" says that there are several, and not which.
    var places: [String] {
        (Self.words(regions) + Self.words(countries)).map { $0.uppercased() }.filter { $0 != "MULTI" }
    }

    /// What an idea has no field for stands in its words, so that nothing of the table is lost.
    func rest(_ places: IdeaTablePlaces) -> String {
        let unknown = Self.words(areas).filter { places.tree.area(told: $0) == nil }
        let isOwn = source == IdeaTable.direct || !references.isEmpty
        let told: [(Message, String)] = [
            (L("Code"), code), (L("Status"), state), (L("Status or dates in words"), self.told),
            (L("Planned start"), starts), (L("Planned end"), ends), (L("Does it"), implementer),
            (L("Areas"), unknown.joined(separator: ", ")), (L("Source"), isOwn ? "" : source),
        ]
        return told.filter { !$0.1.isEmpty }.map { "\($0.0.string()): \($0.1)" }.joined(separator: "\n")
    }

    func fields(over before: IdeaRecord?, _ places: IdeaTablePlaces) -> IdeaFields {
        var fields = before?.fields ?? IdeaFields()
        (fields.title, fields.cbrn) = (title, cbrn)
        if before == nil {
            fields.language = Language.current.rawValue
            fields.text = rest(places)
        }
        return fields
    }

    func draft(over before: IdeaRecord?, _ places: IdeaTablePlaces, marking: String, sponsor: MemberRef?) -> IdeaDraft {
        var draft = IdeaDraft(marking: before?.marking ?? marking)
        draft.sponsor = before?.sponsor ?? sponsor
        for code in self.places {
            // A region comes before a country of the same code: CA is Central Asia here.
            if let region = places.regions[code] { draft.regions.insert(region) } else { draft.countries.insert(code) }
        }
        draft.areas = Self.words(areas).filter { places.tree.area(told: $0) != nil }
        draft.sources = Set(references)
        draft.isDirect = draft.sources.isEmpty
        return draft
    }
}

/// What codes in a table of ideas mean.
struct IdeaTablePlaces {
    let codes: [App.Region.ID: String]
    let regions: [String: App.Region.ID]
    let countries: Set<String>
    let tree: AreaTree

    init(_ reading: any Reading) throws {
        let all = try RegionStore(reading).regions()
        codes = Dictionary(all.map { ($0.id, $0.code) }) { first, _ in first }
        regions = Dictionary(all.map { ($0.code.uppercased(), $0.id) }) { first, _ in first }
        countries = try PersonStore(reading).countryCodes()
        tree = try AreaTree(reading)
    }
}

/// Ideas out of a table. They come in as drafts: how an idea stands follows from what countries say of it here.
enum IdeaImport {
    static let most = 500

    /// A row with the code of one that is there changes it; others begin one. All rows, or none.
    static func take(_ visit: Visit, _ programme: Programme.ID, _ upload: TableUpload) async throws -> TableCounts {
        let file = try await visit.services.limits.imports.pass(busy: .importsBusy) {
            try await Stopping.aside { try FieldImport<IdeaRow>(upload, most: most, asks: true) }
        }
        return try await visit.database.write { tx in
            let sight = try IdeaSight(visit, programme, tx)
            guard sight.proposes else { throw Refusal.forbidden }
            let work = Work(tx, visit)
            let marking = ProgrammeMarking.standard(
                try ProgrammeStore(tx).programme(programme).marking, among: IdeaDraft.markings)
            return try IdeaTaking(visit: visit, work: work, sight: sight, marking: marking)
                .take(file, isTrial: upload.isTrial)
        }
    }
}

private struct IdeaTaking {
    let visit: Visit
    let work: Work
    let sight: IdeaSight
    let marking: String

    private struct Wanted {
        let before: IdeaRecord?
        let fields: IdeaFields
        let draft: IdeaDraft
        let areas: Set<Area.ID>
        let code: String
    }

    func take(_ file: FieldImport<IdeaRow>, isTrial: Bool) throws -> TableCounts {
        let (places, store) = (try IdeaTablePlaces(work.tx), IdeaStore(work.tx))
        let ideas = try sight.ideas.filter { $0.joinedInto == nil }
        let codes = try store.tableCodes(of: sight.standing.programme)
        let known = Dictionary(ideas.map { ($0.id, $0) }) { first, _ in first }
        let plan = try file.plan(
            over: ideas.map {
                (id: $0.id, fields: IdeaRow($0, code: codes[$0.id] ?? $0.id.description, places), isRetired: false)
            })
        let titles = Set(ideas.map { Folded.text($0.title) })
        // Without a code a row is known by its title, so that a table taken in twice is there once.
        let added = plan.added.filter { !$0.code.isEmpty || !titles.contains(Folded.text($0.title)) }
        let pairs = plan.changed.map { (before: known[$0.id], row: $0.fields) } + added.map { (before: nil, row: $0) }
        let wanted = try wanted(pairs, file, places)
        let changed = wanted.count { $0.before != nil }
        let counts = TableCounts(
            added: wanted.count - changed, changed: changed,
            same: plan.same + plan.changed.count - changed + plan.added.count - added.count)
        guard !isTrial else { return counts }
        let taken = Set(codes.values.map { Folded.text($0) })
        for one in wanted { try keep(one, isTaken: taken.contains(Folded.text(one.code))) }
        return counts
    }

    /// What of the rows says something new. - Throws: at the field `file`, naming the rows that are wrong.
    private func wanted(
        _ pairs: [(before: IdeaRecord?, row: IdeaRow)], _ file: FieldImport<IdeaRow>, _ places: IdeaTablePlaces
    ) throws -> [Wanted] {
        let numbers = Dictionary(file.lines.map { ("\($0.fields.code)\n\($0.fields.title)", $0.number) }) { first, _ in
            first
        }
        var (problems, wanted): ([Message], [Wanted]) = ([], [])
        let sponsor = sight.standing.coordinates ? nil : sight.standing.members.first
        for (before, row) in pairs {
            let number = numbers["\(row.code)\n\(row.title)"] ?? 0
            var check = FieldCheck()
            for code in row.places where places.regions[code] == nil && !places.countries.contains(code) {
                check.fail("place-\(code)", L("No country or region has the code \(code)."))
            }
            let fields = row.fields(over: before, places)
            let draft = row.draft(over: before, places, marking: marking, sponsor: sponsor)
            if let before, !sight.edits(before) { throw Refusal.forbidden }
            let areas = try IdeaOperations.check(draft, sight, visit, work, before, &check)
            problems += check.errors.sorted { $0.key < $1.key }.map { L("Row \(number): \($0.value.string())") }
            if let before, before.fields == fields, same(before, draft, areas) { continue }
            wanted.append(Wanted(before: before, fields: fields, draft: draft, areas: areas, code: row.code))
        }
        try FieldImport<IdeaRow>.refuse(problems)
        return wanted
    }

    private func same(_ before: IdeaRecord, _ draft: IdeaDraft, _ areas: Set<Area.ID>) -> Bool {
        before.countries == draft.countries && before.regions == draft.regions && before.areas == areas
            && before.sources == draft.sources && before.isDirect == draft.isDirect
    }

    private func keep(_ one: Wanted, isTaken: Bool) throws {
        let fields = try one.fields.cleaned.checked()
        guard let before = one.before else {
            let key = one.code.isEmpty || isTaken ? nil : IdeaStore.tableKey(one.code)
            _ = try IdeaOperations.insertIn(
                work, sight.standing.programme, fields, one.draft, one.areas, key: key)
            return
        }
        try IdeaOperations.keepIn(work, before, sight, fields, one.draft, one.areas)
    }
}
