extension GroupFacts: StoredFeature {
    static var tables: [TableFacts] {
        [groupPlan, breakoutGroup, groupMember, priority, groupPriority]
    }

    private static let groupPlan = TableFacts(
        "group_plan", search: .found(["title", "note"]),
        rests: [.on("workshop", by: "event_id")],
        file: .goes(
            180,
            [
                .id, .event, .number("number"), .text("title", .line(80)), .text("note", .line(300)),
                .number("created_at"),
            ]))

    private static let breakoutGroup = TableFacts(
        "breakout_group", search: .found(["name", "place"]),
        seats: [
            .seat("facilitator_id"),
            .seat("rapporteur_id"),
        ],
        file: .goes(
            190,
            [
                .id, .of("group_plan", "plan_id"), .event, .number("number"), .text("name", .line(60)),
                .text("place", .line(80)), .text("language", .word([""] + ContributionLanguage.all.map(\.tag))),
                .of("participant", "facilitator_id", isOptional: true),
                .of("participant", "rapporteur_id", isOptional: true),
            ]))

    private static let groupMember = TableFacts(
        "group_member",
        person: .rows(130, [.seat("participant_id")]),
        seats: [.seat("participant_id", by: ["plan_id"], .movesOnce(in: "plan_id"))],
        file: .goes(
            200, key: ["plan_id", "participant_id"], owner: .via("plan_id", "group_plan"),
            [.of("group_plan", "plan_id"), .of("participant", "participant_id"), .of("breakout_group", "group_id")]))

    private static let priority = TableFacts(
        "priority", search: .left("an issue, which is found itself"),
        file: .goes(
            210, key: ["issue_id"],
            [
                .of("issue", "issue_id"), .event, .number("position"), .of("round", "round_id", isOptional: true),
                .text("reason", .word(["equal-shares", "top", "hand"])), .number("chosen_at"),
            ]))

    private static let groupPriority = TableFacts(
        "group_priority",
        file: .goes(
            220, key: ["group_id", "issue_id"], owner: .via("group_id", "breakout_group"),
            [.of("breakout_group", "group_id"), .of("priority", "issue_id"), .number("position")]))
}
