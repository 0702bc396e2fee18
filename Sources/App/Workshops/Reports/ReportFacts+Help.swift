import Web

extension ReportFacts: HelpFeature {
    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "reports", order: 115, title: L("Reports"),
                screens: [Paths.reports.template],
                text: [
                    L(
                        "Download the report, the guide and the tables as files. Before you do, the page says what would stay blank."
                    ),
                    L("People are named only where they agreed to it."),
                ], guides: [.organiser, .facilitator])
        ]
    }
}
