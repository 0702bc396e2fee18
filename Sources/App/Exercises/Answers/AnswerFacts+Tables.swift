import Domain

extension AnswerFacts: StoredFeature {
    private static let here = "an exercise is kept by the server that runs it; it has a file of its own"
    private static let closed = "read by its cell and whoever runs the exercise, on the pages of the exercise"

    static var tables: [TableFacts] { decisions + requests + pictures + talk }

    private static let decisions: [TableFacts] = [
        TableFacts(
            "decision", search: .left(closed),
            person: .rows(440, [.actor("author"), .actor("withdrawn_by")]),
            erasure: .blanked(["author": .nothing, "withdrawn_by": .nothing, "deputising": .empty]),
            namesOfEvent: .column("event_id"),
            texts: [
                "other", "rationale", "would_change", "deputising", "late_reason", "change_reason", "withdrawal_reason",
            ], seats: [.actor("author"), .actor("withdrawn_by")], file: .stays(here)),
        TableFacts("decision_consultation", file: .stays(here)),
        TableFacts(
            "decision_consent", search: .left("stands beside its decision"), person: .rows(441, [.actor("author")]),
            erasure: .blanked(["author": .nothing]),
            seats: [.actor("author", by: ["decision_id", "function_code"])], file: .stays(here)),
    ]

    private static let requests: [TableFacts] = [
        TableFacts(
            "request_call", search: .left(closed), person: .rows(442, [.actor("author")]),
            erasure: .blanked(["author": .nothing]), texts: ["text"], seats: [.actor("author")], file: .stays(here)),
        TableFacts("exercise_request", search: .left(closed), file: .stays(here)),
        TableFacts("exercise_request_reminder", file: .stays(here)),
        TableFacts(
            "request_step", search: .left(closed), person: .rows(443, [.actor("author")]),
            erasure: .blanked(["author": .nothing]), texts: ["text"],
            seats: [.actor("author", by: ["request_id", "kind"])], file: .stays(here)),
    ]

    private static let pictures: [TableFacts] = [
        TableFacts(
            "picture_item", search: .left(closed), person: .rows(444, [.actor("author")]),
            erasure: .blanked(["author": .nothing]), texts: ["text"], seats: [.actor("author")], file: .stays(here)),
        TableFacts("picture_showing", file: .stays(here)),
        TableFacts("picture_version", search: .left(closed), texts: ["text"], file: .stays(here)),
    ]

    private static let talk: [TableFacts] = [
        TableFacts(
            "log_entry", search: .left(closed), person: .rows(445, [.actor("author")]),
            erasure: .blanked(["author": .nothing]), texts: ["text"], seats: [.actor("author")], file: .stays(here)),
        TableFacts(
            "situation_report", search: .left(closed), person: .rows(446, [.actor("author")]),
            erasure: .blanked(["author": .nothing]), texts: ["summary", "needs", "next_report", "items"],
            seats: [.actor("author")], file: .stays(here)),
        TableFacts(
            "public_statement", search: .left(closed),
            person: .rows(447, [.actor("author"), .actor("released_by")]),
            erasure: .blanked(["author": .nothing, "released_by": .nothing]), texts: ["text"],
            seats: [.actor("author"), .actor("released_by")], file: .stays(here)),
        TableFacts(
            "statement_consent", search: .left(closed), person: .rows(448, [.actor("author")]),
            erasure: .blanked(["author": .nothing]), texts: ["text"],
            seats: [.actor("author", by: ["statement_id", "cell_id"])], file: .stays(here)),
        TableFacts(
            "exercise_message", search: .left(closed), person: .rows(449, [.actor("author")]),
            erasure: .blanked(["author": .nothing]), texts: ["text"], seats: [.actor("author")], file: .stays(here)),
        TableFacts("observer_round", file: .stays(here)),
        TableFacts("observer_ballot", search: .left("what somebody voted is nobody’s to find"), file: .stays(here)),
        TableFacts("observer_tally", search: .left("figures of a round"), file: .stays(here)),
    ]
}
