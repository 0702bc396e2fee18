import Domain
import Storage
import Web

/// # Stations of a practical exercise
///
/// - `/events/E/exercise/stations` is the timetable: for planners with the forms by which it is made and changed, for whoever takes part with
///   their own way marked. `POST …/stations` adds a station, `POST …/stations/timetable` makes the timetable by itself (`act=generate`) or
///   stores it as it was edited, compared with its revision.
/// - `/events/E/exercise/stations/S` is one station for evaluators and planners: its tasks, which group comes when, the way to rating.
/// - `/events/E/exercise/stations/files/timetable.pdf` is what hangs on the wall.
///
/// Who evaluates at a station is assigned its tasks in each group that comes: what is rated, agreed on and reported goes the way of every
/// exercise.
enum StationRoutes {
    static let all: [Route] = [
        .get(StationPaths.stations, .attend) { visit, event in try await list(visit, event, [:]) },
        .post(StationPaths.stations, .attend) { visit, event in
            let form = try visit.inbound.form()
            do {
                _ = try await StationOperations.add(visit, event, try StationForms.draft(form))
                return .redirect(to: Done.added.at(StationPaths.stations(event)) + "#stations")
            } catch {
                return try await list(visit, event, ["station": .refused(form, error)])
            }
        },
        .post(StationPaths.timetable, .attend) { visit, event in try await timetable(visit, event) },
        .get(StationPaths.station, .attend) { visit, event, id in try await one(visit, event, id, nil) },
        .post(StationPaths.station, .attend) { visit, event, id in
            let form = try visit.inbound.form()
            do {
                try await StationOperations.change(visit, event, id, try StationForms.draft(form))
                return .redirect(to: Done.saved.at(StationPaths.station(event, id)))
            } catch {
                return try await one(visit, event, id, .refused(form, error))
            }
        },
        .post(StationPaths.removal, .attend) { visit, event, id in
            try await StationOperations.remove(visit, event, id)
            return .redirect(to: Done.removed.at(StationPaths.stations(event)))
        },
        .get(StationPaths.file, .attend) { visit, event, name in try await file(visit, event, name) },
    ]

    private static func list(_ visit: Visit, _ event: Event.ID, _ states: [String: FormState]) async throws -> Answer {
        try await visit.read { try StationsPage(visit, event, states, $0).answer }
    }

    private static func one(_ visit: Visit, _ event: Event.ID, _ id: ExerciseStation.ID, _ state: FormState?)
        async throws -> Answer
    {
        try await visit.read { try StationPage(visit, event, id, state, $0).answer }
    }

    private static func timetable(_ visit: Visit, _ event: Event.ID) async throws -> Answer {
        let form = try visit.inbound.form()
        let isGenerated = form.text("act") == "generate"
        guard isGenerated || form.text("act") == "storage" else { throw Refusal.malformedForm }
        do {
            let plan = try await visit.read { reading in
                try ExercisePlanning.require(visit, event, reading)
                return try StationPlan(event, reading)
            }
            let (zone, revision) = (plan.event.timeZone, form.wish("revision", in: 0...1_000_000))
            if isGenerated {
                try await StationOperations.generate(
                    visit, event, try StationForms.wish(form, zone: zone), revision: revision)
            } else {
                try await StationOperations.set(
                    visit, event, try StationForms.timetable(form, plan.groups, zone: zone), revision: revision)
            }
            return .redirect(to: Done.saved.at(StationPaths.stations(event)))
        } catch {
            return try await list(visit, event, [isGenerated ? "making" : "timetable": .refused(form, error)])
        }
    }

    /// With what is done at the stations for whoever runs or evaluates the exercise only.
    static func file(_ visit: Visit, _ event: Event.ID, _ name: String) async throws -> Answer {
        let parts = name.split(separator: ".").map(String.init)
        guard parts.count == 2, parts[0] == "timetable", let format = Document.Format(rawValue: parts[1]) else {
            throw Refusal.notFound
        }
        let document = try await visit.read { reading in
            let sight = try StationSight(visit, event, reading)
            let programme = try ProgrammeStore(reading).programme(sight.plan.event.programme).title
            return StationSheet.document(sight.plan, programme: programme, withTasks: sight.seesTasks)
        }
        return try await PrintFiles.answer(visit, document, format, name: name)
    }
}

/// The stations as somebody may see them.
struct StationSight {
    let standing: ExerciseStanding
    let plan: StationPlan

    /// - Throws: ``Refusal/notFound`` for who has no part in the exercise, and for whoever only takes part while it is a draft.
    init(_ visit: Visit, _ event: Event.ID, _ reading: any Reading) throws {
        standing = try ExerciseStanding(visit, event, reading)
        plan = try StationPlan(event, reading)
        let isTold = plan.exercise.state != .draft && plan.exercise.state != .cancelled
        let takesPart = standing.isPlayer || standing.mayEvaluate
        try standing.require(standing.mayPlan || isTold && takesPart)
    }

    /// What is done and rated at the stations is not for those who will be rated.
    var seesTasks: Bool { standing.mayPlan || standing.mayEvaluate }
    /// The visitor's own seats as an evaluator.
    var own: Set<ExerciseSeat.ID> { Set(standing.seats.filter { $0.role == .evaluator }.map(\.id)) }
}
