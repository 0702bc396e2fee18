import Domain
import Storage
import Web

/// A line that somebody wrote into a cell's log.
struct ExerciseLogRecord: Sendable {
    let id: ExerciseLogLine.ID
    let cell: ExerciseCell.ID
    let kind: LogLineKind
    let text: String
    let author: String?
    let at: Int64
    let elapsed: Int64

    init(_ row: Row) throws {
        id = try row.get("id")
        cell = try row.get("cell_id")
        kind = try row.get("kind")
        text = try row.get("text")
        author = try row.get("author")
        at = try row.get("at")
        elapsed = try row.get("elapsed")
    }
}

struct SituationReportRecord: Sendable {
    /// One item of the picture as it stood.
    struct Item: Sendable, Codable, Hashable {
        let topic: PictureTopic
        let text: String
    }

    let id: SituationReport.ID
    let cell: ExerciseCell.ID
    let number: Int
    let fields: SituationReportFields
    let items: [Item]
    let author: String?
    let at: Int64
    let elapsed: Int64

    init(_ row: Row) throws {
        id = try row.get("id")
        cell = try row.get("cell_id")
        number = try row.get("number")
        fields = try SituationReportFields(row)
        items = try JSONCoding.value(try row.get("items"))
        author = try row.get("author")
        at = try row.get("at")
        elapsed = try row.get("elapsed")
    }
}

/// What a cell says to its public, and what its neighbours say to that.
struct PublicStatementRecord: Sendable {
    struct Consent: Sendable, Hashable {
        let cell: ExerciseCell.ID
        let answer: NeighbourAnswer
        let text: String
        let elapsed: Int64?
    }

    let id: PublicStatement.ID
    let event: Event.ID
    let cell: ExerciseCell.ID
    let number: Int
    let text: String
    let language: String
    let author: String?
    let at: Int64
    let elapsed: Int64
    let releasedAt: Int64?
    let releasedElapsed: Int64?
    var consents: [Consent] = []

    init(_ row: Row) throws {
        id = try row.get("id")
        event = try row.get("event_id")
        cell = try row.get("cell_id")
        number = try row.get("number")
        text = try row.get("text")
        language = try row.get("language")
        author = try row.get("author")
        at = try row.get("at")
        elapsed = try row.get("elapsed")
        releasedAt = try row.get("released_at")
        releasedElapsed = try row.get("released_elapsed")
    }

    var isReleased: Bool { releasedAt != nil }
    /// All whom it asked agreed before it went out, and it asked somebody.
    var isAgreed: Bool {
        !consents.isEmpty
            && consents.allSatisfy { consent in
                consent.answer == .agreed && (consent.elapsed ?? .max) <= (releasedElapsed ?? .max)
            }
    }
}

struct ExerciseMessageRecord: Sendable {
    let id: ExerciseMessage.ID
    let way: MessageWay
    let cell: ExerciseCell.ID
    let other: ExerciseCell.ID?
    /// Whether those who run the exercise wrote it.
    let isControl: Bool
    let text: String
    let author: String?
    let at: Int64
    let elapsed: Int64

    init(_ row: Row) throws {
        id = try row.get("id")
        way = try row.get("kind")
        cell = try row.get("cell_id")
        other = try row.get("other_cell")
        isControl = try row.get("is_control")
        text = try row.get("text")
        author = try row.get("author")
        at = try row.get("at")
        elapsed = try row.get("elapsed")
    }
}

/// The SQL of logs, reports, statements and messages.
struct CellTalkStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    // MARK: Log

    func lines(of event: Event.ID) throws -> [ExerciseLogRecord] {
        try reading.all("SELECT * FROM log_entry WHERE event_id = \(event) ORDER BY elapsed, at, id").map(
            ExerciseLogRecord.init)
    }

    static func insert(_ fields: LogFields, elapsed: Int64, key: String?, _ acting: CellActing) throws
        -> ExerciseLogLine.ID
    {
        let id: ExerciseLogLine.ID = acting.work.environment.id()
        try acting.tx.execute(
            """
            INSERT INTO log_entry (id, event_id, cell_id, \(LogFields.columns), language, author, at, elapsed, sending)
            VALUES (\(id), \(acting.event), \(acting.cell.id), \(fields.columnValues), \(Language.current.rawValue),
                \(acting.work.actor), \(acting.moment.wall), \(elapsed), \(key))
            """)
        return id
    }

    // MARK: Situation reports

    func reports(of event: Event.ID) throws -> [SituationReportRecord] {
        try reading.all("SELECT * FROM situation_report WHERE event_id = \(event) ORDER BY elapsed, at, id").map(
            SituationReportRecord.init)
    }

    static func insert(
        _ fields: SituationReportFields, _ items: [SituationReportRecord.Item], number: Int, elapsed: Int64,
        key: String?, _ acting: CellActing
    ) throws -> SituationReport.ID {
        let id: SituationReport.ID = acting.work.environment.id()
        try acting.tx.execute(
            """
            INSERT INTO situation_report (id, event_id, cell_id, number, \(SituationReportFields.columns), items, language, author, at,
                elapsed, sending)
            VALUES (\(id), \(acting.event), \(acting.cell.id), \(number), \(fields.columnValues), \(JSONCoding.text(items)),
                \(Language.current.rawValue), \(acting.work.actor), \(acting.moment.wall), \(elapsed), \(key))
            """)
        return id
    }

    // MARK: Statements

    func statements(of event: Event.ID) throws -> [PublicStatementRecord] {
        var statements = try reading.all(
            "SELECT * FROM public_statement WHERE event_id = \(event) ORDER BY elapsed, at, id"
        ).map(PublicStatementRecord.init)
        guard !statements.isEmpty else { return [] }
        var consents: [PublicStatement.ID: [PublicStatementRecord.Consent]] = [:]
        for row in try reading.all(
            """
            SELECT c.* FROM statement_consent c JOIN public_statement s ON s.id = c.statement_id WHERE s.event_id = \(event)
            ORDER BY c.statement_id, c.cell_id
            """)
        {
            consents[try row.get("statement_id"), default: []].append(
                PublicStatementRecord.Consent(
                    cell: try row.get("cell_id"), answer: try row.get("answer"), text: try row.get("text"),
                    elapsed: try row.get("elapsed")))
        }
        for place in statements.indices { statements[place].consents = consents[statements[place].id] ?? [] }
        return statements
    }

    /// - Throws: ``Refusal/notFound``.
    func statement(_ id: PublicStatement.ID, of event: Event.ID) throws -> PublicStatementRecord {
        guard let found = try statements(of: event).first(where: { $0.id == id }) else { throw Refusal.notFound }
        return found
    }

    static func insert(
        _ fields: StatementFields, asking cells: Set<ExerciseCell.ID>, number: Int, elapsed: Int64, key: String?,
        _ acting: CellActing
    ) throws -> PublicStatement.ID {
        let id: PublicStatement.ID = acting.work.environment.id()
        try acting.tx.execute(
            """
            INSERT INTO public_statement (id, event_id, cell_id, number, \(StatementFields.columns), language, author, at, elapsed, sending)
            VALUES (\(id), \(acting.event), \(acting.cell.id), \(number), \(fields.columnValues), \(Language.current.rawValue),
                \(acting.work.actor), \(acting.moment.wall), \(elapsed), \(key))
            """)
        for cell in cells.sorted() {
            try acting.tx.execute(
                "INSERT INTO statement_consent (statement_id, cell_id, answer, text) VALUES (\(id), \(cell), '', '')")
        }
        return id
    }

    static func answer(
        _ id: PublicStatement.ID, _ answer: NeighbourAnswer, _ text: String, elapsed: Int64, _ acting: CellActing
    ) throws {
        try acting.tx.execute(
            """
            UPDATE statement_consent SET answer = \(answer), text = \(text), author = \(acting.work.actor),
                answered_at = \(acting.moment.wall), elapsed = \(elapsed)
            WHERE statement_id = \(id) AND cell_id = \(acting.cell.id)
            """)
    }

    static func release(_ id: PublicStatement.ID, elapsed: Int64, _ acting: CellActing) throws {
        try acting.tx.execute(
            """
            UPDATE public_statement SET released_at = \(acting.moment.wall), released_elapsed = \(elapsed),
                released_by = \(acting.work.actor) WHERE id = \(id) AND released_at IS NULL
            """)
    }

    // MARK: Messages

    func messages(of event: Event.ID) throws -> [ExerciseMessageRecord] {
        try reading.all("SELECT * FROM exercise_message WHERE event_id = \(event) ORDER BY at, id").map(
            ExerciseMessageRecord.init)
    }

    static func insert(
        _ text: String, _ way: MessageWay, cell: ExerciseCell.ID, other: ExerciseCell.ID?, isControl: Bool,
        elapsed: Int64, key: String?, of event: Event.ID, _ work: Work
    ) throws -> ExerciseMessage.ID {
        let id: ExerciseMessage.ID = work.environment.id()
        try work.tx.execute(
            """
            INSERT INTO exercise_message (id, event_id, kind, cell_id, other_cell, is_control, text, language, author, at, elapsed, sending)
            VALUES (\(id), \(event), \(way), \(cell), \(other), \(isControl), \(text), \(Language.current.rawValue), \(work.actor),
                \(work.now), \(elapsed), \(key))
            """)
        return id
    }
}
