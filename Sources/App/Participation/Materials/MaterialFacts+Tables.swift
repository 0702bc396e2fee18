import Web

extension MaterialFacts: StoredFeature, JournalFeature {
    static var tables: [TableFacts] {
        [
            TableFacts(
                "material", search: .found(["title", "note"]), texts: ["title", "note", "reason"],
                seats: [.actor("created_by")], file: .stays(here)),
            TableFacts(
                "material_file", seats: [.actor("added_by", by: ["material_id", "number"])], file: .stays(here)),
            TableFacts(
                "material_fetch", search: .left("who fetched what is for who runs the event"),
                person: .rows(356, [.actor("reader")]), erasure: .deleted,
                seats: [.actor("reader", by: ["material_id", "number"], .stays)], file: .stays(here)),
        ]
    }

    private static let here = "materials stay on the server that gives them out"

    static var journal: [JournalKind] {
        [
            JournalKind("material.creation", L("Material added")),
            JournalKind("material.change", L("Material changed")),
            JournalKind("material.supersession", L("New file of a material")),
            JournalKind("material.scheduling", L("Material to be released later")),
            JournalKind("material.release", L("Materials released"), news: .everybody),
            JournalKind("material.withdrawal", L("Material withdrawn")),
            JournalKind("material.removal", L("Draft of a material removed")),
        ]
    }
}
