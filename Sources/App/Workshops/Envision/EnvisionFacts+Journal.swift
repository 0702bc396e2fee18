import Web

extension EnvisionFacts: JournalFeature {
    static var journal: [JournalKind] {
        [
            JournalKind("event.envision-by", L("Who writes sheets changed")),
            JournalKind("sheet.beginning", L("Sheet begun")),
            JournalKind("sheet.publication", L("Sheet published or withdrawn")),
            JournalKind("sheet.vote-opening", L("Vote of a delegation opened")),
            JournalKind("sheet.vote", L("Vote within a delegation cast")),
            JournalKind("sheet.vote-closing", L("Vote of a delegation closed")),
            JournalKind("situation.addition", L("Desired situation added")),
            JournalKind("intervention.addition", L("Intervention added")),
            JournalKind("intervention.revision", L("Intervention changed")),
            JournalKind("intervention.withdrawal", L("Intervention withdrawn")),
            JournalKind("intervention.restoration", L("Intervention restored")),
        ]
    }
}
