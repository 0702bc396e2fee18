import Domain
import Markup
import Storage
import Web

/// The projects of a programme: what runs first, with what came out.
struct ProjectListPage {
    let frame: PlansFrame
    private let projects: [SeenProject]
    private let results: [Programme.ID: [ProjectResultRecord]]
    private let plans: Bool

    init(_ visit: Visit, _ programme: Programme.ID, _ reading: any Reading) throws {
        frame = try PlansFrame(visit, programme, reading)
        let order: [ProjectStatus] = [.running, .finishing, .planned, .suspended, .closed, .cancelled]
        projects = try ProjectSight(visit, reading).projects(of: programme).enumerated().sorted { one, other in
            let (first, second) = (one.element.record?.status, other.element.record?.status)
            let places = (
                first.flatMap(order.firstIndex) ?? order.count, second.flatMap(order.firstIndex) ?? order.count
            )
            return (places.0, one.offset) < (places.1, other.offset)
        }.map(\.element)
        results = Dictionary(grouping: try ProjectStore(reading).results(of: projects.map(\.id)), by: \.programme)
        plans = frame.frame.allows(.organiseProgramme)
    }

    var answer: Answer {
        let list: HTML =
            projects.isEmpty
            ? "<p class=\"muted\">\(L("No project yet. A project is a programme of that kind, which is a part of this one."))</p>"
            : FieldList.lines(projects, line)
        let running = projects.count { $0.record?.status == .running || $0.record?.status == .finishing }
        return frame.answer(
            ProjectFacts.tab, L("Projects"), path: ProjectPaths.list(frame.programme),
            """
            <div class="head"><h1>\(L("Projects"))</h1>\
            <p class="lede">\(L(projects.count, one: "\(projects.count) project, running: \(running)", other: "\(projects.count) projects, running: \(running)"))</p>\
            \(plans ? "<div class=\"actions\"><a class=\"button primary\" href=\"\(ProjectPaths.new(frame.programme))\">\(Icon.svg("plus")) \(L("Begin a project"))</a></div>" : .empty)</div>
            \(files)\(list)
            """)
    }

    private var files: HTML {
        """
        <div class="actions">\(["csv", "xlsx"].html { "<a class=\"button plain\" href=\"\(ProjectPaths.listFile(frame.programme, "projects.\($0)"))\" download>\(Icon.svg("download")) \($0.uppercased())</a>" })\
        <a class="button plain" href="\(ProjectPaths.listFile(frame.programme, "iati.xml"))" download>\(Icon.svg("download")) IATI</a>\
        \(plans ? "<a class=\"button plain\" href=\"\(ProjectPaths.importing(frame.programme))\">\(Icon.svg("upload")) \(FieldImportSection.title)</a>" : .empty)</div>
        """
    }

    private func line(_ seen: SeenProject) -> HTML {
        guard let record = seen.record else {
            return """
                <li><p class="title" dir="auto"><a href="\(ProjectPaths.one(seen.id))">\(seen.programme.title)</a></p>\
                <p class="meta"><span>\(L("Nobody has told of this project yet."))</span></p></li>
                """
        }
        let told = results[seen.id] ?? []
        let days = [record.starts, record.ends].filter { !$0.isEmpty }
        return """
            <li id="project-\(seen.id)"><p class="title" dir="auto"><a href="\(ProjectPaths.one(seen.id))"><bdi>\(record.code)</bdi> \(seen.programme.title)</a></p>\
            <p class="meta"><span class="state\(record.status.tone)">\(record.status.label)</span> \
            \(days.count == 2 ? "<span>\(DateText.span(days[0], days[1]))</span> " : .empty)\
            <span>\(L(told.count, one: "\(told.count) result", other: "\(told.count) results"))</span> \(TLP.chip(seen.programme.marking))</p></li>
            """
    }
}

/// The file `projects`, and what comes back of it.
enum ProjectTable {
    static func rows(_ projects: [SeenProject], _ reading: any Reading) throws -> [[String]] {
        let bodies = try ProjectStore(reading).bodies(of: projects.map(\.id))
        let places = try ProjectPlaces(reading)
        return projects.compactMap { seen in
            guard let record = seen.record else { return nil }
            let codes = ProjectPlace.read(record.places).map(\.code)
            let doing = (bodies[seen.id] ?? []).filter { $0.role == .implementing }.map(\.fields.name)
            return [
                record.code, seen.programme.title, IdeaTable.list(codes.filter { !places.isCountry($0) }),
                IdeaTable.list(codes.filter(places.isCountry)), record.areas,
                IdeaTable.list(record.cbrn.map { String($0) }, sorted: false), record.fields.status, record.starts,
                record.ends, IdeaTable.list(doing), record.source,
            ]
        }
    }
}
