import Web

extension FocalFacts: HelpFeature {
    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "my-country", order: 20, title: L("My country"),
                screens: [Paths.country.template, Paths.mine.template],
                text: [
                    L(
                        "For focal points and their alternates: what waits for the country, the events to which it is invited, and its people with their seats."
                    ),
                    L("Of other countries you see totals only, and they see nothing of yours."),
                    L(
                        "Contacts of cities and organisations, and the members of a working group, have the same page for theirs."
                    ),
                ], guides: [.focalPoint]),
            HelpEntry(
                key: "nominations", order: 21, title: L("Nominating people"),
                screens: [Paths.call.template, Paths.callNomination.template, Paths.callImport.template],
                text: [
                    L(
                        "Name people and put them in order: the first of your list is seated first. Until nominations close the hour does not count."
                    ),
                    L(
                        "Somebody who cannot come is replaced in one step: the new person has the same place, and the seat if there is one."
                    ),
                ], guides: [.focalPoint]),
            HelpEntry(
                key: "my-region", order: 22, title: L("A region"), screens: [Paths.secretariat.template],
                text: [
                    L(
                        "The head of a secretariat reads here what the countries of the region have answered and whom they named."
                    ),
                    L(
                        "The invitation of a country that has neither a focal point nor an alternate comes to the head, who finds somebody to answer it."
                    ),
                ], guides: [.focalPoint]),
            HelpEntry(
                key: "my-events", order: 23, title: L("My events"), screens: [Paths.myEvents.template],
                text: [
                    L(
                        "Your own registrations: whether you have a seat, an offer to answer, the calendar file, and how to say that you cannot come."
                    )
                ], guides: [.focalPoint]),
        ]
    }
}
