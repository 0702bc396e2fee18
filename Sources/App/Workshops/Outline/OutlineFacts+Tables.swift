extension OutlineFacts: StoredFeature {
    static var tables: [TableFacts] {
        [outlineStatement, statementRating]
    }

    static let columnRules: [String: EventTableRule] = ["event.outline_part": .words(OutlinePart.self)]

    private static let outlineStatement = TableFacts(
        "outline_statement", search: .left("its words are its card’s"),
        person: .rows(300, [.seat("participant_id"), .actor("author")]),
        seats: [
            .seat("participant_id"),
            .actor("author"),
        ],
        rests: [.on("workshop", by: "event_id")],
        file: .goes(
            410,
            [
                .id, .event, .text("part", .words(OutlinePart.self)), .of("card", "card_id"),
                .text("state", .words(StatementState.self)), .number("position"),
                .of("participant", "participant_id", isOptional: true), .number("created_at"),
                .number("decided_at", isOptional: true), .text("author", isOptional: true),
                .number("decided_revision", isOptional: true),
            ], leftOut: ["key": "what a device calls a sending"]))

    private static let statementRating = TableFacts(
        "statement_rating",
        person: .rows(310, [.seat("participant_id")]),
        seats: [.seat("participant_id", by: ["statement_id"], .movesOnce(in: "statement_id"))],
        file: .goes(
            420, key: ["statement_id", "participant_id"], owner: .via("statement_id", "outline_statement"),
            [
                .of("outline_statement", "statement_id"), .of("participant", "participant_id"),
                .number("rating", 1...9, isOptional: true), .number("revision"), .number("rated_at"),
            ]))
}
