import Domain
import Storage
import Web

/// The same for programs.
enum ExerciseFileAPI {
    struct TakenBody: Codable, Sendable, NamedType {
        static var schemaName: String { "ExerciseFileTaken" }

        let id: Msel.ID
    }

    struct AlertBody: Codable, Sendable, NamedType {
        static var schemaName: String { "ExerciseAlertTaken" }

        let id: Inject.ID
    }

    private static let tag = "Exercises"

    static let routes: [APIRoute] = [
        .file(
            ExerciseFilePaths.api, .attend, tag,
            "The plan of an exercise as one file, for whoever runs it: docs/exercise-file.md.",
            mediaType: ExerciseFileRoutes.json, query: [.flag("run", "With what was played, without names.")]
        ) { visit, event in
            try await ExerciseFileRoutes.download(visit, event, withRun: visit.inbound.query["run"] == "1")
        },
        .file(
            ExerciseFilePaths.apiAlert, .attend, tag,
            "A paper of the channel cap as CAP 1.2, for whoever runs the exercise and for its cell.",
            mediaType: "application/cap+xml"
        ) { visit, event, paper in try await ExerciseFileRoutes.alert(visit, event, paper) },
        taking, keeping, alerting,
    ]

    /// The body is the file itself.
    private static let taking: APIRoute = {
        let path = ExerciseFilePaths.api
        let route = Route.on(.post, path, .attend, limit: ExerciseFile.limit) { visit, event in
            try await ExerciseFileOperations.take(visit, into: event, visit.inbound.body)
            let id = try await visit.read { try PlayStore($0).required(event).msel }
            return try Answer.json(TakenBody(id: id), status: .created)
        }
        return APIRoute(
            route: route, summary: "Takes a plan into an exercise that is empty: all of it or nothing.", tag: tag,
            parameters: path.parameterTypes, query: [], request: .any, response: JSONSchema.of(TakenBody.self),
            success: .created, mediaType: nil)
    }()

    private static let keeping: APIRoute = {
        let path = ExerciseFilePaths.apiScenarios
        let route = Route.on(.post, path, .organiseProgramme, limit: ExerciseFile.limit) { visit, programme in
            let id = try await ExerciseFileOperations.take(visit, into: programme, visit.inbound.body)
            return try Answer.json(TakenBody(id: id), status: .created)
        }
        return APIRoute(
            route: route, summary: "Makes a scenario of the programme of a plan: all of it or nothing.", tag: tag,
            parameters: path.parameterTypes, query: [], request: .any, response: JSONSchema.of(TakenBody.self),
            success: .created, mediaType: nil)
    }()

    private static let alerting: APIRoute = {
        let path = ExerciseFilePaths.apiAlertImport
        let adopt: APIRoute.QueryParameter = .flag("adopt", "The text of an alert that is of no exercise is taken.")
        let route = Route.on(.post, path, .attend, limit: ExerciseAlertReader.limit) { visit, event in
            try await visit.read { try ExerciseAlertOperations.requirePlanner(visit, event, $0) }
            let adopts = visit.inbound.query["adopt"] == "1"
            let id = try await ExerciseAlertOperations.take(visit, event, visit.inbound.body, adopts: adopts)
            return try Answer.json(AlertBody(id: id), status: .created)
        }
        return APIRoute(
            route: route, summary: "Makes an inject in draft of an alert in CAP 1.2.", tag: tag,
            parameters: path.parameterTypes, query: [adopt], request: .any, response: JSONSchema.of(AlertBody.self),
            success: .created, mediaType: nil)
    }()
}
