import Domain
import Storage
import Web

/// Areas as JSON.
enum AreaAPI {
    struct AreaBody: Codable, Sendable {
        let id: Area.ID
        let code: String
        /// The code of the one above.
        let parent: String?
        /// In the language asked for.
        let name: String
        /// By language of the interface.
        let names: [String: String]
        /// `topic` or `hazard`.
        let axis: String
        /// What others call it, `scheme:code`.
        let crosswalk: [String]
        let isRetired: Bool
        /// By whose code a retired one is found.
        let successor: String?

        init(_ area: AreaRecord, _ tree: AreaTree) {
            id = area.id
            code = area.code
            parent = tree.area(area.parent)?.code
            name = area.name()
            names = Dictionary(
                uniqueKeysWithValues: Language.allCases.map { ($0.rawValue, area.names.stored(in: $0)) }.filter {
                    !$0.1.isEmpty
                })
            axis = area.axis.rawValue
            crosswalk = area.crosswalk.split(separator: " ").map { String($0) }
            isRetired = area.isRetired
            successor = tree.area(area.successor)?.code
        }
    }

    typealias AreaInput = FieldInput<AreaFields>

    struct AreaRetirementInput: Codable, Sendable {
        /// The code of the area by which it is found from now on.
        let successor: String?
    }

    static let routes: [APIRoute] = [
        .get(Paths.apiAreas, .account, "Directory", "The areas of work, each parent before its children.") { visit in
            try await visit.read { reading in
                let tree = try AreaTree(reading)
                return ListBody(items: tree.all.map { AreaBody($0, tree) }, next: nil)
            }
        },
        .send(.post, Paths.apiAreas, .administer, "Directory", "Adds an area.", success: .created) {
            (visit, input: AreaInput) in
            let id = try await AreaOperations.add(visit, input.fields())
            return try await body(visit, id)
        },
        .send(.put, Paths.apiArea, .administer, "Directory", "Changes an area.") { (visit, input: AreaInput, id) in
            let stored = try await visit.read { reading in
                let tree = try AreaTree(reading)
                guard let area = tree.area(id) else { throw Refusal.notFound }
                return AreaFields(area, in: tree)
            }
            try await AreaOperations.change(visit, id, input.fields(over: stored))
            return try await body(visit, id)
        },
        .send(
            .put, Paths.apiAreaRetirement, .administer, "Directory",
            "Retires an area: whoever knows it keeps it, and it is found by its successor."
        ) { (visit, input: AreaRetirementInput, id) in
            try await AreaOperations.retire(visit, id, successor: input.successor ?? "")
            return try await body(visit, id)
        },
        .act(.delete, Paths.apiAreaRetirement, .administer, "Directory", "Brings a retired area back.") { visit, id in
            try await AreaOperations.bringBack(visit, id)
            return try await body(visit, id)
        },
        .send(
            .post, Paths.apiAreaFile, .administer, "Directory",
            "Takes areas from a table: a row with a known code changes that area. All rows, or none.",
            limit: TableUpload.bodyLimit
        ) { (visit, input: TableInput) in try await AreaOperations.take(visit, try TableUpload(input)) },
        .file(Paths.apiAreaFile, .account, "Directory", "The file `areas`.", mediaType: "text/csv") { visit in
            try TableFormat.csv.answer(
                name: "areas", header: AreaFields.header, rows: try await AreaRoutes.rows(visit))
        },
    ]

    private static func body(_ visit: Visit, _ id: Area.ID) async throws -> AreaBody {
        try await visit.read { reading in
            let tree = try AreaTree(reading)
            guard let area = tree.area(id) else { throw Refusal.notFound }
            return AreaBody(area, tree)
        }
    }
}
