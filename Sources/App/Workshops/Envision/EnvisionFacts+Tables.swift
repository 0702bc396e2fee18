import Domain

extension EnvisionFacts: StoredFeature {
    static var tables: [TableFacts] {
        [sheet, desiredSituation, intervention, interventionSector, interventionAspect, interventionVote]
    }

    static let columnRules: [String: EventTableRule] = ["event.envision_by": .words(EnvisionBy.self)]

    private static let sheet = TableFacts(
        "sheet",
        seats: [.actor("published_by")],
        rests: [.on("workshop", by: "event_id"), .on("breakout_group", by: "group_id")],
        file: .goes(
            300,
            [
                .id, .event, .of("breakout_group", "group_id", isOptional: true), .country(),
                .text("publication", .words(SheetPublication.self)), .number("published_at", isOptional: true),
                .text("published_by", isOptional: true), .number("vote_opened_at", isOptional: true),
                .number("vote_closed_at", isOptional: true), .number("created_at"),
                .text("published_as", .word(["head"]), isOptional: true).later,
            ]))

    private static let desiredSituation = TableFacts(
        "desired_situation",
        rests: [.on("priority", by: "issue_id")],
        file: .goes(
            310,
            [
                .id, .event, .of("sheet", "sheet_id"), .of("issue", "issue_id"), .of("card", "card_id"),
                .number("created_at"),
            ]))

    private static let intervention = TableFacts(
        "intervention", search: .found(["lead"]),
        person: .rows(240, [.actor("created_by")]),
        texts: ["lead"],
        seats: [.actor("created_by")],
        rests: [.on("priority", by: "issue_id", liveOnly: true)],
        file: .goes(
            320,
            [
                .id, .event, .of("sheet", "sheet_id"), .of("issue", "issue_id"), .country(), .of("card", "card_id"),
                .of("card", "needs_card_id"), .text("lead", .line(InterventionOperations.leadLimit)),
                .text("element", .words(InterventionElement.self)),
                .number(
                    "difficulty", ImpactMatrix.scale,
                    isOptional: true),
                .number(
                    "impact", ImpactMatrix.scale,
                    isOptional: true), .text("horizon", .words(InterventionHorizon.self)),
                .text("created_by", isOptional: true), .number("created_at"), .number("changed_at"),
                .number("withdrawn_at", isOptional: true), .number("vote_count", 0...1_000_000, isOptional: true),
            ], leftOut: ["key": "what a device calls a sending"]))

    private static let interventionSector = TableFacts(
        "intervention_sector",
        file: .goes(
            330, key: ["intervention_id", "sector"], owner: .via("intervention_id", "intervention"),
            [.of("intervention", "intervention_id"), .sector(isOptional: false)]))

    private static let interventionAspect = TableFacts(
        "intervention_aspect",
        file: .goes(
            340, key: ["intervention_id", "aspect_id"], owner: .via("intervention_id", "intervention"),
            [.of("intervention", "intervention_id"), .of("aspect", "aspect_id")]))

    private static let interventionVote = TableFacts(
        "intervention_vote",
        person: .rows(250, [.seat("participant_id")]),
        seats: [.seat("participant_id", by: ["intervention_id"], .movesOnce(in: "intervention_id"))],
        file: .stays("private judgements, which are deleted when the vote of a sheet is closed"))
}
