import Domain
import Storage
import Web

/// # Projects
///
/// A project is a programme of that kind; here is told what its programme does not say: status, places, bodies, money, results.
///
/// - `/programmes/P/projects` lists those that are parts of a programme; `/projects/Q` is one on one page.
/// - `/results/R` keeps a result's indicators, each with its periods; what was reached stands beside what was wanted.
/// - `…/files/iati.xml` is a file of IATI 2.03 (``IATIFile``), or is refused with all that is missing. Only what is CLEAR leaves.
enum ProjectRoutes {
    static let all: [Route] = projects + parts + results

    private static let projects: [Route] = [
        .get(ProjectPaths.list, .seeProgramme) { visit, programme in
            try await visit.read { try ProjectListPage(visit, programme, $0).answer }
        },
        .get(ProjectPaths.new, .organiseProgramme) { visit, programme in
            let idea = visit.inbound.query.text("idea")
            return try await begin(visit, programme, FormState(stored: [("idea", idea)]))
        },
        .post(ProjectPaths.list, .organiseProgramme) { visit, programme in
            let values = try visit.inbound.form()
            do {
                let told = ProgrammeFields(title: values["title"] ?? "", summary: values["summary"] ?? "")
                let id = try await ProjectOperations.begin(
                    visit, in: programme, told, ProjectFields(code: values["code"] ?? ""),
                    idea: idea(values.text("idea")))
                return .redirect(to: Done.created.at(ProjectPaths.editing(id)))
            } catch {
                return try await begin(visit, programme, .refused(values, error))
            }
        },
        .get(ProjectPaths.importing, .organiseProgramme) { visit, programme in
            try await importing(visit, programme, FormState())
        },
        .post(ProjectPaths.importing, .organiseProgramme, limit: Route.fileLimit) { visit, programme in
            let values = try visit.inbound.form()
            do {
                let upload = try TableUpload(values)
                let counts = try await ProjectImport.take(visit, programme, upload)
                return .redirect(
                    to: FieldImportSection.done(counts, isTrial: upload.isTrial, at: ProjectPaths.importing(programme)))
            } catch {
                return try await importing(
                    visit, programme, .refused(values, error), ColumnQuestions(values, of: ProjectRow.self))
            }
        },
        .get(ProjectPaths.listFile, .seeProgramme) { visit, programme, name in
            try await visit.read { reading in
                let projects = try ProjectSight(visit, reading).projects(of: programme)
                if name == iatiFile { return try iati(projects, visit, reading) }
                let parts = name.split(separator: ".").map { String($0) }
                guard parts.count == 2, parts[0] == "projects", let format = TableFormat(rawValue: parts[1]) else {
                    throw Refusal.notFound
                }
                return try format.answer(
                    name: "projects", header: IdeaTable.header, rows: ProjectTable.rows(projects, reading))
            }
        },
        .get(ProjectPaths.one, .account) { visit, id in try await page(visit, id) },
        .get(ProjectPaths.editing, .account) { visit, id in try await form(visit, id, nil) },
        .post(ProjectPaths.one, .account) { visit, id in
            let values = try visit.inbound.form()
            do {
                try await ProjectOperations.tell(
                    visit, id, ProjectFields(values), idea: try idea(values.text("idea")))
                return .redirect(to: Done.saved.at(ProjectPaths.one(id)))
            } catch {
                return try await form(visit, id, .refused(values, error))
            }
        },
        .get(ProjectPaths.file, .account) { visit, id, name in
            guard name == iatiFile else { throw Refusal.notFound }
            return try await visit.read { try iati([ProjectSight(visit, $0).seen(id)], visit, $0) }
        },
    ]

    private static let parts: [Route] = [
        .post(ProjectPaths.bodies, .account) { visit, id in
            try await part(visit, id, "body", anchor: "bodies") { values in
                if values.has("remove") {
                    guard let body = ProjectBody.ID(values.text("remove")) else { throw Refusal.notFound }
                    try await ProjectOperations.remove(visit, id, body: body)
                } else {
                    try await ProjectOperations.add(
                        visit, id, ProjectBodyFields(values), key: visit.sendingName(values))
                }
            }
        },
        .post(ProjectPaths.budgets, .account) { visit, id in
            try await part(visit, id, "budget", anchor: "budgets") { values in
                if values.has("remove") {
                    guard let budget = ProjectBudget.ID(values.text("remove")) else { throw Refusal.notFound }
                    try await ProjectOperations.remove(visit, id, budget: budget)
                } else {
                    try await ProjectOperations.add(
                        visit, id, ProjectBudgetFields(values), key: visit.sendingName(values))
                }
            }
        },
        .post(ProjectPaths.carrying, .account) { visit, id in
            try await part(visit, id, "carrying", anchor: "carrying") { values in
                try await ProjectOperations.check(visit, id, holds: values.isOn("holds"), values["words"] ?? "")
            }
        },
        .post(ProjectPaths.results, .account) { visit, id in
            let values = try visit.inbound.form()
            do {
                let result = try await ProjectOperations.add(
                    visit, id, ProjectResultFields(values), key: visit.sendingName(values))
                return .redirect(to: Done.added.at(ProjectPaths.result(result)))
            } catch {
                return try await page(visit, id, ["result": .refused(values, error)])
            }
        },
    ]

    private static let results: [Route] = [
        .get(ProjectPaths.result, .account) { visit, id in try await result(visit, id) },
        .post(ProjectPaths.result, .account) { visit, id in
            let values = try visit.inbound.form()
            do {
                if values.has("remove") {
                    let project = try await ProjectOperations.remove(visit, result: id)
                    return .redirect(to: "\(Done.removed.at(ProjectPaths.one(project)))#results")
                }
                let told = try ProjectResultFields(values)
                try await ProjectOperations.change(visit, id) { fields, _ in fields = told }
                return .redirect(to: Done.saved.at(ProjectPaths.result(id)))
            } catch {
                return try await result(visit, id, ["result": .refused(values, error)])
            }
        },
        .post(ProjectPaths.indicators, .account) { visit, id in
            let values = try visit.inbound.form()
            let (part, at) = (values.text("part"), values.text("at"))
            do {
                let change = try ProjectResultChange(values)
                try await ProjectOperations.change(visit, id) { _, indicators in try change.make(&indicators) }
                return .redirect(to: Done.saved.at(ProjectPaths.result(id)))
            } catch {
                let key = at.isEmpty ? part : "\(part)-\(at)"
                return try await result(visit, id, [key: .refused(values, Self.atForm(error))])
            }
        },
    ]

    /// What is wrong with the one that was sent, at its own fields.
    private static func atForm(_ error: any Error) -> any Error {
        guard let refusal = error as? Refusal, !refusal.fields.isEmpty else { return error }
        let named = refusal.fields.map { name, words in
            (name.split(separator: ".").last.map { String($0) } ?? name, words)
        }
        return Refusal.invalid(Dictionary(named) { first, _ in first })
    }

    // MARK: Pages

    private static let iatiFile = "iati.xml"

    static func idea(_ told: String) throws -> ProjectIdea.ID? {
        let id = ProjectIdea.ID(told)
        if id == nil, !told.isEmpty { throw Refusal.invalid(["idea": L("Choose an idea that was shared.")]) }
        return id
    }

    static func iati(_ projects: [SeenProject], _ visit: Visit, _ reading: any Reading) throws -> Answer {
        .download(
            try ProjectIATI(projects, now: visit.now, reading).xml(), type: "application/xml; charset=utf-8",
            name: iatiFile)
    }

    private static func part(
        _ visit: Visit, _ id: Programme.ID, _ key: String, anchor: String, _ act: (FormValues) async throws -> Void
    ) async throws -> Answer {
        let values = try visit.inbound.form()
        do {
            try await act(values)
            return .redirect(to: "\(Done.saved.at(ProjectPaths.one(id)))#\(anchor)")
        } catch {
            return try await page(visit, id, [key: .refused(values, error)])
        }
    }

    private static func begin(_ visit: Visit, _ programme: Programme.ID, _ state: FormState) async throws -> Answer {
        try await visit.read { try ProjectBeginPage(visit, programme, state, $0).answer }
    }

    private static func importing(
        _ visit: Visit, _ programme: Programme.ID, _ state: FormState, _ questions: ColumnQuestions? = nil
    ) async throws -> Answer {
        try await visit.read { reading in
            var section = FieldImportSection(
                state: state, path: ProjectPaths.importing(programme), list: ProjectPaths.list(programme),
                workbook: ProjectPaths.listFile(programme, "projects.xlsx"), query: visit.inbound.query)
            section.questions = questions
            return try PlansFrame(visit, programme, reading).answer(
                ProjectFacts.tab, FieldImportSection.title, path: ProjectPaths.importing(programme),
                between: [.init(L("Projects"), ProjectPaths.list(programme))],
                status: section.isWrong ? .wrong : .ok, section.html)
        }
    }

    private static func page(_ visit: Visit, _ id: Programme.ID, _ states: [String: FormState] = [:]) async throws
        -> Answer
    {
        try await visit.read { try ProjectPage(visit, id, states, $0).answer }
    }

    private static func form(_ visit: Visit, _ id: Programme.ID, _ state: FormState?) async throws -> Answer {
        try await visit.read { try ProjectFormPage(visit, id, state, $0).answer }
    }

    private static func result(_ visit: Visit, _ id: ProjectResult.ID, _ states: [String: FormState] = [:])
        async throws -> Answer
    {
        try await visit.read { try ProjectResultPage(visit, id, states, $0).answer }
    }
}

/// What a form does with one indicator of a result, or one period of it: `at` says which, `0` or `0-2`; a new one where it says less.
struct ProjectResultChange: Sendable {
    private let place: [Int]
    private let removes: Bool
    private let indicator: ProjectIndicatorFields?
    private let period: ProjectPeriodFields?

    init(_ values: FormValues) throws {
        let isPeriod = values.text("part") == "period"
        guard isPeriod || values.text("part") == "indicator" else { throw Refusal.malformedForm }
        let parts = values.text("at").split(separator: "-").map { WholeText.read($0, in: 0...999) }
        guard !parts.contains(nil), parts.count <= (isPeriod ? 2 : 1), !isPeriod || !parts.isEmpty else {
            throw Refusal.malformedForm
        }
        place = parts.compactMap { $0 }
        removes = values.has("remove")
        guard !removes || place.count == (isPeriod ? 2 : 1) else { throw Refusal.malformedForm }
        indicator = isPeriod || removes ? nil : try ProjectIndicatorFields(values)
        period = isPeriod && !removes ? try ProjectPeriodFields(values) : nil
    }

    /// - Throws: ``Refusal/notFound`` where it is gone.
    func make(_ indicators: inout [ProjectIndicator]) throws {
        guard let first = place.first else {
            if let indicator { indicators.append(ProjectIndicator(indicator, [])) }
            return
        }
        guard indicators.indices.contains(first) else { throw Refusal.notFound }
        if let indicator {
            indicators[first] = ProjectIndicator(indicator, indicators[first].periods ?? [])
        } else if let period, place.count == 1 {
            indicators[first].periods = (indicators[first].periods ?? []) + [ProjectPeriod(period)]
        } else if place.count == 1 {
            indicators.remove(at: first)
        } else {
            var periods = indicators[first].periods ?? []
            guard periods.indices.contains(place[1]) else { throw Refusal.notFound }
            if let period { periods[place[1]] = ProjectPeriod(period) } else { periods.remove(at: place[1]) }
            indicators[first].periods = periods
        }
    }
}
