import Domain
import Storage
import Web

/// The workshop file for programs.
enum WorkshopFileAPI {
    struct ImportBody: Codable, Sendable {
        let event: Event.ID
        let title: String
        /// A new one where the file's was taken.
        let code: String
        /// Rows by table.
        let rows: [String: Int]
    }

    static let routes: [APIRoute] = [
        .file(
            WorkshopFilePaths.api, .organise, "Workshop file",
            "The whole workshop as one JSON file, without what countries keep to themselves. See docs/workshop-file.md.",
            mediaType: "application/json"
        ) { visit, event in try await WorkshopFileRoutes.download(visit, event) },
        taking,
    ]

    /// The body is the file itself.
    private static let taking: APIRoute = {
        let path = WorkshopFilePaths.apiImport
        let route = Route.on(.post, path, .organiseProgramme, limit: WorkshopFile.limit) { visit, programme in
            let imported = try await WorkshopFileOperations.take(visit, into: programme, visit.inbound.body)
            return try Answer.json(ImportBody(imported), status: .created)
        }
        return APIRoute(
            route: route, summary: "Takes a workshop file in as an event of the programme: all of it or nothing.",
            tag: "Workshop file", parameters: path.parameterTypes, query: [], request: .any,
            response: JSONSchema.of(ImportBody.self), success: .created, mediaType: nil)
    }()
}

extension WorkshopFileAPI.ImportBody {
    init(_ imported: ImportedWorkshop) {
        self.init(
            event: imported.event, title: imported.title, code: imported.code,
            rows: Dictionary(imported.counts.map { ($0.table, $0.rows) }) { first, _ in first })
    }
}
