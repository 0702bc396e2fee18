import Web

extension EventFacts: HelpFeature {
    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "programmes", order: 10, title: L("Programmes"),
                screens: [Paths.programmes.template],
                text: [
                    L("A programme is a cooperation that lasts: it holds events, their people and their results."),
                    L("You see those that you organise, and those in whose events you have a role."),
                ], guides: [.organiser, .administrator, .focalPoint]),
            HelpEntry(
                key: "programme", order: 11, title: L("A programme"),
                screens: [Paths.programme.template],
                text: [
                    L("Events stand on a line of time: what is over above today, what comes below."),
                    L(
                        "“What is due” says what waits for an organiser. “What has changed” counts what has happened since the last meeting."
                    ),
                    L("Organisers plan events here, and add each other by e-mail."),
                ], guides: [.organiser, .focalPoint]),
            HelpEntry(
                key: "new-event", order: 20, title: L("Planning an event"),
                screens: [Paths.newEvent.template],
                text: [
                    L(
                        "Choose the kind of event first: a workshop brings topics, stages and votes; the others have people, a door and a projector."
                    ),
                    L("Only the kind is fixed. Everything else can be changed later."),
                ], guides: [.organiser]),
            HelpEntry(
                key: "event", order: 30, title: L("Overview of an event"),
                screens: [Paths.event.template],
                text: [
                    L("When and where it is, its topics, and who is invited, by country and sector."),
                    L(
                        "The row above every page of the event leads to its agenda, people, room, results, guide, thread and settings."
                    ),
                ], guides: [.organiser, .facilitator, .focalPoint]),
            HelpEntry(
                key: "event-people", order: 40, title: L("People of an event"),
                screens: [Paths.eventPeople.template, Paths.participant.template, Paths.eventImport.template],
                text: [
                    L("Add whole delegations from the directory, import a file, or type names."),
                    L(
                        "Each person has a personal link, which lets them in without an account. Print it on a closed slip, or mail it."
                    ),
                    L("A person who is removed can be restored: nothing they wrote is lost."),
                ], guides: [.organiser]),
            HelpEntry(
                key: "name-cards", order: 41, title: L("Name cards and links"),
                screens: [JoiningPaths.nameCards.template],
                text: [
                    L(
                        "A name card shows who somebody is, and lets nobody in. A closed slip holds the personal link: hand it to its person only."
                    )
                ], guides: [.organiser]),
            HelpEntry(
                key: "event-settings", order: 50, title: L("Settings of an event"),
                screens: [Paths.eventSettings.template],
                text: [
                    L("Days, place, marking, topics, and how people come in."),
                    L(
                        "With the door closed only personal links lead in. With approval, people who enter the code wait until somebody lets them in."
                    ),
                ], guides: [.organiser]),
            HelpEntry(
                key: "event-results", order: 110, title: L("Results of an event"),
                screens: [Paths.eventResults.template],
                text: [
                    L(
                        "What the event has brought, each on a page of its own: issues, votes, tables, decisions, reports."
                    ),
                    L(
                        "A vote is shown here once it is revealed. Nobody, organisers included, sees how a person voted."
                    ),
                ], guides: [.organiser, .facilitator, .focalPoint]),
        ]
    }
}
