import Domain
import Storage
import Web

/// A plan as one file, and alerts as theirs.
enum ExerciseFileFacts: RoutedFeature, StoredFeature, JournalFeature, NoticeFeature, NamedExportFeature,
    ExerciseTabFeature
{
    static var routes: [Route] { ExerciseFileRoutes.all }
    static var api: [APIRoute] { ExerciseFileAPI.routes.map(\.ofExercise) }
    static var notices: [Done] { [.exerciseFileTaken] }

    static let tab = "exercise-file"

    static var exerciseTabs: [ExerciseTab] {
        [
            ExerciseTab(
                id: tab, order: 91, label: L("Exercise file"), path: { ExerciseFilePaths.file($0) }, group: .plan
            ) {
                standing, _ in
                standing.isExcon
            }
        ]
    }

    static var journal: [JournalKind] { [JournalKind("exercise.file-import", L("Plan taken in from a file"))] }

    static var tables: [TableFacts] {
        [
            TableFacts(
                "objective_origin", search: .left("no text of an exercise is found before it is released"),
                texts: ["words"],
                file: .stays("an exercise is kept by the server that runs it; it has a file of its own"))
        ]
    }

    static var exports: [NamedExport] {
        [
            NamedExport("exercise", formats: ["json"], of: "event") { wish, database in
                try await database.read { reading in
                    let store = EventStore(reading)
                    let code = try store.event(code: wish.subject.uppercased())
                    guard let id = code?.id ?? Event.ID(wish.subject.lowercased()) else { throw Refusal.notFound }
                    return try ExerciseFileOperations.export(id, withRun: wish.withRun, reading).bytes()
                }
            }
        ]
    }
}

extension Done {
    static let exerciseFileTaken = Done("exercise-file-taken", L("The plan is taken in. Everything can be changed."))
}
