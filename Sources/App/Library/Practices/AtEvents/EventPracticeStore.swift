import Domain
import Storage
import Web

public enum PracticeQuestion { public typealias ID = Identifier<PracticeQuestion> }

/// What was asked of a practice at an event, and what was answered.
struct PracticeQuestionRecord: Sendable, Hashable {
    let id: PracticeQuestion.ID
    let practice: Case.ID
    let event: Event.ID
    let text: String
    /// BCP 47.
    let language: String
    /// Of the delegation that asks.
    let country: String?
    /// Empty until somebody has answered.
    let answer: String

    init(_ row: Row) throws {
        id = try row.get("id")
        practice = try row.get("case_id")
        event = try row.get("event_id")
        text = try row.get("text")
        language = try row.get("language")
        country = try row.get("country")
        answer = try row.get("answer")
    }
}

/// The SQL of practices at events.
struct EventPracticeStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// Oldest first.
    func questions(of practice: Case.ID, at event: Event.ID) throws -> [PracticeQuestionRecord] {
        try reading.all(
            """
            SELECT * FROM practice_question WHERE case_id = \(practice) AND event_id = \(event) ORDER BY asked_at, id
            """
        ).map(PracticeQuestionRecord.init)
    }

    /// - Throws: ``Refusal/notFound``, also for one of another event.
    func question(_ id: PracticeQuestion.ID, at event: Event.ID) throws -> PracticeQuestionRecord {
        let row = try reading.first("SELECT * FROM practice_question WHERE id = \(id) AND event_id = \(event)")
        guard let row else { throw Refusal.notFound }
        return try PracticeQuestionRecord(row)
    }

    /// How many were asked of each practice at an event.
    func counts(at event: Event.ID) throws -> [Case.ID: Int] {
        let rows = try reading.all(
            "SELECT case_id, COUNT(*) AS n FROM practice_question WHERE event_id = \(event) GROUP BY case_id")
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0.get("case_id"), try $0.get("n")) })
    }

    /// Whether anything was offered or asked there.
    func isUsed(_ event: Event.ID) throws -> Bool {
        try reading.first("SELECT id FROM practice_question WHERE event_id = \(event) LIMIT 1") != nil
            || reading.first("SELECT id FROM past_case WHERE event_id = \(event) AND kind = 'practice' LIMIT 1") != nil
    }

    static func ask(
        _ id: PracticeQuestion.ID, of practice: Case.ID, at event: Event.ID, _ text: String, language: String,
        country: String?, _ work: Work
    ) throws {
        try work.tx.execute(
            """
            INSERT INTO practice_question (id, case_id, event_id, text, language, country, asked_by, asked_at, answer)
            VALUES (\(id), \(practice), \(event), \(text), \(language), \(country), \(work.actor), \(work.now), '')
            """)
    }

    static func answer(_ id: PracticeQuestion.ID, _ text: String, _ work: Work) throws {
        try work.tx.execute(
            """
            UPDATE practice_question SET answer = \(text), answered_by = \(work.actor), answered_at = \(work.now) WHERE id = \(id)
            """)
    }

    static func delete(of practice: Case.ID, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM practice_question WHERE case_id = \(practice)")
    }
}
