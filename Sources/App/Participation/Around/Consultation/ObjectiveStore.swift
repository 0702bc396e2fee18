import Domain
import Storage
import Web

/// What an event is to achieve, the answers that an objective rests on, and the topics that serve it.
struct ObjectiveRecord: Sendable {
    let id: Objective.ID
    let event: Event.ID
    /// From 1.
    let position: Int
    let text: String
    /// BCP 47.
    let language: String
    let answers: Set<String>
    let topics: Set<String>

    init(_ row: Row, answers: Set<String>, topics: Set<String>) throws {
        id = try row.get("id")
        event = try row.get("event_id")
        position = try row.get("position")
        text = try row.get("text")
        language = try row.get("language")
        self.answers = answers
        self.topics = topics
    }
}

/// The SQL of objectives.
struct ObjectiveStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    func objectives(of events: [Event.ID]) throws -> [ObjectiveRecord] {
        let answers = try pairs(
            """
            SELECT l.objective_id AS objective, l.answer_id AS other FROM objective_answer l JOIN objective o ON o.id = l.objective_id
            WHERE o.event_id IN \(in: events)
            """)
        let topics = try pairs(
            """
            SELECT l.objective_id AS objective, l.topic_id AS other FROM objective_topic l JOIN objective o ON o.id = l.objective_id
            WHERE o.event_id IN \(in: events)
            """)
        return try reading.all(
            "SELECT * FROM objective WHERE event_id IN \(in: events) ORDER BY event_id, position, id"
        ).map { row in
            let id: String = try row.get("id")
            return try ObjectiveRecord(row, answers: answers[id] ?? [], topics: topics[id] ?? [])
        }
    }

    private func pairs(_ sql: SQL) throws -> [String: Set<String>] {
        var result: [String: Set<String>] = [:]
        for row in try reading.all(sql) { result[try row.get("objective"), default: []].insert(try row.get("other")) }
        return result
    }

    func objective(_ event: Event.ID, _ id: Objective.ID) throws -> ObjectiveRecord {
        guard let found = try objectives(of: [event]).first(where: { $0.id == id }) else { throw Refusal.notFound }
        return found
    }

    static func insert(_ id: Objective.ID, _ event: Event.ID, position: Int, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            INSERT INTO objective (id, event_id, position, text, language, created_at, changed_at)
            VALUES (\(id), \(event), \(position), '', 'en', \(now), \(now))
            """)
    }

    static func write(
        _ id: Objective.ID, text: String, language: String, answers: Set<String>, topics: Set<String>, now: Int64,
        _ tx: Transaction
    ) throws {
        try tx.execute(
            "UPDATE objective SET text = \(text), language = \(language), changed_at = \(now) WHERE id = \(id)")
        try tx.execute("DELETE FROM objective_answer WHERE objective_id = \(id)")
        try tx.execute("DELETE FROM objective_topic WHERE objective_id = \(id)")
        for answer in answers.sorted() {
            try tx.execute("INSERT INTO objective_answer (objective_id, answer_id) VALUES (\(id), \(answer))")
        }
        for topic in topics.sorted() {
            try tx.execute("INSERT INTO objective_topic (objective_id, topic_id) VALUES (\(id), \(topic))")
        }
    }

    static func place(_ ids: [Objective.ID], _ tx: Transaction) throws {
        for (index, id) in ids.enumerated() {
            try tx.execute("UPDATE objective SET position = \(index + 1) WHERE id = \(id)")
        }
    }

    static func remove(_ id: Objective.ID, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM objective_answer WHERE objective_id = \(id)")
        try tx.execute("DELETE FROM objective_topic WHERE objective_id = \(id)")
        try tx.execute("DELETE FROM objective WHERE id = \(id)")
    }

    /// Answers on which an objective may rest: those that were sent, of the event, with how each may be read.
    func answers(of events: [Event.ID]) throws -> [AnswerLine] {
        try reading.all(
            """
            SELECT a.id, c.event_id, a.marking, a.language, d.name, d.country, c.title FROM consultation_answer a
            JOIN consultation_addressee d ON d.id = a.addressee_id JOIN consultation c ON c.id = a.consultation_id
            WHERE c.event_id IN \(in: events) AND a.is_draft = \(false) AND d.removed_at IS NULL ORDER BY d.name, a.id
            """
        ).map(AnswerLine.init)
    }

    /// For the thread.
    static func threadHome(of id: String) -> SQL {
        """
        SELECT 'objective' AS kind, event_id AS home FROM objective WHERE id = \(id)
        UNION ALL SELECT 'consultation-answer' AS kind, c.event_id AS home FROM consultation_answer a
        JOIN consultation c ON c.id = a.consultation_id WHERE a.id = \(id) AND a.is_draft = \(false)
        """
    }
}

/// An answer by who gave it.
struct AnswerLine: Sendable {
    let id: String
    let event: Event.ID
    let marking: String
    let language: String
    let name: String
    let country: String?
    let consultation: String

    init(_ row: Row) throws {
        id = try row.get("id")
        event = try row.get("event_id")
        marking = try row.get("marking")
        language = try row.get("language")
        name = try row.get("name")
        country = try row.get("country")
        consultation = try row.get("title")
    }
}
