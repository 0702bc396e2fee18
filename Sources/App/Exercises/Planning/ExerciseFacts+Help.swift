import Web

extension ExerciseFacts: HelpFeature {
    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "exercise", order: 81, title: L("Exercise"),
                screens: [ExercisePaths.home.template, ExercisePlanPaths.settings.template],
                text: [
                    L(
                        "An exercise has objectives, cells, moves and injects. Its page says how far it is, what you do next, and who plays."
                    ),
                    L("An empty exercise can begin with a scenario of the programme; any plan can be kept as one."),
                ], guides: [.organiser, .facilitator]),
            HelpEntry(
                key: "exercise-planning", order: 82, title: L("What an exercise is made of"),
                screens: [
                    ExercisePlanPaths.objectives.template, ExercisePlanPaths.objective.template,
                    ExercisePlanPaths.sources.template, ExercisePlanPaths.task.template,
                    ExercisePlanPaths.cells.template,
                    ExercisePlanPaths.cell.template, ExercisePlanPaths.seats.template, ExercisePlanPaths.seat.template,
                    ExercisePlanPaths.moves.template, ExercisePlanPaths.move.template,
                    ExercisePlanPaths.actors.template,
                    ExercisePlanPaths.actor.template,
                ],
                text: [
                    L(
                        "Begin with what is to be shown: objectives from the thread, each with tasks that can be rated. Then cells, who sits in them, and moves."
                    ),
                    L("Nobody evaluates their own cell or their own organisation."),
                    L("Injects are counted from the beginning of their move, so that one change moves them all."),
                ], guides: [.organiser, .facilitator]),
            HelpEntry(
                key: "exercise-coverage", order: 84, title: L("Coverage"),
                screens: [ExercisePlanPaths.coverage.template],
                text: [
                    L(
                        "What stands in the way must be mended before the exercise is ready; what is worth a look may stay. Each line leads to where it is mended."
                    )
                ], guides: [.organiser]),
            HelpEntry(
                key: "scenarios", order: 86, title: L("Scenarios"),
                screens: [ExercisePlanPaths.scenarios.template, ExercisePlanPaths.scenarioPage.template],
                text: [
                    L(
                        "Plans of exercises without dates, people and what was played. An exercise that is empty can begin with one."
                    )
                ],
                guides: [.organiser]),
        ]
    }
}
