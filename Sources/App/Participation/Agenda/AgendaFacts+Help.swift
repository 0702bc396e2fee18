import Web

extension AgendaFacts: HelpFeature {
    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "agenda", order: 44, title: L("Agenda of an event"),
                screens: [AgendaPaths.agenda.template, AgendaPaths.draft.template, AgendaPaths.release.template],
                text: [
                    L(
                        "What happens when and where. The draft is seen by who runs the event; the others see what was released last, and are told only what concerns them."
                    ),
                    L(
                        "Times are those of the place, with your own beside them. Sessions in which somebody or a room is needed twice at once are pointed out, and can be released all the same."
                    ),
                    L(
                        "An event is postponed, moved online, cancelled or copied in its settings. You see what follows before you decide."
                    ),
                ], guides: [.organiser, .facilitator])
        ]
    }
}
