extension CardFacts: StoredFeature {
    static var tables: [TableFacts] {
        [card, cardRevision, cardSending]
    }

    private static let card = TableFacts(
        "card", search: .found(["text"]),
        texts: ["text"],
        seats: [.actor("changed_by")],
        file: .goes(
            240,
            [
                .id, .event, .text("place", .elsewhere), .text("language", .language), .text("text", .elsewhere),
                .number("revision"), .text("changed_by", isOptional: true), .number("changed_at"),
            ]))

    private static let cardRevision = TableFacts(
        "card_revision", search: .left("former words: what stands now is found"),
        person: .rows(210, [.actor("changed_by")]),
        texts: ["text"],
        seats: [.actor("changed_by", by: ["card_id", "number"])],
        file: .goes(
            250, key: ["card_id", "number"], owner: .via("card_id", "card"),
            [
                .of("card", "card_id"), .number("number"), .text("text", .lines(2 * CardKind.longest)),
                .text("changed_by", isOptional: true), .number("begun_at"), .number("changed_at"),
            ]))

    private static let cardSending = TableFacts(
        "card_sending",
        file: .stays("what devices call their sendings, forgotten after a week"))
}
