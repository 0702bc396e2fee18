import Web

extension OnlineFacts: StoredFeature {
    static var tables: [TableFacts] { [stay, down, question, endorsement, poll, answer] }

    private static let here = "what was said beside a meeting stays on the server that held it"

    private static let stay = TableFacts(
        "online_stay", person: .rows(113, [.seat("participant_id")]), erasure: .deleted,
        seats: [.seat("participant_id")], file: .stays(here))

    private static let down = TableFacts(
        "online_down", search: .left("stands on the event's page"), texts: ["words"], file: .stays(here))

    private static let question = TableFacts(
        "room_question", search: .left("asked in the moment, and seen on the event's page"),
        person: .rows(114, [.seat("participant_id")]), erasure: .blanked(["text": .dash]), texts: ["text"],
        seats: [.seat("participant_id")], file: .stays(here))

    private static let endorsement = TableFacts(
        "room_question_endorsement", person: .rows(115, [.seat("participant_id")]), erasure: .deleted,
        seats: [.seat("participant_id", by: ["question_id", "participant_id"], .movesOnce(in: "question_id"))],
        file: .stays(here))

    private static let poll = TableFacts(
        "room_poll", search: .left("asked in the moment, and seen on the event's page"), texts: ["question"],
        file: .stays(here))

    private static let answer = TableFacts(
        "room_poll_answer", person: .rows(116, [.seat("participant_id")]), erasure: .deleted,
        seats: [.seat("participant_id", by: ["poll_id", "participant_id"], .movesOnce(in: "poll_id"))],
        file: .stays(here))
}
