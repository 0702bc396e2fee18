import Web

extension PlayFacts: StoredFeature {
    static var tables: [TableFacts] { [due, attempt, alarm] }

    private static let here = "how an exercise was played stays on the server that held it"

    private static let due = TableFacts("inject_due", file: .stays(here))

    private static let attempt = TableFacts(
        "call_attempt", search: .left("stands beside its inject"), person: .rows(420, [.actor("actor")]),
        erasure: .blanked(["actor": .nothing]),
        seats: [.actor("actor", by: ["inject_id", "cell_id", "number"])], file: .stays(here))

    private static let alarm = TableFacts(
        "exercise_alarm", person: .rows(421, [.actor("raised_by"), .actor("answered_by")]),
        erasure: .blanked(["raised_by": .nothing, "answered_by": .nothing]),
        seats: [.actor("raised_by"), .actor("answered_by")], file: .stays(here))
}
