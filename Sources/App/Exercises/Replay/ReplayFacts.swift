import Domain
import Storage
import Web

/// # Looking back
///
/// - `/events/E/exercise/replay?at=H:MM:SS&cell=ID` shows what a cell had, decided, asked and knew at a moment: to those who run or evaluate
///   the exercise; to its players their own cell, after ENDEX.
/// - `/programmes/P/scenarios/S/runs?one=&other=` has two exercises of one scenario beside each other, for who may plan both.
enum ReplayFacts: RoutedFeature, ExerciseTabFeature {
    static var routes: [Route] {
        [
            .get(ReplayPaths.replay, .attend) { visit, event in
                let query = visit.inbound.query
                return try await visit.read { try ReplayPage(ExerciseFrame(visit, event, $0), query, $0).answer }
            },
            .get(ExercisePlanPaths.runs, .organiseProgramme) { visit, programme, id in
                let query = visit.inbound.query
                return try await visit.read { try RunsPage(visit, programme, id, query, $0).answer }
            },
        ]
    }

    static var api: [APIRoute] { ReplayAPI.routes.map(\.ofExercise) }

    static var exerciseTabs: [ExerciseTab] {
        [
            ExerciseTab(
                id: ReplayPage.tab, order: 67, label: ReplayPage.label, path: { ReplayPaths.replay($0) },
                group: .answers,
                isShown: { standing, exercise in
                    let isPlayed = exercise.state.isPlayed || exercise.state.isOver
                    let looks = standing.isExcon || !standing.watches.isEmpty
                    return isPlayed && looks || standing.cell != nil && exercise.state.isOver
                })
        ]
    }
}
