import Web

extension GuideFacts: HelpFeature {
    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "guide", order: 100, title: L("The guide"),
                screens: [Paths.guide.template, Paths.guideSection.template],
                text: [
                    L(
                        "A number in the text leads to where a sentence comes from: who said it, how it was voted, which case shows it."
                    ),
                    L("You may comment on any section, in your language."),
                ], guides: [.participant, .focalPoint]),
            HelpEntry(
                key: "guide-builder", order: 101, title: L("Writing the guide"),
                screens: [Paths.guideBuilder.template],
                text: [
                    L(
                        "The outline is at one side, the text in the middle, the evidence at the other side. Cite evidence by dragging it into the text or by its button."
                    ),
                    L("Evidence that is not used yet is shown, so that nothing is forgotten."),
                ], guides: [.organiser, .facilitator, .participant]),
            HelpEntry(
                key: "guide-review", order: 102, title: L("Review of the guide"),
                screens: [Paths.guideReview.template],
                text: [
                    L(
                        "A kept version is put up for review. Each sector signs it or says what is missing; then an organiser makes it final."
                    )
                ], guides: [.organiser, .facilitator, .focalPoint]),
        ]
    }
}
