import Web

extension CaseFacts: HelpFeature {
    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "library", order: 130, title: L("Library"),
                screens: [Paths.library.template, Paths.cases.template, Paths.pastCase.template],
                text: [
                    L(
                        "Cases are past events and exercises. Each is described once, with its source and marking, and serves every event of the programme."
                    ),
                    L("A case on which something rests is retired rather than deleted."),
                ], guides: [.organiser, .participant, .focalPoint])
        ]
    }
}
