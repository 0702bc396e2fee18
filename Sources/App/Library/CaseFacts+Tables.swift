import Domain

extension CaseFacts: StoredFeature {
    static var tables: [TableFacts] {
        [pastCase]
    }

    private static let pastCase = TableFacts(
        "past_case",
        person: .rows(220, [.actor("created_by")]),
        texts: ["title", "summary", "source"],
        seats: [.actor("created_by")],
        file: .goes(
            260, owner: .query,
            [
                .id, .of("programme", "programme_id"), .of("event", "event_id", isOptional: true),
                .text("kind", .words(CaseRecord.Kind.self)),
                .text("title", .line(CaseFields.titleLimit, isRequired: true)), .text("happened_on", .partialDate),
                .text("place", .line(200)), .country(), .text("summary", .lines(CaseFields.summaryLimit)),
                .text("marking", .word(CaseMarking.kept)), .text("source", .line(300)), .text("link", .link(500)),
                .text("language", .language), .text("created_by", isOptional: true), .number("created_at"),
                .number("changed_at"), .number("retired_at", isOptional: true),
            ], leftOut: ["key": "what a device calls a sending"]))
}
