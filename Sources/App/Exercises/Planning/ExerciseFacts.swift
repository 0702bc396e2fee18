import Domain
import Storage
import Web

/// The exercise: a kind of event, and a part that any event may have.
enum ExerciseFacts: RoutedFeature, NoticeFeature, EventTabFeature, ProgrammeTabFeature {
    static var routes: [Route] { ExercisePlanRoutes.all }
    static var api: [APIRoute] { ExercisePlanAPI.routes.map(\.ofExercise) }
    static var notices: [Done] {
        [.exerciseReady, .exerciseFilled, .scenarioKept, .cellsAsBefore, .delegationsSeated]
    }

    static let scenariosTab = "scenarios"

    static var eventTabs: [EventTab] {
        [
            EventTab(
                id: ExerciseFrame.tab, order: 45, label: L("Exercise"), path: { ExercisePaths.home($0.event.id) },
                permission: .attend, part: partCode)
        ]
    }

    static var programmeTabs: [ProgrammeTab] {
        [
            ProgrammeTab(
                id: scenariosTab, order: 65, label: L("Scenarios"), path: { ExercisePlanPaths.scenarios($0) },
                permission: .organiseProgramme)
        ]
    }
}

extension Done {
    static let exerciseReady = Done("exercise-ready", L("The exercise is ready."))
    static let exerciseFilled = Done(
        "exercise-filled", L("The exercise begins with the scenario. Everything can be changed."))
    static let scenarioKept = Done("scenario-kept", L("The plan stands among the scenarios of the programme."))
    static let cellsAsBefore = Done("cells-as-before", L("Nothing was added: every one has a cell already."))
    static let delegationsSeated = Done(
        "delegations-seated", L("The delegations are seated. Look whether the functions are right."))
}

extension ExerciseFacts: EventKindFeature, EventPartFeature {
    static let partCode = "exercise"

    static var eventKinds: [EventKind] {
        [
            EventKind(
                "exercise", order: 20, L("Exercise"),
                L(
                    "A table-top exercise or one played from afar: cells that decide on the same injects, each in its language, with controllers, evaluators and observers. A workshop can be added in the settings."
                ), parts: [partCode])
        ]
    }

    static var part: EventPartKind {
        EventPartKind(
            code: partCode, label: L("Exercise"),
            summary: L(
                "An exercise has objectives, cells, moves and injects; it is planned, played and evaluated here."),
            hasRoom: false, mark: ExerciseMark.title(""))
    }

    static func begin(_ part: EventPart.ID, in event: Event.ID, _ start: EventPartStart, _ work: Work) throws {
        var begin = ExerciseStart()
        begin.title = start.title
        try ExercisePlanOperations.beginIn(work, event, begin)
    }

    static func obstacle(_ part: EventPartRecord, _ reading: any Reading) throws -> Message? {
        guard let exercise = try PlayStore(reading).exercise(of: part.event) else { return nil }
        guard exercise.state == .draft, try ExerciseCopyOperations.isEmpty(exercise.msel, part.event, reading),
            try !PracticalExercise.holds(part.event, reading)
        else {
            return L("Something is planned in the exercise. Remove it first.")
        }
        return nil
    }

    static func end(_ part: EventPartRecord, _ tx: Transaction) throws {
        guard let exercise = try PlayStore(tx).exercise(of: part.event) else { return }
        try ExercisePlanStore.removeExercise(part.event, exercise.msel, tx)
    }
}

/// The pages of planning in the row of an exercise.
extension ExerciseFacts: ExerciseTabFeature {
    static var exerciseTabs: [ExerciseTab] {
        let plans: @Sendable (ExerciseStanding, ExerciseRecord) -> Bool = { standing, _ in standing.mayPlan }
        return [
            ExerciseTab(
                id: "overview", order: 10, label: L("Overview"), path: { ExercisePaths.home($0) },
                isShown: { _, _ in true }),
            ExerciseTab(
                id: "objectives", order: 20, label: L("Objectives"), path: { ExercisePlanPaths.objectives($0) },
                group: .plan, isShown: plans),
            ExerciseTab(
                id: "cells", order: 25, label: L("Cells"), path: { ExercisePlanPaths.cells($0) }, group: .plan,
                isShown: plans),
            ExerciseTab(
                id: "seats", order: 27, label: L("Seats", context: "exercise"), path: { ExercisePlanPaths.seats($0) },
                group: .plan, isShown: plans),
            ExerciseTab(
                id: "moves", order: 28, label: L("Moves"), path: { ExercisePlanPaths.moves($0) }, group: .plan,
                isShown: plans),
            ExerciseTab(
                id: "coverage", order: 40, label: L("Coverage"), path: { ExercisePlanPaths.coverage($0) },
                group: .msel, isShown: { standing, exercise in standing.mayPlan && exercise.state.isPlanned }),
            ExerciseTab(
                id: "settings", order: 90, label: L("Settings"), path: { ExercisePlanPaths.settings($0) },
                group: .plan, isShown: { standing, _ in standing.isDirector }),
        ]
    }
}
