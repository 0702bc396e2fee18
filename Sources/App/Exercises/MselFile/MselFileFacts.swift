import Domain
import Storage
import Web

/// An exercise's injects as a file, in and out.
enum MselFileFacts: RoutedFeature, StoredFeature, JournalFeature, NoticeFeature, NamedExportFeature,
    ExerciseTabFeature
{
    static var routes: [Route] { MselFileRoutes.all }
    static var api: [APIRoute] { MselFileAPI.routes.map(\.ofExercise) }
    static var notices: [Done] { [.mselImported] }

    static let tab = "msel-file"

    static var exerciseTabs: [ExerciseTab] {
        [
            ExerciseTab(
                id: tab, order: 31, label: L("MSEL as a file"), path: { MselFilePaths.upload($0) }, group: .msel
            ) {
                standing, _ in
                standing.mayPlan
            }
        ]
    }

    static var journal: [JournalKind] { [JournalKind("msel.import", L("Injects imported from a file"))] }

    static var tables: [TableFacts] {
        [
            TableFacts(
                "msel_draft", search: .left("half of an act: what becomes of it is found"), erasure: .emptied,
                file: .stays("previews of files, deleted after a day"))
        ]
    }

    static var exports: [NamedExport] {
        [
            NamedExport("msel", formats: ["xlsx", "csv"], of: "event") { wish, database in
                let file = try await database.read { reading in
                    let store = EventStore(reading)
                    if let event = try store.event(code: wish.subject.uppercased()) {
                        return try MselFileExport(event.id, reading)
                    }
                    guard let id = Event.ID(wish.subject.lowercased()) else { throw Refusal.notFound }
                    return try MselFileExport(id, reading)
                }
                return wish.format == "csv" ? file.csv() : try file.workbook(now: wish.now)
            }
        ]
    }
}

extension Done {
    static let mselImported = Done("msel-imported", L("The file is taken over."))
}
