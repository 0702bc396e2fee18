import Domain
import Markup
import Storage
import Web

/// A practical exercise: groups go from station to station, where tasks are rated; no list of injects is needed.
enum StationFacts: RoutedFeature, StoredFeature, JournalFeature, ExerciseTabFeature, HelpFeature, PracticalFeature,
    ReadyGateFeature, ExerciseWayFeature
{
    static let tab = "stations"

    static var routes: [Route] { StationRoutes.all }
    static var api: [APIRoute] { StationAPI.routes.map(\.ofExercise) }

    static var exerciseTabs: [ExerciseTab] {
        [
            // Planners find it among the pages of the plan; who takes part sees when they are where.
            ExerciseTab(
                id: tab, order: 29, label: L("Stations"), path: { StationPaths.stations($0) }, group: .plan
            ) { standing, _ in standing.mayPlan }
        ]
    }

    static var journal: [JournalKind] {
        [
            JournalKind("station.creation", L("Station added")), JournalKind("station.change", L("Station changed")),
            JournalKind("station.removal", L("Station removed")),
            JournalKind("station.timetable", L("Timetable of the stations changed")),
        ]
    }

    static var tables: [TableFacts] {
        let here = "an exercise is kept by the server that runs it; it has a file of its own"
        return [
            TableFacts(
                "exercise_station", search: .left("stands on the page of its exercise"),
                texts: ["name", "place", "text"], file: .stays(here)),
            TableFacts("exercise_station_task", file: .stays(here)),
            TableFacts("exercise_station_seat", file: .stays(here)),
            TableFacts("exercise_timetable", file: .stays(here)),
            TableFacts("exercise_rotation", file: .stays(here)),
            TableFacts("exercise_rotation_cell", file: .stays(here)),
        ]
    }

    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "stations", order: 135, title: L("Stations"),
                screens: [StationPaths.stations.template, StationPaths.station.template],
                text: [
                    L(
                        "A practical exercise has stations instead of injects. Give each station its critical tasks and its evaluators, and let the timetable be made: every group comes to every station once."
                    ),
                    L(
                        "The timetable stands in the calendar of each person. Evaluators rate the tasks of their station for the group that is there."
                    ),
                ], guides: [.organiser, .facilitator])
        ]
    }

    static func way(_ standing: ExerciseStanding, _ exercise: ExerciseRecord, _ reading: any Reading) throws
        -> ExerciseWay?
    {
        let isTold = exercise.state != .draft && exercise.state != .cancelled
        guard isTold, standing.isPlayer || standing.mayEvaluate, try StationStore(reading).hasStations(exercise.event)
        else { return nil }
        return ExerciseWay(label: L("Timetable of the stations"), path: StationPaths.stations(exercise.event))
    }

    static func isPractical(_ event: Event.ID, _ reading: any Reading) throws -> Bool {
        try StationStore(reading).hasStations(event)
    }

    /// What keeps a practical exercise from being ready.
    static func findings(_ exercise: ExerciseRecord, _ plan: ExercisePlan, _ reading: any Reading) throws
        -> [ReadyFinding]
    {
        let stations = try StationPlan(exercise.event, reading)
        guard !stations.stations.isEmpty else { return [] }
        let path = StationPaths.stations(exercise.event)
        var found: [ReadyFinding] = []
        if stations.timetable.rotations.isEmpty, plan.injects.isEmpty {
            found.append(ReadyFinding(blocks: true, words: L("The stations have no timetable yet."), path: path))
        }
        for station in stations.stations where station.tasks.isEmpty {
            found.append(
                ReadyFinding(blocks: false, words: L("No task is rated at station \(station.title)."), path: path))
        }
        for station in stations.stations where station.seats.isEmpty {
            found.append(
                ReadyFinding(blocks: false, words: L("Nobody evaluates at station \(station.title)."), path: path))
        }
        if plan.injects.isEmpty {
            let rated = stations.stations.reduce(into: Set<CriticalTask.ID>()) { $0.formUnion($1.tasks) }
            for task in plan.tasks where !rated.contains(task.id) {
                found.append(
                    ReadyFinding(blocks: false, words: L("Task \(task.code) is rated at no station."), path: path))
            }
        }
        return found + stations.findings.map { ReadyFinding(blocks: $0.isFault, words: stations.words($0), path: path) }
    }
}
