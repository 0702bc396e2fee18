@testable import App
import Domain
import Storage
import StorageTestSupport
import Testing
import TestSupport
import Web

struct BrokenLinkTests {
    /// Columns that look as if they referred to something, and do not.
    private static let free: Set<String> = [
        "consultation_addressee.person_id",  // A focal point of the directory, who may be gone since.
        "agenda_block.step_id",  // Steps are made anew with each design; a block whose step is gone opens none.
        "workshop.topic_id",  // What is on the table: looked up at each use, and never a part of the thread.
        "workshop.round_id", "import_draft.event_id",  // A draft of a day.
        // A record of any of several tables, told by its kind beside it.
        "record_audience.subject_id", "record_fetch.subject_id", "record_withdrawal.subject_id",
        "record_area.subject_id",
        // As the thread, the answers and the rules of exercises name something of any kind, told beside it.
        "action.origin_id", "decision_consultation.target_id", "inject_recipient.target_id",
        "objective_source.source_id",
        "picture_item.source_id", "rule_condition.subject_id",
        "inject.controller_id",  // A seat, which may be taken away while the inject stays.
        "shared_need.topic_id",  // What it became, which may be gone.
        "expert_request.sector",  // Empty where none is asked for.
        "exercise_observation.evidence_id",  // Of the kind beside it.
        // Sectors as they were called when somebody answered or judged; one that is joined with another does not change what was said.
        "needs_answer.sector", "needs_respondent.sector", "risk_judgement.sector", "risk_sector_view.sector",
        // Empty where it is nobody's; kept where a country leaves the list.
        "gathering.country", "risk_scenario.country", "validity_answer.country", "validity_poll_country.country",
        // A move of the room lives for a minute: looked up when it is carried out or undone.
        "room_move.topic_id", "room_move.step_id", "room_move.from_topic_id", "room_move.from_step_id",
        "room_move.from_round_id",
    ]
    private static let known: Set<String> = [
        "merged_into", "first_issue", "second_issue", "first_aspect", "second_aspect", "country", "sector",
        "host_country",
    ]
    @Test(arguments: TestEngine.allCases)
    func `every column that refers to something is a foreign key`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let notes = try await site.database.read { try SchemaNotes($0) }
            let linked = Set(notes.links.map { "\($0.table).\($0.column)" })
            for column in notes.columns {
                let name = "\(column.table).\(column.name)"
                guard column.name.hasSuffix("_id") || Self.known.contains(column.name) else { continue }
                if Self.free.contains(name) { continue }
                #expect(linked.contains(name), "\(name) is no foreign key")
            }
            #expect(linked.count > 100)
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a link cannot be broken from either end`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            _ = try await site.threadWorld()
            try await site.database.write { tx in
                try tx.execute(
                    "UPDATE participant SET claimed_seat = (SELECT MIN(id) FROM participant), joined_into = (SELECT MIN(id) FROM participant)"
                )
                try tx.execute(
                    """
                    INSERT INTO series (id, programme_id, title, rhythm, created_at, changed_at)
                    SELECT 'series', MIN(id), 'Meetings', 'year', 1, 1 FROM programme
                    """)
                try tx.execute("UPDATE event SET series_id = 'series', follows_id = id, prepares_id = id")
            }
            let notes = try await site.database.read { try SchemaNotes($0) }
            let thread = Set(EventTable.all.map(\.name))
            for link in notes.links where thread.contains(link.table) {
                let (table, column) = (SQL(verbatim: link.table), SQL(verbatim: link.column))
                let value = try await site.database.read { reading in
                    try reading.first("SELECT \(column) AS value FROM \(table) WHERE \(column) IS NOT NULL LIMIT 1")?
                        .get("value", as: String.self)
                }
                guard let value else {
                    #expect(
                        Self.untried.contains("\(link.table).\(link.column)"),
                        "\(link.table).\(link.column) is never filled")
                    continue
                }
                let dangling = await Self.refusal(site) { tx in
                    try tx.execute("UPDATE \(table) SET \(column) = 'nowhere' WHERE \(column) = \(value)")
                }
                #expect(dangling == "link", "\(link.table).\(link.column) took a dangling id: \(dangling)")
                let (parent, key) = (SQL(verbatim: link.parent), SQL(verbatim: link.key))
                let removed = await Self.refusal(site) { tx in
                    try tx.execute("DELETE FROM \(parent) WHERE \(key) = \(value)")
                }
                #expect(removed == "link", "\(link.parent) was removed under \(link.table).\(link.column): \(removed)")
            }
        }
    }

    /// Accounts and people of the directory: the small world has none in its seats.
    private static let untried: Set<String> = ["participant.person_id", "programme.parent_id"]

    private static func refusal(_ site: TestSite, _ body: @escaping @Sendable (Transaction) throws -> Void) async
        -> String
    {
        do {
            try await site.database.write(body)
            return "nothing was refused"
        } catch StorageError.foreignKey {
            return "link"
        } catch {
            return "\(error)"
        }
    }
}
