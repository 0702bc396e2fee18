import Web

extension ExchangeFacts: JournalFeature {
    static var journal: [JournalKind] {
        [
            JournalKind("exchange.view", L("View of the exchange changed")),
            JournalKind("aspect.standing", L("Status of a country stated"), news: .organisers),
            JournalKind("intervention.decision", L("Decision on an intervention stated"), news: .organisers),
            JournalKind("intervention.progress", L("Progress of an intervention reported"), news: .organisers),
            JournalKind("intervention.proposal", L("Decision proposed within a delegation")),
            JournalKind("intervention.proposal-withdrawal", L("Proposal within a delegation withdrawn")),
            JournalKind("intervention.endorsement", L("Intervention endorsed")),
            JournalKind("intervention.endorsement-withdrawal", L("Endorsement withdrawn")),
            JournalKind("question.addition", L("Question asked")),
            JournalKind("question.answer", L("Question answered")),
            JournalKind("question.reopening", L("Question opened again")),
            JournalKind("question.hiding", L("Question hidden")),
            JournalKind("question.showing", L("Question shown again")),
        ]
    }
}
