import Web

extension CardFacts: JournalFeature {
    static var journal: [JournalKind] {
        [
            JournalKind("card.revision", L("Card written")),
            JournalKind("card.restoration", L("Earlier text of a card restored")),
        ]
    }
}
