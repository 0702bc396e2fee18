import Web

extension EnvisionFacts: JournalFeature {
    static var journal: [JournalKind] {
        [
            JournalKind("event.envision-by", L("Who envisions changed")),
            JournalKind("sheet.beginning", L("Sheet begun")),
            JournalKind("sheet.publication", L("Sheet published or taken back")),
            JournalKind("sheet.vote-opening", L("Vote of a delegation opened")),
            JournalKind("sheet.vote", L("Vote within a delegation cast")),
            JournalKind("sheet.vote-closing", L("Vote of a delegation closed")),
            JournalKind("situation.addition", L("Desired situation added")),
            JournalKind("intervention.addition", L("Intervention added")),
            JournalKind("intervention.revision", L("Intervention changed")),
            JournalKind("intervention.withdrawal", L("Intervention taken back")),
            JournalKind("intervention.restoration", L("Intervention brought back")),
        ]
    }
}
