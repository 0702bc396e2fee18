import Web

extension IssueFacts: HelpFeature {
    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "issues", order: 70, title: L("Issues"),
                screens: [Paths.issues.template, Paths.issue.template],
                text: [
                    L("An issue is one sentence of experience, in the words and the language of whoever wrote it."),
                    L(
                        "Issues that say the same are merged; each keeps its words below the merged one, and where it came from."
                    ),
                ], guides: [.facilitator, .participant])
        ]
    }
}
