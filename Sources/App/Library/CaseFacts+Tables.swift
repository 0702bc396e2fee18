import Domain

extension CaseFacts: StoredFeature {
    static var tables: [TableFacts] {
        [pastCase]
    }

    private static let pastCase = TableFacts(
        "past_case", search: .found(["title", "place", "summary", "source", "conditions"]),
        person: .rows(220, [.actor("created_by")]),
        texts: ["title", "summary", "source", "conditions"],
        seats: [.actor("created_by")],
        file: .goes(
            260, owner: .query,
            [
                .id, .of("programme", "programme_id"), .of("event", "event_id", isOptional: true),
                .field("kind", of: CaseFields.self),
                .field("title", of: CaseFields.self),
                .field("happened_on", of: CaseFields.self),
                .field("place", of: CaseFields.self),
                .field("country", of: CaseFields.self),
                .field("summary", of: CaseFields.self),
                .field("marking", of: CaseFields.self),
                .field("source", of: CaseFields.self),
                .field("link", of: CaseFields.self),
                .field("language", of: CaseFields.self),
                .text("created_by", isOptional: true), .number("created_at"),
                .number("changed_at"), .number("retired_at", isOptional: true),
            ],
            leftOut: [
                "key": "what a device calls a sending",
                "conditions": "what a practice needs is told to the network of a server",
                "owner_kind": "members belong to the network of a server",
                "owner": "members belong to the network of a server",
            ]))
}
