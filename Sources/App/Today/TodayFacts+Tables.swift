extension TodayFacts: StoredFeature {
    static var tables: [TableFacts] { [follow, notification, refusal, digest] }

    private static let follow = TableFacts(
        "follow", search: .left("what somebody follows is their own"),
        person: .rows(71, [.account("account_id")], ["subject", "is_on", "changed_at"]),
        erasure: .deleted)

    private static let notification = TableFacts(
        "notification", search: .left("told to one person, of things that are found themselves"),
        person: .rows(
            72, [.account("account_id")],
            ["entry", "scope", "item", "reason", "number", "first_at", "last_at", "read_at", "mailed_at"]),
        erasure: .deleted)

    private static let refusal = TableFacts(
        "notification_refusal",
        person: .rows(73, [.account("account_id")], ["kind", "refused_at"]),
        erasure: .deleted)

    private static let digest = TableFacts(
        "digest", search: .left("told to one person, of things that are found themselves"),
        person: .rows(74, [.account("account_id")], ["day", "tasks", "looked_at"]),
        erasure: .deleted)
}
