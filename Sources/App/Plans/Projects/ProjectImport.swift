import Domain
import Storage
import Web

/// A row of the table of projects, as ``IdeaTable/header`` names its columns.
struct ProjectRow: FieldRecord {
    var code = ""
    var title = ""
    var regions = ""
    var countries = ""
    var areas = ""
    var cbrn = ""
    var state = ""
    /// Status, days or both, in words (``ProjectTold``).
    var told = ""
    var starts = ""
    var ends = ""
    var implementer = ""
    var source = ""

    static let fields: [Field<ProjectRow>] = [
        .line("code", \.code, L("Code"), limit: 40, isRequired: true),
        .line("title", \.title, L("Title"), limit: 200, isRequired: true),
        .line("regions", \.regions, L("Regions"), limit: 500),
        .line("countries", \.countries, L("Countries"), limit: 1_000),
        .line("cbrn_areas", \.areas, L("Areas"), limit: 500),
        .letters("cbrn_categories", \.cbrn),
        .told("state", \.state, L("Status")),
        .told("status_or_dates", \.told, L("Status or dates in words")),
        .day("starts", \.starts, L("Planned start"), isEnd: false),
        .day("ends", \.ends, L("Planned end"), isEnd: true),
        .line("implementer", \.implementer, ProjectBodyRole.implementing.label, limit: 500),
        .line("source", \.source, L("Source"), limit: 300),
    ]

    init() {}

    init(_ seen: SeenProject, _ record: ProjectRecord, _ bodies: [ProjectBodyRecord], _ places: ProjectPlaces) {
        let codes = ProjectPlace.read(record.places).map(\.code)
        (code, title) = (record.code, seen.programme.title)
        regions = IdeaTable.list(codes.filter { !places.isCountry($0) })
        countries = IdeaTable.list(codes.filter(places.isCountry))
        (areas, cbrn, state) = (record.areas, record.cbrn, record.fields.status)
        (starts, ends, source) = (record.starts, record.ends, record.source)
        implementer = IdeaTable.list(bodies.filter { $0.role == .implementing }.map(\.fields.name))
    }

    static func words(_ text: String) -> [String] {
        text.split { $0 == "|" || $0 == ";" || $0 == "," }.map { String($0).trimmed }.filter { !$0.isEmpty }
    }

    /// Over what is told already: parts of places that stay keep theirs.
    /// - Parameter today: ISO 8601.
    func fields(over before: ProjectFields?, today: String) -> ProjectFields {
        var fields = before ?? ProjectFields()
        let known = Dictionary(ProjectPlace.read(fields.places).map { ($0.code, $0.text) }) { first, _ in first }
        // "multi" says that there are several regions, and not which.
        let codes = (Self.words(regions) + Self.words(countries)).map { $0.uppercased() }.filter { $0 != "MULTI" }
        fields.places = codes.map { known[$0] ?? $0 }.joined(separator: "\n")
        (fields.code, fields.areas, fields.cbrn, fields.source) = (code, areas, cbrn, source)
        var (starts, ends) = (starts, ends)
        for text in [told, state] where !text.isEmpty {
            if ProjectStatus(rawValue: text) != nil {
                fields.status = text
            } else if let told = ProjectTold(folded: Folded.text(text), today: today) {
                if let status = told.status { fields.status = status.rawValue }
                if !told.starts.isEmpty { starts = told.starts }
                if !told.ends.isEmpty { ends = told.ends }
            }
        }
        // Which of both a table means is known only of what is there.
        if starts != (before?.actualStart ?? "") { fields.plannedStart = starts }
        if ends != (before?.actualEnd ?? "") { fields.plannedEnd = ends }
        return fields
    }
}

extension Field {
    /// A status or days as people write them (``ProjectTold``).
    static func told(_ column: String, _ path: TextPath<Record>, _ label: Message) -> Field {
        var field = Field.line(column, path, label, limit: 300)
        field.clean = { [name = field.name] record, check in
            let text = check.line(name, record[keyPath: path], limit: 300)
            guard !text.isEmpty else { return record[keyPath: path] = "" }
            let status = ProjectStatus.allCases.first { one in
                Language.allCases.contains { Folded.text(one.label.string(in: $0)) == Folded.text(text) }
                    || one.rawValue == text
            }
            // Whether it can be read does not hang on the day.
            guard status != nil || ProjectTold(folded: Folded.text(text), today: "2000-01-01") != nil else {
                return check.fail(name, L("“\(text)” is no status or date that can be read."))
            }
            record[keyPath: path] = status?.rawValue ?? text
        }
        return field
    }

    /// A day, a month or a year as sheets have them.
    static func day(_ column: String, _ path: TextPath<Record>, _ label: Message, isEnd: Bool) -> Field {
        var field = Field.date(column, path, label, isRequired: false)
        field.clean = { [name = field.name] record, check in
            let text = check.line(name, record[keyPath: path], limit: 100)
            guard !text.isEmpty, !CalendarDate.isValid(text) else { return record[keyPath: path] = text }
            guard let day = ProjectTold.day(folded: Folded.text(text), isEnd: isEnd) else {
                return check.fail(name, L("“\(text)” is no status or date that can be read."))
            }
            record[keyPath: path] = day
        }
        return field
    }
}

/// Projects out of a table: those that ran before anybody told of them here.
enum ProjectImport {
    /// A row with a code that is there changes that project; others begin one. All rows, or none.
    static func take(_ visit: Visit, _ programme: Programme.ID, _ upload: TableUpload) async throws -> TableCounts {
        let file = try await visit.services.limits.imports.pass(busy: .importsBusy) {
            try await Stopping.aside {
                try FieldImport<ProjectRow>(upload, most: ProjectOperations.mostProjects, asks: true)
            }
        }
        return try await visit.database.write { tx in
            try Policy.require(.organiseProgramme, in: programme, visitor: visit.visitor, tx)
            return try takeIn(Work(tx, visit), visit, programme, file, isTrial: upload.isTrial)
        }
    }

    private static func takeIn(
        _ work: Work, _ visit: Visit, _ programme: Programme.ID, _ file: FieldImport<ProjectRow>, isTrial: Bool
    ) throws -> TableCounts {
        let places = try ProjectPlaces(work.tx)
        let told = try ProjectSight(visit, work.tx).projects(of: programme)
        let bodies = try ProjectStore(work.tx).bodies(of: told.map(\.id))
        let stored = told.compactMap { seen in
            seen.record.map {
                (id: seen.id, fields: ProjectRow(seen, $0, bodies[seen.id] ?? [], places), isRetired: false)
            }
        }
        let plan = try file.plan(over: stored)
        let today = CalendarDate.today(work.now)
        let problems = file.lines.flatMap { line in
            ProjectPlace.read(line.fields.fields(over: nil, today: today).places).filter { !places.knows($0.code) }.map
            {
                L("Row \(line.number): \(L("No country or region has the code \($0.code).").string())")
            }
        }
        try FieldImport<ProjectRow>.refuse(problems)
        let known = Dictionary(told.map { ($0.id, $0) }) { first, _ in first }
        // What is written otherwise and says the same changes nothing.
        let changed = plan.changed.filter { id, row in
            guard let seen = known[id], let record = seen.record else { return true }
            return seen.programme.title != row.title || row.fields(over: record.fields, today: today) != record.fields
                || !fresh(row, bodies[id] ?? []).isEmpty
        }
        let parts = try ProgrammeStore(work.tx).parts(of: programme).count
        guard plan.added.isEmpty || parts + plan.added.count <= ProjectOperations.mostProjects else {
            throw Refusal.tooMany(L("At most \(ProjectOperations.mostProjects) projects."))
        }
        let counts = TableCounts(
            added: plan.added.count, changed: changed.count, same: plan.same + plan.changed.count - changed.count)
        guard !isTrial else { return counts }
        for (id, row) in changed {
            guard let seen = known[id] else { continue }
            guard seen.edits else { throw Refusal.forbidden }
            if seen.programme.title != row.title {
                var fields = seen.programme.fields
                fields.title = row.title
                try ProgrammeStore(work.tx).update(id, fields, work.tx)
            }
            try ProjectOperations.tellIn(
                work, visit, seen, row.fields(over: seen.record?.fields, today: today).ordered, idea: seen.record?.idea)
            try add(row, to: id, bodies[id] ?? [], work)
        }
        for row in plan.added { try begin(row, in: programme, visit, work) }
        return counts
    }

    private static func begin(_ row: ProjectRow, in programme: Programme.ID, _ visit: Visit, _ work: Work) throws {
        guard let account = visit.visitor.account else { throw Refusal.signInNeeded }
        let above = try ProgrammeStore(work.tx).programme(programme)
        let told = ProgrammeFields(
            title: row.title, language: above.language, kind: ProgrammeKind.project.rawValue, marking: above.marking)
        let id = try ProgrammeOperations.createIn(work, told.cleaned, organiser: account.id)
        try ProgrammeStore(work.tx).setParent(programme, of: id, work.tx)
        let seen = SeenProject(programme: try ProgrammeStore(work.tx).programme(id), record: nil, edits: true)
        try ProjectOperations.tellIn(
            work, visit, seen, row.fields(over: nil, today: CalendarDate.today(work.now)).ordered, idea: nil)
        try add(row, to: id, [], work)
    }

    /// Who implements it, as far as it was not told already.
    private static func add(_ row: ProjectRow, to id: Programme.ID, _ known: [ProjectBodyRecord], _ work: Work) throws {
        for name in fresh(row, known) {
            let fields = try ProjectBodyFields(name: name).cleaned.checked()
            try ProjectStore.insert(work.environment.id(ProjectBody.ID.self), fields, of: id, work)
        }
    }

    private static func fresh(_ row: ProjectRow, _ known: [ProjectBodyRecord]) -> [String] {
        let there = Set(known.filter { $0.role == .implementing }.map { Folded.text($0.fields.name) })
        return ProjectRow.words(row.implementer).prefix(ProjectOperations.mostParts).filter {
            !there.contains(Folded.text($0))
        }
    }
}
