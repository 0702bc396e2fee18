extension SeatFacts: StoredFeature {
    static var tables: [TableFacts] {
        [seatJoining, seatsKeptApart]
    }

    private static let seatJoining = TableFacts(
        "seat_joining",
        person: .rows(
            110, [.seat("kept_id"), .seat("joined_id")], ["kept_id", "joined_id", "joined_at", "undone_at"]),
        erasure: .blanked(["moved": .empty]),
        seats: [
            .seat("kept_id", .stays),
            .seat("joined_id", .stays),
        ],
        file: .stays("what it takes to part two joined seats again on this server"))

    private static let seatsKeptApart = TableFacts(
        "seats_kept_apart",
        person: .rows(120, [.seat("first_seat"), .seat("second_seat")], ["first_seat", "second_seat", "kept_at"]),
        seats: [
            .seat("first_seat", by: ["first_seat", "second_seat"], .stays),
            .seat("second_seat", by: ["first_seat", "second_seat"], .stays),
        ],
        file: .stays("which seats are two people's, as somebody of this server said"))
}
