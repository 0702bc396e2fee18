import Domain
import Web

extension RiskFacts: StoredFeature {
    private static let here = "risks of a programme belong to its server"

    static var tables: [TableFacts] {
        [
            TableFacts(
                "risk_setting", search: .left("how a programme keeps its risks"), texts: ["site_names"],
                file: .stays(here)),
            TableFacts(
                "risk_scenario", search: .found(["title", "story"]),
                // What was agreed on is the room's.
                person: .rows(
                    540, [.actor("created_by"), .actor("agreed_by")],
                    ["id", "programme_id", "code", "created_at", "agreed_at"]),
                texts: ["title", "story", "coping", "reason", "note", "acceptor", "outcome"],
                seats: [.actor("created_by"), .actor("agreed_by")], file: .stays(here)),
            TableFacts(
                "risk_round", person: .rows(541, [.actor("opened_by")]), seats: [.actor("opened_by")],
                file: .stays(here)),
            TableFacts(
                "risk_judgement", search: .left("what somebody judged is nobody's to read"),
                person: .rows(542, [.actor("author")]), erasure: .blanked(["author": .nothing]),
                seats: [.actor("author", .movesOnce(in: "round_id"))], file: .stays(here)),
            TableFacts(
                "risk_sector_view", search: .left("it stands with its scenario"),
                person: .rows(543, [.actor("signed_by")], ["round_id", "sector", "signed_at"]),
                seats: [.actor("signed_by", by: ["round_id", "sector"])], file: .stays(here)),
            TableFacts(
                "risk_report", search: .left("it is for whoever keeps the scenario"),
                person: .rows(544, [.actor("reported_by")]), erasure: .blanked(["reported_by": .nothing]),
                texts: ["words"], seats: [.actor("reported_by")], file: .stays(here)),
        ]
    }
}

extension RiskFacts: JournalFeature {
    static var journal: [JournalKind] {
        [
            JournalKind("risk.telling", L("Scenario told"), news: .organisers),
            JournalKind("risk.change", L("Scenario changed")),
            JournalKind("risk.refusal", L("Text of a scenario refused")),
            JournalKind("risk.report", L("Text of a scenario reported"), news: .organisers),
            JournalKind("risk.report-settling", L("Report of a scenario looked at")),
            JournalKind("risk.settings", L("How risks are kept changed")),
            JournalKind("risk.opening", L("Judgement of a scenario opened"), news: .organisers),
            JournalKind("risk.judgement", L("Scenario judged")),
            JournalKind("risk.sector-judgement", L("Judgement signed for a sector")),
            JournalKind("risk.closing", L("Judgement of a scenario closed")),
            JournalKind("risk.agreement", L("Risk agreed on"), news: .organisers),
            JournalKind("risk.treatment", L("Treatment of a risk told"), news: .organisers),
            JournalKind("risk.end", L("Scenario closed")),
        ]
    }
}
