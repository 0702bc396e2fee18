import Domain
import Storage
import Web

enum FeedbackState: String, CaseIterable, Sendable, Codable, SQLBindable, SQLDecodable, ChoiceType {
    case draft, open, closed
}

struct FeedbackRecord: Sendable {
    let event: Event.ID
    let questionnaire: Questionnaire
    /// BCP 47; the first is the one in which it is written.
    let languages: [String]
    let state: FeedbackState

    fileprivate init(_ row: Row) throws {
        event = try row.get("event_id")
        questionnaire = try JSONCoding.value(try row.get("questions"))
        languages = try JSONCoding.value(try row.get("languages"))
        state = try row.get("state")
    }

    init(event: Event.ID, questionnaire: Questionnaire, languages: [String]) {
        self.event = event
        self.questionnaire = questionnaire
        self.languages = languages
        state = .draft
    }
}

/// The SQL of what people say of an event.
struct FeedbackStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    func feedback(of event: Event.ID) throws -> FeedbackRecord? {
        try reading.first("SELECT * FROM feedback WHERE event_id = \(event)").map(FeedbackRecord.init)
    }

    /// How many have answered.
    func count(of event: Event.ID) throws -> Int {
        try reading.value("SELECT COUNT(*) FROM feedback_answer WHERE event_id = \(event)", as: Int.self) ?? 0
    }

    /// In an order that tells nothing.
    func answers(of event: Event.ID) throws -> [Questionnaire.Answers] {
        try reading.all("SELECT answers FROM feedback_answer WHERE event_id = \(event) ORDER BY key").map {
            try JSONCoding.value(try $0.get("answers", as: String.self))
        }
    }

    func hasAnswered(_ participant: Participant.ID, in event: Event.ID) throws -> Bool {
        try reading.first(
            "SELECT 1 AS one FROM feedback_given WHERE event_id = \(event) AND participant_id = \(participant)") != nil
    }

    static func keep(_ record: FeedbackRecord, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO feedback (event_id, questions, languages, state, changed_at)
            VALUES (\(record.event), \(try JSONCoding.text(record.questionnaire)), \(try JSONCoding.text(record.languages)),
                \(record.state), \(now))
            ON CONFLICT (event_id) DO UPDATE SET questions = excluded.questions, languages = excluded.languages,
                changed_at = excluded.changed_at
            """)
    }

    static func set(_ state: FeedbackState, of event: Event.ID, now: Int64, _ tx: Transaction) throws {
        let (opened, closed): (Int64?, Int64?) = (state == .open ? now : nil, state == .closed ? now : nil)
        try tx.execute(
            """
            UPDATE feedback SET state = \(state), opened_at = COALESCE(\(opened), opened_at), closed_at = \(closed),
                changed_at = \(now) WHERE event_id = \(event)
            """)
    }

    static func add(
        _ answers: Questionnaire.Answers, by participant: Participant.ID, in event: Event.ID, key: String,
        _ tx: Transaction
    ) throws {
        // Pressed twice at once, on two nodes.
        let isFirst = try tx.change(
            "INSERT INTO feedback_given (event_id, participant_id) VALUES (\(event), \(participant)) ON CONFLICT DO NOTHING"
        )
        guard isFirst > 0 else { throw Refusal.feedbackIsGiven }
        try tx.execute(
            """
            INSERT INTO feedback_answer (key, event_id, answers) VALUES (\(key), \(event), \(try JSONCoding.text(answers)))
            """)
    }
}
