import Web

extension AnalysisFacts: HelpFeature {
    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "table", order: 85, title: L("The table of a group"),
                screens: [Paths.table.template],
                text: [
                    L(
                        "Your group writes what helps and what blocks, for each of its priority issues. All may write at the same time; every word is saved at once."
                    ),
                    L("Let each card rest on a case: a past event or exercise that shows it."),
                ], guides: [.participant]),
            HelpEntry(
                key: "tables", order: 86, title: L("All tables"),
                screens: [Paths.tables.template],
                text: [
                    L("How far each group is, and what it wrote. Everybody in the room may read it.")
                ], guides: [.facilitator, .focalPoint]),
        ]
    }
}
