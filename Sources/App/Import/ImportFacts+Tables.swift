extension ImportFacts: StoredFeature {
    static var tables: [TableFacts] {
        [importDraft, importMemory]
    }

    private static let importDraft = TableFacts(
        "import_draft",
        erasure: .emptied,
        file: .stays("previews of files, deleted after a day"))

    private static let importMemory = TableFacts(
        "import_memory",
        person: .rows(380, [.actor("scope")], ["kind", "answers", "used_at"]),
        erasure: .deleted,
        file: .stays("how files were understood on this server"))
}
