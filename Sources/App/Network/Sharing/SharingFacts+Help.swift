import Web

extension SharingFacts: HelpFeature {
    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "sharing", order: 134, title: L("Sharing"),
                screens: [
                    Paths.sharing.template, Paths.newNotice.template, Paths.notice.template,
                    Paths.newSharedNeed.template, Paths.sharedNeed.template, Paths.routes.template,
                    Paths.newRoute.template,
                ],
                text: [
                    L(
                        "Who acts for a member tells or asks the others something, names what it needs, and draws how its country passes information on. The form shows who will see it before you send it."
                    ),
                    L("A question is answered to everybody who reads it, or to the asker alone."),
                    L("A need that two members have is shared; an organiser makes it a topic of a workshop."),
                    L("What is withdrawn leaves its title and your reason to those who had read it."),
                ], guides: [.organiser, .focalPoint])
        ]
    }
}
