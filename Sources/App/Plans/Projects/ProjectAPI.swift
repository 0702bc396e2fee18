import Domain
import Storage
import Web

/// Projects and their results as JSON, on the same operations as the pages.
enum ProjectAPI {
    struct More: Codable, Sendable {
        /// The programme of the kind project of which it is told: this one, or a part of it. Left out, a part of that kind is begun.
        let project: Programme.ID?
        /// Of a project that is begun.
        let title: String?
        let summary: String?
        /// The idea that it does; left out for a project that was there before.
        let idea: ProjectIdea.ID?
    }

    struct Facts: Codable, Sendable {
        let project: Programme.ID
        let title: String
        let idea: ProjectIdea.ID?
        let marking: String
        /// When somebody looked whether it is carried on; a day or empty.
        let carryCheckedOn: String
        let carryHolds: Bool
        let bodies: [FieldBody<ProjectBodyFields, PartFacts>]
        let budgets: [FieldBody<ProjectBudgetFields, PartFacts>]
    }

    struct PartFacts: Codable, Sendable {
        let id: String
    }

    struct ResultMore: Codable, Sendable {
        /// The project that it comes out of; one that is there stays with its own.
        let project: Programme.ID?
        let indicators: [ProjectIndicator]?
    }

    struct ResultFacts: Codable, Sendable {
        let id: ProjectResult.ID
        let project: Programme.ID
        let indicators: [ProjectIndicator]
    }

    struct Told: Codable, Sendable, NamedType {
        static var schemaName: String { "ProjectRemoval" }

        let project: Programme.ID
    }

    typealias Body = FieldBody<ProjectFields, Facts>
    typealias ResultBody = FieldBody<ProjectResultFields, ResultFacts>

    private static let tag = "Projects"

    static let routes: [APIRoute] = projects + results

    private static let projects: [APIRoute] = [
        .get(
            ProjectPaths.apiList, .seeProgramme, tag, "Projects of a programme that you may read and that are told of.",
            query: Cursor.parameters
        ) { visit, programme in
            let cursor = try Cursor(visit)
            return try await visit.read { reading in
                let all = try ProjectSight(visit, reading).projects(of: programme).filter { $0.record != nil }
                let page = try cursor.cut(all) { $0.id.description }
                return ListBody(items: try bodies(page.items, reading), next: page.next)
            }
        },
        .send(
            .post, ProjectPaths.apiList, .seeProgramme, tag,
            "Tells of a project: of a programme of that kind. What the body leaves out is emptied.", success: .created
        ) { (visit, input: FieldSending<ProjectFields, More>, programme) in
            guard let project = input.more.project else {
                let told = ProgrammeFields(title: input.more.title ?? "", summary: input.more.summary ?? "")
                let id = try await ProjectOperations.begin(
                    visit, in: programme, told, input.told.fields(), idea: input.more.idea)
                return try await body(id, visit)
            }
            let all = try await visit.read { try ProjectSight(visit, $0).projects(of: programme).map(\.id) }
            guard all.contains(project) else { throw Refusal.notFound }
            try await ProjectOperations.tell(visit, project, input.told.fields(), idea: input.more.idea)
            return try await body(project, visit)
        },
        .send(
            .post, ProjectPaths.apiImport, .organiseProgramme, tag,
            "Takes projects as a workbook or CSV: a row with the code of one changes it, every other begins one; all rows, or none.",
            limit: TableUpload.bodyLimit
        ) { (visit, input: TableInput, programme) in
            try await ProjectImport.take(visit, programme, try TableUpload(input))
        },
        .get(ProjectPaths.apiOne, .account, tag, "One project.") { visit, id in try await body(id, visit) },
        .send(
            .put, ProjectPaths.apiOne, .account, tag,
            "Changes what is told of a project; what the body leaves out is emptied."
        ) {
            (visit, input: FieldSending<ProjectFields, More>, id) in
            try await ProjectOperations.tell(visit, id, input.told.fields(), idea: input.more.idea)
            return try await body(id, visit)
        },
        .file(
            ProjectPaths.apiIATI, .account, tag,
            "The project as a file of IATI 2.03; refused with all that is missing. Only what is CLEAR leaves.",
            mediaType: "application/xml", refuses: true
        ) { visit, id in
            try await visit.read { try ProjectRoutes.iati([ProjectSight(visit, $0).seen(id)], visit, $0) }
        },
    ]

    private static let results: [APIRoute] = [
        .get(
            ProjectPaths.apiResults, .seeProgramme, tag, "Results of a programme's projects that you may read.",
            query: Cursor.parameters
        ) { visit, programme in
            let cursor = try Cursor(visit)
            return try await visit.read { reading in
                let ids = try ProjectSight(visit, reading).projects(of: programme).map(\.id)
                let all = try ProjectStore(reading).results(of: ids)
                return try cursor.page(of: all.map(body)) { $0.facts.id.description }
            }
        },
        .send(.post, ProjectPaths.apiResults, .seeProgramme, tag, "Adds a result to a project.", success: .created) {
            (visit, input: FieldSending<ProjectResultFields, ResultMore>, programme) in
            let all = try await visit.read { try ProjectSight(visit, $0).projects(of: programme).map(\.id) }
            guard let project = input.more.project else {
                throw Refusal.invalid(["project": L("This field is missing.")])
            }
            guard all.contains(project) else { throw Refusal.notFound }
            let id = try await ProjectOperations.add(
                visit, project, input.told.fields(), input.more.indicators ?? [], key: input.told.key)
            return try await visit.read { body(try ProjectStore($0).result(id)) }
        },
        .get(ProjectPaths.apiResult, .account, tag, "One result.") { visit, id in
            try await visit.read { reading in
                let result = try ProjectStore(reading).result(id)
                _ = try ProjectSight(visit, reading).seen(result.programme)
                return body(result)
            }
        },
        .send(.put, ProjectPaths.apiResult, .account, tag, "Changes a result; what the body leaves out is emptied.") {
            (visit, input: FieldSending<ProjectResultFields, ResultMore>, id) in
            let (told, indicators) = (input.told.fields(), input.more.indicators ?? [])
            try await ProjectOperations.change(visit, id) { fields, kept in (fields, kept) = (told, indicators) }
            return try await visit.read { body(try ProjectStore($0).result(id)) }
        },
        .act(.delete, ProjectPaths.apiResult, .account, tag, "Removes a result.") { visit, id in
            Told(project: try await ProjectOperations.remove(visit, result: id))
        },
    ]

    private static func body(_ id: Programme.ID, _ visit: Visit) async throws -> Body {
        try await visit.read { reading in
            guard let one = try bodies([ProjectSight(visit, reading).seen(id)], reading).first else {
                throw Refusal.notFound
            }
            return one
        }
    }

    private static func bodies(_ projects: [SeenProject], _ reading: any Reading) throws -> [Body] {
        let (store, ids) = (ProjectStore(reading), projects.map(\.id))
        let (bodies, budgets) = (try store.bodies(of: ids), try store.budgets(of: ids))
        return projects.compactMap { seen in
            guard let record = seen.record else { return nil }
            return Body(
                Facts(
                    project: seen.id, title: seen.programme.title, idea: record.idea, marking: seen.programme.marking,
                    carryCheckedOn: record.carryCheckedOn, carryHolds: record.carryHolds,
                    bodies: (bodies[seen.id] ?? []).map {
                        FieldBody(PartFacts(id: $0.id.description), $0.fields)
                    },
                    budgets: (budgets[seen.id] ?? []).map {
                        FieldBody(PartFacts(id: $0.id.description), $0.fields)
                    }), record.fields)
        }
    }

    private static func body(_ result: ProjectResultRecord) -> ResultBody {
        ResultBody(
            ResultFacts(id: result.id, project: result.programme, indicators: result.indicators), result.fields)
    }
}
