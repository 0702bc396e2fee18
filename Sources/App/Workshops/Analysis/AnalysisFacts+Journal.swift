import Web

extension AnalysisFacts: JournalFeature {
    static var journal: [JournalKind] {
        [
            JournalKind("aspect.addition", L("Aspect added")),
            JournalKind("aspect.revision", L("Aspect changed")),
            JournalKind("aspect.withdrawal", L("Aspect withdrawn")),
            JournalKind("aspect.restoration", L("Aspect restored")),
            JournalKind("aspect.citation", L("Aspect rests on a case")),
            JournalKind("aspect.citation-removal", L("Aspect no longer rests on a case")),
            JournalKind("aspect.link", L("Aspects of two groups linked or kept apart")),
            JournalKind("table.showing", L("Table of a group shown to the room")),
        ]
    }
}
