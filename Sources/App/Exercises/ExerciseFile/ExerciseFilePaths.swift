import Domain
import Web

enum ExerciseFilePaths {
    static let file = ExercisePaths.file
    static let download = PathPattern<Event.ID>("/events/:event/exercise/files/plan.json")
    /// With what was played.
    static let run = PathPattern<Event.ID>("/events/:event/exercise/files/run.json")
    static let scenarioImport = ExercisePaths.scenarioImport
    static let scenarioFile = ExercisePaths.scenarioFile
    static let alertImport = ExercisePaths.alertImport

    static let api = PathPattern<Event.ID>("/api/v1/events/:event/exercise/file")
    static let apiAlert = PathPattern<Event.ID, Paper.ID>("/api/v1/events/:event/papers/:paper/alert")
    static let apiAlertImport = PathPattern<Event.ID>("/api/v1/events/:event/injects/alert")
    static let apiScenarios = PathPattern<Programme.ID>("/api/v1/programmes/:programme/scenarios/file")
}
