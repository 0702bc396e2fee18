import Web

extension DirectoryFacts: HelpFeature {
    static var help: [HelpEntry] {
        [
            HelpEntry(
                key: "people", order: 140, title: L("Directory of people"),
                screens: [Paths.people.template, Paths.person.template],
                text: [
                    L("People are entered once and invited to many events. Each of them chooses who sees them."),
                    L("Search finds names with and without accents, in several scripts."),
                ], guides: [.organiser, .administrator])
        ]
    }
}
