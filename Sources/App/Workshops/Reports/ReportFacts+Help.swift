import Web

extension ReportFacts: HelpFeature {
    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "reports", order: 115, title: L("Reports"),
                screens: [Paths.reports.template],
                text: [
                    L(
                        "Take away the report, the guide and the tables as files. Before you press, the page says what would stay blank."
                    ),
                    L("People are named only where they agreed to it."),
                ], guides: [.organiser, .facilitator])
        ]
    }
}
