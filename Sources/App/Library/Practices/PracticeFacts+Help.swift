import Web

extension PracticeFacts: HelpFeature {
    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "practices", order: 132, title: L("Practices"),
                screens: [Paths.practiceStart.template, Paths.newPractice.template, Paths.practice.template],
                text: [
                    L(
                        "A practice is something that works where you are: what you do, and what somebody else must have before they try it. You see who will read it before you share it."
                    ),
                    L(
                        "Who acts for another member says there what it does with it. After a year the question comes again."
                    ),
                    L("What is withdrawn leaves its title and your reason to those who had read it."),
                ], guides: [.organiser, .focalPoint])
        ]
    }
}
