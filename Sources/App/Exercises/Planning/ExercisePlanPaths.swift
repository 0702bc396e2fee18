import Domain
import Web

/// The addresses of what an exercise is made of; those on which several rooms meet: ``ExercisePaths``.
enum ExercisePlanPaths {
    static let settings = PathPattern<Event.ID>("/events/:event/exercise/settings")
    static let readiness = PathPattern<Event.ID>("/events/:event/exercise/readiness")
    static let coverage = PathPattern<Event.ID>("/events/:event/exercise/coverage")
    /// Fills an empty exercise with a scenario.
    static let scenario = PathPattern<Event.ID>("/events/:event/exercise/scenario")
    /// Keeps the plan as a scenario.
    static let keeping = PathPattern<Event.ID>("/events/:event/exercise/scenario/keeping")

    static let cells = PathPattern<Event.ID>("/events/:event/exercise/cells")
    /// From countries, a group plan or a list.
    static let cellMaking = PathPattern<Event.ID>("/events/:event/exercise/cells/making")
    static let cell = PathPattern<Event.ID, ExerciseCell.ID>("/events/:event/exercise/cells/:cell")
    static let cellRemoval = PathPattern<Event.ID, ExerciseCell.ID>("/events/:event/exercise/cells/:cell/removal")
    static let functions = PathPattern<Event.ID>("/events/:event/exercise/functions")
    static let functionRemoval = PathPattern<Event.ID, ExerciseFunction.ID>(
        "/events/:event/exercise/functions/:function/removal")

    static let seats = PathPattern<Event.ID>("/events/:event/exercise/seats")
    static let delegations = PathPattern<Event.ID>("/events/:event/exercise/seats/delegations")
    static let seat = PathPattern<Event.ID, ExerciseSeat.ID>("/events/:event/exercise/seats/:seat")
    static let seatRemoval = PathPattern<Event.ID, ExerciseSeat.ID>("/events/:event/exercise/seats/:seat/removal")
    static let assignments = PathPattern<Event.ID, ExerciseSeat.ID>("/events/:event/exercise/seats/:seat/assignments")

    static let moves = PathPattern<Event.ID>("/events/:event/exercise/moves")
    static let move = PathPattern<Event.ID, ExerciseMove.ID>("/events/:event/exercise/moves/:move")
    static let moveRemoval = PathPattern<Event.ID, ExerciseMove.ID>("/events/:event/exercise/moves/:move/removal")
    static let moveShift = PathPattern<Event.ID, ExerciseMove.ID>("/events/:event/exercise/moves/:move/shift")
    static let breaks = PathPattern<Event.ID>("/events/:event/exercise/breaks")
    static let breakRemoval = PathPattern<Event.ID, Identifier<PlannedBreak>>(
        "/events/:event/exercise/breaks/:break/removal")

    static let actors = PathPattern<Event.ID>("/events/:event/exercise/actors")
    static let actor = PathPattern<Event.ID, Actor.ID>("/events/:event/exercise/actors/:actor")
    static let actorRemoval = PathPattern<Event.ID, Actor.ID>("/events/:event/exercise/actors/:actor/removal")
    static let storylines = PathPattern<Event.ID>("/events/:event/exercise/storylines")
    static let storylineRemoval = PathPattern<Event.ID, Storyline.ID>(
        "/events/:event/exercise/storylines/:storyline/removal")

    static let objectives = PathPattern<Event.ID>("/events/:event/exercise/objectives")
    static let objective = PathPattern<Event.ID, ExerciseObjective.ID>("/events/:event/exercise/objectives/:goal")
    static let objectiveRemoval = PathPattern<Event.ID, ExerciseObjective.ID>(
        "/events/:event/exercise/objectives/:goal/removal")
    /// What could be exercised, of the programme's events.
    static let sources = PathPattern<Event.ID>("/events/:event/exercise/sources")
    static let tasks = PathPattern<Event.ID, ExerciseObjective.ID>("/events/:event/exercise/objectives/:goal/tasks")
    static let task = PathPattern<Event.ID, CriticalTask.ID>("/events/:event/exercise/tasks/:task")
    static let taskRemoval = PathPattern<Event.ID, CriticalTask.ID>("/events/:event/exercise/tasks/:task/removal")

    static let scenarios = PathPattern<Programme.ID>("/programmes/:programme/scenarios")
    static let scenarioPage = PathPattern<Programme.ID, Msel.ID>("/programmes/:programme/scenarios/:scenario")
    /// Two exercises of it beside each other.
    static let runs = PathPattern<Programme.ID, Msel.ID>("/programmes/:programme/scenarios/:scenario/runs")

    static let apiPlan = PathPattern<Event.ID>("/api/v1/events/:event/exercise/plan")
    static let apiCells = PathPattern<Event.ID>("/api/v1/events/:event/exercise/cells")
    static let apiCell = PathPattern<Event.ID, ExerciseCell.ID>("/api/v1/events/:event/exercise/cells/:cell")
    static let apiMoves = PathPattern<Event.ID>("/api/v1/events/:event/exercise/moves")
    static let apiMove = PathPattern<Event.ID, ExerciseMove.ID>("/api/v1/events/:event/exercise/moves/:move")
    static let apiObjectives = PathPattern<Event.ID>("/api/v1/events/:event/exercise/objectives")
    static let apiObjective = PathPattern<Event.ID, ExerciseObjective.ID>(
        "/api/v1/events/:event/exercise/objectives/:goal")
    static let apiTasks = PathPattern<Event.ID, ExerciseObjective.ID>(
        "/api/v1/events/:event/exercise/objectives/:goal/tasks")
    static let apiTask = PathPattern<Event.ID, CriticalTask.ID>("/api/v1/events/:event/exercise/tasks/:task")
    static let apiSeats = PathPattern<Event.ID>("/api/v1/events/:event/exercise/seats")
    static let apiSeat = PathPattern<Event.ID, ExerciseSeat.ID>("/api/v1/events/:event/exercise/seats/:seat")
    static let apiAssignments = PathPattern<Event.ID, ExerciseSeat.ID>(
        "/api/v1/events/:event/exercise/seats/:seat/assignments")
    static let apiCoverage = PathPattern<Event.ID>("/api/v1/events/:event/exercise/coverage")
    static let apiReadiness = PathPattern<Event.ID>("/api/v1/events/:event/exercise/readiness")
    static let apiFunctions = PathPattern<Event.ID>("/api/v1/events/:event/exercise/functions")
    static let apiBreaks = PathPattern<Event.ID>("/api/v1/events/:event/exercise/breaks")
    static let apiActors = PathPattern<Event.ID>("/api/v1/events/:event/exercise/actors")
    static let apiStorylines = PathPattern<Event.ID>("/api/v1/events/:event/exercise/storylines")
    static let apiKeeping = PathPattern<Event.ID>("/api/v1/events/:event/exercise/scenarios")
    static let apiScenarios = PathPattern<Programme.ID>("/api/v1/programmes/:programme/scenarios")
}
