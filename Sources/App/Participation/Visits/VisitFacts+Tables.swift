import Domain

extension VisitFacts: StoredFeature {
    static var tables: [TableFacts] { [visit, stop, access, sending, question, endorsement, observation] }

    private static let here = "a visit is kept by the server that organises it"

    private static let visit = TableFacts(
        "study_visit", search: .left("stands on the page of the visit"),
        // Who answers at the host has no seat here; the house stays.
        erasure: .blanked(["contact": .empty, "reach": .empty]), namesOfEvent: .column("event_id"),
        texts: ["contact", "reach", "note"], file: .stays(here))

    private static let stop = TableFacts(
        "visit_stop", search: .found(["title", "place", "programme"]),
        erasure: .blanked(["host_person": .empty, "escort": .empty]), namesOfEvent: .column("event_id"),
        texts: ["title", "place", "host_person", "escort", "programme", "rules"], file: .stays(here))

    private static let access = TableFacts(
        "visit_access", search: .left("only in the list for the host"),
        person: .rows(315, [.seat("participant_id")]), erasure: .deleted, texts: ["full_name"],
        seats: [.seat("participant_id", by: ["registration_id"])], file: .stays(here))

    private static let sending = TableFacts(
        "visit_sending", search: .left("stands on the page of the access list"),
        person: .rows(311, [.actor("sent_by")]),
        seats: [.actor("sent_by")], file: .stays(here))

    private static let question = TableFacts(
        "stop_question", search: .left("asked at a stop, and seen on its page"),
        person: .rows(312, [.actor("author")]), erasure: .blanked(["author": .nothing]), texts: ["text", "answer"],
        seats: [.actor("author")], file: .stays(here))

    private static let endorsement = TableFacts(
        "stop_question_endorsement", person: .rows(313, [.seat("participant_id")]), erasure: .deleted,
        seats: [.seat("participant_id", by: ["question_id", "participant_id"], .movesOnce(in: "question_id"))],
        file: .stays(here))

    private static let observation = TableFacts(
        "stop_observation", search: .found(["seen", "useful"]), person: .rows(314, [.actor("author")]),
        erasure: .blanked(["author": .nothing]), texts: ["seen", "useful"], seats: [.actor("author")],
        file: .stays(here))
}
