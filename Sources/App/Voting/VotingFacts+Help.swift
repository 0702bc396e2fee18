import Web

extension VotingFacts: HelpFeature {
    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "vote-preparation", order: 75, title: L("Preparing a vote"),
                screens: [RoundPaths.new.template, RoundPaths.edit.template],
                text: [
                    L("Write the question as it stands on the wall, choose the method, and tick the issues."),
                    L("What is fixed here is shown to the room and stands under the result."),
                ], guides: [.facilitator]),
            HelpEntry(
                key: "paper-ballots", order: 76, title: L("Ballots on paper"),
                screens: [RoundPaths.paper.template],
                text: [
                    L(
                        "Who has no device votes on paper. One person enters the sheet, another confirms it; then it counts."
                    )
                ], guides: [.facilitator, .participant]),
            HelpEntry(
                key: "result", order: 111, title: L("The result of a vote"),
                screens: [RoundPaths.result.template],
                text: [
                    L(
                        "The same ballots are read three ways: every person alike, every sector alike, every country alike. Where the readings differ, it is worth talking."
                    ),
                    L("Groups of fewer than five ballots are never shown by themselves."),
                ], guides: [.facilitator, .participant, .focalPoint]),
        ]
    }
}
