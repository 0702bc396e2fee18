/// For whom records are, who had them, and what was taken back.
enum AudienceFacts: StoredFeature {
    static var tables: [TableFacts] {
        [
            TableFacts("record_audience", search: .left("for whom something is"), file: .stays(here)),
            TableFacts(
                "record_fetch", search: .left("who had what is for who answers for it"),
                person: .rows(361, [.account("account_id")]), erasure: .deleted, file: .stays(here)),
            TableFacts(
                "record_withdrawal", search: .left("it is told to those who had it"), texts: ["note"],
                seats: [.actor("withdrawn_by", by: ["subject", "subject_id"])], file: .stays(here)),
        ]
    }

    private static let here = "who reads what belongs to the network of a server"
}
