import Domain
import Storage
import Web

/// The SQL of what is asked and seen at the stops.
struct StopTalkStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    // MARK: Questions

    private var select: SQL {
        """
        SELECT q.*, (SELECT COUNT(*) FROM stop_question_endorsement e WHERE e.question_id = q.id) AS endorsements
        FROM stop_question q
        """
    }

    /// What is still open first, then those most endorsed, then the oldest.
    private func ordered(_ rows: [Row]) throws -> [StopQuestionRecord] {
        try rows.map(StopQuestionRecord.init).sorted {
            ($0.state == .answered ? 1 : 0, $1.endorsements, $0.createdAt, $0.id)
                < ($1.state == .answered ? 1 : 0, $0.endorsements, $1.createdAt, $1.id)
        }
    }

    func questions(of event: Event.ID) throws -> [StopQuestionRecord] {
        try ordered(try reading.all("\(select) WHERE q.event_id = \(event)"))
    }

    func questions(at stop: VisitStop.ID) throws -> [StopQuestionRecord] {
        try ordered(try reading.all("\(select) WHERE q.stop_id = \(stop)"))
    }

    /// - Throws: ``Refusal/notFound``.
    func question(_ id: StopQuestion.ID, of event: Event.ID) throws -> StopQuestionRecord {
        guard let row = try reading.first("\(select) WHERE q.id = \(id) AND q.event_id = \(event)") else {
            throw Refusal.notFound
        }
        return try StopQuestionRecord(row)
    }

    func endorsed(by seats: Set<Participant.ID>, at stop: VisitStop.ID) throws -> Set<StopQuestion.ID> {
        guard !seats.isEmpty else { return [] }
        let rows = try reading.all(
            """
            SELECT e.question_id FROM stop_question_endorsement e JOIN stop_question q ON q.id = e.question_id
            WHERE q.stop_id = \(stop) AND e.participant_id IN \(in: Array(seats))
            """)
        return Set(try rows.map { try $0.get("question_id", as: StopQuestion.ID.self) })
    }

    static func insert(_ text: String, language: String, by author: String?, at stop: StopRecord, _ work: Work) throws
        -> StopQuestion.ID
    {
        let id: StopQuestion.ID = work.environment.id()
        try work.tx.execute(
            """
            INSERT INTO stop_question (id, event_id, stop_id, author, text, language, answer, state, created_at, changed_at)
            VALUES (\(id), \(stop.event), \(stop.id), \(author), \(text), \(language), '', \(StopQuestionRecord.State.open),
                \(work.now), \(work.now))
            """)
        return id
    }

    static func answer(
        _ id: StopQuestion.ID, _ state: StopQuestionRecord.State, _ answer: String, now: Int64, _ tx: Transaction
    ) throws {
        try tx.execute(
            "UPDATE stop_question SET state = \(state), answer = \(answer), changed_at = \(now) WHERE id = \(id)")
    }

    static func endorse(
        _ id: StopQuestion.ID, by seat: Participant.ID, _ isOn: Bool, now: Int64, _ tx: Transaction
    ) throws {
        if isOn {
            try tx.execute(
                """
                INSERT INTO stop_question_endorsement (question_id, participant_id, created_at) VALUES (\(id), \(seat), \(now))
                ON CONFLICT DO NOTHING
                """)
        } else {
            try tx.execute(
                "DELETE FROM stop_question_endorsement WHERE question_id = \(id) AND participant_id = \(seat)")
        }
    }

    static func remove(_ id: StopQuestion.ID, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM stop_question_endorsement WHERE question_id = \(id)")
        try tx.execute("DELETE FROM stop_question WHERE id = \(id)")
    }

    // MARK: Observations

    /// By stop as the stops follow each other, the first first.
    func observations(of event: Event.ID) throws -> [ObservationRecord] {
        try observations(of: [event])
    }

    func observations(of events: [Event.ID]) throws -> [ObservationRecord] {
        guard !events.isEmpty else { return [] }
        return try reading.all(
            """
            SELECT o.* FROM stop_observation o JOIN visit_stop s ON s.id = o.stop_id WHERE o.event_id IN \(in: events)
            ORDER BY o.event_id, s.day, s.starts, s.title, s.id, o.created_at, o.id
            """
        ).map(ObservationRecord.init)
    }

    /// - Throws: ``Refusal/notFound``.
    func observation(_ id: Observation.ID, of event: Event.ID) throws -> ObservationRecord {
        guard let row = try reading.first("SELECT * FROM stop_observation WHERE id = \(id) AND event_id = \(event)")
        else { throw Refusal.notFound }
        return try ObservationRecord(row)
    }

    static func insert(
        _ fields: ObservationFields, isPractice: Bool, language: String, by author: String?, at stop: StopRecord,
        _ work: Work
    ) throws -> Observation.ID {
        let id: Observation.ID = work.environment.id()
        try work.tx.execute(
            """
            INSERT INTO stop_observation (id, event_id, stop_id, author, \(ObservationFields.columns), language, is_practice,
                created_at, changed_at)
            VALUES (\(id), \(stop.event), \(stop.id), \(author), \(fields.columnValues), \(language), \(isPractice),
                \(work.now), \(work.now))
            """)
        return id
    }

    static func update(
        _ id: Observation.ID, _ fields: ObservationFields, isPractice: Bool, now: Int64, _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            UPDATE stop_observation SET \(fields.assignments), is_practice = \(isPractice), changed_at = \(now) WHERE id = \(id)
            """)
    }

    static func offer(_ id: Observation.ID, as record: Case.ID, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE stop_observation SET case_id = \(record), is_practice = \(true), changed_at = \(now) WHERE id = \(id)
            """)
    }

    static func remove(_ id: Observation.ID, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM stop_observation WHERE id = \(id)")
    }

    // MARK: Cases that were made of observations

    func citations(of id: Case.ID) throws -> [CaseCitation] {
        try reading.all(
            """
            SELECT o.id, o.event_id, o.stop_id, o.seen, o.language, e.title, s.title AS stop_title FROM stop_observation o
            JOIN event e ON e.id = o.event_id JOIN visit_stop s ON s.id = o.stop_id
            WHERE o.case_id = \(id) ORDER BY e.starts_on, e.id, o.created_at, o.id
            """
        ).map { row in
            let (event, stop): (Event.ID, VisitStop.ID) = (try row.get("event_id"), try row.get("stop_id"))
            let (observation, seen): (Observation.ID, String) = (try row.get("id"), try row.get("seen"))
            let (title, stopTitle): (String, String) = (try row.get("title"), try row.get("stop_title"))
            let short = seen.count > 60 ? String(seen.prefix(59)) + "…" : seen
            return CaseCitation(
                event: event, eventTitle: title, title: .verbatim(seen), language: try row.get("language"),
                page: VisitPaths.stop(event, stop) + "#observation-\(observation)", owner: .verbatim(stopTitle),
                words: L("the observation “\(short)” in “\(title)”"))
        }
    }

    static func cited(in events: [Event.ID]) -> SQL {
        "SELECT case_id FROM stop_observation WHERE case_id IS NOT NULL AND event_id IN \(in: events)"
    }
}
