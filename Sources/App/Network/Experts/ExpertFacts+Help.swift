import Web

extension ExpertFacts: HelpFeature {
    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "experts", order: 142, title: L("Experts"),
                screens: [
                    Paths.experts.template, Paths.expert.template, Paths.expertCoverage.template,
                    Paths.expertRequests.template, Paths.expertRequest.template, Paths.expertQuestions.template,
                    Paths.profile.template,
                ],
                text: [
                    L(
                        "You find those who let you see them and agreed to be found. The points say why somebody stands where they stand; who is of the same country as somebody above stands further down."
                    ),
                    L(
                        "A request asks each person the way that they chose: through the focal point of their country, or directly."
                    ),
                    L("On “My profile” everybody says what they know and who sees it, and confirms it once a year."),
                ], guides: [.organiser, .focalPoint, .administrator])
        ]
    }
}
