extension ImportFacts: StoredFeature {
    static var tables: [TableFacts] {
        [importDraft, importMemory]
    }

    private static let importDraft = TableFacts(
        "import_draft", search: .left("half of an act: what becomes of it is found"),
        erasure: .emptied,
        file: .stays("previews of files, deleted after a day"))

    private static let importMemory = TableFacts(
        "import_memory", search: .left("what imports remember of answers"),
        person: .rows(990, [.actor("scope")], ["kind", "answers", "used_at"]),
        erasure: .deleted,
        file: .stays("how files were understood on this server"))
}
