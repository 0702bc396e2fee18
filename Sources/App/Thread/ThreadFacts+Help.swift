import Web

extension ThreadFacts: HelpFeature {
    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "thread", order: 120, title: L("The thread"),
                screens: [ThreadPaths.event.template, ThreadPaths.item.template, ThreadPaths.programme.template, ThreadPaths.programmeItem.template],
                text: [
                    L(
                        "From a topic to what a country does about it: what became of each issue, and where it stopped and why."
                    ),
                    L("From any item its whole way is one click away, in both directions."),
                ], guides: [.organiser, .facilitator, .participant, .focalPoint])
        ]
    }
}
