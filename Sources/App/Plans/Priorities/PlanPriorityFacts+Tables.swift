import Domain
import Storage
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

/// On the home of a programme: what is new of those that the visitor reads, which the journal does not know.
extension PlanPriorityFacts: ProgrammeNewsFeature {
    static func news(of programme: Programme.ID, since: Int64, _ visit: Visit, _ reading: any Reading) throws
        -> [ProgrammeNews.Line]
    {
        let all = try PlanPriorityStore(reading).priorities(of: [programme]).filter {
            $0.createdAt >= since || ($0.adoptedAt ?? 0) >= since
        }
        guard !all.isEmpty else { return [] }
        let standing = try PlansStanding(visit, programme, reading)
        let seen = all.filter { standing.isOf && standing.reads($0) }
        let path = PlanPriorityPaths.priorities(programme)
        let adopted = seen.count { ($0.adoptedAt ?? 0) >= since }
        let told: [(words: Message, count: Int)] = [
            (L("Priority decided on"), adopted), (L("Priority proposed"), seen.count - adopted),
        ]
        return told.filter { $0.count > 0 }.map {
            ProgrammeNews.Line(event: nil, words: $0.words, count: $0.count, path: path)
        }
    }
}

extension PlanPriorityFacts: JournalFeature {
    static var journal: [JournalKind] {
        [
            JournalKind("plan-priority.proposal", L("Priority proposed")),
            JournalKind("plan-priority.change", L("Priority changed")),
            JournalKind("plan-priority.decision", L("Priority decided on")),
            JournalKind("plan-priority.rewording", L("Priority reworded")),
            JournalKind("plan-priority.poll", L("Poll about priorities opened")),
            JournalKind("plan-priority.answer", L("Poll about priorities answered"), news: .organisers),
            JournalKind("plan-priority.poll-closing", L("Poll about priorities closed")),
        ]
    }
}
