import Domain
import Storage
import Web

/// What the projector shows in the exchange.
enum ExchangeView: String, Sendable, Codable, CaseIterable, ChoiceType, SQLBindable, SQLDecodable {
    /// One sheet after the other.
    case gallery
    /// Countries and priorities.
    case matrix
    /// Which blockers several countries share, and who has solved them.
    case blockers

    var label: Message {
        switch self {
        case .gallery: L("Gallery")
        case .matrix: L("Matrix")
        case .blockers: L("Shared blocking aspects")
        }
    }
}

/// A question of the room about a sheet.
struct QuestionRecord: Sendable, Hashable {
    let id: ExchangeQuestion.ID
    let event: Event.ID
    let sheet: EnvisionSheet.ID
    let intervention: Intervention.ID?
    let participant: Participant.ID
    /// Of who asked.
    let name: String
    let country: String?
    let sector: String?
    let text: String
    /// BCP 47.
    let language: String
    /// Epoch milliseconds.
    let askedAt: Int64
    let answeredAt: Int64?
    let hiddenAt: Int64?

    init(_ row: Row) throws {
        id = try row.get("id")
        event = try row.get("event_id")
        sheet = try row.get("sheet_id")
        intervention = try row.get("intervention_id")
        participant = try row.get("participant_id")
        name = try row.get("name")
        country = try row.get("country")
        sector = try row.get("sector")
        text = try row.get("text")
        language = try row.get("language")
        askedAt = try row.get("asked_at")
        answeredAt = try row.get("answered_at")
        hiddenAt = try row.get("hidden_at")
    }

    var isOpen: Bool { answeredAt == nil && hiddenAt == nil }
}

/// What a country says of a blocking aspect.
struct StandingRecord: Sendable, Hashable {
    enum State: String, Sendable, Codable, CaseIterable, ChoiceType, SQLBindable, SQLDecodable {
        /// We have this too.
        case present
        /// We have solved this.
        case solved

        var label: Message {
            switch self {
            case .present: L("We have this too")
            case .solved: L("We have solved this")
            }
        }
    }

    let aspect: Aspect.ID
    let country: String
    let state: State
    let note: String
    /// Who said it last.
    let participant: Participant.ID?
    let name: String?
    let toldAt: Int64

    init(_ row: Row) throws {
        aspect = try row.get("aspect_id")
        country = try row.get("country")
        state = try row.get("state")
        note = try row.get("note")
        participant = try row.get("participant_id")
        name = try row.get("name")
        toldAt = try row.get("told_at")
    }
}

/// What a country makes of a published intervention.
struct AdoptionRecord: Sendable, Hashable {
    enum Decision: String, Sendable, Codable, CaseIterable, ChoiceType, SQLBindable, SQLDecodable {
        case adopt, adapt, decline

        var label: Message {
            switch self {
            case .adopt: L("Adopt")
            case .adapt: L("Adapt")
            case .decline: L("Decline")
            }
        }
    }

    enum Progress: String, Sendable, Codable, CaseIterable, ChoiceType, SQLBindable, SQLDecodable {
        case none, begun, done

        var label: Message {
            switch self {
            case .none: L("not begun")
            case .begun: L("begun")
            case .done: L("done")
            }
        }
    }

    let id: Adoption.ID
    let event: Event.ID
    let intervention: Intervention.ID
    let country: String
    let decision: Decision
    /// How it is adapted, or why it is declined.
    let note: String
    let progress: Progress
    let progressNote: String
    /// As ``Visitor/journalName``: whose word was the last.
    let decidedBy: String?
    /// Their name, where it was a participant.
    let decider: String?
    /// Whether they decided as head of the delegation; not so before delegations had heads.
    let isByHead: Bool
    /// Epoch milliseconds.
    let decidedAt: Int64
    let progressedAt: Int64?

    init(_ row: Row) throws {
        id = try row.get("id")
        event = try row.get("event_id")
        intervention = try row.get("intervention_id")
        country = try row.get("country")
        decision = try row.get("decision")
        note = try row.get("note")
        progress = try row.get("progress")
        progressNote = try row.get("progress_note")
        decidedBy = try row.get("decided_by")
        decider = try row.get("decider")
        isByHead = try row.get("decided_as", as: String?.self) == "head"
        decidedAt = try row.get("decided_at")
        progressedAt = try row.get("progressed_at")
    }

    /// The country takes it over, as it is or in its own way.
    var isTakenUp: Bool { decision != .decline }
    /// What the thread counts as acted on.
    var isActedOn: Bool { isTakenUp && progress != .none }
}

/// Reads the exchange. Writing is in ExchangeStore+Writing.swift.
struct ExchangeStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// What the projector shows: the view, and the sheet chosen last (which may have been taken back since).
    func shown(in event: Event.ID) throws -> (view: ExchangeView, sheet: EnvisionSheet.ID?) {
        let row = try reading.first(
            "SELECT exchange_view, sheet_id FROM workshop WHERE id = \(EventPartStore.workshop(of: event))")
        guard let row else { throw Refusal.notFound }
        return (try row.get("exchange_view"), try row.get("sheet_id"))
    }

    /// How many people endorsed each intervention.
    func endorsements(of event: Event.ID) throws -> [Intervention.ID: Int] {
        let rows = try reading.all(
            """
            SELECT n.intervention_id, COUNT(*) AS number FROM endorsement n JOIN intervention i ON i.id = n.intervention_id
            WHERE i.event_id = \(event) GROUP BY n.intervention_id
            """)
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0.get("intervention_id"), try $0.get("number")) })
    }

    /// What somebody endorsed.
    func endorsed(by participant: Participant.ID) throws -> Set<Intervention.ID> {
        Set(
            try reading.all("SELECT intervention_id FROM endorsement WHERE participant_id = \(participant)").map {
                try $0.get("intervention_id")
            })
    }

    /// Who has endorsed something or asked.
    func heard(in event: Event.ID) throws -> Set<Participant.ID> {
        let endorsing = try reading.all(
            """
            SELECT DISTINCT n.participant_id FROM endorsement n JOIN intervention i ON i.id = n.intervention_id
            WHERE i.event_id = \(event)
            """)
        let asking = try reading.all("SELECT DISTINCT participant_id FROM exchange_question WHERE event_id = \(event)")
        return Set(try (endorsing + asking).map { try $0.get("participant_id") })
    }

    /// The questions of an event, newest first, also hidden ones.
    func questions(of event: Event.ID) throws -> [QuestionRecord] { try questions(where: "q.event_id = \(event)") }

    /// - Throws: ``Refusal/notFound``.
    func question(_ id: ExchangeQuestion.ID, in event: Event.ID) throws -> QuestionRecord {
        guard let found = try questions(where: "q.id = \(id) AND q.event_id = \(event)").first else {
            throw Refusal.notFound
        }
        return found
    }

    func question(of participant: Participant.ID, key: String) throws -> QuestionRecord? {
        try questions(where: "q.participant_id = \(participant) AND q.key = \(key)").first
    }

    /// How many questions of a person wait for an answer.
    func openQuestions(of participant: Participant.ID) throws -> Int {
        try reading.value(
            """
            SELECT COUNT(*) FROM exchange_question
            WHERE participant_id = \(participant) AND answered_at IS NULL AND hidden_at IS NULL
            """) ?? 0
    }

    private func questions(where condition: SQL) throws -> [QuestionRecord] {
        try reading.all(
            """
            SELECT q.*, p.name, p.country, p.sector FROM exchange_question q JOIN participant p ON p.id = q.participant_id
            WHERE \(condition) ORDER BY q.asked_at DESC, q.id DESC
            """
        ).map(QuestionRecord.init)
    }

    /// What countries said of the blocking aspects of an event, by aspect and country.
    func standings(of event: Event.ID) throws -> [StandingRecord] {
        try reading.all(
            """
            SELECT s.*, p.name FROM standing s JOIN aspect a ON a.id = s.aspect_id
            LEFT JOIN participant p ON p.id = s.participant_id WHERE a.event_id = \(event) ORDER BY s.aspect_id, s.country
            """
        ).map(StandingRecord.init)
    }

    /// All decisions of an event, by intervention and country.
    func adoptions(of event: Event.ID) throws -> [AdoptionRecord] {
        try adoptions(where: "a.event_id = \(event)")
    }

    func adoption(of intervention: Intervention.ID, by country: String) throws -> AdoptionRecord? {
        try adoptions(where: "a.intervention_id = \(intervention) AND a.country = \(country)").first
    }

    private func adoptions(where condition: SQL) throws -> [AdoptionRecord] {
        // `participant:` has 12 letters: the rest is the id.
        try reading.all(
            """
            SELECT a.*, p.name AS decider FROM adoption a LEFT JOIN participant p ON p.id = SUBSTR(a.decided_by, 13)
            WHERE \(condition) ORDER BY a.intervention_id, a.country
            """
        ).map(AdoptionRecord.init)
    }
}
