import Web

extension ExchangeFacts: HelpFeature {
    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "exchange", order: 95, title: L("Exchange"),
                screens: [Paths.exchange.template],
                text: [
                    L(
                        "What countries plan for which issue, which blocking aspects they share, and who could visit whom."
                    )
                ], guides: [.facilitator, .focalPoint]),
            HelpEntry(
                key: "decisions", order: 96, title: L("Decisions of a country"),
                screens: [Paths.decisions.template],
                text: [
                    L(
                        "The head of a delegation says what the country adopts, adapts or declines; the others propose it."
                    ),
                    L("Progress can be reported at any time, also after the event."),
                ], guides: [.participant, .focalPoint]),
        ]
    }
}
