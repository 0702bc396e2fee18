extension IssueFacts: StoredFeature {
    static var tables: [TableFacts] {
        [issue]
    }

    static let columnRules: [String: EventTableRule] = [
        "round_item.title": .line(IssueText.titleLimit, isRequired: true)
    ]

    private static let issue = TableFacts(
        "issue", search: .found(["title", "explanation"]),
        person: .rows(140, [.seat("participant_id")]),
        texts: ["title", "explanation"],
        seats: [.seat("participant_id", .movesFreeing("draft_key"))],
        rests: [.on("workshop", by: "event_id"), .on("topic", by: "topic_id")],
        file: .goes(
            60,
            [
                .id, .event, .of("topic", "topic_id"), .of("participant", "participant_id", isOptional: true),
                .text("kind", .word(["contributed", "merged"])), .text("language", .language),
                .text("title", .line(IssueText.titleLimit, isRequired: true)),
                .text("explanation", .lines(IssueText.explanationLimit)), .country(), .sector(),
                .of("issue", "merged_into", isOptional: true, isLate: true), .number("created_at"),
                .number("changed_at"), .number("withdrawn_at", isOptional: true),
            ], leftOut: ["draft_key": "what a device calls a sending"]))
}
