import Web

extension MaterialFacts: HelpFeature {
    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "materials", order: 55, title: L("Materials"),
                screens: [Paths.materials.template, Paths.material.template, Paths.newMaterial.template],
                text: [
                    L(
                        "Slides, papers and recordings of the event. Each is a draft until it is released, now or at a time that you set."
                    ),
                    L(
                        "The marking decides who may read it; where the event is marked more closely, that counts. Of what is marked AMBER or closer you see who has fetched it."
                    ),
                    L(
                        "A new file takes the place of the one before, and its address stays. What was withdrawn leaves its title and your reason."
                    ),
                ], guides: [.organiser, .facilitator])
        ]
    }
}
