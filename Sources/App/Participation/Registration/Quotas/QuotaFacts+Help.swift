import Web

extension QuotaFacts: HelpFeature {
    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "quotas", order: 35, title: L("Quotas and allocation"),
                screens: [Paths.quotas.template, Paths.allocation.template, Paths.allocationCheck.template],
                text: [
                    L("Quotas say how many may come: in all, of each country, of a sector."),
                    L(
                        "When nominations have closed, look at the preview: who gets a seat, and who waits and why. Nobody is told before you confirm it."
                    ),
                    L(
                        "Afterwards whoever waits and fits moves up as seats become free, and anybody who nominated can check the seats."
                    ),
                ], guides: [.organiser])
        ]
    }
}
