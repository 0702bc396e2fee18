import Web

/// Files that people put somewhere.
enum KeptFileFacts: StoredFeature {
    static var tables: [TableFacts] {
        [
            TableFacts(
                "kept_file", search: .left("found by what it belongs to"),
                person: .rows(355, [.actor("created_by")], ["id", "event_id", "name", "type", "size", "created_at"]),
                erasure: .blanked(["created_by": .nothing]), texts: ["name"], seats: [.actor("created_by")],
                file: .stays("files stay on the server that keeps them")),
            TableFacts("file_content", search: .left("bytes of files")),
        ]
    }
}
