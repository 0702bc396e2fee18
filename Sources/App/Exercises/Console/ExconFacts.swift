import Web

/// Where an exercise is run from.
enum ExconFacts: RoutedFeature, LivePartFeature, ExerciseTabFeature, HelpFeature {
    static let tab = "console"

    static var routes: [Route] { ExconRoutes.all + ExconSimcellRoutes.all }
    static var api: [APIRoute] { [] }

    static var exerciseTabs: [ExerciseTab] {
        [
            ExerciseTab(
                id: tab, order: 50, label: ExconPage.label, path: { ExercisePaths.console($0) },
                isShown: { standing, exercise in standing.isExcon && exercise.state != .draft }),
            ExerciseTab(
                id: "present", order: 33, label: L("Present", context: "to a room"), path: { ExconPaths.present($0) },
                group: .msel
            ) { standing, _ in standing.mayPlan },
        ]
    }

    static var liveParts: [LivePart] {
        [LivePart(kind: ExercisePlaces.excon.kind, view: { try ExconPage.view($0, $1) })]
    }

    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "exercise-console", order: 60, title: L("Console"),
                screens: [
                    ExercisePaths.console.template, ExconPaths.inject.template, PlayPaths.control.template,
                    PlayPaths.jump.template, ExconPaths.rules.template, ExconPaths.present.template,
                    ExconPaths.simcell.template, ExconPaths.notes.template,
                    ExercisePaths.halt.template,
                ],
                text: [
                    L(
                        "Above stand three clocks: how long is played, the time of the story, and the time of the day. What is due next has the one big button; what was missed never goes out by itself, it waits under Overdue."
                    ),
                    L(
                        "A pause stops everything that counts on the exercise’s clock. In a real emergency press Real emergency: it halts everything, and only the director ends the halt."
                    ),
                ], guides: [.organiser, .facilitator])
        ]
    }
}
