import Web

/// In what function somebody acts for a country or a region, from when to when.
enum MandateFacts: StoredFeature {
    static var tables: [TableFacts] {
        [
            TableFacts(
                "mandate", search: .left("read in the register of mandates, by who may see it"),
                person: .rows(45, [.person("person_id"), .actor("appointed_by")]),
                erasure: .blanked(["person_id": .nothing, "note": .empty]), texts: ["document", "note"],
                file: .stays("mandates belong to the directory of a server"))
        ]
    }
}
