import Domain

extension DesignFacts: StoredFeature {
    static var tables: [TableFacts] {
        [design, eventStep]
    }

    private static let design = TableFacts(
        "design", search: .found(["title", "summary"]),
        file: .stays("belongs to the programme, not to an event"))

    private static let eventStep = TableFacts(
        "event_step", search: .found(["title"]),
        file: .goes(
            230,
            [
                .id, .event, .number("position"), .text("stage", .words(WorkshopStage.self)),
                .of("topic", "topic_id", isOptional: true), .text("title", .line(80)),
                .number("minutes", 1...1_440, isOptional: true), .json("settings"),
                .number("opens_at", isOptional: true), .number("closes_at", isOptional: true),
                .number("opened_at", isOptional: true), .number("ended_at", isOptional: true),
            ],
            leftOut: [
                "opens_local": "follows from the instant and the event's zone",
                "closes_local": "follows from the instant and the event's zone", "local_zone": "the event's",
            ]))
}
