import Domain
import Web

extension EvaluationFacts: StoredFeature, JournalFeature {
    private static let here = "an exercise is kept by the server that runs it; it has a file of its own"
    private static let shown = "read by evaluators and whoever runs the exercise, on its pages"

    static var tables: [TableFacts] {
        [
            TableFacts(
                "exercise_evaluation", person: .rows(471, [.actor("closed_by")]),
                erasure: .blanked(["closed_by": .nothing]), seats: [.actor("closed_by", by: ["event_id"])],
                file: .stays(here)),
            TableFacts(
                "exercise_observation", search: .left(shown), person: .rows(472, [.actor("author")]),
                erasure: .blanked(["author": .nothing]), texts: ["text"], seats: [.actor("author")],
                file: .stays(here)),
            TableFacts("task_rating", search: .left(shown), texts: ["reason", "change"], file: .stays(here)),
            TableFacts("rating_submission", file: .stays(here)),
            TableFacts(
                "rating_consensus", search: .left(shown), person: .rows(473, [.actor("actor")]),
                erasure: .blanked(["actor": .nothing]), texts: ["reason"],
                seats: [.actor("actor", by: ["task_id", "cell_id"])], file: .stays(here)),
            TableFacts(
                "finding", search: .left("a finding of a country is in nobody else's copy unless it is shared"),
                person: .rows(474, [.actor("created_by")]), erasure: .blanked(["created_by": .nothing]),
                texts: ["title", "text", "reference", "why"], seats: [.actor("created_by")], file: .stays(here)),
            TableFacts("finding_observation", file: .stays(here)),
            TableFacts(
                "lesson", search: .left("stands on the page of its exercise"),
                person: .rows(475, [.actor("created_by")]), erasure: .blanked(["created_by": .nothing]),
                texts: ["text"], seats: [.actor("created_by")], file: .stays(here)),
            TableFacts("lesson_finding", file: .stays(here)),
            TableFacts(
                "exercise_report_text", search: .left("stands in the report, which is read on its page"),
                person: .rows(476, [.actor("changed_by")]), erasure: .blanked(["changed_by": .nothing]),
                texts: ["text"], seats: [.actor("changed_by", by: ["event_id", "section"])], file: .stays(here)),
            TableFacts(
                "exercise_report", search: .left("stands on the page of its exercise"),
                person: .rows(477, [.actor("agreed_by")]),
                erasure: .blanked(["agreed_by": .nothing]), seats: [.actor("agreed_by", by: ["event_id"])],
                file: .stays(here)),
        ]
    }

    static var journal: [JournalKind] {
        [
            JournalKind("exercise-observation.note", L("Evaluator noted something")),
            JournalKind("exercise-observation.change", L("Evaluator changed a note")),
            JournalKind("exercise-observation.removal", L("Evaluator removed a note")),
            JournalKind("task-rating.entry", L("Evaluator rated a task")),
            JournalKind("task-rating.submission", L("Evaluator submitted ratings")),
            JournalKind("task-rating.opening", L("Ratings opened before all had submitted")),
            JournalKind("task-rating.lead", L("Lead of the evaluation changed")),
            JournalKind("task-rating.consensus", L("Evaluators agreed on a rating")),
        ]
    }
}
