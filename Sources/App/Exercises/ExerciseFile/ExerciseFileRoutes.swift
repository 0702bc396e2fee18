import Domain
import Storage
import Web

/// # A plan as one file, and alerts as theirs
///
/// - `/events/E/exercise/file` gives the plan as JSON, with what was played or without (docs/exercise-file.md), and takes one into an exercise
///   that is empty: checked field by field (ExerciseFileChecks), stored whole or not at all. `/programmes/P/scenarios/import` makes a scenario of one.
/// - `/events/E/exercise/papers/P/alert.xml` is an alert as CAP 1.2, always `Exercise` and `Private`; `/events/E/exercise/msel/alert` makes an
///   inject of one (ExerciseAlert, ExerciseAlertReader).
enum ExerciseFileRoutes {
    /// The file itself and the form around it.
    static let uploadLimit = ExerciseFile.limit + 64 * 1_024
    static let json = "application/json"

    static let all: [Route] = files + scenarios + alerts

    private static let files: [Route] = [
        .get(ExerciseFilePaths.file, .attend) { visit, event in try await page(visit, event, FormState()) },
        .post(ExerciseFilePaths.file, .attend, limit: uploadLimit) { visit, event in
            let values = try visit.inbound.form()
            do {
                try await visit.read { _ = try ExerciseFileOperations.requireExcon(visit, event, $0) }
                guard let file = values.uploads["file"] else { throw chooseFirst }
                try await ExerciseFileOperations.take(visit, into: event, file.bytes)
                return .redirect(to: Done.exerciseFileTaken.at(ExercisePaths.home(event)))
            } catch {
                return try await page(visit, event, try .refused(values, error))
            }
        },
        .get(ExerciseFilePaths.download, .attend) { visit, event in try await download(visit, event, withRun: false) },
        .get(ExerciseFilePaths.run, .attend) { visit, event in try await download(visit, event, withRun: true) },
    ]

    private static let scenarios: [Route] = [
        .get(ExerciseFilePaths.scenarioImport, .organiseProgramme) { visit, programme in
            try await scenarioPage(visit, programme, FormState())
        },
        .post(ExerciseFilePaths.scenarioImport, .organiseProgramme, limit: uploadLimit) { visit, programme in
            let values = try visit.inbound.form()
            do {
                guard let file = values.uploads["file"] else { throw chooseFirst }
                let id = try await ExerciseFileOperations.take(visit, into: programme, file.bytes)
                return .redirect(to: Done.scenarioKept.at(ExercisePlanPaths.scenarioPage(programme, id)))
            } catch {
                return try await scenarioPage(visit, programme, try .refused(values, error))
            }
        },
        .get(ExerciseFilePaths.scenarioFile, .organiseProgramme) { visit, programme, id in
            let file = try await visit.read { try ExerciseFileOperations.scenario(visit, programme, id, $0) }
            return .download(try file.bytes(), type: json, name: ExerciseText.fileName("plan.json"))
        },
    ]

    private static let alerts: [Route] = [
        .get(ExercisePaths.alert, .attend) { visit, event, paper in try await alert(visit, event, paper) },
        .get(ExerciseFilePaths.alertImport, .attend) { visit, event in try await alertPage(visit, event, FormState()) },
        .post(ExerciseFilePaths.alertImport, .attend, limit: ExerciseAlertReader.limit + 64 * 1_024) { visit, event in
            let values = try visit.inbound.form()
            do {
                try await visit.read { try ExerciseAlertOperations.requirePlanner(visit, event, $0) }
                guard let file = values.uploads["file"] else { throw chooseFirst }
                let id = try await ExerciseAlertOperations.take(visit, event, file.bytes, adopts: values.isOn("adopt"))
                return .redirect(to: Done.added.at(ExercisePaths.inject(event, id)))
            } catch {
                return try await alertPage(visit, event, try .refused(values, error))
            }
        },
    ]

    static var chooseFirst: Refusal { .invalid(["file": L("Choose a file first.")]) }

    static func download(_ visit: Visit, _ event: Event.ID, withRun: Bool) async throws -> Answer {
        let file = try await visit.read { try ExerciseFileOperations.export(visit, event, withRun: withRun, $0) }
        let bytes = try await Stopping.aside { try file.bytes() }
        return .download(bytes, type: json, name: ExerciseText.fileName(withRun ? "run.json" : "plan.json"))
    }

    static func alert(_ visit: Visit, _ event: Event.ID, _ paper: Paper.ID) async throws -> Answer {
        let alert = try await visit.read { try ExerciseAlertOperations.alert(visit, event, paper, $0) }
        return .download(
            Array(alert.xml.utf8), type: "application/cap+xml", name: ExerciseText.fileName("alert-\(paper).xml"))
    }

    private static func page(_ visit: Visit, _ event: Event.ID, _ state: FormState) async throws -> Answer {
        try await visit.read { reading in
            let standing = try ExerciseFileOperations.requireExcon(visit, event, reading)
            let frame = try ExerciseFrame(visit, event, reading)
            let isOpen =
                try frame.exercise.state == .draft && standing.isDirector
                && ExerciseCopyOperations.isEmpty(frame.exercise.msel, event, reading)
            return ExerciseFilePage(frame: frame, isOpen: isOpen, state: state).answer
        }
    }

    private static func scenarioPage(_ visit: Visit, _ programme: Programme.ID, _ state: FormState) async throws
        -> Answer
    {
        try await visit.read { reading in
            let frame = try ProgrammeFrame(visit, programme, reading)
            try Policy.require(.organiseProgramme, in: programme, visitor: visit.visitor, reading)
            return ScenarioFilePage(frame: frame, state: state).answer
        }
    }

    private static func alertPage(_ visit: Visit, _ event: Event.ID, _ state: FormState) async throws -> Answer {
        try await visit.read { reading in
            try ExerciseAlertOperations.requirePlanner(visit, event, reading)
            return ExerciseAlertPage(frame: try ExerciseFrame(visit, event, reading), state: state).answer
        }
    }
}
