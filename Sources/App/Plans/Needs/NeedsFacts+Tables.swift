import Domain

extension NeedsFacts: StoredFeature {
    static var tables: [TableFacts] {
        [
            TableFacts(
                "needs_cycle", search: .left("stands on the page of the programme's needs"),
                person: .rows(521, [.actor("created_by")]), texts: ["title"], seats: [.actor("created_by")],
                file: .stays(here)),
            TableFacts(
                "needs_assessment", search: .left("its country alone reads it"), texts: ["questions"],
                file: .stays(here)),
            TableFacts(
                "needs_respondent", search: .left("stands on the page of a country's assessment"),
                person: .rows(522, [.account("account_id"), .actor("named_by")]), erasure: .deleted,
                seats: [.actor("named_by", by: ["assessment_id", "sector", "account_id"])], file: .stays(here)),
            TableFacts(
                "needs_answer", search: .left("its country alone reads it"),
                person: .rows(523, [.actor("answered_by")]),
                erasure: .blanked(["answered_by": .nothing]), texts: ["value", "note", "evidence"],
                seats: [.actor("answered_by")], file: .stays(here)),
            TableFacts(
                "needs_value", search: .left("its country alone reads it"),
                person: .rows(524, [.actor("set_by")], ["assessment_id", "indicator", "set_at"]),
                texts: ["reason"], seats: [.actor("set_by", by: ["assessment_id", "indicator"])], file: .stays(here)),
            TableFacts(
                "needs_submission", search: .left("its country alone reads it"),
                // What a country submitted is the country's.
                person: .rows(525, [.actor("submitted_by")], ["assessment_id", "version", "submitted_at"]),
                seats: [.actor("submitted_by", by: ["assessment_id", "version"])], file: .stays(here)),
            TableFacts(
                "needs_rollup", search: .left("stands on the page of its cycle"),
                person: .rows(526, [.actor("taken_by")], ["id", "cycle_id", "snapshot", "taken_at"]),
                seats: [.actor("taken_by")], file: .stays(here)),
        ]
    }

    private static let here = "what countries answer belongs to the network of a server"
}
