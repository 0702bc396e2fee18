import Domain
import Storage
import Web

/// The same as JSON, on the same operations.
enum ExercisePlanAPI {
    struct CellMore: Codable, Sendable {
        /// Ids of the cells that it borders on; as it was unless told.
        let neighbours: [ExerciseCell.ID]?
    }

    struct CellKnown: Codable, Sendable {
        let id: ExerciseCell.ID
        let number: Int
        let neighbours: [ExerciseCell.ID]
        let players: Int
    }

    struct MoveKnown: Codable, Sendable {
        let id: ExerciseMove.ID
        let number: Int
        let state: MoveState
        /// Milliseconds of the exercise's clock.
        let plannedStart: Int64
        let plannedLength: Int64
    }

    struct SourceBody: Codable, Sendable, NamedType {
        static var schemaName: String { "ObjectiveSource" }

        /// As the thread names kinds: `intervention`, `adoption`, `aspect` …
        let kind: String
        let id: String
    }

    struct ObjectiveMore: Codable, Sendable {
        /// What it is taken from; none unless told.
        let sources: [SourceBody]?
    }

    struct ObjectiveKnown: Codable, Sendable {
        let id: ExerciseObjective.ID
        let number: Int
        let sources: [SourceBody]
    }

    struct TaskKnown: Codable, Sendable {
        let id: CriticalTask.ID
        let number: Int
        let objective: ExerciseObjective.ID
    }

    struct SeatInputBody: Codable, Sendable {
        let participant: Participant.ID
        let role: ExerciseRole
        /// Of a player.
        let cell: ExerciseCell.ID?
        let function: ExerciseFunction.ID?
        /// No, unless told.
        let isSpokesperson: Bool?
        let deputisesFor: String?

        var input: SeatInput {
            SeatInput(
                participant, role, cell: cell, function: function, isSpokesperson: isSpokesperson ?? false,
                deputisesFor: deputisesFor ?? "")
        }
    }

    struct WatchedBody: Codable, Sendable {
        let task: CriticalTask.ID
        let cell: ExerciseCell.ID
    }

    struct AssignmentsInput: Codable, Sendable {
        /// All that the evaluator looks at.
        let tasks: [WatchedBody]
    }

    struct SeatBody: Codable, Sendable, NamedType {
        static var schemaName: String { "ExerciseSeat" }

        let id: ExerciseSeat.ID
        let participant: Participant.ID
        let name: String
        let role: ExerciseRole
        let cell: ExerciseCell.ID?
        let function: ExerciseFunction.ID?
        let isSpokesperson: Bool
        let tasks: [WatchedBody]

        init(_ seat: SeatRecord, _ assignments: [AssignmentRecord]) {
            (id, participant, name, role) = (seat.id, seat.participant, seat.name, seat.role)
            (cell, function, isSpokesperson) = (seat.cell, seat.function, seat.isSpokesperson)
            tasks = assignments.filter { $0.seat == seat.id }.map { WatchedBody(task: $0.task, cell: $0.cell) }
        }
    }

    struct FindingBody: Codable, Sendable {
        let blocks: Bool
        /// In the language of the request.
        let words: String
    }

    struct CoverageBody: Codable, Sendable, NamedType {
        static var schemaName: String { "ExerciseCoverage" }

        let state: ExerciseState
        let isReady: Bool
        let deliveries: Int
        let findings: [FindingBody]
    }

    struct PlanKnown: Codable, Sendable {
        let id: Msel.ID
        let state: ExerciseState
        /// The mark of everything that is an exercise.
        let exercise: Bool
    }

    struct ScenarioBody: Codable, Sendable, NamedType {
        static var schemaName: String { "Scenario" }

        let id: Msel.ID
        let title: String
        let overview: String
        let languages: [String]
        let marking: String

        init(_ plan: MselRecord) {
            (id, title, overview) = (plan.id, plan.title, plan.overview)
            (languages, marking) = (plan.languages, plan.marking)
        }
    }

    typealias CellInput = FieldSending<CellFields, CellMore>
    typealias CellBody = FieldBody<CellFields, CellKnown>
    typealias MoveBody = FieldBody<MoveFields, MoveKnown>
    typealias ObjectiveInput = FieldSending<ExerciseObjectiveFields, ObjectiveMore>
    typealias ObjectiveBody = FieldBody<ExerciseObjectiveFields, ObjectiveKnown>
    typealias TaskBody = FieldBody<TaskFields, TaskKnown>
    typealias PlanBody = FieldBody<ExerciseSettingsFields, PlanKnown>

    static let tag = "Exercises"
    static let routes: [APIRoute] = whole + cells + moves + goals + seats + parts

    private static let whole: [APIRoute] = [
        .get(ExercisePlanPaths.apiPlan, .attend, tag, "What the exercise is, for who plans it.") { visit, event in
            try await visit.read { try plan(visit, event, $0) }
        },
        .send(
            .put, ExercisePlanPaths.apiPlan, .attend, tag,
            "Says what the exercise is; what the body leaves out begins again."
        ) { (visit, input: FieldInput<ExerciseSettingsFields>, event) in
            try await ExercisePlanning.write(visit, event, .director) { work, _ in
                let record = try EventStore(work.tx).event(event)
                try ExercisePlanOperations.settingsIn(work, event, input.fields().cleaned(record))
            }
            return try await visit.read { try plan(visit, event, $0) }
        },
        .get(ExercisePlanPaths.apiCoverage, .attend, tag, "What the plan lacks, what blocks first.") { visit, event in
            try await visit.read { try coverage(visit, event, $0) }
        },
        .act(.post, ExercisePlanPaths.apiReadiness, .attend, tag, "Says that the exercise is ready.") { visit, event in
            try await ExercisePlanning.makeReady(visit, event)
            return try await visit.read { try coverage(visit, event, $0) }
        },
        .get(ExercisePlanPaths.apiScenarios, .organiseProgramme, tag, "The scenarios of a programme.") {
            visit, programme in
            ListBody(
                items: try await visit.read { try PlanStore($0).scenarios(of: programme).map(ScenarioBody.init) },
                next: nil)
        },
    ]

    private static let cells: [APIRoute] = [
        .get(ExercisePlanPaths.apiCells, .attend, tag, "The cells, in their order.") { visit, event in
            ListBody(
                items: try await visit.read {
                    let exercise = try ExercisePlanning.require(visit, event, $0)
                    return try cells(exercise, $0)
                }, next: nil)
        },
        .send(.post, ExercisePlanPaths.apiCells, .attend, tag, "Adds a cell.", success: .created) {
            (visit, input: CellInput, event) in
            let id = try await ExercisePlanning.write(visit, event) { work, msel in
                let id = try ExercisePlanOperations.cellIn(work, msel, input.told.fields())
                if let told = input.more.neighbours {
                    try ExercisePlanOperations.bordersIn(work, msel, of: id, Set(told.prefix(100)))
                }
                return id
            }
            return try await visit.read { try cell(visit, event, id, $0) }
        },
        .send(
            .put, ExercisePlanPaths.apiCell, .attend, tag,
            "Changes a cell; a field that the body leaves out is emptied."
        ) { (visit, input: CellInput, event, id) in
            try await ExercisePlanning.write(visit, event) { work, msel in
                try ExercisePlanOperations.changeCellIn(work, msel, id, input.told.fields())
                if let told = input.more.neighbours {
                    try ExercisePlanOperations.bordersIn(work, msel, of: id, Set(told.prefix(100)))
                }
            }
            return try await visit.read { try cell(visit, event, id, $0) }
        },
        .act(.delete, ExercisePlanPaths.apiCell, .attend, tag, "Removes a cell that was given nothing.") {
            visit, event, id in
            try await ExercisePlanning.write(visit, event) { try ExercisePlanOperations.removeCellIn($0, $1, id) }
            return EmptyBody()
        },
    ]

    private static let moves: [APIRoute] = [
        .get(ExercisePlanPaths.apiMoves, .attend, tag, "The moves, in their order.") { visit, event in
            ListBody(items: try await visit.read { try moves(visit, event, $0) }, next: nil)
        },
        .send(.post, ExercisePlanPaths.apiMoves, .attend, tag, "Adds a move.", success: .created) {
            (visit, input: FieldInput<MoveFields>, event) in
            let id = try await ExercisePlanning.write(visit, event) {
                try ExercisePlanOperations.moveIn($0, $1, input.fields())
            }
            return try await visit.read { try move(visit, event, id, $0) }
        },
        .send(
            .put, ExercisePlanPaths.apiMove, .attend, tag,
            "Changes a move; its injects go along. A field that the body leaves out begins again."
        ) { (visit, input: FieldInput<MoveFields>, event, id) in
            try await ExercisePlanning.write(visit, event) {
                try ExercisePlanOperations.changeMoveIn($0, $1, id, input.fields())
            }
            return try await visit.read { try move(visit, event, id, $0) }
        },
        .act(.delete, ExercisePlanPaths.apiMove, .attend, tag, "Removes a move; its injects stay.") {
            visit, event, id in
            try await ExercisePlanning.write(visit, event) { try ExercisePlanOperations.removeMoveIn($0, $1, id) }
            return EmptyBody()
        },
    ]

    private static let seats: [APIRoute] = [
        .get(ExercisePlanPaths.apiSeats, .attend, tag, "Who sits where.") { visit, event in
            ListBody(items: try await visit.read { try seats(visit, event, $0) }, next: nil)
        },
        .send(.post, ExercisePlanPaths.apiSeats, .attend, tag, "Gives a seat.", success: .created) {
            (visit, input: SeatInputBody, event) in
            let id = try await ExercisePlanning.write(visit, event, .director) { work, _ in
                try ExercisePlanOperations.seatIn(work, event, input.input)
            }
            return try await visit.read { try seat(visit, event, id, $0) }
        },
        .send(.put, ExercisePlanPaths.apiSeat, .attend, tag, "Changes a seat; the person stays.") {
            (visit, input: SeatInputBody, event, id) in
            try await ExercisePlanning.write(visit, event, .director) { work, _ in
                try ExercisePlanOperations.changeSeatIn(work, event, id, input.input)
            }
            return try await visit.read { try seat(visit, event, id, $0) }
        },
        .act(.delete, ExercisePlanPaths.apiSeat, .attend, tag, "Takes a seat away, before STARTEX.") {
            visit, event, id in
            try await ExercisePlanning.write(visit, event, .director) { work, _ in
                try ExercisePlanOperations.removeSeatIn(work, event, id)
            }
            return EmptyBody()
        },
        .send(.put, ExercisePlanPaths.apiAssignments, .attend, tag, "Says what an evaluator looks at.") {
            (visit, input: AssignmentsInput, event, id) in
            let pairs = Set(
                input.tasks.prefix(15_000).map { ExercisePlanOperations.Watched(task: $0.task, cell: $0.cell) })
            try await ExercisePlanning.write(visit, event) { work, _ in
                try ExercisePlanOperations.assignmentsIn(work, event, id, pairs)
            }
            return try await visit.read { try seat(visit, event, id, $0) }
        },
    ]
}
