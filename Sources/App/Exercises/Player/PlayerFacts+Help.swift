import Web

extension PlayerFacts: HelpFeature {
    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "exercise-play", order: 60, title: L("Playing an exercise"),
                screens: [
                    ExercisePaths.play.template, PlayerPaths.papers.template, ExercisePaths.paper.template,
                    PlayerPaths.question.template, PlayerPaths.requests.template, PlayerPaths.newRequest.template,
                    PlayerPaths.request.template, PlayerPaths.picture.template, PlayerPaths.log.template,
                    PlayerPaths.reports.template, PlayerPaths.statements.template, PlayerPaths.control.template,
                ],
                text: [
                    L("Under “Now” stands what has reached your cell last, and what is to be decided first."),
                    L(
                        "Times of the story and of your own place stand at the top. What you send without a connection waits on the device and counts as of when you wrote it."
                    ),
                    L("“Real emergency” at the bottom stops the exercise for everybody."),
                ], guides: [.participant]),
            HelpEntry(
                key: "exercise-observe", order: 61, title: L("Observing an exercise"),
                screens: [
                    ExercisePaths.observe.template, PlayerPaths.wall.template, PlayerPaths.observerAnswer.template,
                ],
                text: [
                    L(
                        "You see the story’s clock, the move and how far the cells are. What they got and were asked stands here when a move is closed."
                    )
                ], guides: [.participant]),
        ]
    }
}
