import Domain
import Storage
import Web

/// The SQL of what an organiser asks of those who register, and of what they answer.
struct RegistrationQuestionStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    func questionnaire(of event: Event.ID) throws -> Questionnaire {
        try reading.value("SELECT questions FROM registration_questions WHERE event_id = \(event)", as: String.self)
            .map { try JSONCoding.value($0) } ?? Questionnaire()
    }

    func answers(of id: Registration.ID) throws -> Questionnaire.Answers {
        try Self.read(reading.value("SELECT answers FROM registration WHERE id = \(id)", as: String.self) ?? "")
    }

    /// Of everybody of an event who answered something.
    func answers(in event: Event.ID) throws -> [Registration.ID: Questionnaire.Answers] {
        let rows = try reading.all("SELECT id, answers FROM registration WHERE event_id = \(event) AND answers <> ''")
        let pairs = try rows.map {
            (try $0.get("id", as: Registration.ID.self), try Self.read($0.get("answers", as: String.self)))
        }
        return Dictionary(pairs) { first, _ in first }
    }

    private static func read(_ text: String) throws -> Questionnaire.Answers {
        text.isEmpty ? [:] : try JSONCoding.value(text)
    }

    static func keep(_ questionnaire: Questionnaire, of event: Event.ID, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO registration_questions (event_id, questions, changed_at)
            VALUES (\(event), \(try JSONCoding.text(questionnaire)), \(now))
            ON CONFLICT (event_id) DO UPDATE SET questions = excluded.questions, changed_at = excluded.changed_at
            """)
    }

    static func keep(_ answers: Questionnaire.Answers, of id: Registration.ID, now: Int64, _ tx: Transaction) throws {
        let text = answers.isEmpty ? "" : try JSONCoding.text(answers)
        try tx.execute("UPDATE registration SET answers = \(text), changed_at = \(now) WHERE id = \(id)")
    }
}
