import Web

extension VotingFacts: HelpFeature {
    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "vote-preparation", order: 75, title: L("Preparing a vote"),
                screens: [RoundPaths.new.template, RoundPaths.edit.template],
                text: [
                    L("Write the question as the wall shows it, choose the method, and tick the issues."),
                    L("What is fixed here is shown to the room, and again with the result."),
                ], guides: [.facilitator]),
            HelpEntry(
                key: "paper-ballots", order: 76, title: L("Paper ballots"),
                screens: [RoundPaths.paper.template],
                text: [
                    L(
                        "People without a device vote on paper. One person enters the paper ballot, another confirms it; then it counts."
                    )
                ], guides: [.facilitator, .participant]),
            HelpEntry(
                key: "result", order: 111, title: L("The result of a vote"),
                screens: [RoundPaths.result.template],
                text: [
                    L(
                        "The same ballots are read three ways: every person alike, every sector alike, every country alike. Where the readings differ, it is worth talking."
                    ),
                    L("Groups of fewer than five ballots are never shown separately."),
                ], guides: [.facilitator, .participant, .focalPoint]),
        ]
    }
}
