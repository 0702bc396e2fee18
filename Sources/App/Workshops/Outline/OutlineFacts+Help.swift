import Web

extension OutlineFacts: HelpFeature {
    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "outline", order: 98, title: L("Outline of the guide"),
                screens: [Paths.outline.template],
                text: [
                    L(
                        "Scope, audience, purpose and structure of the guide, as the room agrees on them, statement by statement."
                    )
                ], guides: [.facilitator, .participant])
        ]
    }
}
