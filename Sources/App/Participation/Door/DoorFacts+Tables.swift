import Web

extension DoorFacts: StoredFeature {
    static var tables: [TableFacts] { [pass, attendance, selfCheckIn, rule, certificate] }

    private static let here = "who came is decided on the server at whose door they stood"

    private static let pass = TableFacts(
        "desk_pass", search: .left("names a device, not people"),
        seats: [.actor("created_by")], file: .stays("links lead to this server only"))

    private static let attendance = TableFacts(
        "attendance", search: .left("stands on the event's page of attendance"),
        person: .rows(
            111, [.seat("participant_id")],
            ["event_id", "participant_id", "day", "at", "via", "minutes", "created_at", "undone_at"]),
        seats: [.seat("participant_id", .movesOnce(in: oneTick)), .actor("noted_by")], file: .stays(here))

    /// Of one part of the agenda one tick is left; what was taken back, and what other services counted, follows as it is.
    private static let oneTick =
        "day, COALESCE(block_id, ''), CASE WHEN undone_at IS NULL AND via <> 'import' THEN '' ELSE id END"

    private static let selfCheckIn = TableFacts(
        "self_check_in", search: .left("is a code of an hour"), seats: [.actor("opened_by")], file: .stays(here))

    private static let rule = TableFacts(
        "attendance_rule", search: .left("holds numbers"), file: .stays(here))

    private static let certificate = TableFacts(
        "certificate", search: .left("checked by its number and the surname typed"),
        person: .rows(
            112, [.seat("participant_id")],
            [
                "event_id", "participant_id", "number", "name", "title", "place", "starts_on", "ends_on", "minutes",
                "days",
                "issued_at", "revoked_at",
            ]),
        erasure: .blanked(["name": .dash, "family_name": .empty, "revoked_at": .now]),
        seats: [.seat("participant_id"), .actor("issued_by")],
        file: .stays("its number is checked on the server that issued it"))
}
