import Web

extension VotingFacts: JournalFeature {
    static var journal: [JournalKind] {
        [
            JournalKind("round.preparation", L("Round prepared")),
            JournalKind("round.change", L("Round changed")),
            JournalKind("round.withdrawal", L("Round discarded")),
            JournalKind("round.opening", L("Vote opened")),
            JournalKind("round.extension", L("More time given to vote")),
            JournalKind("round.closure", L("Vote closed")),
            JournalKind("round.revelation", L("Result revealed"), news: .everybody),
            JournalKind("ballot.casting", L("Ballot cast")),
            JournalKind("paper.entry", L("Paper ballot entered")),
            JournalKind("paper.confirmation", L("Paper ballot confirmed")),
            JournalKind("paper.withdrawal", L("Paper ballot discarded")),
        ]
    }
}
