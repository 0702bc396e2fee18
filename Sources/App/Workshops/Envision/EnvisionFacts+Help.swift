import Web

extension EnvisionFacts: HelpFeature {
    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "sheet", order: 90, title: L("The sheet of a country or group"),
                screens: [Paths.sheet.template],
                text: [
                    L("Say how it should be, and what has to be done in your country to get there."),
                    L("Until it is published, only your own people read it."),
                ], guides: [.participant, .focalPoint])
        ]
    }
}
