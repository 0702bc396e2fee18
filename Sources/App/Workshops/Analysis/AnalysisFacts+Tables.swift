import Domain

extension AnalysisFacts: StoredFeature {
    static var tables: [TableFacts] {
        [aspect, aspectCase, aspectLink]
    }

    private static let aspect = TableFacts(
        "aspect",
        person: .rows(230, [.actor("created_by")]),
        seats: [.actor("created_by")],
        rests: [.on("breakout_group", by: "group_id"), .on("priority", by: "issue_id", liveOnly: true)],
        file: .goes(
            270,
            [
                .id, .event, .of("breakout_group", "group_id"), .of("issue", "issue_id"),
                .text("direction", .words(AspectDirection.self)), .of("card", "card_id"),
                .number("weight", ForceBalance.weights),
                .sector(), .flag("without_case"), .text("created_by", isOptional: true), .number("created_at"),
                .number("changed_at"), .number("withdrawn_at", isOptional: true),
            ], leftOut: ["key": "what a device calls a sending"]))

    private static let aspectCase = TableFacts(
        "aspect_case",
        file: .goes(
            280, key: ["aspect_id", "case_id"], owner: .via("aspect_id", "aspect"),
            [.of("aspect", "aspect_id"), .of("past_case", "case_id")]))

    private static let aspectLink = TableFacts(
        "aspect_link", search: .left("has no words of people"),
        seats: [.actor("decided_by", by: ["first_aspect", "second_aspect"])],
        file: .goes(
            290, key: ["first_aspect", "second_aspect"],
            [
                .of("aspect", "first_aspect"), .of("aspect", "second_aspect"), .event,
                .text("state", .words(AspectLink.State.self)), .text("decided_by", isOptional: true),
                .number("decided_at"),
            ]))
}
