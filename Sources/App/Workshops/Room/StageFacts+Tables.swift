extension StageFacts: StoredFeature {
    static var tables: [TableFacts] {
        [roomMove]
    }

    private static let roomMove = TableFacts(
        "room_move", search: .left("has no words of people"),
        seats: [.actor("asked_by", by: ["event_id"])],
        file: .stays("a move of the room that can still be undone"))
}
