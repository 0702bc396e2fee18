import Domain
import Markup
import Storage
import Web

/// What evaluators see, rate and agree on.
enum EvaluationFacts: RoutedFeature, LivePartFeature, NoticeFeature, ExerciseTabFeature, HelpFeature {
    static var routes: [Route] { EvaluationRoutes.all }
    static var api: [APIRoute] { EvaluationAPI.routes.map(\.ofExercise) }
    static var notices: [Done] { [.ratingsSubmitted] }

    static var exerciseTabs: [ExerciseTab] {
        [
            ExerciseTab(
                id: "evaluation", order: 70, label: L("Evaluation"), path: { EvaluationPaths.evaluate($0) },
                isShown: { standing, exercise in standing.mayEvaluate && !exercise.state.isPlanned })
        ]
    }

    static var liveParts: [LivePart] {
        [
            LivePart(
                kind: EvaluationPaths.place.kind,
                view: { asked, reading in
                    let sections = try EvaluationSections(asked.event, reading)
                    return LiveView(
                        state: sections.state, regions: [LiveRegion("progress", sections.progress)])
                })
        ]
    }

    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "evaluation", order: 130, title: L("Evaluation"), screens: [EvaluationPaths.evaluate.template],
                text: [
                    L(
                        "Each evaluator looks at own tasks of own cells, notes what is seen, and rates: P, S, M, U, or N where it was not observed. M and U need a reason."
                    ),
                    L(
                        "Ratings are sealed until all who rate the same have submitted, or whoever leads opens them. Then you talk, and the lead writes down what you agree on."
                    ),
                ], guides: [.organiser])
        ]
    }
}

extension EvaluationFacts: EventObservationFeature {
    static var observationSchema: JSONSchema { JSONSchema.of(ListBody<EvaluationAPI.ObservationBody>.self) }

    /// Of an event with an exercise: at the address at which visits tell what was seen.
    static func observations(_ visit: Visit, _ event: Event.ID) async throws -> Answer? {
        guard try await visit.read({ try PlayStore($0).exercise(of: event) }) != nil else { return nil }
        return ExerciseHeader.marked(try Answer.json(try await EvaluationAPI.observations(visit, event)))
    }
}
