import Domain

extension AgendaFacts: StoredFeature {
    static var tables: [TableFacts] { [session, block, person, release, choice, dates] }

    private static let here = "what happens when is decided on the server that asks"

    private static let session = TableFacts(
        "agenda_session", search: .left("stands on the event's page of its agenda"), texts: ["title", "summary"],
        file: .stays(here))

    private static let block = TableFacts(
        "agenda_block", search: .left("stands on the event's page of its agenda"), file: .stays(here))

    private static let person = TableFacts(
        "agenda_person", search: .left("stands on the event's page of its agenda"),
        person: .rows(78, [.seat("participant_id")], ["block_id", "part"]), erasure: .blanked(["name": .empty]),
        namesOfEvent: .through("block_id", table: "agenda_block"), texts: ["name"], seats: [.seat("participant_id")],
        file: .stays(here))

    private static let release = TableFacts(
        "agenda_release", search: .left("stands on the event's page of its agenda"),
        // People without a seat are named in what was released; the blocks stay.
        erasure: .blanked(["content": .empty, "note": .empty]), namesOfEvent: .column("event_id"),
        texts: ["note", "content"],
        seats: [.actor("released_by", by: ["event_id", "number"])], file: .stays(here))

    private static let choice = TableFacts(
        "agenda_choice", person: .rows(357, [.seat("participant_id")]), erasure: .deleted,
        seats: [.seat("participant_id", by: ["block_id"], .movesOnce(in: "block_id"))], file: .stays(here))

    private static let dates = TableFacts(
        "event_dates", search: .left("holds dates and a country"), file: .stays(here))
}
