import Web

extension RegistrationFacts: HelpFeature {
    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "registration", order: 33, title: L("Registration"),
                screens: [
                    RegistrationPaths.list.template, RegistrationPaths.rule.template, RegistrationPaths.person.template,
                    RegistrationPaths.questions.template,
                ],
                text: [
                    L("First say by which ways people come and until when; then set quotas; then invite."),
                    L("The list says who has a seat, who waits and why, and what waits for your word."),
                ], guides: [.organiser]),
            HelpEntry(
                key: "invitations", order: 34, title: L("Invitations"),
                screens: [RegistrationPaths.invitations.template, RegistrationPaths.nominations.template],
                text: [
                    L(
                        "Put countries, cities, organisations and persons on the list, and send the invitations when it is complete. Whoever has not answered stands first."
                    ),
                    L(
                        "What comes by telephone or on paper you enter yourself: answers here, people behind the number of those nominated."
                    ),
                ], guides: [.organiser]),
        ]
    }
}
