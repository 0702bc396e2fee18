import Domain

extension VotingFacts: StoredFeature {
    static var tables: [TableFacts] {
        [
            round, roundItem, roundVoter, roundSource, ballot, participation, countedReceipt, paperBallot, tallyGroup,
            tallyCount,
        ]
    }

    private static let round = TableFacts(
        "round", search: .found(["title"]),
        rests: [.on("workshop", by: "event_id"), .on("topic", by: "topic_id")],
        file: .goes(
            80,
            [
                .id, .event, .of("topic", "topic_id", isOptional: true), .number("number"),
                .text("title", .line(RoundDraft.longestTitle, isRequired: true)),
                .text("method", .words(VotingMethod.self)), .json("settings"),
                .text("state", .word(["draft", "closed", "revealed"])), .number("created_at"),
                .number("opened_at", isOptional: true), .number("closes_at", isOptional: true),
                .number("closed_at", isOptional: true), .number("revealed_at", isOptional: true),
                .number("present", 0...1_000_000, isOptional: true), .flag("shows_ballots", since: 2),
            ], leftOut: ["ballot_key": "destroyed when a round is closed; no round may be open"]))

    private static let roundItem = TableFacts(
        "round_item", search: .left("the wording of an issue, which is found itself"),
        file: .goes(
            90, key: ["round_id", "issue_id"], owner: .via("round_id", "round"),
            [
                .of("round", "round_id"), .of("issue", "issue_id"), .number("position"),
                .text("title"), .text("language", .language),
            ]))

    private static let roundVoter = TableFacts(
        "round_voter",
        person: .rows(160, [.seat("participant_id")]),
        seats: [.seat("participant_id", by: ["round_id"], .votes)],
        file: .goes(
            140, key: ["round_id", "participant_id"], owner: .via("round_id", "round"),
            [.of("round", "round_id"), .of("participant", "participant_id")], cameLater: true))

    private static let roundSource = TableFacts(
        "round_source",
        file: .goes(
            150, key: ["round_id", "issue_id"], owner: .via("round_id", "round"),
            [.of("round", "round_id"), .of("issue", "issue_id")], cameLater: true))

    private static let ballot = TableFacts(
        "ballot", search: .left("what somebody voted is nobody’s to find"),
        file: .goes(
            100, owner: .via("round_id", "round"), [.id, .of("round", "round_id"), .json("choices")],
            leftOut: ["voter": "forgotten when a round is closed"]))

    private static let participation = TableFacts(
        "participation", search: .left("what somebody voted is nobody’s to find"),
        person: .rows(150, [.seat("participant_id")], ["round_id", "participant_id", "is_paper"]),
        seats: [.seat("participant_id", by: ["round_id"], .votes)],
        file: .goes(
            130, key: ["round_id", "participant_id"], owner: .via("round_id", "round"),
            [.of("round", "round_id"), .of("participant", "participant_id"), .flag("is_paper")],
            leftOut: [
                "receipt": "each voter's own", "device": "forgotten when a round is closed",
                "device_number": "forgotten when a round is closed",
            ]))

    private static let countedReceipt = TableFacts(
        "counted_receipt", search: .left("what somebody voted is nobody’s to find"),
        file: .goes(
            160, key: ["round_id", "receipt"], owner: .via("round_id", "round"),
            [.of("round", "round_id"), .text("receipt", .line(100, isRequired: true))]))

    private static let paperBallot = TableFacts(
        "paper_ballot", search: .left("what somebody voted is nobody’s to find"),
        person: .rows(200, [.seat("participant_id")], ["id", "round_id", "state", "entered_at"]),
        seats: [
            .seat("participant_id", .votes),
            .actor("entered_by"),
            .actor("confirmed_by"),
        ],
        file: .goes(
            170, owner: .via("round_id", "round"),
            [
                .id, .of("round", "round_id"), .of("participant", "participant_id"), .text("entered_by"),
                .text("confirmed_by", isOptional: true),
                .text("state", .word(["waiting", "counted", "discarded", "lapsed"])), .number("entered_at"),
                .number("decided_at", isOptional: true),
            ], leftOut: ["choices": "forgotten with the decision on the paper"]))

    private static let tallyGroup = TableFacts(
        "tally_group", search: .left("figures of a round"),
        file: .goes(
            110, key: ["round_id", "reading", "position"], owner: .via("round_id", "round"),
            [
                .of("round", "round_id"), .text("reading", .word(["sectors", "countries"])), .number("position"),
                .json("members"), .number("people", 1...1_000_000),
            ], since: 2))

    private static let tallyCount = TableFacts(
        "tally_count", search: .left("figures of a round"),
        file: .goes(
            120, key: ["round_id", "reading", "position", "criterion", "issue_id", "value"],
            owner: .via("round_id", "round"),
            [
                .of("round", "round_id"), .text("reading", .word(["sectors", "countries"])), .number("position"),
                .text("criterion", .words(RatingCriterion.self)), .of("issue", "issue_id"),
                .number("value", -RoundSettings.rankingLimit...RoundSettings.mostDots),
                .number("ballots", 1...1_000_000),
            ], since: 2))
}
