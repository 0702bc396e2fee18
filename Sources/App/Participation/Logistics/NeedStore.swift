import Domain
import Storage
import Web

/// What somebody needs: to eat, to move, to understand.
enum NeedCode: String, CaseIterable, Sendable, Codable, SQLBindable, SQLDecodable, ChoiceType {
    case vegetarian, vegan, halal, kosher
    case noPork = "no-pork"
    case glutenFree = "gluten-free"
    case allergy
    case stepFree = "step-free"
    case hearing, interpreter, other

    var label: Message {
        switch self {
        case .vegetarian: L("Vegetarian")
        case .vegan: L("Vegan")
        case .halal: L("Halal")
        case .kosher: L("Kosher")
        case .noPork: L("No pork")
        case .glutenFree: L("Without gluten")
        case .allergy: L("Allergy")
        case .stepFree: L("Access without steps")
        case .hearing: L("Hearing aid or written text")
        case .interpreter: L("Interpreter")
        case .other: L("Something else")
        }
    }

    /// Whether words belong to it: against what, into which language.
    var hasText: Bool { [.allergy, .interpreter, .other].contains(self) }

    static let textLimit = 200
}

struct NeedRecord: Sendable {
    let registration: Registration.ID
    let code: NeedCode
    let text: String

    init(_ row: Row) throws {
        registration = try row.get("registration_id")
        code = try row.get("code")
        text = try row.get("text")
    }
}

/// The SQL of needs. Who needs what is read with a reason only (``NeedOperations/read(_:_:reason:)``); counts are for everybody who cooks.
struct NeedStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    func needs(of registration: Registration.ID) throws -> [NeedRecord] {
        try reading.all("SELECT * FROM need WHERE registration_id = \(registration) ORDER BY code").map(NeedRecord.init)
    }

    func needs(of event: Event.ID) throws -> [NeedRecord] {
        try reading.all("SELECT * FROM need WHERE event_id = \(event) ORDER BY code, id").map(NeedRecord.init)
    }

    /// Of those who have a seat.
    func counts(of event: Event.ID) throws -> [NeedCode: Int] {
        let rows = try reading.all(
            """
            SELECT n.code, COUNT(*) AS n FROM need n JOIN registration r ON r.id = n.registration_id
            WHERE n.event_id = \(event) AND r.state = 'complete' GROUP BY n.code
            """)
        return Dictionary(
            uniqueKeysWithValues: try rows.map {
                (try $0.get("code", as: NeedCode.self), try $0.get("n", as: Int.self))
            })
    }

    struct LoggedReading: Sendable {
        let reader: String?
        let reason: String
        let at: Int64
    }

    func readings(of event: Event.ID) throws -> [LoggedReading] {
        try reading.all("SELECT * FROM need_reading WHERE event_id = \(event) ORDER BY read_at DESC, id DESC LIMIT 50")
            .map {
                LoggedReading(reader: try $0.get("reader"), reason: try $0.get("reason"), at: try $0.get("read_at"))
            }
    }

    static func note(_ id: String, _ event: Event.ID, reader: String?, reason: String, now: Int64, _ tx: Transaction)
        throws
    {
        try tx.execute(
            """
            INSERT INTO need_reading (id, event_id, reader, reason, read_at) VALUES (\(id), \(event), \(reader), \(reason), \(now))
            """)
    }

    static func store(
        _ traveller: Traveller, _ needs: [(id: String, code: NeedCode, text: String)], now: Int64, _ tx: Transaction
    ) throws {
        try tx.execute("DELETE FROM need WHERE registration_id = \(traveller.id)")
        for need in needs {
            try tx.execute(
                """
                INSERT INTO need (id, event_id, registration_id, participant_id, code, text, told_at)
                VALUES (\(need.id), \(traveller.event), \(traveller.id), \(traveller.participant), \(need.code), \(need.text), \(now))
                """)
        }
    }

    /// The last day on which needs are kept: as the rule of registration says, else 30 days after the event.
    func lastDay(of event: Event.ID) throws -> String? {
        guard
            let row = try reading.first(
                """
                SELECT e.ends_on, r.needs_erased_on FROM event e LEFT JOIN registration_rule r ON r.event_id = e.id WHERE e.id = \(event)
                """)
        else { return nil }
        return Self.lastDay(try row.get("ends_on"), try row.get("needs_erased_on"))
    }

    private static func lastDay(_ end: String, _ told: String?) -> String {
        if let told, CalendarDate.isValid(told) { return told }
        return CalendarDate(end).map { CalendarDate(daysSince1970: $0.daysSince1970 + 30).description } ?? end
    }

    /// The events whose needs are past their day.
    func due(on day: String) throws -> [Event.ID] {
        try reading.all(
            """
            SELECT DISTINCT n.event_id AS event_id, e.ends_on, r.needs_erased_on FROM need n JOIN event e ON e.id = n.event_id
            LEFT JOIN registration_rule r ON r.event_id = e.id
            """
        ).filter { Self.lastDay(try $0.get("ends_on"), try $0.get("needs_erased_on")) < day }.map {
            try $0.get("event_id")
        }
    }

    /// Who withdrew or was refused, and has told needs or asked for a letter.
    func ofWhoLeft() throws -> [(id: Registration.ID, event: Event.ID)] {
        try reading.all(
            """
            SELECT r.id, r.event_id FROM registration r WHERE r.state IN ('withdrawn', 'rejected')
            AND (EXISTS (SELECT 1 FROM need n WHERE n.registration_id = r.id)
                OR EXISTS (SELECT 1 FROM visa_letter v WHERE v.registration_id = r.id))
            ORDER BY r.id
            """
        ).map { (id: try $0.get("id"), event: try $0.get("event_id")) }
    }

    /// Needs and what was copied from the passport.
    static func forget(_ registration: Registration.ID, _ tx: Transaction) throws {
        try tx.execute("DELETE FROM need WHERE registration_id = \(registration)")
        try tx.execute("DELETE FROM visa_letter WHERE registration_id = \(registration)")
    }

    static func forget(_ event: Event.ID, _ tx: Transaction) throws -> Int {
        try tx.change("DELETE FROM need WHERE event_id = \(event)")
    }
}
