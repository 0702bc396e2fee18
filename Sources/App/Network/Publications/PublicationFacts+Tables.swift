import Domain

extension PublicationFacts: StoredFeature {
    private static let here = "what members of a network write together belongs to its server"

    static var tables: [TableFacts] {
        [
            TableFacts(
                "publication", search: .found(["title"]),
                person: .rows(341, [.actor("created_by")], ["id", "title", "state", "created_at"]),
                texts: ["title", "withdrawn_note"], seats: [.actor("created_by")], file: .stays(here)),
            TableFacts(
                "publication_lead", search: .left("names members and accounts by their ids"),
                person: .rows(343, [.account("account_id")]),
                erasure: .blanked(["account_id": .nothing]), file: .stays(here)),
            TableFacts(
                "publication_writer", search: .left("names accounts by their ids"),
                person: .rows(346, [.account("account_id")]), erasure: .deleted, file: .stays(here)),
            TableFacts("publication_release", file: .stays(here)),
            TableFacts(
                "publication_word", search: .left("names members and accounts by their ids"),
                person: .rows(345, [.account("account_id")]), file: .stays(here)),
            TableFacts(
                "publication_text",
                search: .left("the newest release is found with its publication, whose tests look for it"),
                texts: ["title", "text", "document"],
                file: .stays(here)),
        ]
    }
}
