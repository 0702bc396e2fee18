import Domain
import Markup
import Storage
import Web

/// What a programme does with others' money, and what comes out of it.
enum ProjectFacts: RoutedFeature, JournalFeature, HelpFeature, PlansTabFeature, PlansBoxFeature {
    static let tab = "projects"

    static var routes: [Route] { ProjectRoutes.all }
    static var api: [APIRoute] { ProjectAPI.routes }

    static var plansTabs: [PlansTab] {
        [PlansTab(id: tab, order: 70, label: L("Projects"), path: { ProjectPaths.list($0) })]
    }

    static let boxOrder = 70

    static func box(_ standing: PlansStanding, _ visit: Visit, _ reading: any Reading) throws -> HTML {
        let projects = try ProjectSight(visit, reading).projects(of: standing.programme)
        guard !projects.isEmpty else { return .empty }
        let running = projects.count { $0.record?.status == .running || $0.record?.status == .finishing }
        return """
            <section id="\(tab)"><h2><a href="\(ProjectPaths.list(standing.programme))">\(L("Projects"))</a></h2>\
            <p>\(L(projects.count, one: "\(projects.count) project, running: \(running)", other: "\(projects.count) projects, running: \(running)"))</p></section>
            """
    }

    static var journal: [JournalKind] {
        [
            JournalKind("project.creation", L("Project told of"), news: .everybody),
            JournalKind("project.change", L("Project changed")),
            JournalKind("project.result", L("Result of a project told")),
            JournalKind("project.result-removal", L("Result of a project removed")),
            JournalKind("project.carrying-on", L("Looked whether a project is carried on")),
        ]
    }

    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "projects", order: 127, title: L("Projects"),
                screens: [
                    ProjectPaths.list.template, ProjectPaths.new.template, ProjectPaths.importing.template,
                    ProjectPaths.one.template, ProjectPaths.editing.template,
                    ProjectPaths.result.template,
                ],
                text: [
                    L(
                        "A project is a programme of that kind, and a part of another one. Its page shows what came out of it, what was learned and what comes next."
                    ),
                    L(
                        "A project that is CLEAR leaves as a file of IATI 2.03. What is still missing for that stands on its page; amounts of several currencies are never added."
                    ),
                ], guides: [.organiser])
        ]
    }
}

extension ProjectFacts: StoredFeature {
    private static let here = "what comes out of a project belongs to its server"

    static var tables: [TableFacts] {
        [
            TableFacts(
                "project", search: .left("is found by the title of its programme"),
                person: .rows(584, [.actor("created_by")]),
                texts: ["code", "places", "areas", "reporter", "source", "carries_on", "next", "carry_words"],
                seats: [.actor("created_by", by: ["programme_id"])], file: .stays(here)),
            TableFacts(
                "project_body", search: .left("names organisations of a project"), texts: ["name", "ref"],
                file: .stays(here)),
            TableFacts("project_budget", search: .left("amounts and days"), file: .stays(here)),
            TableFacts(
                "project_result", search: .found(["title", "text"]), person: .rows(585, [.actor("created_by")]),
                texts: ["title", "text", "indicators"], seats: [.actor("created_by")], file: .stays(here)),
        ]
    }
}

/// Results, by who sees their projects.
extension ProjectFacts: SearchFeature {
    private static let kind = SearchKind("result", order: 95, L("Results of projects"))

    static var searchKinds: [SearchKind] { [kind] }

    static func tellSearch(_ asked: SearchAsked, _ reading: any Reading) throws -> [SearchEntry] {
        let sight = try ProjectSight(asked.visit, reading)
        let programmes = try ProgrammeStore(reading).programmes(asked.programmes.keys.sorted()).filter {
            $0.kindOf == .project && sight.reads($0)
        }
        let known = Dictionary(programmes.map { ($0.id, $0) }) { first, _ in first }
        return try ProjectStore(reading).results(of: programmes.map(\.id)).map { result in
            var entry = SearchEntry(
                kind, result.id, SearchText(result.fields.title), in: .programme(result.programme),
                path: "\(ProjectPaths.one(result.programme))#result-\(result.id)")
            entry.texts = [SearchText(result.fields.text)]
            entry.marking = known[result.programme]?.marking
            return entry
        }
    }
}

/// A year after it ended: whether it is carried on.
extension ProjectFacts: TodayFeature {
    static func waiting(for reader: AccountReader, _ reading: any Reading) throws -> [TodayTask] {
        let roster = try NetworkRoster.read(reader.visitor, reading, now: reader.now)
        let own = roster.organises.sorted()
        guard !own.isEmpty else { return [] }
        let due = try ProjectStore(reading).projects(of: own).filter { ($0.carryDue ?? "9999") <= reader.today }
        guard !due.isEmpty else { return [] }
        let known = Dictionary(
            try ProgrammeStore(reading).programmes(due.map(\.programme)).map { ($0.id, $0) }
        ) { first, _ in first }
        return due.compactMap { record in
            guard let programme = known[record.programme], programme.kindOf == .project else { return nil }
            return TodayTask(
                id: "project-carrying-\(record.programme)", kind: "idea",
                what: L("Look whether a project is carried on"),
                place: programme.title, why: L("It ended a year ago."),
                path: "\(ProjectPaths.one(record.programme))#carrying", marking: programme.marking)
        }
    }
}

/// `roundtable export --what iati --programme P`: a project, or all that are parts of a programme.
extension ProjectFacts: NamedExportFeature {
    static var exports: [NamedExport] {
        [
            NamedExport("iati", formats: ["xml"], of: "programme") { wish, database in
                try await database.render(in: wish.language) { reading in
                    let store = ProgrammeStore(reading)
                    let id = try ProgrammeNamed.find(wish.subject, reading)
                    let all = (try [store.programme(id)] + store.parts(of: id)).filter { $0.kindOf == .project }
                    let records = try ProjectStore(reading).projects(of: all.map(\.id))
                    let known = Dictionary(records.map { ($0.programme, $0) }) { first, _ in first }
                    let seen = all.map { SeenProject(programme: $0, record: known[$0.id], edits: false) }
                    return try ProjectIATI(seen, now: wish.now, reading).xml()
                }
            }
        ]
    }
}
