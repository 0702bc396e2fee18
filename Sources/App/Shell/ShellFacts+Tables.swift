extension ShellFacts {
    static var tables: [TableFacts] {
        [setting, commitNumber, journal, sending]
    }

    private static let setting = TableFacts(
        "setting", search: .left("of the server"))

    private static let commitNumber = TableFacts(
        "commit_number")

    private static let journal = TableFacts(
        "journal", search: .left("it tells what happened to things that are found themselves"),
        person: .rows(
            980, [.actor("actor")], ["sequence", "time", "scope", "subject", "kind", "facts"], sortedBy: "sequence"),
        texts: ["facts"],
        seats: [.actor("actor", by: ["sequence"], .stays)],
        file: .stays("the record of what was done on this server; the import writes an entry of its own"))

    private static let sending = TableFacts(
        "sending", search: .left("what was sent is kept where it belongs"),
        file: .stays("what devices called their sendings and what those said, forgotten after a week"))
}
