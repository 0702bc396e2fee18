import Domain

extension ExerciseCoreFacts {
    private static let here = "an exercise is kept by the server that runs it; it has a file of its own"
    private static let closed = "no text of an exercise is found before it is released"

    static let planned: [TableFacts] = [
        TableFacts(
            "msel", search: .left("stands on the page of its exercise, or among the scenarios"),
            person: .rows(500, [.actor("created_by")]), erasure: .blanked(["created_by": .nothing]),
            texts: ["title", "overview"], seats: [.actor("created_by")], file: .stays(here)),
        TableFacts("planned_break", search: .left(closed), texts: ["title"], file: .stays(here)),
        TableFacts("exercise_move", search: .left(closed), texts: ["title", "briefing"], file: .stays(here)),
        TableFacts(
            "exercise_cell", search: .left("stands on the page of the cells"), texts: ["name", "plays"],
            file: .stays(here)),
        TableFacts("cell_border", file: .stays(here)),
        TableFacts(
            "exercise_function", search: .left("stands on the page of the cells"), texts: ["name"], file: .stays(here)),
        TableFacts("exercise_actor", search: .left(closed), texts: ["name"], file: .stays(here)),
        TableFacts("storyline", search: .left(closed), texts: ["title"], file: .stays(here)),
        TableFacts(
            "inject", search: .left(closed),
            person: .rows(
                501, [.actor("written_by"), .actor("submitted_by"), .actor("approved_by")],
                ["id", "label", "title", "status", "created_at"]),
            erasure: .blanked(["written_by": .nothing, "submitted_by": .nothing, "approved_by": .nothing]),
            texts: ["label", "title", "incident", "expected", "note", "reason", "cleared", "extra"],
            seats: [.actor("written_by"), .actor("submitted_by"), .actor("approved_by")], file: .stays(here)),
        TableFacts("inject_recipient", file: .stays(here)),
        TableFacts("inject_text", search: .left(closed), texts: ["subject", "body"], file: .stays(here)),
        TableFacts("inject_attachment", search: .left(closed), texts: ["alt"], file: .stays(here)),
        TableFacts("exercise_objective", search: .left(closed), texts: ["text", "capability"], file: .stays(here)),
        TableFacts("objective_source", file: .stays(here)),
        TableFacts("critical_task", search: .left(closed), texts: ["text", "target", "standard"], file: .stays(here)),
        TableFacts("inject_task", file: .stays(here)),
        TableFacts("decision_point", search: .left(closed), texts: ["question"], file: .stays(here)),
        TableFacts("decision_option", search: .left(closed), texts: ["text"], file: .stays(here)),
        TableFacts("incompatible_options", search: .left(closed), file: .stays(here)),
        TableFacts("inject_rule", search: .left(closed), file: .stays(here)),
        TableFacts("rule_condition", search: .left(closed), file: .stays(here)),
    ]

    static let played: [TableFacts] = [
        TableFacts(
            "exercise", search: .left("stands on the page of its event"),
            person: .rows(502, [.actor("halted_by")], ["event_id", "halted_at"]),
            erasure: .blanked(["halted_by": .nothing, "emergency_phone": .empty]), namesOfEvent: .column("event_id"),
            texts: ["rules_text", "emergency_phone"], seats: [.actor("halted_by", by: ["event_id"])],
            file: .stays(here)),
        TableFacts(
            "exercise_seat", search: .left("stands among the people of its event"),
            person: .rows(503, [.seat("participant_id")]), erasure: .blanked(["deputises_for": .empty]),
            texts: ["deputises_for"], seats: [.seat("participant_id")], file: .stays(here)),
        TableFacts("task_assignment", file: .stays(here)),
        TableFacts(
            "clock_mark", search: .left("stands on the page of its exercise"), person: .rows(504, [.actor("actor")]),
            erasure: .blanked(["actor": .nothing]),
            seats: [.actor("actor", by: ["event_id", "number"])], file: .stays(here)),
        TableFacts("story_mark", search: .left(closed), texts: ["reason"], file: .stays(here)),
        TableFacts(
            "paper", search: .left("read by its cell and whoever runs the exercise, on the pages of the exercise"),
            person: .rows(505, [.actor("released_by")], ["id", "subject", "wall"]),
            erasure: .blanked(["released_by": .nothing]), texts: ["sender", "subject", "body"],
            seats: [.actor("released_by")], file: .stays(here)),
        TableFacts(
            "paper_opening", person: .rows(506, [.seat("participant_id")]), erasure: .deleted,
            seats: [.seat("participant_id", by: ["paper_id", "participant_id"], .movesOnce(in: "paper_id"))],
            file: .stays(here)),
        TableFacts(
            "paper_passing", search: .left("stands beside its paper"), person: .rows(507, [.actor("actor")]),
            erasure: .blanked(["actor": .nothing]), texts: ["note"],
            seats: [.actor("actor", by: ["paper_id", "from_cell", "to_cell"])], file: .stays(here)),
    ]
}
