import Web

/// Who works together in a programme; its pages stand in `Network/Groups`.
enum WorkingGroupFacts: StoredFeature {
    static var tables: [TableFacts] {
        [
            TableFacts(
                "working_group", search: .found(["title", "remit"]),
                texts: ["title", "remit"],
                file: .stays("working groups belong to a programme, and to the directory of a server"))
        ]
    }
}
