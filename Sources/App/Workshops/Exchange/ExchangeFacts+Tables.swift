extension ExchangeFacts: StoredFeature {
    static var tables: [TableFacts] {
        [endorsement, exchangeQuestion, standing, adoption, adoptionProposal]
    }

    static let columnRules: [String: EventTableRule] = ["event.exchange_view": .words(ExchangeView.self)]

    private static let endorsement = TableFacts(
        "endorsement",
        person: .rows(260, [.seat("participant_id")]),
        seats: [.seat("participant_id", by: ["intervention_id"], .movesOnce(in: "intervention_id"))],
        rests: [.on("intervention", by: "intervention_id")],
        file: .goes(
            350, key: ["intervention_id", "participant_id"], owner: .via("intervention_id", "intervention"),
            [.of("intervention", "intervention_id"), .of("participant", "participant_id"), .number("given_at")]))

    private static let exchangeQuestion = TableFacts(
        "exchange_question", search: .left("read on the sheet that it was asked of"),
        person: .rows(270, [.seat("participant_id")]),
        texts: ["text"],
        seats: [.seat("participant_id", .movesFreeing("key"))],
        file: .goes(
            360,
            [
                .id, .event, .of("sheet", "sheet_id"), .of("intervention", "intervention_id", isOptional: true),
                .of("participant", "participant_id"), .text("text", .lines(ExchangeOperations.questionLimit)),
                .text("language", .language), .number("asked_at"), .number("answered_at", isOptional: true),
                .number("hidden_at", isOptional: true),
            ], leftOut: ["key": "what a device calls a sending"]))

    private static let standing = TableFacts(
        "standing", search: .left("read with the aspect that it is about"),
        person: .rows(280, [.seat("participant_id")]),
        texts: ["note"],
        seats: [.seat("participant_id", by: ["aspect_id", "country"])],
        file: .goes(
            370, key: ["aspect_id", "country"], owner: .via("aspect_id", "aspect"),
            [
                .of("aspect", "aspect_id"), .country(isOptional: false),
                .text("state", .words(StandingRecord.State.self)), .text("note", .lines(DecisionOperations.noteLimit)),
                .of("participant", "participant_id", isOptional: true), .number("told_at"),
            ]))

    private static let adoption = TableFacts(
        "adoption", search: .left("read with the intervention that it is about"),
        person: .rows(290, [.actor("decided_by")]),
        texts: ["note", "progress_note"],
        seats: [.actor("decided_by")],
        rests: [.on("intervention", by: "intervention_id", butOwn: "country")],
        file: .goes(
            380,
            [
                .id, .event, .of("intervention", "intervention_id"), .country(isOptional: false),
                .text("decision", .words(AdoptionRecord.Decision.self)),
                .text("note", .lines(DecisionOperations.noteLimit)),
                .text("progress", .words(AdoptionRecord.Progress.self)),
                .text("progress_note", .lines(DecisionOperations.noteLimit)), .text("decided_by", isOptional: true),
                .number("decided_at"), .number("progressed_at", isOptional: true),
                .text("decided_as", .word(["head"]), isOptional: true).later,
            ]))

    private static let adoptionProposal = TableFacts(
        "adoption_proposal", search: .left("a delegation’s own until its head decides"),
        person: .rows(180, [.seat("participant_id")]),
        texts: ["note"],
        seats: [.seat("participant_id", by: ["intervention_id"], .movesOnce(in: "intervention_id"))],
        file: .goes(
            400, key: ["intervention_id", "participant_id"],
            [
                .of("intervention", "intervention_id"), .of("participant", "participant_id"), .event,
                .country(isOptional: false), .text("decision", .words(AdoptionRecord.Decision.self)),
                .text("note", .lines(DecisionOperations.noteLimit)), .number("proposed_at"),
            ], cameLater: true))
}
