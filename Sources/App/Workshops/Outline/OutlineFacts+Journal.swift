import Web

extension OutlineFacts: JournalFeature {
    static var journal: [JournalKind] {
        [
            JournalKind("outline.part", L("Part of the outline opened")),
            JournalKind("statement.proposal", L("Statement proposed")),
            JournalKind("statement.rating", L("Statement rated")),
            JournalKind("statement.agreement", L("Statement agreed"), news: .everybody),
            JournalKind("statement.dropping", L("Statement dropped")),
            JournalKind("statement.return", L("Statement restored")),
            JournalKind("statement.position", L("Statement moved")),
        ]
    }
}
