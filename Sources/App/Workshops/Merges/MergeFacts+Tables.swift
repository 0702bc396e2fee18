extension MergeFacts: StoredFeature {
    static var tables: [TableFacts] {
        [issueKeptApart]
    }

    private static let issueKeptApart = TableFacts(
        "issue_kept_apart", search: .left("has no words of people"),
        file: .goes(
            70, key: ["first_issue", "second_issue"],
            [.of("issue", "first_issue"), .of("issue", "second_issue"), .event, .number("kept_at")]))
}
