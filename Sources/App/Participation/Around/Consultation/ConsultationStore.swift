import Domain
import Storage
import Web

enum ConsultationState: String, CaseIterable, Sendable, Codable, SQLBindable, SQLDecodable, ChoiceType {
    case draft, open, closed
}

struct ConsultationRecord: Sendable {
    let id: Consultation.ID
    let event: Event.ID
    let title: String
    let intro: LocalWords
    /// BCP 47; the first is the one in which it is written.
    let languages: [String]
    let questionnaire: Questionnaire
    let state: ConsultationState
    /// As the clock of the event's place shows it.
    let dueLocal: String?
    let dueAt: Int64?
    let summary: String
    let openedAt: Int64?
    let closedAt: Int64?

    init(_ row: Row) throws {
        id = try row.get("id")
        event = try row.get("event_id")
        title = try row.get("title")
        intro = try JSONCoding.value(try row.get("intro"))
        languages = try JSONCoding.value(try row.get("languages"))
        questionnaire = try JSONCoding.value(try row.get("questions"))
        state = try row.get("state")
        dueLocal = try row.get("due_local")
        dueAt = try row.moment("due_at")
        summary = try row.get("summary")
        openedAt = try row.moment("opened_at")
        closedAt = try row.moment("closed_at")
    }

    /// What is sent within these milliseconds after the last moment was sent in time.
    static let grace: Int64 = 3_000

    /// Whether answers are taken.
    func isOpen(at now: Int64) -> Bool { state == .open && dueAt.map { now <= $0 + Self.grace } ?? true }

    var mailLanguage: Language { languages.first.flatMap(Language.init(rawValue:)) ?? .english }
}

struct AddresseeRecord: Sendable {
    let id: Addressee.ID
    let consultation: Consultation.ID
    let fields: AddresseeFields
    /// Of a focal point: their address is the directory's, and shown to nobody here.
    let person: Person.ID?
    let generation: Int
    let hasLink: Bool
    let sentAt: Int64?
    let remindedAt: Int64?
    let removedAt: Int64?

    /// Whether a mail can reach them.
    var hasAddress: Bool { !fields.email.isEmpty || person != nil }

    init(_ row: Row) throws {
        id = try row.get("id")
        consultation = try row.get("consultation_id")
        fields = try AddresseeFields(row)
        person = try row.get("person_id")
        generation = try row.get("token_generation")
        hasLink = try row.get("token_digest", as: String?.self) != nil
        sentAt = try row.moment("sent_at")
        remindedAt = try row.moment("reminded_at")
        removedAt = try row.moment("removed_at")
    }
}

struct AnswerRecord: Sendable {
    let id: ConsultationAnswer.ID
    let addressee: Addressee.ID
    let answers: Questionnaire.Answers
    let marking: String
    let language: String
    /// The name of who wrote it.
    let signed: String
    let isDraft: Bool
    let submittedAt: Int64?

    init(_ row: Row) throws {
        id = try row.get("id")
        addressee = try row.get("addressee_id")
        answers = try JSONCoding.value(try row.get("answers"))
        marking = try row.get("marking")
        language = try row.get("language")
        signed = try row.get("signed")
        isDraft = try row.get("is_draft")
        submittedAt = try row.moment("submitted_at")
    }
}

/// The SQL of consultations.
struct ConsultationStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    func consultations(of event: Event.ID) throws -> [ConsultationRecord] {
        try reading.all("SELECT * FROM consultation WHERE event_id = \(event) ORDER BY created_at, id").map(
            ConsultationRecord.init)
    }

    func consultations(_ ids: [Consultation.ID]) throws -> [ConsultationRecord] {
        try reading.all("SELECT * FROM consultation WHERE id IN \(in: ids) ORDER BY created_at, id").map(
            ConsultationRecord.init)
    }

    /// - Throws: ``Refusal/notFound``, also for one of another event.
    func consultation(_ event: Event.ID, _ id: Consultation.ID) throws -> ConsultationRecord {
        guard let row = try reading.first("SELECT * FROM consultation WHERE id = \(id) AND event_id = \(event)") else {
            throw Refusal.notFound
        }
        return try ConsultationRecord(row)
    }

    /// Those whose last moment comes in this time.
    func open(dueIn span: ClosedRange<Int64>) throws -> [ConsultationRecord] {
        try reading.all(
            """
            SELECT * FROM consultation WHERE state = 'open' AND due_at >= \(span.lowerBound) AND due_at <= \(span.upperBound)
            ORDER BY due_at, id
            """
        ).map(ConsultationRecord.init)
    }

    /// - Returns: those that were not taken away, by name.
    func addressees(of consultation: Consultation.ID) throws -> [AddresseeRecord] {
        let all = try reading.all(
            "SELECT * FROM consultation_addressee WHERE consultation_id = \(consultation) AND removed_at IS NULL ORDER BY id"
        ).map(AddresseeRecord.init)
        return Folded.ordered(all) { $0.fields.name }
    }

    func addressee(_ consultation: Consultation.ID, _ id: Addressee.ID) throws -> AddresseeRecord {
        let row = try reading.first(
            """
            SELECT * FROM consultation_addressee WHERE id = \(id) AND consultation_id = \(consultation) AND removed_at IS NULL
            """)
        guard let row else { throw Refusal.notFound }
        return try AddresseeRecord(row)
    }

    /// Whose link it is; nothing for one that was ended.
    func addressee(digest: String) throws -> (AddresseeRecord, ConsultationRecord)? {
        let row = try reading.first(
            "SELECT * FROM consultation_addressee WHERE token_digest = \(digest) AND removed_at IS NULL")
        guard let addressee = try row.map(AddresseeRecord.init),
            let consultation = try reading.first("SELECT * FROM consultation WHERE id = \(addressee.consultation)")
        else { return nil }
        return (addressee, try ConsultationRecord(consultation))
    }

    /// Those that are open and ask a person who has not answered yet, the most urgent first.
    func asking(_ person: Person.ID) throws -> [(addressee: AddresseeRecord, consultation: ConsultationRecord)] {
        let asked = try reading.all(
            """
            SELECT d.* FROM consultation_addressee d JOIN consultation c ON c.id = d.consultation_id
            WHERE d.person_id = \(person) AND d.removed_at IS NULL AND d.token_digest IS NOT NULL AND c.state = 'open'
                AND NOT EXISTS (SELECT 1 FROM consultation_answer a WHERE a.addressee_id = d.id AND a.is_draft = \(false))
            ORDER BY COALESCE(c.due_at, 9000000000000000), d.id
            """
        ).map(AddresseeRecord.init)
        return try asked.compactMap { addressee in
            try reading.first("SELECT * FROM consultation WHERE id = \(addressee.consultation)").map {
                (addressee: addressee, consultation: try ConsultationRecord($0))
            }
        }
    }

    /// - Throws: ``Refusal/notFound`` for what asks somebody else.
    func addressee(_ id: Addressee.ID, of person: Person.ID) throws -> AddresseeRecord {
        let row = try reading.first(
            """
            SELECT * FROM consultation_addressee
            WHERE id = \(id) AND person_id = \(person) AND removed_at IS NULL AND token_digest IS NOT NULL
            """)
        guard let row else { throw Refusal.notFound }
        return try AddresseeRecord(row)
    }

    /// By addressee.
    func answers(of consultation: Consultation.ID) throws -> [Addressee.ID: AnswerRecord] {
        let rows = try reading.all(
            """
            SELECT a.* FROM consultation_answer a JOIN consultation_addressee d ON d.id = a.addressee_id
            WHERE a.consultation_id = \(consultation) AND d.removed_at IS NULL
            """
        ).map(AnswerRecord.init)
        return Dictionary(rows.map { ($0.addressee, $0) }) { first, _ in first }
    }

    func answer(of addressee: Addressee.ID) throws -> AnswerRecord? {
        try reading.first("SELECT * FROM consultation_answer WHERE addressee_id = \(addressee)").map(AnswerRecord.init)
    }

    /// Asked and answered, by consultation.
    func counts(of event: Event.ID) throws -> [Consultation.ID: (asked: Int, answered: Int)] {
        let rows = try reading.all(
            """
            SELECT c.id, COUNT(d.id) AS asked, COUNT(CASE WHEN a.is_draft = \(false) THEN 1 END) AS answered FROM consultation c
            LEFT JOIN consultation_addressee d ON d.consultation_id = c.id AND d.removed_at IS NULL
            LEFT JOIN consultation_answer a ON a.addressee_id = d.id WHERE c.event_id = \(event) GROUP BY c.id
            """)
        return Dictionary(
            uniqueKeysWithValues: try rows.map {
                (try $0.get("id"), (asked: try $0.get("asked"), answered: try $0.get("answered")))
            })
    }

    func hasNamesToForget() throws -> Bool {
        try reading.first(
            """
            SELECT d.id FROM consultation_addressee d JOIN consultation c ON c.id = d.consultation_id
            JOIN event e ON e.id = c.event_id WHERE e.names_erased_at IS NOT NULL
            AND (d.contact <> '' OR d.email <> '' OR d.token_digest IS NOT NULL) LIMIT 1
            """) != nil
    }

    // MARK: Writing

    struct Draft {
        var title: String
        var intro: LocalWords
        var languages: [String]
        var due: (String, Int64)?
    }

    static func insert(
        _ id: Consultation.ID, _ event: Event.ID, _ draft: Draft, _ questions: Questionnaire, now: Int64,
        _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO consultation (id, event_id, title, intro, languages, questions, state, due_local, due_at, summary,
                created_at, changed_at)
            VALUES (\(id), \(event), \(draft.title), \(try JSONCoding.text(draft.intro)), \(try JSONCoding.text(draft.languages)),
                \(try JSONCoding.text(questions)), 'draft', \(draft.due?.0), \(draft.due?.1), '', \(now), \(now))
            """)
    }

    static func setDue(_ id: Consultation.ID, _ due: (String, Int64), now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            "UPDATE consultation SET due_local = \(due.0), due_at = \(due.1), changed_at = \(now) WHERE id = \(id)")
    }

    static func update(_ id: Consultation.ID, _ draft: Draft, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE consultation SET title = \(draft.title), intro = \(try JSONCoding.text(draft.intro)),
                languages = \(try JSONCoding.text(draft.languages)), due_local = \(draft.due?.0), due_at = \(draft.due?.1),
                changed_at = \(now) WHERE id = \(id)
            """)
    }

    static func setQuestions(_ id: Consultation.ID, _ questions: Questionnaire, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            "UPDATE consultation SET questions = \(try JSONCoding.text(questions)), changed_at = \(now) WHERE id = \(id)"
        )
    }

    static func setState(_ id: Consultation.ID, _ state: ConsultationState, now: Int64, _ tx: Transaction) throws {
        let moments: SQL =
            state == .open ? "opened_at = COALESCE(opened_at, \(now)), closed_at = NULL" : "closed_at = \(now)"
        try tx.execute(
            "UPDATE consultation SET state = \(state), \(moments), changed_at = \(now) WHERE id = \(id)")
    }

    static func setSummary(_ id: Consultation.ID, _ text: String, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            "UPDATE consultation SET summary = \(text), summary_at = \(now), changed_at = \(now) WHERE id = \(id)")
    }

    static func insert(
        _ id: Addressee.ID, _ consultation: Consultation.ID, _ fields: AddresseeFields, person: Person.ID?,
        digest: String,
        now: Int64, _ tx: Transaction
    ) throws {
        try tx.execute(
            """
            INSERT INTO consultation_addressee (id, consultation_id, \(AddresseeFields.columns), person_id, token_digest, token_generation,
                created_at, changed_at)
            VALUES (\(id), \(consultation), \(fields.columnValues), \(person), \(digest), 1, \(now), \(now))
            """)
    }

    static func update(_ id: Addressee.ID, _ fields: AddresseeFields, now: Int64, _ tx: Transaction) throws {
        try tx.execute("UPDATE consultation_addressee SET \(fields.assignments), changed_at = \(now) WHERE id = \(id)")
    }

    static func setLink(_ id: Addressee.ID, digest: String?, generation: Int, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            """
            UPDATE consultation_addressee SET token_digest = \(digest), token_generation = \(generation), changed_at = \(now)
            WHERE id = \(id)
            """)
    }

    static func setSent(_ id: Addressee.ID, at now: Int64, isReminder: Bool, _ tx: Transaction) throws {
        let column: SQL = isReminder ? "reminded_at" : "sent_at"
        try tx.execute("UPDATE consultation_addressee SET \(column) = \(now) WHERE id = \(id)")
    }

    static func remove(_ id: Addressee.ID, now: Int64, _ tx: Transaction) throws {
        try tx.execute(
            "UPDATE consultation_addressee SET removed_at = \(now), token_digest = NULL, changed_at = \(now) WHERE id = \(id)"
        )
    }

    struct NewAnswer {
        let id: ConsultationAnswer.ID
        let consultation: Consultation.ID
        let addressee: Addressee.ID
        let answers: Questionnaire.Answers
        let marking: String
        let language: String
        let signed: String
        let isDraft: Bool
    }

    static func store(_ answer: NewAnswer, now: Int64, _ tx: Transaction) throws {
        let submitted: Int64? = answer.isDraft ? nil : now
        try tx.execute(
            """
            INSERT INTO consultation_answer (id, consultation_id, addressee_id, answers, marking, language, signed, is_draft,
                submitted_at, created_at, changed_at)
            VALUES (\(answer.id), \(answer.consultation), \(answer.addressee), \(try JSONCoding.text(answer.answers)),
                \(answer.marking), \(answer.language), \(answer.signed), \(answer.isDraft), \(submitted), \(now), \(now))
            ON CONFLICT (addressee_id) DO UPDATE SET answers = excluded.answers, marking = excluded.marking,
                language = excluded.language, signed = excluded.signed, is_draft = excluded.is_draft,
                submitted_at = excluded.submitted_at, changed_at = excluded.changed_at
            """)
    }

    /// After an event's names were taken away: people are named no more, institutions and what was answered stay.
    static func forget(_ now: Int64, _ tx: Transaction) throws -> Int {
        let events: SQL =
            "SELECT id FROM consultation WHERE event_id IN (SELECT id FROM event WHERE names_erased_at IS NOT NULL)"
        try tx.execute(
            "UPDATE consultation_answer SET signed = '' WHERE signed <> '' AND consultation_id IN (\(events))")
        return try tx.change(
            """
            UPDATE consultation_addressee SET contact = '', email = '', person_id = NULL, token_digest = NULL, changed_at = \(now),
                name = CASE kind WHEN 'institution' THEN name ELSE '–' END
            WHERE (contact <> '' OR email <> '' OR token_digest IS NOT NULL) AND consultation_id IN (\(events))
            """)
    }
}
