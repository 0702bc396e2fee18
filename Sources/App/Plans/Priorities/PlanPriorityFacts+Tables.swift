import Domain
import Web

extension PlanPriorityFacts: StoredFeature {
    private static let here = "priorities of a programme belong to its server"

    static var tables: [TableFacts] {
        [
            TableFacts(
                "plan_priority", search: .found(["statement", "reason"]),
                person: .rows(545, [.actor("created_by")]), texts: ["statement", "reason", "words"],
                seats: [.actor("created_by")], file: .stays(here)),
            TableFacts("plan_priority_source", search: .left("it stands with its priority"), file: .stays(here)),
            TableFacts(
                "validity_poll", search: .left("it stands on the page of its priorities"),
                person: .rows(546, [.actor("opened_by")]), texts: ["note"], seats: [.actor("opened_by")],
                file: .stays(here)),
            TableFacts("validity_poll_item", file: .stays(here)),
            TableFacts("validity_poll_country", file: .stays(here)),
            TableFacts(
                "validity_answer", search: .left("what a country answers is shown as the poll was opened"),
                person: .rows(547, [.actor("answered_by")]), erasure: .blanked(["answered_by": .nothing]),
                texts: ["words"],
                seats: [.actor("answered_by", by: ["poll_id", "priority_id", "country"])], file: .stays(here)),
        ]
    }
}

extension PlanPriorityFacts: JournalFeature {
    static var journal: [JournalKind] {
        [
            JournalKind("plan-priority.proposal", L("Priority proposed"), news: .everybody),
            JournalKind("plan-priority.change", L("Priority changed")),
            JournalKind("plan-priority.decision", L("Priority decided on"), news: .everybody),
            JournalKind("plan-priority.rewording", L("Priority reworded"), news: .everybody),
            JournalKind("plan-priority.poll", L("Poll about priorities opened"), news: .everybody),
            JournalKind("plan-priority.answer", L("Poll about priorities answered"), news: .organisers),
            JournalKind("plan-priority.poll-closing", L("Poll about priorities closed")),
        ]
    }
}
