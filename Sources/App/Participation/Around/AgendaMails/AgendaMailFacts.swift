import Web

/// Mails of what a release of the agenda changes for each of its people.
enum AgendaMailFacts: ClockFeature, StoredFeature {
    static var clocks: [Clock] { [Clock { await AgendaMails.watch($0) }] }

    static var tables: [TableFacts] {
        [
            TableFacts(
                "agenda_told", search: .left("numbers of what was told"),
                file: .stays("mail is sent by the server that has the agenda"))
        ]
    }
}
