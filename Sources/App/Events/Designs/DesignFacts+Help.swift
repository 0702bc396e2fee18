import Web

extension DesignFacts: HelpFeature {
    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "event-agenda", order: 45, title: L("Agenda of a workshop"),
                screens: [DesignPaths.steps.template],
                text: [
                    L(
                        "The steps of the workshop in their order, each with its stage and, if you like, its time. The console opens them one by one."
                    ),
                    L(
                        "Steps that worked well can be saved as a design, from which the next event of the programme starts."
                    ),
                ], guides: [.organiser, .facilitator])
        ]
    }
}
